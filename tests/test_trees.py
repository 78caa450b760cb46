"""Entries of JSON and YAML, wherever they are."""

from corpus.types import Source
from tests.registers import json_file, lines, read


def test_yaml_entries_under_their_ids() -> None:
    text = (
        "cantine:\n  nom: Cantine\n  finalité: Calculer\ncreche:\n  nom: Crèche\n  finalité: Classer\n  durée: 1.10\n"
    )
    pages = read(Source(path="Mes registres.yaml", data=text.encode()))
    assert [page.id for page in pages] == ["mes-registres:cantine", "mes-registres:creche"]
    assert "Durée : 1.10" in lines(pages[1])


def test_what_the_file_says_around_its_entries_is_shared_or_told() -> None:
    file = json_file(
        {
            "administration": "Ville de Valmont",
            "avant-propos": "Bonjour",
            "algorithmes": [{"nom": "A", "finalité": "b"}],
        }
    )
    (page,) = read(file)
    assert page.title == "A — Ville de Valmont"
    assert page.notes == ("autour des entrées, non repris : avant-propos",)


def test_one_bad_entry_never_loses_the_others() -> None:
    good = {"nom": "Cantine", "finalité": "Calculer"}
    (page,) = read(json_file([None, "quoi", {}, {"nom": "<p></p>"}, good, good]))
    assert page.title == "Cantine"
    assert len(page.notes) == 5
