"""The guard's layer of logic: what changes the force of a rule, found by rules over words and never by a model.

Precision first: what these rules let pass, the layer of meaning still reads; a good sentence they drop is lost.
"""

from collections.abc import Callable, Iterator, Sequence

from assistant.logic.actors import actor_swapped
from assistant.logic.conditions import (
    condition_added,
    condition_dropped,
    condition_ordered,
    part_dropped,
    vague_dropped,
)
from assistant.logic.contrast import contrary_taken
from assistant.logic.exceptions import exception_added, exception_turned
from assistant.logic.modality import freedom_added, modality
from assistant.logic.order import order_swapped
from assistant.logic.polarity import condition_turned, polarity
from assistant.logic.quantity import all_added, all_for_some, always_added, bound_dropped, only_added
from assistant.logic.reading import Known, Sentence, compare, read
from assistant.types import Failure

Rule = Callable[[Sequence[Known], Sentence], Iterator[Failure]]

RULES: tuple[Rule, ...] = (
    polarity,
    condition_turned,
    modality,
    freedom_added,
    only_added,
    always_added,
    all_for_some,
    exception_added,
    exception_turned,
    condition_added,
    all_added,
    condition_dropped,
    condition_ordered,
    vague_dropped,
    part_dropped,
    bound_dropped,
    actor_swapped,
    order_swapped,
    contrary_taken,
)


def logic(evidence: str, sentence: str) -> list[Failure]:
    """Return what the sentence changes of the rules that the evidence states, each failure once."""
    found: dict[Failure, None] = {}
    for claim in read(sentence):
        known = compare(claim, read(evidence))
        found |= {failure: None for rule in RULES for failure in rule(known, claim)}
    return list(found)
