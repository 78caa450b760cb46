"""A range told by one of its ends: "2 mois" for "de 2 à 4 mois"."""

import re
from collections.abc import Iterator
from itertools import pairwise

from assistant.types import Failure
from assistant.values.compare import same_quantity
from assistant.values.quantities import Quantity
from assistant.values.reading import Reading

_OPENS = re.compile(r"(?:^|[^a-z])(?:de|d'|entre|varie de|va de)\s?$")
_JOINS = re.compile(r"\s?(?:a|et|jusqu'a)\s(?:environ\s)?")
_BOUNDED = re.compile(
    r"(?:au (?:moins|plus|minimum|maximum)|a partir de|jusqu'a|plus de|moins de|des|minimum|maximum|plus tot|plus tard"
    r"|entre|atteindre|superieur\w* a|inferieur\w* a|depass\w*)\b"
)


def halved(source: Reading, claim: Reading) -> Iterator[Failure]:
    """Yield the value that a sentence gives alone, where its source has it as one end of a range and nowhere else.

    Let pass a sentence that says it is an end, "au moins", "jusqu'à", and one that gives both.
    """
    if _BOUNDED.search(claim.flat):
        return
    for low, high in _ranges(source):
        said = [one for one in claim.quantities if same_quantity(one, low) or same_quantity(one, high)]
        both = any(same_quantity(one, low) for one in said) and any(same_quantity(one, high) for one in said)
        others = [known for known in source.quantities if known not in (low, high)]
        for one in said:
            if not both and not any(same_quantity(one, known) for known in others):
                yield Failure("number_not_in_source", claim.shown(one))


def _ranges(source: Reading) -> Iterator[tuple[Quantity, Quantity]]:
    for low, high in pairwise(source.quantities):
        between = source.flat[low.end : high.start]
        rising = low.unit and low.unit == high.unit and low.number < high.number
        if rising and _JOINS.fullmatch(between) and _OPENS.search(source.flat[: low.start]):
            yield low, high
