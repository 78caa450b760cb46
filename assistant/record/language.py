"""Is a text in French? By its grammar words, which no other language of Europe has all of."""

import re
from collections.abc import Iterator

from corpus.types import Document

_WORDS = {
    "french": "de en à l d le la les des du une est et dans pour que qui sur par au aux ce cette ne pas sont avec son",
    "english": "the of and to in is that for it with as was on are be this by from at or which have not shall will",
    "german": "der die das und ist von zu den mit auf für im nicht eine als auch werden oder einer dem sind wird bei",
    "spanish": "el los las una es en y que por con para como más al se lo su pero sus del este son esta entre cuando",
    "italian": "il gli una è e che di per con non sono della dei nel alla delle del si come anche questo più dalla",
    "dutch": "de het een en van is dat op te in voor met zijn niet aan er ook als bij door wordt deze worden naar",
    "portuguese": "o os as uma é e que em do da para com não dos das por mais ao como se na no pelo pela são ser",
}
_GRAMMAR = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+")
_READ = 20_000
"""Characters that are enough to tell."""

_FEW = 5
"""Grammar words below which nothing can be told: a table of figures has no language, and may be quoted."""


_LEAST_WORDS = 8
_LEAST_FOREIGN = 3


def foreign_parts(document: Document) -> Iterator[str]:
    """Tell how many paragraphs of a document in French are in another language."""
    count = sum(is_foreign_part(document.text[block.start : block.end]) for block in document.blocks)
    if count:
        told = "un passage n'est pas" if count == 1 else f"{count} passages ne sont pas"
        title = document.title or document.id
        yield f"« {title} » : {told} en français. Glose ne lit que le français : une personne doit lire le reste."


def is_foreign_part(text: str) -> bool:
    """Whether a paragraph of a document is in another language: it has grammar words of one, and none of French."""
    words = _WORD.findall(text.lower())
    if len(words) < _LEAST_WORDS or any(word in _GRAMMAR["french"] for word in words):
        return False
    return any(_is_of(words, grammar) for language, grammar in _GRAMMAR.items() if language != "french")


def _is_of(words: list[str], grammar: frozenset[str]) -> bool:
    found = [word for word in words if word in grammar]
    return len(found) >= _LEAST_FOREIGN and len(set(found)) > 1


def is_french(text: str) -> bool:
    """Whether no other language has more of its grammar words in a text."""
    words = _WORD.findall(text[:_READ].lower())
    counts = {language: sum(word in grammar for word in words) for language, grammar in _GRAMMAR.items()}
    return max(counts.values()) < _FEW or counts["french"] == max(counts.values())
