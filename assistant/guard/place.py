"""Whether a value of the source goes there with the words that a sentence gives it, or with others.

"L'enfant paie 12 €" holds no value that "L'adulte paie 12 €, l'enfant paie 8 €" does not hold.
"""

from collections.abc import Iterator, Sequence
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

_MOST_VALUES = 12
"""Of a sentence; one with more is a table, which no clause says better than another."""


def misplaced(source: Reading, claim: Reading) -> Iterator[Failure]:
    """Yield the values that the source holds in a clause, while another clause says the sentence with another value."""
    if len(claim.values) > _MOST_VALUES:
        return
    for sentence in claim.segments:
        for said in sentence.values:
            others = [value for value in sentence.values if value is not said]
            if _Place(source, claim, sentence, said, others).is_taken():
                yield Failure(_kind(said), claim.shown(said))


@dataclass(frozen=True, slots=True)
class _Place:
    """A value of a sentence, to be looked for in the clauses of the source; `others` are those of the same sentence."""

    source: Reading
    claim: Reading
    sentence: Segment
    said: Value
    others: Sequence[Value]

    def is_taken(self) -> bool:
        """Whether a clause that has another such value says the sentence better than all that hold this one.

        Clauses are compared with clauses; a whole list, which holds more words, with anything.
        """
        held, rivals = [], []
        for segment in self.source.segments:
            if any(same(self.said, known) for known in segment.values):
                held.append(segment)
            elif self._has_another(segment):
                rivals.append(segment)
        if not held or not rivals:
            return False
        best_clause = max((self._likeness(segment) for segment in held if not segment.whole), default=0)
        best = max(map(self._likeness, held))
        return any(self._better(self._likeness(segment), best if segment.whole else best_clause) for segment in rivals)

    def _has_another(self, segment: Segment) -> bool:
        """Whether a clause has a value of the same sort, which the sentence does not say too."""
        return any(
            alike(self.said, known) and not any(same(other, known) for other in self.others) for known in segment.values
        )

    def _likeness(self, segment: Segment) -> int:
        """Return how much of the sentence a clause of the source holds, in words; a limit turned round takes away."""
        kept = sum(self._best_meeting(other, segment) for other in self.others)
        return len(self.sentence.stems & segment.stems) + _VALUE * kept

    def _best_meeting(self, other: Value, segment: Segment) -> int:
        found = [self._meets(other, known) for known in segment.values]
        return max(filter(None, found), default=0)

    def _meets(self, said: Value, known: Value) -> int:
        """Return 1 for the same value, -1 where it is limited the other way, 0 for another value."""
        if not same(said, known):
            return 0
        one, other = limit_of(self.claim.flat, said), limit_of(self.source.flat, known)
        return -1 if one and other and opposed(one, other, denied=False) else 1

    def _better(self, rival: int, held: int) -> bool:
        whole = len(self.sentence.stems) + _VALUE * len(self.others)
        return held < rival == whole or (rival >= _CLOSE * whole and rival - held >= _MARGIN)


def _kind(value: Value) -> FailureKind:
    match value:
        case Reference():
            return "legal_reference_not_in_source"
        case Date():
            return "date_not_in_source"
        case Quantity():
            return "number_not_in_source"
