"""Two runs beside each other: what changed is said with its interval, and nothing is said of what chance explains."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from evals.compare import changes, compare
from evals.errors import BadResults
from evals.measures.catalogue import Judging
from evals.measures.exactness import stored_texts
from evals.types import Case, Result, Run
from tests import town
from tests.town import CASES, Counts

Says = Callable[[Case], dict[str, Any]]


@pytest.fixture
def judging(tmp_path: Path) -> Judging:
    return Judging(text=stored_texts(town.stored_in(tmp_path)), verifier=Counts())


def run_of(**says: Says) -> Run:
    """Each system with what it says to every case."""
    results = [Result(case=case.id, system=name, answer=of(case)) for name, of in says.items() for case in CASES]
    return Run(results=results, cases=CASES, about={"systems": " ".join(says), "commit": "abc"})


def refuses(_: Case) -> dict[str, Any]:
    return town.answer()


def row(table: str, label: str) -> list[str]:
    [line] = [line for line in table.splitlines() if line.startswith(f"| {label} |")]
    return [cell.strip() for cell in line.strip("|").split("|")]


def refuses_half(case: Case) -> dict[str, Any]:
    return refuses(case) if case.id in {"c0", "c1", "c2", "c3", "c4"} else town.quotes(case)


def test_what_changed_for_certain_is_said_either_way(judging: Judging) -> None:
    table = compare(run_of(quotes=refuses_half), run_of(quotes=town.quotes), judging)
    _, before, after, more, cases, verdict = row(table, "Refus à tort")
    assert (before.split()[0], after, cases, verdict) == ("50,0", "0,0 % [0,0–0,0]", "10", "mieux")
    assert more.startswith("−50,0 points [−80,0 ; ")
    back = compare(run_of(quotes=town.quotes), run_of(quotes=refuses_half), judging)
    assert row(back, "Refus à tort")[3].startswith("+50,0 points [")
    assert row(back, "Refus à tort")[-1] == row(back, "Confiance")[-1] == "moins bien"
    assert row(back, "Confiance")[-2] == "20"
    assert row(back, "Faits attendus")[-3:] == ["+0,0 points [+0,0 ; +0,0]", "5", ""]


def test_nothing_is_claimed_of_what_chance_explains(judging: Judging) -> None:
    one = lambda case: refuses(case) if case.id == "c7" else town.quotes(case)  # noqa: E731
    table = compare(run_of(quotes=town.quotes), run_of(quotes=one), judging)
    assert row(table, "Refus à tort")[3].startswith("+10,0 points [+0,0")
    assert row(table, "Refus à tort")[-1] == ""


def test_each_system_of_both_has_its_table_and_others_are_named(judging: Judging) -> None:
    one = run_of(quotes=town.quotes, guarded=town.guarded, plain=refuses)
    table = compare(one, run_of(guarded=town.guarded, quotes=town.quotes, unguarded=town.guarded), judging)
    assert [line for line in table.splitlines() if line.startswith("## ")] == ["## quotes", "## guarded"]
    assert "- D'un seul côté : plain, unguarded." in table
    assert "- A : abc" in table
    assert "mieux |" not in table


def test_only_questions_of_both_count_and_errors_are_not_zeros(judging: Judging) -> None:
    asked = [replace(CASES[0], question="Autre chose ?"), *CASES[1:]]
    one, other = run_of(quotes=town.quotes), replace(run_of(quotes=refuses_half), cases=asked)
    failed = replace(other.results[1], answer=None, error="panne")
    other = replace(other, results=[other.results[0], failed, *other.results[2:]])
    [found] = [change for change in changes("quotes", asked[1:], (one, other), judging) if change.key == "error_rate"]
    assert (found.cases, found.one.scored, found.other.scored, found.other.failed) == (8, 9, 8, 1)
    assert found.more
    assert found.more.mean == pytest.approx(3 / 8)
    assert "Questions communes : 19 (A en a 20, B en a 20)." in compare(one, other, judging)


def test_a_measure_without_meaning_on_a_side_has_no_difference(judging: Judging) -> None:
    table = compare(run_of(quotes=town.quotes), run_of(quotes=refuses), judging)
    assert row(table, "Faits attendus")[1:] == ["100,0 % [100,0–100,0]", "–", "–", "0", ""]


def test_runs_with_nothing_in_common_are_said(judging: Judging) -> None:
    with pytest.raises(BadResults, match="aucun système en commun : quotes dans A, plain dans B"):
        compare(run_of(quotes=town.quotes), run_of(plain=town.quotes), judging)
    other = replace(run_of(quotes=town.quotes), cases=[replace(case, id=f"x{case.id}") for case in CASES])
    with pytest.raises(BadResults, match="aucune question en commun"):
        compare(run_of(quotes=town.quotes), other, judging)
