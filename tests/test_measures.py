"""Each measure against values worked out by hand, and what holds of all of them."""

import math
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from time import process_time
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.types import Failure, Verdict
from corpus.errors import LibraryProblem
from corpus.library import Library, StoredSource
from corpus.types import Document
from evals.drafts import draft_figures
from evals.errors import BadCases, BadResults
from evals.measures.abstention import (
    abstention_f1,
    answerable_f1,
    answerable_precision,
    answerable_recall,
    refusal_f1,
    refusal_precision,
    refusal_recall,
)
from evals.measures.catalogue import MEASURES, Judging, difference, measured
from evals.measures.citations import (
    CitedSentence,
    Remembering,
    citation_f1,
    citation_length,
    citation_precision,
    citation_recall,
    judged,
)
from evals.measures.correctness import (
    all_vital_found,
    correctness_f1,
    crag_score,
    forbidden_said,
    right_document,
    vital_nuggets,
)
from evals.measures.exactness import exactness, faults, stored_texts
from evals.measures.intervals import Floats, bootstrap, paired, ratio, resampled
from evals.measures.judge import judge
from evals.measures.retrieval import retrieval_measured
from evals.measures.shown import shown
from evals.measures.sums import Row, Sums, rows, summed
from evals.measures.trust import trust
from evals.types import Case, Interval, Json, Measured, Nugget, Pair, Result

STORED = "Le repas coûte 4 €. Il est servi à midi. La demande se fait en mairie."
PRICE, NOON, HALL = "Le repas coûte 4 €.", "Il est servi à midi.", "La demande se fait en mairie."
VERSION = "sha256:1"


def stored(document: str, version: str) -> str:
    return {("F1", VERSION): STORED, ("F2", VERSION): "Autre chose."}[document, version]


def citation(number: int, quote: str, **changes: Any) -> Json:
    start = STORED.find(quote)
    place = {"document": "F1", "version": VERSION, "start": start, "end": start + len(quote)}
    return {"number": number, "quote": quote, **place, **changes}


def quoted(number: int, text: str) -> Json:
    return {"text": text, "origin": "quote", "citations": [number], "support": 1.0}


def written(text: str, *numbers: int) -> Json:
    return {"text": text, "origin": "written", "citations": list(numbers), "support": 0.9}


def answer(
    *sentences: Json, citations: Sequence[Json] = (), outcome: str = "answered", **changes: Any
) -> dict[str, Any]:
    return {
        "outcome": outcome,
        "sentences": list(sentences),
        "citations": list(citations),
        "dropped": [],
        "timings_ms": {"search": 1, "first_sentence": 20, "total": 50},
        **changes,
    }


ABSTAINED = answer(outcome="abstained")
QUOTES = answer(quoted(1, PRICE), citations=[citation(1, PRICE)])
"""One quotation, that of the price."""

TWO = [citation(1, PRICE), citation(2, NOON)]


def case(id: str = "c1", *, answerable: bool = True, **changes: Any) -> Case:
    right: dict[str, Any] = {"documents": ("F1",), "nuggets": (nugget("4 ?€"),)} if answerable else {}
    return Case(id=id, question=f"Question {id} ?", kind="answerable", answerable=answerable, **{**right, **changes})


def nugget(*patterns: str) -> Nugget:
    return Nugget(text="un fait", patterns=patterns)


def result(id: str, of: Json | None, system: str = "guarded") -> Result:
    return Result(case=id, system=system, answer=of, error=None if of else "le modèle ne répond pas")


class Supports:
    """A verifier that supports the pairs it is given, and says what it was asked."""

    name = "by hand"

    def __init__(self, *pairs: tuple[str, str]) -> None:
        self.pairs = set(pairs)
        self.calls: list[list[tuple[str, str]]] = []

    def verify(self, pairs: Sequence[tuple[str, str]], /) -> list[Verdict]:
        self.calls.append(list(pairs))
        unsupported = (Failure("not_supported", "x"),)
        return [Verdict(support=float(p in self.pairs), failures=() if p in self.pairs else unsupported) for p in pairs]


JUDGING = Judging(text=stored, verifier=Supports())


def near(expected: float) -> Any:
    return pytest.approx(expected, abs=1e-9)


# What the reader is shown.


def test_a_partial_answer_is_an_answer_and_an_answer_without_a_sentence_is_none() -> None:
    assert shown({**QUOTES, "outcome": "partial"}, "guarded").answered
    assert not shown(answer(), "guarded").answered
    assert not shown(answer(quoted(1, "  "), citations=[citation(1, PRICE)]), "guarded").answered
    assert not shown({**QUOTES, "outcome": "abstained"}, "guarded").answered


@pytest.mark.parametrize("system", ["unguarded", "plain"])
def test_where_nothing_is_verified_the_answer_is_what_the_model_wrote(system: str) -> None:
    both = answer(written("Quatre  euros.", 1), quoted(1, PRICE), citations=TWO)
    assert shown(both, system).text == "Quatre euros."
    assert shown(both, "guarded").text == f"Quatre euros. {PRICE}"
    assert shown(both, system).answered
    assert not shown(QUOTES, system).answered
    assert not shown({**both, "outcome": "abstained"}, system).answered


# Correctness.


def test_a_nugget_is_found_whatever_the_case_and_the_white_space() -> None:
    said = shown(answer(written("LE REPAS\u00a0 COÛTE\n4\u202f€", 1)), "plain")
    # "le repas coûte 4 €" once folded: one nugget of two has a pattern that matches, 1/2.
    two = case(nuggets=(nugget("coute 4", "coûte 4 €"), nugget("midi")))
    assert vital_nuggets(two, said) == 0.5
    assert all_vital_found(two, said) == 0.0
    assert all_vital_found(case(), said) == 1.0


def test_nuggets_have_no_value_where_there_is_nothing_to_find_or_nothing_said() -> None:
    for measure in (vital_nuggets, all_vital_found, right_document):
        assert measure(case(), shown(ABSTAINED, "guarded")) is None
        assert measure(case(answerable=False), shown(QUOTES, "guarded")) is None
    assert vital_nuggets(case(nuggets=()), shown(QUOTES, "guarded")) is None


def test_what_is_forbidden_counts_wherever_a_case_forbids_it() -> None:
    trap = case(forbidden=("coûte 4",))
    assert forbidden_said(trap, shown(QUOTES, "guarded")) == 1.0
    assert forbidden_said(trap, shown(ABSTAINED, "guarded")) == 0.0
    assert forbidden_said(case(), shown(QUOTES, "guarded")) is None


def test_the_document_is_right_if_a_sentence_that_is_shown_cites_it() -> None:
    citations = [citation(1, PRICE), citation(2, NOON, document="F2")]
    only_second = answer(written("À midi.", 2), quoted(1, PRICE), citations=citations)
    assert right_document(case(), shown(only_second, "guarded")) == 1.0
    assert right_document(case(), shown(only_second, "plain")) == 0.0
    assert right_document(case(documents=("F3", "F2")), shown(only_second, "plain")) == 1.0


@pytest.mark.parametrize(
    ("asked", "said", "score"),
    [
        (case(), QUOTES, 1.0),
        (case(), ABSTAINED, 0.0),
        (case(answerable=False), ABSTAINED, 0.0),
        (case(answerable=False), QUOTES, -1.0),
        (case(nuggets=(nugget("4 €"), nugget("5 €"))), QUOTES, -1.0),
        (case(forbidden=("repas",)), QUOTES, -1.0),
        (case(nuggets=()), QUOTES, None),
    ],
)
def test_crag_score(asked: Case, said: Json, score: float | None) -> None:
    assert crag_score(asked, shown(said, "guarded")) == score


# Citations.


def sentences(said: Json, verifier: Supports, system: str = "guarded") -> list[CitedSentence]:
    return judged({"c1": shown(said, system)}, verifier)["c1"]


def test_a_quotation_is_supported_by_construction_and_not_read() -> None:
    verifier = Supports()
    [sentence] = sentences(QUOTES, verifier)
    assert sentence == CitedSentence(supported=True, citations=1, relevant=1, characters=len(PRICE))
    assert verifier.calls == []


def test_a_damaged_quotation_is_read_as_words_are() -> None:
    [sentence] = sentences(answer(quoted(1, "Le repas coûte 5 €."), citations=[citation(1, PRICE)]), Supports())
    assert not sentence.supported


def test_citation_measures_worked_out_by_hand() -> None:
    both = f"{PRICE}\n{NOON}"
    verifier = Supports((both, "A"), (PRICE, "A"), (both, "B"), (NOON, "D"))
    said = sentences(
        answer(written("A", 1, 2), written("B", 1, 2), written("C", 1), written("D", 2), written("E"), citations=TWO),
        verifier,
    )
    # A: supported by both, and by 1 alone, which is relevant; 2 does not support it, and 1 does without 2: irrelevant.
    # B: supported by both only, so that both are relevant. C: not supported. D: supported. E: cites nothing.
    assert [s.supported for s in said] == [True, True, False, True, False]
    assert [s.relevant for s in said] == [1, 2, 0, 1, 0]
    assert citation_recall(said) == near(3 / 5)
    assert citation_precision(said) == near(4 / 6)
    # PRICE has 19 characters and NOON 20: 39 + 39 + 19 + 20 + 0 over five sentences.
    assert citation_length(said) == near(117 / 5)


def test_the_whole_run_is_judged_in_three_calls_at_most_and_no_pair_twice() -> None:
    verifier = Supports((f"{PRICE}\n{NOON}", "A"), (f"{PRICE}\n{NOON}\n{HALL}", "A"))
    three = [*TWO, citation(3, HALL)]
    one = answer(written("A", 1, 2, 3), written("A", 1, 2), citations=three)
    found = judged({id: shown(one, "plain") for id in ("c1", "c2", "c3")}, verifier)
    # Without 3 the others still support A; without 1 or 2 they do not.
    assert found["c1"][0].relevant == 2
    assert len(verifier.calls) <= 3
    asked = [pair for call in verifier.calls for pair in call]
    assert len(asked) == len(set(asked))


def test_a_sentence_that_cites_what_is_not_there_is_not_supported() -> None:
    [sentence] = sentences(answer(written("A", 1, 7), citations=TWO), Supports((PRICE, "A")))
    assert sentence == CitedSentence(supported=False, citations=2, relevant=0, characters=0)


def test_an_answer_that_cites_nothing_has_no_precision_and_no_recall_but_zero() -> None:
    said = sentences(answer(written("A"), written("B")), Supports())
    assert citation_recall(said) == citation_precision(said) == citation_length(said) == 0.0
    assert citation_recall([]) is citation_precision([]) is citation_length([]) is None


def test_a_verifier_that_remembers_reads_a_pair_once() -> None:
    verifier = Supports((PRICE, "A"))
    phi = Remembering(verifier)
    assert [v.supported for v in phi.verify([(PRICE, "A"), (NOON, "A"), (PRICE, "A")])] == [True, False, True]
    assert [v.supported for v in phi.verify([(NOON, "A")])] == [False]
    assert verifier.calls == [[(PRICE, "A"), (NOON, "A")]]


# Exactness.


def exact_of(said: Json, system: str = "guarded") -> float | None:
    return exactness(shown(said, system), stored)


def test_quotations_that_stand_in_the_stored_version_are_exact() -> None:
    assert exact_of(QUOTES) == 1.0
    assert exact_of(answer(quoted(1, PRICE.replace(" ", "\u00a0 ")), citations=[citation(1, PRICE)])) == 1.0
    assert exact_of(ABSTAINED) is None


@pytest.mark.parametrize(
    ("damaged", "named"),
    [
        (answer(quoted(1, "Le repas coûte 5 €."), citations=[citation(1, PRICE)]), "ne sont pas ceux de la source"),
        (answer(quoted(1, "x"), citations=[citation(1, "x")]), "n'est pas à cet endroit"),
        (answer(quoted(1, PRICE), citations=[citation(1, PRICE, start=1)]), "n'est pas à cet endroit"),
        (answer(quoted(1, PRICE), citations=[citation(1, PRICE, end=40)]), "n'est pas à cet endroit"),
        (answer(quoted(1, PRICE), citations=[citation(1, PRICE, version="sha256:2")]), "n'a pas cette version de F1"),
        (answer(quoted(1, PRICE), citations=[citation(1, PRICE, document="F2")]), "n'est pas à cet endroit de F2"),
        (answer(quoted(2, PRICE), citations=[citation(1, PRICE)]), "ne mène à rien"),
        (answer(written("Le repas coûte 4 €.", 1, 3), citations=TWO), "ne mène à rien"),
        (answer(written("Le repas coûte 4 €."), citations=TWO), "aucune citation"),
        (answer(written("Le repas coûte 5 €.", 1), citations=TWO), "absent de ce qui est cité : 5 €"),
        (answer(written("Le repas coûte 4 €.", 2), citations=TWO), "absent de ce qui est cité : 4 €"),
    ],
)
def test_a_fault_is_seen_and_named(damaged: Json, named: str) -> None:
    assert exact_of(damaged) == 0.0
    assert named in " ".join(faults(shown(damaged, "guarded"), stored))


def test_written_values_may_be_spelt_otherwise_than_in_what_is_cited() -> None:
    assert exact_of(answer(written("Le repas coûte quatre euros.", 1), citations=TWO)) == 1.0


def test_what_the_reader_does_not_take_for_the_answer_is_not_judged() -> None:
    beside = answer(written("Le repas coûte 4 €.", 1), quoted(3, "Faux."), citations=[*TWO, citation(3, "Faux.")])
    assert exact_of(beside, "plain") == 1.0
    assert exact_of(beside, "guarded") == 0.0


def test_any_version_that_is_stored_can_be_read(tmp_path: Path) -> None:
    library = Library(tmp_path)
    document = Document(id="F1", kind="procedure", title="F1", text=STORED, blocks=())
    with library.transaction():
        library.keep(StoredSource(root="r", path="F1", fingerprint="", reason=""), [("test", document)])
        library.let_go("r", "F1")
    text = stored_texts(library)
    assert text("F1", document.version) == STORED
    with pytest.raises(KeyError):
        text("F1", VERSION)
    library.close()
    with pytest.raises(LibraryProblem):  # The library is at fault, and not what is cited.
        text("F1", VERSION)


# Sums: eight cases, five answerable.
#
#            answerable  answered  vital  recall  precision
#   c1       yes         yes       1      1       1
#   c2       yes         yes       1/2    1/2     1/2
#   c3       yes         yes       0      1       1/2
#   c4       yes         no
#   c5       yes         no
#   c6       no          yes              1/2     0
#   c7, c8   no          no
#
#   sums     5           4         3/2    3       2        both answered and answerable: 3; rightly refused: 2

ROWS = [
    Row(answerable=1, answered=1, both=1, vital=1, recall=1, precision=1),
    Row(answerable=1, answered=1, both=1, vital=0.5, recall=0.5, precision=0.5),
    Row(answerable=1, answered=1, both=1, vital=0, recall=1, precision=0.5),
    *[Row(answerable=1, answered=0, both=0, vital=0, recall=0, precision=0)] * 2,
    Row(answerable=0, answered=1, both=0, vital=0, recall=0.5, precision=0),
    *[Row(answerable=0, answered=0, both=0, vital=0, recall=0, precision=0)] * 2,
]


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        (refusal_precision, 2 / 4),  # c4, c5, c7, c8 are refused, of which c7 and c8 rightly
        (refusal_recall, 2 / 3),  # c6, c7, c8 have no answer
        (refusal_f1, 4 / 7),  # 2 × (1/2 × 2/3) / (1/2 + 2/3) = (2/3) / (7/6)
        (answerable_precision, 3 / 4),
        (answerable_recall, 3 / 5),
        (answerable_f1, 2 / 3),  # 2 × (3/4 × 3/5) / (3/4 + 3/5) = (9/10) / (27/20)
        (abstention_f1, 13 / 21),  # (4/7 + 2/3) / 2 = (26/21) / 2
        (correctness_f1, 1 / 3),  # 3/2 over 4 answered = 3/8, over 5 answerable = 3/10: 2 × (9/80) / (27/40)
        (citation_f1, 3 / 5),  # mean recall 3/4, mean precision 1/2: 2 × (3/8) / (5/4)
        (trust, 163 / 315),  # (13/21 + 1/3 + 3/5) / 3 = (195/315 + 105/315 + 189/315) / 3 = (489/315) / 3
    ],
)
def test_measures_of_sums(measure: Callable[[Sums], Floats], expected: float) -> None:
    assert measure(summed(np.array(ROWS).sum(axis=0)[np.newaxis])) == near(expected)


def test_who_never_answers_cites_nothing_and_finds_nothing() -> None:
    refused = [row._replace(answered=0, both=0, vital=0, recall=0, precision=0) for row in ROWS]
    sums = summed(np.array(refused).sum(axis=0)[np.newaxis])
    assert citation_f1(sums) == correctness_f1(sums) == answerable_f1(sums) == near(0.0)
    assert refusal_f1(sums) == near(6 / 11)  # 3 rightly refused of 8 refused and of 3 unanswerable: 2 × 3 / (8 + 3)
    assert trust(sums) == near(1 / 11)  # (6/11 + 0) / 2, then / 3
    assert np.isnan(answerable_precision(sums)).all()


def test_rows_are_read_from_the_values_of_five_measures() -> None:
    values = {
        "error_rate": {"c1": 0.0, "c4": 1.0},
        "hallucination_rate": {"c6": 1.0, "c7": 0.0},
        "vital_nuggets": {"c1": 0.5},
        "citation_recall": {"c1": 1.0, "c6": 0.5},
        "citation_precision": {"c1": 0.25, "c6": 0.0},
    }
    assert rows(values) == {
        "c1": Row(answerable=1, answered=1, both=1, vital=0.5, recall=1, precision=0.25),
        "c4": Row(answerable=1, answered=0, both=0, vital=0, recall=0, precision=0),
        "c6": Row(answerable=0, answered=1, both=0, vital=0, recall=0.5, precision=0),
        "c7": Row(answerable=0, answered=0, both=0, vital=0, recall=0, precision=0),
    }


# Intervals.


def test_the_mean_is_that_of_the_values_and_the_interval_that_of_chance() -> None:
    found = bootstrap([1.0] * 60 + [0.0] * 40)
    # Standard error of a share: √(0.6 × 0.4 / 100) = 0.049, so that 95 % is within 1.96 × 0.049 = 0.096 of 0.6.
    assert found.mean == near(0.6)
    assert found.low == pytest.approx(0.504, abs=0.015) and found.high == pytest.approx(0.696, abs=0.015)


def test_what_never_varies_has_no_width_and_nothing_has_no_mean() -> None:
    assert bootstrap([1.0] * 30) == Interval(mean=1.0, low=1.0, high=1.0)
    with pytest.raises(ValueError):
        bootstrap([])


def test_a_paired_difference_is_over_the_cases_of_both() -> None:
    # 3 − 1 and 5 − 2 over a and b: 2.5; c and d are in one only.
    found = paired({"a": 3.0, "b": 5.0, "c": 9.0}, {"b": 2.0, "a": 1.0, "d": 0.0})
    assert found.mean == near(2.5)
    assert 2.0 <= found.low <= found.high <= 3.0


def test_pairing_sees_what_intervals_apart_would_hide() -> None:
    hard = [(n * 7919 % 100) / 100 for n in range(100)]
    one = {str(n): value + 0.01 for n, value in enumerate(hard)}
    found = paired(one, {str(n): value for n, value in enumerate(hard)})
    assert found.low > 0
    assert found.low > bootstrap(list(one.values())).low - bootstrap(hard).high


@given(st.lists(st.floats(-1, 1), min_size=1, max_size=30))
def test_an_interval_is_within_its_values_whatever_their_order(values: list[float]) -> None:
    found = bootstrap(values, rounds=50)
    assert min(values) - 1e-9 <= found.low <= found.high <= max(values) + 1e-9
    assert found == bootstrap(values[::-1], rounds=50)


def test_a_sample_without_meaning_is_left_out() -> None:
    # Of two rows, a sample takes the second alone one time in four, and 0 / 0 is nothing.
    found = resampled([(1.0, 1.0), (0.0, 0.0)], lambda sums: ratio(sums[..., 0], sums[..., 1]), rounds=200)
    assert found == Interval(mean=1.0, low=1.0, high=1.0)
    assert resampled([(0.0, 0.0)], lambda sums: ratio(sums[..., 0], sums[..., 1])) is None
    assert resampled([], lambda sums: sums[..., 0]) is None


# A whole system.


def small_run() -> tuple[list[Case], list[Result]]:
    """Six cases: right, abstained wrongly, an error, invented, abstained rightly, another error."""
    cases = [case(f"c{n}") for n in (1, 2, 3)] + [case(f"c{n}", answerable=False) for n in (4, 5, 6)]
    answers = [QUOTES, ABSTAINED, None, QUOTES, ABSTAINED, None]
    return cases, [result(one.id, said) for one, said in zip(cases, answers, strict=True)]


def test_a_run_measured_by_hand() -> None:
    found = measured(*small_run(), JUDGING)
    expected = {
        "hallucination_rate": (1 / 2, 3, 2, 1),  # c4 of c4 and c5; c6 failed
        "error_rate": (1 / 2, 3, 2, 1),  # c2 of c1 and c2; c3 failed
        "exactness": (1.0, 4, 2, 2),  # c1 and c4 answer; c3 and c6 might have
        "vital_nuggets": (1.0, 2, 1, 1),  # c1; c3 might have answered, c6 has nothing to find
        "right_document": (1.0, 2, 1, 1),
        "crag_score": (0.0, 6, 4, 2),  # +1, 0, −1, 0
        "citation_recall": (1.0, 4, 2, 2),
        "citation_length": (19.0, 4, 2, 2),
        "worded": (0.0, 4, 2, 2),
        "refusal_f1": (1 / 2, 6, 4, 2),  # 2 × 1 rightly refused / (2 refused + 2 unanswerable)
        "answerable_f1": (1 / 2, 6, 4, 2),  # 2 × 1 / (2 answered + 2 answerable)
        "correctness_f1": (1 / 2, 6, 4, 2),  # 2 × 1 nugget / (2 answered + 2 answerable)
        "citation_f1": (1.0, 6, 4, 2),
        "trust": (2 / 3, 6, 4, 2),  # (1/2 + 1/2 + 1) / 3
        "total_ms": (50.0, 6, 4, 2),
    }
    for key, (mean, asked, scored, failed) in expected.items():
        interval = found[key].interval
        assert interval and interval.mean == near(mean), key
        assert (found[key].asked, found[key].scored, found[key].failed) == (asked, scored, failed), key
    assert found["crag_score"].values == {"c1": 1.0, "c2": 0.0, "c4": -1.0, "c5": 0.0}
    assert found["trust"].values == {}


def test_what_applies_to_no_case_has_no_value() -> None:
    found = measured(*small_run(), JUDGING)
    for key in ("forbidden_said", "words_kept", "first_written_ms"):
        assert found[key].interval is None and found[key].scored == 0, key
    assert found["forbidden_said"].asked == 0


def test_what_the_guard_leaves_of_the_words() -> None:
    said = answer(written("Quatre euros.", 1), quoted(1, PRICE), citations=TWO, dropped=[{}, {}, {}])
    found = measured([case()], [result("c1", said)], JUDGING)
    assert found["worded"].values == {"c1": 1.0}
    assert found["words_kept"].values == {"c1": 0.25}  # one sentence of four


def test_every_measure_has_a_name_and_every_name_a_measure() -> None:
    searched = retrieval_measured({"q": {"F1"}}, {"q": [("F1", 1.0)]})
    drafted = draft_figures([])
    assert list(MEASURES) == [*measured([], [], JUDGING), *searched, *drafted]
    for key, found in {**measured(*small_run(), JUDGING), **searched, **drafted}.items():
        assert found.measure == MEASURES[key].key == key
        assert MEASURES[key].label and MEASURES[key].about.strip().endswith((".", "?"))
        assert MEASURES[key].unit in {"share", "score", "ms", "characters"}


SAID = [
    None,
    ABSTAINED,
    QUOTES,
    answer(written("Le repas coûte 4 €.", 1), quoted(1, PRICE), citations=TWO),
    answer(written("Le repas coûte 5 €.", 1, 2), citations=TWO),
]


@st.composite
def runs(draw: st.DrawFn) -> tuple[list[Case], list[Result]]:
    """Answers of all sorts, errors among them."""
    picked = draw(st.lists(st.tuples(st.booleans(), st.sampled_from(SAID)), min_size=1, max_size=8))
    cases = [case(f"c{n}", answerable=answerable) for n, (answerable, _) in enumerate(picked)]
    return cases, [result(f"c{n}", said) for n, (_, said) in enumerate(picked)]


@settings(max_examples=30, deadline=None)
@given(runs())
def test_shares_are_shares_and_nobody_is_lost(run: tuple[list[Case], list[Result]]) -> None:
    for key, found in measured(*run, JUDGING).items():
        assert found.asked == found.scored + found.failed <= len(run[0])
        if found.interval and MEASURES[key].unit == "share":
            assert -1e-9 <= found.interval.low <= found.interval.high <= 1 + 1e-9


@settings(max_examples=30, deadline=None)
@given(runs(), st.booleans())
def test_an_error_is_never_a_zero(run: tuple[list[Case], list[Result]], answerable: bool) -> None:
    """Nor anything else: the figures are those of a run without the case, and it is counted."""
    cases, results = run
    without = measured(cases, results, JUDGING)
    broken = case("broken", answerable=answerable)
    for more in ([result("broken", None)], []):  # an error, or no result at all
        with_it = measured([*cases, broken], [*results, *more], JUDGING)
        for key, found in with_it.items():
            assert (found.interval, found.values) == (without[key].interval, without[key].values), key
            assert found.failed - without[key].failed == found.asked - without[key].asked <= 1
        rates = ("error_rate", "hallucination_rate") if answerable else ("hallucination_rate", "error_rate")
        assert [with_it[key].failed - without[key].failed for key in rates] == [1, 0]
        assert with_it["trust"].failed == without["trust"].failed + 1


@settings(max_examples=20, deadline=None)
@given(runs(), st.randoms())
def test_the_order_of_the_cases_changes_nothing(run: tuple[list[Case], list[Result]], chance: random.Random) -> None:
    cases, results = run
    shuffled = chance.sample(cases, len(cases)), chance.sample(results, len(results))
    assert measured(*shuffled, JUDGING) == measured(cases, results, JUDGING)


@pytest.mark.parametrize(
    ("results", "named"),
    [
        ([result("c9", QUOTES)], "c9 n'en fait pas partie"),
        ([result("c8", QUOTES), result("c9", QUOTES)], "c8, c9 n'en font pas partie"),
        ([result("c1", QUOTES), result("c1", ABSTAINED)], "c1 a plusieurs réponses"),
        ([result(id, QUOTES) for id in ("c1", "c2")] * 2, "c1, c2 ont plusieurs réponses"),
        ([result("c1", QUOTES), result("c2", QUOTES, "plain")], "de plusieurs systèmes"),
    ],
)
def test_answers_that_do_not_go_with_the_cases_are_refused(results: list[Result], named: str) -> None:
    with pytest.raises(BadResults, match=named):
        measured([case("c1"), case("c2")], results, JUDGING)


def values_of(found: Mapping[str, Measured]) -> dict[str, Mapping[str, float]]:
    return {key: one.values for key, one in found.items()}


def test_two_runs_are_compared_on_what_both_answered() -> None:
    cases, results = small_run()
    one = values_of(measured(cases, results, JUDGING))
    worse = [replace(results[0], answer=ABSTAINED), *results[1:]]
    other = values_of(measured(cases, worse, JUDGING))
    # In the other run c1 is refused: errors 2/2 instead of 1/2.
    assert (gap := difference("error_rate", one, other)) and gap.mean == near(-1 / 2)
    # Trust: 2/3 above. In the other, 3 refused of which 1 rightly: 2 × 1 / (3 + 2) = 2/5; nothing answerable is
    # answered: 0; c4 cites well: 1. (1/5 + 0 + 1) / 3 = 2/5, and 2/3 − 2/5 = 4/15.
    assert (gap := difference("trust", one, other)) and gap.mean == near(4 / 15)
    assert (same := difference("trust", one, one)) and same == Interval(mean=0.0, low=0.0, high=0.0)
    assert difference("forbidden_said", one, other) is None


def test_two_hundred_and_fifty_cases_are_measured_in_a_moment() -> None:
    said = [ABSTAINED, QUOTES, QUOTES, ABSTAINED, QUOTES]
    cases = [case(f"c{n}", answerable=n % 3 > 0) for n in range(250)]
    results = [result(f"c{n}", said[n % 5]) for n in range(250)]
    seconds = []
    for _ in range(3):
        since = process_time()
        measured(cases, results, JUDGING)
        seconds.append(process_time() - since)
    assert min(seconds) < 0.3


# The verifier.


def pair(id: str, *, supported: bool, failure: str | None = None) -> Pair:
    return Pair(id=id, evidence="e", claim=id, supported=supported, failure=failure)


JUDGED = [
    (pair("s1", supported=True), Verdict(support=0.95)),
    (pair("s2", supported=True), Verdict(support=0.91)),
    (pair("s3", supported=True), Verdict(support=0.4, failures=(Failure("not_supported", "x"),))),
    (pair("s4", supported=False, failure="number"), Verdict(support=0.4, failures=(Failure("not_supported", "x"),))),
    (pair("s5", supported=False, failure="number"), Verdict(support=0.93)),
    (pair("s6", supported=False), Verdict(support=0.0, failures=(Failure("not_supported", "x"),))),
]


def test_a_judge_is_judged_by_hand() -> None:
    figures = judge([one for one, _ in JUDGED], [verdict for _, verdict in JUDGED])
    # True said true: s1 and s2 of three; false said false: s4 and s6 of three.
    assert figures.balanced_accuracy.mean == near(2 / 3)
    # Of nine (true, false) pairs: s1 is above all (3); s2 above s4 and s6 (2); s3 ties s4, is above s6 (1.5). 6.5 / 9.
    assert figures.auc == near(6.5 / 9)
    assert figures.pairs == 6
    assert figures.curve == (
        (near(0.0), near(0.0), 1),  # s6
        (near(0.4), near(0.5), 2),  # s3, s4
        (near(0.93), near(2 / 3), 3),  # s1, s2, s5: mean of 0.95, 0.91, 0.93
    )
    assert figures.by_failure == {"number": (1, 2), "non précisé": (0, 1)}


def test_a_judge_that_always_says_yes_is_worth_chance() -> None:
    figures = judge([one for one, _ in JUDGED], [Verdict(support=1.0)] * 6)
    assert figures.balanced_accuracy == Interval(mean=near(0.5), low=near(0.5), high=near(0.5))
    assert figures.auc == 0.5
    assert figures.curve == ((1.0, 0.5, 6),)


def test_the_last_tenth_of_the_curve_holds_certainty() -> None:
    pairs = [pair("s1", supported=True), pair("s2", supported=False)]
    figures = judge(pairs, [Verdict(support=1.0), Verdict(support=0.9)])
    assert figures.curve == ((near(0.95), 0.5, 2),)


@pytest.mark.parametrize("supported", [True, False])
def test_a_judge_cannot_be_judged_on_one_kind_of_pairs(supported: bool) -> None:
    with pytest.raises(BadCases, match="toutes justes, ou toutes fausses"):
        judge([pair("s1", supported=supported)], [Verdict(support=1.0)])


# Retrieval.


def test_retrieval_worked_out_by_hand() -> None:
    gold = {"a": {"F1", "F2"}, "b": {"F3"}}
    found = {"a": [("F9", 0.9), ("F1", 0.8), ("F8", 0.7)], "b": [("F3", 2.0)]}
    measures = retrieval_measured(gold, found)
    # a: F1 second of two gold documents. 1 / log2(3) over 1 + 1 / log2(3).
    ndcg = (1 / math.log2(3)) / (1 + 1 / math.log2(3))
    by_hand = {
        "hit@1": {"a": 0.0, "b": 1.0},
        "recall@5": {"a": 0.5, "b": 1.0},
        "recall@100": {"a": 0.5, "b": 1.0},
        "mrr@10": {"a": 0.5, "b": 1.0},
        "ndcg@10": {"a": near(ndcg), "b": 1.0},
    }
    assert {key: dict(one.values) for key, one in measures.items()} == by_hand
    assert measures["hit@1"].interval and measures["hit@1"].interval.mean == 0.5


def test_ranks_count_up_to_the_last_that_matters() -> None:
    others = [(f"X{n:03}", 1000.0 - n) for n in range(99)]
    hundredth, later = [*others, ("F1", 1.0)], [*others, ("X99", 2.0), ("F1", 1.0)]
    tenth, eleventh = [*others[:9], ("F1", 1.0)], [*others[:10], ("F1", 1.0)]
    found = {"a": hundredth, "b": later, "c": tenth, "d": eleventh}
    measures = retrieval_measured({question: {"F1"} for question in found}, found)
    assert measures["recall@100"].values == {"a": 1.0, "b": 0.0, "c": 1.0, "d": 1.0}
    assert measures["mrr@10"].values == {"a": 0.0, "b": 0.0, "c": near(0.1), "d": 0.0}
    assert measures["ndcg@10"].values == {"a": 0.0, "b": 0.0, "c": near(1 / math.log2(11)), "d": 0.0}


def test_a_document_counts_once_at_its_best_and_ties_keep_their_order() -> None:
    found = {"a": [("F9", 0.2), ("F1", 0.9), ("F1", 0.1), ("F9", 0.3)]}
    assert retrieval_measured({"a": {"F9"}}, found)["mrr@10"].values == {"a": 0.5}
    for order in permutations(["F1", "F2", "F3"]):
        tied = {"a": [(document, 1.0) for document in order]}
        assert retrieval_measured({"a": {"F2"}}, tied)["mrr@10"].values == {"a": near(1 / (order.index("F2") + 1))}


def test_a_search_that_finds_nothing_is_a_zero_and_no_search_a_failure() -> None:
    measures = retrieval_measured({"a": {"F1"}, "b": {"F1"}, "c": {"F1"}, "d": set()}, {"a": [], "b": [("F1", 1.0)]})
    for one in measures.values():
        assert one.values == {"a": 0.0, "b": 1.0}
        assert (one.asked, one.scored, one.failed) == (3, 2, 1)
    nothing = retrieval_measured({"a": {"F1"}}, {})["hit@1"]
    assert (nothing.interval, nothing.asked, nothing.failed) == (None, 1, 1)
