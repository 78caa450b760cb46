"""The words by which a sentence shows that it says what a field asks: without one of them a field stays open.

The reader of pairs sees which sentence is nearest to a question, and takes for an answer what is only near: a field is
filled because a sentence shows the thing itself. Patterns are compared with folded text (lower case, no accents).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Sign:
    """What shows a field: `sure` alone is enough, `likely` where the reader of pairs agrees, `never` forbids.

    `under` are headings below which a sentence is likely. `limit` is how many sentences say the field at most;
    `everywhere` that a rule for all subjects of the document says it as well as one of the subject's own.
    """

    sure: re.Pattern[str]
    likely: re.Pattern[str] = _NEVER
    never: re.Pattern[str] = _NEVER
    under: re.Pattern[str] = _NEVER
    limit: int = 3
    everywhere: bool = True


def _any(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives))


_BODY = (
    r"(?:ville|mairie|commune|communaute|metropole|departement|region|conseil (?:departemental|regional|municipal)|"
    r"centre (?:communal |intercommunal )?d'action sociale|ccas|casvp|ministere|ministre|caisse|prefecture|prefet|"
    r"syndicat|universite|rectorat|recteur|etablissement public|office public|agence|bailleur|cd\d\d|"
    r"directeur|directrice|maire|president|comite de gestion|association|tisseo)"
)
_SUBJECT = r"(?<!\ba l')(?<!\bde l')(?<!\bde la )(?<!\ba la )(?<!\bdu )(?<!\bau )"
_DECIDES = (
    r"(?:gere|attribue|accorde|decide|delivre|prononce|notifie|verse|reserve|exploite|adopte|fixe|organise|aide|"
    r"designe|rendu public|instruit|applique|verifie)\w{0,3}"
)
_TOOL = (
    r"(?:algorithm\w+|logiciel|tableur|traitements? (?:automatise|algorithmique)\w*|bareme|grille|classement|cotation|"
    r"score|scoring|points?|notes?|calcul\w*|simulateur|simulation|outil|moteur|plateforme|ordre d'appel)"
)
_PERSON = r"(?:commission|comite|conseil|agent|directeur|directrice|maire|president|jury|bureau|caleol|instructeur|elus?)"
_GIVEN = r"(?:notifie|envoye|adresse|verse|accorde|attribue|communique|propose|delivre|recu|octroye|destine)\w{0,3}"
_PEOPLE = (
    r"(?:familles?|demandeurs?|beneficiaires?|usagers?|interessee?s?|candidats?|habitants?|associations?|parents?|"
    r"personnes? (?:agees?|handicapees?|isolees?|beneficiaires?|physiques?|concernees?)|couples?|etudiants?|lyceens?|"
    r"locataires?|allocataires?|eleves?|entreprises?|clients?|foyers?|menages?|residents?|exploitants?)"
)
_AID = (
    r"(?:(?:cette|l'|la|le|ce|les|ces) ?(?:aide|allocation|prestation|algorithme|bareme|cotation|classement|calcul|"
    r"traitement|plateforme|procedure|dispositif|outil|logiciel|reglement|tarif|tarification|subvention|carte|fonds|"
    r"ordre d'appel|participation|redevance|mesure|delivrance)\w*)"
)
_LAW = (
    r"(?:\barticles? (?:\d+[^.;]{0,30}\b(?:loi|code|decret|rgpd)\b|[lrd]\. ?\*? ?\d)|\b[lrd]\. ?\*? ?\d{2,4}-\d|\b(?:loi|decret|ordonnance) (?:n°|no|du|de|d')|"
    r"\bcode (?:de|du|des|general|rural|civil)|\bdeliberations? (?:n°|no|du)|\barretes? (?:n°|du|ministeriel)|\brgpd\b|"
    r"\breglement (?:\(ue\)|europeen)|loi\w* \d)"
)
_FOUNDS = (
    r"(?:\bvus?\b|conformement|en application|en vertu|prevue?s? (?:par|a)|autorisee?s? par|comme le prevoit|\bcf\b|"
    r"mise en oeuvre des dispositions|fonde|dans le respect|au titre de|vote\w* (?:par|le)|impose)"
)
_URL = r"(?:https?://|www\.|\b[\w-]+(?:\.[\w-]+)*\.(?:fr|org|com|eu|net|example|travel)\b)"
_NUMBER = r"\b\d[\d .]*"
_COUNTED = (
    r"(?:demandes?|decisions?|dossiers?|candidatures?|candidats?|beneficiaires?|familles|foyers|usagers|"
    r"subventions|aides|allocations|attributions|eleves|personnes|factures|abonnes)"
)
_YEARLY = r"(?:par an\b|chaque annee|annuel\w*|\ben 20\d\d|l'annee 20\d\d|de 20\d\d)"
_DATA = (
    r"(?:donnees|ressources|revenus?|quotient familial|composition (?:du foyer|familiale)|adresse|avis d'imposition|"
    r"informations|pieces|justificatifs?|documents|attestations?|certificats?|coordonnees|enfants a charge|impot\w*|"
    r"numero|imprime|copie)"
)
_USED = (
    r"(?:prise?s? en compte|a prendre en compte|utilise\w*|est tenu compte|tient compte|traitees?|collecte\w*|"
    r"apprecie\w* sur la base|necessaires?|necessite|a fournir|a joindre|vous joignez|vous devez fournir|communiquent?|porte sur)"
)
_FROM = (
    r"(?:par (?:la |le |l'|les )?(?:famille|parents|demandeur|caisse|caf|administration|employeur|usager|candidat|"
    r"organisme|beneficiaire|medecin|pole|france travail|client|api)\w*|"
    r"aupres (?:de|du|des)|de la (?:caf|caisse)|les parents communiquent|a la caf)"
)
_GIVES = r"(?:communique|fourni|transmis|transmet|declare|remis|delivre|renseigne|attest|collecte|obtenu|provien|joi[nt])\w*"
_WAY = (
    r"(?:formulaire|en ligne|teleservice|portail|papier|au guichet|guichet|imprime|par courrier|courriel|dossier|"
    r"e-agence|rendez-vous|declaration|sur la plateforme|voie electronique|internet|depot)"
)
_COLLECTS = r"(?:depos|rempl|fourni|join[dt]|saisi|recueill|collect|transmis|communiqu|renseign|signe|declar|adress|formul)\w*"
_MACHINE_LEARNING = r"(?:apprentissage (?:automatique|machine|profond|statistique)|machine learning|reseaux? de neurones)"

SIGNS: Mapping[str, Sign] = {
    "administration": Sign(
        sure=_any(
            rf"{_SUBJECT}\b{_BODY}\b(?:(?!\b(?:que|si|dont)\b)[^.;]){{0,80}}\b{_DECIDES}\b",
            rf"\b(?:decision|decisions)\b[^.]{{0,90}}\b(?:prise|prononcee|notifiee)\b[^.]{{0,90}}\bpar\b",
            r"\bresponsable d[eu] traitement est\b|\best geree? par\b|\bnom de l'administration",
            r"\bdiscretion du president du conseil",
        ),
        never=_any(r"subventionn|financ|communique annuellement|recours|donnees personnelles|caf qui"),
        limit=2,
    ),
    "service": Sign(
        sure=_any(
            r"\b(?:service|direction|bureau|pole|cellule|mission)s? (?!public|qui|propose|rendu)\w[^.;]{0,60}"
            r"\b(?:instruit|examine|note|verifie|gere|traite|attribue|pilote|decide|controle)\w{0,2}\b",
            r"\b(?:instruction|attribuees?|instruites?|geree?s?|deposee?s?|traitee?s?) (?:par|aupres)[^.;]{0,60}"
            r"\b(?:service|direction|bureau|centre d'action)\b",
            r"^service \w+[^.]*,|\bdirection/service\b|direction\w* \(?(?:assistee|de la crech)",
        ),
        never=_any(r"donnees personnelles|remboursement|urgence|informatique|comptabilite|courrier renvoie"),
        limit=2,
    ),
    "contact": Sign(
        sure=_any(
            r"[\w.+-]+@[\w-]+\.[\w.]+",
            r"\b0\d(?:[ .]?\d\d){4}\b|\b3\d ?\d\d\b(?= )",
            r"\b\d+(?: ?bis)?,? (?:rue|avenue|place|boulevard|quai|impasse|allee|route|chemin)\b[^.]*\b\d{2} ?\d{3} [a-z]",
        ),
        never=_any(
            r"protection des donnees|donnees personnelles|\bdpo\b|delegue|mediat|urgence|tribunal|\bcada\b|formation|"
            r"numerique@|\bpv\b|proces-verbal|sous-prefecture|vol |perte"
        ),
        limit=2,
    ),
    "context": Sign(
        sure=_any(
            r"\bplus nombreuses que\b|demandes sur (?:deux|trois|dix|\d)|\bmesures arretees\b",
            rf"\b{_PERSON}\b[^.;]{{0,60}}\b(?:verifie|examine|accorde|instruit|propose|se prononce|applique)\w{{0,2}}\b",
            r"\b(?:est|constitue) la plateforme\b|\best une (?:creche|regie|structure|ecole)\b",
            r"\bplaces? (?:par jour|offertes?|disponibles)\b|\boffrent? ensemble\b",
            r"\bune subvention n'est pas un droit\b|\bsur prescription\b|\best finance d'une part\b",
        ),
        likely=_any(r"\b(?:loi|reforme|deliberation|depuis|creee?|institue|afin|procedure|chaque annee|gere|reserve)\b"),
        under=_any(r"contexte|expose des motifs|presentation|preambule|introduction|principes? generaux"),
        never=_any(r"enfant|administration de|medicament|exemple|sanction"),
        limit=4,
    ),
    "purpose": Sign(
        sure=_any(
            r"\bfinalites?\b|\ba(?:yant)? pour (?:but|objet|objectif)\b|\bont pour (?:but|objet|objectif)\b",
            r"\bsert a\b|\bservent a\b|\bobjectifs? (?:est|sont|de l)\b",
            rf"\b{_AID}\b[^.]{{0,80}}\b(?:destinee?s? a|vise(?:nt)? a \w*(?:er|ir|re)\b|permet(?:tra)?(?:tent)? (?:de|d'|la|aux|notamment)|afin de)",
            r"\best destinee? a(?:ux|u)?\b[^.]{0,220}\b(?:afin|pour)\b|\bpourra notamment permettre\b",
            r"\butilisee? pour (?:determiner|calculer|classer|fixer)\b",
        ),
        never=_any(r"reunion|sortie|adaptation|pedagog|permanence|exemple|repas|dossier|a la fin|controle permettra"),
        limit=3,
        everywhere=False,
    ),
    "role": Sign(
        sure=_any(
            rf"\b{_TOOL}\b[^.]{{0,120}}\b(?:eclaire|ne (?:la|le|les) remplace|avant la (?:reunion|commission|decision)|propose\b)",
            rf"\b{_PERSON}\b[^.]{{0,100}}\b(?:s'ecart\w+|modifi\w+|examine|verifie|decide|suit|valide)\w{{0,2}}\b[^.]{{0,60}}"
            rf"\b(?:{_TOOL}|conditions d'attribution)\b",
            r"\b(?:est|sont) calculee?s?\b[^.]{0,40}\bpar (?:un |l')algorithme|\bun algorithme\b[^.]{0,60}\b(?:calcule|determine)",
            r"\balgorithme\b[^.]{0,60}\b(?:intervient|est execute|est lance)|\bpropositions? d'admission sont envoyees\b",
            r"\bs'ecarter du classement\b|\ben cas d'egalite\b[^.]*\b(?:commission|agent)|\bdans l'ordre des points\b",
            r"\bdirecteur\b[^.]{0,60}\bverifie que les conditions\b",
        ),
        never=_any(r"\bexemple|medic|enfant malade|conge"),
        limit=4,
    ),
    "automation": Sign(
        sure=_any(
            r"\bdecisions?\b[^.]{0,40}\bautomati|\bintervention humaine\b|\baide a la decision\b|\bentierement automati",
            r"\bne (?:la|le|les) remplace\b|\bs'ecarter du (?:classement|resultat)\b|\bmodifier la proposition\b",
            r"\blogiciel seul\b|\bsans intervention\b|\bdecision finale\b|\bprend la decision\b",
        ),
        never=_any(r"virement|prelevement|donnees a caractere personnel|relance|paiement|renouvel"),
        limit=2,
    ),
    "legal_basis": Sign(
        sure=_any(rf"{_FOUNDS}[^.]{{0,160}}{_LAW}", rf"{_LAW}[^;]{{0,120}}(?:\bprevoi|\bautoris|\bpermet|\bimpose)", r"^vu "),
        likely=_any(_LAW),
        under=_any(r"textes? de reference|fondement|visas?|delibere|cadre (?:legal|juridique)|base legale"),
        never=_any(
            r"^\d* ?cf\b|secret professionnel|titre de sejour|greve|vehicule|amende|infraction|stationnement d'un seul|mineur|"
            r"verbalis|fraud|consommation|tel que defini|dans les cas fixes|derogation|au sens d|decret d'aout 2000|du service|communication des donnees|se definit"
        ),
        limit=4,
    ),
    "links_business": Sign(
        sure=_any(
            rf"(?:demande|formulaire|depos|inscri|demarche|teleservice|portail|simulateur|achat|site)[^.]{{0,120}}{_URL}",
            rf"{_URL}[^ ]*(?:demarche|demande|inscription|formulaire)",
        ),
        never=_any(r"mediat|@|framagit|github|gitlab|rapport|bilan|legifrance|cadre_legislatif|algorithme"),
        limit=3,
    ),
    "links_impact": Sign(
        sure=_any(rf"(?:rapport|bilan|etude|analyse d'impact|evaluation|statistique)[^.]{{0,200}}{_URL}"),
        limit=3,
    ),
    "links_internal": Sign(
        sure=_any(
            rf"(?:code (?:source|informatique|« open)|open source|depot|logigramme|algorithme|bareme|cahier des charges)"
            rf"[^.]{{0,200}}{_URL}",
            rf"{_URL}[^ ]*(?:algorithm|bareme|framagit|github|gitlab)",
        ),
        never=_any(r"mediat"),
        limit=3,
    ),
    "decisions_per_year": Sign(
        sure=_any(
            rf"{_NUMBER}{_COUNTED}\b[^.]{{0,80}}{_YEARLY}",
            rf"{_YEARLY}[^.]{{0,60}}{_NUMBER}{_COUNTED}\b",
        ),
        never=_any(r"exemple|auraient|serait|place par"),
        limit=2,
    ),
    "scope": Sign(
        sure=_any(
            rf"\b(?:decision|aide|place|allocation|proposition|prestation|tarif|logement|subvention|lettre)s?\b[^.]{{0,70}}"
            rf"\b{_GIVEN}\b[^.]{{0,70}}\b{_PEOPLE}\b",
            rf"\b{_PEOPLE}\b[^.]{{0,25}}\b(?:recoi(?:t|vent)|peuvent (?:en )?beneficier|obtien)\w*\b[^.]{{0,40}}"
            r"\b(?:decision|aide|place|proposition|allocation)",
            rf"\bdestinee?s? a(?:ux|u)? [^.]{{0,20}}{_PEOPLE}",
            r"\bmobilite des agents\b|\bmutations? des (?:agents|fonctionnaires|enseignants)\b|\bavancement des agents\b",
            r"\bportee de la decision\b",
        ),
        never=_any(r"certificat|medic|permanence|vetement|document|renonc|exemple"),
        limit=1,
    ),
    "public": Sign(
        sure=_any(
            rf"\bdestinee?s? a(?:ux|u)? [^.]{{0,30}}{_PEOPLE}|\bdestinee?s? aux (?:personnes|enfants|familles|jeunes)",
            r"\bpublics? (?:eligibles?|concernes?|vises?)\b|\bpublic concerne\b",
            rf"\bpeu(?:t|vent) (?:en |egalement )?(?:beneficier|pretendre|demander|formuler)\b[^.]{{0,80}}",
            r"\b(?:est|sont) (?:ouvert|reserve|applique)e?s? a(?:ux)?\b|\bpermet aux (?:lyceens|familles|usagers|candidats)\b",
            r"\bpour (?:pouvoir )?(?:beneficier|pretendre)\b[^.]{0,60}\b(?:doit|doivent)\b",
            r"\bplaces?\b[^.]{0,40}\bpour (?:de|des|les) (?:jeunes )?enfants|\bdoivent avoir \d+ ans\b|\bcategories d'usagers\b|\bl'association doit\b",
        ),
        under=_any(r"beneficiaires|qui peut|eligib|public"),
        never=_any(r"cumulable|exemple|renouvel|congé|conge|permanence|recours|tarif journalier|reunion"),
        limit=3,
    ),
    "data": Sign(
        sure=_any(
            rf"\b{_DATA}\b[^.]{{0,110}}\b{_USED}",
            rf"\b{_USED}[^.]{{0,60}}\b{_DATA}\b",
            r"\ble logiciel utilise\b|\bdonnees traitees\b|\bpieces a (?:fournir|joindre)\b|\bil est tenu compte\b",
        ),
        never=_any(r"exemple|communication|reunion|maladie contagieuse|traitements? effectue|finalite|duree de conserv"),
        limit=4,
    ),
    "data_source": Sign(
        sure=_any(
            rf"\b{_DATA}\b[^.]{{0,90}}\b{_GIVES}[^.]{{0,40}}\b{_FROM}",
            r"\bpieces remises par\b|\bpar l'api\b|\brevenus declares\b|\bles parents communiquent\b",
            r"\bdeclarees et disponibles dans\b|\bsource des donnees\b|\bpieces justificatives fournies\b",
        ),
        never=_any(r"repas|gouter|couches|couche|lait|police|reunion|vaccin|medicament|jouet|exemple|personnes agees par"),
        limit=3,
    ),
    "data_collection": Sign(
        sure=_any(
            rf"\b{_COLLECTS}\b[^.]{{0,60}}\b{_WAY}\b",
            rf"\b{_WAY}\b[^.]{{0,60}}\b{_COLLECTS}\b",
            r"\bdemandes?\b[^.]{0,60}\bdepose\w*\b|\bvous la deposez\b|\bmode de collecte\b",
            r"\bpieces a (?:fournir|joindre)\b|\bformuler (?:leurs|des|une) (?:voeux|demandes?)\b",
        ),
        never=_any(r"recours|reclamation|medic|permanence|reunion|exemple|objets trouves|remboursement|sanction|fraud|penal"),
        limit=3,
    ),
    "algorithm_type": Sign(
        sure=_any(
            rf"\b{_MACHINE_LEARNING}\b|\bintelligence artificielle\b|\bsystemes? de regles\b|\bdeterministe",
            r"\bregles (?:de calcul )?(?:ont ete )?(?:ecrites|fixees|etablies|definies)\b|\btirage au sort\b",
            r"\b(?:d'apres|selon|par|suivant) (?:un|le|la|une) (?:bareme|grille|cotation)\b|\bbareme [^.]{0,40}\best (?:adopte|vote)",
        ),
        never=_any(r"parents designes par tirage|redaction assistee"),
        limit=2,
    ),
    "operations": Sign(
        sure=_any(
            r"\b(?:est|sont) (?:calcule|obtenu|fixe|determine|arrondi|ramene|multiplie|additionne)e?s? ",
            r"\bse definit comme\b|\best egal(?:e)? a\b|\bs'applique sur\b|\best fonction de\b|\bs'obtient en\b",
            r"\badditionn|\bmultipli|\bne (?:depasse|peut etre superieur)|\binferieure?s? ou egale?s?\b|\bsuperieure?s? ou egal",
            r"\bchaque demande recoit\b|\ba egalite\b|\balgorithme (?:de |du )?(?:calcul|constitue|calcule)\b|\bon prend le premier\b",
            r"\bnote le dossier\b|\bplafond\b|\bbareme\b[^.]{0,30}:|\btaux d'effort\b|\ben faisant remonter\b",
        ),
        likely=_any(r"\b(?:montant|tarif|points?|taux|score|classement|rang|coefficient|seuil|priorite|capacite)\b"),
        under=_any(r"calcul|bareme|montant|tarif|classe|cotation|points"),
        never=_any(r"\bexemple|supposons|imaginons|considerons|effectif|permanence|fievre|remboursement|adulte"),
        limit=4,
        everywhere=False,
    ),
    "appeals": Sign(
        sure=_any(
            r"\brecours\b|\bcontest(?:er|ation)|\btribunal administratif\b|\breclamations?\b|\bmediateur\b|"
            r"\bdefenseur des droits\b|\bsaisir la cada\b",
        ),
        never=_any(r"nombre de recours|sans recours|avoir recours|proces-verbal|infraction|contravention|recours a "),
        limit=4,
    ),
}
"""One sign a field; a field without any (the name, the date) is not found in sentences."""
