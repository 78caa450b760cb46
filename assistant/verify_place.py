"""Whether a value of the source goes there with the words that a sentence gives it, or with others.

"L'enfant paie 12 €" holds no value that "L'adulte paie 12 €, l'enfant paie 8 €" does not hold.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.types import Failure, FailureKind
from assistant.values.alignment import Segment
from assistant.values.compare import Value, alike, same
from assistant.values.dates import Date
from assistant.values.law import Reference
from assistant.values.limits import limit_of, opposed
from assistant.values.quantities import Quantity
from assistant.values.reading import Reading

_CLOSE = 0.7
"""Share of a sentence that a clause holds, from which it may be what the sentence rewords."""

_MARGIN = 2
"""By how much it must then do better than the clauses that hold the value, in words."""

_VALUE = 2
"""How many words another value of the sentence is worth."""


def misplaced(source: Reading, claim: Reading) -> Iterator[Failure]:
    """Yield the values that the source holds in a clause, while another clause says the sentence with another value."""
    for sentence in claim.segments:
        for said in sentence.values:
            if _Place(source, claim, sentence, said).is_taken():
                yield Failure(_kind(said), claim.shown(said))


@dataclass(frozen=True, slots=True)
class _Place:
    """A value of a sentence, to be looked for in the clauses of the source."""

    source: Reading
    claim: Reading
    sentence: Segment
    said: Value

    def is_taken(self) -> bool:
        """Whether a clause that has another such value says the sentence better than all that hold this one.

        Clauses are compared with clauses; a whole list, which holds more words, with anything.
        """
        held = [segment for segment in self.source.segments if self._holds(segment, self.said)]
        rivals = [segment for segment in self.source.segments if segment not in held and self._has_another(segment)]
        if not held or not rivals:
            return False
        best_clause = max((self._likeness(segment) for segment in held if not segment.whole), default=0)
        best = max(map(self._likeness, held))
        return any(self._better(self._likeness(segment), best if segment.whole else best_clause) for segment in rivals)

    @property
    def _others(self) -> list[Value]:
        return [value for value in self.sentence.values if value is not self.said]

    def _holds(self, segment: Segment, value: Value) -> bool:
        return any(same(value, known) for known in segment.values)

    def _has_another(self, segment: Segment) -> bool:
        """Whether a clause has a value of the same sort, which the sentence does not say too."""
        return any(
            alike(self.said, known) and not any(same(other, known) for other in self._others)
            for known in segment.values
        )

    def _likeness(self, segment: Segment) -> int:
        """Return how much of the sentence a clause of the source holds, in words."""
        kept = sum(any(self._meets(other, known) for known in segment.values) for other in self._others)
        return len(self.sentence.stems & segment.stems) + _VALUE * kept

    def _meets(self, said: Value, known: Value) -> bool:
        """Whether a value is that of the source, and is not limited the other way."""
        if not same(said, known):
            return False
        one, other = limit_of(self.claim.flat, said), limit_of(self.source.flat, known)
        return not (one and other and opposed(one, other, denied=False))

    def _better(self, rival: int, held: int) -> bool:
        whole = len(self.sentence.stems) + _VALUE * len(self._others)
        return held < rival == whole or (rival >= _CLOSE * whole and rival - held >= _MARGIN)


def _kind(value: Value) -> FailureKind:
    match value:
        case Reference():
            return "legal_reference_not_in_source"
        case Date():
            return "date_not_in_source"
        case Quantity():
            return "number_not_in_source"
