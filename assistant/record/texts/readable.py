"""How easy a French text is to read: a published formula, then the sentences and the words that make it hard.

The formula is that of Kandel and Moles (1958), who fitted Flesch's to French. A word is what stands between two spaces,
an elided one counted with the next ("l'aide": 1 word); `syllables.py` says how syllables are counted.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.logic.words import marks_of, pieces
from assistant.record.texts.jargon import Jargon, jargon
from assistant.record.texts.syllables import syllables
from corpus.sentences import split

FORMULA = (
    "Kandel, L. et Moles, A. (1958), « Application de l'indice de Flesch à la langue française », Cahiers d'études de "
    "radio-télévision, n° 19, p. 253-274 : 207 − 1,015 × (mots ÷ phrases) − 73,6 × (syllabes ÷ mots)"
)
ENOUGH_WORDS = 100
"""Flesch's samples had 100 words: under that the score is only a hint."""

_LONG = 25
_PASSIVES = 2
_CONDITIONS = 2
_LEVELS = (
    (90, "très facile"),
    (80, "facile"),
    (70, "assez facile"),
    (60, "courant"),
    (50, "assez difficile"),
    (30, "difficile"),
)
"""Flesch's own scale."""

_WORD = re.compile(r"[^\W_]+(?:['’.,\-][^\W_]+)*")
_ELIDED = re.compile(r"\b(?:[ldjmtscn]|qu|jusqu|lorsqu|puisqu|quoiqu)['’]", re.IGNORECASE)
_BEING = (
    "est|sont|était|étaient|sera|seront|serait|seraient|soit|soient|être|étant"
    "|(?:a|ont|avait|aura|auront|ait|aient) été"
)
_PASSIVE = re.compile(
    rf"\b(?:{_BEING})(?: (?:pas|plus|jamais|ensuite|alors|aussi|donc|également|d'abord|\w+ment))?"
    r" (?P<participle>\w+(?:é|i|u|it|is|ert|aint|eint)e?s?)\b",
    re.IGNORECASE,
)
_NOT_PASSIVE = re.compile(
    r"(?:ven|deven|reven|parven|interven|surven|all|arriv|n|entr|rest|part|sort|mont|tomb|retourn|décéd|âg|situ|domicili"
    r"|divorc|mari|pacs|égal|parm|ainsi|auss|ic|lu|plu|aujourd'hu|gratu|suff)(?:é|i|u|it)?e?s?",
    re.IGNORECASE,
)
"""Participles of verbs that have "être" in their past, states of a person, and words that only look like one."""

Trouble = Literal["long", "passive", "conditions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class HardSentence:
    """A sentence to be written again; `advice` says in French what makes it hard and what to do, one per trouble."""

    text: str
    troubles: tuple[Trouble, ...]
    advice: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Readability:
    """What was measured on a text. `score` is `None` where there is no word; 100 is easy, and it may go below 0."""

    score: float | None
    level: str
    words: int
    sentences: int
    syllables: int
    hard: tuple[HardSentence, ...] = ()
    jargon: tuple[Jargon, ...] = ()

    @property
    def reliable(self) -> bool:
        """Whether there are enough words for the formula to mean something."""
        return self.words >= ENOUGH_WORDS


def readability(text: str) -> Readability:
    """Measure a text, a block a line, and point at what makes it hard."""
    sentences = [found for found in _sentences(text) if words(found)]
    counted = [word for sentence in sentences for word in words(sentence)]
    spoken = sum(map(syllables, counted))
    score = _score(len(counted), len(sentences), spoken) if counted else None
    hard = tuple(filter(None, map(_hard, sentences)))
    return Readability(
        score=score,
        level=_level(score),
        words=len(counted),
        sentences=len(sentences),
        syllables=spoken,
        hard=hard,
        jargon=jargon(text),
    )


def words(text: str) -> list[str]:
    """Return the words of a text as the formula counts them, without the elided ones."""
    return _WORD.findall(_ELIDED.sub("", text))


def _score(word_count: int, sentence_count: int, syllable_count: int) -> float:
    return round(207 - 1.015 * word_count / sentence_count - 73.6 * syllable_count / word_count, 1)


def _level(score: float | None) -> str:
    if score is None:
        return "rien à lire"
    return next((level for least, level in _LEVELS if score >= least), "très difficile")


def _sentences(text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield from (line[span.start : span.end] for span in split(line))


def _hard(sentence: str) -> HardSentence | None:
    advice = dict(_troubles(sentence))
    if not advice:
        return None
    return HardSentence(text=sentence, troubles=tuple(advice), advice=tuple(advice.values()))


def _troubles(sentence: str) -> Iterator[tuple[Trouble, str]]:
    if (length := len(words(sentence))) > _LONG:
        yield "long", f"{length} mots : coupez-la en deux ou trois phrases."
    if (passives := _passives(sentence)) >= _PASSIVES:
        yield "passive", f"{passives} verbes au passif : dites qui fait quoi."
    if (conditions := _conditions(sentence)) >= _CONDITIONS:
        yield "conditions", f"{conditions} conditions ou exceptions : présentez-les en liste."


def _passives(sentence: str) -> int:
    found = (match["participle"] for match in _PASSIVE.finditer(sentence.replace("’", "'")))
    return sum(not _NOT_PASSIVE.fullmatch(participle) for participle in found)


def _conditions(sentence: str) -> int:
    """Count the places where a condition or an exception starts; one that is both counts once."""
    marks = marks_of([piece.text for piece in pieces(sentence)])
    return len({mark.start for mark in marks if mark.sense.list in ("condition", "exception")})
