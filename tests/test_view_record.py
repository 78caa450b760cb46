"""The entry at work as HTML: where each field stands is said in words, sources open, nothing of a document runs."""

import re
from dataclasses import replace
from datetime import date
from html import unescape
from html.parser import HTMLParser

from assistant.record.about import notice
from assistant.record.exchange.exported import Exported
from assistant.record.schema import load_schema
from assistant.record.texts.publication import publication
from assistant.record.types import Conflict, FieldValue, Record, RecordSentence
from assistant.record.working.fill_field import fill
from assistant.record.working.reread import mark, signed
from assistant.record.working.session import Session
from assistant.server.desk import Desk, Said
from assistant.view import desk_html, outputs_html, record_html
from tests.records import bare_record, documents, full_record

SCHEMA = load_schema()
HOSTILE = '<img src=x onerror="alert(1)">\'"</textarea><script>alert(2)</script>'


def desk(record: Record, **changes: object) -> Desk:
    return replace(Desk(session=Session(record=record)), **changes)  # type: ignore[arg-type]


def everything(one: Desk) -> str:
    assert one.record
    views = "".join(view(one, one.record, SCHEMA) for view in outputs_html.VIEWS.values())
    return record_html.head(one, SCHEMA) + record_html.fields(one, SCHEMA) + views + desk_html.conversation(one)


class Tags(HTMLParser):
    """Every element and every attribute of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def article(html: str, key: str) -> str:
    return next(part for part in html.split("<article") if f'data-key="{key}"' in part)


def test_one_is_singular() -> None:
    record = bare_record()
    fields = {key: FieldValue(key=key, status="to_complete") for key in record.fields}
    written = (RecordSentence(text="Classer.", origin="person"),)
    fields["purpose"] = FieldValue(key="purpose", status="by_person", sentences=written)
    assert record_html.figures(replace(record, fields=fields), SCHEMA).startswith("1 rubrique remplie sur")
    assert "… et 1 autre.<" in desk_html.kept((), [record] * 31)
    assert desk_html.brought("a.json", [record]).startswith("a.json : 1 fiche à rouvrir")


def test_each_field_says_in_words_where_it_stands() -> None:
    record = full_record()
    purpose = record.fields["purpose"]
    fields = {
        **record.fields,
        "service": FieldValue(key="service", status="to_complete", question="Quel service ?", whom="la mairie"),
        "contact": FieldValue(
            key="contact", status="by_person", sentences=(RecordSentence(text="01 02", origin="person"),)
        ),
        "public": replace(record.fields["public"], status="published"),
        "purpose": replace(purpose, conflicts=(Conflict(about="20 € et 30 €", one=(1,), other=(2,)),)),
    }
    html = record_html.fields(desk(replace(record, fields=fields)), SCHEMA)
    stands = {"service": "○", "contact": "✎", "public": "▣", "purpose": "⚠", "data": "◔"}
    words = ("à compléter", "par une personne", "publié", "désaccord", "brouillon, à relire")
    for (key, sign), said in zip(stands.items(), words, strict=True):
        badge = article(html, key)
        assert f'<span aria-hidden="true">{sign} </span>{said}' in badge
    assert "Quel service\u202f?" in html
    assert "À demander à\u00a0: la mairie." in html
    assert "écrit par une personne, sans source" in html


def test_a_field_under_way_says_so_and_cannot_be_edited() -> None:
    html = record_html.fields(desk(full_record(), pending=("role", "data")), SCHEMA)
    assert "en cours de rédaction" in article(html, "role")
    assert "pas encore lu" in article(html, "data")
    assert "Modifier" not in html


def test_doubtful_sentences_are_told_apart_and_cannot_be_taken_while_a_draft_is_under_way() -> None:
    record = full_record()
    untitled = replace(record.citations[0], source=replace(record.citations[0].source, title=""))
    places = (replace(untitled, number=1), replace(untitled, number=2))
    value = FieldValue(key="appeals", status="to_complete", question="Quel recours ?", whom="la mairie")

    def shown(count: int, **changes: object) -> str:
        doubted = {**record.fields, "appeals": replace(value, doubtful=places[:count])}
        return article(record_html.fields(desk(replace(record, fields=doubted), **changes), SCHEMA), "appeals")

    two = shown(2)
    names = re.findall(r'aria-label="((?:Ouvrir|Reprendre)[^"]*)"', two)
    assert len(names) == len(set(names)) == 4
    assert "<ol" in two and f"[{untitled.source.document}]" in two and "ces phrases répondent" in two
    assert "cette phrase répond" in shown(1)
    busy = shown(2, pending=("links_internal",))
    assert 'data-source="appeals.2"' in busy and "Reprendre" not in busy


def test_every_sentence_with_a_source_opens_it() -> None:
    record = full_record()
    html = record_html.fields(desk(record), SCHEMA)
    for value in record.fields.values():
        shown = article(html, value.key)
        for sentence in value.sentences:
            if sentence.text != value.choice:
                assert all(f'data-source="{number}"' in shown for number in sentence.citations)


def test_nothing_of_a_document_or_of_a_person_can_run() -> None:
    record = full_record()
    quoted = replace(record.citations[0], quote=HOSTILE, source=replace(record.citations[0].source, title=HOSTILE))
    said = (RecordSentence(text=HOSTILE, origin="quote", citations=(1,)),)
    table = replace(next(t for v in record.fields.values() for t in v.tables), title=HOSTILE, rows=((HOSTILE, "1"),))
    value = replace(record.fields["purpose"], sentences=said, tables=(table,), choice="")
    name = replace(record.fields["name"], sentences=said)
    record = replace(
        record,
        citations=(quoted, *record.citations[1:]),
        fields={**record.fields, "purpose": value, "name": name},
        notes=(HOSTILE,),
    )
    turns = (Said(who="glose", text=f"{HOSTILE} [1]", citations=(quoted,), choices=(HOSTILE,)),)
    html = everything(desk(record, said=turns, published=bare_record()))
    tags = Tags(html)
    assert not tags.open
    assert not {"script", "img"} & {tag for tag, _ in tags.found}
    assert not [key for _, attributes in tags.found for key in attributes if key.startswith("on")]


def test_an_editor_offers_the_allowed_values_and_the_words_that_are_there() -> None:
    html = record_html.fields(desk(full_record()), SCHEMA)
    choice = article(html, "automation")
    assert all(f">{value.replace(chr(39), '&#x27;')}</option>" in choice for value in SCHEMA.field("automation").values)
    assert choice.count("selected") == 1
    assert (
        full_record().fields["purpose"].text.split("\n")[0][:30].replace("'", "&#x27;")
        in re.findall(r"<textarea.*?</textarea>", article(html, "purpose"), re.DOTALL)[0]
    )


def test_the_numbers_of_a_reply_open_its_own_sources() -> None:
    citation = full_record().citations[1]
    html = desk_html.conversation(Desk(said=(Said(who="glose", text="Voici [2] et [9].", citations=(citation,)),)))
    assert 'data-source="2"' in html
    assert 'data-turn="0"' in html
    assert "[9]" in html
    assert 'data-source="9"' not in html


def test_only_the_last_choices_can_be_clicked() -> None:
    first, last = (Said(who="glose", text="Oui ?", choices=(word,)) for word in ("Avant", "Maintenant"))
    html = desk_html.conversation(Desk(said=(first, last)))
    assert "Maintenant" in html
    assert "Avant" not in html


def test_what_a_legal_text_lacks_is_said_and_its_two_forms_are_copied() -> None:
    html = outputs_html.VIEWS["Mention explicite"](desk(bare_record()), bare_record(), SCHEMA)
    assert "à compléter" in html
    assert "Copier le texte" in html
    assert "Copier le HTML" in html
    assert "R. 311-3-1-1" in html


def test_the_glossary_and_the_comparison_show_what_there_is() -> None:
    record = full_record()
    one = replace(desk(record, published=bare_record()), received=())
    assert "à définir par le service" in outputs_html.VIEWS["Glossaire"](one, record, SCHEMA)
    assert "seulement ici" in outputs_html.VIEWS["Comparaison"](one, record, SCHEMA)
    assert "Choisissez la fiche" in outputs_html.VIEWS["Comparaison"](desk(record), record, SCHEMA)


def test_the_comparison_shows_who_reread() -> None:
    read = mark(full_record(), ["purpose"], signed("service Enfance", "", date(2026, 3, 3)))
    html = outputs_html.VIEWS["Comparaison"](desk(read, published=full_record()), read, SCHEMA)
    assert "relu dans cette fiche par le service Enfance, le 3 mars 2026" in unescape(
        html
    ) and "pas dans l'autre" in unescape(html)
    same = outputs_html.VIEWS["Comparaison"](desk(read, published=read), read, SCHEMA)
    assert "Relectures" not in same


def test_texts_that_have_little_in_common_stand_beside_each_other() -> None:
    def shown(one: str, other: str) -> str:
        here, there = (
            fill(full_record(), SCHEMA.field("purpose"), one),
            fill(full_record(), SCHEMA.field("purpose"), other),
        )
        return outputs_html.VIEWS["Comparaison"](replace(desk(here), published=there), here, SCHEMA)

    far = shown("L'association gère les inscriptions.", "Les élus votent le budget des quatre crèches.")
    assert 'class="cotes mots"' in far and "<p>Les élus votent le budget des quatre crèches.</p>" in far
    near = shown("Classer les demandes de place en crèche.", "Classer les demandes de place en école.")
    assert "cotes" not in near and '<del class="la">école</del>' in near


def test_what_verified_is_told_in_the_technical_notes_alone() -> None:
    record = replace(full_record(), made_with={"verifier": "exact+logic+paires-8e35d820", "embedder": "e5"})
    assert "8e35d820" not in notice(record, SCHEMA)
    laid_out = str(publication(record, SCHEMA).parts)
    assert laid_out.count("8e35d820") == 1 and "Note technique" in laid_out


def test_the_losses_of_a_format_stand_before_its_download() -> None:
    file = Exported(name="fiche.csv", media_type="text/csv", data=b"a;b", lost=("les sources",))
    html = outputs_html.exported("CSV", (file,))
    assert html.index("les sources") < html.index("Télécharger fiche.csv")
    assert 'href="data:text/csv;base64,YTti"' in html
    assert 'download="fiche.csv"' in html


def test_every_format_has_a_name() -> None:
    from assistant.record.exchange.exports import FORMATS

    assert outputs_html.FORMATS.keys() == FORMATS.keys()


def test_the_documents_of_the_helpers_are_those_cited() -> None:
    versions = {document.version for document in documents()}
    assert {citation.source.version for citation in full_record().citations} <= versions
