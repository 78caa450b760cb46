"""Other countries' registers: what comes in goes out to the letter, and what does not fit is said."""

import csv
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.record.exchange import check_entry
from assistant.record.exchange.check_entry import check, json_schema
from assistant.record.exchange.crosswalk import Key, Register, load_standard, recognise
from assistant.record.exchange.export_atrs import export_atrs
from assistant.record.exchange.export_entry import export_entry
from assistant.record.exchange.export_eu import export_eu
from assistant.record.exchange.export_nl import export_nl
from assistant.record.exchange.exported import Exported
from assistant.record.exchange.exports import import_file
from assistant.record.exchange.fit import cut, pick
from assistant.record.exchange.import_entry import import_entries, register_of
from assistant.record.exchange.losses import missing_keys
from assistant.record.schema import Schema, load_schema
from assistant.record.types import FieldValue, Record, RecordSentence
from corpus.errors import UnreadableFile
from corpus.types import Source
from tests.conftest import source
from tests.records import bare_record, full_record

Export = Callable[[Record, Schema], Exported]

SCHEMA = load_schema()
STANDARDS = ("nl.v1", "nl.list", "atrs.v3", "atrs.v4", "atrs.list", "eu.v0.3.1")

DUTCH = {
    "id": "valmond-parkeren",
    "name": "Controle van parkeren",
    "organization": "Gemeente Valmond",
    "description_short": "Dit algoritme leest kentekens van geparkeerde auto's.",
    "status": "In gebruik",
    "publication_category": "Overige algoritmes",
    "category": ["Verkeer"],
    "contact_email": "parkeren@valmond.example",
    "goal": "<div><p>Sneller controleren.</p><p>Bestuurders krijgen een boete.</p></div>",
    "lawful_basis": "Parkeerverordening",
    "lawful_basis_grouping": [{"title": "Parkeerverordening", "link": "https://valmond.example/wet"}],
    "human_intervention": "Een medewerker bekijkt elke foto.",
    "source_data": "",
    "risks": None,
    "methods_and_models": "Beslisboom",
    "lang": "nld",
    "standard_version": "1.0",
}
DUTCH_LISTED = {
    "doel": "Sneller controleren.",
    "geregistreerd": "2026-04-07",
    "id": "11",
    "impactassessment": "Ja",
    "juridische_basis": "",
    "organisatie": "Gemeente Valmond",
    "status": "in_gebruik",
    "title": "Controle van parkeren",
    "toegevoegd": "2026-05-13",
    "url": "https://valmond.example/11",
}
BRITISH_LISTED = {
    "publishing_body": "Valmouth Council",
    "tool_name": "Parking check",
    "title": "Valmouth Council: Parking check",
    "url": "https://valmouth.example/parking",
    "published": "2025-06-26T07:39:09Z",
    "description": "Reads number plates.  ",
    "listed_organisations": ["Valmouth Council"],
}
BRITISH_3 = {
    "Title Information": {"title": "Valmouth: Parking check", "organisation_name": "Valmouth", "phase": "Production"},
    "Tier 1 Information": {"name": "Parking check", "description": "Reads number plates."},
    "Decision-making Process": {"appeals_and_review": "Write to the council."},
    "Tool Specification": {"phase": "Beta"},
    "Model Specification": {"model_architecture": "Rules"},
}
BRITISH_4 = {
    "Summary Information": {"Name": "Parking check", "Description": "Reads number plates.", "Website": "N/A"},
    "Owner and Responsibility": {"Organisation": "Valmouth", "Third party": "Plates Ltd"},
}
BRITISH_FLAT = {
    "name": "Parking check",
    "description": "Reads.",
    "organisation_name": "Valmouth",
    "maintenance": "Weekly",
}
EUROPEAN = {
    "standard_version": "0.3.1",
    "lang": "en",
    "name": "Parking check",
    "organization": "Valmouth",
    "department": "Parking",
    "contact_email": "parking@valmouth.example",
    "goal": "Check faster.",
    "algorithm_type": "rule-based",
    "codebase_url": "https://git.valmouth.example/parking",
    "remark": "Pilot ends in May.",
    "rollback": "Yes.",
}
SAMPLES: list[tuple[dict[str, Any], Register, Export]] = [
    (DUTCH, "nl", export_nl),
    (DUTCH_LISTED, "nl", export_nl),
    (BRITISH_LISTED, "atrs", export_atrs),
    (BRITISH_3, "atrs", export_atrs),
    (BRITISH_4, "atrs", export_atrs),
    (BRITISH_FLAT, "atrs", export_atrs),
    (EUROPEAN, "eu", export_eu),
]


def file(data: Any, name: str = "registre.json") -> Source:
    return Source(path=name, data=data if isinstance(data, bytes) else json.dumps(data).encode())


def only(records: list[Record]) -> Record:
    (record,) = records
    return record


def values(exported: Exported) -> dict[str, Any]:
    return json.loads(exported.data)  # type: ignore[no-any-return]


def fill(record: Record, key: str, text: str, choice: str = "") -> Record:
    said = (RecordSentence(text=text, origin="person"),) if text else ()
    value = FieldValue(key=key, status="by_person", sentences=said, choice=choice)
    return replace(record, fields={**record.fields, key: value})


def told(exported: Exported, *words: str) -> bool:
    return any(all(word in line for word in words) for line in exported.lost)


@pytest.mark.parametrize(("entry", "register", "write"), SAMPLES)
def test_what_comes_in_goes_out_to_the_letter(entry: dict[str, Any], register: Register, write: Export):
    record = only(import_file(file(entry)))
    assert record.foreign == {register: entry}
    written = values(write(record, SCHEMA))
    assert written == entry
    assert list(written) == list(entry)


@pytest.mark.parametrize(("entry", "register", "write"), SAMPLES)
def test_an_import_is_published_and_open_elsewhere(entry: dict[str, Any], register: Register, write: Export):
    record = only(import_file(file(entry)))
    assert list(record.fields) == [field.key for field in SCHEMA.fields]
    for value in record.fields.values():
        assert (value.status == "published") == bool(value.text)
        assert all(sentence.origin == "published" and not sentence.citations for sentence in value.sentences)
        assert value.status == "published" or (value.question and value.whom)
    assert record.fields["name"].text in ("Controle van parkeren", "Parking check")
    assert record.schema == SCHEMA.name and record.id.startswith(f"{register}-")


def test_an_import_keeps_what_has_no_field_and_says_so():
    record = only(import_file(file(DUTCH)))
    assert record.id == "nl-valmond-parkeren"
    assert record.foreign == {"nl": DUTCH}
    assert record.fields["purpose"].text == "Sneller controleren.\nBestuurders krijgen een boete."
    assert record.fields["legal_basis"].text == "Parkeerverordening\nParkeerverordening : https://valmond.example/wet"
    assert record.fields["automation"].choice == ""
    notes = "\n".join(record.notes)
    assert "non traduite" in notes
    assert "« goal » mêle" in notes
    assert "id" in record.notes[-1] and "publication_category" in record.notes[-1] and "risks" not in record.notes[-1]


def test_what_stands_around_a_list_is_noted():
    record = only(import_file(file({"algoritmes": [DUTCH_LISTED], "source_url": "https://valmond.example"})))
    assert "« source_url » : https://valmond.example" in record.notes[0]


def test_a_changed_field_changes_its_keys_and_no_other():
    record = fill(only(import_file(file(DUTCH))), "public", "Les automobilistes.")
    exported = export_nl(record, SCHEMA)
    written = values(exported)
    assert {key for key in DUTCH if written[key] != DUTCH[key]} == {"goal"}
    assert "Sneller controleren.\nBestuurders krijgen een boete." in written["goal"]
    assert "Public concerné par la décision : Les automobilistes." in written["goal"]
    assert told(exported, "langue de l'entrée importée")


def test_a_key_whose_field_changed_and_that_no_field_fills_is_pointed_at():
    record = fill(only(import_file(file(DUTCH))), "legal_basis", "Arrêté du 3 mai 2026.")
    exported = export_nl(record, SCHEMA)
    assert values(exported)["lawful_basis"] == "Arrêté du 3 mai 2026."
    assert values(exported)["lawful_basis_grouping"] == DUTCH["lawful_basis_grouping"]
    assert told(exported, "« lawful_basis_grouping »", "vérifiez-le")


def test_a_field_emptied_empties_its_key():
    written = values(export_nl(fill(only(import_file(file(DUTCH))), "operations", ""), SCHEMA))
    assert written["methods_and_models"] is None
    assert "publiccode" not in written


def test_a_flat_record_stays_flat_when_it_changes():
    record = fill(only(import_file(file(BRITISH_FLAT))), "service", "Stationnement")
    assert values(export_atrs(record, SCHEMA)) == {**BRITISH_FLAT, "team": "Stationnement"}


def test_a_value_that_both_registers_have_is_chosen():
    record = only(import_file(file(EUROPEAN)))
    assert record.fields["algorithm_type"].choice == "Système de règles"
    changed = values(export_eu(fill(record, "algorithm_type", "", choice="Mixte"), SCHEMA))
    assert changed == {**EUROPEAN, "algorithm_type": "hybrid"}


def test_a_french_record_in_the_dutch_register():
    exported = export_nl(full_record(), SCHEMA)
    written = values(exported)
    assert exported.name == "attribution-des-places-en-creche.nl.json"
    assert written["contact_email"] == "petite-enfance@valmont.example"
    assert written["methods_and_models"].startswith("Type d'algorithme : Système de règles")
    assert [written[key] for key in ("status", "publication_category", "lang")] == [None, None, None]
    assert told(exported, "« status »", "In gebruik")
    assert told(exported, "Sans équivalent", "Portée de la décision", "Nombre de décisions", "Voies de recours")
    assert told(exported, "tableau", "Barème")
    assert told(exported, "sources", "19")
    assert told(exported, "412 d'un côté, 430 de l'autre")
    assert told(exported, "préparée avec une IA", "22 novembre 2026")


def test_a_french_record_in_the_british_standard():
    exported = export_atrs(full_record(), SCHEMA)
    written = values(exported)
    assert written["Metadata"]["standard_version"] == "3.0"
    assert written["Metadata"]["date_updated"] == "2026-11-20"
    assert written["Title Information"]["phase"] is None and written["Tool Specification"]["phase"] is None
    assert (
        written["Decision-making Process"]["frequency_and_scale_of_usage"]
        == "La commission a rendu 412 décisions en 2025."
    )
    assert told(exported, "Obligatoire et vide", "« benefit »", "« region »", "« risks_and_mitigations »")
    newer = export_atrs(full_record(), SCHEMA, "4.0")
    assert "Fondements juridiques" in "".join(newer.lost)
    assert told(newer, "Sans équivalent", "Source des données traitées", "Nombre de décisions")
    assert values(newer)["Owner and Responsibility"]["Third party involvement"] is None


def test_a_french_record_in_the_european_standard():
    exported = export_eu(full_record(), SCHEMA)
    written = values(exported)
    assert written["algorithm_type"] == "rule-based"
    assert written["last_change_date"] == "2026-11-20" and written["revision_date"] is None
    assert "intelligence artificielle" in written["remark"]
    assert not told(exported, "préparée avec une IA")
    assert told(exported, "« description »", "au moins 500 caractères")
    assert told(exported, "« Type d'algorithme »", "il reste", "additionne les points")
    assert export_eu(only(import_file(file(written))), SCHEMA).data == exported.data


def test_a_remark_is_kept_beside_the_notice_which_is_added_once():
    record = replace(only(import_file(file(EUROPEAN))), made_on="2026-11-22")
    first = values(export_eu(record, SCHEMA))["remark"]
    assert first.startswith("Pilot ends in May.\nBrouillon préparé le 22 novembre 2026")
    again = replace(record, foreign={"eu": {**EUROPEAN, "remark": first}})
    assert values(export_eu(again, SCHEMA))["remark"] == first


def test_an_empty_record_makes_nothing_up():
    for write in (export_nl, export_atrs, export_eu):
        written = values(write(bare_record(), SCHEMA))
        flat = {k: v for one in written.values() for k, v in (one if isinstance(one, dict) else {}).items()} | written
        said = {key for key, value in flat.items() if value and not isinstance(value, dict)}
        assert said <= {"goal", "description", "standard_version", "remark"}


def test_a_record_of_one_register_in_another_says_what_stays_behind():
    exported = export_eu(only(import_file(file(DUTCH))), SCHEMA)
    assert values(exported)["goal"].startswith("Sneller")
    assert told(exported, "Le registre néerlandais", "n'en garde rien", "status", "publication_category")


def test_text_over_the_limit_is_cut_where_a_sentence_ends_and_the_rest_is_told():
    sentence = "La commission examine chaque dossier dans l'ordre du classement."
    record = fill(full_record(), "context", " ".join([sentence] * 8))
    exported = export_nl(record, SCHEMA)
    assert values(exported)["description_short"] == " ".join([sentence] * 6)
    assert told(exported, "« description_short »", "400", f"« {sentence} {sentence} »")
    name = "Attribution des places " * 6
    exported = export_nl(fill(record, "name", name), SCHEMA)
    assert values(exported)["name"] is None
    assert told(exported, "« name »", "100", name.strip())


def test_cut_never_ends_on_a_line_that_announces_the_next():
    assert cut("Un.\nDonnées :\nLe nom et l'adresse.", 20) == ("Un.", "Données :\nLe nom et l'adresse.")
    assert cut("Assez court.", 20) == ("Assez court.", "")


@pytest.mark.parametrize(
    ("form", "text", "found"),
    [
        ("email", "Service Enfance, enfance@valmont.example.", "enfance@valmont.example"),
        ("phone", "Tél. 05 61 00 00 00", "05 61 00 00 00"),
        ("phone", "dossier 20260561000000", ""),
        ("url", "Formulaire : https://valmont.example/f ; aide", "https://valmont.example/f"),
        ("contact", "https://valmont.example/contact", "https://valmont.example/contact"),
        ("date", "le 1er mars 2026", "2026-03-01"),
        ("email", "au guichet", ""),
    ],
)
def test_a_key_for_an_address_takes_the_address_alone(form: Any, text: str, found: str):
    assert pick(text, form) == found


def test_what_is_left_of_a_contact_is_told():
    record = fill(full_record(), "contact", "Petite enfance, 05 61 00 00 00, enfance@valmont.example")
    assert told(export_nl(record, SCHEMA), "« Contact", "Petite enfance, 05 61 00 00 00,")
    exported = export_eu(record, SCHEMA)
    assert values(exported)["contact_phone"] == "05 61 00 00 00"
    assert told(exported, "« Contact", "« Petite enfance, , »")


def test_a_day_in_words_leaves_nothing_behind():
    exported = export_eu(fill(full_record(), "updated", "20 novembre 2026"), SCHEMA)
    assert values(exported)["last_change_date"] == "2026-11-20"
    assert not told(exported, "« Date de mise à jour")
    exported = export_eu(fill(full_record(), "updated", "au printemps"), SCHEMA)
    assert values(exported)["last_change_date"] is None
    assert told(exported, "« Date de mise à jour", "au printemps")


def test_nothing_is_lost_of_an_import_that_nobody_changed():
    entry = {**EUROPEAN, "contact_name": "Parking desk", "DPIA_url": "https://valmouth.example/dpia"}
    lost = export_eu(only(import_file(file(entry))), SCHEMA).lost
    assert all(line.startswith("Obligatoire et vide") for line in lost)


def test_an_export_leaves_the_record_as_it_was():
    record = only(import_file(file(BRITISH_3)))
    changed = values(export_atrs(fill(record, "purpose", "Contrôler."), SCHEMA))
    assert changed["Tier 1 Information"]["description"] == "Contrôler."
    assert record.foreign == {"atrs": BRITISH_3}


def test_a_version_asked_for_wins_over_that_of_the_import():
    exported = export_atrs(only(import_file(file(BRITISH_3))), SCHEMA, "4.0")
    assert values(exported)["Summary Information"]["Name"] == "Parking check"
    assert told(exported, "La norme britannique ATRS 3.0", "n'en garde rien", "phase")


def test_the_version_that_an_entry_names_tells_two_registers_apart():
    shared = {"name": "Parking", "organization": "Valmouth", "goal": "Check.", "category": [], "provider": "Plates Ltd"}
    assert register_of(file(shared)) == "nl"
    assert register_of(file({**shared, "standard_version": "0.3.1"})) == "eu"


def test_jsonschema_finds_the_same_keys_missing():
    for record in (full_record(), bare_record(), only(import_file(file(DUTCH)))):
        entry = export_entry(record, SCHEMA, load_standard("nl.v1"))
        found = check(entry.values, entry.standard)
        assert {problem.key for problem in found} == {key.name for key in missing_keys(entry)}
        assert {problem.rule for problem in found} <= {"required"}


def test_an_imported_entry_that_breaks_the_rules_is_told_of():
    broken = {
        **DUTCH,
        "lang": "NLD",
        "contact_email": "loket 3",
        "name": "x" * 101,
        "goal": ["a"],
        "lawful_basis_grouping": ["wet"],
        "category": ["Vissen"],
    }
    exported = export_nl(only(import_file(file(broken))), SCHEMA)
    assert values(exported) == broken
    assert told(exported, "« lang »", "« NLD »", "nld")
    assert told(exported, "« contact_email »", "forme attendue")
    assert told(exported, "« name »", "101 caractères, pour 100 au plus")
    assert told(exported, "« goal »", "n'est pas un texte")
    assert told(exported, "« lawful_basis_grouping »", "« wet »")
    assert told(exported, "« category »", "« Vissen »")


def test_without_jsonschema_the_export_says_that_it_was_not_validated(monkeypatch: pytest.MonkeyPatch):
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(check_entry, "import_module", missing)
    assert told(export_nl(full_record(), SCHEMA), "pas été validé", "jsonschema")


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ([DUTCH, {"couleur": "bleu"}], "registre.json, entrée 2 : ce n'est pas une entrée du registre néerlandais"),
        ([DUTCH, "texte"], "on y lit : texte"),
        ({**DUTCH, "name": None}, "qui nomme un algorithme"),
        ([], "aucune entrée"),
        ({}, "on y lit : rien"),
        ("texte", "entrée 1"),
        (b'{"name": "a", "goal": "b", "goal": "c"}', "écrite plusieurs fois"),
        (b'{"name": ', "JSON mal form"),
        (b"", "fichier vide"),
        (b'{"name": "a", "goal": ' + b"[" * 800 + b"]" * 800 + b"}", "imbriquées"),
    ],
)
def test_a_file_that_is_no_register_ends_in_a_message(data: Any, problem: str):
    with pytest.raises(UnreadableFile) as raised:
        import_entries(file(data), "nl", SCHEMA)
    assert problem in raised.value.problem
    assert raised.value.fix


def test_a_csv_with_a_row_too_long_says_which():
    text = b"publishing_body,tool_name\nValmouth,Parking\nValmouth,Parking,2026\n"
    with pytest.raises(UnreadableFile, match=r"ligne 3"):
        import_entries(file(text, "atrs.csv"), "atrs", SCHEMA)
    with pytest.raises(UnreadableFile, match=r"guillemet"):
        import_entries(file(b'publishing_body,tool_name\nValmouth,"Parking\n', "atrs.csv"), "atrs", SCHEMA)


def test_half_a_surrogate_pair_goes_out_as_it_came():
    entry = {**DUTCH, "goal": "kapot \ud800"}
    assert values(export_nl(only(import_file(file(entry))), SCHEMA)) == entry


@pytest.mark.parametrize(("entry", "register", "write"), SAMPLES)
def test_an_entry_is_recognised_by_its_keys(entry: dict[str, Any], register: Register, write: Export):
    assert register_of(file([entry])) == register
    found = recognise(entry)
    assert found and found.register == register


def test_what_is_of_no_register_is_not_recognised():
    assert register_of(file({"couleur": "bleu"})) is None
    assert register_of(file(b"\0\0")) is None
    assert register_of(file([])) is None


@pytest.mark.parametrize("name", STANDARDS)
def test_a_standard_names_fields_of_the_schema(name: str):
    fields = {field.key for field in SCHEMA.fields}
    standard = load_standard(name)
    places = [(key.section, key.name) for key in standard.keys]
    assert len(set(places)) == len(places)
    for key in standard.keys:
        assert {*key.writes, *filter(None, [key.reads])} <= fields
        # What an import reads into a field, a change of that field must be able to write.
        assert not (key.writes and key.reads) or key.reads in key.writes
        assert len(key.french) in (0, len(key.values))
        assert set(key.french) <= set(SCHEMA.field(key.reads).values if key.reads else ())


@pytest.mark.parametrize(
    ("standard", "column", "apart"),
    [
        ("nl.v1", "nl", set()),
        ("atrs.v3", "atrs3", set()),
        # The guidance names the section 2.4.4 and not its fields; SRO is short for the senior responsible owner.
        ("atrs.v4", "atrs4", {"Operational data", "SRO"}),
        ("eu.v0.3.1", "eu", set()),
    ],
)
def test_a_standard_knows_every_name_of_the_crosswalk(standard: str, column: str, apart: set[str]):
    keys: Mapping[str, Key] = {key.name: key for key in load_standard(standard).keys}
    names = [foreign for crossing in SCHEMA.crosswalk for foreign in getattr(crossing, column)]
    names += [foreign for one in SCHEMA.unsupplied if one.standard == column for foreign in one.names]
    assert {foreign.name for foreign in names} - set(keys) == apart
    for foreign in names:
        if foreign.limit and column == "nl":
            assert keys[foreign.name].limit == foreign.limit


def test_the_dutch_standard_is_that_of_the_schema_file(corpora: Path):
    theirs = json.loads((corpora / "registres/nl/schema-v1_0.json").read_text("utf-8"))["properties"]
    ours = {key.name: key for key in load_standard("nl.v1").keys}
    assert list(ours) == list(theirs)
    for name, rules in theirs.items():
        key = ours[name]
        assert key.required == (rules.get("required") is True)
        assert key.limit == rules.get("max_length")
        assert list(key.values) == rules.get("permitted_values", [])
        assert (key.form == "list") == (rules["type"] == "array")
    assert len(json_schema(load_standard("nl.v1"))["required"]) == 7


def test_the_british_standard_is_that_of_the_template(corpora: Path):
    rows = (corpora / "registres/uk/atrs-v3-template_table.md").read_text("utf-8").splitlines()
    cells = [[cell.strip().replace("<br>", "") for cell in row.strip("| ").split("|")] for row in rows if "|" in row]
    theirs = [(row[4], row[1], row[-1] == "TRUE") for row in cells if row[0][:1].isdigit()]
    assert [(key.section, key.name, key.required) for key in load_standard("atrs.v3").keys] == theirs


@pytest.mark.parametrize(
    ("path", "write", "number"),
    [
        ("registres/nl/algoritmes.json", export_nl, 1530),
        ("registres/uk/atrs_records.json", export_atrs, 136),
        ("registres/uk/atrs_records.csv", export_atrs, 136),
    ],
)
def test_real_registers_go_out_as_they_came(corpora: Path, path: str, write: Export, number: int):
    records = import_file(source(corpora / path))
    written = [values(write(record, SCHEMA)) for record in records]
    assert len(records) == len({record.id for record in records}) == number
    assert written == entries_of(corpora / path)


def test_real_entries_of_standard_1_0_go_out_as_they_came(corpora: Path):
    paths = sorted((corpora / "registres/nl/modeles-fournisseurs-v1.0").glob("*.json"))
    assert len(paths) == 17
    for path in paths:
        written = [values(export_nl(record, SCHEMA)) for record in import_file(source(path))]
        assert written == entries_of(path)


def entries_of(path: Path) -> list[dict[str, Any]]:
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))
    data = json.loads(path.read_text("utf-8"))
    return data if isinstance(data, list) else next(v for v in data.values() if isinstance(v, list))
