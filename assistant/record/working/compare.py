"""What differs between two entries, field by field, in the texts word by word, and in who reread them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from assistant.record.about import value_of
from assistant.record.exchange.export_entry import text_of
from assistant.record.schema import Schema
from assistant.record.standing import is_there
from assistant.record.types import FieldValue, Record, Reread
from assistant.record.working.reread import as_text, whole
from corpus.counting import count

Difference = Literal["same", "changed", "only_one", "only_other", "neither"]

_TOKEN = re.compile(r"\w+['’]?|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Words:
    """Words that follow each other: in both texts, only in the first, or only in the other."""

    where: Literal["both", "one", "other"]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldDifference:
    """A field in two entries: all that each says, and the words of both in order where they differ."""

    key: str
    label: str
    difference: Difference
    one: str
    other: str
    words: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RereadDifference:
    """A field, or the whole entry (`label` is then empty), that not the same person marked as reread the same day."""

    label: str
    one: Reread | None
    other: Reread | None


def compare(one: Record, other: Record, schema: Schema) -> tuple[FieldDifference, ...]:
    """Compare every field, in the order of the schema, then those that only an older schema knew."""
    known = [(field.key, field.label) for field in schema.fields]
    older = dict.fromkeys((*one.fields, *other.fields))
    keys = [*known, *((key, key) for key in older if key not in dict(known))]
    return tuple(_field(key, label, _said(one, key, schema), _said(other, key, schema)) for key, label in keys)


def compare_reread(one: Record, other: Record, schema: Schema) -> tuple[RereadDifference, ...]:
    """Compare who reread each field, then the whole entry; nothing of what both have alike."""
    read = [(field.label, _mark(one, field.key), _mark(other, field.key)) for field in schema.fields]
    read.append(("", whole(one), whole(other)))
    return tuple(RereadDifference(label=label, one=a, other=b) for label, a, b in read if a != b)


def reread_as_lines(found: Sequence[RereadDifference], names: tuple[str, str]) -> Iterator[str]:
    """Yield who reread what, a line each; one line for all where one side alone was reread at all."""
    for at, marks in enumerate(([one.one for one in found], [one.other for one in found])):
        if len(found) > 1 and not any(marks):
            done = count(sum(bool(one.label) for one in found), "rubrique relue", "rubriques relues")
            yield f"{done} dans {names[1 - at]}, aucune dans {names[at]}."
            return
    for one in found:
        sides = list(zip((one.one, one.other), names, strict=True))
        said = [as_text(mark, f"relu dans {name}") for mark, name in sides if mark]
        said += [f"pas dans {name}" for mark, name in sides if not mark]
        yield f"{one.label or 'Fiche entière'} : {' ; '.join(said)}."


def differences_as_text(
    found: Sequence[FieldDifference], names: tuple[str, str], reread: Sequence[RereadDifference] = ()
) -> str:
    """Return what differs, who reread what, then what is the same; `names` are what the two entries are called."""
    one, other = names
    marks = f"[-…-] : seulement dans {one} ; {{+…+}} : seulement dans {other}."
    parts = [text for difference in found if (text := _as_text(difference, names))]
    same = [difference.label for difference in found if difference.difference == "same"]
    read = "\n".join(["Relectures", *(f"    {line}" for line in reread_as_lines(reread, names))]) if reread else ""
    head = f"{one} et {other} : {_count(len(parts), reread=bool(reread))}." + (f"\n{marks}" if parts else "")
    tail = [f"Identiques : {', '.join(same)}."] if same else []
    return "\n\n".join(filter(None, [head, *parts, read, *tail]))


_ALIKE = 0.6
"""Share of their words that two texts have in common, below which word by word cannot be read."""


def alike(words: Sequence[Words]) -> bool:
    """Whether two texts have so much in common that their differences can be read word by word."""
    letters = {where: sum(len(w.text.strip()) for w in words if w.where == where) for where in ("both", "one", "other")}
    longest = letters["both"] + max(letters["one"], letters["other"])
    return letters["both"] >= _ALIKE * longest


def word_differences(one: str, other: str) -> tuple[Words, ...]:
    """Return the words of two texts in order; blanks go with the words that they separate."""
    first, second = _TOKEN.findall(one), _TOKEN.findall(other)
    found: list[Words] = []
    for tag, a, b, c, d in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Words("both", "".join(first[a:b])))
            continue
        found += [Words("one", "".join(first[a:b]))] if b > a else []
        found += [Words("other", "".join(second[c:d]))] if d > c else []
    return tuple(found)


def _said(record: Record, key: str, schema: Schema) -> str:
    """Return all that a field says, its tables a row a line; empty when it is to be completed."""
    known = {field.key: field for field in schema.fields}
    value = value_of(record, known[key]) if key in known else record.fields.get(key)
    return "\n".join(filter(None, [text_of(value), *_rows(value)])) if value and is_there(value) else ""


def _rows(value: FieldValue) -> Iterator[str]:
    for table in value.tables:
        yield table.title
        yield from (" | ".join(row) for row in (table.header, *table.rows))


def _field(key: str, label: str, one: str, other: str) -> FieldDifference:
    difference = _difference(one, other)
    words = word_differences(one, other) if difference == "changed" else ()
    return FieldDifference(key=key, label=label, difference=difference, one=one, other=other, words=words)


def _difference(one: str, other: str) -> Difference:
    if not one or not other:
        return "only_one" if one else "only_other" if other else "neither"
    return "same" if one.split() == other.split() else "changed"


def _as_text(found: FieldDifference, names: tuple[str, str]) -> str:
    match found.difference:
        case "changed":
            return f"{found.label}\n{_indented(''.join(map(_marked, found.words)))}"
        case "only_one":
            return f"{found.label} (seulement dans {names[0]})\n{_indented(found.one)}"
        case "only_other":
            return f"{found.label} (seulement dans {names[1]})\n{_indented(found.other)}"
    return ""


def _marked(words: Words) -> str:
    return {"both": words.text, "one": f"[-{words.text}-]", "other": f"{{+{words.text}+}}"}[words.where]


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())


def _mark(record: Record, key: str) -> Reread | None:
    value = record.fields.get(key)
    return value.reread if value and is_there(value) else None


def _count(number: int, *, reread: bool) -> str:
    if not number:
        return "aucune rubrique ne diffère" if reread else "aucune différence"
    return count(number, "rubrique diffère", "rubriques diffèrent")
