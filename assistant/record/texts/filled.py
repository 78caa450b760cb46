"""The fields of an entry as they go into a legal text: quoted word for word, or marked as missing."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.addresses import URL, takes_letters, written_at
from assistant.record.about import value_of
from assistant.record.citing import used
from assistant.record.finding.bodies import body_in
from assistant.record.schema import Field, Schema
from assistant.record.standing import is_there
from assistant.record.types import FieldValue, Record, RecordSentence, Table
from corpus.marks import without_calls

_NAME = 60
"""Characters of a quotation that may be a name and nothing else."""

_IN_TABLES = "voir les tableaux de ce texte."


@dataclass(frozen=True, slots=True)
class Filled:
    """A record under its schema."""

    record: Record
    schema: Schema

    def value(self, key: str) -> FieldValue:
        """Return where a field stands."""
        return value_of(self.record, self._field(key))

    def has(self, key: str) -> bool:
        """Whether the field says something."""
        return is_there(self.value(key))

    def question(self, key: str) -> str:
        """Return what to ask to complete a field."""
        return self.value(key).question or self._field(key).question

    def gap(self, key: str) -> str:
        """Return the mark that stands for a missing field."""
        return f"[À compléter : {self.question(key)}]"

    def told(self, key: str) -> str:
        """Return the sentences, those that a document says between « and », or the mark of what is missing."""
        said = (quote(without_calls(s.text)) if s.origin == "quote" else s.text for s in self._sentences(key))
        return self._with_doubts(key, " ".join(said))

    def name(self, key: str) -> str:
        """Return a name or an address without the sentence that it stands in, or the mark of what is missing."""
        values = self._values(key)
        gap = [] if values and self._is_usable(key) else [self.gap(key)]
        said = self._with_doubts(key, " ; ".join(dict.fromkeys(values))) if values else ""
        return " ".join(filter(None, [said, *gap]))

    def _is_usable(self, key: str) -> bool:
        """Whether a contact that documents give can be written to, as a request to obtain the rules is."""
        sentences = self._sentences(key)
        return (
            key != "contact"
            or any(s.origin != "quote" for s in sentences)
            or any(takes_letters(s.text) for s in sentences)
        )

    def _values(self, key: str) -> list[str]:
        return [part for sentence in self._sentences(key) for part in _VALUES[key](sentence)]

    def settled(self, key: str) -> bool:
        """Whether a field says what a law asks: sentences that choose no value, or hold no name, do not."""
        if key in _VALUES and not (self._values(key) and self._is_usable(key)):
            return False
        value = self.value(key)
        undecided = bool(self._field(key).values) and not value.choice
        return self.has(key) and not (undecided and any(s.origin == "quote" for s in value.sentences))

    def degree(self) -> str:
        """Return the degree of automation: the value chosen, or what the field says where none was."""
        chosen = self.value("automation").choice
        return f"{chosen}." if chosen else self.told("automation")

    def citations(self, key: str) -> tuple[int, ...]:
        """Return the numbers of what holds a field, or contradicts it, each once."""
        return used(self.value(key))

    def tables(self) -> Iterator[Table]:
        """Give the tables of every field, in the order of the schema."""
        for field in self.schema.fields:
            yield from self.value(field.key).tables

    def _field(self, key: str) -> Field:
        return self.schema.field(key)

    def _sentences(self, key: str) -> tuple[RecordSentence, ...]:
        return self.value(key).sentences if self.has(key) else ()

    def _with_doubts(self, key: str, said: str) -> str:
        """Add what sources disagree on: a text that is pasted must not hide it."""
        if not self.has(key):
            return self.gap(key)
        doubts = (f"[À vérifier, les sources diffèrent : {conflict.about}]" for conflict in self.value(key).conflicts)
        return " ".join([said or _IN_TABLES, *doubts])


def _bodies(sentence: RecordSentence) -> Sequence[str]:
    text = sentence.text
    if sentence.origin != "quote" or (len(text) <= _NAME and not text.endswith(".")):
        return [text.rstrip(".")]
    found = body_in(text)
    return [text[found.start : found.end]] if found else []


def _contacts(sentence: RecordSentence) -> Sequence[str]:
    return written_at(sentence.text) if sentence.origin == "quote" else [sentence.text.rstrip(".")]


def _links(sentence: RecordSentence) -> Sequence[str]:
    found = re.findall(URL, sentence.text) if sentence.origin == "quote" else []
    return found or [without_calls(sentence.text).rstrip(".")]


_VALUES: Mapping[str, Callable[[RecordSentence], Sequence[str]]] = {
    "administration": _bodies,
    "contact": _contacts,
    "links_internal": _links,
}
"""How the value is cut out of a quotation; what a person typed is the value."""


def quote(text: str) -> str:
    """Put a text between French quotation marks, word for word."""
    return f"«\u00a0{text}\u00a0»"


def slot(what: str) -> str:
    """Return the mark of what only the person's file says."""
    return f"[donnée de la personne : {what}]"
