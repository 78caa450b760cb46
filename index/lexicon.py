"""What else a question could have said: acronyms and their long forms, everyday words and the administration's.

The tables are two text files beside this one, to be read and completed by people who know the counter and not the code:
`acronyms.fr.tsv` works both ways, `synonyms.fr.tsv` from everyday words to administrative ones.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from corpus.counting import singular
from index.words import stem, surfaces

ACRONYMS = Path(__file__).with_name("acronyms.fr.tsv")
SYNONYMS = Path(__file__).with_name("synonyms.fr.tsv")

_WORD = re.compile(r"[\w’'-]+")
_NO_NOUN = re.compile(r"(?:er|ée?|ue?)s?$")
"""How most verbs of the table end: a noun in their place makes no French."""

Key = tuple[str, ...]


def expand(words: Sequence[str]) -> list[str]:
    """Return the terms that the tables add to these words, as they are written there, each once, in reading order.

    Words may be raw or folded; case, accents, plural marks and grammar words do not count, so PAS is never
    "prélèvement à la source": "pas" is in too many questions. Of two terms that overlap the longer one is read.
    """
    terms = _terms()
    longest = max(map(len, terms))
    asked = key(" ".join(words))
    found: dict[str, None] = {}
    at = 0
    while at < len(asked):
        sizes = range(min(longest, len(asked) - at), 0, -1)
        size = next((size for size in sizes if asked[at : at + size] in terms), 0)
        found |= dict.fromkeys(terms.get(asked[at : at + size], ()))
        at += size or 1
    return list(found)


@cache
def stems_told() -> frozenset[str]:
    """Return the stems of all words of the tables: what they know is a word, whether the library has it or not."""
    pairs = (*read_table(ACRONYMS), *read_table(SYNONYMS))
    return frozenset(stem(word) for pair in pairs for term in pair for word in surfaces(term))


def reworded(text: str, knows: Callable[[str], bool]) -> str:
    """Return a text with each everyday noun of which the library `knows` no stem in the administration's, if it has it.

    Models that read a question were taught on such words, and see no social housing in "HLM".
    """

    def administrative(match: re.Match[str]) -> str:
        said = match[0]
        stems = [stem(word) for word in surfaces(said)]
        if len(stems) != 1 or knows(stems[0]) or _NO_NOUN.search(said.lower()):
            return said
        others = _everyday().get(key(said), ())
        return next((other for other in others if all(knows(stem(word)) for word in surfaces(other))), said)

    return _WORD.sub(administrative, text)


def key(term: str) -> Key:
    """Return what two spellings of a term share: its folded words without plural marks and grammar words."""
    return tuple(map(singular, surfaces(term)))


def read_table(path: Path) -> list[tuple[str, str]]:
    """Return the two cells of each line, the header left out."""
    lines = path.read_text("utf-8").splitlines()[1:]
    return [(left, right) for left, _, right in (line.partition("\t") for line in lines)]


@cache
def _everyday() -> Mapping[Key, tuple[str, ...]]:
    return _by_key(read_table(SYNONYMS))


@cache
def _terms() -> Mapping[Key, tuple[str, ...]]:
    return _by_key(_pairs())


def _by_key(pairs: Iterable[tuple[str, str]]) -> Mapping[Key, tuple[str, ...]]:
    terms: dict[Key, tuple[str, ...]] = {}
    for term, other in pairs:
        if term_key := key(term):
            terms[term_key] = (*terms.get(term_key, ()), other)
    return terms


def _pairs() -> Iterator[tuple[str, str]]:
    for acronym, long_form in read_table(ACRONYMS):
        yield acronym, long_form
        yield long_form, acronym
    yield from read_table(SYNONYMS)
