"""All that is made of an entry, as HTML: the page, the texts of the law, the checks, the glossary, the files.

Each has beside it the text that its button copies.
"""

from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence

from assistant.record.exchange.exported import Exported
from assistant.record.schema import Schema
from assistant.record.texts.complete import BlockScore, Item, Score, completeness
from assistant.record.texts.glossary import Definition
from assistant.record.texts.legal import ElementState, LegalOutput, legal_outputs
from assistant.record.texts.page_text import record_as_text
from assistant.record.texts.readable import FORMULA, HardSentence, Readability, readability
from assistant.record.texts.summary import Layer, Line, summary
from assistant.record.types import Record
from assistant.record.working.missing_text import missing_as_text
from assistant.server.desk import Desk
from assistant.server.desk_sources import defined
from assistant.view.comparison_html import comparison
from assistant.view.record_html import reference, references, table
from assistant.view.tags import Html, around_quotations, bar, button, items, join, ours, tag
from corpus.counting import count

FORMATS: Mapping[str, str] = {
    "docx": "Word (DOCX), avec les sources en notes",
    "odt": "LibreOffice (ODT), avec les sources en notes",
    "html": "Page web (HTML)",
    "md": "Markdown",
    "csv": "Registre français (CSV)",
    "json": "Registre français (JSON), pour rouvrir la fiche",
    "nl": "Registre néerlandais 1.0 (JSON)",
    "atrs": "Registre britannique, ATRS (JSON)",
    "eu": "Registre européen, Eurocities (JSON)",
}
"""The formats of exports, in the order in which a service needs them."""


def page(desk: Desk, record: Record, schema: Schema) -> Html:
    """Return the page in layers, what is missing where it would stand."""
    made = summary(record, schema)
    layers = (_layer(layer, record) for layer in made.layers)
    return join((_copy(record_as_text(record, schema), "Copier la page"), tag("h3", made.title), *layers))


def legal(key: str) -> Callable[[Desk, Record, Schema], Html]:
    """Return what shows one of the three texts of the law."""

    def shown(desk: Desk, record: Record, schema: Schema) -> Html:
        return _legal(next(output for output in legal_outputs(record, schema) if output.key == key), record)

    return shown


def checklist(desk: Desk, record: Record, schema: Schema) -> Html:
    """Return what the law requires and what the guide recommends, block by block, with its scores."""
    found = completeness(record, schema)
    scores = (("Toutes les rubriques", found.score), ("Ce dont la loi a besoin", found.required),
              ("Ce que le guide recommande en plus", found.recommended))  # fmt: skip
    return join((
        _copy(ours(missing_as_text(record, schema)), "Copier ce qui manque"),
        items((join((ours(f"{label} : "), _score(score))) for label, score in scores), class_="scores"),
        *map(_block, found.blocks),
        tag("h3", "Les textes que la loi demande"),
        *map(_block, found.outputs),
    ))  # fmt: skip


def reading(desk: Desk, record: Record, schema: Schema) -> Html:
    """Return how easy the entry is to read, and what makes it hard."""
    said = (sentence.text for value in record.fields.values() for sentence in value.sentences)
    # A sentence that says two fields is read once.
    found = readability("\n".join(dict.fromkeys(said)))
    length = f"{count(found.words, 'mot')}, {count(found.sentences, 'phrase')}"
    hard = items((_hard(one) for one in found.hard), class_="difficiles")
    words = items(join((tag("strong", ours(f"« {one.term} »")), ours(f" : dites plutôt « {one.plain} »"))) for one in
                   {one.term.casefold(): one for one in found.jargon}.values())  # fmt: skip
    return join((
        _copy(_reading_text(found), "Copier ces remarques"),
        tag("p", tag("strong", _level(found)), ours(f" : {length}.")),
        tag("p", ours(f"Formule : {FORMULA}."), class_="aide"),
        tag("h3", f"Phrases difficiles ({len(found.hard)})"), hard if found.hard else tag("p", "Aucune."),
        tag("h3", "Mots d'administration"), words if found.jargon else tag("p", "Aucun."),
    ))  # fmt: skip


def glossary(desk: Desk, record: Record, schema: Schema) -> Html:
    """Return the terms of the entry with the sentences that define them."""
    found = defined(desk)
    if not found:
        return tag("p", "Aucun sigle ni terme à définir dans cette fiche.")
    text = "\n".join(f"{one.term}\u00a0: {one.text or 'à définir par le service'}" for one in found)
    return join((_copy(text, "Copier le glossaire"), tag("dl", *map(_term, found), class_="glossaire")))


def formats(desk: Desk, record: Record, schema: Schema) -> Html:
    """Return the formats to choose from."""
    return join((
        tag("p", ours("Choisissez un format : Glose dit d'abord ce qu'il ne peut pas contenir.")),
        items((button(label, "format", data_key=key) for key, label in FORMATS.items()), class_="formats"),
    ))  # fmt: skip


def exported(label: str, files: Sequence[Exported]) -> Html:
    """Return what a format cannot hold, then the links that download its files."""
    lost = [one for file in files for one in file.lost]
    losses = (
        tag("p", ours("Ce que ce format ne contient pas, ou demande en plus :")),
        items(map(ours, lost), class_="pertes"),
    )
    nothing = tag("p", "Ce format contient toute la fiche.")
    return join((
        button("Choisir un autre format", "formats"), tag("h3", label, tabindex=-1),
        *(losses if lost else (nothing,)), tag("p", *map(_download, files), class_="outils"),
    ))  # fmt: skip


def _download(file: Exported) -> Html:
    """Return a link that holds the file itself: nothing of a person's entry is written where others could fetch it."""
    data = f"data:{file.media_type};base64,{b64encode(file.data).decode()}"
    size = count(max(1, len(file.data) // 1000), "ko", "ko")
    return tag("a", f"Télécharger {file.name} ({size})", href=data, download=file.name, class_="telecharger")


def _copy(text: str, label: str, *, web: str = "") -> Html:
    """Return the button that copies a text, and one for its form for the web where it has one."""
    buttons = [tag("button", label, type="button", data_action="copier", data_text=text)]
    if web:
        buttons.append(tag("button", "Copier le HTML", type="button", data_action="copier", data_text=web))
    done = tag("span", class_="fait", role="status")
    return join((tag("div", *buttons, done, class_="outils"), tag("pre", text, class_="a-copier", hidden=True)))


def _layer(layer: Layer, record: Record) -> Html:
    lines = _grouped(layer.lines)
    said = tag("dl", *(part for label, group in lines for part in _labelled(label, group, record)), class_="lignes")
    tables = (table(made, record) for made in layer.tables)
    return tag("section", tag("h4", layer.title), said, *tables, class_=f"couche {layer.key}")


def _grouped(lines: Sequence[Line]) -> list[tuple[str, list[Line]]]:
    groups: list[tuple[str, list[Line]]] = []
    for line in lines:
        if not groups or groups[-1][0] != line.label:
            groups.append((line.label, []))
        groups[-1][1].append(line)
    return groups


def _labelled(label: str, lines: Sequence[Line], record: Record) -> Iterator[Html]:
    yield tag("dt", ours(label))
    for line in lines:
        whom = ours(f" (à demander à : {line.whom})") if line.missing and line.whom else ""
        said = line.text if line.kind == "said" else ours(line.text)
        sign = tag("span", "○ " if line.missing else "⚠ ", aria_hidden="true") if line.kind in _MARKED else ""
        yield tag("dd", sign, said, whom, " ", references(record, line.citations), class_=line.kind)


_MARKED = ("missing", "conflict")


def _legal(output: LegalOutput, record: Record) -> Html:
    missing = len(output.missing)
    there = "Tout ce que ce texte doit dire y est." if not missing else f"{count(missing, 'élément')} à compléter."
    text = around_quotations(output.text)
    about = (("Quand", output.condition), ("Où", output.where), ("Limite", output.limit))
    facts = (part for name, said in about if said for part in (tag("dt", name), tag("dd", ours(said))))
    return join((
        tag("p", tag("strong", output.article), f" — {there}"), tag("dl", *facts, class_="carte"),
        _copy(text, "Copier le texte", web=output.html),
        tag("div", text, class_="apercu", tabindex=0, role="region", aria_label=output.label),
        tag("h3", "Ce que ce texte doit dire"),
        items((_element(element, record) for element in output.elements), class_="elements"),
    ))  # fmt: skip


def _element(element: ElementState, record: Record) -> Html:
    words = "présent" if element.present else "facultatif, absent" if element.optional else "à compléter"
    asked = items(map(ours, element.questions)) if element.questions and not element.optional else ""
    personal = " (à compléter aussi pour chaque personne)" if element.personal else ""
    article = f" ({element.article})" if element.article else " (guide)"
    label = ours(f"{element.label}{article} : {words}{personal}")
    return join((_sign(element.present), label, " ", references(record, element.citations), asked))


def _block(block: BlockScore) -> Html:
    head = tag("h4", ours(f"{block.label} : "), _score(block.score))
    return join((head, items(map(_item, block.items), class_="elements")))


def _item(item: Item) -> Html:
    asked = ", ".join(item.required_by) if item.required_by else item.recommended_by
    words = "présent" if item.there else "facultatif, absent" if item.optional else "à compléter"
    disputed = " ; les sources diffèrent" if item.disputed else ""
    whom = f" À demander à : {item.whom}." if item.whom else ""
    question = (
        tag("p", ours(f"{item.question}{whom}"), class_="question") if item.question and not item.optional else ""
    )
    return join(
        (
            _sign(item.there),
            ours(f"{item.label} : {words}{disputed}"),
            tag("span", f" ({asked})", class_="aide") if asked else "",
            question,
        )
    )


def _sign(there: bool) -> Html:
    return tag("span", "✓ " if there else "○ ", aria_hidden="true")


def _score(score: Score) -> Html:
    return join((bar(score.there, score.total), f"{score.there} sur {score.total} ({score.percent}\u00a0%)"))


def _level(found: Readability) -> str:
    if found.score is None:
        return "Rien à lire"
    hint = "" if found.reliable else ", indicatif car le texte est court"
    return f"Texte {found.level}, {str(found.score).replace('.', ',')} sur 100{hint}"


def _reading_text(found: Readability) -> str:
    hard = [f"- {one.text}\n  {ours(' '.join(one.advice))}" for one in found.hard]
    words = [ours(f"- « {one.term} » : dites plutôt « {one.plain} »") for one in found.jargon]
    return "\n".join([_level(found), *hard, *dict.fromkeys(words)])


def _hard(one: HardSentence) -> Html:
    return join((f"«\u202f{one.text}\u202f»", items(map(ours, one.advice))))


def _term(found: Definition) -> Html:
    said = (
        (f"«\u202f{found.text}\u202f»", " ", reference(found.citation))
        if found.citation
        else ("à définir par le service",)
    )
    return join((tag("dt", tag("dfn", found.term)), tag("dd", *said)))


VIEWS: Mapping[str, Callable[[Desk, Record, Schema], Html]] = {
    "Page": page,
    "Information générale": legal("general"),
    "Mention explicite": legal("mention"),
    "Information individuelle": legal("individual"),
    "Complétude": checklist,
    "Lisibilité": reading,
    "Glossaire": glossary,
    "Comparaison": comparison,
    "Exporter": formats,
}
"""What is made of an entry, by the name that a person reads."""
