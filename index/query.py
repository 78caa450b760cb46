"""From a question to weighted stems: its own words, the words it meant to write, and their administrative names."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from index.lexicon import expand
from index.words import stem, surfaces

EXPANDED = 0.4
"""Weight of a word that the lexicon adds, beside 1 for a word of the question; measured in evals/LOG.md."""
CORRECTED = 0.9
"""Weight of a word that only looks like one of the library."""

_MOST_WORDS = 100
"""Words of a question that are read: a whole letter pasted in would be compared with the library word by word."""

_GLUED = ("qu", "l", "d", "j", "n", "s", "c", "m", "t")
"""Elided words that people type without the apostrophe: "lapl", "jai", "quil"."""


_SOUND_OF_K = frozenset("ckq")
"""First letters that are heard as one."""


@dataclass(frozen=True)
class Speller:
    """The words of the library, as they are written, with the number of passages that hold them.

    `real` tells other words of French: the library lacks most of them, and "fille" is no typing error of "ville".
    """

    known: Mapping[str, int]
    real: Callable[[str], bool] = field(default=lambda _: False)

    def correct(self, word: str) -> Sequence[str]:
        """Return the words of the library that a word stands for, the likeliest first; itself when it is known.

        Short words and numbers are left alone: one letter makes another word of them.
        """
        if word in self.known or len(word) < 4 or not word.isalpha():
            return [word]
        if self.real(word):
            return [word]
        for prefix in _GLUED:
            if word.startswith(prefix) and self.known.get(word[len(prefix) :], 0) > 1 and len(word) > len(prefix) + 2:
                return [word[len(prefix) :]]
        return self._nearest(word) or [word]

    def _nearest(self, word: str) -> Sequence[str]:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        limit = 1 if len(word) < 9 else 2
        found = process.extract(word, self._choices, scorer=OSA.distance, score_cutoff=limit, limit=20)
        near = [one for one in found if _begins_alike(word, one[0])]
        # The nearest, then the most frequent.
        ranked = sorted(near, key=lambda found: (found[1], found[0][0] != word[0], -self.known[found[0]]))
        return [choice for choice, _, _ in ranked[:2]]

    @cached_property
    def _choices(self) -> list[str]:
        return [word for word, times in self.known.items() if times > 1 and len(word) > 3 and word.isalpha()]


def _begins_alike(word: str, choice: str) -> bool:
    """Tell whether a typing error may have made a word of another: its first letter is rarely wrong.

    It may be missing, doubled by another key, turned with the next, or another sign of the same sound.
    """
    if word[0] == choice[0] or choice.endswith(word) or word.endswith(choice):
        return True
    return {word[0], choice[0]} <= _SOUND_OF_K or word[1::-1] == choice[:2]


@dataclass(frozen=True, slots=True)
class Query:
    """A question as search reads it. `own` are the stems of its own words, corrected; `weights` has the added ones too.

    `text` is the question with its typing errors corrected, for the embedder.
    """

    text: str
    own: tuple[str, ...]
    weights: Mapping[str, float]


def analyse(question: str, speller: Speller) -> Query:
    """Read a question: correct, expand, stem."""
    weights: dict[str, float] = {}
    own: list[str] = []
    corrected: list[str] = []
    changed = []
    typed = surfaces(question)[:_MOST_WORDS]
    for word in typed:
        choices = speller.correct(word)
        corrected.append(choices[0])
        for rank, choice in enumerate(choices):
            weight = 1.0 if choice == word else CORRECTED / (rank + 1)
            weights[stem(choice)] = max(weight, weights.get(stem(choice), 0))
        own.append(stem(choices[0]))
        if choices[0] != word:
            changed.append(choices[0])
    for word in (*expand(typed), *expand(corrected)):
        for part in surfaces(word):
            weights.setdefault(stem(part), EXPANDED)
    text = f"{question} ({' '.join(changed)})" if changed else question
    return Query(text, tuple(dict.fromkeys(own)), weights)
