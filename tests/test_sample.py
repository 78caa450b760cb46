"""The sample corpus: every file is read, and the town tells one story in all its documents."""

import re
from collections import Counter
from functools import cache

import pytest

from corpus.read import read
from corpus.types import About, Document
from tests.conftest import ROOT, source

SAMPLE = ROOT / "corpus" / "sample"
FOLDER = SAMPLE / "documents"

CANTEEN, PARKING, SCHOOL, GRANTS = (
    f"registre-valbrume:{name}"
    for name in ("cantine-tarif", "stationnement-permis", "ecole-affectation", "associations-subventions")
)
HOUSING = "registre-valbrume-social:logement-cotation"
FMSL = "registre-valbrume-social:fmsl-aide"
NURSERY = "registre-valbrume-creche:creche-places"
WASTE = "registre-valbrume-dechets:dechets-redevance"
REGISTER = {CANTEEN, PARKING, SCHOOL, GRANTS, HOUSING, FMSL, NURSERY, WASTE}

COUNCIL = "deliberation-2026-047-creches.pdf"
MINUTES = "compte-rendu-commission-creche.odt"
SERVICE_NOTE = "note-de-service-2026-12.docx"
GUIDE, GLOSSARY, NOTE = "guide-obligations-algorithmes.md", "glossaire.md", "note-publication-registre.md"
GRANTS_PAGE, HOUSING_PAGE, OLD_PAGE = "subventions-associations.md", "logement-social.html", "cantine-2023-2024.html"
DIRECTORY, CRIB = "annuaire-des-services.md", "memo-guichet.txt"

# What must read the same in each of these documents. In a pattern, "…" stands for a few words.
FACTS: list[tuple[str, str, set[str]]] = [
    # Nurseries
    ("who decides", "commission d'attribution des places en crèche décide de l'attribution de chaque place",
     {"F90001", NURSERY, "RMV:5", COUNCIL}),
    ("places", "108 places", {"F90001", NURSERY, COUNCIL}),
    ("requests of 2025", "214 demandes", {NURSERY, COUNCIL}),
    ("granted in 2025", "71 places", {NURSERY, COUNCIL}),
    ("greatest score", "140", {"F90001", NURSERY, "RMV:6", COUNCIL, GLOSSARY}),
    ("residence", "[Rr]ésidence…30", {"F90001", NURSERY, COUNCIL, GLOSSARY}),
    ("seniority", "[Aa]ncienneté…5", {"F90001", NURSERY, COUNCIL}),
    ("members", "7 membres", {"F90001", "RMV:5", MINUTES}),
    ("acceptance", "10 jours pour (?:l'|)accepter", {"F90001", COUNCIL, MINUTES}),
    ("vote of the scale", "21 mai 2026", {"F90001", NURSERY, "RMV:6", COUNCIL, MINUTES}),
    ("deadline of November", "15 octobre", {"F90001", MINUTES}),
    ("emergency places", "(?:4|[Qq]uatre)…places…urgence", {"F90001", NURSERY, "RMV:5", COUNCIL}),
    # Canteen
    ("lowest price", "1,00 €", {"F90002", CANTEEN, "RMV:4"}),
    ("tranche C", "2,45 €", {"F90002", CANTEEN, "RMV:4"}),
    ("highest price", "5,90 €", {"F90002", CANTEEN, "RMV:4"}),
    ("price of non-residents", "7,20 €", {"F90002", CANTEEN, "RMV:4"}),
    ("without reservation", "1,50 € de plus", {"F90002", "RMV:4"}),
    ("fully automated", "entièrement automatisée", {"F90002", CANTEEN, "RMV:4", GUIDE, SERVICE_NOTE}),
    ("without quotient", "tranche G", {"F90002", CANTEEN, "RMV:4"}),
    ("booking", "jeudi à 12h", {"F90002", OLD_PAGE}),
    # Housing
    ("ceiling for rent", "900 €", {"F90004", FMSL, "RMV:8"}),
    ("ceiling of all aids", "1 200 €", {"F90004", FMSL, "RMV:8"}),
    ("highest quotient for the fund", "850 €", {"F90004", FMSL, "RMV:7"}),
    ("who decides on the fund", "commission des aides du (?:CCAS|centre communal d'action sociale)",
     {"F90004", FMSL, "RMV:8", SERVICE_NOTE}),
    ("emergency aid", "72 heures", {"F90004", FMSL, "RMV:8", CRIB}),
    ("reserved dwellings", "312 logements", {HOUSING, HOUSING_PAGE}),
    ("who decides on dwellings", r"CALEOL\) du bailleur décide de l'attribution", {HOUSING, HOUSING_PAGE}),
    ("scoring of urgency", "[Ll]ogement indigne…30", {HOUSING, HOUSING_PAGE}),
    # Parking
    ("first vehicle", "90 €", {"F90003", PARKING, "RMV:10", CRIB}),
    ("second vehicle", "180 €", {"F90003", PARKING, "RMV:10", CRIB}),
    ("non-resident employees", "300 €", {"F90003", PARKING, "RMV:10"}),
    ("permits in zone A", "450", {"F90003", PARKING, "RMV:10"}),
    # School
    ("pupils in a class", "26 élèves", {"F90007", SCHOOL, "RMV:11"}),
    ("map of schools", "13 février 2025", {"F90007", SCHOOL, "RMV:11"}),
    ("siblings at school", "(?:[Ff]ratrie|[Ff]rère ou sœur)…40", {"F90007", SCHOOL}),
    # Grants
    ("value of a point", "45 €", {GRANTS, GRANTS_PAGE, "RMV:12"}),
    ("lowest mark", "40", {GRANTS, GRANTS_PAGE, "RMV:12"}),
    ("share of the budget", "30 % du budget", {GRANTS, GRANTS_PAGE, "RMV:12"}),
    ("agreement of the law", "23 000 €", {GRANTS, GRANTS_PAGE}),
    # Waste
    ("fixed part of 120 litres", "152 €", {"F90005", WASTE, "RMV:13"}),
    ("lift of 120 litres", "2,90 €", {"F90005", WASTE, "RMV:13"}),
    ("lifts included", "18 levées", {"F90005", WASTE, "RMV:13"}),
    ("medical lifts", "(?:12|[Dd]ouze) levées", {"F90005", WASTE, "RMV:13"}),
    # Explanations and the law
    ("answer of the town", "(?:20|vingt) jours", {"F90006", GUIDE, "RMV:3", SERVICE_NOTE}),
    ("the mention", r"\bL(?:\. )?311-3-1\b(?!-)", {"F90006", GUIDE, GLOSSARY, "RMV:3", COUNCIL, SERVICE_NOTE, CANTEEN}),
    ("the explanation", r"\bR(?:\. )?311-3-1-2\b", {"F90006", GUIDE, SERVICE_NOTE}),
    ("publication", r"\bL\. 312-1-3\b", {GUIDE, COUNCIL}),
    ("threshold", "50 agents", {GUIDE}),
    ("staff", "386", {GUIDE, DIRECTORY, NOTE}),
    ("nullity", "article 47, 2°", {GUIDE, SERVICE_NOTE, CANTEEN}),
    ("entries", "8 (?:algorithmes|fiches|traitements)", {"F90006", GUIDE, NOTE, SERVICE_NOTE}),
    # Whom to ask
    ("nursery telephone", "02 61 91 40 30", {"F90001", NURSERY, DIRECTORY}),
    ("canteen telephone", "02 61 91 40 25", {"F90002", CANTEEN, DIRECTORY, OLD_PAGE}),
    ("fund telephone", "02 61 91 40 50", {"F90004", FMSL, DIRECTORY, CRIB}),
    ("waste telephone", "02 61 91 40 80", {"F90005", WASTE, DIRECTORY, CRIB}),
    ("access officer", "prada@valbrume.example", {"F90006", GUIDE, DIRECTORY, CRIB, SERVICE_NOTE, *REGISTER}),
]  # fmt: skip

# What no document may say: the gaps that the README promises.
GAPS = [
    "montant moyen",
    "moyenne",
    "par heure",
    "amende",
    "forfait post-stationnement",
    "résidence secondaire",
    "loyer moyen",
]


@cache
def library() -> dict[str, Document]:
    paths = sorted(FOLDER.iterdir())
    found = [document for path in paths for document in read(source(path), About())[1]]
    assert len({document.id for document in found}) == len(found)
    return {document.id: document for document in found}


@cache
def text(id: str) -> str:
    return library()[id].text.replace("’", "'")


def holders(pattern: str) -> set[str]:
    return {id for id in library() if re.search(pattern, text(id))}


def test_kinds():
    kinds = Counter(document.kind for document in library().values())
    assert kinds == {"procedure": 7, "register": 8, "law": 14, "guide": 7, "document": 4}


def test_register_entries():
    assert {id for id, document in library().items() if document.kind == "register"} == REGISTER


@pytest.mark.parametrize("id", sorted(REGISTER))
def test_an_entry_keeps_its_fields_apart(id: str):
    entry = library()[id]
    last = {block.section[-1] for block in entry.blocks if block.section}
    fields = {re.sub(r" :.*", "", entry.text[block.start : block.end]) for block in entry.blocks} | last
    assert {
        "Nom de l'administration concernée", "Finalité de l'algorithme", "Niveau d'automatisation de la décision",
        "Données traitées", "Opérations effectuées par l'algorithme", "Voies de recours",
    } <= fields  # fmt: skip
    assert not any("Colonne" in note for note in entry.notes)


@pytest.mark.parametrize(("fact", "pattern", "ids"), FACTS, ids=[fact for fact, _, _ in FACTS])
def test_one_story(fact: str, pattern: str, ids: set[str]):
    missing = ids - holders(pattern.replace("…", r"[^.\n]{0,100}?\b"))
    assert not missing, f"{fact}: {pattern} is not in {sorted(missing)}"


def test_the_two_deliberate_disagreements_and_no_other():
    assert holders(r"L\. 312-1-2(?!\d)") == {NOTE}
    assert holders(r"\bL\. 312-1-3\b") == {GUIDE, COUNCIL}
    assert holders("6,50 €") == {OLD_PAGE}
    assert library()[OLD_PAGE].provenance.published == "2023-09-12"


def test_the_repealed_article_says_so():
    article = library()["RMV:9"]
    assert re.search("abrogé", article.title + article.text + " ".join(article.notes), re.IGNORECASE)


def test_points_of_the_nursery_scale_add_up():
    best: dict[str, int] = {}
    for criterion, points in re.findall(r"Critère : (.+?) ; .*Points : (\d+)", text("F90001")):
        best[criterion] = max(best.get(criterion, 0), int(points))
    assert sum(best.values()) == 140


def test_prices_of_the_two_cases_of_the_canteen_stay_apart():
    sheet = library()["F90002"]
    cases = {
        price: {block.section[0] for block in sheet.blocks if price in sheet.text[block.start : block.end]}
        for price in ("2,45 €", "7,20 €")
    }
    assert cases == {"2,45 €": {"Enfant résident"}, "7,20 €": {"Enfant non-résident"}}


@pytest.mark.parametrize("gap", GAPS)
def test_gaps(gap: str):
    assert not holders(gap)


def test_nobody_real_can_be_reached():
    for id in library():
        assert all(number.startswith("02 61 91 ") for number in re.findall(r"\b0\d(?: \d\d){4}\b", text(id))), id
        assert set(re.findall(r"[\w.-]+@([\w.-]*\w)", text(id))) <= {"valbrume.example"}, id


def test_what_is_published_is_dated_and_signed():
    for id, document in library().items():
        if document.kind in ("procedure", "register", "guide"):
            assert document.provenance.published and document.provenance.publisher, id


def test_readme_names_every_file():
    readme = (SAMPLE / "README.md").read_text("utf-8")
    assert not [path.name for path in FOLDER.iterdir() if f"`{path.name}`" not in readme]
