"""Questions whose answer is told by its shape: who may, what to do, which papers.

No value tells whether a sentence answers them, so they prefer and never refuse: a heading that is the question, or the
verbs that conditions, steps and lists of papers are written with. All patterns are compared with folded text.
"""

import re
from dataclasses import dataclass

from index.fold import fold


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of question, and the headings and sentences that answer it."""

    asked: re.Pattern[str]
    headed: re.Pattern[str]
    said: re.Pattern[str]


def _any(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives))


_WHO = Shape(
    _any(
        r"\bqui (?:peut|a (?:le )?droit|est concerne|sont|doit|y a droit)\b",
        r"\b(?:quelles?|les) (?:sont les )?conditions?\b",
        r"\bcriteres?\b",
        r"\b(?:ai-je|j'ai|on a|avoir|avez-vous) (?:bien )?(?:le )?droit\b",
        r"\bpour qui\b|\beligible",
    ),
    _any("qui peut", "qui est concern", r"\bconditions?\b", "pour qui", "beneficiaire", "qui a droit", r"criteres?\b"),
    _any(
        r"\b(?:peut|peuvent|pouvez) (?:\w+ )?(?:demander|beneficier|obtenir|en beneficier)\b",
        r"\bs'adresse (?:a|aux)\b|\breserve[es]* (?:a|aux)\b|\bconditions?\b|\bdroit (?:a|au|aux)\b",
        r"\b(?:devez|doit|doivent) (?:etre|avoir|remplir|habiter|resider)\b|\bbeneficiaires?\b",
    ),
)
_HOW = Shape(
    _any(
        r"\bcomment (?:faire|(?:(?:puis-je|peut-on|je|on) )?(?:\w+ )?"
        r"(?:demand|obten|inscri|refaire|contest|depos|fai|declar))",
        r"\b(?:quelles?|les) (?:sont les )?(?:demarches?|etapes?)\b",
        r"\bque (?:dois-je |faut-il )faire\b",
    ),
    _any(r"\bdemarches?\b", r"\bcomment\b", r"\bdemande\b", r"\betapes?\b", "contest", "recours", "inscri"),
    _any(
        r"\b(?:vous|il faut) (?:devez |pouvez )?(?:depos|adress|envoy|rempl|inscri|fai|rend|saisi|present|demand)",
        r"\ben ligne\b|\bteleservice\b|\bportail\b|\bsur place\b|\bpar courrier\b|\bformulaire\b",
    ),
)
_PAPERS = Shape(
    _any(
        r"\bquel(?:le)?s? (?:sont les )?(?:papiers?|documents?|pieces?|justificatifs?)\b",
        r"\b(?:papiers?|pieces?|justificatifs?)\b[^?]{0,25}\b(?:faut|fournir|apporter|joindre|donner|demande)",
    ),
    _any(r"\bpieces?\b", r"\bjustificatifs?\b", r"\bdocuments? a\b", "fournir"),
    _any(
        r"\b(?:fourni|joi(?:n|gn)|apport|present)\w*\b",
        r"\b(?:pieces?|justificatifs?|attestation|copie|avis d'impo)\b",
    ),
)
_SHAPES = (_WHO, _HOW, _PAPERS)


def shapes_of(folded: str) -> tuple[Shape, ...]:
    """Return the shapes that a folded question asks for."""
    return tuple(shape for shape in _SHAPES if shape.asked.search(folded))


def shape_share(shapes: tuple[Shape, ...], headings: str, text: str) -> float:
    """Return 1 where a heading and the text are of a shape that is asked for, half where one is, else 0."""
    said, under = fold(text), fold(headings)
    told = (bool(shape.headed.search(under)) + bool(shape.said.search(said)) for shape in shapes)
    return max(told, default=0) / 2
