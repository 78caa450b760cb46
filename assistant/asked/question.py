"""What a question asks for: the kind of value an answer must hold, and what Glose must not do with it.

All patterns are compared with folded text (lower case, no accents, straight apostrophes).
"""

import re
from dataclasses import dataclass

from assistant.asked.shapes import Shape, shapes_of
from assistant.asked.spelling import spelled_out
from assistant.mask.names import mask_names
from assistant.quoting.scales import Figure, figures
from index.fold import fold


@dataclass(frozen=True, slots=True)
class Want:
    """A kind of value. A question that matches `asked` is answered only by a quotation that matches `shown`.

    Without `shown`, the name of a person is wanted, which only its capitals tell.
    """

    name: str
    asked: re.Pattern[str]
    shown: re.Pattern[str] | None

    def is_in(self, text: str) -> bool:
        """Tell whether a text holds such a value."""
        return bool(self.shown.search(fold(text))) if self.shown else mask_names(text) != text


def _any(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives))


_WHICH = r"\b(?:quels?|quelles?|c'est quoi|connaitre)\b"
_WORDS = r"\b(?:une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quinze|vingt|trente|cent|mille)"
_NUMBER = rf"(?:(?<!\d)(?<!\d[ .,])\d[\d .,]*+|{_WORDS})"
_TIME = r"(?:h|heures?|minutes?|jours?|semaines?|mois|trimestres?|semestres?|ans?|annees?)\b"
_MONEY_WORDS = r"\b(?:montants?|prix|tarifs?|couts?|plafonds?|frais|budgets?)\b"
_AMOUNT = (r"\d ?(?:€|euros?|%)", "pour cent", "gratuit", "payant", "sans frais", r"\bsmic\b")
_MEASURED = r"\b(?:delai|duree|temps|montant|prix|cout|revenu|salaire|loyer|tarif|age|nombre|taux|score|niveau)s?"
_MONEY_VERBS = r"\b(?:cout|touch|pa(?:ie|ye)|verse|rapport|gagn|prend|rembours)\w*"
_MONTHS = r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)\b"
_DAY = rf"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s?\b|\b\d{{1,2}}(?:er)? {_MONTHS}|\btous les jours\b"
_STREET = r"(?:rue|place|avenue|boulevard|route|chemin|quai|impasse|allee|cours|square)"
_MAIL = r"(?:e-?mails?|mails?|courriels?|electronique)\b"
_OFFICE = (
    r"(?:maires?|adjointe?|elue?|direct(?:eur|rice)|president?e?|prada|deleguee?|conseill(?:er|ere)|secretaire|chef)"
)
_COUNTED = r"(?:gens|personnes|demandes|dossiers|familles|logements|places|decisions|beneficiaires|refus)\b"

WANTS = (
    Want(
        "amount",
        _any(
            rf"{_WHICH}[^?]{{0,25}}{_MONEY_WORDS}",
            rf"\bcombien\b(?! d(?:e |')(?!sous\b|argent\b|euros?\b))[^?]{{0,30}}(?:{_MONEY_VERBS}|\beuros?\b)",
            r"\b(?:a|c'est|ca fait|pour|coute) combien\b(?! de)",
            r"\bmontant (?:de|du|des|maximum|minimum|moyen)\b",
        ),
        _any(*_AMOUNT),
    ),
    Want("scale", _any(rf"{_WHICH}[^?]{{0,25}}\bbaremes?\b"), _any(*_AMOUNT, r"\bpoints?\b")),
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
        _any(
            r"\b\d{2}(?:[ .]?\d{2}){4}\b",
            rf"\b(?:le|au|numeros?) (?:3\d ?\d{{2}}|1[1-9]\d?|11\d{{3,4}})\b(?! ?(?:h\b|heures|du mois|{_MONTHS}))",
        ),
    ),
    Want("mail", _any(rf"(?:{_WHICH}|\bavoir\b|\bdonne[rz]?\b)[^?]{{0,15}}\b(?:adresses? )?{_MAIL}"), _any("@")),
    Want(
        "address",
        _any(rf"{_WHICH}[^?]{{0,12}}\badresse\b(?! (?:{_MAIL}|internet|web|du site))"),
        _any(
            rf"\b\d{{1,4}}(?: ?bis| ?ter)?,? {_STREET}\b",
            r"\b(?:rue|avenue|boulevard|quai|route) d",
            r"\b\d{5}\b",
            "@|www",
        ),
    ),
    Want(
        "person",
        _any(
            rf"\bs'appelle(?:nt)?(?:-t-(?:il|elle)\b| (?:l'|la |le |les ){_OFFICE}\b)",
            rf"(?<!connaitre le )\bnoms? (?:de la |du |de l'|des |de l' )(?:{_OFFICE}|personnes?|agents?)",
            r"(?<!\ben )\bson nom\b",
            r"\b(?:qui est|c'est qui) (?:l'|le |la )(?:maire|adjointe?)\b",
        ),
        None,
    ),
    Want("day", _any(r"\bquels? jours?\b(?! (?:de conge|ouvr))"), _any(_DAY, r"\bjours? ouvr")),
    Want(
        "date",
        _any(r"\ba quelles? dates?\b", rf"{_WHICH} (?:est )?(?:la |les )?dates?\b"),
        _any(_DAY, rf"\b{_MONTHS}", r"\b\d{1,2}/\d{1,2}\b", rf"{_NUMBER} ?{_TIME}"),
    ),
    Want(
        "when",
        _any(
            r"\b(?:c'est|depuis|avant|pour|a partir de) quand\b",
            r"\bquand (?:faut-il|est-ce|(?:dois|puis|vais)-je|(?:doit|peut|va)-on"
            r"|(?:sont|est|sera|seront|aura|auront)\b|a lieu|ont lieu|commence|se (?:reuni|deroul|termin))",
        ),
        _any(
            _DAY,
            rf"\b{_MONTHS}",
            rf"{_NUMBER} ?{_TIME}",
            r"\b(?:chaque|tout(?:e|es|s)? (?:l'|les )|des (?:que|le|la|votre)|au plus tard)",
            r"\b(?:apres|avant|fois par|immediat)",
        ),
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
        _any("ponder", "coefficient", r"\d points?\b", r"\bpoints?\b[^.;]{0,40}: \d", r"\bpoids\b"),
    ),
    Want(
        "yearly",
        _any(r"\bcombien\b.*\b(?:chaque annee|l'an dernier|l'annee derniere)\b"),
        _any(r"\b(?:chaque annee|par an|annuel\w*)\b"),
    ),
    Want(
        "decision",
        _any(
            r"\bqui (?:est-ce qui )?(?:decide|tranche)\b",
            r"\b(?:ordinateur|logiciel|machine|algorithme|robot|ia) qui (?:decide|choisit|tranche)",
            r"\bdecision\b[^?]{0,60}\bautomati\w+",
        ),
        _any(
            r"\b(?:decid|decision|tranch|automati|attribu|prononc|accord|statu|choisi|vot|design|notifi)\w*",
            r"\b(?:commission|comite|conseil|jury)\b",
        ),
    ),
    Want("count", _any(rf"\bcombien d(?:e |'){_COUNTED}"), _any(_NUMBER)),
)
"""What a quotation must show for what is asked: same-topic evidence without the value asked is the hard case."""

_ASKED_BOUND = re.compile(
    r"\b(?:quotients?|qf|plafonds?|bareme|revenus?|ressources|seuils?|limites?|max\w*|tranches?)\b"
)
_MEANS = re.compile(
    r"\b(?:quotient(?: familial)?|revenus?|ressources)\b(?:(?:,? \d+)?[^.;:\d]{0,25}"
    r"(?:\bde|jusqu'a|\bpas|moins de|plus de|superieur a|inferieur a|egal a|au-dela de|entre|et|a) "
    r"\d[\d .]*(?:,\d+)? ?(?:€|euros?))+"
)
"""Bounds of means: "quotient familial, 15 jusqu'à 400 €, 10 jusqu'à 850 €" gives no price."""

_YEAR = re.compile(r"(?<![\d-])(20[0-4]\d)\b(?! ?(?:€|(?:euros?|habitants?|personnes?|points?|metres?|km|m2)\b))")

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
_OWN = re.compile(
    r"\b(?:je (?:gagne|touche|perçois|reçois)|j'ai|avec|"
    r"(?:revenus?|salaires?|retraite|pension|ressources)(?: (?:sont |est )?de)?)"
    r" (?:environ |à peu près )?\d[\d\s.,]*(?:€|euros?\b|e\b)(?: ?(?:par|/|nets?|bruts?) ?(?:mois|an\b)?)*",
    re.IGNORECASE,
)
_OWN_FIGURES = re.compile(r"\d ?(?:€|e\b|euros?)|\bje gagne\b|\bmes revenus\b|\bje touche\b|\bj'ai \d")


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what follows from its wording alone.

    `text` is as it was typed, and shown; `spelled` is what search and models read. `years` must stand in the evidence;
    `figures` are a person's own, by which scales are cut. `personal` asks for a decision on a person's own case;
    `orders` tries to give commands to Glose; `shapes` are those of an answer to "qui peut", "comment", "quels papiers".
    """

    text: str
    spelled: str
    wants: tuple[Want, ...]
    years: tuple[str, ...]
    figures: tuple[Figure, ...]
    personal: bool
    orders: bool
    shapes: tuple[Shape, ...] = ()

    def is_met_by(self, text: str) -> bool:
        """Tell whether a text holds every kind of value that is asked for, if any is."""
        return bool(self.wants) and all(self.is_shown(want, text) for want in self.wants)

    def is_shown(self, want: Want, text: str) -> bool:
        """Tell whether a text holds a kind of value that is asked for; a bound of means is no price."""
        if want.name == "amount" and not _ASKED_BOUND.search(fold(self.spelled)):
            return want.is_in(_MEANS.sub(" ", fold(text)))
        return want.is_in(text)

    @property
    def wants_price(self) -> bool:
        """Whether an amount is asked for."""
        return any(want.name == "amount" for want in self.wants)

    @property
    def sought(self) -> str:
        """What is asked about, without the figures that persons give of themselves: no text is nearer for them."""
        return _OWN.sub(" ", self.spelled)

    @property
    def wants_law(self) -> bool:
        """Whether an article or another text of law is asked for."""
        return any(want.name == "article" for want in self.wants)


def commands(folded: str) -> bool:
    """Tell whether a folded text tries to command Glose, as a question or a document may."""
    return bool(_ORDERS.search(folded))


def understand(text: str) -> Question:
    """Read the wording of a question."""
    spelled = spelled_out(text)
    folded = fold(spelled)
    given = figures(folded)
    return Question(
        text=text,
        spelled=spelled,
        wants=tuple(want for want in WANTS if want.asked.search(folded)),
        years=tuple(year for year in _YEAR.findall(folded) if int(year) not in {figure.value for figure in given}),
        figures=given,
        personal=bool(_PERSONAL.search(folded) and _OWN_FIGURES.search(folded)),
        orders=commands(folded),
        shapes=shapes_of(folded),
    )
