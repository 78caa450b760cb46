"""From a record to what every document format lays out.

In order: the page in layers, the register entry, the glossary, the texts that the law asks for, what is there and what
is missing, what was read.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from assistant.record.about import (
    TO_COMPLETE,
    is_drafted,
    no_place_for,
    notice,
    printable,
    printable_text,
    says_choice,
    value_of,
    verified_with,
)
from assistant.record.schema import Field, Schema
from assistant.record.standing import is_there
from assistant.record.texts.complete import BlockScore, Item, completeness
from assistant.record.texts.filled import quote
from assistant.record.texts.glossary import Definition
from assistant.record.texts.layout import (
    Grid,
    Heading,
    Paragraph,
    Part,
    Publication,
    Role,
    Run,
    Runs,
    linked,
    shares_of,
    tied,
)
from assistant.record.texts.legal import ElementState, LegalOutput, legal_outputs
from assistant.record.texts.notes import Notes, document_runs
from assistant.record.texts.summary import Layer, Line, summary
from assistant.record.types import Conflict, FieldValue, Origin, Record, RecordSentence, Table
from assistant.record.working.reread import as_text as reread_as_text
from assistant.record.working.reread import is_begun, whole
from corpus.dates import french_day, iso_day
from corpus.marks import without_calls

_THERE, _MISSING = "☑ présent", "☐ à compléter"
_DISPUTED = ", sources contradictoires"
_ROLES: dict[str, Role] = {"conflict": "warning"}
_BY_PERSON = "rempli par une personne"
_PUBLISHED = "repris de la fiche publiée"
_UNDEFINED = "à définir par le service"
_REMINDER = "Brouillon préparé avec l'aide d'une intelligence artificielle, à vérifier"
_REMINDER_REREAD = "Rédigé avec l'aide d'une intelligence artificielle, relu le {}"
_QUOTATION = re.compile("(«\u00a0.*?\u00a0»)", re.DOTALL)
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_LAYERS_ELSEWHERE = ("sources",)
"""The notes and the last part say it."""


def publication(record: Record, schema: Schema, terms: Sequence[Definition] = ()) -> Publication:
    """Lay a record out for reading, with its glossary."""
    defined = tuple(term.citation for term in terms if term.citation)
    cited = printable(replace(record, citations=(*record.citations, *defined)))
    cleaned = replace(cited, citations=cited.citations[: len(record.citations)])
    writer = _Writer(cleaned, schema, terms, Notes(cited))
    parts = tuple(writer.parts())
    return Publication(
        title=cleaned.name[:1].upper() + cleaned.name[1:] or "Fiche sans nom",
        subtitle=value_of(cleaned, schema.field("administration")).text,
        language=schema.language,
        notice=tied(notice(cleaned, schema)),
        reminder=_reminder(cleaned),
        made_on=cleaned.made_on,
        parts=parts,
        notes=writer.notes.made,
    )


def lost(record: Record) -> tuple[str, ...]:
    """Say, in French, what a document does not show of a record."""
    losses = {
        "les phrases écartées à la vérification": record.dropped,
        "les phrases qu'une personne a écartées": any(value.discarded for value in record.fields.values()),
        "la relecture de chaque rubrique : par qui, quand": bool(whole(record)) and is_begun(record),
        "les positions des citations dans le texte des documents, au caractère près": record.citations,
        f"ce que l'entrée gardait de son registre ({', '.join(sorted(record.foreign))})": record.foreign,
    }
    return tuple(no_place_for(loss) for loss, held in losses.items() if held)


class _Writer:
    """The parts of one publication, with the notes that they mention."""

    def __init__(self, record: Record, schema: Schema, terms: Sequence[Definition], notes: Notes) -> None:
        self._record = record
        self._schema = schema
        self._terms = terms
        self._drafted = is_drafted(record)
        self._whole = whole(record)
        self.notes = notes

    def parts(self) -> Iterator[Part]:
        """Give the whole in reading order."""
        yield Heading(1, "La page pour le public")
        layers = [one for one in summary(self._record, self._schema).layers if one.key not in _LAYERS_ELSEWHERE]
        for layer in layers:
            yield from self._layer(layer)
        yield from _open([line for layer in layers for line in layer.lines if line.missing])
        yield Heading(1, "La fiche d'inventaire")
        for block in self._schema.blocks:
            yield Heading(2, block.label)
            yield self._fields(self._schema.fields_of(block.key))
        yield from self._glossary()
        yield Heading(1, "Les textes que prévoit la loi")
        for output in legal_outputs(self._record, self._schema):
            yield from self._output(output)
        yield Heading(1, "Ce qui est là, ce qui manque")
        yield from _checklist(completeness(self._record, self._schema).blocks)
        yield from self._read()

    def _layer(self, layer: Layer) -> Iterator[Part]:
        """A layer without what is missing, which the end of the page gathers: the public has no use for it."""
        said = [line for line in layer.lines if not line.missing]
        if said or layer.tables:
            yield Heading(2, layer.title)
        for label, lines in groupby(said, key=lambda line: line.label):
            yield from self._lines(label, _without_echo(list(lines)))
        yield from map(self._table, layer.tables)

    def _lines(self, label: str, lines: Sequence[Line]) -> Iterator[Part]:
        """A label and its one sentence in one paragraph; several sentences as items below it."""
        lead = Run(label if label.endswith("?") else f"{label}\u00a0:", "strong")
        if len(lines) == 1:
            yield Paragraph((lead, Run(" "), *self._line(lines[0])), _ROLES.get(lines[0].kind, "text"))
            return
        yield Paragraph((lead,), "lead")
        for line in lines:
            yield Paragraph(self._line(line), _ROLES.get(line.kind, "item"))

    def _line(self, line: Line) -> Runs:
        notes = self.notes.cite(line.citations)
        if line.kind == "choice":
            return linked(line.text, style="strong", notes=notes)
        return (*_said(line.text, line.origin, notes), *self._mark(line.origin))

    def _fields(self, fields: Iterable[Field]) -> Grid:
        rows = tuple(((Run(field.label, "strong"),), self._cell(value_of(self._record, field))) for field in fields)
        return Grid(header=("Rubrique", "Ce que dit la fiche"), rows=rows, shares=(3, 6))

    def _cell(self, value: FieldValue) -> Runs:
        """All that a field says, one thing a line."""
        lines: list[Runs] = [] if is_there(value) else [_question(value)]
        lines += [(Run(value.choice, "strong"),)] if value.choice and not says_choice(value.text, value.choice) else []
        lines += [self._sentence(sentence) for sentence in value.sentences]
        lines += [self._pointer(table) for table in value.tables]
        lines += [self._conflict(conflict) for conflict in value.conflicts]
        if value.reread and not self._whole:
            lines.append((Run(f"({reread_as_text(value.reread)})", "emphasis"),))
        return tuple(run for number, line in enumerate(lines) for run in ((Run("\n"),) if number else ()) + line)

    def _sentence(self, sentence: RecordSentence) -> Runs:
        notes = self.notes.cite(sentence.citations)
        return (*_said(sentence.text, sentence.origin, notes), *self._mark(sentence.origin))

    def _mark(self, origin: Origin | None) -> Runs:
        """Say who wrote what cites nothing; of an entry that is all published, its notice says it once."""
        mark = {"person": _BY_PERSON, "published": _PUBLISHED if self._drafted else ""}.get(origin or "", "")
        return (Run(f" ({mark})", "emphasis"),) if mark else ()

    def _pointer(self, table: Table) -> Runs:
        return (Run(f"Tableau «\u00a0{table.title}\u00a0», plus haut.", notes=self.notes.cite(table.citations)),)

    def _conflict(self, conflict: Conflict) -> Runs:
        about = f"Les sources ne disent pas la même chose : {conflict.about} ; d'un côté"
        one, other = self.notes.cite(conflict.one), self.notes.cite(conflict.other)
        return Run(about, "emphasis", one), Run(", de l'autre", "emphasis", other), Run(".", "emphasis")

    def _table(self, table: Table) -> Grid:
        rows = tuple(tuple((Run(cell, verbatim=True),) for cell in row) for row in table.rows)
        title = Run(table.title or "Tableau", "strong", self.notes.cite(table.citations), verbatim=True)
        return Grid(title=(title,), header=table.header, rows=rows, shares=shares_of((table.header, *table.rows)))

    def _glossary(self) -> Iterator[Part]:
        """Give each term with the sentence that defines it; their citations are numbered after those of the record."""
        if self._terms:
            yield Heading(1, "Glossaire")
        number = len(self._record.citations)
        for term in self._terms:
            number += term.citation is not None
            notes = self.notes.cite((number,)) if term.citation else ()
            said = _said(printable_text(term.text), "quote", notes) if term.citation else (Run(_UNDEFINED),)
            yield Paragraph((Run(f"{printable_text(term.term)} : ", "strong"), *said), "item")

    def _output(self, output: LegalOutput) -> Iterator[Part]:
        yield Heading(2, f"{output.label} ({output.article})")
        for about in filter(None, (output.condition, output.where, output.limit)):
            yield Paragraph((Run(about),))
        yield Heading(3, "Texte à copier")
        for block in output.text.split("\n\n"):
            yield Paragraph(tuple(_around_quotations(block)), "copy")
        yield Heading(3, "Ce que ce texte doit dire")
        rows = tuple(self._element(element) for element in output.elements)
        yield Grid(header=("Élément", "Demandé par", "État"), rows=rows, shares=(5, 3, 3))

    def _element(self, element: ElementState) -> tuple[Runs, ...]:
        state = (_THERE if element.present else _MISSING) + (_DISPUTED if element.disputed else "")
        asked = element.article or "guide"
        return (
            (Run(element.label, notes=self.notes.cite(element.citations)),),
            (Run(f"{asked} (facultatif)" if element.optional else asked),),
            (Run(f"{state}, hors situation de la personne" if element.present and element.personal else state),),
        )

    def _read(self) -> Iterator[Part]:
        if self._record.documents or self._record.notes:
            yield Heading(1, "Documents lus")
        yield from (Paragraph(document_runs(source), "item") for source in self._record.documents)
        yield from (Paragraph((Run("Remarque : ", "strong"), Run(note))) for note in self._record.notes)
        if verifier := verified_with(self._record):
            yield Paragraph((Run("Note technique\u00a0: ", "strong"), Run(verifier)))


def _reminder(record: Record) -> str:
    if not is_drafted(record):
        return ""
    reread = whole(record)
    return _REMINDER_REREAD.format(french_day(reread.on)) if reread else _REMINDER


def _open(missing: Sequence[Line]) -> Iterator[Part]:
    """Say in one line what the service has to complete before the page is published; the entry asks the questions."""
    if missing:
        labels = " ; ".join(dict.fromkeys(line.label.rstrip(" ?") for line in missing))
        told = f" avant de publier cette page, puis retirez cette ligne\u00a0: {labels}."
        yield Paragraph((Run(TO_COMPLETE, "strong"), Run(told)), "open")


def _without_echo(lines: list[Line]) -> list[Line]:
    """Leave out the value chosen where a sentence says it itself, as published entries do."""
    said = [line.text for line in lines if line.kind == "said"]
    return [line for line in lines if line.kind != "choice" or not any(says_choice(text, line.text) for text in said)]


def _checklist(blocks: Iterable[BlockScore]) -> Iterator[Part]:
    for block in blocks:
        yield Heading(2, f"{block.label} : {block.score.there} sur {block.score.total}")
        header = ("Rubrique", "Demandée par", "État")
        yield Grid(header=header, rows=tuple(map(_item, block.items)), shares=(5, 3, 3))


def _item(item: Item) -> tuple[Runs, ...]:
    asked = "loi : " + ", ".join(item.required_by) if item.required_by else item.recommended_by or "facultatif"
    disputed = _DISPUTED if item.disputed else ""
    return (Run(item.label),), (Run(asked),), (Run((_THERE if item.there else _MISSING) + disputed),)


def _question(value: FieldValue) -> Runs:
    whom = f" À demander à : {value.whom}." if value.whom else ""
    return Run(TO_COMPLETE, "strong"), Run(f" : {value.question}{whom}" if value.question else whom)


def _said(text: str, origin: Origin | None, notes: tuple[int, ...]) -> Runs:
    """What a document says stands word for word in quotation marks; a day that somebody gave, as in a sentence."""
    if origin == "quote":
        return linked(quote(without_calls(text)), notes=notes, verbatim=True)
    is_day = _ISO.fullmatch(text) and iso_day(text)
    return linked(french_day(text) if is_day else text, notes=notes)


def _around_quotations(text: str) -> Iterator[Run]:
    """Give a text of ours with what it quotes, which stays as it is."""
    for at, piece in enumerate(_QUOTATION.split(text)):
        yield from linked(piece, verbatim=bool(at % 2)) if piece else ()
