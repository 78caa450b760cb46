"""Makes a whole question of one that leans on the one before: "et pour les étudiants ?".

By rule, and shown to the reader: a model that guessed wrong would answer another question than the one asked.
"""

import re

from assistant.asked.spelling import spelled_out
from index.fold import fold
from index.words import STOP_WORDS

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
_NO_SUBJECT = frozenset(
    """adresse adresser aide apporter argent attendre avoir chercher combien conditions contester courrier cout coute
    couter decide decider decision degre delai delais demande demander demarche demarches deposer documents dois donner
    dossier droit duree envoie envoyer faire fournir frais gratuit gratuite guichet heures inscrire inscription
    internet joindre justificatifs ligne mettre montant obtenir paie papier papiers parler payant payante paye payer
    peut pieces place possible prendre prix quand recevoir recours refus refuse refuser rembourse remplir rendez
    rdv repondre reponse reponses retard signer sinon tarif telephone temps tout traiter vite vous web
    """.split()
)
"""Words that any question of a counter may hold: one that has no other asks about what was said before."""

_SMALL = STOP_WORDS | frozenset("y sera serait faut faudra alors vraiment aller va vais".split())
_OWN_FILE = re.compile(r"\bou en est\b")
_INVERTED = re.compile(r"-(?:t-)?(?:on|ils?|elles?|je|vous)\b|^(?:et |mais )?(?:dans|pour|avec|chez) qu(?:el|i|oi)")
"""A whole question, whatever it begins with: "et quand le reçoit-on ?" is joined, and replaces nothing."""

_JOINED = " : "

_PUBLIC = re.compile(r"\s*\b(?:pour (?:les?|la|l'|un|une|des|mon|ma|mes)\b[^,?]*)$", re.IGNORECASE)
_LONG = 9
"""Words from which a question stands by itself, whatever pronouns it holds."""


def whole_question(question: str, previous: str) -> str:
    """Return `question` made whole with the one before it, or as it is when it does not lean on it."""
    if not previous:
        return question
    said = spelled_out(question.strip())
    folded = fold(said)
    if len(folded.split()) >= _LONG or not (_LEANS.search(folded) or _has_no_subject(folded)):
        return question
    # What was joined before is another question: only its subject is still spoken of.
    before = previous.partition(_JOINED)[0].strip().rstrip(" ?!.")
    part = _OPENS.sub("", said).rstrip(" ?!.")
    if not part:
        return question
    if _REPLACES.match(folded) and not _INVERTED.search(folded):
        kept = _PUBLIC.sub("", before) if fold(part).startswith("pour ") else before
        return f"{kept} {part} ?"
    return f"{before}{_JOINED}{_OPENS.sub('', said)}"


def _has_no_subject(folded: str) -> bool:
    """Tell whether a short question names nothing that it asks about: "quels papiers ?", "comment contester ?"."""
    if _OWN_FILE.search(folded):
        return False
    return all(len(word) == 1 or word in _NO_SUBJECT or word in _SMALL for word in re.findall(r"[a-z]+", folded))
