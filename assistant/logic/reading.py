"""A text as the rules of logic see it: sentences, their words, what each denies, and the words of logic among them."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from assistant.logic.clauses import conditional
from assistant.logic.denial import denied, limited
from assistant.logic.force import forces
from assistant.logic.words import Mark, Meaning, Piece, marks_of, meaning, pieces, words_of
from index.words import STOP_WORDS

_WRAPPED = re.compile(r"(?<=[^\s.:;,!?])\n(?=[a-zàâéèêëîïôûùüçœæ])")
"""A line break of the page, not of the author: the sentence goes on with a small letter."""
_ENDS = frozenset(".!?\n")
_SHORT = frozenset(["art", "arts", "cf", "ex", "m", "mme", "mm", "no"])
"""Their full stop ends no sentence."""
_EMPTY = STOP_WORDS | frozenset(
    """aa desormais tenu tenue tenus tenues oblige obligee obliges obligees agir agit ouh etre avoir faire fait
    meme entre lequel laquelle lesquels lesquelles notamment dont quelque plus moins tres bien aussi ainsi alors
    apres avant constitue constituent constituer sera seront soient soit etant ayant aucune rien jamais point ni
    sauf afin pourra pourront peuvent pourrez doit doivent devez devra devront dois faudra puisse puissent
    certain certains certaine certaines toujours uniquement seulement seul seule seuls seules exclusivement cas
    condition conditions lorsqu pendant devrait pouvoir devoir peu pu du deja""".split()
)
"""Words without a meaning of their own for these rules."""

_ENTITLED = meaning("percevoir")
_HAVING = frozenset("ai as a avons avez ont avoir aurez aura auront ayant avait auriez aurait".split())
_HAVING_WITHIN = 3
_TO = (["aa"], ["au"], ["aux"])
_PRONOUNS = frozenset("il elle ils elles celui celle ceux celles ce cette ces cela ceci il on leur".split())
_NEARLY = 0.3
"""How much less like the claim than the best sentence another may be, and still count."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word or sign, folded, from `start` to before `end` in the text.

    `meaning` is None for signs and grammar words, `force` is empty where a word is only said.

    `sign` is 1 where the word asserts its family of meaning, -1 where it says the contrary, 0 where it is limited: "ne
    sont remboursés que …". What a denied modal verb does to its action is in `force`, not in `sign`. `conditional`
    words are those of a condition.
    """

    text: str
    start: int
    end: int
    meaning: Meaning | None
    sign: int
    force: str
    conditional: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, with the items of its list where it leads one; `named` has its words under their meaning.

    `context` is what the sentence before speaks of, where this one starts with a pronoun: "Elle n'est plus versée".
    """

    source: str
    words: tuple[Word, ...]
    marks: tuple[Mark, ...]
    named: Mapping[str, Sequence[Word]]
    context: frozenset[str]

    @property
    def meanings(self) -> Set[str]:
        """The names of all that the sentence speaks of."""
        return self.named.keys()

    def marked(self, *lists: str) -> Iterator[Mark]:
        """Give the marks of these lists, in order."""
        return (mark for mark in self.marks if mark.sense.list in lists)

    def written(self, words: Sequence[Word]) -> str:
        """Return words that follow each other as the text writes them."""
        return " ".join(self.source[words[0].start : words[-1].end].split()) if words else ""

    def text(self, mark: Mark) -> str:
        """Return the phrase of a mark as the text writes it."""
        return self.written(self.words[mark.start : mark.end])


@lru_cache(maxsize=512)
def read(text: str) -> tuple[Sentence, ...]:
    """Cut a text into sentences and read each."""
    read_so_far: list[Sentence] = []
    for here in _cut(pieces(_WRAPPED.sub(" ", text))):
        before = read_so_far[-1].meanings if read_so_far and here[0].text in _PRONOUNS else frozenset()
        read_so_far.append(_sentence(text, here, frozenset(before)))
    return tuple(read_so_far)


def _cut(found: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Give the words of each sentence; what follows a colon stays with it, and so do the lines of its list.

    Questions are left out: they assert nothing.
    """
    here: list[Piece] = []
    listing = False
    around = ["\n", *(piece.text for piece in found), "\n"]
    for before, piece, after in zip(around, found, around[2:], strict=False):
        if piece.text == "." and _is_short(before, after):
            continue
        if piece.text == "\n" and _goes_on(before, listing=listing):
            listing = True
            here.append(Piece(";", piece.start, piece.start))
        elif piece.text in _ENDS:
            if here and piece.text != "?":
                yield here
            here, listing = [], False
        else:
            here.append(piece)
    if here:
        yield here


def _is_short(word: str, after: str) -> bool:
    """Whether a full stop belongs to the word before it: "L. 311-3-1", "art. 5", "M. Dupont"."""
    return word in _SHORT or (len(word) == 1 and word.isalpha() and after[0].isdigit())


def _goes_on(before: str, *, listing: bool) -> bool:
    """Whether a sentence goes on after a line break: a list does, up to a blank line."""
    return before in (":", ",", ";") or (listing and before != "\n")


def _sentence(source: str, here: Sequence[Piece], context: frozenset[str]) -> Sentence:
    texts = [piece.text for piece in here]
    marks = tuple(marks_of(texts))
    meanings = [_ENTITLED if _is_entitled(texts, at) else _meaning(text) for at, text in enumerate(texts)]
    meant = [found is not None for found in meanings]
    modals = {mark.start for mark in marks if mark.sense.list in ("modal", "state")}
    adverbs = words_of("manner", "adverb")
    targets = [(here and texts[at] not in adverbs) or at in modals for at, here in enumerate(meant)]
    turned, doubtful = denied(texts, targets, marks), limited(texts, targets, marks, meanings)
    named_under = forces(texts, meant, marks, turned, doubtful)
    signs = [_sign(found, at in turned, at in doubtful, named_under[at]) for at, found in enumerate(meanings)]
    inside = conditional(texts, marks)
    words = tuple(
        Word(*piece, meanings[at], signs[at], named_under[at], conditional=at in inside)
        for at, piece in enumerate(here)
    )
    named: dict[str, list[Word]] = {}
    for word in words:
        if word.meaning:
            named.setdefault(word.meaning.name, []).append(word)
    return Sentence(source, words, marks, named, context)


def _sign(found: Meaning | None, is_denied: bool, is_limited: bool, force: str) -> int:
    """Return the sign of a word; "ne doit ni … ni" denies by its force alone."""
    sign = found.sign if found else 1
    return 0 if is_limited else -sign if is_denied and not force else sign


def _is_entitled(texts: Sequence[str], at: int) -> bool:
    """Whether a word is the "droit" of "avoir droit à": who has it gets the thing."""
    if texts[at] != "droit" or texts[at + 1 : at + 2] not in _TO:
        return False
    return not _HAVING.isdisjoint(texts[max(0, at - _HAVING_WITHIN) : at])


def _meaning(text: str) -> Meaning | None:
    if text in _EMPTY or text.endswith("'") or not text[0].isalnum() or len(text) == 1:
        return None
    return meaning(text)


@dataclass(frozen=True, slots=True)
class Known:
    """A sentence of the evidence; `likeness` is the share of what the claim speaks of that it speaks of too."""

    sentence: Sentence
    likeness: float


def compare(claim: Sentence, evidence: Sequence[Sentence]) -> list[Known]:
    """Return the sentences of the evidence, each with its likeness to the claim."""
    size = len(claim.meanings) or 1
    return [
        Known(sentence, len(claim.meanings & (sentence.meanings | sentence.context)) / size) for sentence in evidence
    ]


def nearest(evidence: Sequence[Known], at_least: float) -> list[Sentence]:
    """Return the sentences most like the claim: the best, and those nearly as good."""
    best = max((known.likeness for known in evidence), default=0.0)
    return [known.sentence for known in evidence if known.likeness >= max(at_least, best - _NEARLY)]
