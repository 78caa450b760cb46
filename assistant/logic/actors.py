"""Who acts, before whom, at whose cost: an action stays with its actor."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from assistant.logic.reading import Known, Sentence, nearest
from assistant.logic.words import BEING, BREAKS, Mark, words_of
from assistant.types import Failure

_ALIKE = 0.4
_DETERMINERS = frozenset(
    "le la les l' un une des votre son sa ses leur et que qu' chaque tout toute ce cet cette".split()
)
_OF = frozenset(["de", "du", "des", "d'", "qui", "dont"])
_LIGHT = frozenset(["prendre", "faire", "effectu", "proced", "rend", "don"])
"""These verbs leave the action to their object: "prend la décision"."""
_NO_DEED = frozenset(["concern", "vis", "prévoir", "mention", "couvr"])
"""What a rule says of its subject is nobody's deed: "concerné par la réduction"."""
_ANYONE = "office"
"""The kind of actor that any institution may be called by."""
_VERB_WITHIN = 9
_PASSIVE_WITHIN = 5
_NAME_WITHIN = 3
_NAMES_WITHIN = 12


@dataclass(frozen=True, slots=True)
class Deed:
    """An action and who has a part in it: "agent" who does it, "host" before whom, "payer" at whose cost.

    `actor` is a kind of actor, or the meaning of the name's head where the tables do not know it.
    """

    action: str
    role: str
    actor: str
    known: bool
    text: str


def actor_swapped(evidence: Sequence[Known], claim: Sentence) -> Iterator[Failure]:
    """Catch an action given to another than who does it: "La CAF décide" for "La commission décide".

    Let pass an action that nobody does in the nearest sentences, two names of one kind of actor, and two names that
    the tables do not know if the evidence has both.
    """
    near = nearest(evidence, _ALIKE)
    theirs: dict[tuple[str, str], list[Deed]] = {}
    for sentence in near:
        for deed in _deeds(sentence):
            theirs.setdefault((deed.action, deed.role), []).append(deed)
    spoken = {name for known in evidence for name in known.sentence.meanings}
    for deed in _deeds(claim):
        others = theirs.get((deed.action, deed.role), ())
        if others and not any(_may_be_one(deed, other, spoken) for other in others):
            yield Failure("not_supported", f"auteur différent : {deed.text}")
            return


def _may_be_one(one: Deed, other: Deed, spoken: Set[str]) -> bool:
    if one.actor == other.actor or _ANYONE in (one.actor, other.actor):
        return True
    if one.role == "recipient" and not (one.known and other.known):
        return True
    return not (one.known or other.known) and one.actor in spoken


def _deeds(sentence: Sentence) -> Iterator[Deed]:
    """Give the deeds of actors that open a clause, and of whoever stands after "par", "auprès de", "à la charge de"."""
    for mark in sentence.marked("actor"):
        if _opens_clause(sentence, mark):
            for start in (mark.end, *_second_verbs(sentence, mark.end)):
                if action := _action_after(sentence, start):
                    yield Deed(action, "agent", mark.sense.name, True, sentence.text(mark))
    for mark in sentence.marked("role"):
        if action := _action_before(sentence, mark.start):
            yield from (Deed(action, mark.sense.name, *who) for who in _named_after(sentence, mark.end))


def _opens_clause(sentence: Sentence, mark: Mark) -> bool:
    """Whether only a determiner stands between the start of a clause and the actor."""
    at = mark.start - 1
    while at >= 0 and sentence.words[at].text in _DETERMINERS:
        at -= 1
    return at < 0 or sentence.words[at].text in BREAKS


def _second_verbs(sentence: Sentence, start: int) -> Iterator[int]:
    """Give the places after "et" where a verb with the same actor may stand: "un agent vérifie et décide"."""
    for at in range(start, len(sentence.words) - 1):
        if sentence.words[at].text in BREAKS:
            return
        if sentence.words[at].text == "et" and sentence.words[at + 1].meaning:
            yield at + 1


def _action_after(sentence: Sentence, start: int) -> str:
    """Return the first word with a meaning after the actor and its complement: "le maire de la commune décide".

    What "est" or "sont" precedes is done to the actor, or said of it: none of its actions.
    """
    of = False
    for word in sentence.words[start : start + _VERB_WITHIN]:
        if word.text in BREAKS or word.text in BEING:
            break
        if word.meaning and not of and word.meaning.name not in _LIGHT:
            return word.meaning.name
        of = word.text in _OF or (of and not word.meaning)
    return ""


def _action_before(sentence: Sentence, end: int) -> str:
    """Return the last word with a meaning before "par"."""
    for word in reversed(sentence.words[max(0, end - _PASSIVE_WITHIN) : end]):
        if word.text in BREAKS:
            break
        if word.meaning and word.meaning.name not in _LIGHT:
            return "" if word.meaning.name in _NO_DEED else word.meaning.name
    return ""


def _named_after(sentence: Sentence, start: int) -> Iterator[tuple[str, bool, str]]:
    """Give who is named from this place on, "par le juge ou par les parties": actor, whether known, text."""
    known = [mark for mark in sentence.marked("actor") if start <= mark.start < _end_of_names(sentence, start)]
    yield from ((mark.sense.name, True, sentence.text(mark)) for mark in known)
    first = next((word for word in sentence.words[start : start + _NAME_WITHIN] if word.meaning), None)
    if not known and first and first.meaning and first.text not in words_of("manner", "how"):
        yield first.meaning.name, False, first.text


def _end_of_names(sentence: Sentence, start: int) -> int:
    """Return where the names that follow each other with "et" and "ou" end."""
    end = start + _NAME_WITHIN
    for at in range(start, min(start + _NAMES_WITHIN, len(sentence.words))):
        if sentence.words[at].text in BREAKS:
            break
        if sentence.words[at].text in ("et", "ou"):
            end = at + 1 + _NAME_WITHIN
    return end
