"""Whether a value means in the source what a sentence makes of it: which way a limit goes, when a delay starts."""

import re
from collections.abc import Iterator

from assistant.types import Failure
from assistant.values.compare import alike, same
from assistant.values.delays import Event, clause_around, event_of, roots_of, starts
from assistant.values.limits import goes_beyond, opposed
from assistant.values.quantities import Quantity
from assistant.values.reading import Reading

_TIME = ("month", "minute")
_PAID = ("euro",)
_OF_SOMETHING = ("euro", "share")
_OF_WHAT = re.compile(r"\s(?:de\s|du\s|des\s|d')(?:(?:la|votre|vos|leurs?|son|ses)\s|l')?([a-z]{5,}(?:\s[a-z]{5,})?)")
_FOR = re.compile(r"\s(?:pour|par)\s(?:(?:un|une|le|la|les|chaque|des)\s|l')?([a-z]{5,}(?:\s[a-z]{5,})?)")
"""Whom or what a value is for, right after it."""


def bindings(source: Reading, claim: Reading) -> Iterator[Failure]:
    """Yield what the sentence makes of a value and the source does not."""
    yield from _limits(source, claim)
    yield from _limits_dropped(source, claim)
    yield from _whole_dropped(source, claim)
    yield from _for_another(source, claim)
    yield from _events(source, claim)
    yield from _starts(source, claim)


def _limits(source: Reading, claim: Reading) -> Iterator[Failure]:
    """Yield the values that the source makes limits of too, each time the other way."""
    if not claim.limits:
        return
    both_sides = goes_beyond(source.flat)
    for said, limit, denied in claim.limits:
        ways = [
            opposed(limit, other, denied=both_sides or denied != denied_there)
            for known, other, denied_there in source.limits
            if same(said, known)
        ]
        if ways and all(ways):
            yield Failure("modality_differs", claim.shown(said))


def _limits_dropped(source: Reading, claim: Reading) -> Iterator[Failure]:
    """Yield the amounts that are the most one can get in the source, and plain amounts in the sentence.

    Not the delays: whoever has "au plus 2 mois" has two months.
    """
    limited = [said for said, _, _ in claim.limits]
    for said in claim.quantities:
        if said.dimension not in _PAID or any(said.start == other.start for other in limited):
            continue
        stands = [known for known in source.quantities if same(said, known)]
        tops = [known for known, limit, _ in source.limits if limit == "<=" and same(said, known)]
        if stands and len(tops) >= len(stands):
            yield Failure("modality_differs", claim.shown(said))


def _whole_dropped(source: Reading, claim: Reading) -> Iterator[Failure]:
    """Yield the amounts and shares of which the source says each time of what they are, and the sentence does not.

    "1 400 € de quotient familial" is no amount that somebody earns.
    """
    said_roots = roots_of(claim.flat)
    for said in claim.quantities:
        if said.dimension not in _OF_SOMETHING:
            continue
        stands = [known for known in source.quantities if same(said, known)]
        wholes = [_OF_WHAT.match(source.flat, known.end) for known in stands]
        if stands and all(whole and not said_roots & roots_of(whole[1]) for whole in wholes):
            yield Failure("modality_differs", claim.shown(said))


def _for_another(source: Reading, claim: Reading) -> Iterator[Failure]:
    """Yield the values that are for somebody else: "10 ans pour un majeur et 5 ans pour un mineur" read crosswise.

    Let pass a value that the source gives once without saying for whom, or to somebody whom the sentence names too.
    """
    said_roots = roots_of(claim.flat)
    given = [(known, _FOR.match(source.flat, known.end)) for known in source.quantities if known.unit]
    whose = [(known, roots_of(match[1]) if match else frozenset()) for known, match in given]
    for said in claim.quantities:
        own = [roots for known, roots in whose if same(said, known)]
        others = [roots for known, roots in whose if alike(said, known) and not same(said, known)]
        named = any(roots and roots <= said_roots for roots in others)
        if own and named and all(roots and not roots & said_roots for roots in own):
            yield Failure("number_not_in_source", claim.shown(said))


def _events(source: Reading, claim: Reading) -> Iterator[Failure]:
    known = [(delay, _event(source, delay)) for delay in _delays(source)] if _delays(claim) else []
    for said in _delays(claim):
        event = _event(claim, said)
        named = [other for delay, other in known if other and same(said, delay)]
        if event and named and not any(event.agrees(other) for other in named):
            yield Failure("date_not_in_source", claim.shown(event))


def _starts(source: Reading, claim: Reading) -> Iterator[Failure]:
    """Yield the events that something counts from, a delay or not, and that the source does not name at all."""
    for event in starts(claim.flat):
        if not event.named_in(source.roots):
            yield Failure("date_not_in_source", claim.shown(event))


def _delays(reading: Reading) -> list[Quantity]:
    return [quantity for quantity in reading.quantities if quantity.dimension in _TIME]


def _event(reading: Reading, delay: Quantity) -> Event | None:
    start, end = clause_around(reading.flat, delay)
    alone = not any(start <= other.start < end for other in _delays(reading) if other is not delay)
    return event_of(reading.flat, delay, alone=alone)
