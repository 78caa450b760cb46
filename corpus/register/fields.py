"""The fields of a register entry, and the names that they go by in real files (`fields.toml`)."""

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from corpus.counting import singular
from corpus.types import Role

Gives = Literal["", "name", "publisher", "published", "url", "licence", "id"]

_LAST = 99
"""Rank, in its block, of what has no number in the inventory."""

_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-Z])")
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NOT_WORDS = re.compile(r"[\W_]+")
_NUMBERING = re.compile(r"^(\d+ )+(?=\D)")
_SMALL_WORDS = frozenset(
    re.findall(r"\w+", "a au aux ce cet cette d dans de des du et l la le les leur ou par s sa ses son un une")
)
_LONGEST_LABEL = 150
"""A cell longer than this is a text: it is not looked up."""


class Entry(NamedTuple):
    """A label and its value as the file has them, with the groups that hold it ("impact")."""

    label: str
    value: Any
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of the inventory, or of another register under its French label; `rank` orders an entry."""

    label: str
    native: str
    block: str
    rank: tuple[int, int, int]
    role: Role
    gives: Gives


class Filled(NamedTuple):
    """A value and where an entry shows it: the block and groups around it, its label. `field` is None if unknown."""

    field: Field | None
    path: tuple[str, ...]
    label: str
    value: Any


class _Name(NamedTuple):
    field: Field
    vague: bool


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The fields of one register, under every name that they go by, folded."""

    names: dict[str, list[_Name]]

    def find(self, label: str, groups: Sequence[str] = ()) -> list[Field]:
        """Return the field of this name; several where the name alone does not tell ("Ressources connexes")."""
        return [name.field for name in self._look_up(label, groups)]

    def score(self, labels: Iterable[str]) -> int:
        """Say how surely these are the labels of an entry of this register; 0 is "they are not"."""
        names = [found[0] for label in labels if (found := self._look_up(label))]
        own = {name.field.rank for name in names if not name.vague}
        named = any(name.field.gives == "name" for name in names)
        # One label of our own, with a name, is an entry; names and titles alone are found in any file.
        return 100 * len(own) + len(names) if len(own) + named >= 2 and own else 0

    def fill(self, entries: Sequence[Entry]) -> list[Filled]:
        """Give each entry its field, those of one field together, in the order of the register; unknown ones last."""
        return _merge(sorted(self._place(entries), key=_rank))

    def _place(self, entries: Sequence[Entry]) -> Iterator[Filled]:
        totals = Counter(fold(entry.label) for entry in entries)
        seen: Counter[str] = Counter()
        block = ""
        for entry in entries:
            name = fold(entry.label)
            found = self.find(entry.label, entry.groups)
            if not found:
                yield Filled(None, _path(entry.groups), presentable(entry.label), entry.value)
                continue
            # As many labels as fields come in the order of the register, wherever they stand.
            nth = found[seen[name]] if totals[name] == len(found) else None
            chosen = _of_block(found, entry.groups) or nth or _of_block(found, (block,)) or found[0]
            seen[name] += 1
            block = chosen.block
            yield Filled(chosen, (chosen.block,), _heading(chosen, entry.label), entry.value)

    def _look_up(self, label: str, groups: Sequence[str] = ()) -> list[_Name]:
        if len(label) > _LONGEST_LABEL:
            return []
        spellings = [f"{groups[-1]} {label}"] if groups else []
        spellings += [label, _BRACKETS.sub(" ", label), label.rstrip("0123456789 _-")]
        return next((found for s in spellings if (found := self.names.get(fold(s), []))), [])


@lru_cache(maxsize=8192)
def fold(label: str) -> str:
    """Reduce a label to what does not vary: no case, accents, punctuation, numbering, small words or plurals."""
    letters = unicodedata.normalize("NFKD", _CAMEL.sub(" ", label)).casefold()
    plain = "".join(c for c in letters if not unicodedata.combining(c))
    words = _NUMBERING.sub("", _NOT_WORDS.sub(" ", plain).strip() + " ").split()
    return " ".join(singular(word) for word in words if word not in _SMALL_WORDS) or " ".join(words)


def presentable(label: str) -> str:
    """Turn an identifier into words ("date_mise_en_service"); anything else stays as written."""
    label = label.strip()
    if "_" in label or label.islower():
        label = label.replace("_", " ").strip()
        return label[:1].upper() + label[1:]
    return label


def block_of(label: str) -> str:
    """Return the heading of the block of the inventory that goes by this name, or an empty string."""
    return _blocks().get(fold(label), "") if len(label) <= _LONGEST_LABEL else ""


def choose(labels: Sequence[str]) -> Vocabulary | None:
    """Return the register whose labels these are; the French inventory wins a tie."""
    best = max(vocabularies(), key=lambda vocabulary: vocabulary.score(labels))
    return best if best.score(labels) else None


@cache
def headings() -> tuple[str, ...]:
    """Return the headings of the four blocks of the inventory, then that of what it has no field for."""
    return tuple(block["heading"] for block in _data()["block"])


@cache
def vocabularies() -> tuple[Vocabulary, ...]:
    """Return the registers known to Glose, the French inventory first."""
    data = _data()
    inventory = [_field(row, rank, {}) for rank, row in enumerate(data["inventory"])]
    by_number = {row["number"]: f for row, f in zip(data["inventory"], inventory, strict=True) if "number" in row}
    made = [_vocabulary(data["inventory"], inventory)]
    for name in ("dutch", "british"):
        fields = [_field(row, rank, by_number) for rank, row in enumerate(data[name])]
        made.append(_vocabulary(data[name], fields))
    return tuple(made)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


@cache
def _blocks() -> dict[str, str]:
    return {fold(name): block["heading"] for block in _data()["block"] for name in (block["heading"], *block["also"])}


def _field(row: dict[str, Any], rank: int, inventory: dict[int, Field]) -> Field:
    number = row.get("number", 0)
    model = inventory.get(number)
    block = model.block if model else headings()[row.get("block", 0) - 1]
    return Field(
        label=model.label if model else row["label"],
        native=row.get("native", ""),
        block=block,
        rank=(headings().index(block), number or _LAST - 1, rank),
        role=row.get("role", model.role if model else "field"),
        gives=row.get("gives", model.gives if model else ""),
    )


def _vocabulary(rows: Sequence[dict[str, Any]], fields: Sequence[Field]) -> Vocabulary:
    names: dict[str, list[_Name]] = {}
    for row, found in zip(rows, fields, strict=True):
        strong = {fold(label) for label in row.get("also", ())}
        for label in strong | {fold(label) for label in row.get("vague", ())}:
            names.setdefault(label, []).append(_Name(found, label not in strong))
    # The full labels come last: where a key of one field is the label of another, the key is meant.
    taken = set(names)
    for row, found in zip(rows, fields, strict=True):
        label = fold(row.get("native") or row["label"])
        if label not in taken:
            names.setdefault(label, []).append(_Name(found, False))
    return Vocabulary(names)


def _of_block(found: Sequence[Field], groups: Sequence[str]) -> Field | None:
    blocks = set(map(block_of, groups)) - {""}
    return next((field for field in found if field.block in blocks), None)


def _heading(field: Field, own: str) -> str:
    """Write the French label, then the name used by the source in brackets where it says something else."""
    more = set(fold(field.native or own).split()) - set(fold(field.label).split())
    if not more:
        return field.label
    numbered = all(map(str.isdigit, more))
    return f"{field.label} ({' '.join(sorted(more)) if numbered else field.native or presentable(own)})"


def _path(groups: Sequence[str]) -> tuple[str, ...]:
    """Where a value that has no field stands: in the block that holds it in the file, or among the others."""
    block = next(filter(None, map(block_of, groups)), headings()[-1])
    return (block, *(presentable(group) for group in groups if not block_of(group)))


def _rank(filled: Filled) -> tuple[int, int, int]:
    return filled.field.rank if filled.field else (headings().index(filled.path[0]), _LAST, 0)


def _merge(placed: Iterable[Filled]) -> list[Filled]:
    """Join the values that stand under the same heading, each once."""
    merged: dict[tuple[Any, ...], Filled] = {}
    for filled in placed:
        key = (filled.field, filled.path, filled.label)
        before = merged.get(key)
        if before is None or before.value in (None, "", []):
            merged[key] = filled
        elif filled.value not in (None, "", [], before.value):
            values = before.value if isinstance(before.value, list) else [before.value]
            merged[key] = filled._replace(value=[*values, filled.value])
    return list(merged.values())
