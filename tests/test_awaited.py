"""Who must act within a delay: whoever waits for an answer is not told how long they have to accept it."""

import pytest

from assistant.asked.awaited import asks_for_an_answer, is_to_act


@pytest.mark.parametrize(
    ("question", "awaited"),
    [
        ("Combien de temps pour avoir une réponse pour la crèche ?", True),
        ("Quand aurai-je une réponse ?", True),
        ("Vous répondez sous combien de temps ?", True),
        ("En combien de temps la mairie répond-elle ?", True),
        ("Quel est le délai de réponse pour un permis ?", True),
        ("Combien de temps faut-il attendre la réponse ?", True),
        ("Combien de temps pour avoir une réponse à ma réclamation ?", True),
        ("Quand est-ce que je saurai si j'ai une place ?", True),
        ("Combien de temps ai-je pour répondre à la proposition ?", False),
        ("J'ai reçu une réponse négative, combien de temps pour contester ?", False),
        ("On attend une décision sur la place : combien de jours pour l'accepter ?", False),
        ("Je n'ai pas reçu de réponse, combien de temps pour saisir la Cada ?", False),
        ("Qui donne la réponse ?", False),
        ("Combien de temps dure la réunion ?", False),
    ],
)
def test_a_question_asks_when_an_answer_comes_or_until_when_to_act(question: str, *, awaited: bool) -> None:
    assert asks_for_an_answer(question) is awaited


@pytest.mark.parametrize(
    ("text", "to_act"),
    [
        ("Chaque famille admise a 10 jours pour accepter la place.", True),
        ("Si une place vous est proposée, vous avez 10 jours pour l'accepter.", True),
        ("La famille dispose de dix jours pour répondre.", True),
        ("Elle dispose d'un délai de deux mois pour saisir le tribunal.", True),
        ("Vous pouvez adresser un recours gracieux au maire dans les 2 mois qui suivent la décision.", True),
        ("Recours écrit au président du CCAS dans les 2 mois.", True),
        ("Vous devez compléter votre dossier sous 15 jours.", True),
        ("Vous recevez la décision dans les 15 jours qui suivent la commission.", False),
        ("La mairie a 20 jours pour vous répondre.", False),
        ("L'administration dispose d'un mois pour se prononcer.", False),
        ("Un agent reprend alors le calcul et vous répond dans les 15 jours.", False),
        ("Vous pouvez adresser une réclamation dans les 2 mois ; le service répond dans les 15 jours.", False),
        ("La commission se réunit 3 fois par an.", False),
        ("Sans réponse au bout d'un mois, la demande est refusée.", False),
    ],
)
def test_a_delay_to_act_is_told_from_the_delay_of_an_answer(text: str, *, to_act: bool) -> None:
    assert is_to_act(text) is to_act
