"""The signs of what a decision does and of how its calculation works: blocks impact and operation of the inventory."""

from collections.abc import Mapping

from assistant.record.finding.sign_words import (
    APPLIES,
    COLLECTS,
    CONCERNS,
    COUNTED,
    DATA,
    FROM,
    GIVEN,
    GIVES,
    HANDS,
    MACHINE_LEARNING,
    NUMBER,
    PEOPLE,
    READS,
    SOFTWARE,
    STAFF,
    USED,
    WAY,
    YEARLY,
    Sign,
    any_of,
)

EFFECT_SIGNS: Mapping[str, Sign] = {
    "decisions_per_year": Sign(
        sure=any_of(
            rf"{NUMBER}{COUNTED}\b[^.]{{0,80}}{YEARLY}",
            rf"{YEARLY}[^.]{{0,60}}{NUMBER}{COUNTED}\b",
        ),
        never=any_of(r"exemple|auraient|serait|place par|entraine|\bjusqu'a \d|a compare"),
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
            rf"\b{CONCERNS}[^.;]{{0,30}}\b(?:{PEOPLE}|{STAFF})\b",
            r"\bmobilite des agents\b|\bmutations? des (?:agents|fonctionnaires|enseignants)\b|"
            r"\bavancement des agents\b",
            r"\bportee de la decision\b",
        ),
        never=any_of(r"certificat|medic|permanence|vetement|document|renonc|exemple|auraient|\bne concern|serait"),
        limit=1,
    ),
    "public": Sign(
        sure=any_of(
            rf"\bdestinee?s? a(?:ux|u)? [^.]{{0,30}}{PEOPLE}|\bdestinee?s? aux (?:personnes|enfants|familles|jeunes)",
            r"\bpublics? (?:eligibles?|concernes?|vises?)\b|\bpublic concerne\b",
            r"(?<!\bne )\bpeu(?:t|vent) (?:en |egalement )?(?:beneficier|pretendre|demander|formuler)\b[^.]{0,80}",
            rf"\b(?:est|sont) (?:ouvert|reserve|applique)e?s? a(?:ux)? [^.]{{0,20}}{PEOPLE}|"
            rf"\bles familles\b[^.]{{0,40}}\bdemand",
            rf"\b{CONCERNS}[^.;]{{0,30}}\b(?:{PEOPLE}|{STAFF})\b|\bpersonnes concernees sont\b|"
            rf"\baux? {PEOPLE} (?:de|ages de) \d+ (?:a \d+ )?ans",
            r"\bs'appliquent? a (?:tous|toutes|l'ensemble|chaque|quiconque)\b",
            r"\beffets?\b[^.]{0,40}\b(?:importants?|significatifs?|limites?|majeurs?|faibles?)\b|"
            r"\bpermet aux (?:lyceens|familles|usagers|candidats)\b",
            r"\bpour (?:pouvoir )?(?:beneficier|pretendre)\b[^.]{0,60}\b(?:doit|doivent)\b",
            r"\bplaces?\b[^.]{0,40}\bpour (?:de|des|les) (?:jeunes )?enfants|\bdoivent avoir \d+ ans\b|"
            r"\bcategories d'usagers\b|\bl'association doit\b",
        ),
        under=any_of(r"beneficiaires|qui peut|eligib|public"),
        never=any_of(
            r"cumulable|exemple|renouvel|congé|conge|permanence|recours|tarif journalier|reunion|"
            r"droit d.acces|donnees|\bne concern"
        ),
        limit=3,
    ),
    "data": Sign(
        sure=any_of(
            rf"\b{DATA}\b[^.]{{0,110}}\b{USED}",
            rf"\b{USED}[^.]{{0,60}}\b{DATA}\b",
            rf"\b{SOFTWARE}\b[^.;,]{{0,20}}\b{READS}",
            r"\bvous (?:joignez|fournissez|devez fournir)\b|^donnee : |\ble logiciel utilise\b|\bdonnees traitees\b|"
            r"\bpieces a (?:fournir|joindre)\b|\bil est tenu compte\b",
        ),
        never=any_of(
            r"exemple|communication|reunion|maladie contagieuse|traitements? effectue|finalite|"
            r"duree de conserv|sous-traitants|suspendu|interrompu|n'utilise|des que|"
            r"\btaux (?:minim|maxim|plancher|plafond)\w*|\btaux\b[^.;]{0,40}\b(?:publie|affiche)\w*|"
            r"\bne (?:\w+ ){0,8}(?:depass|excede)\w*"
        ),
        limit=4,
    ),
    "data_source": Sign(
        sure=any_of(
            rf"\b{DATA}\b[^.]{{0,90}}\b{GIVES}[^.]{{0,40}}\b{FROM}",
            rf"\b(?:{PEOPLE}|vous|agent)\b[^.;]{{0,30}}\b{HANDS}\b[^.;]{{0,40}}\b(?:{DATA}|justificatif)\b",
            rf"\b{SOFTWARE}\b[^.;]{{0,20}}\b(?:lit|recupere|interroge|consulte|recoit)\b[^.;]{{0,80}}\b(?:aupres|"
            rf"dans|fichier|de la)\b",
            r"\b(?:est|sont) (?:lu|extrait|tire|issu|recupere|importe)e?s? (?:d[aeu]|sur|aupres|a partir|depuis|via)|"
            r"\bdonnees\b[^.;]{0,40}\b(?:proviennent|viennent|sont issues)\b",
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
            rf"\b{MACHINE_LEARNING}|{APPLIES}|\b(?:aucun|sans|pas d[e']) ?apprentissage\b|"
            rf"\bcombine\b[^.]{{0,40}}\bregles\b",
            r"\bintelligence artificielle\b|\bsystemes? de regles\b|\bdeterministe",
            r"\bregles (?:de calcul )?(?:ont ete )?(?:ecrites|fixees|etablies|definies)\b|\btirage au sort\b",
            r"\b(?:d'apres|selon|par|suivant) (?:un|le|la|une) (?:bareme|grille|cotation)\b|"
            r"\bbareme [^.]{0,40}\best (?:adopte|vote)",
        ),
        never=any_of(r"parents designes par tirage|redaction assistee"),
        limit=3,
    ),
    "operations": Sign(
        sure=any_of(
            r"\b(?:est|sont) (?:calcule|obtenu|fixe|determine|arrondi|ramene|multiplie|additionne)e?s? ",
            r"\b(?:prix|tarif|montant|redevance|forfait|participation|reduction)\b[^.;]{0,60}\b(?:est de|"
            r"s'eleve a|est) \d",
            r"\bse definit comme\b|\best egal(?:e)? a\b|\bs'applique sur\b|\best fonction de\b|\bs'obtient en\b",
            r"\badditionn|\bmultipli|\bne (?:depasse|peut etre superieur)|\binferieure?s? ou egale?s?\b|"
            r"\bsuperieure?s? ou egal",
            r"\bchaque demande recoit\b|\ba egalite\b|\balgorithme (?:de |du )?(?:calcul|constitue|calcule)\b|"
            r"\bon prend le premier\b|\b(?:a partir de|au-dessous de|de) \d+ (?:a \d+ )?points\b",
            rf"\b(?:{SOFTWARE}|grille|il|elle)\b[^.;]{{0,20}}\b(?:ajoute|retire|divise|additionne|multiplie|estime|"
            rf"trie|compare|range)\b"
            r"[^.;]{0,80}\b(?:points?|risque|nombre|quotient|total|revenu|demandes?|dossiers?|liste|annee)\b",
            r"\bregles\b[^.;]{0,60}\b(?:corrige|fixe|place|determine)\w*|\bapplique ces seuils\b|"
            r"\b(?:ouverte?|accordee?|limitee?)s? (?:jusqu'a|a partir d)[^.;]{0,40}\d ?(?:€|euros)",
            r"\bnote le dossier\b|\bplafond\b|\bbareme\b[^.]{0,30}:|\btaux d'effort\b|\ben faisant remonter\b",
        ),
        likely=any_of(r"\b(?:montant|tarif|points?|taux|score|classement|rang|coefficient|seuil|priorite|capacite)\b"),
        under=any_of(r"calcul|bareme|montant|tarif|classe|cotation|points"),
        never=any_of(r"\bexemple|supposons|imaginons|considerons|effectif|permanence|fievre|remboursement|adulte"),
        limit=4,
        everywhere=False,
    ),
}
