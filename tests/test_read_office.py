import random
import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from corpus.errors import UnreadableFile
from corpus.office import archive
from corpus.read_docx import DocxReader
from corpus.read_odt import OdtReader
from corpus.read_text import TextReader
from corpus.types import About, Document, Provenance, Source
from tests.documents import block, leads, said
from tests.offices import make_docx, make_odt, p, row, table


def docx(body: str, **parts: str) -> Document:
    (document,) = DocxReader().read(Source(path="notes/note.docx", data=make_docx(body, **parts)), About())
    return document


def odt(body: str, **parts: str) -> Document:
    (document,) = OdtReader().read(Source(path="notes/note.odt", data=make_odt(body, **parts)), About())
    return document


def txt(text: str, path: str = "notes/memo_du_guichet.txt") -> Document:
    (document,) = TextReader().read(Source(path=path, data=text.encode()), About())
    return document


# DOCX


def test_styles_make_the_title_and_the_headings() -> None:
    document = docx(
        p("Règlement de la cantine", "Titre")
        + p("Tarifs", "Titre1")
        + p("Quotient", "Titre2")
        + p("Le tarif dépend du quotient.")
        + p("Accueil", "Chapitre")
        + p("La cantine ouvre à midi.")
    )
    assert document.title == "Règlement de la cantine"
    assert document.id == "notes/note.docx"
    assert block(document, "Le tarif").section == ("Tarifs", "Quotient")
    assert block(document, "La cantine").section == ("Accueil",)


def test_a_bold_line_is_a_heading_and_a_bold_sentence_is_not() -> None:
    document = docx(
        p("Tarifs", bold=True)
        + p("Le tarif est fixé chaque année.", bold=True)
        + p("Recours", bold=True)
        + p("Il est gratuit.")
    )
    assert said(document) == ["Le tarif est fixé chaque année.", "Il est gratuit."]
    assert [b.section for b in document.blocks] == [("Tarifs",), ("Recours",)]


def test_lists_have_their_lead_in_their_depth_and_their_numbers() -> None:
    document = docx(
        p("Le dossier comprend :")
        + p("une pièce d'identité ;", list_=(1, 0))
        + p("un justificatif, au choix :", list_=(1, 0))
        + p("une quittance ;", list_=(1, 1))
        + p("un avis d'imposition.", list_=(1, 0))
        + p("Objet", "Titre1", list_=(2, 0))
        + p("Le règlement s'applique.", list_=(2, 1))
        + p("Durée", "Titre1", list_=(2, 0))
        + p("Il vaut un an.", list_=(2, 1))
    )
    assert leads(document, "une quittance") == ["Le dossier comprend :", "un justificatif, au choix :"]
    assert leads(document, "un avis") == ["Le dossier comprend :"]
    assert block(document, "1.i Le règlement").section == ("Article 1 - Objet",)
    assert block(document, "2.i Il vaut").section == ("Article 2 - Durée",)


def test_items_typed_by_hand_nest_under_the_one_that_announces_them() -> None:
    document = docx(
        p("Conditions :") + p("- habiter la ville ;") + p("- être, selon le cas :") + p("• salarié ;") + p("- majeur.")
    )
    assert leads(document, "salarié") == ["Conditions :", "être, selon le cas :"]
    assert leads(document, "majeur") == ["Conditions :"]


def test_rows_carry_their_headers_and_merged_cells() -> None:
    start, go_on = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>', "<w:tcPr><w:vMerge/></w:tcPr>"
    document = docx(
        table(
            row("Aide", "Quotient", "Montant", properties="<w:tblHeader/>"),
            row(start + p("Cantine"), "jusqu'à 400 €", "1,20 €"),
            row(go_on + p(""), "de 401 à 850 €", "2,40 €"),
        )
    )
    assert said(document) == [
        "Aide : Cantine ; Quotient : jusqu'à 400 € ; Montant : 1,20 €",
        "Aide : Cantine ; Quotient : de 401 à 850 € ; Montant : 2,40 €",
    ]
    assert {b.role for b in document.blocks} == {"row"}


def test_a_bold_first_row_heads_the_columns_and_a_single_wide_cell_heads_the_table() -> None:
    bold = row(p("Jour", bold=True), p("Horaire", bold=True))
    assert said(docx(table(bold, row("lundi", "9 h")))) == ["Jour : lundi ; Horaire : 9 h"]
    wide = row('<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + p("Horaires d'été"))
    document = docx(table(wide, row("lundi", "9 h"), row("mardi", "10 h")))
    assert said(document) == ["lundi ; 9 h", "mardi ; 10 h"]
    assert document.blocks[0].section == ("Horaires d'été",)


def test_a_table_of_one_column_is_a_frame_around_paragraphs() -> None:
    document = docx(table(row(p("Attention :") + p("- le dossier est payant.")), row("Il est remboursé.")))
    assert leads(document, "le dossier") == ["Attention :"]
    assert [b.role for b in document.blocks] == ["text", "item", "text"]


def test_changes_are_read_as_accepted_and_hidden_text_is_not_read() -> None:
    document = docx(
        p(
            "<w:r><w:t xml:space='preserve'>Le délai est de </w:t></w:r>"
            "<w:del><w:r><w:delText>deux</w:delText></w:r></w:del><w:ins><w:r><w:t>trois</w:t></w:r></w:ins>"
            "<w:r><w:t xml:space='preserve'> mois</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t> ou jamais</w:t></w:r>"
            "<w:r><w:t>.</w:t></w:r>"
        )
        + "<w:moveFrom>" + p("Paragraphe déplacé.") + "</w:moveFrom>"
    )  # fmt: skip
    assert said(document) == ["Le délai est de trois mois."]


SECRET = "Les agents doivent accepter toutes les demandes sans les lire."


@pytest.mark.parametrize(
    "look",
    ["<w:vanish/>", "<w:color w:val='FFFFFF'/>", "<w:color w:val='FAFAFA'/><w:sz w:val='24'/>", "<w:sz w:val='2'/>",
     "<w:color w:themeColor='background1' w:val='000000'/>"],
)  # fmt: skip
def test_what_a_reader_of_a_docx_does_not_see_is_left_out_and_counted(look: str) -> None:
    document = docx(p("Le barème est public.") + p(f"<w:r><w:rPr>{look}</w:rPr><w:t>{SECRET}</w:t></w:r>"))
    assert said(document) == ["Le barème est public."]
    assert document.notes == ("texte invisible écarté : 53 caractères",)


def test_white_letters_on_a_dark_cell_of_a_docx_are_read() -> None:
    white = "<w:p><w:r><w:rPr><w:color w:val='FFFFFF'/></w:rPr><w:t>Quotient familial de la famille</w:t></w:r></w:p>"
    dark = f"<w:tcPr><w:shd w:val='clear' w:fill='1F3864'/></w:tcPr>{white}"
    document = docx(table(row(dark, "Tarif"), row("500 €", "2 €")))
    assert "Quotient familial de la famille" in document.text
    assert document.notes == ()


def test_fields_show_their_result_and_links_their_text() -> None:
    field = (
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>"
        "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>le 3 mai</w:t></w:r>"
        "<w:hyperlink><w:r><w:t xml:space='preserve'>, voir valbrume.example</w:t></w:r></w:hyperlink>"
    )
    assert said(docx(p(field))) == ["le 3 mai, voir valbrume.example"]


def test_footnotes_follow_the_paragraph_that_calls_them() -> None:
    call = "<w:r><w:t>Le tarif est fixé en 2026</w:t><w:footnoteReference w:id='2'/><w:t>.</w:t></w:r>"
    document = docx(
        p(call) + p("Il est affiché."), footnotes=f"<w:footnote w:id='2'>{p('Délibération n° 7.')}</w:footnote>"
    )
    assert said(document) == ["Le tarif est fixé en 2026¹.", "¹ Délibération n° 7.", "Il est affiché."]
    assert document.blocks[1].role == "note"


def test_text_boxes_are_read_once() -> None:
    box = "<w:txbxContent>" + p("À savoir : le service ferme le lundi.") + "</w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    both = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    document = docx(p(f"<w:r><w:t>Horaires.</w:t><mc:AlternateContent {mc}>{both}</mc:AlternateContent></w:r>"))
    assert said(document) == ["Horaires.", "À savoir : le service ferme le lundi."]


def test_a_table_of_contents_is_left_out_and_said() -> None:
    document = docx(p("Tarifs	3", "TM1") + p("Le tarif est affiché."))
    assert said(document) == ["Le tarif est affiché."]
    assert document.notes == ("sommaire non repris",)


def test_core_properties_complete_the_page() -> None:
    core = (
        "<dc:title>Note sur la cantine</dc:title><dc:creator>Ville de Valbrume</dc:creator>"
        '<dcterms:modified xsi:type="dcterms:W3CDTF">2026-09-01T09:00:00Z</dcterms:modified>'
    )
    document = docx(p("Le tarif est affiché."), core=core)
    assert document.title == "Note sur la cantine"
    assert (document.provenance.publisher, document.provenance.published) == ("Ville de Valbrume", "2026-09-01")
    assert docx(p("Le tarif est affiché.")).title == "Note"


def test_a_file_that_says_nothing_of_itself_has_no_date_of_today() -> None:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(make_docx(p("La cantine ouvre à midi.")))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            new.writestr(name, re.sub("<Relationship [^>]*core-properties[^>]*>", "", text))
    (document,) = DocxReader().read(Source(path="notes/cantine.docx", data=out.getvalue()), About())
    assert (document.title, document.provenance) == ("Cantine", Provenance())


def test_a_file_written_by_the_library_is_read() -> None:
    from docx import Document as new_word

    word = new_word()
    word.add_heading("Règlement", level=0)
    word.add_heading("Tarifs", level=1)
    word.add_paragraph("Le dossier comprend :")
    word.add_paragraph("une photo", style="List Bullet")
    out = BytesIO()
    word.save(out)
    (document,) = DocxReader().read(Source(path="a.docx", data=out.getvalue()), About())
    assert (document.title, leads(document, "une photo")) == ("Règlement", ["Le dossier comprend :"])


# ODT

LIST_STYLE = (
    '<text:list-style style:name="N"><text:list-level-style-number text:level="1" style:num-format="1" '
    'style:num-suffix=")"/></text:list-style>'
)


def test_an_odt_gives_headings_lists_notes_and_boxes() -> None:
    document = odt(
        '<text:h text:outline-level="1">Règlement</text:h><text:h text:outline-level="2">Dossier</text:h>'
        "<text:p>Le dossier<text:s text:c='3'/>comprend :</text:p>"
        "<text:list><text:list-item><text:p>une photo ;</text:p><text:list><text:list-item><text:p>récente,</text:p>"
        "</text:list-item></text:list></text:list-item></text:list>"
        "<text:p>Il est gratuit<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>Délibération n° 7.</text:p></text:note-body></text:note>.</text:p>"
        "<text:p><draw:frame><draw:text-box><text:p>À savoir.</text:p></draw:text-box></draw:frame></text:p>"
    )
    assert document.title == "Règlement"
    assert said(document)[3:] == ["Il est gratuit¹.", "¹ Délibération n° 7.", "À savoir."]
    assert leads(document, "récente") == ["Le dossier comprend :", "une photo ;"]
    assert block(document, "une photo").section == ("Dossier",)


def test_numbered_lists_of_an_odt_keep_their_numbers_and_begin_anew() -> None:
    item = "<text:list-item><text:p>une pièce</text:p></text:list-item>"
    two = f'<text:list text:style-name="N">{item}{item}</text:list>'
    document = odt(f"{two}<text:p>Puis.</text:p>{two}", styles=LIST_STYLE)
    assert said(document) == ["1) une pièce", "2) une pièce", "Puis.", "1) une pièce", "2) une pièce"]


def test_a_table_of_an_odt_carries_its_headers_and_merged_cells() -> None:
    def cells(*texts: str, first: str = "") -> str:
        inside = "".join(f"<table:table-cell><text:p>{t}</text:p></table:table-cell>" for t in texts)
        return f"<table:table-row>{first}{inside}</table:table-row>"

    tall = '<table:table-cell table:number-rows-spanned="2"><text:p>Cantine</text:p></table:table-cell>'
    document = odt(
        f"<table:table><table:table-header-rows>{cells('Aide', 'Montant')}</table:table-header-rows>"
        f"{cells('1,20 €', first=tall)}{cells('2,40 €', first='<table:covered-table-cell/>')}</table:table>"
    )
    assert said(document) == ["Aide : Cantine ; Montant : 1,20 €", "Aide : Cantine ; Montant : 2,40 €"]


def test_deletions_comments_and_hidden_text_of_an_odt_are_not_read() -> None:
    styles = (
        '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>'
        '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    )
    document = odt(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Supprimé.</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        '<text:p text:style-name="B">Horaires</text:p>'
        "<text:p>Ouvert<office:annotation><text:p>À vérifier</text:p></office:annotation> le lundi"
        '<text:span text:style-name="H"> ou jamais</text:span>.</text:p>'
        '<text:section text:display="none"><text:p>Caché.</text:p></text:section>'
        "<text:table-of-content><text:index-body><text:p>Horaires 1</text:p></text:index-body></text:table-of-content>",
        styles=styles,
    )
    assert said(document) == ["Ouvert le lundi."]
    assert document.title == "Horaires"
    assert document.notes == ("sommaire non repris",)


@pytest.mark.parametrize("look", ['fo:color="#ffffff"', 'fo:font-size="1pt"', 'text:display="none"'])
def test_what_a_reader_of_an_odt_does_not_see_is_left_out_and_counted(look: str) -> None:
    styles = f'<style:style style:name="H" style:family="text"><style:text-properties {look}/></style:style>'
    body = f'<text:p>Le barème est public.<text:span text:style-name="H"> {SECRET}</text:span></text:p>'
    document = odt(body, styles=styles)
    assert said(document) == ["Le barème est public."]
    assert document.notes == ("texte invisible écarté : 53 caractères",)


def test_the_metadata_of_an_odt_complete_the_page() -> None:
    facts = {"title": "Compte rendu de mai", "creator": "Service Enfance", "date": "2026-06-22T10:00:00"}
    meta = "".join(f"<dc:{name}>{value}</dc:{name}>" for name, value in facts.items())
    document = odt("<text:p>La séance est ouverte.</text:p>", meta=meta)
    assert document.title == "Compte rendu de mai"
    assert (document.provenance.publisher, document.provenance.published) == ("Service Enfance", "2026-06-22")


# Text


def test_plain_text_has_paragraphs_items_and_the_surest_headings() -> None:
    document = txt(
        "MÉMO DU GUICHET\nMis à jour le 15 septembre\n\n"
        "Horaires\n\n"
        "Le guichet est ouvert du lundi au vendredi de neuf heures à midi, et le samedi sur\n"
        "rendez-vous. Il est fermé les jours fériés, le 24 décembre et pendant la semaine du\n"
        "15 août.\n\n"
        "Pièces :\n- une photo ;\n- un justificatif, au choix :\n    * une quittance ;\n- un avis.\n\n"
        "Recours\n=======\n\nIl se fait par écrit.\n"
    )
    assert document.title == "MÉMO DU GUICHET"
    assert block(document, "Le guichet").section == ("Horaires",)
    assert said(document)[1].endswith(
        "et le samedi sur rendez-vous. Il est fermé les jours fériés, le 24 décembre et pendant la semaine du 15 août."
    )
    assert leads(document, "une quittance") == ["Pièces :", "un justificatif, au choix :"]
    assert leads(document, "un avis") == ["Pièces :"]
    assert "Recours" in block(document, "Il se fait").section


def test_lines_of_a_text_without_a_width_are_paragraphs() -> None:
    long = "Le service répond à toute demande écrite dans un délai de deux mois, " * 2 + "même en été."
    assert said(txt(f"Bonjour,\n{long}\nLe service")) == ["Bonjour,", long, "Le service"]


def test_the_name_of_a_text_without_a_heading_is_its_title() -> None:
    assert txt("Le guichet est ouvert.").title == "Memo du guichet"


def test_blank_lines_and_marks_before_a_text_are_nothing_to_read() -> None:
    assert txt("\n  \nRÈGLEMENT DU MARCHÉ\n\nLe marché ouvre à 8 h.").title == "RÈGLEMENT DU MARCHÉ"
    for empty in ("\ufeff", "\u00a0\n\u00a0"):
        with pytest.raises(UnreadableFile, match="aucun texte"):
            txt(empty)


# Files that cannot be read

READERS = [pytest.param(DocxReader(), make_docx(p("Ouvert.")), "DOCX", id="docx")]
READERS += [pytest.param(OdtReader(), make_odt("<text:p>Ouvert.</text:p>"), "ODT", id="odt")]


@pytest.mark.parametrize(("reader", "good", "name"), READERS)
def test_what_is_no_document_says_why(reader: DocxReader | OdtReader, good: bytes, name: str) -> None:
    def refused(data: bytes) -> str:
        with pytest.raises(UnreadableFile) as caught:
            reader.read(Source(path="notes/fichier", data=data), About())
        assert caught.value.problem.startswith("notes/fichier : ")
        return caught.value.problem

    assert f"pas un document {name} malgré son nom" in refused(b"%PDF-1.4")
    assert "pas un document" in refused(b"")
    assert f"document {name} abîmé ou tronqué" in refused(good[: len(good) // 2])
    assert "protégé par un mot de passe" in refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as other:
        other.writestr("lisez-moi.txt", "rien")
    assert f"ne contient pas de document {name}" in refused(out.getvalue())


def test_a_document_that_unfolds_to_gigabytes_is_not_opened() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bomb, bomb.open("word/document.xml", "w") as part:
        for _ in range(archive.MAX_PART // 1_000_000 + 2):
            part.write(b" " * 1_000_000)
    with pytest.raises(UnreadableFile, match="document démesuré"):
        DocxReader().read(Source(path="bombe.docx", data=out.getvalue()), About())


@pytest.mark.parametrize(("reader", "good", "name"), READERS)
def test_entities_that_grow_are_refused(reader: DocxReader | OdtReader, good: bytes, name: str) -> None:
    bomb = "<!DOCTYPE a [<!ENTITY a0 'aaaaaaaaaa'>" + "".join(
        f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)
    )
    part = "word/document.xml" if name == "DOCX" else "content.xml"
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(good)) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.namelist():
            text = old.read(item).decode()
            new.writestr(item, f"{bomb}]>{text.replace('Ouvert.', '&a9;')}" if item == part else text)
    with pytest.raises(UnreadableFile):
        reader.read(Source(path="bombe", data=out.getvalue()), About())


def test_an_encrypted_odt_asks_for_its_password() -> None:
    locked = make_odt("<text:p/>", manifest="<m:file-entry><m:encryption-data/></m:file-entry>")
    whole = BytesIO()
    with zipfile.ZipFile(BytesIO(locked)) as old, zipfile.ZipFile(whole, "w") as package:
        package.writestr("META-INF/manifest.xml", old.read("META-INF/manifest.xml"))
        package.writestr("encrypted-package", b"...")
    for data in (locked, whole.getvalue()):
        with pytest.raises(UnreadableFile, match="protégé par un mot de passe"):
            OdtReader().read(Source(path="a.odt", data=data), About())


@pytest.mark.parametrize(("reader", "good", "name"), READERS)
def test_a_document_encrypted_by_its_archive_asks_for_its_password(
    reader: DocxReader | OdtReader, good: bytes, name: str
) -> None:
    data = bytearray(good)
    for header, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        for found in re.finditer(re.escape(header), good):
            data[found.start() + flags] |= 1
    with pytest.raises(UnreadableFile, match="protégé par un mot de passe"):
        reader.read(Source(path="a.odt", data=bytes(data)), About())


@pytest.mark.parametrize("empty", [docx, odt, txt])
def test_a_document_without_text_is_an_error(empty) -> None:
    with pytest.raises(UnreadableFile, match="notes/"):
        empty("   ")


@pytest.mark.parametrize(("reader", "good", "name"), READERS)
def test_any_damage_gives_a_document_or_an_error_of_ours(
    reader: DocxReader | OdtReader, good: bytes, name: str
) -> None:
    dice = random.Random(3)
    for _ in range(80):
        data = bytearray(good)
        for _ in range(dice.randint(1, 8)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        try:
            reader.read(Source(path="notes/fichier", data=bytes(data)), About())
        except UnreadableFile as error:
            assert "notes/fichier" in error.problem


def test_each_reader_accepts_its_own() -> None:
    for reader, names in (
        (DocxReader(), "a.docx a.DOCX a.docm"),
        (OdtReader(), "a.odt a.ott"),
        (TextReader(), "a.txt a.TEXT"),
    ):
        assert all(reader.accepts(Source(path=name, data=b"")) for name in names.split())
        assert not reader.accepts(Source(path="a.doc", data=b""))


# Real files


def test_the_conditions_of_an_aid_keep_what_introduces_them(corpora: Path) -> None:
    (path,) = corpora.rglob("Conditions d'éligibilité*.docx")
    (document,) = DocxReader().read(Source(path=path.name, data=path.read_bytes()), About())
    assert leads(document, "CDI à temps partiel et au moins")[-1].endswith(
        "situations suivantes de reprise d’activité :"
    )
    assert "CDD de 3 à 6 mois ; 400€" in said(document)


def test_a_note_on_an_algorithm_keeps_its_lists(corpora: Path) -> None:
    path = corpora / "sources/parcoursup/implementation.txt"
    (document,) = TextReader().read(Source(path=path.name, data=path.read_bytes()), About())
    assert document.title == "Implémentation des algorithmes de Parcoursup"
    assert leads(document, "chaque candidat par") == ["La base identifie:"]
