"""Makes a whole question of one that leans on the one before: "et pour les étudiants ?".

By rule, and shown to the reader: a model that guessed wrong would answer another question than the one asked.
"""

import re

from assistant.spelling import spelled_out
from index.fold import fold

_OPENS = re.compile(r"^(?:et|mais|ok|d'accord|alors|sinon|donc)\b[\s,]*(?:et\b\s*)?", re.IGNORECASE)
_REPLACES = re.compile(r"^(?:(?:et|mais|sinon|alors)[\s,]+)+(?:pour|si|dans|avec|sans|chez|apres|avant|quand|en cas)\b")
_NO_ONE = (
    r"(?:faut|faudra|faudrait|existe|suffit|reste|convient|s'agit|y a|y aura|y avait"
    r"|est (?:possible|obligatoire|necessaire|prevu|interdit))\b"
)
"""Verbs whose "il" stands for nothing."""

_LEANS = re.compile(
    r"^(?:et|mais|sinon)\b|\b(?:ca|cela|celui-ci|celle-ci|ceux-ci|la-dessus|dedans)\b"
    r"|\bce (?:delai|montant|cas|recours|document)\b"
    r"|^(?:comment|ou|quand|pourquoi) (?:l'|l[ae] |les )\w+(?:er|ir|re)\W*$"
    rf"|(?<!-)\b(?:il|elle|ils|elles)\b(?! (?:ne |n')?{_NO_ONE})"
    # "Est-il gratuit ?", and not "Le passeport est-il gratuit ?", which names what it asks about.
    r"|^(?:(?:quand|combien|comment|ou|pourquoi) )?(?!faut|existe|suffit|reste)\w+-(?:t-)?(?:ils?|elles?)\b"
    r"(?! (?:possible|obligatoire|necessaire|prevu|interdit)\b)"
    # Before a verb, and not "en crèche", "en ligne", nor "où en est mon dossier".
    r"|(?:(?<!-)\b(?:qui|comment|combien|pourquoi|quand|on|je|tu|nous|vous|peux|peut|dois|doit|faut|pour|sans) "
    r"|\b(?:peut|doit)-on |\b(?:puis|dois)-je |\bou (?!en est)|\b[djlmnst]')en \w"
    r"|\ben (?:ai|as|a|ont|avoir|obtenir|beneficier|demander|faire)\b"
    r"|\by\b(?! (?:a|aura|avait|aurait|avoir)\b(?! droit| acces))"
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
    part = _OPENS.sub("", said).rstrip(" ?!.")
    if not part:
        return question
    if _REPLACES.match(folded):
        kept = _PUBLIC.sub("", before) if fold(part).startswith("pour ") else before
        return f"{kept} {part} ?"
    return f"{before} : {_OPENS.sub('', said)}"
