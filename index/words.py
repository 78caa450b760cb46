"""From French text to the words that lexical search compares.

A text is folded (no case, no accents), split at elisions and hyphens, emptied of grammar words and stemmed. Stemming
comes after folding, so that "décidé", "decide" and "DÉCIDÉ" meet. References to articles and numbers stay whole:
"art. L. 311-3-1" and "article L311-3-1" give the same word, and so do "12 000" and "12000". What is denied is a word
of its own: who asks for the price of a resident is not shown that of a "non-résident".
"""

import re
from functools import cache, lru_cache
from typing import Any

from index.fold import fold

_REFERENCE = re.compile(r"\b([lrdca])\s?\.?\s?\*?\s?\.?\s?(\d{1,4}(?:-\d{1,3})+)\b")
_THOUSANDS = re.compile(r"(?<=\d)[  .](?=\d{3}(?!\d))")
_WORD = re.compile(r"[lrdca]\d+(?:-\d+)+|\d+(?:,\d+)?|[a-z][a-z0-9]*|\d[a-z0-9]+")
DENIED = "non"
"""How the word of what is denied begins: "non-résident" is one word."""

_DENIED = re.compile(rf"\b{DENIED}[- ](?=[a-z]{{4}})")
_ELISION = re.compile(r"\b(?:[ldjmtscn]|qu|jusqu|lorsqu|puisqu|quoiqu)'")

STOP_WORDS = frozenset(
    """a ai ais ait alors apres as au aucun aura aurait aussi autre aux avait avant avec avez avoir avons ayant beaucoup
    bon bonjour c ca car ce ceci cela celle celles celui ces cet cette ceux chaque chez ci comme d dans de des depuis du
    elle elles en encore entre es est et etaient etait etant ete etes etre eu faut fois font hors ici il ils j je l la
    le les leur leurs lors lorsque lui m ma mais me meme mes moi mon n ne ni nos notre nous on ont ou par parce pas
    peut peux plus pour pourquoi pouvez puis puisque qu quand que quel quelle quelles quels qui quoi s sa sans se sera
    serait ses si sinon soit son sont sous suis sur t ta te tel telle tes toi ton tous tout toute toutes tres tu un une
    vers veut veux voila vos votre vous y afin ainsi donc dont combien comment merci svp""".split()
)
"""Grammar words, folded. "combien" and "comment" say what is asked, not what it is about: see `asked/question.py`."""


def surfaces(text: str) -> list[str]:
    """Return the folded words of a text in order, grammar words left out, not stemmed."""
    folded = _THOUSANDS.sub("", _ELISION.sub(" ", fold(text)))
    folded = _DENIED.sub(DENIED, _REFERENCE.sub(r" \1\2 ", folded))
    return [word for word in _WORD.findall(folded) if word not in STOP_WORDS]


def words(text: str) -> list[str]:
    """Return the stems of a text, in order, with repetitions."""
    return [stem(word) for word in surfaces(text)]


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Stem one folded word; what holds a digit is left alone."""
    if any(character.isdigit() for character in word):
        return word
    return str(_stemmer().stemWord(word))


@cache
def _stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("french")
