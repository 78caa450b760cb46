"""Files of cases and pairs: ours are read as they are, a defect is named with its line, a library bears cases out."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.library import Library, StoredSource
from corpus.types import Document
from evals.cases import Defect, check, read_cases, read_pairs_of_support
from evals.errors import BadCases
from evals.types import Case, Nugget, Pair
from tests.conftest import ROOT

CASES = ROOT / "evals" / "cases"
PRICE = "Un repas coûte 4 €."

ANSWERED: dict[str, Any] = {
    "id": "c1",
    "question": "Combien coûte un repas ?",
    "kind": "answerable",
    "answerable": True,
    "documents": ["F1"],
    "nuggets": [{"text": "four euros", "patterns": ["4 ?€"]}],
    "forbidden": ["gratuit"],
    "evidence": [PRICE],
    "note": "first sentence",
}
REFUSED: dict[str, Any] = {"id": "c2", "question": "Quel temps fait-il ?", "kind": "out_of_domain", "answerable": False}
HOLDS: dict[str, Any] = {"id": "s1", "evidence": PRICE, "claim": "Il faut payer.", "supported": True}


def written(folder: Path, *lines: object) -> Path:
    path = folder / "mes-cas.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), "utf-8")
    return path


@pytest.mark.parametrize(
    "name", ["counter.dev", "counter.test", "elsewhere.test", "reserve.test", "answerability.dev", "answerability.test"]
)
def test_our_cases_are_read_as_they_are(name: str) -> None:
    path = CASES / f"{name}.jsonl"
    cases = read_cases(path)
    assert len(cases) == len(path.read_text("utf-8").splitlines())
    assert all(case.nuggets if case.answerable else not case.nuggets for case in cases)


@pytest.mark.parametrize("name", ["calibration", "test"])
def test_our_pairs_are_read_as_they_are(name: str) -> None:
    path = CASES / f"support.{name}.jsonl"
    pairs = read_pairs_of_support(path)
    assert len(pairs) == len(path.read_text("utf-8").splitlines())
    assert {pair.failure is None for pair in pairs if pair.supported} == {True}


def test_a_case_keeps_all_that_it_says(tmp_path: Path) -> None:
    assert read_cases(written(tmp_path, ANSWERED, "", REFUSED)) == [
        Case(
            id="c1",
            question="Combien coûte un repas ?",
            kind="answerable",
            answerable=True,
            documents=("F1",),
            nuggets=(Nugget(text="four euros", patterns=("4 ?€",)),),
            forbidden=("gratuit",),
            evidence=(PRICE,),
            note="first sentence",
        ),
        Case(id="c2", question="Quel temps fait-il ?", kind="out_of_domain", answerable=False),
    ]


def test_the_mark_that_some_editors_put_first_is_no_part_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "mes-cas.jsonl"
    path.write_text(json.dumps(REFUSED), "utf-8-sig")
    assert [case.id for case in read_cases(path)] == ["c2"]


def test_a_pair_keeps_what_judges(tmp_path: Path) -> None:
    wrong = {**HOLDS, "id": "s2", "supported": False, "failure": "number", "document": "F1", "style": "low_overlap"}
    assert read_pairs_of_support(written(tmp_path, HOLDS, wrong)) == [
        Pair(id="s1", evidence=PRICE, claim="Il faut payer.", supported=True),
        Pair(id="s2", evidence=PRICE, claim="Il faut payer.", supported=False, failure="number"),
    ]


def without(key: str) -> dict[str, Any]:
    return {name: value for name, value in ANSWERED.items() if name != key}


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("{", "JSON mal formé"),
        ("[" * 100_000, "JSON mal formé"),
        ('"\\ud800"', "JSON mal formé"),
        ("[1]", "pas un objet JSON"),
        (without("question"), "manque la clé « question »"),
        (without("answerable"), "manque la clé « answerable »"),
        ({**ANSWERED, "forbiden": []}, "clé « forbiden » est inconnue"),
        ({**ANSWERED, "id": 3}, "« id » doit être un texte"),
        ({**ANSWERED, "question": "  "}, "« question » doit être un texte"),
        ({**ANSWERED, "note": ["x"]}, "« note » doit être un texte"),
        ({**ANSWERED, "answerable": "oui"}, "« answerable » doit valoir true ou false"),
        ({**ANSWERED, "documents": "F1"}, "« documents » doit être une liste"),
        ({**ANSWERED, "documents": [1]}, "« documents » doit être une liste de textes"),
        ({**ANSWERED, "forbidden": ["(gratuit"]}, "« (gratuit » n'est pas un motif"),
        ({**ANSWERED, "forbidden": ["a{9999999999999}"]}, "n'est pas un motif"),
        ({**ANSWERED, "forbidden": ["gratuit|"]}, "se trouve dans tous les textes"),
        ({**ANSWERED, "nuggets": ["4 €"]}, "nugget 1 : il manque la clé « text »"),
        ({**ANSWERED, "nuggets": [{"text": "x", "patterns": []}]}, "nugget 1 : il faut au moins un motif"),
        ({**ANSWERED, "nuggets": [{"text": "x", "patterns": ["x", "["]}]}, "nugget 1 : « [ » n'est pas un motif"),
        ({**ANSWERED, "nuggets": []}, "ce cas a une réponse"),
        ({**ANSWERED, "documents": []}, "ce cas a une réponse"),
        ({**REFUSED, "nuggets": ANSWERED["nuggets"]}, "ce cas n'a pas de réponse"),
        ({**REFUSED, "evidence": [PRICE]}, "ce cas n'a pas de réponse"),
        ({**REFUSED, "id": "C3"}, "même « id » que plus haut"),
        ({**REFUSED, "question": "bonjour\u00a0 ?"}, "même « question » que plus haut"),
    ],
)
def test_a_line_that_means_nothing_is_named(tmp_path: Path, line: object, named: str) -> None:
    path = written(tmp_path, {**REFUSED, "id": "c3", "question": "Bonjour ?"}, line)
    with pytest.raises(BadCases) as caught:
        read_cases(path)
    assert caught.value.problem.startswith(f"{path}, ligne 2")
    assert named in caught.value.problem
    assert caught.value.fix


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ({**HOLDS, "supported": 1}, "« supported » doit valoir"),
        ({**HOLDS, "claim": ""}, "« claim » doit être un texte"),
        ({**HOLDS, "failure": "number"}, "ne peut avoir de défaut"),
        ({**HOLDS, "passage": PRICE}, "clé « passage » est inconnue"),
        ({key: value for key, value in HOLDS.items() if key != "evidence"}, "manque la clé « evidence »"),
        ({**HOLDS, "id": "s0"}, "même « id »"),
    ],
)
def test_a_pair_that_means_nothing_is_named(tmp_path: Path, line: object, named: str) -> None:
    path = written(tmp_path, {**HOLDS, "id": "s0"}, line)
    with pytest.raises(BadCases, match=named) as caught:
        read_pairs_of_support(path)
    assert caught.value.problem.startswith(f"{path}, ligne 2")


def test_a_file_that_cannot_be_read_or_holds_nothing_is_named(tmp_path: Path) -> None:
    empty, latin = tmp_path / "vide.jsonl", tmp_path / "latin.jsonl"
    empty.write_text(" \n\n", "utf-8")
    latin.write_bytes('{"id": "é"}'.encode("latin-1"))
    for path, named in (
        (empty, "vide"),
        (latin, "pas en UTF-8"),
        (tmp_path / "rien", "introuvable"),
        (tmp_path, "dossier"),
    ):
        for reader in (read_cases, read_pairs_of_support):
            with pytest.raises(BadCases, match=named) as caught:
                reader(path)
            assert caught.value.problem.startswith(str(path))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(sorted({*ANSWERED, *HOLDS})), json_values))
def test_whatever_a_line_holds_it_is_read_or_named(tmp_path_factory: pytest.TempPathFactory, changes: Any) -> None:
    path = tmp_path_factory.mktemp("lines") / "x.jsonl"
    for reader, whole in ((read_cases, ANSWERED), (read_pairs_of_support, HOLDS)):
        path.write_text(json.dumps({**whole, **changes}), "utf-8")
        try:
            assert len(reader(path)) == 1
        except BadCases as problem:
            assert "ligne 1" in problem.problem


# Held to a library.


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Two documents: F1 gives the price, F2 says that a visit is free."""
    texts = {"F1": f"Cantine\n{PRICE}\nOn réserve  avant\u00a0midi.", "F2": "La visite est gratuite."}
    library = Library(tmp_path / "home")
    for id, text in texts.items():
        document = Document(id=id, kind="procedure", title=id, text=text, blocks=())
        with library.transaction():
            library.keep(StoredSource(root="r", path=id, fingerprint="", reason=""), [("test", document)])
    return library


def case(id: str = "c1", **changes: Any) -> Case:
    right: dict[str, Any] = {
        "documents": ("F1",),
        "nuggets": (Nugget(text="four euros", patterns=("4 ?€",)),),
        "evidence": (PRICE,),
    }
    return Case(id=id, question=f"Question {id} ?", kind="answerable", answerable=True, **{**right, **changes})


def test_a_case_that_the_library_bears_out_has_no_defect(library: Library) -> None:
    folded = Nugget(text="before noon", patterns=("avant midi",))
    assert check([case(), case("c2", nuggets=(folded,), evidence=("réserve avant midi",))], library) == []
    assert check([case(evidence=())], library) == []
    assert (
        check([Case(id="c3", question="?", kind="absent_same_topic", answerable=False, documents=("F2",))], library)
        == []
    )


FIVE = Nugget(text="five euros", patterns=("5 €",))


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"documents": ("F1", "F9")}, "la bibliothèque n'a pas F9"),
        ({"evidence": ("Un repas  coûte 4 € .",)}, "n'est mot pour mot dans aucun"),
        ({"documents": ("F2",), "nuggets": (Nugget(text="x", patterns=("4 €", "visite")),)}, "n'est mot pour mot dans"),
        ({"evidence": (PRICE, "Cantine")}, "la preuve « Cantine » ne montre aucun"),
        ({"nuggets": (*case().nuggets, FIVE)}, "« five euros » n'est montré par aucune preuve"),
        ({"nuggets": (*case().nuggets, FIVE), "evidence": ()}, "« five euros » n'est montré par aucun document"),
        ({"documents": ("F1", "F2")}, "le document F2 ne montre aucun des faits"),
        ({"forbidden": ("visite .* gratuite",)}, "« visite .* gratuite » est dans le document F2"),
    ],
)
def test_what_the_library_does_not_bear_out_is_a_defect(library: Library, changed: dict[str, Any], named: str) -> None:
    [defect] = check([case("c0"), case(**changed)], library)
    assert defect.case == "c1"
    assert named in defect.problem


def test_cases_of_several_files_are_told_apart(library: Library) -> None:
    twin = replace(case("c2"), question="question  C1 ?")
    assert check([case(), twin, case()], library) == [
        Defect(case="c2", problem="le cas c1 pose la même question."),
        Defect(case="c1", problem="un autre cas porte le même « id »."),
    ]
