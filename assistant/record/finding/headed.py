"""Which field a heading announces by itself: what stands under "Voies de recours" says how to contest.

Only headings that are wholly the name of a matter count, whatever their number: "2.1. Bénéficiaires", "Qui est
concerné ?". "Recours à un prestataire" announces none of it.
"""

import re
from collections.abc import Mapping

from assistant.record.finding.subject import without_number
from index.fold import fold

_OF = r"(?: (?:d[eu]s?|de la|de l'|d'|a la|au|aux|pour|par) ?[\w' -]{2,60})?"
"""What a heading may add of whom or what: "du règlement", "de la demande"."""

_NAMES: Mapping[str, tuple[str, ...]] = {
    "administration": (
        r"(?:identite du )?responsable d[eu] traitement",
        r"(?:administration|collectivite|organisme|autorite) (?:responsable|competente|organisatrice|decisionnaire)",
    ),
    "service": (rf"(?:direction|service)s? (?:instructeur|porteur|gestionnaire|responsable|pilote|en charge)s?{_OF}",),
    "contact": (
        r"(?:vos |nos |les )?contacts?(?: utiles?)?|nous (?:contacter|joindre|ecrire)|ou s'adresser",
        r"(?:pour )?(?:tous? )?renseignements?(?: et contacts?)?|coordonnees(?: du service)?",
    ),
    "context": (rf"(?:le |elements? de )?contexte{_OF}|expose des motifs|preambule|presentation(?: generale)?{_OF}",),
    "purpose": (
        rf"(?:objet|objectifs?|finalites?|buts?){_OF}",
        r"quel(?:le)? est (?:l'objectif|le but|la finalite|l'objet)|a quoi (?:ca )?sert.*",
    ),
    "legal_basis": (
        r"(?:bases?|fondements?|cadre|references?|textes?)"
        rf"(?: (?:et )?(?:legale?s?|juridiques?|legaux|reglementaires?|legislatifs?|de reference))+{_OF}",
    ),
    "public": (
        r"(?:les |public )?beneficiaires?|publics? (?:concerne|vise|eligible|cible)s?|personnes? concernees?|pour qui",
        r"qui (?:est concerne|est eligible|peut(?: en)? (?:beneficier|demander|pretendre).*)",
    ),
    "data": (
        rf"donnees? (?:traitees?|utilisees?|collectees?|prises? en compte){_OF}|ressources prises en compte",
        r"(?:pieces|documents|justificatifs?)(?: justificatives?)? (?:a (?:fournir|joindre|produire)|demandee?s)",
    ),
    "data_source": (rf"(?:sources?|origines?|provenance) des donnees{_OF}",),
    "data_collection": (
        rf"(?:mode|modalites) de collecte{_OF}|depot d(?:e la demande|es demandes|u dossier)",
        r"comment (?:faire (?:la |sa |une )?demande|s'inscrire|demander.*)|(?:faire|deposer) (?:sa|une|la) demande",
    ),
    "operations": (
        rf"(?:les )?criteres{_OF}|(?:mode|modalites|methode|regles?) de calcul{_OF}|(?:calcul|bareme){_OF}",
    ),
    "appeals": (
        r"(?:(?:voies?(?: et delais?)?|delais?(?: et voies?)?) de )?recours(?: (?:gracieux|contentieux|possibles?))*",
        r"(?:(?:(?: (?:et|ou) )?(?:reclamations?|contestations?|contentieux|recours))+)",
        r"comment (?:contester|faire un recours).*",
    ),
}
_OPENERS: Mapping[str, tuple[str, ...]] = {
    "service": (r"(?:direction|service)s?",),
    "purpose": (r"pourquoi(?: cet outil)?", r"(?:ce )?a quoi (?:ca|il|elle|cela|l'outil) sert.*"),
    "role": (
        r"(?:role|place|part|intervention) (?:de l'(?:humain|agent)|d[eu]s? \w+|humaine)|intervention humaine",
        r"qui decide|et apres|(?:la )?place dans la decision",
    ),
    "automation": (r"(?:(?:degre|niveau|part) d')?automatisation|(?:prise de )?decision",),
    "legal_basis": (r"(?:bases?|fondements?|textes?|references?)(?: (?:de reference|applicables?))?",),
    "public": (r"publics?|usagers concernes|qui",),
    "data": (r"donnees?(?: \w+ees)?",),
    "operations": (
        r"(?:comment (?:ca|cela|il|elle|l'outil) (?:marche|fonctionne)|fonctionnement|regles?)",
        r"(?:les )?criteres.*|ponderation|ce qu'(?:il|elle) fait",
    ),
    "appeals": (r"contester .*|(?:vos |les )?droits|(?:recours|reclamations?) et .*",),
}
"""What only the first words of a paragraph name, in an entry: as headings they are too short to be of one matter."""

KEYS = tuple({**_NAMES, **_OPENERS})
"""The fields that something may announce."""

_HEADED = {key: re.compile(rf"(?:{'|'.join(names)})\W*") for key, names in _NAMES.items()}
_OPENS = {key: re.compile(rf"(?:{'|'.join((*_NAMES.get(key, ()), *_OPENERS.get(key, ())))})\W*") for key in KEYS}


def opens(label: str, key: str) -> bool:
    """Whether the first words of a paragraph of an entry, folded, are wholly the name of what a field asks."""
    return bool(_OPENS[key].fullmatch(label)) if key in _OPENS else False


def announces(heading: str, key: str) -> bool:
    """Whether a heading is wholly the name of what a field asks."""
    pattern = _HEADED.get(key)
    return bool(pattern and pattern.fullmatch(fold(without_number(heading))))
