"""Makes a whole question of one that leans on the one before: "et pour les étudiants ?".

By rule, and shown to the reader: a model that guessed wrong would answer another question than the one asked.
"""

import re

from assistant.spelling import spelled_out
from index.fold import fold

_OPENS = re.compile(r"^(?:et|mais|ok|d'accord|alors|sinon|donc)\b[\s,]*(?:et\b\s*)?", re.IGNORECASE)
_REPLACES = re.compile(r"^(?:(?:et|mais|sinon|alors)[\s,]+)+(?:pour|si|dans|avec|sans|chez|apres|avant|quand|en cas)\b")
_LEANS = re.compile(
    r"^(?:et|mais|sinon)\b|\b(?:il|elle|ils|elles|en|y|ca|cela|celui-ci|celle-ci|ceux-ci|la-dessus|dedans)\b"
    r"|\bce (?:delai|montant|cas|recours|document)\b"
)
_PUBLIC = re.compile(r"\s*\b(?:pour (?:les?|la|l'|un|une|des|mon|ma|mes)\b[^,?]*)$", re.IGNORECASE)
_LONG = 9
"""Words from which a question stands by itself, whatever pronouns it holds."""


def whole_question(question: str, previous: str) -> str:
    """Return `question` made whole with the one before it, or as it is when it does not lean on it."""
    if not previous:
        return question
    said = spelled_out(question.strip())
    folded = fold(said)
    if not _LEANS.search(folded) or len(folded.split()) >= _LONG:
        return question
    before = previous.strip().rstrip(" ?!.")
    if _REPLACES.match(folded):
        part = _OPENS.sub("", said).rstrip(" ?!.")
        kept = _PUBLIC.sub("", before) if fold(part).startswith("pour ") else before
        return f"{kept} {part} ?"
    return f"{before} : {_OPENS.sub('', said)}"
