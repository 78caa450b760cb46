"""Finds the sentence of another document that contradicts what a choice was drafted from, however unlikely it seems."""

from collections.abc import Sequence

from assistant.quoting.quote import Candidate
from assistant.record.differing.stance import opposed, stance
from assistant.record.differing.told_apart import told_apart
from assistant.record.schema import Field

_OPPOSABLE = frozenset(("automation", "algorithm_type"))
"""Choices of which one value alone can be right: a decision may well concern people inside and outside."""


def against(
    field: Field, chosen: Sequence[Candidate], others: Sequence[Candidate], doubted: float
) -> tuple[Candidate, ...]:
    """Return the best sentence, if any, on the other side of a choice, in another document than its opponent.

    It fills nothing, so it is believed on less than what does: nobody writes by chance that a decision is automatic. On
    a type of algorithm, which another tool may have too, it must be as likely as what is shown as doubtful.
    """
    if field.key not in _OPPOSABLE:
        return ()
    sides = [(one, stance(field, one.hit.text)) for one in chosen]
    for other in sorted(others, key=lambda candidate: -candidate.score):
        if other in chosen or not _may_oppose(field, other, doubted):
            continue
        side = stance(field, other.hit.text)
        if any(opposed(own, side) and _are_apart(one, other) for one, own in sides):
            return (other,)
    return ()


def _may_oppose(field: Field, candidate: Candidate, doubted: float) -> bool:
    """Whether a sentence on the subject may be the other side."""
    return candidate.shows and (field.key == "automation" or bool(candidate.overlap and candidate.meaning >= doubted))


def _are_apart(one: Candidate, other: Candidate) -> bool:
    """Whether two sentences are of two documents, and of nothing that tells them apart."""
    return one.hit.passage.document != other.hit.passage.document and not told_apart(one.hit.text, other.hit.text)
