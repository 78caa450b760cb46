"""The names of administrations, as documents write them."""

import pytest

from assistant.record.naming import body_in


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
        ("Le Département accorde l'aide.", None),
        ("Les villes voisines font de même.", None),
    ],
)
def test_an_administration_is_named_by_its_kind_and_its_own_name(sentence: str, name: str | None) -> None:
    span = body_in(sentence)
    assert (sentence[span.start : span.end] if span else None) == name
