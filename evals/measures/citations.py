"""Do the citations hold what is said, all of it, and nothing that is not needed?

As ALCE does it (princeton-nlp/ALCE, `eval.py`, compute_autoais): first a mean over the sentences of an answer, then
over answers. φ is a verifier. It is the one that filtered the answers of the guarded system: nuggets and exactness,
which do not use it, must be read beside these measures.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.guard.exact import quoted_exactly
from assistant.types import Verdict, Verifier
from evals.measures.intervals import Floats, ratio
from evals.measures.shown import Shown
from evals.measures.sums import Sums
from evals.types import Json

Pair = tuple[str, str]
"""Cited text, sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedSentence:
    """A sentence as φ reads it. `citations` counts those that it names, `relevant` those that it needs."""

    supported: bool
    citations: int
    relevant: int
    characters: int


class Remembering:
    """A verifier that reads no pair twice, and each run of pairs in one call."""

    def __init__(self, verifier: Verifier) -> None:
        self.name = verifier.name
        self._verifier = verifier
        self._known: dict[Pair, Verdict] = {}

    def verify(self, pairs: Sequence[Pair], /) -> list[Verdict]:
        """Return one verdict per pair, in the order given."""
        new = [pair for pair in dict.fromkeys(pairs) if pair not in self._known]
        if new:
            self._known.update(zip(new, self._verifier.verify(new), strict=True))
        return [self._known[pair] for pair in pairs]

    def supports(self, pair: Pair) -> bool:
        """Whether the text holds the sentence."""
        return self.verify([pair])[0].supported


def judged(answers: Mapping[str, Shown], verifier: Verifier) -> dict[str, list[CitedSentence]]:
    """Return the sentences of each answer, judged in three calls of the verifier at most."""
    phi = Remembering(verifier)
    everything = [(sentence, answer.quotes(sentence)) for answer in answers.values() for sentence in answer.sentences]
    phi.verify([_pair(quotes, sentence) for sentence, quotes in everything if _to_read(sentence, quotes)])
    several = [(s, quotes) for s, quotes in everything if len(quotes) > 1 and _supported(s, quotes, phi)]
    alone = [_pair([quote], sentence) for sentence, quotes in several for quote in quotes]
    without = [_pair(rest, sentence) for sentence, quotes in several for rest in _each_removed(quotes)]
    phi.verify(alone)
    phi.verify([pair for pair, other in zip(without, alone, strict=True) if not phi.supports(other)])
    return {
        case: [_judged(sentence, answer.quotes(sentence), phi) for sentence in answer.sentences]
        for case, answer in answers.items()
    }


def citation_recall(sentences: Sequence[CitedSentence]) -> float | None:
    """Sentences that all their citations together support / sentences (ALCE). None where nothing is said.

    A sentence without citation, or with one that leads nowhere, is not supported. A quotation that stands in what it
    cites is supported by construction, and not read by φ.
    """
    return sum(sentence.supported for sentence in sentences) / len(sentences) if sentences else None


def citation_precision(sentences: Sequence[CitedSentence]) -> float | None:
    """Citations of supported sentences that are not irrelevant / all citations; 0 where nothing is cited (ALCE).

    A citation is irrelevant if it does not support the sentence alone, and the others do without it. None where nothing
    is said.
    """
    if not sentences:
        return None
    citations = sum(sentence.citations for sentence in sentences)
    return sum(sentence.relevant for sentence in sentences) / citations if citations else 0.0


def citation_length(sentences: Sequence[CitedSentence]) -> float | None:
    """Characters cited / sentences: citing a whole page is a perfect recall that helps nobody. None if nothing said."""
    return sum(sentence.characters for sentence in sentences) / len(sentences) if sentences else None


def citation_f1(sums: Sums) -> Floats:
    """Harmonic mean of mean recall and mean precision over answers; 0 where nothing is answered (Trust-Eval).

    With r and p their sums over n answers, 2 (r/n) (p/n) / (r/n + p/n) = 2rp / n(r + p), and n ≥ r: 0 / 0 only where
    nothing is supported.
    """
    product, total = 2 * sums.recall * sums.precision, sums.answered * (sums.recall + sums.precision)
    return np.nan_to_num(ratio(product, total))


def _judged(sentence: Json, quotes: Sequence[str], phi: Remembering) -> CitedSentence:
    supported = _supported(sentence, quotes, phi)
    if len(quotes) > 1 and supported:
        relevant = sum(
            phi.supports(_pair([quote], sentence)) or not phi.supports(_pair(rest, sentence))
            for quote, rest in zip(quotes, _each_removed(quotes), strict=True)
        )
    else:
        relevant = len(quotes) if supported else 0
    return CitedSentence(
        supported=supported,
        citations=len(set(sentence["citations"])),
        relevant=relevant,
        characters=sum(map(len, quotes)),
    )


def _supported(sentence: Json, quotes: Sequence[str], phi: Remembering) -> bool:
    if _to_read(sentence, quotes):
        return phi.supports(_pair(quotes, sentence))
    return bool(quotes)


def _to_read(sentence: Json, quotes: Sequence[str]) -> bool:
    """Whether φ is needed: something is cited, and the sentence is not a quotation of it."""
    return bool(quotes) and not (
        sentence["origin"] == "quote" and any(quoted_exactly(sentence["text"], quote) for quote in quotes)
    )


def _each_removed(quotes: Sequence[str]) -> Iterable[list[str]]:
    """Yield what remains of the citations without the first, without the second…"""
    return ([*quotes[:at], *quotes[at + 1 :]] for at in range(len(quotes)))


def _pair(quotes: Sequence[str], sentence: Json) -> Pair:
    return "\n".join(quotes), sentence["text"]
