"""Files made of a record, and records made of files: what they hold, that they open, that nothing in them runs."""

import csv
import json
import re
import zipfile
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from io import BytesIO, StringIO
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from assistant.errors import BadSetting
from assistant.record.about import NOT_DRAFTED, TO_COMPLETE
from assistant.record.exchange.export_csv import neutral, other_labels, register_csv, shown
from assistant.record.exchange.export_json import register_json
from assistant.record.exchange.exported import Exported
from assistant.record.exchange.exports import FORMATS, beside, export, import_file
from assistant.record.exchange.table_schema import problems, table_schema
from assistant.record.schema import load_schema
from assistant.record.texts.glossary import Definition
from assistant.record.types import FieldValue, Record, RecordSentence, Table
from corpus.errors import UnreadableFile
from corpus.types import Source, Span
from tests.conftest import ROOT
from tests.records import KEYS, bare_record, full_record, said

FULL, BARE = full_record(), bare_record()
SAMPLE = ROOT / "corpus" / "sample" / "documents"
REGISTERS = sorted(path for path in SAMPLE.glob("registre-*.*"))
DOCUMENTS = ("docx", "odt", "md", "html")
HOSTILE = "<script>alert(1)</script> | **gras** [lien](javascript:alert(2)) `code` & \x00\x07 ]]> \" '"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def made(record: Record, format: str) -> Exported:
    """The file of a record; those of the two usual records are made once."""
    return _of_usual(record is FULL, format) if record in (FULL, BARE) else export(record, load_schema(), format)


@cache
def _of_usual(full: bool, format: str) -> Exported:
    return export(FULL if full else BARE, load_schema(), format)


def reopened(exported: Exported) -> list[Record]:
    return import_file(Source(path=exported.name, data=exported.data))


def with_field(record: Record, key: str, *texts: str, **parts: object) -> Record:
    value = FieldValue(key=key, status="by_person", sentences=said(*texts), **parts)
    return replace(record, fields={**record.fields, key: value})


def xml_of(exported: Exported) -> dict[str, ElementTree.Element]:
    """Every part of an office file, parsed."""
    with zipfile.ZipFile(BytesIO(exported.data)) as archive:
        assert archive.testzip() is None
        return {n: ElementTree.fromstring(archive.read(n)) for n in archive.namelist() if n.endswith((".xml", ".rels"))}


def words_of(exported: Exported) -> str:
    """All that a reader of the file can read, on one line, with plain spaces."""
    if exported.name.endswith((".docx", ".odt")):
        text = " ".join("".join(part.itertext()) for part in xml_of(exported).values())
    else:
        text = exported.data.decode("utf-8")
    return re.sub(r"\s+", " ", text)


# ------------------------------------------------------------------------------------------------- what every file says


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_is_made_and_named_after_the_algorithm(format: str) -> None:
    file = made(FULL, format)
    assert file.name.startswith("attribution-des-places-en-creche")
    assert file.data
    assert all(loss.endswith((".", "»")) for loss in file.lost)


@pytest.mark.parametrize("format", FORMATS)
def test_every_file_says_that_it_is_a_draft_or_that_it_cannot_say_so(format: str) -> None:
    file = made(FULL, format)
    told = words_of(file)
    if "intelligence artificielle" not in told:
        assert format not in (*DOCUMENTS, "json")
        assert any("une IA" in loss or "d'une IA" in loss for loss in file.lost)
        return
    assert "22 novembre 2026" in told
    assert "Qwen3-1.7B@9a2b" in told.replace("\\", "")


@pytest.mark.parametrize("format", DOCUMENTS)
def test_an_entry_that_glose_did_not_draft_is_not_called_a_draft_of_its_own(format: str) -> None:
    (record,) = import_file(SAMPLE / "registre-valbrume-creche.yaml")
    words = words_of(made(record, format)).replace("&#x27;", "'")
    assert NOT_DRAFTED.split(":")[0].strip() in words
    assert "Brouillon" not in words


@pytest.mark.parametrize("format", DOCUMENTS)
def test_each_quotation_stands_with_its_place_version_and_address(format: str) -> None:
    record = FULL
    words = words_of(made(record, format)).replace("&#x27;", "'").replace("\\", "")
    for citation in record.citations:
        if not citation.quote.startswith("Critère :"):  # rows are shown in their table
            assert re.sub(r"\s+", " ", citation.quote) in words
        assert citation.source.title in words
    assert "section « Barème »" in words
    assert "version du 10 février 2026" in words
    assert "https://valmont.example/creches/reglement" in words


@pytest.mark.parametrize("format", DOCUMENTS)
def test_who_filled_a_field_shows_and_what_is_open_has_its_question(format: str) -> None:
    assert "(rempli par une personne)" in words_of(made(FULL, format)).replace("\\", "")
    words = words_of(made(BARE, format)).replace("&#x27;", "'")
    assert words.count(TO_COMPLETE) >= len(KEYS) - 1
    assert load_schema().field("service").question in words
    assert f"À demander à : {load_schema().field('service').whom}." in words


@pytest.mark.parametrize("format", DOCUMENTS)
def test_tables_and_conflicts_are_there(format: str) -> None:
    words = words_of(made(FULL, format)).replace("&#x27;", "'")
    assert "Les deux parents travaillent ou étudient" in words
    assert "Les sources ne disent pas la même chose" in words
    assert "430 décisions ont été notifiées" in words


@pytest.mark.parametrize("format", DOCUMENTS)
def test_the_glossary_is_there_with_its_sources(format: str) -> None:
    quote = "Le quotient familial est le revenu du foyer divisé par ses parts.\x07"
    source = replace(FULL.citations[0].source, title="Guide des aides de Valbrume")
    citation = replace(
        FULL.citations[0], number=len(FULL.citations) + 1, source=source, span=Span(0, len(quote)), quote=quote
    )
    terms = (Definition(term="quotient familial", citation=citation), Definition(term="CADA"))
    words = words_of(export(FULL, load_schema(), format, terms))
    assert "Glossaire" in words and "Glossaire" not in words_of(made(FULL, format))
    assert "le revenu du foyer divisé par ses parts." in words
    assert "Guide des aides de Valbrume" in words
    assert "à définir par le service" in words


def test_a_register_has_no_place_for_a_glossary() -> None:
    assert export(FULL, load_schema(), "csv", (Definition(term="CADA"),)) == made(FULL, "csv")


def test_what_documents_leave_out_is_listed() -> None:
    assert any("phrases écartées" in loss for loss in made(FULL, "docx").lost)
    assert "Le barème compte 80 points." not in words_of(made(FULL, "docx"))


def test_an_unknown_format_names_those_that_exist() -> None:
    with pytest.raises(BadSetting, match="docx, odt, md, html"):
        made(FULL, "pdf")


# --------------------------------------------------------------------------------------------------------------- office


def test_word_notes_are_numbered_once_each_and_mentioned_in_order() -> None:
    parts = xml_of(made(FULL, "docx"))
    notes = [int(note.get(f"{W}id", "")) for note in parts["word/footnotes.xml"]]
    marks = [int(mark.get(f"{W}id", "")) for mark in parts["word/document.xml"].iter(f"{W}footnoteReference")]
    assert notes == [-1, 0, *marks]
    assert marks == list(range(1, len(marks) + 1))


def test_word_repeats_a_note_by_reference_to_a_mark_that_exists() -> None:
    body = xml_of(made(FULL, "docx"))["word/document.xml"]
    names = {mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")}
    codes = [found[1] for code in body.iter(f"{W}instrText") if (found := re.match(r" NOTEREF (\w+)", code.text or ""))]
    assert codes
    assert set(codes) <= names


def test_word_declares_its_notes_and_every_link() -> None:
    file = made(FULL, "docx")
    parts = xml_of(file)
    with zipfile.ZipFile(BytesIO(file.data)) as archive:
        assert b'PartName="/word/footnotes.xml"' in archive.read("[Content_Types].xml")
    for name in ("document", "footnotes"):
        known = {relation.get("Id") for relation in parts[f"word/_rels/{name}.xml.rels"]}
        used = {
            link.get(next(name for name, _ in link.items() if name.endswith("}id")))
            for link in parts[f"word/{name}.xml"].iter(f"{W}hyperlink")
        }
        assert used
        assert used <= known
    targets = {relation.get("Target") for relation in parts["word/_rels/document.xml.rels"]}
    assert "footnotes.xml" in targets


def test_word_uses_only_styles_that_it_has() -> None:
    parts = xml_of(made(FULL, "docx"))
    known = {style.get(f"{W}styleId") for style in parts["word/styles.xml"].iter(f"{W}style")}
    tags = (f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")
    used = {
        e.get(f"{W}val") for name in ("document", "footnotes") for t in tags for e in parts[f"word/{name}.xml"].iter(t)
    }
    assert used <= known
    assert len(list(parts["word/styles.xml"].iter(f"{W}docDefaults"))) == 1


def test_odf_notes_stand_where_they_are_first_mentioned() -> None:
    content = xml_of(made(FULL, "odt"))["content.xml"]
    numbers = [note.findtext(f"{TEXT}note-citation") for note in content.iter(f"{TEXT}note")]
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    ids = {note.get(f"{TEXT}id") for note in content.iter(f"{TEXT}note")}
    again = {mark.get(f"{TEXT}ref-name") for mark in content.iter(f"{TEXT}note-ref")}
    assert again
    assert again <= ids


def test_odf_uses_only_styles_that_it_has() -> None:
    parts = xml_of(made(FULL, "odt"))
    style = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}name"
    known = {e.get(style) for name in ("content.xml", "styles.xml") for e in parts[name].iter()}
    body = parts["content.xml"].find(".//{urn:oasis:names:tc:opendocument:xmlns:office:1.0}text")
    assert body is not None
    assert {v for e in body.iter() for k, v in e.items() if k.endswith("}style-name")} <= known


@pytest.mark.parametrize("format", ("docx", "odt"))
def test_our_own_readers_read_the_office_files_again(format: str) -> None:
    from corpus.read import read
    from corpus.types import About

    file = made(FULL, format)
    _, (document,) = read(Source(path=file.name, data=file.data), About())
    assert any("L'essentiel" in block.section for block in document.blocks)
    assert "décide seule" in document.text


# ---------------------------------------------------------------------------------------------------- nothing that runs


class Page(HTMLParser):
    """The tags of a page, its links and its anchors."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def values(self, name: str) -> list[str]:
        return [value for key, value in self.attributes if key == name]


def hostile_record() -> Record:
    """Everything that a document or a person could write where Glose shows it."""
    record = FULL
    citations = tuple(
        replace(
            c, quote=HOSTILE, section=(HOSTILE,), source=replace(c.source, title=HOSTILE, url="javascript:alert(3)")
        )
        for c in record.citations
    )
    fields = {
        key: replace(
            value,
            choice=value.choice and HOSTILE,
            sentences=tuple(replace(sentence, text=HOSTILE) for sentence in value.sentences),
            tables=tuple(
                replace(t, title=HOSTILE, header=(HOSTILE, "b"), rows=((HOSTILE, HOSTILE),)) for t in value.tables
            ),
        )
        for key, value in record.fields.items()
    }
    documents = tuple(replace(source, title=HOSTILE) for source in record.documents)
    notes, made_with = (HOSTILE,), {"generator": HOSTILE}
    return replace(record, citations=citations, fields=fields, documents=documents, notes=notes, made_with=made_with)


def test_the_page_escapes_all_that_it_is_given() -> None:
    page = Page(made(hostile_record(), "html").data.decode())
    assert not {"script", "img", "iframe", "object", "embed", "link", "form", "base"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name.startswith("on") or name == "src"]
    assert all(href.startswith(("#", "https://", "http://")) for href in page.values("href"))


def test_markdown_renders_no_mark_nor_tag_of_a_document() -> None:
    text = made(hostile_record(), "md").data.decode()
    reader = MarkdownIt("commonmark", {"html": True}).enable("table").use(footnote_plugin)
    page = Page(reader.render(text))
    assert "script" not in page.tags
    assert "code" not in page.tags
    assert all(href.startswith(("#", "https://", "http://")) for href in page.values("href"))
    assert "**gras**" in reader.render(text)


@pytest.mark.parametrize("format", ("docx", "odt"))
def test_office_files_hold_what_no_xml_may(format: str) -> None:
    assert "<script>alert(1)</script> | **gras**" in words_of(made(hostile_record(), format))


def test_the_page_is_whole_and_its_notes_are_linked_both_ways() -> None:
    text = made(FULL, "html").data.decode()
    page = Page(text)
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert all(href[1:] in ids for href in page.values("href") if href.startswith("#"))
    assert [tag for tag in page.tags if tag == "h1"] == ["h1"]
    levels = [int(tag[1]) for tag in page.tags if re.fullmatch(r"h\d", tag)]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert "default-src 'none'" in text
    assert 'lang="fr"' in text
    assert "url(" not in text


def test_markdown_notes_are_all_defined_and_all_mentioned() -> None:
    text = made(FULL, "md").data.decode()
    defined = re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)
    mentioned = re.findall(r"\[\^(\d+)\](?!:)", text)
    assert defined == list(dict.fromkeys(mentioned))


# ----------------------------------------------------------------------------------------------------------------- JSON


@pytest.mark.parametrize("record", (FULL, BARE), ids=("full", "bare"))
def test_json_loses_nothing(record: Record) -> None:
    assert made(record, "json").lost == ()
    assert reopened(made(record, "json")) == [record]


def test_json_keeps_what_utf8_cannot_write() -> None:
    record = with_field(FULL, "context", "demi-caractère \ud800, nul \x00")
    assert reopened(made(record, "json")) == [record]


def damaged(change: str, by: str) -> Source:
    data = made(FULL, "json").data.decode()
    assert change in data
    return Source(path="fiche.json", data=data.replace(change, by, 1).encode())


@pytest.mark.parametrize(
    ("change", "by", "place"),
    [
        ('"status": "drafted"', '"status": "sure"', "records.0.fields.administration.status"),
        ('"status": "drafted"', '"state": "drafted"', "records.0.fields.administration.state"),
        ('"support": 0.93', '"support": "0.93"', "records.0.fields.administration.sentences.0.support"),
        ('"citations": [\n', '"citations": [99,\n', "records.0.fields.administration (citations)"),
        (
            '"text": "Elle peut s\'écarter',
            '"text": "Elle ne peut pas s\'écarter',
            "records.0.fields.role (quote_not_in_source)",
        ),
        ('"published": "2026-02-10"', '"published": "février"', "records.0 (dates)"),
        ('"key": "administration"', '"key": "service"', "records.0.fields.administration.key"),
    ],
)
def test_damaged_json_says_where(change: str, by: str, place: str) -> None:
    with pytest.raises(UnreadableFile, match=re.escape(f"« {place} »")):
        import_file(damaged(change, by))


def test_a_field_that_a_file_lacks_is_open_and_every_format_takes_it() -> None:
    fields = {key: value for key, value in FULL.fields.items() if key != "name"}
    (record,) = reopened(made(replace(FULL, fields=fields), "json"))
    assert record.name == FULL.request
    assert all(made(record, format).data for format in FORMATS)


def test_json_of_a_later_glose_is_refused() -> None:
    with pytest.raises(UnreadableFile, match=r"glose\.records\.v2"):
        import_file(damaged("glose.records.v1", "glose.records.v2"))


# ------------------------------------------------------------------------------------------------------------------ CSV


def rows_of(exported: Exported) -> list[list[str]]:
    return list(csv.reader(StringIO(exported.data.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.mark.parametrize("path", REGISTERS, ids=lambda path: path.name)
def test_csv_comes_back_the_same(path: Path) -> None:
    records = import_file(path)
    table = register_csv(records, load_schema())
    again = reopened(table)
    assert register_csv(again, load_schema()).data == table.data
    assert [record.id for record in again] == [record.id for record in records]


def test_csv_gives_back_the_cells_of_the_csv_that_it_comes_from() -> None:
    path = SAMPLE / "registre-valbrume.csv"
    with path.open(encoding="utf-8", newline="") as file:
        theirs = list(csv.reader(file, delimiter=";"))
    table = register_csv(import_file(path), load_schema())
    assert rows_of(table)[1:] == theirs[1:]
    assert table.lost == ()


def test_csv_opens_in_office_software() -> None:
    file = made(FULL, "csv")
    assert file.data.startswith(b"\xef\xbb\xbf")
    assert file.data.count(b"\r\n") == 2
    (record,) = reopened(file)
    row = dict(zip(*rows_of(file), strict=True))
    assert (
        row["Niveau d'automatisation de la décision"]
        == record.fields["automation"].choice
        == "Outil d'aide à la décision"
    )


def test_csv_lists_what_it_has_no_place_for() -> None:
    lost = " ".join(made(FULL, "csv").lost)
    for what in ("sources", "modèles", "justifient", "tableaux", "contradictions", "écartées", "l'auteur"):
        assert what in lost
    assert "questions" in " ".join(made(BARE, "csv").lost)


@pytest.mark.parametrize("cell", ("=1+1", "+33 2 61", "-5 €", "@SUM(A1)", "'=1", "''=1", "＝1", "=cmd|' /C calc'!A0"))
def test_formulas_are_put_to_sleep_and_come_back(cell: str) -> None:
    assert neutral(cell) == f"'{cell}"
    assert shown(neutral(cell)) == cell
    record = with_field(FULL, "context", cell)
    file = made(record, "csv")
    assert rows_of(file)[1][6] == f"'{cell}"
    assert reopened(file)[0].fields["context"].text == cell


@pytest.mark.parametrize("cell", ("'avis", "a=b", "", "« - »"))
def test_other_cells_are_left_alone(cell: str) -> None:
    assert neutral(cell) == shown(cell) == cell


@pytest.mark.parametrize(
    ("label", "written"),
    [("Fournisseur", "Fournisseur"), ("=HYPERLINK(A1)", "'=HYPERLINK(A1)"), ("+ d'infos", "'+ d'infos")],
)
def test_columns_that_the_inventory_has_not_are_kept(label: str, written: str) -> None:
    data = (SAMPLE / "registre-valbrume.csv").read_text("utf-8").splitlines()
    lines = [f"{data[0]};{label}", *(f"{line};=Société {i}" for i, line in enumerate(data[1:]))]
    records = import_file(Source(path="registre.csv", data="\n".join(lines).encode()))
    assert records[0].foreign == {"fr": {label: "=Société 0"}}
    table = register_csv(records, load_schema())
    assert rows_of(table)[0][-1] == written
    columns = table_schema(load_schema(), other_labels(records))["fields"]
    assert [column["name"] for column in columns] == rows_of(table)[0]
    assert rows_of(table)[1][-1] == "'=Société 0"
    assert reopened(table)[0].foreign == records[0].foreign


def test_a_day_is_written_as_software_reads_it() -> None:
    record = with_field(FULL, "updated", "1er mars 2026")
    assert rows_of(made(record, "csv"))[1][4] == "2026-03-01"


# --------------------------------------------------------------------------------------------------------- table schema


def test_names_of_columns_are_unique_and_those_of_the_file() -> None:
    names = [field["name"] for field in table_schema(load_schema())["fields"]]
    assert names == rows_of(made(FULL, "csv"))[0]
    assert len(names) == len(set(names)) == 23


@pytest.mark.parametrize("records", ((FULL,), (FULL, BARE)), ids=("one", "two"))
def test_frictionless_validates_what_is_exported(records: tuple[Record, ...]) -> None:
    pytest.importorskip("frictionless")
    table = register_csv(records, load_schema())
    (package,) = beside(table, records, load_schema())
    assert problems(table, package) == []


def test_frictionless_refuses_what_is_no_register() -> None:
    pytest.importorskip("frictionless")
    record = with_field(FULL, "updated", "en juin")
    table = register_csv((record, record), load_schema())
    (package,) = beside(table, (record, record), load_schema())
    found = " / ".join(problems(table, package))
    assert "ligne 2, « Date de mise à jour des informations » : la valeur n'est pas du type attendu" in found
    assert "« Identifiant » : la valeur est déjà celle d'une autre ligne" in found
    assert any("n'est pas un jour" in loss for loss in table.lost)
    changed = replace(table, data=table.data.replace(b"412", b"500"))
    assert any("le fichier a changé" in problem for problem in problems(changed, package))


def test_the_description_says_how_the_register_was_made_and_from_what() -> None:
    records = (FULL,)
    (package,) = beside(register_csv(records, load_schema()), records, load_schema())
    said_of = json.loads(package.data)
    assert "Qwen3-1.7B@9a2b" in said_of["description"]
    assert [source["version"] for source in said_of["sources"]] == [s.version for s in records[0].documents]
    assert beside(made(FULL, "json"), records, load_schema()) == ()


# --------------------------------------------------------------------------------------------------------------- import


def test_published_entries_are_said_to_be_so() -> None:
    (record,) = import_file(SAMPLE / "registre-valbrume-creche.yaml")
    assert record.id == "creche-places"
    assert tuple(record.fields) == KEYS
    assert {value.status for value in record.fields.values()} == {"published"}
    assert {s.origin for value in record.fields.values() for s in value.sentences} == {"published"}
    assert record.fields["automation"].choice == "Outil d'aide à la décision"
    assert len(record.fields["legal_basis"].sentences) == 3
    assert record.fields["links_internal"].text.endswith("/bareme")


def test_kinds_of_data_stay_a_table_and_fill_the_fields_that_go_with_them() -> None:
    (record,) = import_file(SAMPLE / "registre-valbrume-creche.yaml")
    (table,) = record.fields["data"].tables
    assert table.header == ("Donnée", "Source", "Mode de collecte")
    assert len(table.rows) == 5
    assert "Quotient familial : CAF, par l'API Particulier" in record.fields["data_source"].text
    assert "Signalement : courrier" in record.fields["data_collection"].text


def test_an_empty_field_is_open_with_the_question_of_the_schema() -> None:
    data = "Identifiant;Nom de l'algorithme;Finalité de l'algorithme\na;Calcul;Calculer.\n"
    (record,) = import_file(Source(path="r.csv", data=data.encode()))
    field = load_schema().field("context")
    assert record.fields["context"] == FieldValue(
        key="context", status="to_complete", question=field.question, whom=field.whom
    )


@pytest.mark.parametrize("name", ("nl", "atrs", "eu"))
def test_entries_of_other_countries_come_in_by_the_same_door(name: str) -> None:
    (record,) = reopened(made(FULL, name))
    assert list(record.foreign) == [name]
    assert record.name == FULL.name


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("absent.csv", None),
        ("notes.pdf", b"%PDF-1.7"),
        ("vide.csv", b""),
        ("marque.csv", b"\xef\xbb\xbf"),
        ("autre.csv", b"a;b\n1;2\n"),
        ("autre.json", b'{"a": 1}'),
        ("coupe.json", b'{"format": "glose.records.v1", '),
        ("autre.yaml", b"- [\n"),
        ("faux.xlsx", b"PK\x03\x04"),
        ("libelles.csv", "Nom de l'algorithme;Finalité de l'algorithme;Contexte global\n;;\n".encode()),
        ("profond.json", b"[" * 100_000),
    ],
)
def test_what_is_no_register_is_refused_in_french(name: str, data: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(UnreadableFile) as error:
        import_file(path)
    assert name in error.value.problem
    assert error.value.fix


def test_several_records_make_one_file_and_come_back() -> None:
    records = [FULL, BARE]
    assert reopened(register_json(records, load_schema())) == records
    table = register_csv(records, load_schema())
    assert [record.id for record in reopened(table)] == [record.id for record in records]


@pytest.mark.parametrize("format", FORMATS)
def test_what_is_still_to_be_checked_goes_out_in_no_file(format: str) -> None:
    place = replace(FULL.citations[0], number=1, quote="Phrase douteuse.")
    value = replace(FULL.fields["appeals"], status="to_complete", sentences=(), doubtful=(place,))
    record = replace(FULL, fields={**FULL.fields, "appeals": value})
    assert "Phrase douteuse" not in words_of(made(record, format))
    assert reopened(register_json((record,), load_schema())) == [record]


def test_definitions_come_back_and_a_damaged_one_is_named(tmp_path: Path) -> None:
    record = replace(FULL, definitions={"barème": replace(FULL.citations[0], number=1)})
    file = made(record, "json")
    assert reopened(file) == [record]
    path = tmp_path / "fiche.json"
    before, _, after = file.data.decode().rpartition('"published": "2026')
    path.write_text(f'{before}"published": "le 2026{after}', "utf-8")
    with pytest.raises(UnreadableFile, match="dates"):
        import_file(path)


def test_a_table_keeps_its_rows_in_csv() -> None:
    table = Table(title="Barème", header=("Critère", "Points"), rows=(("Âge", "3"),), citations=())
    record = with_field(FULL, "data", tables=(table,))
    assert rows_of(made(record, "csv"))[1][16] == "Critère : Âge ; Points : 3"


def test_a_mixed_record_marks_what_was_published() -> None:
    value = FieldValue(
        key="context", status="published", sentences=(RecordSentence(text="Contexte connu.", origin="published"),)
    )
    record = replace(FULL, fields={**FULL.fields, "context": value})
    assert "Contexte connu. (repris de la fiche publiée)" in words_of(made(record, "docx"))


def test_a_value_that_the_text_says_itself_is_said_once() -> None:
    (record,) = import_file(SAMPLE / "registre-valbrume-creche.yaml")
    text = made(record, "md").data.decode()
    assert "**Externe**" not in text
    assert text.count("Externe") == 2


def test_the_page_for_the_public_gathers_what_is_open_in_one_line() -> None:
    words = words_of(made(bare_record(), "docx"))
    page = words[words.index("La page pour le public") : words.index("La fiche d'inventaire")]
    assert page.count(TO_COMPLETE) == 1
    assert "avant de publier cette page" in page
    assert "Qui décide à la fin" in page
    assert "À demander à" not in page
