"""The wording of the three legal texts: fixed sentences around what the entry says.

Where an article stands in a sentence, it is the one that the schema gives for that output or element.
"""

from collections.abc import Iterator, Mapping

from assistant.record.schema import Element, Output
from assistant.record.texts.filled import Filled, quote, slot
from assistant.record.texts.paste import Heading, Part, Rows

_CODE = "du code des relations entre le public et l'administration"
_YOURS = "Votre situation"
_YOURS_IN_TABLES = f"{_YOURS} : {slot('la ligne qui s’applique à vous dans chaque tableau, et pourquoi')}"


def general(filled: Filled, output: Output) -> Iterator[Part]:
    """Give the rules of the treatment, with what makes them understood where the entry has it."""
    yield Heading(_title("Les règles du traitement algorithmique", filled))
    yield f"Ces règles sont publiées en application de l'article {output.article} {_CODE}."
    if filled.has("administration"):
        yield f"Administration : {filled.name('administration')}"
    if filled.has("purpose"):
        yield f"À quoi sert le traitement : {filled.told('purpose')}"
    yield f"Ce que fait le traitement : {filled.told('operations')}"
    yield from _tables(filled)
    for key, label in (("data", "Données utilisées"), ("appeals", "Pour contester une décision")):
        if filled.has(key):
            yield f"{label} : {filled.told(key)}"


def mention(filled: Filled, output: Output) -> Iterator[Part]:
    """Give the mention, an element after the other; what is optional and missing is left out."""
    words = {element.key: _mention_element(filled, element) for element in output.elements}
    return (text for text in words.values() if text)


def _mention_element(filled: Filled, element: Element) -> str:
    (key, *_) = element.fields or ("",)
    if element.optional and not filled.has(key):
        return ""
    if not key:
        return element.text
    said = filled.told(key) if key == "purpose" else filled.name(key)
    return f"{element.text} {_INTRODUCED[element.key]} : {said}".strip()


_INTRODUCED: Mapping[str, str] = {
    "purpose": "Finalité de ce traitement",
    "how": "Coordonnées du service",
    "administration": "Administration responsable de la décision",
    "link": "Règles générales de ce traitement",
}
"""What comes before a field in the mention, by element."""


def individual(filled: Filled, output: Output) -> Iterator[Part]:
    """Give the template of the answer to one person: what is true of everybody, then the slots of the case."""
    yield "Madame, Monsieur,"
    yield (
        f"Vous avez demandé comment un traitement algorithmique a servi à prendre la décision "
        f"{slot('date et objet de la décision')}. Voici les éléments que prévoit l'article {output.article} {_CODE}."
    )
    for element in output.elements:
        yield Heading(f"{element.label} ({element.article})")
        yield from _INDIVIDUAL[element.key](filled)
    if filled.has("appeals"):
        yield Heading("Pour contester la décision")
        yield filled.told("appeals")


def _contribution(filled: Filled) -> Iterator[Part]:
    yield f"Niveau d'automatisation de la décision : {filled.degree()}"
    yield f"Place du traitement dans la décision : {filled.told('role')}"
    yield f"Pour votre décision : {slot('résultat du traitement, et ce que la personne qui a décidé en a retenu')}"


def _data(filled: Filled) -> Iterator[Part]:
    yield f"Données utilisées : {filled.told('data')}"
    yield f"Sources de ces données : {filled.told('data_source')}"
    yield f"Vos données : {slot('chaque donnée utilisée, sa valeur et sa source')}"


def _parameters(filled: Filled) -> Iterator[Part]:
    tables = list(_tables(filled))
    yield from tables
    if tables:
        yield _YOURS_IN_TABLES
    else:
        yield f"Paramètres du traitement : {filled.told('operations')}"
        yield f"{_YOURS} : {slot('valeur de chaque paramètre et, si elle existe, sa pondération')}"


def _operations(filled: Filled) -> Iterator[Part]:
    yield f"Ce que fait le traitement : {filled.told('operations')}"
    yield f"Ce qu'il a calculé pour vous : {slot('chaque étape du calcul et son résultat')}"


_INDIVIDUAL = {
    "contribution": _contribution,
    "data": _data,
    "parameters": _parameters,
    "operations": _operations,
}
"""How each element of R. 311-3-1-2 is written, by its key."""


def _tables(filled: Filled) -> Iterator[Part]:
    """Give the tables of the entry, word for word."""
    return (Rows(table.title, table.header, table.rows) for table in filled.tables())


def _title(what: str, filled: Filled) -> str:
    return f"{what} {quote(filled.record.name)}" if filled.record.name else what
