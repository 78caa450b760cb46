"""Register entries of a town that does not exist, made by hand: one with every field, one with almost none.

Everything in them can be checked: the documents are read by the reader of guides, and each citation is found in one.
"""

from collections.abc import Iterator
from dataclasses import replace

from assistant.cite import source_of
from assistant.record.schema import load_schema
from assistant.record.types import Conflict, FieldValue, Origin, Record, RecordSentence, Table
from assistant.types import Citation, Dropped, Failure
from corpus.read_guide import GuideReader
from corpus.types import About, Document, Span
from corpus.types import Source as File

SCHEMA = load_schema().name

KEYS = (
    *("administration", "service", "contact", "updated"),
    *("name", "context", "purpose", "role", "automation", "legal_basis", "links_business"),
    *("decisions_per_year", "scope", "public", "links_impact"),
    *("data", "data_source", "data_collection", "algorithm_type", "operations", "links_internal"),
    "appeals",
)
"""The fields of the schema, in order; the last one is not in the French inventory."""

RULES = """\
---
title: "Règlement d'attribution des places en crèche"
publisher: Ville de Valmont
date: 2026-02-10
url: https://valmont.example/creches/reglement
licence: Licence Ouverte 2.0
---

# Règlement d'attribution des places en crèche

## Objet

La Ville de Valmont classe les demandes de place en crèche selon les mêmes critères pour toutes les familles. \
Le logiciel Ordinou calcule un nombre de points par demande, afin que deux familles dans la même situation aient \
le même rang.

La commission d'attribution examine les dossiers dans l'ordre des points et décide seule. Elle peut s'écarter du \
classement par un avis motivé.

On entend par « commission d'attribution » la réunion de cinq agents de la direction de la petite enfance.

Le quotient familial est le douzième des revenus annuels, augmenté des prestations du mois et divisé par le nombre \
de parts du foyer.

## Qui est concerné

Toute famille de Valmont qui demande une place en crèche est concernée.

## Données

Le logiciel utilise l'adresse, le quotient familial et la situation professionnelle des parents. \
L'adresse et la situation professionnelle viennent du formulaire de demande. \
Le quotient familial est fourni par la caisse d'allocations familiales. \
Le formulaire est rempli en ligne ou au guichet.

## Barème

Le logiciel additionne les points de chaque critère. À égalité, la demande la plus ancienne passe devant.

| Critère | Points |
|---|---|
| Un parent habite Valmont | 30 |
| Les deux parents travaillent ou étudient | 25 |
| Quotient familial inférieur à 700 € | 15 |

## Recours

La famille peut contester le refus dans un délai de deux mois auprès du maire, place de l'Hôtel de Ville.
"""

ORDER = """\
---
title: "Délibération n° 2026-12 du 10 février 2026"
publisher: Ville de Valmont
date: 2026-02-10
url: https://valmont.example/deliberations/2026-12
---

# Délibération n° 2026-12 du 10 février 2026

Vu le code de l'action sociale et des familles, et notamment son article L. 214-1 ;

Le conseil municipal approuve le règlement d'attribution des places en crèche. \
La commission a rendu 412 décisions en 2025.
"""

REPORT = """\
---
title: "Bilan de la petite enfance 2025"
publisher: Ville de Valmont
date: 2026-01-20
---

# Bilan de la petite enfance 2025

La direction de la petite enfance suit l'attribution des places. En 2025, 430 décisions ont été notifiées aux familles.
"""


def read(name: str, text: str) -> Document:
    """A guide in Markdown as Glose stores it."""
    (document,) = GuideReader().read(File(path=name, data=text.encode()), About())
    return document


def documents() -> tuple[Document, ...]:
    """What the full record is drafted from, in the order of its `documents`."""
    return read("reglement.md", RULES), read("deliberation.md", ORDER), read("bilan.md", REPORT)


class _Citing:
    """Numbers citations in the order in which they are asked for, each place once."""

    def __init__(self) -> None:
        self.made: list[Citation] = []

    def cite(self, quote: str) -> int:
        """The number of the citation of these words, which stand in one of the documents."""
        known = [citation.number for citation in self.made if citation.quote == quote]
        if not known:
            self.made.append(_citation(len(self.made) + 1, quote))
        return known[0] if known else len(self.made)

    def quote(self, *texts: str) -> tuple[RecordSentence, ...]:
        """Sentences that say word for word what they cite."""
        return tuple(RecordSentence(text=text, origin="quote", citations=(self.cite(text),)) for text in texts)

    def written(self, text: str, *quotes: str) -> tuple[RecordSentence, ...]:
        """A sentence that a model wrote from quotations."""
        cited = tuple(self.cite(quote) for quote in quotes)
        return (RecordSentence(text=text, origin="written", citations=cited, support=0.93),)


def _citation(number: int, quote: str) -> Citation:
    document = next(found for found in documents() if quote in found.text)
    start = document.text.index(quote)
    section = next(b.section for b in document.blocks if b.start <= start < b.end)
    span = Span(start, start + len(quote))
    return Citation(number=number, source=source_of(document), section=section, page=None, span=span, quote=quote)


def said(*texts: str, origin: Origin = "person") -> tuple[RecordSentence, ...]:
    """Sentences that cite nothing: who fills a field answers for it."""
    return tuple(RecordSentence(text=text, origin=origin) for text in texts)


def full_record() -> Record:
    """An entry with every field, some of them by a person, a table, a conflict, and a sentence dropped."""
    citing = _Citing()
    fields = {value.key: value for value in _full_fields(citing)}
    return Record(
        id="valmont-creches",
        schema=SCHEMA,
        fields={key: fields[key] for key in KEYS},
        request="attribution des places en crèche",
        citations=tuple(citing.made),
        documents=tuple(map(source_of, documents())),
        dropped=(Dropped("Le barème compte 80 points.", Failure("number_not_in_source", "80")),),
        notes=("bilan.md : 2 pages sans texte n'ont pas été lues.",),
        made_with={"embedder": "e5@3c1f", "generator": "Qwen3-1.7B@9a2b"},
        made_on="2026-11-22",
    )


def _full_fields(citing: _Citing) -> Iterator[FieldValue]:
    yield _drafted("administration", citing.written("Ville de Valmont", _OBJECT))
    yield _drafted("service", citing.written("Direction de la petite enfance", _FOLLOWS))
    yield FieldValue(key="contact", status="by_person", sentences=said("petite-enfance@valmont.example"))
    yield FieldValue(key="updated", status="by_person", sentences=said("2026-11-20"))
    yield FieldValue(key="name", status="by_person", sentences=said("Attribution des places en crèche"))
    yield _drafted("context", citing.quote(_OBJECT))
    yield _drafted("purpose", citing.written(_PURPOSE, _COMPUTES))
    yield _drafted("role", citing.quote(_DECIDES, "Elle peut s'écarter du classement par un avis motivé."))
    yield _drafted("automation", citing.quote(_DECIDES), choice="Outil d'aide à la décision")
    yield _drafted("legal_basis", citing.quote(_BASIS))
    yield FieldValue(key="links_business", status="by_person", sentences=said("https://valmont.example/creches"))
    yield _number_of_decisions(citing)
    yield _drafted("scope", citing.quote(_CONCERNED), choice="Externe")
    yield _drafted("public", citing.quote(_CONCERNED))
    yield FieldValue(key="links_impact", status="by_person", sentences=said("https://valmont.example/creches/bilan"))
    yield _drafted("data", citing.quote(_USES))
    yield _drafted("data_source", citing.quote(_FROM_THE_FORM, _FROM_CAF))
    yield _drafted("data_collection", citing.quote("Le formulaire est rempli en ligne ou au guichet."))
    yield _drafted("algorithm_type", citing.quote(_ADDS), choice="Système de règles")
    yield _operations(citing)
    yield FieldValue(key="links_internal", status="by_person", sentences=said("https://git.valmont.example/ordinou"))
    yield _drafted("appeals", citing.quote(_APPEAL))


def _number_of_decisions(citing: _Citing) -> FieldValue:
    """The order and the report give two numbers."""
    said_so = "La commission a rendu 412 décisions en 2025."
    conflict = Conflict(
        about="412 d'un côté, 430 de l'autre : nombre de décisions en 2025",
        one=(citing.cite(said_so),),
        other=(citing.cite("En 2025, 430 décisions ont été notifiées aux familles."),),
    )
    value = _drafted("decisions_per_year", citing.quote(said_so))
    return replace(value, conflicts=(conflict,))


def _operations(citing: _Citing) -> FieldValue:
    rows = (
        ("Un parent habite Valmont", "30"),
        ("Les deux parents travaillent ou étudient", "25"),
        ("Quotient familial inférieur à 700 €", "15"),
    )
    cited = tuple(citing.cite(f"Critère : {criterion} ; Points : {points}") for criterion, points in rows)
    table = Table(title="Barème", header=("Critère", "Points"), rows=rows, citations=cited)
    sentences = citing.quote(_ADDS, "À égalité, la demande la plus ancienne passe devant.")
    return replace(_drafted("operations", sentences), tables=(table,))


def _drafted(key: str, sentences: tuple[RecordSentence, ...], *, choice: str = "") -> FieldValue:
    return FieldValue(key=key, status="drafted", sentences=sentences, choice=choice)


def bare_record() -> Record:
    """An entry of which only the purpose is known; each open field has its question and whom to ask."""
    citing = _Citing()
    purpose = _drafted("purpose", citing.written(_PURPOSE, _COMPUTES))
    asked = [load_schema().field(key) for key in KEYS]
    fields = {
        field.key: FieldValue(key=field.key, status="to_complete", question=field.question, whom=field.whom)
        for field in asked
    }
    return Record(
        id="valmont-creches-vide",
        schema=SCHEMA,
        fields=fields | {"purpose": purpose},
        request="attribution des places en crèche",
        citations=tuple(citing.made),
        documents=(source_of(documents()[0]),),
        made_with={"embedder": "e5@3c1f"},
        made_on="2026-11-22",
    )


_OBJECT = (
    "La Ville de Valmont classe les demandes de place en crèche selon les mêmes critères pour toutes les familles."
)
_COMPUTES = (
    "Le logiciel Ordinou calcule un nombre de points par demande, afin que deux familles dans la même situation "
    "aient le même rang."
)
_PURPOSE = "Le logiciel calcule des points, afin que deux familles dans la même situation aient le même rang."
_DECIDES = "La commission d'attribution examine les dossiers dans l'ordre des points et décide seule."
_CONCERNED = "Toute famille de Valmont qui demande une place en crèche est concernée."
_USES = "Le logiciel utilise l'adresse, le quotient familial et la situation professionnelle des parents."
_FROM_THE_FORM = "L'adresse et la situation professionnelle viennent du formulaire de demande."
_FROM_CAF = "Le quotient familial est fourni par la caisse d'allocations familiales."
_ADDS = "Le logiciel additionne les points de chaque critère."
_FOLLOWS = "La direction de la petite enfance suit l'attribution des places."
_BASIS = "Vu le code de l'action sociale et des familles, et notamment son article L. 214-1 ;"
_APPEAL = "La famille peut contester le refus dans un délai de deux mois auprès du maire, place de l'Hôtel de Ville."
