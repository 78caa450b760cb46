"""The words that alterations swap (`altered.fr.tsv`: each of a line becomes the other), and the gender of nouns."""

from collections.abc import Mapping
from pathlib import Path


def _rows(name: str) -> list[tuple[str, str, str]]:
    lines = Path(__file__).with_name(name).read_text("utf-8").splitlines()[1:]
    return [(kind, one, other) for kind, one, other in (line.split("\t") for line in lines)]


def _both_ways() -> dict[str, dict[str, tuple[str, ...]]]:
    tables: dict[str, dict[str, tuple[str, ...]]] = {}
    for kind, one, other in _rows("altered.fr.tsv"):
        table = tables.setdefault(kind, {})
        table[one] = (*table.get(one, ()), other)
        table[other] = (*table.get(other, ()), one)
    return tables


_NOUNS = _rows("nouns.fr.tsv")

TABLES: Mapping[str, Mapping[str, tuple[str, ...]]] = _both_ways()
"""For each kind of swap, what each word may become."""

ACTORS: Mapping[str, str] = {noun: gender for use, noun, gender in _NOUNS if use == "actor"}
"""Whoever acts, with the gender of the noun."""

STARTS: Mapping[str, str] = {noun: gender for use, noun, gender in _NOUNS if use == "start"}
"""What a delay may run from."""

GENDERS: Mapping[str, str] = {noun: gender for _, noun, gender in _NOUNS}
