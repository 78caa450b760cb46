"""The lexicon: its tables are sound, and a question is completed with them."""

import unicodedata
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fold import fold
from index.lexicon import ACRONYMS, SYNONYMS, expand, key, read_table, reworded
from index.words import stem, surfaces

TABLES = pytest.mark.parametrize("path", [ACRONYMS, SYNONYMS], ids=lambda path: path.name)


@TABLES
def test_every_line_has_two_tidy_cells(path: Path) -> None:
    for line in path.read_text("utf-8").splitlines():
        cells = line.split("\t")
        assert len(cells) == 2, line
        assert all(cell and cell == " ".join(cell.split()) for cell in cells), line
        assert unicodedata.is_normalized("NFC", line), line
        assert "’" not in line, line


@TABLES
def test_lines_are_sorted_and_said_once(path: Path) -> None:
    rows = read_table(path)
    assert len({(key(term), fold(other)) for term, other in rows}) == len(rows)
    assert rows == sorted(rows, key=lambda row: (fold(row[0]), fold(row[1])))


def test_a_term_is_spelt_one_way() -> None:
    rows = sorted((key(term), term) for term, _ in read_table(SYNONYMS))
    for _, same in groupby(rows, key=lambda row: row[0]):
        assert len({term for _, term in same}) == 1


def test_what_is_added_says_something_new() -> None:
    for term, other in read_table(SYNONYMS):
        assert key(other), other
        assert not set(key(other)) <= set(key(term)), (term, other)


def test_no_term_is_lost_to_grammar_words() -> None:
    """ "sous-louer" would be read as "louer": such a term must not enter the tables. PAS and CMU-C are known."""
    for path in (ACRONYMS, SYNONYMS):
        for term, _ in read_table(path):
            parts = [part for part in fold(term).replace("'", " ").replace("-", " ").split() if len(part) > 2]
            little = {"des", "les", "ses", "son", "sur", "mes", "pas", "fois"}
            assert set(parts) - little <= set(surfaces(term)), term


@pytest.mark.parametrize(
    ("question", "added"),
    [
        ("Ai-je droit à l'APL ?", ["aide personnalisée au logement"]),
        ("comment demander l'apl", ["aide personnalisée au logement"]),
        ("Qui verse l'aide personnalisée au logement ?", ["APL"]),
        ("AIDE PERSONNALISEE AU LOGEMENT", ["APL"]),
        ("refaire ma carte grise", ["certificat d'immatriculation"]),
        ("combien coûtent les nounous", ["assistante maternelle"]),
        (
            "saisir la CADA",
            ["centre d'accueil pour demandeurs d'asile", "Commission d'accès aux documents administratifs"],
        ),
        ("l’ARS de ma région", ["agence régionale de santé", "allocation de rentrée scolaire"]),
        ("Je ne veux pas payer", []),
        ("", []),
    ],
)
def test_a_question_gains_the_other_names_of_what_it_names(question: str, added: list[str]) -> None:
    assert expand(question.split()) == added


def test_the_longer_of_two_terms_is_read() -> None:
    assert "permis de conduire" in expand(["permis"])
    assert expand(["permis", "à", "points"]) == ["points du permis de conduire"]


def test_each_term_is_added_once() -> None:
    assert expand("APL apl A.P.L. APL".split()) == ["aide personnalisée au logement"]


def test_tokens_may_be_raw_or_already_read_for_search() -> None:
    question = "Je touche le chômage, puis-je garder l'ASS et ma carte d'identité ?"
    assert expand(question.split()) == expand(surfaces(question)) != []


def test_folding_keeps_what_tells_words_apart() -> None:
    assert fold("L’ÉLÈVE, cœur d’Œuvre Æ à 15 m² n° 3\xa0: ça") == "l'eleve, coeur d'oeuvre ae a 15 m2 n° 3 : ca"


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_everyday_nouns_that_the_library_lacks_are_put_in_its_words() -> None:
    has = {stem(word) for word in surfaces("demander un logement social, perte")}.__contains__
    assert reworded("Un HLM, c'est pour qui ?", has) == "Un logement social, c'est pour qui ?"
    assert reworded("J'ai perdu mon logement", has) == "J'ai perdu mon logement"
    assert reworded("Un HLM ?", lambda _: False) == "Un HLM ?"
