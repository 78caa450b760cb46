"""Labels as people write them."""

import json
import re
from pathlib import Path

from corpus.register.fields import choose, vocabularies
from tests.registers import LABELS, csv_file, lines, read


def test_synonyms_keep_their_own_name_beside_the_label() -> None:
    labels = (
        "NOM_DU_TRAITEMENT",
        "Administration",
        "Service responsable",
        "Finalités",
        "3. Base légale",
        "Degré d’automatisation",
    )
    (page,) = read(csv_file(labels, ("Crèches", "Ville de Valmont", "Petite enfance", "Classer", "CASF", "aide")))
    assert lines(page) == [
        "Nom de l'administration concernée : Ville de Valmont",
        "Direction/service porteur (Service responsable) : Petite enfance",
        "Nom de l'algorithme (NOM DU TRAITEMENT) : Crèches",
        "Finalité de l'algorithme : Classer",
        "Niveau d'automatisation de la décision (Degré d’automatisation) : aide",
        "Fondements juridiques (3. Base légale) : CASF",
    ]
    assert page.notes == ()


def test_labels_are_found_however_they_are_written() -> None:
    (inventory, *_) = vocabularies()
    for number, label in enumerate(LABELS, start=1):
        for written in (label, label.upper(), label.replace(" ", "_"), f"{number}. {label} *", label.replace("é", "e")):
            assert label in {found.label for found in inventory.find(written)}, written


def test_labels_that_look_alike_are_not_taken_for_each_other() -> None:
    (inventory, *_) = vocabularies()
    assert inventory.find("en_service") == []
    assert [found.label for found in inventory.find("Source des données")] == ["Source des données traitées"]
    assert [found.label for found in inventory.find("Types de données")] == ["Données traitées"]


def test_only_related_resources_have_several_fields() -> None:
    for vocabulary in vocabularies():
        for name, found in vocabulary.names.items():
            assert len(found) == 1 or {one.field.label for one in found} == {"Ressources connexes"}, name


def test_names_that_any_file_has_make_no_register() -> None:
    assert choose(["name", "title", "description", "url", "type"]) is None
    assert choose(["Nom", "Prix"]) is None
    assert choose(["Nom", "Finalité"]) is vocabularies()[0]
    assert choose(["name", "goal", "lawful_basis"]) is vocabularies()[1]
    assert choose(["name", "scope", "data_collection"]) is vocabularies()[2]


def test_every_field_of_the_foreign_standards_is_known(corpora: Path) -> None:
    _, dutch, british = vocabularies()
    schema = json.loads((corpora / "registres/nl/schema-v1_0.json").read_text("utf-8"))["properties"]
    assert [key for key, one in schema.items() if not (dutch.find(key) and dutch.find(one["title"]))] == []
    template = (corpora / "registres/uk/atrs-v3-template_table.md").read_text("utf-8")
    attributes = re.findall(r"^\| \d[\d.]* +\| (\w+)", template, re.MULTILINE)
    assert len(attributes) == 65
    assert [name for name in attributes if not british.find(name)] == []
