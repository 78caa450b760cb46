"""Which allowed value a sentence says: denials, suppositions and plans choose nothing."""

import pytest

from assistant.record.schema import load_schema
from assistant.record.values import agreed, choose_value

FULL, AID = "Décision entièrement automatisée", "Outil d'aide à la décision"
RULES, LEARNT, MIXED = "Système de règles", "Apprentissage machine", "Mixte"


def chosen(key: str, sentence: str) -> str:
    return choose_value(key, load_schema().field(key).values, sentence)


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("La décision est entièrement automatisée.", FULL),
        ("Le tarif est appliqué sans intervention humaine.", FULL),
        ("La décision n'est pas entièrement automatisée.", AID),
        ("La décision n’est donc en aucun cas entièrement automatisée.", AID),
        ("Cet outil d'aide à la décision éclaire la commission.", AID),
        ("Elle peut s’écarter du classement par une décision motivée.", AID),
        ("La note est indicative : le jury décide.", AID),
        ("L'application ne rend aucune décision.", AID),
        ("La commission n'est pas tenue par la proposition du tableur.", AID),
        ("L'agent confirme la proposition ou en choisit une autre.", AID),
        ("Le cadre peut changer l'ordre de la liste.", AID),
        ("La décision est prise par le maire.", AID),
        ("Le maire attribue les parcelles après avis de l'association.", AID),
        ("Le classement du logiciel n'est qu'un avis.", AID),
        ("Elle peut retenir le deuxième rang par une décision motivée.", AID),
        ("Il lui est arrivé de ne pas suivre la proposition.", AID),
        ("Le chef de secteur change le degré d'urgence s'il le juge faux.", AID),
        ("La responsable relit les files et peut changer un dossier de file, en écrivant pourquoi.", AID),
        ("Le maire peut changer un enfant d'école.", ""),
        ("La note n'oblige pas.", AID),
        ("La commission, qui peut remonter ou descendre un enfant.", AID),
        ("Le logiciel arrête la somme sans qu'aucun agent examine le dossier.", FULL),
        ("La réponse est donnée par le calcul seul.", FULL),
        ("Le maire choisit le nom de la rue.", ""),
        ("L'avis du comité est rendu après avis du service.", ""),
        ("Aucun agent n'intervient avant l'envoi du montant.", FULL),
        ("La Commission se prononce à titre consultatif sur les dérogations.", ""),
        ("Si la décision est entièrement automatisée, la mention est obligatoire à peine de nullité.", ""),
        ("Toute décision entièrement automatisée porte une mention.", ""),
        ("À terme, la décision sera entièrement automatisée.", ""),
        ("Le virement est automatique.", ""),
        ("Le directeur signe la lettre.", ""),
    ],
)
def test_automation(sentence: str, value: str) -> None:
    assert chosen("automation", sentence) == value


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Le score repose sur l'apprentissage automatique.", LEARNT),
        ("Il n'utilise aucun apprentissage automatique.", RULES),
        ("Le calcul se fait sans apprentissage machine.", RULES),
        ("Système de règles : toutes les règles ont été écrites par des personnes.", RULES),
        ("Ce système de règles est complété par un réseau de neurones.", MIXED),
        ("Un tableur calcule le reste à vivre.", RULES),
        ("Le module applique ces seuils dans l'ordre du tableau.", RULES),
        ("Il n'utilise aucun apprentissage : les règles sont écrites dans un fichier.", RULES),
        ("C'est une forêt d'arbres de décision, entraînée sur des dossiers clos.", LEARNT),
        ("L'outil combine un modèle appris et des règles fixes.", MIXED),
        ("La commune envisage un apprentissage automatique.", ""),
        ("Le montant dépend du quotient familial.", ""),
        ("Les élèves en apprentissage ont droit au tarif réduit.", ""),
    ],
)
def test_algorithm_type(sentence: str, value: str) -> None:
    assert chosen("algorithm_type", sentence) == value


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Chaque famille reçoit la décision dans les 15 jours.", "Externe"),
        ("Le barème classe les demandes de mobilité des agents.", "Interne"),
        ("Elle concerne les agents titulaires en poste depuis deux ans.", "Interne"),
        ("L'abonnement s'adresse aux habitants du syndicat.", "Externe"),
        ("Un agent instruit le dossier.", ""),
    ],
)
def test_scope(sentence: str, value: str) -> None:
    assert chosen("scope", sentence) == value


def test_sentences_that_differ_choose_nothing() -> None:
    assert agreed([FULL, "", FULL]) == FULL
    assert agreed([FULL, AID]) == ""
    assert agreed([]) == ""


def test_a_mixed_thing_has_both_its_parts() -> None:
    assert agreed([LEARNT, MIXED, RULES]) == MIXED
    assert agreed([LEARNT, RULES]) == ""


def test_every_value_of_the_schema_can_be_chosen() -> None:
    said = {
        "automation": ("entièrement automatisée", "outil d'aide à la décision"),
        "algorithm_type": ("système de règles", "apprentissage machine", "système de règles et apprentissage machine"),
        "scope": ("portée de la décision : externe", "portée de la décision : interne"),
    }
    for key, sentences in said.items():
        assert tuple(chosen(key, sentence) for sentence in sentences) == load_schema().field(key).values
