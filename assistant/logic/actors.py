"""Who acts, before whom, at whose cost: an action stays with its actor."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from assistant.logic.reading import Known, Sentence, Word, nearest
from assistant.logic.words import BEING, BREAKS, Mark, words_of
from assistant.types import Failure

_ALIKE = 0.2
_BEFORE_SUBJECT = frozenset(
    """le la les l' un une des votre son sa ses leur et que qu' chaque tout toute ce cet cette c' est puis ensuite enfin
    donc alors aussi""".split()
)
_OF = frozenset("de du des d' dont en au aux aa avec sans sous sur pour dans chez".split())
_LIGHT = frozenset(["prendre", "faire", "effectu", "proced", "rend", "don"])
"""These verbs leave the action to their object: "prend la décision"."""
_NO_DEED = frozenset(["concern", "vis", "prévoir", "mention", "couvr"])
"""What a rule says of its subject is nobody's deed: "concerné par la réduction"."""
_ADJECTIVES = ("eur", "eurs", "al", "aux", "if", "ifs", "aire", "aires", "el", "els", "ien", "iens")
"""What ends an adjective and no verb in the present: "l'agent instructeur vérifie"."""
_BOUND = frozenset("tenu tenue tenus tenues oblige obligee obliges obligees".split())
_NO_NAME = BREAKS | {"lequel", "laquelle", "lesquels", "lesquelles"}
_ANYONE = "office"
"""The kind of actor that any institution may be called by."""
_READER = "you"
"""Whom a text speaks to, "vous", and whoever asks for something."""
_READERS = frozenset("you employer worker owner tenant seller buyer parent child company association".split())
"""The kinds of actors that a text may speak to."""
_VERB_WITHIN = 9
_PASSIVE_WITHIN = 9
_NAME_WITHIN = 3
_NAMES_WITHIN = 12


_BE = BEING | {"etre"}


@dataclass(frozen=True, slots=True)
class Name:
    """Someone, as a sentence names them: a kind of actor, or the meaning of the head where the tables know no kind.

    `meanings` are those of the words that name them.
    """

    actor: str
    known: bool
    text: str
    meanings: Set[str]


@dataclass(frozen=True, slots=True)
class Deed:
    """An action and who has a part in it: "agent" who does it, "host" before whom, "payer" at whose cost."""

    action: str
    role: str
    who: Name


def actor_swapped(evidence: Sequence[Known], claim: Sentence) -> Iterator[Failure]:
    """Catch an action given to another than who does it: "La CAF décide" for "La commission décide".

    Let pass an action that nobody does in the nearest sentences, two names of one kind of actor, and "l'administration"
    for any of them.
    """
    theirs = _names(nearest(evidence, _ALIKE))
    present = {mark.sense.name for known in evidence for mark in known.sentence.marked("actor")}
    for deed, ours in _names([claim]).items():
        others = theirs.get(deed, ())
        if others and not any(_may_be_one(one, other, present) for one in ours for other in others):
            yield Failure("not_supported", f"auteur différent : {ours[0].text}")
            return


def _names(sentences: Sequence[Sentence]) -> dict[tuple[str, str], list[Name]]:
    """Return who has a part in each action, under the action and the part."""
    found: dict[tuple[str, str], list[Name]] = {}
    for sentence in sentences:
        for deed in _deeds(sentence):
            found.setdefault((deed.action, deed.role), []).append(deed.who)
    return found


def _may_be_one(ours: Name, theirs: Name, present: Set[str]) -> bool:
    """Whether both may name the same actor, given the kinds of actors that the evidence tells apart."""
    if ours.actor in (theirs.actor, _ANYONE):
        return True
    if _READER in (ours.actor, theirs.actor) and {ours.actor, theirs.actor} <= _READERS:
        return True
    if theirs.actor == _ANYONE:
        return ours.actor not in present
    return not (ours.known or theirs.known) and (ours.actor in theirs.meanings or theirs.actor in ours.meanings)


def _deeds(sentence: Sentence) -> Iterator[Deed]:
    """Give the deeds of actors that open a clause, and of whoever stands after "par", "auprès de", "à la charge de"."""
    for mark in sentence.marked("actor"):
        if _opens_clause(sentence, mark):
            for start in (mark.end, *_second_verbs(sentence, mark.end)):
                if action := _action_after(sentence, start):
                    yield Deed(action, "agent", _known(sentence, mark))
    for mark in sentence.marked("role"):
        if action := _action_before(sentence, mark.start):
            only_known = mark.sense.name == "recipient"
            role = "host" if only_known else mark.sense.name
            yield from (Deed(action, role, who) for who in _named(sentence, mark.end) if who.known or not only_known)


def _opens_clause(sentence: Sentence, mark: Mark) -> bool:
    """Whether only a determiner, or "c'est", stands between the start of a clause and the actor."""
    at = mark.start - 1
    while at >= 0 and sentence.words[at].text in _BEFORE_SUBJECT:
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

    What "est" or "peut être" precedes is done to the actor, or said of it: none of its actions.
    """
    of = False
    words = sentence.words[start : start + _VERB_WITHIN]
    for word, after in zip(words, [*words[1:], None], strict=False):
        if word.text in BREAKS or (word.text in _BE and not (after and after.text in _BOUND)):
            break
        if word.meaning and not of and word.meaning.name not in _LIGHT and not word.text.endswith(_ADJECTIVES):
            return word.meaning.name
        of = word.text in _OF or (of and not word.meaning)
    return ""


def _action_before(sentence: Sentence, end: int) -> str:
    """Return what is done, before "par": after "est" or "sont" where they are near, else the last word.

    Where that is a light verb, the action is its object: "la décision est prise par".
    """
    adverbs = words_of("manner", "adverb")
    before: list[Word] = []
    for word in reversed(sentence.words[max(0, end - _PASSIVE_WITHIN) : end]):
        if word.text in BREAKS:
            break
        if word.text in _BE:
            before.reverse()
        elif word.meaning and word.text not in adverbs:
            before.append(word)
    action = next((word.meaning.name for word in before if word.meaning and word.meaning.name not in _LIGHT), "")
    return "" if action in _NO_DEED else action


def _named(sentence: Sentence, start: int) -> Iterator[Name]:
    """Give who is named from this place on: "par le juge ou par les parties"."""
    stop = _end_of_names(sentence, start)
    first = next((w for w in sentence.words[start : start + _NAME_WITHIN] if w.meaning or w.text in _NO_NAME), None)
    if not first or not first.meaning or first.text in words_of("manner", "how"):
        return
    marks = [mark for mark in sentence.marked("actor") if start <= mark.start < stop]
    if not any(mark.start < start + _NAME_WITHIN for mark in marks):
        around = sentence.words[start : max(stop, start + _NAMES_WITHIN)]
        meanings = {word.meaning.name for word in around if word.meaning}
        yield Name(first.meaning.name, False, sentence.written([first]), meanings)
    yield from (_known(sentence, mark) for mark in marks)


def _known(sentence: Sentence, mark: Mark) -> Name:
    return Name(mark.sense.name, True, sentence.text(mark), frozenset())


def _end_of_names(sentence: Sentence, start: int) -> int:
    """Return where the names that follow each other with "et" and "ou" end."""
    end = start + _NAME_WITHIN
    for at in range(start, min(start + _NAMES_WITHIN, len(sentence.words))):
        if sentence.words[at].text in BREAKS:
            break
        if sentence.words[at].text in ("et", "ou"):
            end = at + 1 + _NAME_WITHIN
    return end
