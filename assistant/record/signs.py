"""The words by which a sentence shows that it says what a field asks: without one of them a field stays open.

The reader of pairs sees which sentence is nearest to a question, and takes for an answer what is only near: a field is
filled because a sentence shows the thing itself. Patterns are compared with folded text (lower case, no accents).
"""

from collections.abc import Mapping

from assistant.record.sign_words import (
    AID,
    BODY,
    COLLECTS,
    COUNTED,
    DATA,
    DECIDES,
    FOUNDS,
    FROM,
    GIVEN,
    GIVES,
    LAW,
    MACHINE_LEARNING,
    NUMBER,
    PEOPLE,
    PERSON,
    SUBJECT,
    TOOL,
    URL,
    USED,
    WAY,
    YEARLY,
    Sign,
    any_of,
)

SIGNS: Mapping[str, Sign] = {
    "administration": Sign(
        sure=any_of(
            rf"{SUBJECT}\b{BODY}\b(?:(?!\b(?:que|si|dont)\b)[^.;]){{0,80}}\b{DECIDES}\b",
            r"\b(?:decision|decisions)\b[^.]{0,90}\b(?:prise|prononcee|notifiee)\b[^.]{0,90}\bpar\b",
            r"\bresponsable d[eu] traitement est\b|\best geree? par\b|\bnom de l'administration",
            r"\bdiscretion du president du conseil",
        ),
        never=any_of(
            r"subventionn|financ|communique annuellement|recours|caf qui|delegue|sous-traitants|"
            r"\bne (?:\w+ )?pas\b"
        ),
        limit=2,
    ),
    "service": Sign(
        sure=any_of(
            r"\b(?:service|direction|bureau|pole|cellule|mission)s? (?!public|qui|propose|rendu)\w[^.;]{0,60}"
            r"\b(?:instruit|examine|note|verifie|gere|traite|attribue|pilote|decide)\w{0,2}\b",
            r"\b(?:instruction|attribuees?|instruites?|geree?s?|deposee?s?|traitee?s?) (?:par|aupres)[^.;]{0,60}"
            r"\b(?:service|direction|bureau|centre d'action)\b",
            r"^service \w+[^.]*,|\bdirection/service\b|direction\w* \(?(?:assistee|de la crech)",
        ),
        never=any_of(
            r"donnees personnelles|remboursement|services? d.urgence|^cf|informatique|comptabilite|"
            r"courrier renvoie"
        ),
        limit=2,
    ),
    "contact": Sign(
        sure=any_of(
            r"[\w.+-]+@[\w-]+\.[\w.]+",
            r"\b0\d(?:[ .]?\d\d){4}\b|\b3\d ?\d\d\b(?= )",
            r"\b\d+(?: ?bis)?,? (?:rue|avenue|place|boulevard|quai|impasse|allee|route|"
            r"chemin)\b[^.]*\b\d{2} ?\d{3} [a-z]",
        ),
        never=any_of(
            r"protection des donnees|donnees personnelles|\bdpo\b|delegue|mediat|urgence|tribunal|\bcada\b|formation|"
            r"numerique@|\bpv\b|proces-verbal|sous-prefecture|vol |perte"
        ),
        limit=2,
    ),
    "context": Sign(
        sure=any_of(
            r"\bplus nombreuses que\b|demandes sur (?:deux|trois|dix|\d)|\bmesures arretees\b",
            rf"\b{PERSON}\b[^.;]{{0,60}}\b(?:verifie|examine|accorde|instruit|propose|se prononce|"
            rf"applique)\w{{0,2}}\b",
            r"\b(?:est|constitue) la plateforme\b|\best une (?:creche|regie|structure|ecole)\b",
            r"\bplaces? (?:par jour|offertes?|disponibles)\b|\boffrent? ensemble\b",
            r"\bn'est pas un droit\b|\bsur prescription\b|\best finance d'une part\b",
        ),
        likely=any_of(
            r"\b(?:loi|reforme|deliberation|depuis|creee?|institue|afin|procedure|chaque annee|gere|"
            r"reserve)\b"
        ),
        under=any_of(r"contexte|expose des motifs|presentation|preambule|introduction|principes? generaux"),
        never=any_of(r"enfant|administration de|medicament|exemple|sanction"),
        limit=4,
    ),
    "purpose": Sign(
        sure=any_of(
            r"\bfinalites?\b|\ba(?:yant)? pour (?:but|objet|objectif)\b|\bont pour (?:but|objet|objectif)\b",
            r"\bsert a\b|\bservent a\b|\bobjectifs? (?:est|sont|de l)\b",
            rf"\b{AID}\b[^.]{{0,80}}\b(?:destinee?s? a|vise(?:nt)? a \w*(?:er|ir|re)\b|"
            rf"permet(?:tra)?(?:tent)? (?:de|d'|la|aux|notamment)|afin de)",
            r"\best destinee? a(?:ux|u)?\b[^.]{0,220}\b(?:afin|pour)\b|\bpourra notamment permettre\b",
            r"\butilisee? pour (?:determiner|calculer|classer|fixer)\b",
        ),
        never=any_of(r"reunion|sortie|adaptation|pedagog|permanence|exemple|repas|dossier|a la fin|controle permettra"),
        limit=3,
        everywhere=False,
    ),
    "role": Sign(
        sure=any_of(
            rf"\b{TOOL}\b[^.]{{0,120}}\b(?:eclaire|ne (?:la|le|les) remplace|avant la (?:reunion|commission|"
            rf"decision)|propose\b)",
            rf"\b{PERSON}\b[^.]{{0,100}}\b(?:s'ecart\w+|modifi\w+|examine|verifie|decide|suit|"
            rf"valide)\w{{0,2}}\b[^.]{{0,60}}"
            rf"\b(?:{TOOL}|conditions d'attribution)\b",
            r"\b(?:est|sont) calculee?s?\b[^.]{0,40}\bpar (?:un |l')algorithme|"
            r"\bun algorithme\b[^.]{0,60}\b(?:calcule|determine)",
            r"\balgorithme\b[^.]{0,60}\b(?:intervient|est execute|est lance)|"
            r"\bpropositions? d'admission sont envoyees\b",
            r"\bs'ecarter du classement\b|\ben cas d'egalite\b[^.]*\b(?:commission|agent)|"
            r"\bdans l'ordre des points\b|\bexamine les (?:\d+ )?(?:premieres )?demandes\b",
            r"\bdirecteur\b[^.]{0,60}\bverifie que les conditions\b",
        ),
        never=any_of(r"\bexemple|medic|enfant malade|conge"),
        limit=4,
    ),
    "automation": Sign(
        sure=any_of(
            r"\bdecisions?\b[^.]{0,40}\bautomati|\bintervention humaine\b|\baide a la decision\b|"
            r"\bentierement automati",
            r"\bne (?:la|le|les) remplace\b|\bs'ecarter du (?:classement|resultat)\b|\bmodifier la proposition\b",
            r"\blogiciel seul\b|\bsans intervention\b|\bdecision finale\b|\bprend la decision\b",
        ),
        never=any_of(r"virement|prelevement|donnees a caractere personnel|relance|paiement|renouvel"),
        limit=2,
    ),
    "legal_basis": Sign(
        sure=any_of(
            rf"{FOUNDS}[^.]{{0,160}}{LAW}",
            rf"{LAW}[^;]{{0,120}}(?:\bprevoi|\bautoris|\bpermet|"
            rf"\bimpose)",
            r"^vu ",
        ),
        likely=any_of(LAW),
        under=any_of(r"textes? de reference|fondement|visas?|delibere|cadre (?:legal|juridique)|base legale"),
        never=any_of(
            r"^\d* ?cf\b|secret professionnel|titre de sejour|greve|vehicule|amende|infraction|"
            r"stationnement d'un seul|mineur|"
            r"verbalis|fraud|consommation|tel que defini|dans les cas fixes|derogation|au sens d|decret d'aout 2000|"
            r"du service|communication des donnees|se definit"
        ),
        limit=4,
    ),
    "links_business": Sign(
        sure=any_of(
            rf"(?:demande|formulaire|depos|inscri|demarche|teleservice|portail|simulateur|achat|"
            rf"site)[^.]{{0,120}}{URL}",
            rf"{URL}[^ ]*(?:demarche|demande|inscription|formulaire)",
        ),
        never=any_of(r"mediat|@|framagit|github|gitlab|rapport|bilan|legifrance|cadre_legislatif|algorithme"),
        limit=3,
    ),
    "links_impact": Sign(
        sure=any_of(rf"(?:rapport|bilan|etude|analyse d'impact|evaluation|statistique)[^.]{{0,200}}{URL}"),
        limit=3,
    ),
    "links_internal": Sign(
        sure=any_of(
            rf"(?:code (?:source|informatique|« open)|open source|depot|logigramme|algorithme|bareme|"
            rf"cahier des charges)"
            rf"[^.]{{0,200}}{URL}",
            rf"{URL}[^ ]*(?:algorithm|bareme|framagit|github|gitlab)",
        ),
        never=any_of(r"mediat"),
        limit=3,
    ),
    "decisions_per_year": Sign(
        sure=any_of(
            rf"{NUMBER}{COUNTED}\b[^.]{{0,80}}{YEARLY}",
            rf"{YEARLY}[^.]{{0,60}}{NUMBER}{COUNTED}\b",
        ),
        never=any_of(r"exemple|auraient|serait|place par"),
        limit=2,
    ),
    "scope": Sign(
        sure=any_of(
            rf"\b(?:decision|aide|place|allocation|proposition|prestation|tarif|logement|subvention|"
            rf"lettre)s?\b[^.]{{0,70}}"
            rf"\b{GIVEN}\b[^.]{{0,70}}\b{PEOPLE}\b",
            rf"\b{PEOPLE}\b[^.]{{0,25}}\b(?:recoi(?:t|vent)|peuvent (?:en )?beneficier|obtien)\w*\b[^.]{{0,40}}"
            r"\b(?:decision|aide|place|proposition|allocation)",
            rf"\bdestinee?s? a(?:ux|u)? [^.]{{0,20}}{PEOPLE}",
            r"\bmobilite des agents\b|\bmutations? des (?:agents|fonctionnaires|enseignants)\b|"
            r"\bavancement des agents\b",
            r"\bportee de la decision\b",
        ),
        never=any_of(r"certificat|medic|permanence|vetement|document|renonc|exemple"),
        limit=1,
    ),
    "public": Sign(
        sure=any_of(
            rf"\bdestinee?s? a(?:ux|u)? [^.]{{0,30}}{PEOPLE}|\bdestinee?s? aux (?:personnes|enfants|familles|jeunes)",
            r"\bpublics? (?:eligibles?|concernes?|vises?)\b|\bpublic concerne\b",
            r"(?<!\bne )\bpeu(?:t|vent) (?:en |egalement )?(?:beneficier|pretendre|demander|formuler)\b[^.]{0,80}",
            rf"\b(?:est|sont) (?:ouvert|reserve|applique)e?s? a(?:ux)? [^.]{{0,20}}{PEOPLE}|"
            rf"\bles familles\b[^.]{{0,40}}\bdemand",
            r"\bpermet aux (?:lyceens|familles|usagers|candidats)\b",
            r"\bpour (?:pouvoir )?(?:beneficier|pretendre)\b[^.]{0,60}\b(?:doit|doivent)\b",
            r"\bplaces?\b[^.]{0,40}\bpour (?:de|des|les) (?:jeunes )?enfants|\bdoivent avoir \d+ ans\b|"
            r"\bcategories d'usagers\b|\bl'association doit\b",
        ),
        under=any_of(r"beneficiaires|qui peut|eligib|public"),
        never=any_of(
            r"cumulable|exemple|renouvel|congé|conge|permanence|recours|tarif journalier|reunion|"
            r"droit d.acces|donnees"
        ),
        limit=3,
    ),
    "data": Sign(
        sure=any_of(
            rf"\b{DATA}\b[^.]{{0,110}}\b{USED}",
            rf"\b{USED}[^.]{{0,60}}\b{DATA}\b",
            r"\bvous (?:joignez|fournissez|devez fournir)\b|^donnee : |\ble logiciel utilise\b|\bdonnees traitees\b|"
            r"\bpieces a (?:fournir|joindre)\b|\bil est tenu compte\b",
        ),
        never=any_of(
            r"exemple|communication|reunion|maladie contagieuse|traitements? effectue|finalite|"
            r"duree de conserv|sous-traitants|suspendu|interrompu"
        ),
        limit=4,
    ),
    "data_source": Sign(
        sure=any_of(
            rf"\b{DATA}\b[^.]{{0,90}}\b{GIVES}[^.]{{0,40}}\b{FROM}",
            r"\bpieces remises par\b|\bpar l'api\b|\brevenus declares\b|\bles parents communiquent\b",
            r"\bdeclarees et disponibles dans\b|\bsource des donnees\b|; source : |\bpieces justificatives fournies\b",
        ),
        never=any_of(
            r"repas|gouter|couches|couche|lait|police|reunion|suspendu|interrompu|vaccin|medicament|jouet|"
            r"exemple|personnes agees par"
        ),
        limit=3,
    ),
    "data_collection": Sign(
        sure=any_of(
            rf"\b{COLLECTS}\b[^.]{{0,60}}\b{WAY}\b",
            rf"\b{WAY}\b[^.]{{0,60}}\b{COLLECTS}\b",
            r"\bdemandes?\b[^.]{0,60}\bdepose\w*\b|\bvous la deposez\b|\bmode de collecte\b",
            r"\bpieces a (?:fournir|joindre)\b|\bmode de collecte : |\bformuler (?:leurs|des|une) (?:voeux|"
            r"demandes?)\b",
        ),
        never=any_of(
            r"recours|reclamation|medic|permanence|reunion|exemple|objets trouves|delegue|"
            r"exercer leurs droits|apres le|liquidation|caduque|remboursement|sanction|fraud|penal"
        ),
        limit=3,
    ),
    "algorithm_type": Sign(
        sure=any_of(
            rf"\b{MACHINE_LEARNING}\b|\bintelligence artificielle\b|\bsystemes? de regles\b|\bdeterministe",
            r"\bregles (?:de calcul )?(?:ont ete )?(?:ecrites|fixees|etablies|definies)\b|\btirage au sort\b",
            r"\b(?:d'apres|selon|par|suivant) (?:un|le|la|une) (?:bareme|grille|cotation)\b|"
            r"\bbareme [^.]{0,40}\best (?:adopte|vote)",
        ),
        never=any_of(r"parents designes par tirage|redaction assistee"),
        limit=2,
    ),
    "operations": Sign(
        sure=any_of(
            r"\b(?:est|sont) (?:calcule|obtenu|fixe|determine|arrondi|ramene|multiplie|additionne)e?s? ",
            r"\bse definit comme\b|\best egal(?:e)? a\b|\bs'applique sur\b|\best fonction de\b|\bs'obtient en\b",
            r"\badditionn|\bmultipli|\bne (?:depasse|peut etre superieur)|\binferieure?s? ou egale?s?\b|"
            r"\bsuperieure?s? ou egal",
            r"\bchaque demande recoit\b|\ba egalite\b|\balgorithme (?:de |du )?(?:calcul|constitue|calcule)\b|"
            r"\bon prend le premier\b",
            r"\bnote le dossier\b|\bplafond\b|\bbareme\b[^.]{0,30}:|\btaux d'effort\b|\ben faisant remonter\b",
        ),
        likely=any_of(r"\b(?:montant|tarif|points?|taux|score|classement|rang|coefficient|seuil|priorite|capacite)\b"),
        under=any_of(r"calcul|bareme|montant|tarif|classe|cotation|points"),
        never=any_of(r"\bexemple|supposons|imaginons|considerons|effectif|permanence|fievre|remboursement|adulte"),
        limit=4,
        everywhere=False,
    ),
    "appeals": Sign(
        sure=any_of(
            r"\brecours\b|\bcontest(?:er|ation)|\btribunal administratif\b|\breclamations?\b|\bmediateur\b|"
            r"\bdefenseur des droits\b|\bsaisir la cada\b",
        ),
        never=any_of(r"nombre de recours|sans recours|avoir recours|proces-verbal|infraction|contravention|recours a "),
        limit=4,
    ),
}
"""One sign a field; a field without any (the name, the date) is not found in sentences."""
