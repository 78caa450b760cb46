"""An answer as its reader takes it: which sentences count, what they cite, whether there is an answer at all."""

from collections.abc import Mapping
from dataclasses import dataclass

from evals.types import Json

WORDS_ALONE = frozenset({"unguarded", "plain"})
"""Systems whose answer is what the model wrote: the quotations beside it are what it read, and not an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An answer of the contract, reduced to what is judged. `citations` are by number.

    `dropped` counts sentences, and `by_code` those written that needed no model.
    """

    answered: bool
    sentences: tuple[Json, ...]
    dropped: int
    by_code: int = 0
    citations: Mapping[int, Json]
    timings: Mapping[str, float]

    @property
    def text(self) -> str:
        """The sentences, one after the other, white space folded: where patterns are looked for."""
        return fold(" ".join(sentence["text"] for sentence in self.sentences))

    def quotes(self, sentence: Json) -> list[str]:
        """Return what a sentence cites, each citation once, in the order written; nothing if a number leads nowhere."""
        numbers = dict.fromkeys(sentence["citations"])
        resolved = self.citations.keys() >= numbers.keys()
        return [self.citations[number]["quote"] for number in numbers] if resolved else []


def shown(answer: Json, system: str) -> Shown:
    """Read the object of `glose ask --json`. `partial` is an answer; an answer without a sentence is an abstention."""
    origins = {"written"} if system in WORDS_ALONE else {"written", "quote"}
    sentences = tuple(sentence for sentence in answer["sentences"] if sentence["origin"] in origins)
    said = any(sentence["text"].strip() for sentence in sentences)
    return Shown(
        answered=answer["outcome"] != "abstained" and said,
        sentences=sentences,
        dropped=len(answer["dropped"]),
        by_code=answer.get("made_with", {}).get("by_code", 0),
        citations={citation["number"]: citation for citation in answer["citations"]},
        timings=answer["timings_ms"],
    )


def fold(text: str) -> str:
    """Return a text whose runs of white space, no-break spaces included, are one space."""
    return " ".join(text.split())
