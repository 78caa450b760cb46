"""The signs of fields: what they show however it is written, and hostile runs searched in no time."""

from time import process_time

import pytest

from assistant.record.exchange.fit import pick
from assistant.record.finding.signs import SIGNS
from assistant.record.texts.paste import as_html
from index.fold import fold


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("contact", "Écrivez à petite-enfance@valmont.example."),
        ("decisions_per_year", "1 200 demandes sont reçues par an."),
        ("decisions_per_year", "En 2024 1 200 demandes ont été reçues."),
        ("decisions_per_year", "Chaque année, 12.500 dossiers sont instruits."),
        ("links_business", "La demande se fait sur démarches.valmont.fr."),
        ("links_business", "Le portail : www.valmont.fr/enfance"),
        ("links_business", "https://valmont.fr/enfance/inscription"),
        ("links_internal", "git-lab.valmont.fr/algorithme"),
    ],
)
def test_a_sign_shows_its_field(key: str, text: str) -> None:
    assert SIGNS[key].sure.search(fold(text))


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("administration", "Le ministère chargé des mers a rendu public le code de la plateforme."),
        ("administration", "Une dérogation est laissée à la discrétion du président du Conseil départemental."),
        ("purpose", "Le code de la plateforme est utilisé pour déterminer les propositions."),
    ],
)
def test_a_sign_that_is_certain_counts_twice(key: str, text: str) -> None:
    assert SIGNS[key].sure.search(fold(text)) and SIGNS[key].certain.search(fold(text))


def test_what_people_do_on_a_platform_is_not_what_its_calculation_is_for() -> None:
    assert SIGNS["purpose"].never.search(fold("La plateforme permet aux candidats de formuler des vœux."))
    assert not SIGNS["purpose"].never.search(fold("Cette aide permet aux familles de partir en vacances."))


@pytest.mark.parametrize(
    "text",
    [
        "Le recteur détermine, au vu des données de la demande, des taux qui sont publiés chaque année.",
        "Un taux minimum de candidats boursiers est pris en compte d'après leur situation.",
        "Le nombre d'offres ne peut pas non plus en principe dépasser les données d'appel prises en compte.",
    ],
)
def test_a_rate_or_a_limit_that_is_set_is_no_data_used(text: str) -> None:
    assert SIGNS["data"].never.search(fold(text))


def test_a_rate_of_the_person_is_data_used() -> None:
    assert not SIGNS["data"].never.search(fold("Le taux d'incapacité et les ressources du foyer sont pris en compte."))


@pytest.mark.parametrize(
    "part", ["a-a-", "1-", "0 0", "0  ", "_", "1.", "www.", "a.fr/", "1 rue ", "en cas d'egalite "]
)
def test_a_hostile_run_is_searched_in_no_time(part: str) -> None:
    run = part * (20_000 // len(part))
    since = process_time()
    for sign in SIGNS.values():
        sign.sure.search(run)
        sign.never.search(run)
    pick(run, "email")
    as_html([run])
    assert process_time() - since < 1
