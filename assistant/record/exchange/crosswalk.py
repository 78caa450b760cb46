"""Other countries' registers as data: their keys, what each admits, and which fields of the French inventory it meets.

`Schema.crosswalk` says which names correspond; here is what is done about it, key by key, in both directions.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

Register = Literal["nl", "atrs", "eu"]
Form = Literal["text", "list", "choice", "date", "url", "email", "phone", "contact"]

_FOLDER = Path(__file__).with_name("standards")
_STANDARDS = ("nl.v1", "nl.list", "atrs.v3", "atrs.v4", "atrs.list", "eu.v0.3.1")

_FEWEST_KEYS = 2
"""An entry that shares fewer keys with a register is none of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key of another register; the first file of `standards/` says what each attribute means."""

    name: str
    label: str
    section: str = ""
    form: Form = "text"
    required: bool = False
    least: int = 0
    limit: int | None = None
    values: tuple[str, ...] = ()
    french: tuple[str, ...] = ()
    reads: str = ""
    writes: tuple[str, ...] = ()
    always: str = ""
    caution: str = ""

    def value(self, entry: Mapping[str, Any]) -> Any:
        """Return what an entry says under this key, in its section or at the top; None if nothing."""
        section = entry.get(self.section)
        return section.get(self.name) if isinstance(section, dict) else entry.get(self.name)

    def put(self, entry: dict[str, Any], value: Any) -> None:
        """Set the value: in the section of the key, unless the entry has none."""
        has_no_sections = bool(entry) and not any(isinstance(one, dict) for one in entry.values())
        flat = not self.section or has_no_sections
        (entry if flat else entry.setdefault(self.section, {}))[self.name] = value


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """What a register asks of an entry. `title` is French, with its article; `notice` is the key of remarks, if any."""

    name: str
    register: Register
    title: str
    keys: tuple[Key, ...]
    notice: str = ""

    def known(self, entry: Mapping[str, Any]) -> tuple[list[str], list[str]]:
        """Return the keys of an entry that are of this standard, and those that are not."""
        names = {key.name for key in self.keys}
        sections = {key.section for key in self.keys}
        found = list(_names(entry, sections))
        return [name for name in found if name in names], [name for name in found if name not in names]

    def names_an_algorithm(self, entry: Mapping[str, Any]) -> bool:
        """Whether the entry holds a name."""
        return any(key.reads == "name" and key.value(entry) for key in self.keys)

    def says_version_of(self, entry: Mapping[str, Any]) -> bool:
        """Whether the entry names this version of the standard as its own."""
        return any(key.always and key.value(entry) == key.always for key in self.keys)


@cache
def load_standard(name: str) -> Standard:
    """Read a standard by its name ("nl.v1"); each file is read once."""
    table = tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))
    sections = table.pop("sections", [{"name": "", "keys": table.pop("keys", [])}])
    keys = tuple(_key(key, section["name"]) for section in sections for key in section["keys"])
    return Standard(name=name, keys=keys, **table)


def recognise(entry: Mapping[str, Any], register: Register | None = None) -> Standard | None:
    """Return the standard that an entry follows, among those of one register or of all; None if it follows none."""
    among = [one for one in map(load_standard, _STANDARDS) if register in (None, one.register)]
    fitting = [one for one in among if len(one.known(entry)[0]) >= _FEWEST_KEYS and one.names_an_algorithm(entry)]
    return max(fitting, key=lambda one: (one.says_version_of(entry), _fit(one, entry)), default=None)


def _fit(standard: Standard, entry: Mapping[str, Any]) -> int:
    known, stray = standard.known(entry)
    return len(known) - len(stray)


def _key(table: Mapping[str, Any], section: str) -> Key:
    attributes: dict[str, Any] = {key: tuple(v) if isinstance(v, list) else v for key, v in table.items()}
    return Key(section=section, **attributes)


def _names(entry: Mapping[str, Any], sections: set[str]) -> Iterator[str]:
    """Yield the keys of an entry, those of its sections in their place."""
    for name, value in entry.items():
        if name in sections and isinstance(value, dict):
            yield from value
        else:
            yield name
