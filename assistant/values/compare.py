"""When two values are the same, whatever their spelling, and when one could stand in the place of the other."""

from typing import TypeAlias

from assistant.values.dates import Date
from assistant.values.law import Reference
from assistant.values.quantities import Quantity

Value: TypeAlias = Quantity | Date | Reference


def same(said: Value, known: Value) -> bool:
    """Whether a value of the source says at least what the sentence says."""
    match said, known:
        case Quantity(), Quantity():
            return same_quantity(said, known)
        case Date(), Date():
            return same_date(said, known)
        case Reference(), Reference():
            return (said.sort, said.key) == (known.sort, known.key)
        case _:
            return False


def alike(said: Value, known: Value) -> bool:
    """Whether both values say the same sort of thing: two durations, two days, two articles."""
    match said, known:
        case Quantity(), Quantity():
            return (said.dimension, said.noun, said.rank) == (known.dimension, known.noun, known.rank)
        case Date(), Date():
            return any(one and other for one, other in zip(said.parts, known.parts, strict=True))
        case Reference(), Reference():
            return said.sort == known.sort
        case _:
            return False


def same_quantity(said: Quantity, known: Quantity) -> bool:
    """Whether two quantities are equal once converted, and the sentence does not narrow what the source leaves open.

    An amount alone is excepted: a source often says once for all that its amounts are gross.
    """
    if said.dimension != known.dimension or said.size != known.size:
        return False
    return said.terms in ("", known.terms) or (said.dimension == "euro" and not known.terms)


def same_date(said: Date, known: Date) -> bool:
    """Whether all that is said of a date is said of the other."""
    return all(one in (0, other) for one, other in zip(said.parts, known.parts, strict=True))
