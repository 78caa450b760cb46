"""The case that a heading narrows its text to, and who is in it."""

import pytest

from assistant.quoting.cases import case_of, concerns, of_the_others


@pytest.mark.parametrize(
    "heading",
    [
        "Vous habitez Valbrume",
        "Vous êtes étudiant",
        "Si vous n'habitez pas la commune",
        "En Guyane",
        "À l'étranger",
        "À Paris",
        "En ligne",
        "Demande en ligne",
        "Pour un mineur",
        "En cas de perte",
        "Né(e) à l'étranger",
        "Cas des travailleurs indépendants",
    ],
)
def test_a_heading_may_narrow_to_a_case(heading: str) -> None:
    assert case_of(("Tarif", heading, "Prix")) == heading


@pytest.mark.parametrize(
    "heading",
    [
        "Tarif",
        "Cas général",
        "En France",
        "Pour faire la demande",
        "Vous pouvez contester",
        "Et si la mairie se tait ?",
    ],
)
def test_most_headings_hold_for_everybody(heading: str) -> None:
    assert case_of((heading,)) == ""


@pytest.mark.parametrize(
    ("case", "question", "own"),
    [
        ("Vous habitez Valbrume", "J'habite Valbrume, puis-je demander une place ?", True),
        ("Vous habitez Valbrume", "Je n'habite pas Valbrume, puis-je demander une place ?", False),
        ("Vous habitez Valbrume", "J'habite pas Valbrume, je peux demander une place ?", False),
        ("Vous n'habitez pas Valbrume", "Je n'habite pas Valbrume, puis-je demander une place ?", True),
        ("Enfant non-résident", "Combien coûte un repas pour un enfant qui habite une autre commune ?", True),
        ("Enfant résident", "Combien coûte un repas pour un enfant qui habite une autre commune ?", False),
        ("Résident", "Combien coûte le permis ?", True),
        ("Résident", "J'habite une autre commune, combien coûte le permis ?", False),
        ("En Guyane", "La carte est-elle payante si je l'ai perdue ?", False),
        ("En Guyane", "Combien coûte la carte en Guyane ?", True),
        ("Vous êtes étudiant", "Je suis étudiante, ai-je une réduction ?", True),
        ("Vous êtes étudiant", "Ai-je une réduction ?", False),
    ],
)
def test_a_question_names_its_case_or_not(case: str, question: str, own: bool) -> None:
    assert concerns((case,), question, "") == own


def test_a_quotation_may_name_its_case_itself() -> None:
    assert concerns(("Vous êtes étudiant",), "Quel est le prix ?", "Les étudiants paient 2 €.")


@pytest.mark.parametrize(
    ("heading", "question", "other"),
    [
        ("Vous habitez Valbrume", "On n'habite pas la ville, on peut demander une place ?", True),
        ("Vous n'habitez pas Valbrume", "J'habite à Valbrume, quand demander une place ?", True),
        ("Vous habitez Valbrume", "J'habite à Valbrume, quand demander une place ?", False),
        ("Vous n'habitez pas Valbrume", "J'habite à la campagne, je peux avoir un permis ?", False),
        ("Vous habitez Valbrume", "Quand demander une place ?", False),
        ("Tarif", "On n'habite pas la ville, on paie combien ?", False),
    ],
)
def test_a_heading_may_be_about_the_others(heading: str, question: str, other: bool) -> None:
    assert of_the_others(("Place en crèche", heading), question) is other
