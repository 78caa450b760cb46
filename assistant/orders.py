"""Sentences of a document that try to command whoever answers or drafts: text like any other, and nothing to quote.

Nothing rests on seeing them: what is shown is quoted, and no document is ever read as an order. But an order that is
quoted at the counter is read out to somebody as the answer.
"""

import re

from assistant.asked.question import commands
from corpus.sentences import split
from index.fold import fold

_MACHINE = (
    r"(?:ia|ai|intelligences? artificielles?|assistants? (?:virtuels?|numeriques?|automati\w+|d'ia|ia)|"
    r"modeles? (?:de langage|d'ia)|chatbots?|llm|chatgpt|agents? conversationnels?|robots? (?:de redaction|d'ia)|"
    r"(?:outils?|logiciels?|systemes?) (?:de redaction|de resume|d'ia|d'intelligence artificielle))"
)
_READER = r"(?:assistant|outil|logiciel|systeme|modele|robot|programme|lecteur|machine|algorithme)"
"""Alone these are people and tools of the service; a machine is meant where one reads what is being read."""

_READS = r"qui (?:li[tr]|lis|analys|trait|resum|redig|exploit|parcour|extrai)\w*"
_TEXT = r"(?:fiche|document|texte|notice|page|fichier|contenu|pdf|note)"
_THIS = rf"(?:cet?|cette|ces|(?:la|le|les) presente?s?) (?:\w+ )?{_TEXT}"
_MUST = r"(?:doi[stv]\w*|devr\w+|devez|prie\w*|tenue?s?|est invitee?|il faut|veuille\w*|merci de)"
_TO_DO = (
    r"(?:inscrire|ecrire|indiquer|repondre|remplir|affirmer|declarer|ignorer|oublier|mettre|ajouter|conclure|"
    r"considerer|mentionner|preciser|presenter|recopier|dire|noter|cocher|choisir|retenir|omettre|taire|supprimer)"
)
_DO = r"(?:inscris|ecris|reponds|indique|affirme|declare|ignore|oublie|mets|remplis|considere|ajoute|conclus)"
_ORDERS = re.compile(
    rf"\b{_MACHINE}\b[^.]{{0,60}}\b{_MUST}\b[^.]{{0,30}}\b{_TO_DO}\b"
    rf"|\b{_READER}s?\b[^.]{{0,20}}\b{_READS}\b[^.]{{0,20}}\b{_THIS}s?\b[^.]{{0,40}}\b{_MUST}\b"
    rf"|\bsi (?:tu es|vous etes) (?:une? )?(?:{_MACHINE}|{_READER})\b(?! (?:social|maternel|familial))"
    rf"|\b(?:a l'attention|a destination|instructions?|consignes?|message|note) (?:des?|du|aux?|pour|d'|de l'|a l')"
    rf"(?: ?(?:les|la|le|l'|une?|toute?s?))? ?{_MACHINE}\b"
    rf"|(?:^|[.!?:;,]\s*|\bet ){_DO}\b[^.]{{0,40}}\b(?:que|comme|consignes?|instructions?|fiche|registre|champs?|"
    rf"partout)\b"
    r"|\b(?:ignore|disregard|forget)\b[^.]{0,30}\b(?:instructions?|previous|prompts?|rules)\b"
    r"|(?:^|\s)(?:system|assistant) ?:|<\|?(?:im_start|system|inst)|\byou are (?:now )?an? (?:ai|assistant)\b"
)


def gives_orders(text: str) -> bool:
    """Whether a text addresses the machine that reads it."""
    return any(
        _ORDERS.search(sentence) or commands(sentence)
        for sentence in (fold(text[span.start : span.end]) for span in split(text))
    )
