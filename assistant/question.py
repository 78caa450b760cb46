"""What a question asks for: the kind of value an answer must hold, and what Glose must not do with it.

All patterns are compared with folded text (lower case, no accents, straight apostrophes).
"""

import re
from dataclasses import dataclass

from assistant.scales import Figure, figures
from assistant.spelling import spelled_out
from index.fold import fold


@dataclass(frozen=True, slots=True)
class Want:
    """A kind of value. A question that matches `asked` is answered only by a quotation that matches `shown`."""

    name: str
    asked: re.Pattern[str]
    shown: re.Pattern[str]


def _any(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives))


_WHICH = r"\b(?:quels?|quelles?|c'est quoi|connaitre)\b"
_NUMBER = r"\b(?:\d[\d .,]*|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quinze|vingt|trente|cent|mille)"
_TIME = r"(?:h|heures?|minutes?|jours?|semaines?|mois|trimestres?|semestres?|ans?|annees?)\b"
_MONEY_WORDS = r"\b(?:montants?|prix|tarifs?|couts?|plafonds?|baremes?|frais|budgets?)\b"
_MEASURED = r"\b(?:delai|duree|temps|montant|prix|cout|revenu|salaire|loyer|tarif|age|nombre|taux|score|niveau)s?"
_MONEY_VERBS = r"\b(?:cout|touch|pa[iy]|vers|rapport|gagn|prend|rembours)\w*"
_COUNTED = r"(?:gens|personnes|demandes|dossiers|familles|logements|places|decisions|beneficiaires|refus)\b"

WANTS = (
    Want(
        "amount",
        _any(
            rf"{_WHICH}[^?]{{0,25}}{_MONEY_WORDS}",
            rf"\bcombien\b[^?]{{0,30}}(?:{_MONEY_VERBS}|\beuros?\b)",
            r"\b(?:a|c'est|ca fait|pour|coute) combien\b(?! de)",
            r"\bmontant (?:de|du|des|maximum|minimum|moyen)\b",
        ),
        _any(r"\d ?(?:€|euros?|%)", "pour cent", "gratuit", "payant", "sans frais", r"\bsmic\b", r"\bpoints?\b"),
    ),
    Want(
        "duration",
        _any(
            rf"\bcombien de (?:temps|tps|{_TIME})",
            rf"{_WHICH}[^?]{{0,20}}\b(?:delais?|durees?)\b",
            r"\b(?:delai|duree) (?:de|du|pour|max|min)",
            r"\b(?:sous|dans) quels? (?:delais?|temps)\b",
            r"\b(?:sous|dans|en|pendant|au bout de) combien\b",
            r"\bjusqu'a quand\b",
        ),
        _any(
            rf"{_NUMBER} ?{_TIME}",
            r"immediat|(?:sans|aucun|pas de) delai|indetermine|illimite|sans limit|\ba vie\b|definiti",
            r"\bjusqu'(?:a|au)\b|\bdes que\b|\bavant le\b|demi-journee",
        ),
    ),
    Want(
        "age",
        _any(r"\bque?ll? ?age\b", r"\bage (?:minimum|minimal|maximum|maximal|legal|limite)\b"),
        _any(r"\d ans\b", r"majeur|mineur", r"\bage\b"),
    ),
    Want(
        "share",
        _any(
            r"\bpourcentages?\b",
            r"\bquels? (?:est )?(?:le |les )?taux\b",
            r"\bquelle (?:est la )?(?:part|proportion)\b",
        ),
        _any(r"\d ?%", "pour cent", r"\btaux\b.*\d", r"\b(?:moitie|tiers|quart)\b"),
    ),
    Want(
        "article",
        _any(rf"{_WHICH}[^?]{{0,12}}\b(?:articles?|lois?|decrets?|textes?|codes?)\b"),
        _any(r"\b[lrd]\.? ?\*?\d", r"\b(?:articles?|loi|decret|code|arrete|reglement)\b"),
    ),
    Want(
        "phone",
        _any(r"\bnum(?:ero)? de (?:tel|portable)", r"\btelephone d[eu]\b", r"\bquel numero\b[^?]{0,20}\bappel"),
        _any(r"\b\d{2}(?:[ .]?\d{2}){4}\b", r"\b(?:3\d ?\d{2}|1[1-9]\d?|11\d{1,4})\b"),
    ),
    Want(
        "opening",
        _any(r"\bhoraires?\b", r"\bheures? d'ouverture\b", r"\bouvert\w* (?:le|la|a quelle)\b", r"\ba quelle heure\b"),
        _any(r"\d ?(?:h\b|heures?)", r"\bhoraires?\b"),
    ),
    # "Y a-t-il moyen de" and "par quel moyen" ask for no average.
    Want(
        "average",
        _any(r"\bmoyennes?\b", rf"{_MEASURED}(?: d(?:e |')\w+)? moyens?\b"),
        _any(r"\bmoyen(?:ne)?s?\b"),
    ),
    Want(
        "weights",
        _any(r"\bponderations?\b", r"\bcoefficients?\b", r"\bcombien de points?\b", r"\bpoids (?:de|du|des)\b"),
        _any("ponder", "coefficient", r"\d points?\b", r"\bpoids\b"),
    ),
    Want(
        "yearly",
        _any(r"\bcombien\b.*\b(?:chaque annee|l'an dernier|l'annee derniere)\b"),
        _any(r"\b(?:chaque annee|par an|annuel\w*)\b"),
    ),
    Want("count", _any(rf"\bcombien d(?:e |'){_COUNTED}"), _any(_NUMBER)),
)
"""What a quotation must show for what is asked: same-topic evidence without the value asked is the hard case."""

_YEAR = re.compile(r"(?<![\d-])(20[0-4]\d)\b(?! ?(?:€|euros?))")

_RULES = r"(?:consignes?|instructions?|regles?|sources?|directives?|limites?|prompt)\b"
_ORDERS = _any(
    rf"\b(?:ignor|oubli|desobei)\w*\b[^.?!]{{0,40}}\b{_RULES}",
    r"\bne tiens? (?:pas|aucun) compte\b|\bfais comme si\b",
    r"\b(?:ton|tes|votre|vos) (?:prompt|(?:consignes?|instructions?) (?:systeme|internes?|cachees?))",
    r"\bprompt systeme\b",
    r"\btu es (?:desormais|maintenant)\b|\bsystem ?:",
    r"\b(?:ecris|reponds|affirme|confirme|dis)\b[^.?!]{0,20}\bque\b[^.?!]{0,80}\bsans (?:source|citer|verifier)",
)
"""Wordings that try to command Glose. The guard does not rest on them: what is shown is quoted, whatever is asked."""

_PERSONAL = _any(
    r"\b(?:ai-je|est[- ]ce que j'ai|j'ai|puis-je|est[- ]ce que je peux) (?:bien )?(?:le |avoir )?droit\b",
    r"\b(?:suis-je|je suis|serai-je) (?:eligible|concerne|imposable)",
    r"\b(?:vais-je|est[- ]ce que je vais)\b[^?]{0,20}\b(?:avoir|obtenir|toucher|recevoir|etre)\b",
    r"\bma demande (?:va|sera|est)",
)
_OWN_FIGURES = re.compile(r"\d ?(?:€|e\b|euros?)|\bje gagne\b|\bmes revenus\b|\bje touche\b|\bj'ai \d")


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what follows from its wording alone.

    `text` is as it was typed, and shown; `spelled` is what search and models read. `years` must stand in the evidence;
    `figures` are a person's own, by which scales are cut. `personal` asks for a decision on a person's own case;
    `orders` tries to give commands to Glose.
    """

    text: str
    spelled: str
    wants: tuple[Want, ...]
    years: tuple[str, ...]
    figures: tuple[Figure, ...]
    personal: bool
    orders: bool

    @property
    def wants_law(self) -> bool:
        """Whether an article or another text of law is asked for."""
        return any(want.name == "article" for want in self.wants)


def understand(text: str) -> Question:
    """Read the wording of a question."""
    spelled = spelled_out(text)
    folded = fold(spelled)
    return Question(
        text=text,
        spelled=spelled,
        wants=tuple(want for want in WANTS if want.asked.search(folded)),
        years=tuple(_YEAR.findall(folded)),
        figures=figures(folded),
        personal=bool(_PERSONAL.search(folded) and _OWN_FIGURES.search(folded)),
        orders=bool(_ORDERS.search(folded)),
    )
