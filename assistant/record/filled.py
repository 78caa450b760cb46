"""The fields of an entry as they go into a legal text: quoted word for word, or marked as missing."""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.record.about import value_of
from assistant.record.citing import used
from assistant.record.schema import Field, Schema
from assistant.record.standing import is_there
from assistant.record.types import FieldValue, Record, RecordSentence, Table

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

    def quoted(self, key: str) -> str:
        """Return each sentence between « and », word for word, or the mark of what is missing."""
        return self._with_doubts(key, " ".join(quote(sentence.text) for sentence in self._sentences(key)))

    def told(self, key: str) -> str:
        """Return the sentences, those that a document says between « and », or the mark of what is missing."""
        said = (quote(s.text) if s.origin == "quote" else s.text for s in self._sentences(key))
        return self._with_doubts(key, " ".join(said))

    def bare(self, key: str) -> str:
        """Return what a name or an address says, without its last full stop, or the mark of what is missing."""
        return self._with_doubts(key, " ; ".join(s.text.rstrip(".") for s in self._sentences(key)))

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


def quote(text: str) -> str:
    """Put a text between French quotation marks, word for word."""
    return f"«\u00a0{text}\u00a0»"


def slot(what: str) -> str:
    """Return the mark of what only the person's file says."""
    return f"[donnée de la personne : {what}]"
