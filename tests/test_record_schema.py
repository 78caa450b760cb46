"""The schema file: complete, consistent with itself, and faithful to what the law and the guide ask."""

from dataclasses import FrozenInstanceError
from hashlib import sha256

import pytest

from assistant.record.schema import Element, Field, load_schema
from tests.conftest import ROOT

SCHEMA = load_schema()
KEYS = {
    "administration": "administration service contact updated",
    "decision": "name context purpose role automation legal_basis links_business",
    "impact": "decisions_per_year scope public links_impact",
    "operation": "data data_source data_collection algorithm_type operations links_internal",
    "beyond": "appeals",
}
LABELS = """Nom de l'administration concernée
Direction/service porteur
Contact au sein de l'administration concernée
Date de mise à jour des informations
Nom de l'algorithme
Contexte global
Finalité de l'algorithme
Comment et quand l'algorithme intervient-il dans la prise de décision ?
Niveau d'automatisation de la décision
Fondements juridiques
Ressources connexes (métier)
Nombre de décisions administratives prises par an
Portée de la décision
Public concerné par la décision
Ressources connexes (impact)
Données traitées
Source des données traitées
Mode de collecte des données traitées
Type d'algorithme
Opérations effectuées par l'algorithme
Ressources connexes (fonctionnement)
Voies de recours""".splitlines()
REQUIRED = {
    "contact": "R. 311-3-1-1",
    "purpose": "R. 311-3-1-1",
    "role": "R. 311-3-1-2, 1°",
    "automation": "R. 311-3-1-2, 1°",
    "data": "R. 311-3-1-2, 2°",
    "data_source": "R. 311-3-1-2, 2°",
    "operations": "L. 312-1-3 R. 311-3-1-2, 3° R. 311-3-1-2, 4°",
}
EVERY_FIELD = pytest.mark.parametrize("field", SCHEMA.fields, ids=lambda field: field.key)


def elements() -> list[Element]:
    return [element for output in SCHEMA.outputs for element in output.elements]


def test_its_name_holds_the_version_and_the_hash_of_the_file() -> None:
    data = (ROOT / "assistant/record/schema/fr.v1.toml").read_bytes()
    assert SCHEMA.name == f"fr.v1@{sha256(data).hexdigest()[:8]}"


def test_it_is_read_once_and_cannot_be_changed() -> None:
    assert load_schema() is SCHEMA
    with pytest.raises(FrozenInstanceError):
        SCHEMA.name = "other"  # type: ignore[misc]


def test_fields_stand_in_the_order_of_the_guide_in_their_blocks() -> None:
    found = {block.key: " ".join(field.key for field in SCHEMA.fields_of(block.key)) for block in SCHEMA.blocks}
    assert found == KEYS
    assert [field.key for field in SCHEMA.fields] == " ".join(KEYS.values()).split()


def test_labels_are_those_of_the_guide() -> None:
    assert [field.label for field in SCHEMA.fields] == LABELS
    assert {field.source_label for field in SCHEMA.fields if "(" in field.label} == {"Ressources connexes"}


@EVERY_FIELD
def test_a_field_says_what_it_is_and_whom_to_ask(field: Field) -> None:
    assert field.question.endswith(" ?")
    assert field.whom and not field.whom.endswith(".")
    assert field.help.endswith((".", "…"))
    assert field.example
    assert field.block == SCHEMA.block(field.block).key
    assert (field.kind == "choice") == bool(field.values)
    assert not field.values or field.example in field.values


@EVERY_FIELD
def test_a_field_has_questions_that_find_its_evidence(field: Field) -> None:
    # The date of the entry is never that of a source document: it is not looked for.
    assert len(field.queries) in range(3, 7) or field.key == "updated"
    assert all(query.endswith(" ?") for query in field.queries)


def test_fields_are_required_through_the_elements_they_feed() -> None:
    """A field names an article exactly when an element that this article requires is fed by it."""
    found = {field.key: " ".join(field.required_by) for field in SCHEMA.fields if field.required_by}
    assert found == REQUIRED
    for field in SCHEMA.fields:
        fed = {element.article for element in elements() if element.source == "law" and field.key in element.fields}
        assert set(field.required_by) == fed
        assert field.recommended_by.startswith("guide")


def test_the_limit_of_a_field_is_the_shortest_of_the_registers() -> None:
    for crossing in SCHEMA.crosswalk:
        # A short description is made for its register, not cut out of the context.
        limits = [
            name.limit for name in (*crossing.nl, *crossing.eu) if name.limit and name.name != "description_short"
        ]
        assert SCHEMA.field(crossing.field).limit == min(limits, default=None)


def test_data_are_described_one_by_one() -> None:
    assert [field.key for field in SCHEMA.fields if field.by_data] == ["data", "data_source", "data_collection"]


def test_the_outputs_hold_what_each_article_asks() -> None:
    mention = SCHEMA.output("mention").elements
    assert [element.source for element in mention] == ["law"] * 5 + ["guide"] * 2
    assert [element.article for element in mention] == ["L. 311-3-1", *["R. 311-3-1-1"] * 4, "", ""]
    assert [element.key for element in mention if element.optional] == ["link"]
    individual = SCHEMA.output("individual").elements
    assert [element.article[-2:] for element in individual] == ["1°", "2°", "3°", "4°"]
    assert [element.key for element in individual if element.personal] == ["parameters"]
    assert [element.key for element in SCHEMA.output("general").elements] == ["rules"]


def test_every_element_has_something_to_say() -> None:
    known = {field.key for field in SCHEMA.fields}
    for element in elements():
        assert element.text or element.fields
        assert set(element.fields) <= known
        assert bool(element.article) == (element.source == "law")


def test_the_delays_to_ask_and_to_appeal_are_printed_with_their_articles() -> None:
    text = " ".join(element.text for element in SCHEMA.output("mention").elements)
    for said in ("un mois", "deux mois", "CADA", "R.* 311-12", "R. 311-13", "R. 311-15", "R. 343-1"):
        assert said in text


def test_thresholds_are_those_of_the_code() -> None:
    assert {threshold.output: threshold.agents for threshold in SCHEMA.thresholds} == {
        "general": 50,
        "mention": 0,
        "individual": 0,
    }
    assert "D. 312-1-4" in SCHEMA.threshold("general").article
    assert SCHEMA.inhabitants.number == 3500


def test_nullity_names_its_article_and_its_conditions() -> None:
    assert "article 47, 2°" in SCHEMA.nullity.article
    assert "à peine de nullité" in SCHEMA.nullity.text
    assert len(SCHEMA.nullity.conditions) == 4


def test_the_eleven_contradictions_end_with_what_the_law_says() -> None:
    assert len({contradiction.key for contradiction in SCHEMA.contradictions}) == 11
    for contradiction in SCHEMA.contradictions:
        assert contradiction.about and contradiction.one and contradiction.other and contradiction.law
    assert "rien n'est tranché" in SCHEMA.contradiction("inhabitants").law


def test_every_field_has_its_row_in_the_crosswalk() -> None:
    assert [crossing.field for crossing in SCHEMA.crosswalk] == [field.key for field in SCHEMA.fields]
    required = {name.name for crossing in SCHEMA.crosswalk for name in crossing.nl if name.required}
    assert required == {"organization", "contact_email", "name", "description_short"}
    scope = SCHEMA.crossing("scope")
    assert not (scope.nl or scope.atrs3 or scope.atrs4 or scope.eu)


def test_what_the_dutch_register_requires_is_crossed_or_unsupplied() -> None:
    unsupplied = {row.standard: [name.name for name in row.names] for row in SCHEMA.unsupplied}
    assert unsupplied["nl"] == ["status", "publication_category", "lang"]
    assert list(unsupplied) == ["nl", "atrs3", "atrs4", "eu"]
    assert (len(unsupplied["atrs3"]), len(unsupplied["eu"])) == (19, 11)


def test_the_notice_takes_models_and_date() -> None:
    notice = SCHEMA.notice.format(models="modèle X", date="22 novembre 2026")
    assert "modèle X" in notice
    assert "22 novembre 2026" in notice


def test_an_unknown_key_is_refused() -> None:
    for ask in (SCHEMA.field, SCHEMA.block, SCHEMA.output, SCHEMA.threshold, SCHEMA.contradiction, SCHEMA.crossing):
        with pytest.raises(KeyError):
            ask("nothing")
