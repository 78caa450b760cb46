"""The fields that a few words name: by the label, the key, or the usual words of `field_names.fr.tsv`.

Case, accents, plurals and a wrong letter do not count. Several fields come back where the words fit each as well.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from assistant.record.schema import Field, Schema
from index.query import Speller
from index.words import stem, surfaces

TABLE = Path(__file__).with_name("field_names.fr.tsv")

_OF_ANY = frozenset("rubrique rubriques champ champs case partie section fiche".split())
"""Words that only say that a field is meant."""

_OF_ALL = frozenset(map(stem, "traitement algorithme logiciel outil".split()))
"""Stems that may be added to the name of any field: "la finalité du traitement"."""

_OFTEN = 2
"""Times that a word must be known for `Speller` to correct towards it."""

_Stems = frozenset[str]


def find_fields(said: str, schema: Schema) -> tuple[Field, ...]:
    """Return the fields named, in order: by the whole of a name or, failing that, by a part of a label.

    Empty when no field is named; more than one when it has to be asked which.
    """
    named = tuple(field for field in schema.fields if said.strip() == field.key)
    asked = _stems(said, _speller(schema.fields))
    return named or _fitting(asked, schema.fields) or _fitting(asked - _OF_ALL, schema.fields)


def _fitting(asked: _Stems, fields: tuple[Field, ...]) -> tuple[Field, ...]:
    if not asked:
        return ()
    equal = tuple(field for field in fields if asked in map(_stems, _written(field)))
    return equal or tuple(field for field in fields if asked < _stems(field.label))


def _written(field: Field) -> Iterable[str]:
    return (field.label, field.source_label, *_usual().get(field.key, ()))


def _stems(said: str, speller: Speller | None = None) -> _Stems:
    found = [word for word in surfaces(said) if word not in _OF_ANY]
    return frozenset(stem(speller.correct(word)[0] if speller else word) for word in found)


@cache
def _speller(fields: tuple[Field, ...]) -> Speller:
    names = (word for field in fields for name in _written(field) for word in surfaces(name))
    return Speller(dict.fromkeys((*names, *_OF_ANY), _OFTEN))


@cache
def _usual() -> Mapping[str, tuple[str, ...]]:
    rows = (line.split("\t") for line in TABLE.read_text("utf-8").splitlines()[1:])
    return {key: tuple(names.split(", ")) for key, names in rows}
