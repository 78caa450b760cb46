"""What other tools do: the best passages of a search, an order to cite them, and the model's words as they come.

No sentence is chosen, nothing is refused but by the model itself, nothing is verified.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import count

from assistant.ask import Asking
from assistant.quoting.quote import Quotation
from assistant.types import Answer, AnswerSentence, Citation, Message
from corpus.sentences import split
from corpus.types import Kind, Span
from index.fold import fold
from prompts.load import Prompt, load

_PASSAGES = 3
_LIMIT = 120
"""Tokens: a wording of Glose, and a little more since nothing holds it to be short."""

UNVERIFIED = 0.0
"""Support of a sentence that nobody read beside what it cites."""

_NUMBERS = r"\d+(?: ?(?:,|;|et) ?\d+)*"
# Each run of spaces or of stops is looked at once, from its beginning: a model may write thousands.
_CITED = rf"(?<!\s)\s*\[(?:(?:sources?|passages?|extraits?|documents?) )?{_NUMBERS}\]"
_REFERENCE = re.compile(_CITED, re.IGNORECASE)
_AFTER_THE_STOP = re.compile(rf"(?<![.!?…])([.!?…]++)((?:{_CITED})+)", re.IGNORECASE)
_MARK = re.compile(r"^\s*(?:[-–—•*#>]+|\d+[.)])\s+")
_LIST_OF_SOURCES = re.compile(r"\W*(?:sources?|references?|passages?)\W*")
_ENDS = re.compile(r"[.!?…\n]\s")

_NOT_KNOWN = re.compile(
    r"\bje ne (?:sais|connais|dispose|trouve|peux|suis pas (?:en mesure|capable))\b"
    r"|\bje n'ai (?:pas|aucune?)\b"
    r"|\b(?:passages?|sources?|extraits?|documents?|textes?|informations?)\b[^.]{0,30}"
    r" n(?:e |')\w+ (?:pas|aucune?|rien)\b"
    r"|\b(?:aucune information|il n'y a pas d'information|aucun des passages)\b"
    r"|\bi (?:do not|don't|cannot|can't|am not able to|am unable to)\b"
    r"|\b(?:passages?|sources?|documents?) (?:do|does) not\b"
)
_BUT = re.compile(r"\b(?:mais|cependant|toutefois|neanmoins|but|however)\b")


def prompt() -> Prompt:
    """Return the prompt in use."""
    return load("plain.v1")


class PlainAsking(Asking):
    """One question, answered so. A citation is a whole passage, under the number that the model was given."""

    def answers(self, kinds: Collection[Kind]) -> Iterator[Answer]:
        """Search, ask the model, take its words."""
        hits = self._searcher.search(self._question.text, top=_PASSAGES, kinds=kinds, per_document=_PASSAGES)
        self._mark("search")
        spans = [Quotation(hit=hit, span=Span(hit.passage.start, hit.passage.end)) for hit in hits]
        passages = [self._citation(number, span) for number, span in zip(count(1), spans, strict=False)]
        text = self._said(passages)
        if says_nothing(text):
            yield self._finish(outcome="abstained", reason="not_covered", message=text)
            return
        written = read(text, len(passages))
        cited = {number for sentence in written for number in sentence.citations}
        yield self._finish(
            outcome="answered", sentences=tuple(written), citations=tuple(p for p in passages if p.number in cited)
        )

    def _said(self, passages: Sequence[Citation]) -> str:
        self._generator = self._assistant.generator()
        if not (self._generator and passages):
            return ""
        numbered = "\n\n".join(f"[{p.number}] {p.source.title}\n{p.quote}" for p in passages)
        turns = prompt().filled(question=self._question.text, passages=numbered)
        sent = [Message(role, text) for role, text in turns]  # type: ignore[arg-type]
        said = ""
        for piece in self._generator.write(sent, grammar="", limit=_LIMIT):
            said += piece
            if "first_sentence" not in self._timings and _ENDS.search(said):
                self._mark("first_sentence")
        return said.strip()

    @property
    def _made_with(self) -> dict[str, object]:
        return {**super()._made_with, "verifier": "none", "prompts": [prompt().id]}


def says_nothing(text: str) -> bool:
    """Whether a text begins by saying that it does not know, or says nothing at all."""
    for sentence in read(text, 0):
        first = fold(sentence.text)
        found = _NOT_KNOWN.search(first)
        return bool(found and not _BUT.search(first, found.end()))
    return True


def read(text: str, passages: int) -> list[AnswerSentence]:
    """Cut free text into sentences, each with the passages that it cites, numbered from 1.

    The model is given the benefit of the doubt: a source listed at the end counts for each sentence without its own.
    """
    found: list[tuple[str, tuple[int, ...]]] = []
    listed: tuple[int, ...] = ()
    for line in text.split("\n"):
        for sentence, numbers in _sentences_of(line):
            cited = tuple(number for number in numbers if 1 <= number <= passages)
            if _LIST_OF_SOURCES.fullmatch(fold(sentence)):
                listed += cited
            else:
                found.append((sentence, cited))
    return [
        AnswerSentence(text=sentence, origin="written", citations=cited or listed, support=UNVERIFIED)
        for sentence, cited in found
    ]


def _sentences_of(line: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield the sentences of a line without their references, and the numbers these hold, each once."""
    line = _MARK.sub("", line).strip()
    if not _REFERENCE.match(line):
        # "…deux mois. [1] La suite": what follows the full stop belongs to the sentence that it ends.
        line = _AFTER_THE_STOP.sub(r"\2\1", line)
    for start, end in split(line):
        cited = "".join(_REFERENCE.findall(line[start:end]))
        numbers = [int(number) for number in re.findall(r"\d+", cited)]
        text = _REFERENCE.sub("", line[start:end]).strip()
        if re.search(r"\w", text):
            yield text, tuple(dict.fromkeys(numbers))
