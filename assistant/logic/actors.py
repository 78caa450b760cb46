"""Who acts: an action stays with its actor."""

from collections.abc import Iterator, Sequence

from assistant.logic.reading import Known, Sentence, nearest
from assistant.logic.words import BREAKS, Mark
from assistant.types import Failure

_ALIKE = 0.4
_DETERMINERS = frozenset("le la les l' un une votre son leur et que qu' chaque tout toute ce cet cette".split())
_OF = frozenset(["de", "du", "des", "d'", "qui", "dont"])
_BEING = frozenset("est sont etes suis sera seront serez ete soit soient etait".split())
_LIGHT = frozenset(["prendre", "fait", "effectu", "proced", "rend", "don"])
"""These verbs leave the action to their object: "prend la décision"."""
_ACTION_WITHIN = 9
_PASSIVE_WITHIN = 4


def actor_swapped(evidence: Sequence[Known], claim: Sentence) -> Iterator[Failure]:
    """Catch an action given to another than who does it: "La CAF décide" for "La commission décide".

    Let pass an action that no known actor does in the nearest sentences, and two names of one kind of actor.
    """
    theirs: dict[str, set[str]] = {}
    for sentence in nearest(evidence, _ALIKE):
        for action, actor, _ in _deeds(sentence):
            theirs.setdefault(action, set()).add(actor)
    for action, actor, text in _deeds(claim):
        if not any(_may_be_one(actor, other) for other in theirs.get(action, {actor})):
            yield Failure("not_supported", f"auteur différent : {text}")


def _may_be_one(one: str, other: str) -> bool:
    return one == other or "office" in (one, other)


def _deeds(sentence: Sentence) -> Iterator[tuple[str, str, str]]:
    """Give (action, kind of actor, as it is written) for actors that open a clause, and for agents after "par"."""
    for mark in sentence.marked("actor"):
        if _opens_clause(sentence, mark):
            starts = [mark.end, *_second_verbs(sentence, mark.end)]
            actions = [_action_after(sentence, start) for start in starts]
        else:
            actions = [_action_before(sentence, mark)]
        yield from ((action, mark.sense.name, sentence.text(mark)) for action in actions if action)


def _second_verbs(sentence: Sentence, start: int) -> Iterator[int]:
    """Give the places after "et" where a verb with the same actor may stand: "un agent vérifie et décide"."""
    for at in range(start, len(sentence.words) - 1):
        if sentence.words[at].text in BREAKS:
            return
        if sentence.words[at].text == "et" and sentence.words[at + 1].meaning:
            yield at + 1


def _opens_clause(sentence: Sentence, mark: Mark) -> bool:
    """Whether only a determiner stands between the start of a clause and the actor."""
    at = _without_determiners(sentence, mark.start - 1)
    return at < 0 or sentence.words[at].text in BREAKS


def _without_determiners(sentence: Sentence, at: int) -> int:
    while at >= 0 and sentence.words[at].text in _DETERMINERS:
        at -= 1
    return at


def _action_after(sentence: Sentence, start: int) -> str:
    """Return the first word with a meaning after the actor and its complement: "le maire de la commune décide".

    What "est" or "sont" precedes is done to the actor, or said of it: none of its actions.
    """
    of = False
    for word in sentence.words[start : start + _ACTION_WITHIN]:
        if word.text in BREAKS or word.text in _BEING:
            break
        if word.meaning and not of and word.meaning.name not in _LIGHT:
            return word.meaning.name
        of = word.text in _OF or (of and not word.meaning)
    return ""


def _action_before(sentence: Sentence, mark: Mark) -> str:
    """Return the word with a meaning just before "par l'actor"."""
    at = _without_determiners(sentence, mark.start - 1)
    if at < 1 or sentence.words[at].text != "par":
        return ""
    before = reversed(sentence.words[max(0, at - _PASSIVE_WITHIN) : at])
    actions = (word.meaning.name for word in before if word.meaning)
    return next((action for action in actions if action not in _LIGHT), "")
