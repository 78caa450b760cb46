"""The vocabulary of signs: who decides, what tools, whom for, which law, as folded text writes them."""

import re
from dataclasses import dataclass

NEVER = re.compile(r"(?!)")

NEVER_UNDER = re.compile(
    r"droit d.acces|delegue|destinataires|conservation|fraude|sanction|verbalis|mediation|proces-verba|"
    r"\bachat|commande publique|apres-vente|\bmaintenance|sauvegarde|performances|questions diverses|\bassistance\b"
)
"""Headings of what a document says of its own rules or of its supplier, not of the decision; only appeals are there."""


AFTER = re.compile(r"(?:^|> )\W*(?:\w{1,3} ?[-./)] ?)?controles?\b")
"""Headings of what is checked once the decision is taken: what is read and done then is no part of it."""


@dataclass(frozen=True, slots=True)
class Sign:
    """What shows a field: `sure` alone is enough, `likely` where the reader of pairs agrees, `never` forbids.

    `under` are headings below which a sentence is likely. `limit` is how many sentences say the field at most;
    `everywhere` that a rule for all subjects of the document says it as well as one of the subject's own; `opening`
    what the first lines of a document say of whose it is; `announced` that what is likely is sure under such a heading;
    `certain` what counts twice.
    """

    sure: re.Pattern[str]
    likely: re.Pattern[str] = NEVER
    never: re.Pattern[str] = NEVER
    under: re.Pattern[str] = NEVER
    opening: re.Pattern[str] = NEVER
    certain: re.Pattern[str] = NEVER
    announced: bool = False
    limit: int = 3
    everywhere: bool = True


def any_of(*alternatives: str) -> re.Pattern[str]:
    """Match any of these."""
    return re.compile("|".join(alternatives))


BODY = (
    r"(?:ville|mairie|commune|communaute|metropole|departement|region|conseil (?:departemental|regional|municipal)|"
    r"centre (?:communal |intercommunal )?d'action sociale|ccas|ministere|ministre|caisse|prefecture|prefet|"
    r"syndicat|universite|rectorat|recteur|etablissement public|office public|agence|bailleur|cd\d\d|"
    r"directeur|directrice|maire|president|comite de gestion|association)"
)
TERRITORY = (
    r"(?:^|[.,] )(?:la |le |l')?(?:ville|commune|mairie|departement|region|metropole|communaute (?:de communes|"
    r"d'agglomeration|urbaine)|syndicat mixte|ministere|conseil (?:municipal|departemental|regional|metropolitain))"
    r" (?:de|du|des|d')"
)
SUBJECT = r"(?<!\ba l')(?<!\bde l')(?<!\bde la )(?<!\ba la )(?<!\bdu )(?<!\bau )"
DECIDES = (
    r"(?:gere|attribue|accorde|decide|delivre|prononce|notifie|verse|reserve|exploite|adopte|fixe|organise|aide|"
    r"designe|rendu public|instruit|applique|verifie)\w{0,3}"
)
SOFTWARE = (
    r"(?:logiciel|tableur|outil|module|application|modele|algorithme|programme|portail|moteur|simulateur|plateforme|"
    r"systeme (?!d'information|educatif))"
)
TOOL = (
    r"(?:algorithm\w+|logiciel|tableur|traitements? (?:automatise|algorithmique)\w*|bareme|grille|classement|cotation|"
    r"score|scoring|points?|notes?|calcul\w*|simulateur|simulation|outil|moteur|plateforme|ordre d'appel|module|"
    r"application|"
    r"modele|programme informatique|systeme (?!d'information|educatif))"
)
PERSON = (
    r"(?:commission|comite|conseil|agent|directeur|directrice|maire|president|jury|bureau|caleol|instructeur|"
    r"elus?|cadre|responsable|chef|directrice generale|equipe|service|assistante? sociale|travailleur social|"
    r"examinateur)"
)
"""Who may decide, or look at what a tool says."""

OVERRIDES = (
    r"(?:s'(?:en )?ecart\w+|chang\w+ (?:l'ordre|le rang|la proposition|le resultat)|"
    r"(?:modifi|corrig|confirm|valid)\w* (?:la|le|les|l'|ou|cette|ce) ?(?:proposition|resultat|ordre|classement|"
    r"rang|note|"
    r"categorie|liste|montant|modifi|corrig|en choisi|refus)\w*|"
    r"passer? outre|deroge\w* (?:a|au) (?:l'ordre|la proposition|classement)|en choisi\w* une? autre)"
)
"""A person is not bound by what a tool says."""

ADVISES = (
    r"(?:\b(?:note|proposition|classement|resultat|rang|score|liste|ordre)\b[^.;:]{0,30}\best (?:purement |seulement |"
    r"simplement |donnee? a titre )?(?:indicati|consultati)\w+|\ba titre indicatif\b|"
    r"\bn(?:e |')(?:rend|prend)\w* (?:elle-meme |lui-meme )?(?:aucune|pas de|pas la) decision|"
    r"\b(?:il|elle|outil|logiciel|application|module|tableur|algorithme) ne decide (?:pas|rien|de rien)|"
    r"\b(?:note|avis|classement|score|rang|proposition|resultat)s? n'oblige(?:nt)? pas\b|"
    r"\bn'est pas (?:tenue?s?|liee?s?) par\b|\bne (?:la|le|les) lie(?:nt)? pas\b|"
    r"\bpropose\b[^.;]{0,60}\bdecide\b)"
)
"""What a tool says is a proposal."""

MAY_DIFFER = (
    r"(?:\b(?:ne pas suivre|passe\w* outre a?) (?:la |le |les |cette |cet |l')?(?:proposition|classement|resultat|avis|"
    r"ordre|liste)\w*|\bretenir (?:le |la |les |une? )(?:autre|deuxieme|seconde?|troisieme)|"
    r"\bchang\w+ une? (?:enfant|dossier|demande|candidat\w*|famille) de (?:file|rang|place|categorie|liste|priorite)\b|"
    r"\b(?:remont|descend)\w* une? (?:enfant|dossier|demande|candidat|famille)\w*|"
    r"\bchang\w+ (?:le |la |les |l')(?:degre|note|niveau|nombre de points|categorie)\b[^.;]{0,60}\b(?:juge|estime|"
    r"decide)|"
    r"\bn'(?:est|a valeur) qu(?:'un avis|'une proposition|'une aide|e d'avis|e de proposition)\b|"
    rf"\b{PERSON}\b[^.;]{{0,30}}\b(?:attribue|accorde|designe|choisit)(?:nt)?\b[^.;]{{0,60}}\bapres avis\b)"
)
"""Somebody does otherwise than a tool or an advice says, or decides once it is given."""

ALONE = r"(?:\bsans qu'aucune? (?:agent|personne|humain)\w*\b|\b(?:le|par) (?:calcul|logiciel|programme) seul\b)"
"""A tool decides and nobody looks."""

READS = (
    r"(?:lit|lisent|utilise (?:l|d|v|c|un)|exploite|prend en compte|prennent en compte|croise|s'appuie sur|"
    r"tient compte|repose sur|recupere|"
    r"consulte|interroge)"
)
GIVEN = r"(?:notifie|envoye|adresse|verse|accorde|attribue|communique|propose|delivre|recu|octroye|destine)\w{0,3}"
HANDS = (
    r"(?:remet(?:tent)?|fourni(?:t|ssent|ssez)|joi(?:nt|gnent|gnez)|transmet(?:tent)?|declare(?:nt|z)?|"
    r"presente(?:nt|z)?|apporte(?:nt|z)?|communique(?:nt|z)?|envoie(?:nt)?)"
)
PEOPLE = (
    r"(?:familles?|demandeurs?|beneficiaires?|usagers?|interessee?s?|candidats?|habitants?|associations?|parents?|"
    r"personnes? (?:agees?|handicapees?|isolees?|beneficiaires?|physiques?|concernees?)|couples?|etudiants?|lyceens?|"
    r"locataires?|allocataires?|eleves?|entreprises?|clients?|foyers?|menages?|residents?|exploitants?|voyageurs?|"
    r"abonnes?|"
    r"jeunes|enfants|retraites|seniors?|stagiaires|apprentis|assures?|riverains|proprietaires|commercants|agriculteurs)"
)
STAFF = (
    r"(?:agents (?:titulaires|contractuels|municipaux|territoriaux|publics|de la|du|des|en poste)|fonctionnaires|"
    r"personnels? (?:de la|du|municipal|titulaire|enseignant)|salaries de l[a']|enseignants)"
)
CONCERNS = (
    r"(?:s'adresse(?:nt)? (?:a|aux?)|concerne(?:nt)?|vise(?:nt)? (?:a|les|des)|(?:est|sont) (?:ouvert|reserve|"
    r"destine)\w* "
    r"(?:a|aux?)|beneficie(?:nt)? (?:a|aux?)|loue\w*[^.;]{0,40} a)\b"
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
    r"\breglement (?:municipal|departemental|interieur|d[eu'])[^.;]{0,50}: articles? \d|\breglement (?:\(ue\)|"
    r"europeen)|loi\w* \d)"
)
FOUNDS = (
    r"(?:\bvus?\b|conformement|en application|en vertu|prevue?s? par|autorisee?s? par|"
    r"\bannexee? a|(?:est|sont) prevue?s? (?:a|aux?)\b|(?:adopte|approuve|institue|cree|encadre|regi)e?s? par|"
    r"resulte\w* d|comme le prevoit|\bcf\b|"
    r"mise en oeuvre des dispositions|fonde|dans le respect|au titre de|vote\w* (?:par|le)|impose)"
)
WEB = r"(?:https?://|www\.|(?<![\w.-])[\w-]+(?:\.[\w-]+)*\.(?:fr|org|com|eu|net|example|travel)\b)"
"""A web address, or its beginning."""

NUMBER = r"\b\d[\d .]{0,20}"
"""A number and the space after it; bounded, or a long run of digits would be read over and over."""

COUNTED = (
    r"(?:demandes?|decisions?|dossiers?|candidatures?|candidats?|beneficiaires?|familles|foyers|usagers|"
    r"subventions|aides|allocations|attributions|eleves|personnes|factures|abonnes)"
)
YEARLY = r"(?:par an\b|chaque annee|annuel\w*|\ben 20\d\d|l'annee 20\d\d|de 20\d\d)"
DATA = (
    r"(?:donnees|ressources|revenus?|quotient familial|composition (?:du foyer|familiale)|adresse|avis d'imposition|"
    r"informations|pieces|justificatifs?|documents|attestations?|certificats?|coordonnees|enfants a charge|impot\w*|"
    r"numero|imprime|copie|anciennete|age|diagnostic|situation|curriculum)"
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
    r"e-agence|rendez-vous|declaration|sur la plateforme|voie electronique|internet|depot|par la poste|a l'agence|"
    r"a l'accueil|"
    r"en mairie|a la mairie|sur place|intranet|espace (?:agent|personnel|famille|usager)|main propre|par telephone)"
)
COLLECTS = (
    r"(?:depos|rempl|fourni|joi(?:nd|nt|gn)|saisi|recueill|collect|transmis|communiqu|renseign|signe|declar|"
    r"adress|formul|remet|remis|envoi|envoy|numeris|scann)\w*"
)
APPLIES = (
    r"(?:\b(?:logiciel|tableur|outil|module|application|grille|algorithme|programme)\b[^.;:]{0,30}"
    r"\b(?:applique|additionne|somme|calcule|attribue)\b[^.;:]{0,40}\b(?:points?|bareme|regles|seuils|grille|quotient|"
    r"cotation|formule)|\b(?:tableur|feuille de calcul)\b[^.;:]{0,20}\b(?:calcule|additionne|applique|attribue)|"
    r"\bregles (?:fixes|ecrites|de calcul fixes)|\bregles (?:de calcul |metier )?(?:sont |ont ete )(?:toutes )?"
    r"(?:ecrites|fixees|etablies|definies|codees|votees))"
)
"""A tool follows rules that people wrote."""

MACHINE_LEARNING = (
    r"(?:apprentissage (?:automatique|machine|profond|statistique|supervise)|machine learning|reseaux? de neurones|"
    r"modeles? (?:appris|entraines?|statistiques?|predictifs?)|entrainee?s? sur\b|forets? (?:d'arbres|aleatoires?)|"
    r"arbres? de decision|regression|algorithme apprenant|auto-apprenant|apprend (?:a partir|sur|de))"
)
