"""Pairs of a text and a claim: does the text support the claim? Each rewording beside its altered twin."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from random import Random
from typing import NamedTuple

from evals.training.alter import ALTERATIONS, Alteration, condition_of
from evals.training.claims import Statement, statements
from evals.training.french import lower_first, upper_first
from evals.training.reword import reword
from evals.training.source import Excerpt

_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+")


class Pair(NamedTuple):
    """`label` is 1 where the text supports the claim; `kind` says how the claim was made."""

    text: str
    claim: str
    label: int
    kind: str
    document: str


class Twin(NamedTuple):
    """Two statements that differ by one fact; `fair` as for an alteration."""

    kind: str
    true: str
    false: str
    fair: bool


def content_words(text: str) -> set[str]:
    """Return the words of some length, cut to their first letters: enough to compare two sentences."""
    return {word[:6] for word in _WORD.findall(text.lower()) if len(word) > 3 or word.isdigit()}


def containment(claim: str, text: str) -> float:
    """Return the share of the words of a claim that its text holds."""
    words = content_words(claim)
    return len(words & content_words(text)) / len(words) if words else 0.0


def may_tell(text: str, claim: str) -> bool:
    """Whether a text may well say what a claim of another text says: words decide, and err on the safe side."""
    new_number = set(_NUMBER.findall(claim)) - set(_NUMBER.findall(text))
    return containment(claim, text) > (0.75 if new_number else 0.45)


def pairs_of(excerpt: Excerpt, near: Sequence[Excerpt], rng: Random) -> Iterator[Pair]:
    """Yield pairs of one excerpt; `near` are excerpts on the same subject, of the same document or of others."""
    found = statements(excerpt)
    for statement in rng.sample(found, min(len(found), 3)):
        text = _text(excerpt, statement, rng)
        twin = next(_twins(statement, text, near, rng), None)
        if twin:
            yield from _told(twin, statement, text, excerpt.document.id, rng)
        if rng.random() < 0.15:
            yield from _foreign(excerpt, text, near, rng)


def _text(excerpt: Excerpt, statement: Statement, rng: Random) -> str:
    """Return one to four sentences that hold the statement; half of the time after the title and the heading."""
    more = rng.randint(0, max(0, 4 - (statement.last - statement.first)))
    before = rng.randint(0, more)
    first = max(0, statement.first - before)
    body = excerpt.window(first, min(len(excerpt.sentences), statement.last + more - before))
    return f"{excerpt.heading}\n{body}" if rng.random() < 0.5 else body


def _told(twin: Twin, statement: Statement, text: str, document: str, rng: Random) -> Iterator[Pair]:
    """Yield a twin as two pairs; one time in two it is the text that is altered, so that claims alone tell nothing."""
    steps = 0 if rng.random() < 0.1 else rng.randint(1, 4)
    seed = rng.random()
    true, false = (reword(words, Random(seed), steps=steps) for words in (twin.true, twin.false))
    if true == false:
        return
    kind = f"{'reworded' if steps else 'copy'}:{twin.kind}"
    exact = statement.whole and twin.true == statement.text and text.count(statement.text) == 1
    if not (exact and rng.random() < 0.5):
        yield Pair(text, true, 1, kind, document)
        yield Pair(text, false, 0, twin.kind, document)
        return
    told = text.replace(statement.text, twin.false)
    yield Pair(told, false, 1, kind, document)
    if twin.fair:
        yield Pair(told, true, 0, twin.kind, document)


def _twins(statement: Statement, text: str, near: Sequence[Excerpt], rng: Random) -> Iterator[Twin]:
    """Yield twins of a statement, in a random order of kinds."""
    around = text.replace(statement.text, " ")
    makers: list[tuple[float, Callable[[], Twin | None]]] = [
        (rng.random() ** (1 / one.weight), partial(_by_rule, one, statement, around, rng)) for one in ALTERATIONS
    ]
    makers.append((rng.random() ** (1 / 5), partial(_with_addition, statement, text, near, rng)))
    makers.append((rng.random() ** (1 / 3), partial(_with_condition, statement, text, near, rng)))
    for _, make in sorted(makers, key=lambda maker: maker[0], reverse=True):
        if twin := make():
            yield twin


def _by_rule(one: Alteration, statement: Statement, around: str, rng: Random) -> Twin | None:
    false = one.alter(statement.text, around, rng)
    if not false or false == statement.text or len(false) < 20:
        return None
    return Twin(one.kind, statement.text, false, one.fair)


def _with_addition(statement: Statement, text: str, near: Sequence[Excerpt], rng: Random) -> Twin | None:
    """Join a second statement: one of the text for the true twin, one from elsewhere for the false."""
    own = [line for line in text.split("\n")[1:] if _joinable(line) and line not in statement.text]
    others = (one.text for other in rng.sample(near, len(near)) for one in statements(other) if one.whole)
    other = next((said for said in others if _joinable(said) and not may_tell(text, said)), None)
    if other is None or len(statement.text) > 160:
        return None
    joint = rng.choice((", et ", " et ", " ; ", ". "))
    cased = upper_first if joint == ". " else lower_first
    stem = statement.text.rstrip(".")
    true = f"{stem}{joint}{cased(rng.choice(own))}" if own else statement.text
    return Twin("addition", true, f"{stem}{joint}{cased(other)}", fair=False)


def _joinable(line: str) -> bool:
    return 25 < len(line) < 150 and line.endswith(".") and line[0].isupper()


def _with_condition(statement: Statement, text: str, near: Sequence[Excerpt], rng: Random) -> Twin | None:
    """Add a condition that the text does not set."""
    if condition_of(statement.text):
        return None
    for other in rng.sample(near, len(near)):
        for condition in filter(None, map(condition_of, other.sentences)):
            if containment(condition, text) < 0.5:
                return Twin("condition_added", statement.text, f"{statement.text.rstrip('.')} {condition}.", fair=True)
    return None


def _foreign(excerpt: Excerpt, text: str, near: Sequence[Excerpt], rng: Random) -> Iterator[Pair]:
    """Yield a whole claim that the text does not hold: of another section of the sheet, or with a number of its own.

    Near sheets repeat each other in other words, which words cannot tell from a new fact.
    """
    inside = [other for other in near if other.document.id == excerpt.document.id and other.section != excerpt.section]
    others = [one.text for other in inside if other.section and excerpt.section for one in statements(other)]
    others += [one.text for other in near for one in statements(other) if not _numbers(one.text) <= _numbers(text)]
    new = (said for said in others if not may_tell(text, said))
    fit = sorted(new, key=partial(containment, text=text), reverse=True)
    if fit:
        claim = reword(rng.choice(fit[:3]), rng, steps=rng.randint(0, 3))
        yield Pair(text, claim, 0, "neighbour", excerpt.document.id)


def _numbers(text: str) -> set[str]:
    return set(_NUMBER.findall(text))
