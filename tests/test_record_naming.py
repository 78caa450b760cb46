"""The names of administrations, as documents write them."""

from pathlib import Path

import pytest

from assistant.record.finding.bodies import body_in, holder
from tests.records import read
from tests.test_record_draft import drafted


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        (
            "Le conseil départemental de l'Aulne, convoqué le 3 mai, s'est réuni.",
            "conseil départemental de l'Aulne",
        ),
        ("La Ville de Port-Saluac loue 86 parcelles.", "Ville de Port-Saluac"),
        ("La commune d'Œuville-sous-Ûre loue ses salles.", "commune d'Œuville-sous-Ûre"),
        (
            "La caisse d'allocations familiales du Haut-Auzon verse l'aide.",
            "caisse d'allocations familiales du Haut-Auzon",
        ),
        ("L'Agence de prévention du Pays d'Orsenne invite.", "Agence de prévention du Pays d'Orsenne"),
        (
            "Le Centre communal d'action sociale de la Ville de Lorne attribue l'aide.",
            "Centre communal d'action sociale de la Ville de Lorne",
        ),
        (
            "Le ministère de l'enseignement agricole, de la pêche et de la forêt rend la liste publique.",
            "ministère de l'enseignement agricole, de la pêche et de la forêt",
        ),
        (
            "Le ministère de l'enseignement supérieur, de la recherche et de l'innovation a publié le code.",
            "ministère de l'enseignement supérieur, de la recherche et de l'innovation",
        ),
        ("Le responsable de traitement est Vélune, sise 4 rue du Lac.", "Vélune"),
        (
            "Elle est gérée par l'association loi 1901 Les Petits Pas, fondée en 2002.",
            "association loi 1901 Les Petits Pas",
        ),
        (
            "Le Centre d'Action Sociale de la Ville de Lorne reçoit les demandes.",
            "Centre d'Action Sociale de la Ville de Lorne",
        ),
        ("C'est laissé à la discrétion du président du Conseil départemental.", "Conseil départemental"),
        ("Le président du conseil départemental du Lorne décide.", "conseil départemental du Lorne"),
        ("Le président du conseil d'administration décide.", None),
        ("Le Département accorde l'aide.", None),
        ("Les villes voisines font de même.", None),
        ("Le conseil municipal de Bel-sur-Aulne, convoqué le 3 mai, s'est réuni.", None),
    ],
)
def test_an_administration_is_named_by_its_kind_and_its_own_name(sentence: str, name: str | None) -> None:
    span = body_in(sentence)
    assert (sentence[span.start : span.end] if span else None) == name


SHORT = "# Aide Chauffage\n\nL'aide Chauffage : la décision est notifiée par le centre d'action sociale.\n\n"


def test_a_body_named_by_its_kind_has_the_full_name_that_its_document_gives_it(tmp_path: Path) -> None:
    full = "L'aide Chauffage est demandée au Centre d'Action Sociale de la Ville de Lorne.\n"
    record = drafted(tmp_path, "Aide Chauffage", rules=SHORT + full)
    value = record.fields["administration"]
    assert value.text == "Centre d'Action Sociale de la Ville de Lorne"
    assert value.text in record.citation(value.sentences[0].citations[0]).quote


def test_a_body_named_by_its_kind_stays_so_where_two_have_that_kind(tmp_path: Path) -> None:
    full = "L'aide Chauffage dépend du Centre d'Action Sociale de Lorne ou du Centre d'Action Sociale de Morsang.\n"
    value = drafted(tmp_path, "Aide Chauffage", rules=SHORT + full).fields["administration"]
    assert "notifiée par le centre d'action sociale" in value.text


COUNCIL = "# Aide Chauffage\n\nLe conseil municipal de Lorne-la-Forêt décide de l'aide Chauffage.\n\n"


def test_the_administration_is_the_town_and_not_the_assembly_that_votes(tmp_path: Path) -> None:
    town = "L'aide Chauffage est ouverte aux habitants de la commune de Lorne-la-Forêt.\n"
    assert drafted(tmp_path, "Aide Chauffage", rules=COUNCIL + town).fields["administration"].text == (
        "commune de Lorne-la-Forêt"
    )


def test_where_nothing_names_the_town_its_assembly_is_offered_to_check(tmp_path: Path) -> None:
    town = "L'aide Chauffage est ouverte aux habitants de la commune de Lorne-la-Forêt-Haute.\n"
    value = drafted(tmp_path, "Aide Chauffage", rules=COUNCIL + town).fields["administration"]
    assert value.status == "to_complete" and "conseil municipal" in value.doubtful[0].quote


REGISTER = """
# {title}

## Fiche B – TILLEUL (ordre des demandes)

But : proposer un ordre des demandes de jardin.

Données : adresse du demandeur.

Contact : tilleul@sorgeville.example
"""


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Inventaire des algorithmes publics du Département de la Sorgue", "Département de la Sorgue"),
        ("Registre des traitements algorithmiques de la ville de Sorgeville", "ville de Sorgeville"),
        ("Les algorithmes du parc de Sorgeville", None),
        ("Inventaire des arbres de la ville de Sorgeville", None),
        ("Rapport sur l'eau : registre, traitements. Avis de la ville de Sorgeville", None),
    ],
)
def test_the_title_of_a_register_names_the_administration(title: str, name: str | None) -> None:
    held = holder([read("registre.md", REGISTER.format(title=title))])
    assert (title[held.span.start : held.span.end] if held else None) == name


def test_two_registers_of_two_administrations_name_none() -> None:
    titles = (f"Registre des algorithmes de la ville de {name}" for name in ("Sorgeville", "Lorne"))
    assert holder([read(f"{title}.md", REGISTER.format(title=title)) for title in titles]) is None


def test_a_draft_takes_the_administration_of_its_entry_from_the_title(tmp_path: Path) -> None:
    title = "Inventaire des algorithmes publics du Département de la Sorgue"
    record = drafted(tmp_path, "TILLEUL", registre=REGISTER.format(title=title))
    value = record.fields["administration"]
    assert value.text == "Département de la Sorgue"
    assert record.citation(value.sentences[0].citations[0]).quote == title


def test_the_name_is_spelled_as_the_heading_of_the_entry_and_not_as_an_address(tmp_path: Path) -> None:
    record = drafted(tmp_path, "tilleul", registre=REGISTER.format(title="Nos algorithmes"))
    value = record.fields["name"]
    assert value.text == "TILLEUL"
    assert record.citation(value.sentences[0].citations[0]).quote == "Fiche B – TILLEUL (ordre des demandes)"
