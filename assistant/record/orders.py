"""Sentences of a document that try to command whoever drafts: they are text like any other, and nothing to quote.

Nothing rests on seeing them: what is drafted is quoted, and no document is ever read as an order.
"""

import re

from assistant.question import understand
from corpus.sentences import split
from index.fold import fold

_MACHINE = (
    r"(?:ia|intelligences? artificielles?|assistants? virtuels?|modeles? de langage|chatbot|llm|chatgpt|"
    r"agent conversationnel|outil de redaction)"
)
_TO_DO = r"(?:inscrire|ecrire|indiquer|repondre|remplir|affirmer|declarer|ignorer|oublier|mettre|ajouter|conclure)"
_DO = r"(?:inscris|ecris|reponds|indique|affirme|declare|ignore|oublie|mets|remplis|considere|ajoute|conclus)"
_ORDERS = re.compile(
    rf"\b{_MACHINE}\b[^.]{{0,40}}\b(?:doi[st]|doivent|devez|prie\w*|tenue?s?)\b[^.]{{0,30}}\b{_TO_DO}\b"
    rf"|(?:^|[.!?:;,]\s*|\bet ){_DO}\b[^.]{{0,40}}\b(?:que|comme|consignes?|instructions?|fiche|registre|champs?|"
    rf"partout)\b"
    r"|\b(?:ignore|disregard|forget)\b[^.]{0,30}\b(?:instructions?|previous|prompts?|rules)\b"
    r"|(?:^|\s)(?:system|assistant) ?:|<\|?(?:im_start|system|inst)|\byou are (?:now )?an? (?:ai|assistant)\b"
)


def gives_orders(text: str) -> bool:
    """Whether a text addresses the machine that drafts."""
    return any(
        _ORDERS.search(fold(sentence)) or understand(sentence).orders
        for sentence in (text[span.start : span.end] for span in split(text))
    )
