"""What of the documents speaks of the subject of a request: a rulebook holds dozens of aids, and one is asked for."""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from assistant.orders import gives_orders
from assistant.quoting.needed import PRONOUN
from assistant.record.finding.beside import is_example
from assistant.record.finding.focus import ONE_SUBJECT, focus, naming_cells, title_of
from assistant.record.finding.rivals import Gender, Rivals
from assistant.record.finding.run_in import Label
from assistant.record.finding.subject import Subject, number_of, telling
from assistant.record.language import foreign_parts, is_french
from corpus.cut import cut
from corpus.types import Document, Passage, Sentence
from index.fold import fold
from index.search import Searcher
from index.words import words

Reach = Literal["subject", "general", "around"]
"""How far a sentence speaks of the subject.

`subject`: its section, its document or the sentence itself names it. `general`: a rule for all subjects of its
document. `around`: in a document on the subject, elsewhere than where it is named.
"""

_RELATED = 0.65
"""Likeness of a passage to a request that no word of it names, from which both are on one subject (evals/LOG.md)."""

_HALF = 0.5
_NEAR = 12
_FEWEST = 3
"""Words below which a line is a label, and no sentence."""

_EXAMPLE = re.compile(r"\W*ex(?:emples?)?\b[ .:\d]", re.IGNORECASE)

_GENERAL = re.compile(
    r"\b(?:generales?|generaux|generalites|communes?|contexte|presentation|preambule|introduction|objet|"
    r"expose des motifs|recours|contestations?|contentieux|contacts?|renseignements|donnees personnelles|"
    r"champ d'application|definitions?|textes de reference|visas?|delibere)\b"
)
"""Headings under which a rulebook says what holds for all that it rules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence that may be quoted. `folded` is what it says with its lead-in, `heading` what it stands under.

    `label` are the first words of its paragraph, where those are a heading in the line.
    """

    document: Document
    passage: Passage
    sentence: Sentence
    folded: str
    heading: str
    reach: Reach
    label: Label | None = None

    @property
    def key(self) -> tuple[str, int]:
        """The place of the sentence."""
        return self.document.id, self.sentence.start

    @property
    def place(self) -> tuple[str, int]:
        """The place of its passage."""
        return self.document.id, self.passage.start

    @property
    def text(self) -> str:
        """The sentence alone, as its document has it."""
        return self.document.text[self.sentence.start : self.sentence.end]

    @property
    def is_example(self) -> bool:
        """Whether it makes up a case."""
        return is_example(self.text, self.folded, self.heading)


@dataclass(frozen=True)
class Scope:
    """The sentences that count, and what must be said of those that do not, in French.

    `single` are the documents that have no other subject: whatever they say of an address or of an appeal is of it.
    """

    lines: tuple[Line, ...]
    notes: tuple[str, ...]
    single: frozenset[str] = frozenset()

    @cached_property
    def documents(self) -> dict[str, Document]:
        """The documents that they stand in, by identifier."""
        return {line.document.id: line.document for line in self.lines}

    @cached_property
    def examples(self) -> frozenset[tuple[str, int]]:
        """The places of those that make up a case."""
        return frozenset(line.key for line in self.lines if line.is_example)


def scope(documents: Sequence[Document], subject: Subject, searcher: Searcher) -> Scope:
    """Return the sentences that speak of a subject."""
    lines: list[Line] = []
    notes: list[str] = []
    single: set[str] = set()
    related = _related(subject, searcher)
    for document in documents:
        if not is_french(document.text):
            notes.append(f"« {document.title or document.id} » n'est pas en français : rien n'en est cité.")
            continue
        notes += foreign_parts(document)
        about = _About(document, subject, related)
        found = list(about.lines())
        lines += found
        single |= {document.id} if about.alone else set()
        if not found:
            notes.append(
                f"« {document.title or document.id} » ne parle pas de « {subject.name} » : rien n'en est cité."
            )
        if about.orders:
            notes.append(_ordered(document, about.orders))
    return Scope(tuple(lines), tuple(notes), frozenset(single))


def _ordered(document: Document, times: int) -> str:
    passages = "un passage donne des consignes" if times == 1 else f"{times} passages donnent des consignes"
    title = document.title or document.id
    return f"« {title} » : {passages} à une intelligence artificielle. Rien n'en est suivi ni cité."


def _related(subject: Subject, searcher: Searcher) -> frozenset[tuple[str, int]]:
    """Return the passages (document, start) that are on the subject in other words."""
    if not subject.stems:
        return frozenset()
    hits = searcher.search(subject.name, top=_NEAR, per_document=_NEAR)
    return frozenset((hit.passage.document, hit.passage.start) for hit in hits if hit.meaning >= _RELATED)


class _About:
    """One document before one subject."""

    def __init__(self, document: Document, subject: Subject, related: frozenset[tuple[str, int]]) -> None:
        self.orders = 0
        self._document = document
        self._subject = subject
        self._related = related
        self._focus, named = focus(document, subject)
        titled = subject.stems & telling(words(title_of(document)))
        short = len(document.text) <= ONE_SUBJECT
        half = len(titled) >= _HALF * len(subject.stems)
        self._whole = not subject.stems or bool(titled - named) or half
        self._rivals = Rivals(document, subject, titled=half)
        self._starts = sorted(self._rivals.headings)
        self.alone = short and half and bool(subject.stems) and not self._rivals
        self._rest = frozenset() if short else subject.stems - titled
        self._strict = bool(self._focus) and not titled - named and not named <= titled
        if short and self._speaks():
            self._whole = self._whole or not self._rivals or self._rivals.of_minutes
            self._strict = self._strict and bool(self._rivals)
        self._numbers = {number_of(prefix[-1]) for prefix in self._focus} - {""}

    def _speaks(self) -> bool:
        """Whether a short document is about the subject: it names it, or half of it and its place, among no others."""
        subject, text = self._subject, self._document.text
        said = [(block.role, text[block.start : block.end]) for block in self._document.blocks]
        if self._focus or any(role != "row" and subject.share(part) > _HALF for role, part in said):
            return True
        listed = any(role == "row" and naming_cells(part, subject) for role, part in said)
        return not listed and bool(subject.place) and subject.place <= set(words(text)) and subject.share(text) >= _HALF

    def lines(self) -> Iterator[Line]:
        """Yield the sentences that count, in order; never of a block that gives orders to a reader, or an example."""
        text, blocks = self._document.text, self._document.blocks
        ordering = [block for block in blocks if gives_orders(text[block.start : block.end])]
        self.orders = len(ordering)
        examples = (block for block in blocks if _EXAMPLE.match(text, block.start))
        barred = {block.start for block in (*ordering, *examples)}
        for passage in cut(self._document):
            for sentence in self._kept(passage, barred):
                if line := self._line(passage, sentence):
                    yield line

    def _kept(self, passage: Passage, barred: Set[int]) -> Iterator[Sentence]:
        """Yield the sentences of a passage that are of no barred block, no example, and about nothing elsewhere.

        `barred` are where such blocks start. What is elsewhere goes on with the pronoun that stands for it, to the end
        of the paragraph.
        """
        text, end = self._document.text, passage.start
        elsewhere: frozenset[Gender] = frozenset()
        for sentence in passage.sentences:
            own = text[sentence.start : sentence.end]
            goes_on = frozenset[Gender]() if "\n" in text[end : sentence.start] else elsewhere & _stands_for(own)
            end, elsewhere = sentence.end, frozenset()
            if _EXAMPLE.match(own) or self._block_start(sentence) in barred:
                continue
            elsewhere = self._rivals.elsewhere(self._said(sentence)) or goes_on
            if not elsewhere:
                yield sentence

    def _line(self, passage: Passage, sentence: Sentence) -> Line | None:
        """Return a sentence with how far it speaks of the subject, or nothing where it does not, or is a label."""
        said, section = self._said(sentence), self._section(passage, sentence)
        reach = self._reach(passage, section, sentence, said)
        label = self._rivals.labels.over(sentence.start, passage.section)
        length = len(self._document.text[sentence.start : sentence.end].split())
        if not reach or (length < _FEWEST and sentence.role == "text" and not label):
            return None
        if label and sentence.end <= label.end and self._document.text[sentence.end - 1] != ":":
            return None
        return Line(
            document=self._document,
            passage=passage,
            sentence=sentence,
            folded=fold(said.strip()).replace("\n", " "),
            heading=fold(" > ".join(section[-2:])),
            reach=reach,
            label=label,
        )

    def _said(self, sentence: Sentence) -> str:
        """Return a sentence after its lead-in."""
        text = self._document.text
        return " ".join([*(text[span.start : span.end] for span in sentence.lead), text[sentence.start : sentence.end]])

    def _section(self, passage: Passage, sentence: Sentence) -> tuple[str, ...]:
        """Return the headings that a sentence stands under, those that no reader saw included."""
        start = self._block_start(sentence)
        return self._rivals.headings[start] if start >= passage.start else passage.section

    def _block_start(self, sentence: Sentence) -> int:
        """Return where the block of a sentence starts."""
        return self._starts[bisect(self._starts, sentence.start) - 1]

    def _reach(self, passage: Passage, section: tuple[str, ...], sentence: Sentence, text: str) -> Reach | None:
        if self._rivals.under(section) or self._rivals.named_in(text):
            return None
        if sentence.role == "row" and (cells := naming_cells(text, self._subject)):
            return "subject" if self._has_number(cells) else None
        if self._strict:
            return self._strict_reach(section, text)
        if self._whole:
            return self._whole_reach(section, text)
        if self._subject.share(f"{' '.join(section)} {text}") > _HALF:
            return "subject"
        return "around" if (passage.document, passage.start) in self._related else None

    def _strict_reach(self, section: tuple[str, ...], text: str) -> Reach | None:
        if any(section[: len(prefix)] == prefix for prefix in self._focus):
            return "subject"
        at = next((at for at, heading in enumerate(section) if _GENERAL.search(fold(heading))), None)
        inside = section if at is None else section[:at]
        above = any(prefix[: len(inside)] == inside for prefix in self._focus)
        return "general" if above and (at is not None or not section) else None

    def _whole_reach(self, section: tuple[str, ...], text: str) -> Reach:
        if not self._rest or any(section[: len(prefix)] == prefix for prefix in self._focus):
            return "subject"
        if len(self._rest & set(words(f"{' '.join(section)} {text}"))) > _HALF * len(self._rest):
            return "subject"
        return "general" if any(_GENERAL.search(fold(heading)) for heading in section[-2:]) else "around"

    def _has_number(self, cells: Sequence[str]) -> bool:
        """Whether a row is numbered as the subject is in the headings, where both are."""
        numbers = {number_of(cell) for cell in cells} - {""}
        return not numbers or not self._numbers or bool(numbers & self._numbers)


def _stands_for(text: str) -> frozenset[Gender]:
    """Return the gender of the pronoun that begins a sentence, if one does."""
    found = PRONOUN.match(text)
    if not found:
        return frozenset()
    return frozenset(("feminine" if found[0].lower().startswith(("elle", "celle", "cette")) else "masculine",))
