"""The words by which a sentence shows that it says what a field asks: without one of them a field stays open.

The reader of pairs sees which sentence is nearest to a question, and takes for an answer what is only near: a field is
filled because a sentence shows the thing itself. Patterns are compared with folded text (lower case, no accents).
"""

from collections.abc import Mapping

from assistant.addresses import MAIL
from assistant.record.finding.sign_words import (
    ADVISES,
    AID,
    ALONE,
    BODY,
    DECIDES,
    FOUNDS,
    LAW,
    MAY_DIFFER,
    OVERRIDES,
    PEOPLE,
    PERSON,
    SUBJECT,
    TERRITORY,
    TOOL,
    WEB,
    Sign,
    any_of,
)
from assistant.record.finding.signs_effect import EFFECT_SIGNS

SIGNS: Mapping[str, Sign] = {
    "administration": Sign(
        sure=any_of(
            rf"{SUBJECT}\b{BODY}\b(?:(?!\b(?:que|si|dont)\b)[^.;]){{0,80}}\b{DECIDES}\b",
            r"\b(?:decision|decisions)\b[^.]{0,90}\b(?:prise|prononcee|notifiee)\b[^.]{0,90}\bpar\b",
            r"\bresponsable d[eu] traitement est\b|\best geree? par\b|\bnom de l'administration",
            r"\bdiscretion du president du conseil",
        ),
        never=any_of(
            r"subventionn|financ|direct(?:eur|rice) du service|communique annuellement|recours|caf qui|delegue|"
            r"sous-traitants|apres avis|\bvu le|"
            r"\bne (?:\w+ )?pas\b|\b(?:editeur|prestataire|fournisseur)\b|\bgere \d|"
            r"^(?:(?:la|le|cette|ce|une?|chaque) )?(?:commission|jury)\b"
        ),
        opening=any_of(TERRITORY),
        certain=any_of(
            r"\bresponsable d[eu] traitement est\b",
            rf"\b(?:est|sont) geree?s? par (?:la |le |l')?(?:{BODY}|regie)\b",
            r"\bministere\b[^.;]{0,120}\b(?:rend|a rendu) publics? (?:les? codes?|l'algorithme|"
            r"les algorithmes)\b",
            r"\bdiscretion du president du conseil",
        ),
        limit=2,
    ),
    "service": Sign(
        sure=any_of(
            r"\b(?:service|direction|bureau|pole|cellule|mission)s? (?!public|qui|propose|rendu)\w[^.;]{0,60}"
            r"\b(?:instruit|examine|note|verifie|gere|traite|attribue|pilote|decide|reporte|recoit|saisit|controle|"
            r"etudie|"
            r"tient|calcule|applique|repond|enregistre)\w{0,2}\b",
            r"\b(?:service|direction|bureau|pole|mission)\b[^.;]{0,40}\best (?:responsable|charge)e?\b",
            r"\b(?:instruction|attribuees?|instruites?|geree?s?|deposee?s?|traitee?s?) (?:par|aupres)[^.;]{0,60}"
            r"\b(?:service|direction|bureau|centre d'action)\b",
            r"^service \w+[^.]*,|\bdirection/service\b|direction\w* \(?(?:assistee|de la crech)",
        ),
        never=any_of(
            r"donnees personnelles|remboursement|d.urgence|^cf|informatique|comptab|"
            r"courrier renvoie|\b(?:editeur|prestataire|fournisseur)\b"
        ),
        certain=any_of(
            r"\b(?:instruction|instruit\w*|gere\w*|pilote\w*) par (?:le |la )?(?:service|direction|bureau|pole)\b"
        ),
        opening=any_of(
            r"(?:^|, )(?:direction|service|pole|bureau|departement|delegation) (?:de|du|des|d'|[a-z])[^.:;]{2,60}"
        ),
        limit=2,
    ),
    "contact": Sign(
        sure=any_of(
            MAIL,
            r"\b0\d(?:[ .]?\d\d){4}\b|\b3\d ?\d\d\b(?= )",
            r"\b\d+(?: ?bis)?,? (?:rue|avenue|place|boulevard|quai|impasse|allee|route|"
            r"chemin)\b[^.]{0,200}\b\d{2} ?\d{3} [a-z]",
        ),
        never=any_of(
            r"\b(?:editeur|prestataire|fournisseur)\b|\b(?:support|sav|assistance|hotline)@|protection des donnees|"
            r"donnees personnelles|\bdpo\b|delegue|mediat|urgence|tribunal|\bcada\b|formation|"
            r"numerique@|\bpv\b|proces-verbal|sous-prefecture|vol |perte"
        ),
        limit=2,
    ),
    "context": Sign(
        sure=any_of(
            r"\b(?:plus nombreuses|superieures? au nombre|plus de (?:demandes|candidat\w+|dossiers))\b|"
            r"\bdemandes\b[^.]{0,30}\bdepass\w+ (?:le nombre|les (?:places|capacites|moyens|credits))|"
            r"\bn'ont (?:donc )?pas pu etre satisfait|\bne (?:permet|suffi)\w*[^.]{0,40}\bdemandes\b|"
            r"^(?:(?:jusqu'en|avant) \d{4}|(?:jusqu'alors|auparavant),)|\bdonne lieu a\b|demandes sur (?:deux|"
            r"trois|dix|\d)|\bmesures arretees\b",
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
        under=any_of(
            r"contexte|expose des motifs|presentation|preambule|introduction|principes? generaux|\bbesoin\b|^pourquoi|"
            r"enjeux|situation actuelle|etat des lieux"
        ),
        never=any_of(
            r"enfant|administration de|medicament|exemple|sanction|^en cas d|pour la premiere fois|\bne l'|"
            r"examine \d|^\W*si\b"
        ),
        limit=4,
    ),
    "purpose": Sign(
        sure=any_of(
            r"\bfinalites?\b|\ba(?:yant)? pour (?:but|objet|objectif)\b|\bont pour (?:but|objet|objectif)\b",
            r"\bsert a\b|\bservent a\b|\bobjectifs? (?:est|sont|de l)\b",
            r"\best une? (?:aide|allocation|prestation|prime|bourse)\b[^.]{0,60}\b(?:destinee?|visant|permettant) ",
            r"\bobjectifs? [^.;]{3,60} (?:est|sont) (?:de |d')",
            rf"\b{AID}\b[^.]{{0,80}}\b(?:destinee?s? a|vise(?:nt)? a \w*(?:er|ir|re)\b|"
            rf"permet(?:tra)?(?:tent)? (?:de|d'|la|aux|notamment)|afin de)",
            r"\best destinee? a(?:ux|u)?\b[^.]{0,220}\b(?:afin|pour)\b|\bpourra notamment permettre\b",
            r"\butilisee? pour (?:determiner|calculer|classer|fixer)\b",
            rf"\b{TOOL}\b[^.]{{0,140}}\b(?:afin (?:que|de|d')|pour que|evite de|de (?:la meme facon|facon identique))",
        ),
        never=any_of(
            r"reunion|sortie|adaptation|pedagog|permanence|exemple|repas|dossier (?:d'inscription|complet|"
            r"medical)|a la fin|controle permettra|"
            rf"\bpermet(?:tent)? aux {PEOPLE} de (?:formuler|deposer|saisir|transmettre|envoyer|faire)\b"
        ),
        certain=any_of(
            r"\b(?:code|algorithme|calcul|traitement|outil|logiciel)\b[^.;]{0,80}\butilisee? pour (?:determiner|"
            r"calculer|classer|fixer)\b"
        ),
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
            rf"\b{OVERRIDES}|{ADVISES}",
            rf"\b{TOOL}\b[^.;]{{0,30}}\b(?:affiche|propose|presente|prepare|fournit|transmet)\b[^.;]{{0,60}}"
            r"\b(?:liste|proposition|classement|categorie|part|rang|resultat|montant|agent|cadre|commission)\b",
            r"\ben cas d'egalite\b[^.]{0,200}\b(?:commission|agent)|"
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
            r"\bne (?:la|le|les) remplace\b",
            rf"\b{OVERRIDES}|{ADVISES}|{MAY_DIFFER}|{ALONE}|\baucun (?:agent|humain)\w* n'intervient|\b(?:decide|"
            rf"attribue|statue)\w* seule?\b",
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
        opening=any_of(rf"(?:annexe a|adopt\w+ par|approuv\w+ par|{FOUNDS})[^.]{{0,60}}{LAW}"),
        announced=True,
        under=any_of(r"textes? de reference|fondement|visas?|delibere|cadre (?:legal|juridique)|base legale"),
        never=any_of(
            r"^\d* ?cf\b|secret professionnel|titre de sejour|greve|vehicule|amende|infraction|"
            r"stationnement d'un seul|mineur|"
            r"verbalis|fraud|consommation|tel que defini|dans les cas fixes|derogation|au sens d|decret d'aout 2000|"
            r"du service|communication des donnees|se definit|commande publique|marches? publics?|mise en concurrence|"
            r"abroge|mention explicite|31[12]-[13]-[123]|n'entre pas|ne releve pas|ne s'appliqu|hors du champ"
        ),
        limit=4,
    ),
    "links_business": Sign(
        sure=any_of(
            rf"(?:demande|formulaire|depos|inscri|demarche|teleservice|portail|simulateur|achat|"
            rf"site)[^.]{{0,120}}{WEB}",
            rf"{WEB}[^ ]{{0,200}}(?:demarche|demande|inscription|formulaire)",
        ),
        never=any_of(r"mediat|@|framagit|github|gitlab|rapport|bilan|legifrance|cadre_legislatif|algorithme"),
        limit=3,
    ),
    "links_impact": Sign(
        sure=any_of(rf"(?:rapport|bilan|etude|analyse d'impact|evaluation|statistique)[^.]{{0,200}}{WEB}"),
        limit=3,
    ),
    "links_internal": Sign(
        sure=any_of(
            rf"(?:code (?:source|informatique|« open)|open source|depot|logigramme|algorithme|bareme|"
            rf"cahier des charges)"
            rf"[^.]{{0,200}}{WEB}",
            rf"{WEB}[^ ]{{0,200}}(?:algorithm|bareme|framagit|github|gitlab)",
        ),
        never=any_of(r"mediat"),
        limit=3,
    ),
    "appeals": Sign(
        sure=any_of(
            r"\brecours\b|\bcontest(?:er|ation)|\btribunal administratif\b|\breclamations?\b|\bmediateur\b|"
            r"\bdefenseur des droits\b|\bsaisir la cada\b",
        ),
        never=any_of(r"nombre de recours|sans recours|avoir recours|proces-verbal|infraction|contravention|recours a "),
        limit=4,
    ),
    **EFFECT_SIGNS,
}
"""One sign a field; a field without any (the name, the date) is not found in sentences."""
