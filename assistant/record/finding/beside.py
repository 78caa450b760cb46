"""What stands in a document on the subject and is not its rules: what people pay for a place, and made-up examples."""

import re

from index.fold import fold

_PLACES = re.compile(
    r"\b(?:attribu\w+|affect\w+|admission\w*|class(?:ement|er?|ent)|priorit\w+|cotation|selection\w*|choi(?:x|sir))\b"
)
_MONEY = re.compile(
    r"\b(?:tarif\w*|participations?|redevances?|prix|factur\w*|loyers?|quotient|montants?|reductions?|cotisations?|"
    r"aides?|bourses?|allocations?|subventions?|primes?|cheques?|prets?)\b"
)
"""What a request names that is about an amount, to be paid or given."""

_FEES = re.compile(
    r"\b(?:tarifs?|tarification|tarifaires?|participations? (?:financieres?|familiales?|aux frais|"
    r"des (?:familles|parents|usagers|beneficiaires|locataires))|redevances?|facturation|dispositions financieres|"
    r"prix|loyers?)\b"
)
_RANKED = re.compile(r"\b(?:points?|priorites?|rang|cotation|criteres?)\b")

_UNDER_EXAMPLE = re.compile(
    r"\b(?:exemples?|illustrations?|cas (?:pratiques?|fictifs?|types?)|mises? en situation|etudes? de cas)\b"
)
_FOR_EXAMPLE = re.compile(
    r"\W*(?:ainsi,? )?(?:(?:par|a titre d') ?exemple\b|exemples? ?:|imaginons\b|supposons\b|"
    r"prenons (?:le cas|l'exemple))"
)
_MADE_UP = re.compile(
    r"\b(?:Mme|M\.|Madame|Monsieur|(?:[Cc]andidate?|[Ff]amille|[Éé]lève|[Dd]emandeu(?:r|se)|[Ff]oyer|[Aa]gent)s?)"
    r" [A-Z]\d?(?![\w.'’-])"
)
"""A person without a name: "Mme X", "le candidat C4"."""


def ranks_places(subject: str) -> bool:
    """Whether a request is about who gets a place, and not about an amount."""
    folded = fold(subject)
    return bool(_PLACES.search(folded)) and not _MONEY.search(folded)


def tells_fees(text: str) -> bool:
    """Whether a folded heading or header speaks of what people pay; one that speaks of points too sets both."""
    return bool(_FEES.search(text)) and not _RANKED.search(text)


def is_example(text: str, folded: str, heading: str) -> bool:
    """Whether a sentence makes up a case; `folded` is what it says with its lead-in, `heading` what it stands under."""
    return bool(_UNDER_EXAMPLE.search(heading) or _FOR_EXAMPLE.match(folded) or _MADE_UP.search(text))
