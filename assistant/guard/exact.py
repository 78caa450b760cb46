"""The exact layer of the guard: each value of a sentence stands in the text that it cites, whatever its spelling.

It is strict on values and knows nothing else: who does what, and under which condition, is for the other layers.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from assistant.guard.binding import bindings
from assistant.guard.place import misplaced
from assistant.guard.ranges import halved
from assistant.types import Failure, FailureKind
from assistant.values.compare import Value, same_date, same_quantity
from assistant.values.dates import NOTHING, Date
from assistant.values.law import Reference, Sort
from assistant.values.names import long_forms, names
from assistant.values.quantities import Quantity
from assistant.values.rates import may_hold, rates
from assistant.values.reading import Reading, read
from assistant.values.references import dialled
from assistant.values.units import UNITS, mentions

_SPACE = re.compile(r"\s+")
_KIND_OF: dict[Sort, FailureKind] = {
    "article": "legal_reference_not_in_source",
    "part": "legal_reference_not_in_source",
    "text": "legal_reference_not_in_source",
    "norm": "legal_reference_not_in_source",
    "code": "legal_reference_not_in_source",
    "form": "number_not_in_source",
    "label": "number_not_in_source",
    "phone": "number_not_in_source",
    "address": "name_not_in_source",
}
_LAW = re.compile(r"(?<![a-z])(?:loi|decret|arrete|ordonnance|directive|reglement|circulaire)(?:\s[^\d.,;:]{0,40})?$")
_LAW_WIDTH = 50
_BOTH = re.compile(r"(?<![a-z])(?:les|ces|aux|vos|ses|leurs|nos|des|tous|toutes)\s$")
_FIRST = re.compile(r"(?<![a-z0-9])(?:premi|1er|1re|1ere)")
_ANOTHER = re.compile(r"(?<![a-z])(?:nouveau|nouvel|nouvelle|autre|secondaire)(?![a-z])")
_ONE_OF = re.compile(r"(?<![a-z])(?:l'une?\s(?:de|des|d')|une?\sseule?)(?![a-z])")
_RARELY_COUNTED = ("fois", "point")
"""Units of "une fois la demande reçue" and "un point de contact"."""


def exact(evidence: str, sentence: str) -> list[Failure]:
    """Return what the sentence says that the evidence does not hold, each value once."""
    source, claim = read(evidence), read(sentence)
    checks = (_references, _dates, _quantities, _rates, _names, bindings, misplaced, halved)
    return list(dict.fromkeys(failure for check in checks for failure in check(source, claim)))


def quoted_exactly(quote: str, text: str) -> bool:
    """Whether a quotation is in a text word for word: only spaces and line breaks may be of another kind or length."""
    one, other = (_SPACE.sub(" ", unicodedata.normalize("NFC", side)).strip() for side in (quote, text))
    return bool(one) and one in other


def _references(source: Reading, claim: Reading) -> Iterator[Failure]:
    for reference in (*claim.references, *claim.labels):
        if not _refers(source, reference):
            yield Failure(_KIND_OF[reference.sort], claim.shown(reference))


def _refers(source: Reading, said: Reference) -> bool:
    match said.sort:
        case "address" | "norm":
            return said.key in source.flat
        case "phone":
            return said.key in dialled(source.flat)
        case "label":
            parts = re.findall(r"[a-z]+|[0-9]+", said.key)
            return bool(re.search(rf"(?<![a-z0-9]){'[ +_-]{0,3}'.join(parts)}(?![a-z0-9])", source.flat))
        case "form":
            number, _, version = said.key.partition("*")
            return any(
                said.key == known or number == known or (not version and known.startswith(number))
                for known in _keys(source, "form")
            )
        case "code":
            words = set(said.key.split())
            known_codes = {*_keys(source, "code"), *source.vocabulary.codes}
            return any(words <= set(known.split()) or words >= set(known.split()) for known in known_codes)
        case _:
            return said.key in _keys(source, said.sort)


def _keys(source: Reading, sort: Sort) -> set[str]:
    return {known.key for known in source.references if known.sort == sort}


def _dates(source: Reading, claim: Reading) -> Iterator[Failure]:
    for date in claim.dates:
        if not _dated(source, date):
            before = claim.flat[max(0, date.start - _LAW_WIDTH) : date.start]
            kind: FailureKind = "legal_reference_not_in_source" if _LAW.search(before) else "date_not_in_source"
            yield Failure(kind, claim.shown(date))


def _dated(source: Reading, said: Date) -> bool:
    """Whether the source holds a date; the year of its "1er juillet" may be written elsewhere in it, as in a title."""
    if any(same_date(said, date) for date in source.dates):
        return True
    years = {date.year for date in source.dates} | {known.number for known in source.quantities if not known.unit}
    if said.year not in years:
        return False
    yearless = replace(said, year=0)
    return yearless.parts == NOTHING or any(same_date(yearless, date) and not date.year for date in source.dates)


def _quantities(source: Reading, claim: Reading) -> Iterator[Failure]:
    whole = [total for total in claim.sums if _measured(total, source)]
    for said in claim.quantities:
        in_whole = any(total.start <= said.start and said.end <= total.end for total in whole)
        if not in_whole and not (_measured(said, source) if said.unit else _counted(said, source, claim)):
            yield Failure("number_not_in_source", claim.shown(said))


def _measured(said: Quantity, source: Reading) -> bool:
    """Whether the source holds a number of units, or the bare number and the unit apart, as a table does."""
    if said.unit is None or (said.article and said.unit.name in _RARELY_COUNTED):
        return True
    if any(same_quantity(said, known) for known in (*source.quantities, *source.sums, *source.implied)):
        return True
    bare = any(
        not (known.unit or known.noun or known.article) and known.number == said.number for known in source.quantities
    )
    return bare and mentions(source.flat, said.unit)


def _counted(said: Quantity, source: Reading, claim: Reading) -> bool:
    """Whether the source holds a count; where it counts the same things, its count is the one that matters."""
    if said.article:
        return True
    counts = [known for known in source.quantities if not known.unit and (not known.article or said.number == 1)]
    if said.rank and said.number == 1 and _FIRST.search(source.flat):
        return True
    same_things = [known for known in counts if said.noun and (known.noun, known.rank) == (said.noun, said.rank)]
    if same_things:
        return any(known.number == said.number for known in same_things)
    if _goes_without_saying(said, source, claim):
        return True
    pool = [*counts, *_times(source)] if said.noun else source.quantities
    return any(known.number == said.number for known in pool) or (not said.noun and _in_a_reference(said, source))


def _times(source: Reading) -> list[Quantity]:
    """Return how often things happen: "3 fois par an" counts whatever happens then, "trois séances"."""
    return [known for known in source.quantities if known.dimension == "times" and not known.article]


def _goes_without_saying(said: Quantity, source: Reading, claim: Reading) -> bool:
    """Whether a count adds nothing: "les deux parents", or "deux possibilités" where that word is the writer's own."""
    if said.rank:
        return said.number == 1 or (said.number == 2 and bool(_ANOTHER.search(source.flat)))
    if said.number in (2, 3) and _BOTH.search(claim.flat, 0, said.start):
        return not _ONE_OF.search(source.flat)
    in_words = claim.flat[said.start : said.end] in ("deux", "trois")
    nothing_counted = not any(known.noun and not (known.article or known.rank) for known in source.quantities)
    return in_words and said.noun != "" and nothing_counted and not source.vocabulary.holds(said.noun)


def _in_a_reference(said: Quantity, source: Reading) -> bool:
    """Whether a bare number is one that the source gives to a form, a year or a day."""
    return any(said.number in (date.year, date.day) for date in source.dates) or any(
        str(said.number) in known.key for known in source.references
    )


def _rates(source: Reading, claim: Reading) -> Iterator[Failure]:
    for rate in rates(claim.flat):
        one = Quantity(rate.start, rate.end, Fraction(1), UNITS[rate.each])
        if not may_hold(source.wording, rate.each) and not any(
            same_quantity(one, known) for known in source.quantities
        ):
            yield Failure("number_not_in_source", claim.shown(rate))


def _names(source: Reading, claim: Reading) -> Iterator[Failure]:
    taken: list[Value] = claim.values + [known for known in claim.references if known.sort in ("code", "address")]
    for name in names(claim.text):
        inside = any(value.start < name.end and name.start < value.end for value in taken)
        if not inside and not source.vocabulary.holds(name.text):
            yield Failure("name_not_in_source", name.text)
    for long_form in long_forms(claim.text):
        if not source.vocabulary.holds(long_form):
            yield Failure("name_not_in_source", long_form)
