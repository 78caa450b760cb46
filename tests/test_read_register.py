"""Registers in, one document an entry out, whose blocks say which field they are."""

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import UnreadableFile
from corpus.read import readers
from corpus.read_register import RegisterReader
from corpus.types import Document, Source
from tests.conftest import source
from tests.registers import BLOCKS, LABELS, VALUES, csv_file, fiche, json_file, lines, read, xlsx_file

READER = RegisterReader()


def refusal(file: Source) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read(file)
    assert caught.value.problem.startswith(file.path)
    return str(caught.value)


def test_an_entry_reads_as_a_page(golden: Callable[[str, str], None]) -> None:
    (page,) = read(csv_file(LABELS, VALUES))
    golden("register_entry.txt", page.text + "\n")


@pytest.mark.parametrize(
    "file",
    [
        csv_file(LABELS, VALUES),
        csv_file(LABELS, VALUES, delimiter=",", encoding="utf-16"),
        csv_file(LABELS, VALUES, delimiter="\t", encoding="cp1252", name="registre.tsv"),
        csv_file(*fiche()),
        xlsx_file({"Inventaire": [LABELS, VALUES]}),
        xlsx_file({"Fiche": fiche()}),
        xlsx_file(
            {"Listes": [["externe"], ["interne"]], "Inventaire": [["Inventaire de Valmont"], [], LABELS, VALUES]}
        ),
        Source(
            path="registre.json",
            data=(
                "{" + ",".join(f"{json.dumps(a)}: {json.dumps(b)}" for a, b in zip(LABELS, VALUES, strict=True)) + "}"
            ).encode(),
        ),
        json_file(
            {
                block: dict(zip(LABELS[at:end], VALUES[at:end], strict=True))
                for (at, block), end in zip(BLOCKS.items(), (4, 11, 15, 21), strict=True)
            }
        ),
    ],
    ids=["csv", "utf-16", "tsv cp1252", "csv fiche", "xlsx", "xlsx fiche", "xlsx titles", "json", "json blocks"],
)
def test_every_format_gives_the_same_page(file: Source) -> None:
    (page,) = read(file)
    (expected,) = read(csv_file(LABELS, VALUES))
    assert page.text == expected.text
    assert page.blocks == expected.blocks
    assert page.id == "registre:tarification-de-la-cantine"


def test_a_citation_says_which_field() -> None:
    (page,) = read(csv_file(LABELS, VALUES))
    for block, line in zip(page.blocks, lines(page), strict=True):
        labels = (*block.section, line, *(page.text[start:end] for start, end in block.lead))
        assert block.section[0] in BLOCKS.values()
        assert any(label in text for label in LABELS for text in labels), line


def test_related_resources_stand_in_their_own_block() -> None:
    (page,) = read(csv_file(LABELS, VALUES))
    found = {block.url: block.section[0] for block in page.blocks if block.role == "link"}
    assert found == {
        "https://valmont.example/cantine": BLOCKS[4],
        "https://valmont.example/reglement": BLOCKS[4],
        "https://valmont.example/impact": BLOCKS[11],
        "https://git.valmont.example/cantine": BLOCKS[15],
    }


def test_one_label_of_related_resources_belongs_to_the_block_before_it() -> None:
    (page,) = read(
        csv_file(("Nom de l'algorithme", "Portée", "Ressources connexes"), ("A", "externe", "https://a.example"))
    )
    assert page.blocks[-1].section == (BLOCKS[11],)
    (page,) = read(
        csv_file(("Nom de l'algorithme", "Ressources connexes (fonctionnement)"), ("A", "https://a.example"))
    )
    assert page.blocks[-1].section == (BLOCKS[15],)


def test_roles_tell_contacts_and_legal_texts() -> None:
    (page,) = read(csv_file(LABELS, VALUES))
    role = {line: block.role for block, line in zip(page.blocks, lines(page), strict=True)}
    assert role["Contact au sein de l'administration concernée : cantine@valmont.example"] == "contact"
    assert role["Règlement de la restauration scolaire"] == "reference"
    assert role["de 400 à 800 € : 2 €"] == "item"


def test_provenance_comes_from_the_entry_first() -> None:
    file = json_file({"licence": "Licence Ouverte 2.0", "algorithmes": [dict(zip(LABELS, VALUES, strict=True))]})
    provenance = read(file, publisher="Quelqu'un", url="https://portail.example")[0].provenance
    assert (provenance.publisher, provenance.published) == ("Ville de Valmont", "2024-03-12")
    assert (provenance.licence, provenance.url) == ("Licence Ouverte 2.0", "https://portail.example")


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (Source(path="r.xlsx", data=b"pas un classeur"), "pas un classeur XLSX"),
        (Source(path="r.xlsx", data=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)), "mot de passe"),
        (xlsx_file({"Vide": []}), "classeur vide"),
        (xlsx_file({"Prix": [["Produit", "Prix"], ["pain", 1]]}), "Produit, Prix"),
        (csv_file(["Nom de l'algorithme"], ["Cantine"]), "une seule colonne"),
        (csv_file(LABELS), "aucune entrée"),
        (csv_file(("nom", "latitude"), ("Mairie", 48.1)), "aucun champ"),
        (Source(path="r.json", data=b'{"nom": "a",\n "b" 1}'), "ligne 2"),
        (Source(path="r.yaml", data=b"a: [1,\nb"), "YAML mal formé"),
        (json_file({"name": "glose", "version": "1"}), "aucun champ"),
        (json_file({"properties": {"goal": {"type": "string"}, "organization": {"type": "string"}}}), "schéma JSON"),
        (Source(path="r.json", data=b'---\ntitle: x\n---\n{% assign a = b %}\n{"$schema": "y"}'), "schéma JSON"),
        (
            Source(path="r.json", data=b'{"nom": "A", "objectif": ' + b"[" * 900 + b"1" + b"]" * 900 + b"}"),
            "niveaux|mal formé",
        ),
    ],
)
def test_what_is_no_register_is_refused_with_a_reason(file: Source, reason: str) -> None:
    assert re.search(reason, refusal(file))


def test_sheets_of_service_public_and_articles_of_law_are_for_other_readers() -> None:
    for path, text, name in (
        ("F1.json", '{"children": [{"type": "element", "name": "Publication"}]}', "procedure"),
        ("code.json", '[{"id": "LEGIARTI000000000001", "num": "L1", "texte": "Oui"}]', "law"),
        ("code.csv", "num,etat,date,texte\nL1,VIGUEUR,2020-01-01,Oui\n", "law"),
        ("notes.md", "Nom de l'algorithme", "markdown"),
        ("registre.json", '[{"nom": "Tri", "objet": "num, etat et texte de chaque demande"}]', "register"),
    ):
        file = Source(path=path, data=text.encode())
        assert next(reader for reader in readers() if reader.accepts(file)).name == name
    cites_law = json_file({"nom": "A", "fondements juridiques": "https://legifrance.example/LEGIARTI000000000001"})
    assert READER.accepts(cites_law)


@pytest.mark.parametrize(("path", "count"), [("nl/algoritmes.json", 1530), ("uk/atrs_records.json", 136)])
def test_no_value_of_a_real_register_is_lost(corpora: Path, path: str, count: int) -> None:
    file = corpora / "registres" / path
    pages = _real(file)
    data = json.loads(file.read_text("utf-8"))
    records = data.get("algoritmes") or data["records"]
    assert len({page.id for page in pages}) == len(pages) == len(records) == count
    for page, record in zip(pages, records, strict=True):
        text = _words(page.text)
        assert [value for value in _scalars(record) if _words(value) not in text] == []


def test_every_real_file_is_read_or_refused_with_a_reason(corpora: Path) -> None:
    refused = []
    for path in sorted((corpora / "registres").rglob("*")):
        if path.is_file() and READER.accepts(source(path, corpora)):
            try:
                assert all(page.blocks for page in _real(path))
            except UnreadableFile as error:
                refused.append((path.name, error.problem))
    assert len(refused) == 13
    assert [name for name, problem in refused if "schéma JSON" not in problem] == [
        "eia-questionnaire-enfr.json",
        "mapping-NL-UK-properties.yaml",
    ]


@cache
def _real(path: Path) -> list[Document]:
    return read(source(path))


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", unescape(re.sub(r"<[^>]+>", " ", text))))


def _scalars(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _scalars(one)
    elif value is not None:
        yield str(value)


def test_an_entry_without_a_name_is_kept_and_told() -> None:
    named, unnamed = read(csv_file(LABELS, VALUES, ("Ville de Valmont", *[""] * 5, "Délivrer les cartes", *[""] * 14)))
    assert unnamed.title == "Sans nom : Délivrer les cartes — Ville de Valmont"
    assert unnamed.notes == ("entrée sans nom d'algorithme (ligne 8)",)
    assert named.notes == ()
