"""The plain-language page of an entry, in layers: what everybody must know first, how it works, then the rest.

The page sorts and labels what the entry says; it writes nothing, and shows what is missing where it would stand.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.record.about import TO_COMPLETE, value_of
from assistant.record.finding.who_decides import says_who_decides
from assistant.record.schema import Schema
from assistant.record.standing import is_there
from assistant.record.types import FieldValue, Origin, Record, RecordSentence, Table
from assistant.types import Source
from corpus.dates import french_day
from corpus.marks import without_calls

LineKind = Literal["said", "choice", "missing", "conflict"]
"""A sentence of the entry; the allowed value chosen; what the service has to say; what sources disagree on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the page; lines that follow each other under one label belong together.

    `field` is the field that it comes from, empty for a document. `origin` says who wrote a sentence. `whom` says whom
    to ask for what is missing.
    """

    label: str
    text: str
    citations: tuple[int, ...] = ()
    kind: LineKind = "said"
    field: str = ""
    origin: Origin | None = None
    whom: str = ""

    @property
    def missing(self) -> bool:
        """Whether the service has to complete it."""
        return self.kind == "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """A part of the page, with its tables after its lines."""

    key: str
    title: str
    lines: tuple[Line, ...]
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The page."""

    title: str
    layers: tuple[Layer, ...]


_LAYERS = (
    ("how", "Comment ça marche", ("context", "role", "operations", "algorithm_type", "decisions_per_year", "scope")),
    ("data", "Les données utilisées", ("data", "data_source", "data_collection")),
    ("parameters", "Les critères, les barèmes et les prix", ()),
    ("law", "Les textes", ("legal_basis",)),
    (
        "contacts",
        "À qui s'adresser, où en lire plus",
        ("administration", "service", "contact", "links_business", "links_impact", "links_internal", "updated"),
    ),
)
_LABELS = {
    "purpose": "À quoi ça sert",
    "public": "Pour qui",
    "automation": "Ce qui est automatique",
    "appeals": "Comment contester",
    "context": "Pourquoi il faut décider",
    "role": "À quelle étape il intervient",
    "operations": "Ce qu'il fait",
    "algorithm_type": "De quelle sorte il est",
    "decisions_per_year": "Combien de décisions par an",
    "scope": "Dans l'administration ou au-dehors",
    "data": "Lesquelles",
    "data_source": "D'où elles viennent",
    "data_collection": "Comment elles sont recueillies",
    "legal_basis": "Les textes qui s'appliquent",
    "administration": "L'administration",
    "service": "Le service",
    "contact": "Où écrire ou appeler",
    "links_business": "Faire la demande",
    "links_impact": "En savoir plus sur les effets",
    "links_internal": "Lire les règles ou le code",
    "updated": "Page à jour au",
}
"""What the page calls each field: the words of the schema are those of a register."""

_PARAMETERS_QUESTION = "Quels critères, quels points ou quels prix s'appliquent, s'il y en a ?"

_WHO_DECIDES = ("role", "automation", "context")
_WHO_DECIDES_QUESTION = "Qui prend la décision à la fin, et peut-il s'écarter du résultat ?"


def summary(record: Record, schema: Schema) -> Summary:
    """Lay the entry out in layers."""
    page = _Page(record, schema)
    layers = [Layer(key="essentials", title="L'essentiel", lines=tuple(page.essentials()))]
    for key, title, fields in _LAYERS:
        lines = [line for field in fields for line in page.lines(field)]
        tables = page.tables() if key == "parameters" else ()
        if key == "parameters" and not tables:
            lines = [page.missing("operations", label="Critères et barèmes", question=_PARAMETERS_QUESTION)]
        layers.append(Layer(key=key, title=title, lines=tuple(lines), tables=tables))
    layers.append(Layer(key="sources", title="Les sources", lines=tuple(page.sources())))
    return Summary(title=record.name, layers=tuple(layers))


class _Page:
    """The lines of one record under one schema."""

    def __init__(self, record: Record, schema: Schema) -> None:
        self._record = record
        self._schema = schema

    def essentials(self) -> Iterator[Line]:
        """Give what must be read at a glance: what, for whom, how much is automatic, who decides, how to contest."""
        yield from self.lines("purpose")
        yield from self.lines("public")
        yield from self._automation()
        yield from self._who_decides()
        yield from self.lines("appeals")

    def lines(self, key: str) -> Iterator[Line]:
        """Give what a field says, with its conflicts, or that it is missing."""
        label = _LABELS.get(key) or self._schema.field(key).label
        value = self._value(key)
        if not is_there(value):
            yield self.missing(key, label=label)
        if value.choice:
            yield self._choice(value, label)
        yield from (_said(sentence, key, label) for sentence in value.sentences)
        yield from self._conflicts(value, label)

    def missing(self, key: str, *, label: str, question: str = "") -> Line:
        """Say what the service has to complete: the question to ask, and whom."""
        field, value = self._schema.field(key), self._value(key)
        asked = question or value.question or field.question
        whom = value.whom or field.whom
        return Line(label=label, text=f"{TO_COMPLETE} : {asked}", kind="missing", field=key, whom=whom)

    def tables(self) -> tuple[Table, ...]:
        """Return the tables of every field, in the order of the schema."""
        return tuple(table for field in self._schema.fields for table in self._value(field.key).tables)

    def sources(self) -> Iterator[Line]:
        """Give each document that was read, with the numbers of its citations."""
        for source in self._record.documents:
            cited = (c.number for c in self._record.citations if c.source.version == source.version)
            yield Line(label=source.title or source.document, text=_about(source), citations=tuple(cited))

    def _value(self, key: str) -> FieldValue:
        return value_of(self._record, self._schema.field(key))

    def _automation(self) -> Iterator[Line]:
        """Give the degree alone where one was chosen: the sentence behind it is most often who decides."""
        value = self._value("automation")
        lines = self.lines("automation")
        yield from (line for line in lines if not (value.choice and line.kind == "said"))

    def _who_decides(self) -> Iterator[Line]:
        label = "Qui décide à la fin"
        values = [self._value(key) for key in _WHO_DECIDES]
        said = [(value.key, one) for value in values for one in value.sentences if one.text != value.choice]
        lines = [_said(sentence, key, label) for key, sentence in said if says_who_decides(sentence.text)]
        yield from _first_field(lines) or [self.missing("role", label=label, question=_WHO_DECIDES_QUESTION)]

    def _choice(self, value: FieldValue, label: str) -> Line:
        cited = (number for sentence in value.sentences for number in sentence.citations)
        origin = value.sentences[0].origin if value.sentences else None
        return Line(
            label=label,
            text=value.choice,
            citations=tuple(dict.fromkeys(cited)),
            kind="choice",
            field=value.key,
            origin=origin,
        )

    def _conflicts(self, value: FieldValue, label: str) -> Iterator[Line]:
        for conflict in value.conflicts:
            text = f"Les sources ne disent pas la même chose : {conflict.about}"
            cited = (*conflict.one, *conflict.other)
            yield Line(label=label, text=text, citations=cited, kind="conflict", field=value.key)


def _first_field(lines: Sequence[Line]) -> list[Line]:
    """Keep the lines of the first field that says it: others only say it again."""
    return [line for line in lines if line.field == lines[0].field]


def _said(sentence: RecordSentence, key: str, label: str) -> Line:
    text = without_calls(sentence.text) if sentence.origin == "quote" else sentence.text
    return Line(label=label, text=text, citations=sentence.citations, field=key, origin=sentence.origin)


def _about(source: Source) -> str:
    day = f"version du {french_day(source.published)}" if source.published else "version non datée"
    return ", ".join(filter(None, (source.publisher, day, source.licence, source.url)))
