"""The names of administrations, as documents write them."""

from pathlib import Path

import pytest

from assistant.record.finding.bodies import body_in
from tests.test_record_draft import drafted


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        (
            "Le conseil municipal de Bel-sur-Aulne, convoqué le 3 mai, s'est réuni.",
            "conseil municipal de Bel-sur-Aulne",
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
