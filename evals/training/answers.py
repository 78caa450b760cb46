"""Pairs of a text and a question: does the text answer it? Each question with its answer, then with texts that fail."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from random import Random
from typing import NamedTuple

from evals.training.asked import AGE, AMOUNT, QUESTIONS, TIME
from evals.training.lexicon import plainer
from evals.training.questions import Question, questions_of
from evals.training.source import Excerpt, long_words
from evals.training.subject import subject_of
from evals.training.typed import typed

_WORDINGS = 2
"""Of each question that has several, with another window of the same answer."""

_MISSES = (1, 2)
"""Texts that fail, for each that answers: one and a half."""

_ALIKE = 0.45
"""Share of the words of an answer above which another text is left out."""

_WEIGHTS = {"removed": 8, "without": 8, "section": 4, "sibling": 2, "dressed": 1}
"""How likely each kind of failing text is tried first; those that lack what is asked are few, and the hardest."""

_EASY = 0.15
"""Of questions have a failing text of any sheet among their own."""


class Answered(NamedTuple):
    """`label` is 1 where the text answers the question; `kind` says how the question, or the failing text, was made."""

    text: str
    question: str
    label: int
    kind: str
    document: str


def answers_of(
    sheet: Sequence[Excerpt], siblings: Sequence[Excerpt], strange: Sequence[Excerpt], rng: Random
) -> Iterator[Answered]:
    """Yield the pairs of one sheet; `siblings` are excerpts of near sheets, `strange` of any sheet."""
    questions = [question for _ in range(_WORDINGS) for question in questions_of(sheet, rng)]
    for question in questions:
        words = plainer(question.words, rng, 0.5) if rng.random() < 0.5 else question.words
        words = typed(words, rng)
        document = sheet[0].document.id
        text = _written(question.excerpt, question.first, question.last)
        yield Answered(text, words, 1, question.kind, document)
        for kind, text in _misses(question, sheet, siblings, strange, rng):
            yield Answered(text, words, 0, kind, document)
    yield from _absent(sheet, rng)


def _misses(
    question: Question, sheet: Sequence[Excerpt], siblings: Sequence[Excerpt], strange: Sequence[Excerpt], rng: Random
) -> Iterator[tuple[str, str]]:
    """Yield one or two texts that do not answer: most of the time of the hard kinds."""
    makers: list[tuple[str, Callable[[], str | None]]] = [
        ("section", partial(_elsewhere, question, sheet, rng)),
        ("sibling", partial(_sibling, question, siblings, rng)),
        ("dressed", partial(_dressed, question, siblings, rng)),
        ("removed", partial(_removed, question)),
        ("without", partial(_without, question, sheet, rng)),
    ]
    makers.sort(key=lambda maker: rng.random() ** (1 / _WEIGHTS[maker[0]]), reverse=True)
    if rng.random() < _EASY:
        makers.insert(0, ("random", lambda: _some(rng.choice(strange), rng)))
    made = ((kind, text) for kind, make in makers if (text := make()))
    for _, pair in zip(range(rng.choice(_MISSES)), made, strict=False):
        yield pair


def _written(excerpt: Excerpt, first: int, last: int) -> str:
    return f"{excerpt.heading}\n{excerpt.window(first, last)}"


def _some(excerpt: Excerpt, rng: Random) -> str:
    first = rng.randrange(len(excerpt.sentences))
    return _written(excerpt, first, min(len(excerpt.sentences), first + rng.randint(1, 4)))


def _elsewhere(question: Question, sheet: Sequence[Excerpt], rng: Random) -> str | None:
    """Return a text of another section of the sheet that cannot answer."""
    return _hardest(question, [one for one in sheet if _cannot(question, one)], rng)


def _cannot(question: Question, excerpt: Excerpt) -> bool:
    if excerpt.section in question.sections or (question.introduced and not excerpt.section):
        return False
    return not (question.shown and question.shown.search(excerpt.whole)) and not _alike(question, excerpt)


def _alike(question: Question, other: Excerpt) -> bool:
    """Whether an excerpt says much of what the answer says: it may answer too."""
    telling = question.telling
    return len(telling & other.long_words) > _ALIKE * len(telling)


def _without(question: Question, sheet: Sequence[Excerpt], rng: Random) -> str | None:
    """Return a text near the answer that lacks what is asked."""
    shown = question.shown
    if shown is None:
        return None
    near = [one for one in sheet if one.section[:-1] == question.excerpt.section[:-1]]
    kept = [one for one in near if not shown.search(one.whole)]
    return _some(rng.choice(kept), rng) if kept else None


def _sibling(question: Question, siblings: Sequence[Excerpt], rng: Random) -> str | None:
    """Return a text of a near sheet, under a heading of the same name where there is one."""
    own = question.excerpt.document.title
    kept = [one for one in siblings if one.document.title != own and not _alike(question, one)]
    named = [one for one in kept if one.section and one.section[-1:] == question.excerpt.section[-1:]]
    return _hardest(question, named or kept, rng)


def _hardest(question: Question, kept: Sequence[Excerpt], rng: Random) -> str | None:
    """Return a text of a few at random: the one that shares most words with the question."""
    if not kept:
        return None
    words = long_words(question.words)
    return _some(max(rng.sample(kept, min(len(kept), 4)), key=lambda one: len(words & one.long_words)), rng)


def _dressed(question: Question, siblings: Sequence[Excerpt], rng: Random) -> str | None:
    """Return a text of a near sheet under the heading of the answer: a heading promises, it does not answer."""
    text = _sibling(question, siblings, rng)
    return None if text is None else "\n".join((question.excerpt.heading, text.split("\n", 1)[1]))


def _removed(question: Question) -> str | None:
    """Return the passage of the answer less the sentences that show what is asked."""
    excerpt, shown = question.excerpt, question.shown
    if shown is None:
        return None
    kept = [said for said in excerpt.sentences if not shown.search(said)]
    if len(" ".join(kept)) < 50:
        return None
    return "\n".join((excerpt.heading, *kept[:4]))


_MEASURES = (
    ("cost", AMOUNT),
    ("amount", AMOUNT),
    ("delay", TIME),
    ("duration", TIME),
    ("validity", TIME),
    ("age", AGE),
)


def _absent(sheet: Sequence[Excerpt], rng: Random) -> Iterator[Answered]:
    """Yield a question of amount, of time or of age that nothing in the sheet can answer."""
    subject = subject_of(sheet[0].document.title, sheet[0].text)
    kind, shown = rng.choice(_MEASURES)
    if subject is None or not subject.du or any(shown.search(one.whole) for one in sheet):
        return
    asked = next(one for one in QUESTIONS if one.kind == kind)
    words = typed(subject.put(rng.choice(asked.templates)), rng)
    for excerpt in rng.sample(sheet, min(len(sheet), 2)):
        yield Answered(_some(excerpt, rng), words, 0, f"absent:{kind}", excerpt.document.id)
