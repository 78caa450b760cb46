"""The headings that narrow what stands below them, and how it is told under them."""

from dataclasses import replace

import pytest

from assistant.quoting.narrow import narrowing, topic_untold, under, untold
from assistant.types import Answer, Verdict
from assistant.writing.attribute import Written, shown
from assistant.writing.faults import above, faults
from tests.test_write import citation

NBSP = "\u00a0"


@pytest.mark.parametrize(
    "heading",
    [
        "Tarif",
        "Tarifs et conditions",
        "Comment faire ?",
        "Qui peut en bénéficier ?",
        "Pièces à fournir",
        "Où s'adresser ?",
        "Quelle aide peut-on recevoir ?",
        "Que veut dire « principaux » ?",
        "Ce que chaque service doit faire",
        "Cas général",
        "Article 1er. Objet",
        "Annexe. Barème d’attribution",
        "Informations métier sur l'algorithme et la décision prise",
        "Comment faire si…",
    ],
)
def test_most_headings_announce(heading: str) -> None:
    assert narrowing((heading,)) == ()


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("1er véhicule du foyer", "1er véhicule du foyer"),
        ("Loyers impayés", "Loyers impayés"),
        ("Salarié ou commerçant de la zone", "Salarié ou commerçant de la zone"),
        ("Vous avez un badge", "Si vous avez un badge"),
        ("Vous pouvez contester une amende", "Vous pouvez contester une amende"),
        ("En Guyane", "En Guyane"),
        ("Avant 53 ans", "Avant 53 ans"),
        ("Article 3. Places réservées", "Places réservées"),
        ("2.1 Crédit affecté", "Crédit affecté"),
        ("Et si la mairie ne répond pas ?", "Si la mairie ne répond pas"),
        ("Que faire en cas de perte ?", "En cas de perte"),
    ],
)
def test_others_narrow(heading: str, told: str) -> None:
    assert narrowing(("Tarif", heading)) == (told,)


def test_of_the_numbered_parts_of_a_text_the_last_alone_is_told() -> None:
    assert narrowing(("Titre II : Enfance et école", "Chapitre III : Affectation scolaire")) == (
        "Affectation scolaire",
    )


@pytest.mark.parametrize(
    ("section", "text", "told"),
    [
        (
            ("Résident", "Tarif", "1er véhicule du foyer"),
            "Le permis coûte 90 € par an.",
            f"Résident, 1er véhicule du foyer{NBSP}: le permis coûte 90 € par an.",
        ),
        (("Loyers impayés",), "L'aide peut atteindre 900 €.", f"Loyers impayés{NBSP}: l'aide peut atteindre 900 €."),
        (("Vous avez un badge",), "La part fixe est de 105 €.", "Si vous avez un badge, la part fixe est de 105 €."),
        (("Ulis",), "Unité localisée.", f"Ulis{NBSP}: Unité localisée."),
        (("Bail", "Pour un mineur"), "Le bail est nul.", "Pour un mineur, le bail est nul."),
        (
            ("Hospitalière (FPH)", "Praticien hospitalier"),
            "Il a droit à : - une prime.",
            "Hospitalière (FPH) – Praticien hospitalier – il a droit à : - une prime.",
        ),
    ],
)
def test_a_sentence_is_told_under_the_headings_whose_words_it_lacks(
    section: tuple[str, ...], text: str, told: str
) -> None:
    assert under(untold(section, text), text) == told


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("Loyers impayés", "Pour un loyer impayé, l'aide peut atteindre 900 €."),
        ("1er véhicule du foyer", "Le 1er véhicule du foyer coûte 90 €."),
        ("Vous n'habitez pas Valbrume", "Si vous n'habitez pas Valbrume, vous pouvez déposer une demande."),
    ],
)
def test_nothing_is_told_before_a_sentence_that_says_it(heading: str, text: str) -> None:
    assert untold((heading,), text) == ""


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("1er véhicule du foyer", "Le 2e véhicule du foyer coûte 180 €."),
        ("Moins de 3 ans", "Plus de 3 ans après, l'aide cesse."),
        ("Vous n'habitez pas Valbrume", "Si vous habitez Valbrume, vous pouvez déposer une demande."),
    ],
)
def test_what_counts_or_denies_is_told_unless_it_is_written(heading: str, text: str) -> None:
    assert untold((heading,), text)


def test_sentences_of_one_quotation_are_told_in_one_run_under_its_heading() -> None:
    rent = replace(
        citation(1, "L'aide peut atteindre 900 €. Elle est versée au propriétaire."), section=("Loyers impayés",)
    )
    other = citation(2, "La commission décide.")
    said = [("L'aide peut atteindre 900 €.", 1), ("Elle est versée au propriétaire.", 1), ("La commission décide.", 2)]
    written = [Written(text, (number,), Verdict(support=0.9)) for text, number in said]
    answer = Answer(question="?", outcome="answered", sentences=tuple(shown("", written, [rent, other])))
    assert [(one.text, one.citations) for one in answer.wording] == [
        (f"Loyers impayés{NBSP}: l'aide peut atteindre 900 €. Elle est versée au propriétaire.", (1,)),
        ("La commission décide.", (2,)),
    ]


def test_nothing_is_told_under_headings_too_long_to_be_heard() -> None:
    long = replace(citation(1, "L'aide est de 900 €."), section=("Entreprise adaptée " * 8,))
    assert "modality_differs" in {failure.kind for failure in faults("?", "L'aide est de 900 €.", long)}


def test_nothing_is_told_under_a_heading_whose_figures_are_not_in_what_is_cited() -> None:
    price = replace(citation(1, "Le repas coûte 3,30 €."), section=("Prix des repas de l'année 2026-2027",))
    assert "modality_differs" in {failure.kind for failure in faults("?", "Le repas coûte 3,30 €.", price)}
    first = replace(price, section=("Prix du repas d'un enfant résident",))
    assert "modality_differs" not in {failure.kind for failure in faults("?", "Le repas coûte 3,30 €.", first)}


@pytest.mark.parametrize(
    ("question", "title", "told"),
    [
        ("Où en est le détail du calcul ?", "Délibération n° 2026-047 : barème des places en crèche — Valbrume", True),
        ("Combien de places en crèche ?", "Délibération n° 2026-047 : barème des places en crèche", False),
        ("Quels papiers pour un logement social ?", "Fonds municipal de solidarité logement (FMSL)", True),
        ("Quels papiers pour le FMSL ?", "Fonds municipal de solidarité logement (FMSL)", False),
        ("Quel prix ?", "Cantine : ce qui change à la rentrée 2023", True),
        ("Quel prix ?", "Article 8 du règlement municipal", False),
        ("Quel prix ?", "Annuaire des services de Valbrume", False),
    ],
)
def test_what_a_document_is_about_is_told_where_nobody_named_it(question: str, title: str, told: bool) -> None:
    topic = topic_untold(question, title, "La réponse vient dans les 15 jours.")
    assert bool(topic) is told and "2026" not in topic and "FMSL" not in topic


def test_who_is_named_in_the_question_is_not_told_of_which_document() -> None:
    contact = f"Service Petite enfance{NBSP}: appelez le 02 61 91 40 30."
    assert topic_untold("Le téléphone du service Petite enfance ?", "Obtenir un permis", contact) == ""
    assert topic_untold("Le téléphone de la mairie ?", "Obtenir un permis", contact) == "Obtenir un permis"


def test_a_topic_is_told_above_the_headings_unless_it_holds_them() -> None:
    cited = citation(1, "La réponse vient dans les 15 jours.")
    cited = replace(cited, source=replace(cited.source, title="École, demander une dérogation"))
    assert above("?", cited, cited.quote) == "École, demander une dérogation"
    assert above("?", replace(cited, section=("Demander une dérogation",)), cited.quote) == "Demander une dérogation"
    assert above("", cited, cited.quote) == ""


def test_what_to_do_is_told_small_after_its_heading() -> None:
    assert under("Vos droits", "Appelez le 02 61 91 40 30.") == f"Vos droits{NBSP}: appelez le 02 61 91 40 30."
