"""The questions that a sheet answers, as far as rules can tell, each with the sentences that answer it."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from random import Random
from typing import NamedTuple

from evals.training.asked import QUESTIONS, Asked
from evals.training.factoids import factoid
from evals.training.french import lower_first, upper_first
from evals.training.source import Excerpt, long_words
from evals.training.subject import Subject, subject_of

_CASE = re.compile(r"^(?:Vous (?:êtes|avez|vivez) .{3,40}|À Paris|En Outre-mer|À l'étranger|En Alsace-Moselle)$")
_CASES = ("Cas général", "Vous ", "En ", "À ", "Pour ", "Autre", "Par ", "Sur ", "Si ", "Coronavirus", "Covid")
_UNFINISHED = re.compile(r"(?::|\bsuivante?s?\.?)\s*$")
_FACTOIDS = 5
_OWN_HEADINGS = 2
"""Questions of a sheet, at most: a long one would drown the others, and headings by their name all the rest."""


class Question(NamedTuple):
    """A question, sentences `first` to `last` (excluded) of the excerpt that answers it, and what tells other texts.

    `shown` is what an answer must hold; `introduced` says that the opening of the sheet may answer too; `sections` are
    those where an answer may stand.
    """

    kind: str
    words: str
    excerpt: Excerpt
    first: int
    last: int
    shown: re.Pattern[str] | None
    introduced: bool
    sections: frozenset[tuple[str, ...]]

    @property
    def telling(self) -> set[str]:
        """The words that the answer is told by."""
        return long_words(self.excerpt.window(self.first, self.last))


def questions_of(sheet: Sequence[Excerpt], rng: Random) -> list[Question]:
    """Return questions that a sheet answers; another call words them otherwise."""
    title = sheet[0].document.title
    if title.rstrip().endswith("?"):
        return list(_of_title(title, sheet, rng))
    subject = subject_of(title, sheet[0].text)
    if subject is None:
        return []
    facts = list(_of_sentences(subject, sheet, rng))
    own = list(_of_own_headings(subject, sheet, rng))
    found = list(_of_headings(subject, sheet, rng))
    return found + _some(facts, _FACTOIDS, rng) + _some(own, _OWN_HEADINGS, rng)


def _some(questions: list[Question], most: int, rng: Random) -> list[Question]:
    return rng.sample(questions, min(len(questions), most))


def _of_title(title: str, sheet: Sequence[Excerpt], rng: Random) -> Iterator[Question]:
    """Ask what the title asks: the opening of a short sheet answers it."""
    first = sheet[0]
    if len(sheet) > 14 or (first.section and not re.match(r"Oui|Non", first.sentences[0])):
        return
    window = _whole(first, 0, rng.randint(2, 4))
    if window and (re.match(r"(?:Oui|Non)\b", first.sentences[0]) or _shared(title, first.window(*window)) > 1):
        everywhere = frozenset(one.section for one in sheet)
        yield Question("title", title, first, *window, None, True, everywhere)


def _shared(title: str, text: str) -> int:
    words, said = ({word[:5] for word in re.findall(r"\w{5,}", one.lower())} for one in (title, text))
    return len(words & said)


def _of_headings(subject: Subject, sheet: Sequence[Excerpt], rng: Random) -> Iterator[Question]:
    """Ask what known headings announce, once for each case that they distinguish."""
    for asked in QUESTIONS:
        matched = [one for one in sheet if _announces(asked, one.section)]
        sections = frozenset(one.section for one in matched)
        split = len({_case(section) for section in sections}) > 1
        done: set[str] = set()
        for excerpt in matched:
            case = _case(excerpt.section)
            window = _answering(asked.shown, excerpt, rng)
            words = _worded(subject, asked, rng)
            if case in done or window is None or not words:
                continue
            done.add(case)
            own = frozenset(section for section in sections if not split or _case(section) in (case, ""))
            words = _with_case(words, case if split else "", rng)
            yield Question(f"heading:{asked.kind}", words, excerpt, *window, asked.shown, asked.introduced, own)


@lru_cache(maxsize=100_000)
def _announces(asked: Asked, section: tuple[str, ...]) -> bool:
    """Whether the last heading asks, or the one before a mere case."""
    last = section[-1:]
    if len(section) > 1 and (_CASE.match(section[-1]) or section[-1].startswith(_CASES)):
        last = section[-2:]
    return any(asked.heading.match(heading.strip()) for heading in last)


def _case(section: tuple[str, ...]) -> str:
    return next((heading for heading in reversed(section) if _CASE.match(heading)), "")


def _worded(subject: Subject, asked: Asked, rng: Random) -> str:
    """Word a question; a subject without a known article takes only what needs none."""
    free = [one for one in asked.templates if "pour {le}" in one or ("{nu}" in one and "{le}" not in one)]
    fit = asked.templates if subject.du else free
    return subject.put(rng.choice(fit)) if fit else ""


def _with_case(words: str, case: str, rng: Random) -> str:
    """Say for whom a question is asked."""
    if not case:
        return words
    said = case
    for vous, je in (("Vous êtes", "je suis"), ("Vous avez", "j'ai"), ("Vous vivez", "je vis")):
        said = said.replace(vous, je)
    before = f"{upper_first(said)}, {lower_first(words)}"
    return rng.choice((before, f"{words.rstrip(' ?')}, {lower_first(said)} ?"))


_OWN = (
    "{heading} : quelles sont les règles pour {le} ?", "{le}, qu'est-ce qui est prévu pour « {small} » ?",
    "que dit la règle sur {small} ({nu})", "{nu} : {small} ?", "je cherche une info sur {small} pour {le}",
)  # fmt: skip


def _of_own_headings(subject: Subject, sheet: Sequence[Excerpt], rng: Random) -> Iterator[Question]:
    """Ask about headings that are not known: as they ask it themselves, or by their name."""
    kept = [one for one in sheet if one.section and not any(_announces(asked, one.section) for asked in QUESTIONS)]
    for section in sorted({one.section for one in kept}):
        heading = section[-1].rstrip(" ?")
        excerpt = next(one for one in kept if one.section == section)
        window = _answering(None, excerpt, rng)
        if window is None or heading.startswith(_CASES) or not 8 <= len(heading) <= 60 or re.search(r"\d|:", heading):
            continue
        template = "{heading}, pour {le} ?" if section[-1].endswith("?") else rng.choice(_OWN)
        words = template.format(heading=heading, small=lower_first(heading), le=subject.le, nu=subject.nu)
        yield Question("heading:own", words, excerpt, *window, None, True, frozenset((section, section[:-1])))


def _answering(shown: re.Pattern[str] | None, excerpt: Excerpt, rng: Random) -> tuple[int, int] | None:
    """Return one to four sentences, or a few more, that show what is asked; the first ones where anything may."""
    number = len(excerpt.sentences)
    if shown is None:
        return _whole(excerpt, 0, rng.randint(2, 4)) if number > 1 or len(excerpt.sentences[0]) > 60 else None
    place = next((place for place in range(number) if shown.search(excerpt.sentences[place])), None)
    return None if place is None else _around(excerpt, place, rng)


def _around(excerpt: Excerpt, place: int, rng: Random) -> tuple[int, int] | None:
    more = rng.randint(0, 3)
    before = rng.randint(0, more)
    return _whole(excerpt, max(0, place - before), place + 1 + more - before)


def _whole(excerpt: Excerpt, first: int, last: int) -> tuple[int, int] | None:
    """Stretch a window that ends on a lead-in; None where nothing follows it."""
    last = min(last, len(excerpt.sentences))
    while _UNFINISHED.search(excerpt.sentences[last - 1]):
        if last == len(excerpt.sentences):
            return None
        last += 1
    return first, last


def _of_sentences(subject: Subject, sheet: Sequence[Excerpt], rng: Random) -> Iterator[Question]:
    """Ask what single sentences say."""
    for excerpt in sheet:
        if _case(excerpt.section):
            continue
        for place, sentence in enumerate(excerpt.sentences):
            asked = None if excerpt.lead(place) else factoid(subject, " ".join(sentence.split()), rng)
            window = _around(excerpt, place, rng) if asked else None
            if asked and window:
                own = frozenset((excerpt.section,))
                yield Question(f"fact:{asked.kind}", asked.words, excerpt, *window, asked.shown, True, own)
