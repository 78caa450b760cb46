"""Makes what an entry says shorter, or as long as it was: whole sentences are left out and put back, none is cut.

What is left out stays in the records of before, and is looked for there.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from assistant.record.citing import with_values
from assistant.record.schema import Field, Schema
from assistant.record.types import FieldValue, Record, RecordSentence
from assistant.record.values import choose_value
from index.fold import fold
from index.words import words

_LEANS = re.compile(
    r"\W*(?:ils?|elles?|ce|cet|cette|ces|cela|celles?|celui|ceux|leurs?|ainsi|toutefois|cependant|en outre|de plus)\b"
)
"""How a sentence opens, folded, when it leans on the one before: alone, nobody knows what it is about."""

Sentences = Mapping[str, tuple[RecordSentence, ...]]
"""Sentences by the key of their field."""

_PROSE = ("text", "choice")
"""Kinds of fields that may be shortened with the whole: a list says something else once a line is gone."""


def shorten(record: Record, schema: Schema, only: str = "") -> tuple[Record, Sentences]:
    """Leave out half of the sentences of each field of prose, or of one field; return the record and what it lost.

    What a person wrote stays whole, and every field keeps its best sentence.
    """
    fields = [schema.field(only)] if only else [field for field in schema.fields if field.kind in _PROSE]
    shorter, lost = {}, {}
    for field in fields:
        value = record.fields.get(field.key)
        if value and (left_out := _left_out(value, field)):
            shorter[field.key] = replace(value, sentences=tuple(s for s in value.sentences if s not in left_out))
            lost[field.key] = left_out
    return with_values(record, shorter), lost


def lengthen(
    record: Record, past: Sequence[Record], schema: Schema, only: str = "", *, fully: bool
) -> tuple[Record, Sentences]:
    """Put back what was left out, one step, or all of it with `fully`; return the record and what came back.

    Nothing comes back from before the documents changed. A field that was emptied comes back when it is asked for.
    """
    same_documents = list(takewhile(lambda one: one.documents == record.documents, reversed(past)))
    back: dict[str, tuple[RecordSentence, ...]] = {}
    longer = record
    for key in [only] if only else [field.key for field in schema.fields]:
        fuller = [old for old in same_documents if _holds_more(old, record, key, even_empty=bool(only))]
        if fuller:
            origin = max(fuller, key=lambda old: len(old.fields[key].sentences)) if fully else fuller[0]
            longer = with_values(longer, {key: origin.fields[key]}, origin)
            known = set(_texts(record, key))
            back[key] = tuple(s for s in longer.fields[key].sentences if s.text not in known)
    return longer, back


def _left_out(value: FieldValue, field: Field) -> tuple[RecordSentence, ...]:
    """Return the worse half of what a field says, in order."""
    if len(value.sentences) < 2 or any(sentence.origin == "person" for sentence in value.sentences):
        return ()
    best = sorted(value.sentences, key=lambda sentence: _worth(sentence, value, field), reverse=True)
    kept = best[: (len(best) + 1) // 2]
    return tuple(sentence for sentence in value.sentences if sentence not in kept)


def _worth(sentence: RecordSentence, value: FieldValue, field: Field) -> tuple[bool, bool, bool, float, float]:
    """Rank a sentence: it justifies the value chosen, is plain, stands alone, is sure, answers what the field asks."""
    justifies = bool(value.choice) and choose_value(field.key, field.values, sentence.text) == value.choice
    said = set(words(sentence.text))
    asked = [set(words(query)) for query in field.queries]
    answers = max((len(said & query) / len(query) for query in asked if query), default=0.0)
    stands_alone = not _LEANS.match(fold(sentence.text))
    return justifies, sentence.origin == "written", stands_alone, sentence.support, answers


def _holds_more(old: Record, record: Record, key: str, *, even_empty: bool) -> bool:
    """Whether a record of before says in a field all that it says now, and more.

    What a person dropped since only comes back where its field is asked for.
    """
    if not even_empty and old.fields[key].discarded != record.fields[key].discarded:
        return False
    now = set(_texts(record, key))
    return now < set(_texts(old, key)) and (even_empty or bool(now))


def _texts(record: Record, key: str) -> Iterator[str]:
    value = record.fields.get(key)
    return (sentence.text for sentence in value.sentences) if value else iter(())
