"""The matter that a question asks of a decision, what for, who decides, with which data, and what it asks about.

Register entries and service sheets answer these questions under a heading that is wholly the name of the matter. All
patterns are compared with folded text.
"""

import re
from dataclasses import dataclass

from index.fold import fold

_WHICH = r"\bque?l(?:le)?s? (?:est |sont |etai(?:t|ent) )?(?:l'|l[ea]s? |d'|de |des )?"
_TOOL = r"(?:algo(?:rithme)?|ordinateur|ordi|logiciel|machine|robot|programme|informatique|tableur|ia)s?\b"
_COUNTED = r"(?:decisions?|demandes?|dossiers?|cas)"


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter, by the wordings that ask for it.

    `fields` are the numbers, in the French inventory, of those that say it in an entry; in other documents `headings`
    match, whole, the headings over it, as do those of the field `key` of a record (`record/finding/headed.py`).
    """

    asked: re.Pattern[str]
    fields: frozenset[int]
    headings: re.Pattern[str]
    key: str


def _matter(*asked: str, fields: tuple[int, ...] = (), headings: str = "(?!)", key: str = "") -> Matter:
    return Matter(re.compile("|".join(asked)), frozenset(fields), re.compile(rf"(?:{headings})\W*"), key)


MATTERS = (
    _matter(
        r"\ba quoi (?:ca |cela )?ser(?:t|vent|vait)\b(?:-(?:il|elle)s?\b)?",
        rf"{_WHICH}(?:buts?|objectifs?|finalites?|objet)\b",
        rf"\bpourquoi\b(?=.*\b{_TOOL})(?:.{{0,40}}\butilis\w+(?:-t-(?:il|elle|on)\b)?)?",
        fields=(7,),
        headings=r"a quoi (?:ca |cela )?sert.*|pourquoi (?:un|utiliser|cet) .*|(?:objectif|finalite|but)s?(?: d.*)?",
    ),
    _matter(
        r"\bqui (?:est-ce qui )?(?:decide|tranche|a le dernier mot)\b(?: (?:au final|a la fin|vraiment))?",
        r"\bqui\b[^?]{0,20}\bprend la decision\b|\bprend la decision\b",
        rf"\b{_TOOL} qui (?:decide|choisit|tranche|attribue)\w*",
        rf"\b{_TOOL} (?:decide|choisit|tranche)-t-il\b(?: seule?)?",
        r"\b(?:decisions?|choix)\b(?=.*\bautomati\w+)|\b(?:entierement |totalement )?automati(?:que|see?)s?\b"
        r"|\bautomatiquement\b",
        r"\b(?:comment|quand)\b[^?]{0,30}\binterven\w+(?:-t-(?:il|elle)\b)?",
        fields=(8, 9),
        headings=r"qui decide(?: .*)?|qui prend la decision|niveau d'automatisation.*",
    ),
    _matter(
        rf"{_WHICH}(?:donnees|informations|infos|renseignements)\b",
        r"\bqu'est-ce que\b.{0,40}\b(?:sait|savent) (?:de|sur) moi\b",
        fields=(16,),
        headings=r"(?:quelles )?donnees (?:sont )?(?:traite|utilise|collecte|prise|mobilise)e?s.*",
    ),
    _matter(
        r"\b(?:d'ou|ou)\b.{0,30}\b(?:vien(?:t|nent)|provien(?:t|nent)|trouv\w+|recuper\w+|pren\w+)\b.{0,20}\bdonnees\b",
        rf"{_WHICH}(?:sources?|origines?|provenance) des donnees\b",
        fields=(17,),
        key="data_source",
    ),
    _matter(
        rf"{_WHICH}(?:bases?|fondements?|cadre|references?)(?: (?:legale?s?|juridiques?))+",
        rf"{_WHICH}(?:textes?|articles?|lois?)\b(?: de loi\b)?",
        r"\bsur quoi se fonde\b",
        fields=(10,),
        key="legal_basis",
    ),
    _matter(
        r"\b(?:comment|ou|que|quoi)\b(?=.*\b(?:contest|recours|reclam|d'accord)).{0,30}?"
        r"\b(?:contester|(?:faire|deposer) (?:un |une )?(?:recours|reclamation)|pas d'accord)\b",
        r"\bpas d'accord\b(?=.*\b(?:comment|que|quoi|qui|ou)\b)",
        rf"{_WHICH}(?:voies? de )?recours\b",
        headings=r"contest(?:er|ation)(?: .*)?|voies? de recours",
        key="appeals",
    ),
    _matter(
        r"\bcomment (?:ca |cela )?(?:fonctionn|march)\w+",
        r"\bcomment (?:est|sont|se (?:fait|calcule))\b[^?]{0,20}\b(?:calcule|class|attribu|not|determin|fix)\w*",
        rf"\bcomment (?:l'|le |la |cet? |un |votre )?{_TOOL} (?:choisi|class|attribu|calcul|not|tri|affect)\w*",
        rf"{_WHICH}(?:criteres|parametres|regles)\b",
        fields=(20,),
        key="operations",
    ),
    _matter(
        rf"\bqui (?:est|sont)\b[^?]{{0,20}}\b(?:concernes?|vises?)\b|{_WHICH}public\b",
        fields=(14,),
        headings=r"qui est concerne.*|(?:publics?|personnes?) (?:concernee?|vise)s?|pour qui",
    ),
    _matter(
        r"\beffets? (?:importants?|sur)\b|\b(?:quel|un) effet\b|\b(?:impact|consequence)s?\b",
        fields=(14,),
    ),
    _matter(
        rf"\bcombien (?:de |d'){_COUNTED}\b(?=.*\b(?:par|chaque|tous les|toutes les) ans?(?:nees?)?\b)",
        rf"{_WHICH}nombre de {_COUNTED}\b(?=.*\ban(?:nee)?\b)",
        fields=(12,),
    ),
    _matter(
        r"\b(?:quel(?:le)?s?|que|c'est quoi le) (?:type|genre|sorte) d'algorithme",
        r"\bintelligence artificielle\b|\bl'ia\b|\bune ia\b|\bapprentissage automatique\b",
        fields=(19,),
    ),
    _matter(rf"{_WHICH}(?:service|direction)s?\b", fields=(2,), key="service"),
    _matter(
        r"\bqui contacter\b|\ba qui (?:s'adresser|m'adresser|ecrire|parler|poser)\b|\bqui peut me repondre\b",
        fields=(3,),
        key="contact",
    ),
    _matter(r"\bmises? a jour\b|\bde quand date\b", fields=(4,)),
    _matter(
        rf"{_WHICH}(?:entreprise|societe|editeur|fournisseur|boite)\b",
        r"\bqui a (?:developpe|cree|fourni|vendu|concu|programme)\b",
        headings=r"fournisseur.*|editeur.*",
    ),
)
"""From the most particular wording to the widest; a question may ask for several."""

PURPOSE = MATTERS[0]
SERVICE = next(matter for matter in MATTERS if matter.key == "service")

_GENERIC = re.compile(
    rf"\b(?:{_TOOL}|traitements?|systemes?|outils?|calcul\w*|resultats?|reponses?|decisions?|decid\w+|choix|choisi\w*"
    r"|utilis\w+|serv\w+|pren\w+|prises?|pris|compte|tient|tenir|faire|fait|font|faut|faudra|puis-je|peut-on|dois-je"
    r"|gens|personnes?|enfants?|familles?|foyers?|menages?|usagers?|habitants?|humains?|agents?|moi|je|j'ai|suis|avoir|recu|refus\w*|ville|mairie|commune"
    r"|municipa\w+|collectivite|administration|final|fin|vraiment|exactement|au juste|concern\w+|par an|chaque annee"
    r"|fonde\w*|appliqu\w+|s'occupe\w*|gere\w*|selon|lors|obtenir|demand\w+|attribu\w+|class\w+|important\w*|contre"
    r"|fiches?|registres?|questions?|prend|il|elle|ils|elles|informatique|est-ce|c'est|bonjour|merci|svp"
    r"|seule?s?|municipale?s?|municipaux|s'il vous plait|voudrais|savoir|aimerais)\b"
)
"""What every question on a decision may say: none of it tells one decision from another."""


def matters_of(question: str) -> list[tuple[Matter, str]]:
    """Return each matter that a question asks for, with the folded words that say what it is asked about."""
    folded = fold(question)
    return [(matter, distinct(matter.asked.sub(" ", folded))) for matter in MATTERS if matter.asked.search(folded)]


def distinct(folded: str) -> str:
    """Return a folded text without what may be said of any decision."""
    return _GENERIC.sub(" ", folded)
