"""Every measure of a system, from its answers: what to call, on which cases, and how two runs are compared."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.types import Verifier
from evals.errors import BadResults
from evals.measures import abstention, citations, correctness, exactness, wording
from evals.measures.citations import CitedSentence
from evals.measures.intervals import Floats, Statistic, averaged, counted, paired, resampled
from evals.measures.names import MEASURES, Measure
from evals.measures.shown import Shown, shown
from evals.measures.sums import Row, Sums, Values, rows, summed
from evals.measures.timings import milliseconds
from evals.measures.trust import trust
from evals.types import Case, Interval, Measured, Result

__all__ = ["MEASURES", "Judging", "Measure", "difference", "measured"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judging:
    """What measures need beside the answers.

    `text` gives the stored text of a document in a version, KeyError when there is none; `verifier` is the φ of the
    citation measures: give a `Remembering` one to measure the same answers several times.
    """

    text: exactness.StoredText
    verifier: Verifier


_OF_CASES: Mapping[str, Callable[[Case, Shown], float | None]] = {
    "hallucination_rate": abstention.hallucination_rate,
    "error_rate": abstention.error_rate,
    "vital_nuggets": correctness.vital_nuggets,
    "all_vital_found": correctness.all_vital_found,
    "forbidden_said": correctness.forbidden_said,
    "right_document": correctness.right_document,
    "crag_score": correctness.crag_score,
    "worded": wording.worded,
    "worded_whole": wording.worded_whole,
    "worded_by_code": wording.worded_by_code,
    "words_kept": wording.words_kept,
    "first_sentence_ms": milliseconds("first_sentence"),
    "first_written_ms": milliseconds("first_written"),
    "total_ms": milliseconds("total"),
}
_OF_SENTENCES: Mapping[str, Callable[[Sequence[CitedSentence]], float | None]] = {
    "citation_recall": citations.citation_recall,
    "citation_precision": citations.citation_precision,
    "citation_length": citations.citation_length,
}
_OF_SUMS: Mapping[str, Callable[[Sums], Floats]] = {
    "trust": trust,
    "refusal_precision": abstention.refusal_precision,
    "refusal_recall": abstention.refusal_recall,
    "refusal_f1": abstention.refusal_f1,
    "answerable_precision": abstention.answerable_precision,
    "answerable_recall": abstention.answerable_recall,
    "answerable_f1": abstention.answerable_f1,
    "abstention_f1": abstention.abstention_f1,
    "correctness_f1": correctness.correctness_f1,
    "citation_f1": citations.citation_f1,
}
"""Not means over cases: they have no value by case, and are computed again for each sample of cases."""

_MAY_CONCERN: Mapping[str, Callable[[Case], bool]] = {
    "hallucination_rate": lambda case: not case.answerable,
    "error_rate": lambda case: case.answerable,
    "vital_nuggets": lambda case: case.answerable,
    "all_vital_found": lambda case: case.answerable,
    "right_document": lambda case: case.answerable,
    "forbidden_said": lambda case: bool(case.forbidden),
}
"""The cases whose errors count in `failed`: every case where nothing is said here."""


def measured(cases: Sequence[Case], results: Sequence[Result], judging: Judging) -> dict[str, Measured]:
    """Return every measure of the answers of one system, in the order of the report, retrieval left out.

    A case that ended in an error, or has no result, has no value: it counts in `failed`, of each measure that may
    concern it.
    """
    answers = _answers(cases, results)
    values = _values(cases, answers, judging)
    failed = [case for case in cases if case.id not in answers]
    found = {key: _mean(key, values[key], failed) for key in values}
    table = list(rows(values).values())
    for key, statistic in _OF_SUMS.items():
        found[key] = counted(key, resampled(table, _over(statistic)), scored=len(answers), failed=len(failed))
    return {key: found[key] for key in MEASURES if key in found}


def difference(key: str, one: Values, other: Values) -> Interval | None:
    """Return how much more a measure is in one run than in another, over the cases of both, with its paired interval.

    `one` and `other` are the `values` of measures, by measure: of that one, or, for a measure that is not a mean over
    cases, of the five that `evals.measures.sums.rows` reads. None where no case has a value in both, or where one of
    the two figures has no meaning.
    """
    if key not in _OF_SUMS:
        return paired(one[key], other[key]) if one[key].keys() & other[key].keys() else None
    first, second = rows(one), rows(other)
    width, statistic = len(Row._fields), _over(_OF_SUMS[key])
    return resampled(
        [(*first[case], *second[case]) for case in first.keys() & second.keys()],
        lambda columns: statistic(columns[..., :width]) - statistic(columns[..., width:]),
    )


def _answers(cases: Sequence[Case], results: Sequence[Result]) -> dict[str, Shown]:
    """Return the answers by case, errors left out, once sure that they are those of one system to these cases."""
    asked = [result.case for result in results]
    unknown = set(asked) - {case.id for case in cases}
    if unknown or len(set(asked)) < len(asked) or len({result.system for result in results}) > 1:
        raise BadResults(
            f"Les réponses ne vont pas avec les cas : {_what(asked, unknown)}.",
            fix="relancez l'évaluation sur ces cas, ou donnez les cas qui ont servi",
        )
    return {result.case: shown(result.answer, result.system) for result in results if result.answer is not None}


def _what(asked: Sequence[str], unknown: set[str]) -> str:
    if unknown:
        return f"{', '.join(sorted(unknown)[:3])} n'en {'fait' if len(unknown) == 1 else 'font'} pas partie"
    twice = sorted({case for case in asked if asked.count(case) > 1})
    if twice:
        return f"{', '.join(twice[:3])} {'a' if len(twice) == 1 else 'ont'} plusieurs réponses"
    return "elles viennent de plusieurs systèmes"


def _values(cases: Sequence[Case], answers: Mapping[str, Shown], judging: Judging) -> dict[str, dict[str, float]]:
    """Return the value of each measure for each case that has one, cases in their order."""
    said = {case.id: answers[case.id] for case in cases if case.id in answers and answers[case.id].answered}
    sentences = citations.judged(said, judging.verifier)
    raw: dict[str, dict[str, float | None]] = {
        key: {case.id: measure(case, answers[case.id]) for case in cases if case.id in answers}
        for key, measure in _OF_CASES.items()
    }
    raw |= {key: {case: measure(sentences[case]) for case in said} for key, measure in _OF_SENTENCES.items()}
    raw["exactness"] = {case: exactness.exactness(answer, judging.text) for case, answer in said.items()}
    return {key: {case: value for case, value in of.items() if value is not None} for key, of in raw.items()}


def _over(statistic: Callable[[Sums], Floats]) -> Statistic:
    return lambda columns: statistic(summed(columns))


def _mean(key: str, values: Mapping[str, float], failed: Sequence[Case]) -> Measured:
    may_concern = _MAY_CONCERN.get(key)
    concerned = sum(may_concern is None or may_concern(case) for case in failed)
    return averaged(key, values, failed=concerned)
