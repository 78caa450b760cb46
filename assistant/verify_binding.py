"""Whether a value that stands in the source means there what the sentence makes of it.

Three things are compared: which way a limit goes, which event a delay counts from, and which words the value goes with.
"""

from collections.abc import Iterator, Sequence

from assistant.types import Failure, FailureKind
from assistant.values.alignment import Segment
from assistant.values.compare import Value, alike, same
from assistant.values.dates import Date
from assistant.values.delays import event_of
from assistant.values.limits import Limit, denies, limit_of, opposed
from assistant.values.quantities import Quantity
from assistant.values.reading import Reading
from assistant.values.references import Reference

_TIME = ("month", "minute")
_CLOSE = 0.8
"""Share of the words of a sentence that a clause holds, from which it may be what the sentence rewords."""
_MARGIN = 2
"""By how many words it must then do better than the clauses that hold the value."""


def bindings(source: Reading, claim: Reading) -> Iterator[Failure]:
    """Yield what the sentence makes of a value and the source does not."""
    yield from _limits(source, claim)
    yield from _events(source, claim)
    yield from _places(source, claim)


def _limits(source: Reading, claim: Reading) -> Iterator[Failure]:
    denied = denies(source.flat) or denies(claim.flat)
    for said in (*claim.quantities, *claim.dates):
        limit = limit_of(claim.flat, said)
        if limit and _all_opposed(
            limit, [limit_of(source.flat, known) for known in source.values if same(said, known)], denied
        ):
            yield Failure("modality_differs", claim.shown(said))


def _all_opposed(limit: Limit, known: Sequence[Limit | None], denied: bool) -> bool:
    explicit = [other for other in known if other]
    return bool(explicit) and all(opposed(limit, other, denied=denied) for other in explicit)


def _events(source: Reading, claim: Reading) -> Iterator[Failure]:
    delays = [quantity for quantity in claim.quantities if quantity.dimension in _TIME]
    for said in delays:
        event = event_of(claim.flat, said, alone=len(delays) == 1)
        known = [event_of(source.flat, other, alone=False) for other in source.quantities if same(said, other)]
        named = [other for other in known if other]
        if event and named and not any(event.agrees(other) for other in named):
            yield Failure("date_not_in_source", claim.shown(event))


def _places(source: Reading, claim: Reading) -> Iterator[Failure]:
    for sentence in claim.segments:
        values = claim.within(sentence)
        for said in values:
            others = [other for other in values if other is not said]
            if _belongs_elsewhere(said, others, sentence, source, claim):
                yield Failure(_kind(said), claim.shown(said))


def _belongs_elsewhere(
    said: Value, others: Sequence[Value], sentence: Segment, source: Reading, claim: Reading
) -> bool:
    """Whether another clause of the source says the sentence better than those that hold the value, with another one."""
    held = [segment for segment in source.segments if any(same(said, known) for known in source.within(segment))]
    rivals = [
        segment
        for segment in source.segments
        if segment not in held and any(alike(said, known) for known in source.within(segment))
    ]
    if not held or not rivals:
        return False
    best_held, best_rival = (
        max(_likeness(segment, others, sentence, source, claim) for segment in segments) for segments in (held, rivals)
    )
    whole = len(sentence.stems) + len(others)
    return best_rival > best_held and (
        best_rival == whole or (best_rival >= _CLOSE * whole and best_rival - best_held >= _MARGIN)
    )


def _likeness(segment: Segment, others: Sequence[Value], sentence: Segment, source: Reading, claim: Reading) -> int:
    """Return how many words and other values of the sentence a clause of the source holds."""
    known = source.within(segment)
    return len(sentence.stems & segment.stems) + sum(
        any(same(said, other) and _same_way(said, other, source, claim) for other in known) for said in others
    )


def _same_way(said: Value, known: Value, source: Reading, claim: Reading) -> bool:
    one, other = limit_of(claim.flat, said), limit_of(source.flat, known)
    return not (one and other and opposed(one, other, denied=False))


def _kind(value: Value) -> FailureKind:
    match value:
        case Reference():
            return "legal_reference_not_in_source"
        case Date():
            return "date_not_in_source"
        case Quantity():
            return "number_not_in_source"
