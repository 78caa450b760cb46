"""Registers of a town that does not exist, in the formats that administrations publish, and how tests read them."""

import json
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from corpus.read_register import RegisterReader
from corpus.types import About, Document, Source

LABELS = (
    "Nom de l'administration concernée",
    "Direction/service porteur",
    "Contact au sein de l'administration concernée",
    "Date de mise à jour des informations",
    "Nom de l'algorithme",
    "Contexte global",
    "Finalité de l'algorithme",
    "Comment et quand l'algorithme intervient-il dans la prise de décision ?",
    "Niveau d'automatisation de la décision",
    "Fondements juridiques",
    "Ressources connexes",
    "Nombre de décisions administratives prises par an",
    "Portée de la décision",
    "Public concerné par la décision",
    "Ressources connexes",
    "Données traitées",
    "Source des données traitées",
    "Mode de collecte des données traitées",
    "Type d'algorithme",
    "Opérations effectuées par l'algorithme",
    "Ressources connexes",
)
VALUES = (
    "Ville de Valmont",
    "Direction de l'éducation",
    "cantine@valmont.example",
    "12 mars 2024",
    "Tarification de la cantine",
    "La commune facture chaque repas. Son prix dépend des revenus de la famille.",
    "Calculer le prix d'un repas",
    "Au moment de l'inscription.",
    "outil d'aide à la décision",
    "Délibération n° 2023-45 du 12 juin 2023\nRèglement de la restauration scolaire",
    "Formulaire : https://valmont.example/cantine ; Règlement : https://valmont.example/reglement",
    2300,
    "externe",
    "Familles dont un enfant déjeune à la cantine",
    "https://valmont.example/impact",
    "quotient familial\nnombre d'enfants",
    "CAF",
    "API",
    "système de règles",
    "Le quotient est comparé aux tranches :\n- moins de 400 € : 1 €\n- de 400 à 800 € : 2 €\n"
    "Le prix est ensuite arrondi au centime supérieur.",
    "https://git.valmont.example/cantine",
)
BLOCKS = {
    0: "Informations sur l'administration",
    4: "Informations métier sur l'algorithme et la décision prise",
    11: "Informations sur l'impact de la décision",
    15: "Informations sur le fonctionnement interne de l'algorithme",
}


def read(file: Source, **about: Any) -> list[Document]:
    reader = RegisterReader()
    assert reader.accepts(file)
    return list(reader.read(file, About(**about)))


def lines(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


def csv_file(*rows: Sequence[Any], delimiter: str = ";", encoding: str = "utf-8", name: str = "registre.csv") -> Source:
    text = "".join(delimiter.join(_quoted(cell) for cell in row) + "\r\n" for row in rows)
    return Source(path=name, data=text.encode(encoding))


def json_file(data: Any, name: str = "registre.json") -> Source:
    return Source(path=name, data=json.dumps(data, ensure_ascii=False).encode())


def xlsx_file(sheets: Mapping[str, Sequence[Sequence[Any]]], name: str = "registre.xlsx") -> Source:
    from openpyxl import Workbook

    book = Workbook()
    for title, rows in sheets.items():
        page = book.create_sheet(title)
        for row in rows:
            page.append(list(row))
    book.remove(book.worksheets[0])
    out = BytesIO()
    book.save(out)
    return Source(path=name, data=out.getvalue())


def fiche() -> list[list[Any]]:
    """The fiche as one fills it in: a label and its value a row, under the name of each block."""
    rows: list[list[Any]] = []
    for at, (label, value) in enumerate(zip(LABELS, VALUES, strict=True)):
        rows += [[BLOCKS[at]]] if at in BLOCKS else []
        rows.append([label, value])
    return rows


def _quoted(cell: Any) -> str:
    return '"' + str(cell).replace('"', '""') + '"'
