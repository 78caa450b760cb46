"""The vocabulary of signs: who decides, what tools, whom for, which law, as folded text writes them."""

import re
from dataclasses import dataclass

NEVER = re.compile(r"(?!)")

NEVER_UNDER = re.compile(
    r"droit d.acces|delegue|destinataires|conservation|fraude|sanction|verbalis|mediation|proces-verba"
)
"""Headings of what a document says of its own rules, and not of the decision; only appeals are said there."""


@dataclass(frozen=True, slots=True)
class Sign:
    """What shows a field: `sure` alone is enough, `likely` where the reader of pairs agrees, `never` forbids.

    `under` are headings below which a sentence is likely. `limit` is how many sentences say the field at most;
    `everywhere` that a rule for all subjects of the document says it as well as one of the subject's own.
    """

    sure: re.Pattern[str]
    likely: re.Pattern[str] = NEVER
    never: re.Pattern[str] = NEVER
    under: re.Pattern[str] = NEVER
    limit: int = 3
    everywhere: bool = True


def any_of(*alternatives: str) -> re.Pattern[str]:
    """Match any of these."""
    return re.compile("|".join(alternatives))


BODY = (
    r"(?:ville|mairie|commune|communaute|metropole|departement|region|conseil (?:departemental|regional|municipal)|"
    r"centre (?:communal |intercommunal )?d'action sociale|ccas|casvp|ministere|ministre|caisse|prefecture|prefet|"
    r"syndicat|universite|rectorat|recteur|etablissement public|office public|agence|bailleur|cd\d\d|"
    r"directeur|directrice|maire|president|comite de gestion|association|tisseo)"
)
SUBJECT = r"(?<!\ba l')(?<!\bde l')(?<!\bde la )(?<!\ba la )(?<!\bdu )(?<!\bau )"
DECIDES = (
    r"(?:gere|attribue|accorde|decide|delivre|prononce|notifie|verse|reserve|exploite|adopte|fixe|organise|aide|"
    r"designe|rendu public|instruit|applique|verifie)\w{0,3}"
)
TOOL = (
    r"(?:algorithm\w+|logiciel|tableur|traitements? (?:automatise|algorithmique)\w*|bareme|grille|classement|cotation|"
    r"score|scoring|points?|notes?|calcul\w*|simulateur|simulation|outil|moteur|plateforme|ordre d'appel)"
)
PERSON = (
    r"(?:commission|comite|conseil|agent|directeur|directrice|maire|president|jury|bureau|caleol|instructeur|"
    r"elus?)"
)
GIVEN = r"(?:notifie|envoye|adresse|verse|accorde|attribue|communique|propose|delivre|recu|octroye|destine)\w{0,3}"
PEOPLE = (
    r"(?:familles?|demandeurs?|beneficiaires?|usagers?|interessee?s?|candidats?|habitants?|associations?|parents?|"
    r"personnes? (?:agees?|handicapees?|isolees?|beneficiaires?|physiques?|concernees?)|couples?|etudiants?|lyceens?|"
    r"locataires?|allocataires?|eleves?|entreprises?|clients?|foyers?|menages?|residents?|exploitants?)"
)
AID = (
    r"(?:(?:cette|l'|la|le|ce|les|ces) ?(?:aide|allocation|prestation|algorithme|bareme|cotation|classement|calcul|"
    r"traitement|plateforme|procedure|dispositif|outil|logiciel|reglement|tarif|tarification|subvention|carte|fonds|"
    r"ordre d'appel|participation|redevance|mesure|delivrance)\w*)"
)
LAW = (
    r"(?:\barticles? (?:\d+[^.;]{0,30}\b(?:loi|code|decret|rgpd)\b|[lrd]\. ?\*? ?\d)|\b[lrd]\. ?\*? ?\d{2,4}-\d|"
    r"\b(?:loi|decret|ordonnance) (?:n°|no|du|de|d')|"
    r"\bcode (?:de|du|des|general|rural|civil)|\bdeliberations? (?:n°|no|du)|\barretes? (?:n°|du|ministeriel)|\brgpd\b|"
    r"\breglement (?:\(ue\)|europeen)|loi\w* \d)"
)
FOUNDS = (
    r"(?:\bvus?\b|conformement|en application|en vertu|prevue?s? par|autorisee?s? par|comme le prevoit|\bcf\b|"
    r"mise en oeuvre des dispositions|fonde|dans le respect|au titre de|vote\w* (?:par|le)|impose)"
)
URL = r"(?:https?://|www\.|\b[\w-]+(?:\.[\w-]+)*\.(?:fr|org|com|eu|net|example|travel)\b)"
NUMBER = r"\b\d[\d .]*"
COUNTED = (
    r"(?:demandes?|decisions?|dossiers?|candidatures?|candidats?|beneficiaires?|familles|foyers|usagers|"
    r"subventions|aides|allocations|attributions|eleves|personnes|factures|abonnes)"
)
YEARLY = r"(?:par an\b|chaque annee|annuel\w*|\ben 20\d\d|l'annee 20\d\d|de 20\d\d)"
DATA = (
    r"(?:donnees|ressources|revenus?|quotient familial|composition (?:du foyer|familiale)|adresse|avis d'imposition|"
    r"informations|pieces|justificatifs?|documents|attestations?|certificats?|coordonnees|enfants a charge|impot\w*|"
    r"numero|imprime|copie)"
)
USED = (
    r"(?:prise?s? en compte|a prendre en compte|utilise\w*|est tenu compte|tient compte|traitees?|collecte\w*|"
    r"apprecie\w* sur la base|necessaires?|necessite|a fournir|a joindre|vous joignez|vous devez fournir|"
    r"communiquent?|porte sur)"
)
FROM = (
    r"(?:par (?:la |le |l'|les )?(?:famille|parents|demandeur|caisse|caf|administration|employeur|usager|candidat|"
    r"organisme|beneficiaire|medecin|pole|france travail|client|api)\w*|"
    r"aupres (?:de|du|des)|de la (?:caf|caisse)|les parents communiquent|a la caf)"
)
GIVES = (
    r"(?:communique|fourni|transmis|transmet|declare|remis|delivre|renseigne|attest|collecte|obtenu|provien|"
    r"joi[nt])\w*"
)
WAY = (
    r"(?:formulaire|en ligne|teleservice|portail|papier|au guichet|guichet|imprime|par courrier|courriel|dossier|"
    r"e-agence|rendez-vous|declaration|sur la plateforme|voie electronique|internet|depot)"
)
COLLECTS = (
    r"(?:depos|rempl|fourni|joi(?:nd|nt|gn)|saisi|recueill|collect|transmis|communiqu|renseign|signe|declar|"
    r"adress|formul)\w*"
)
MACHINE_LEARNING = (
    r"(?:apprentissage (?:automatique|machine|profond|statistique)|machine learning|reseaux? de neurones)"
)
