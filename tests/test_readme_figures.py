"""The figures of the README are those that the gate keeps: one place says them, the other is told what to write."""

from collections.abc import Iterator

import pytest

from evals.figures import Values, difference, read_kept
from evals.floors import SUBJECTS, read_floors
from evals.measures.intervals import bootstrap, resampled
from evals.measures.sums import rows, summed
from evals.measures.trust import trust
from evals.types import Interval
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")
STORED = read_floors(ROOT / "evals" / "gate.toml").stored
KEPT = {subject: read_kept(STORED, subject) for subject in SUBJECTS}
SHOWN = [KEPT["quotes"].values, KEPT["guarded"].values]
LAST_OF_THE_FIRST = "c253"
"""Questions after it were written later, by somebody else."""


def both(key: str) -> str:
    """Two shares and their intervals: "11 % [3–19]"."""
    found = [bootstrap(list(values[key].values())) for values in SHOWN]
    return " | ".join(f"{100 * one.mean:.0f} % [{100 * one.low:.0f}–{100 * one.high:.0f}]" for one in found)


def headline(values: Values) -> str:
    found = resampled(list(rows(values).values()), lambda sums: trust(summed(sums)))
    assert found
    return f"**{found.mean:.2f}** [{found.low:.2f}–{found.high:.2f}]"


def invented(*, later: bool) -> tuple[int, int]:
    """How many questions without an answer were answered, and how many there are."""
    found = [value for case, value in SHOWN[0]["hallucination_rate"].items() if (case > LAST_OF_THE_FIRST) is later]
    return int(sum(found)), len(found)


def accuracy() -> Interval:
    kept = KEPT["verifier"].values
    found = difference("balanced_accuracy", kept, {key: dict.fromkeys(of, 0.0) for key, of in kept.items()})
    assert found
    return found


def lines() -> Iterator[str]:
    unanswerable, answerable = (len(SHOWN[0][key]) for key in ("hallucination_rate", "error_rate"))
    yield f"{unanswerable + answerable} held-out counter questions"
    yield f"| Trust | {' | '.join(map(headline, SHOWN))} |"
    yield f"| answered without an answer in the corpus (of {unanswerable}; 34) | {both('hallucination_rate')} |"
    yield f"| refused with one (of {answerable}; 51) | {both('error_rate')} |"
    yield f"| vital facts in what is shown | {both('vital_nuggets')} |"
    (older, of_older), (later, of_later) = invented(later=False), invented(later=True)
    yield f"Of the {of_older} older questions without an answer {older} are answered, of {of_later} written later"
    yield f"by somebody who had not seen the code, {later}."
    others = KEPT["elsewhere"]
    unknown, known = (len(others.values[key]) for key in ("hallucination_rate", "error_rate"))
    yield f"answered without an answer ({unknown}); refused with one ({known}); vital facts in what is shown |"
    shares = (others.figures[key] for key in ("hallucination_rate", "error_rate", "vital_nuggets"))
    yield f"| **{'; '.join(f'{100 * share:.0f} %' for share in shares)}** |"
    yield f"(shared words: 0.29) | {accuracy().mean:.2f} ±{(accuracy().high - accuracy().low) / 2:.2f} |"
    mrr, recall = KEPT["retrieval"].figures["mrr@10"], KEPT["retrieval"].figures["recall@5"]
    yield f"| documents found for the answerable questions above, MRR@10, recall@5 | {mrr:.3f}, {recall:.3f} |"
    drafts = KEPT["drafting"]
    uncovered, covered = (len(drafts.values[key]) for key in ("field_invented", "field_left_open"))
    yield f"filled although no document says it ({uncovered}); left open although one does ({covered}) |"
    yield f"| {100 * drafts.figures['field_invented']:.1f} %; {100 * drafts.figures['field_left_open']:.1f} % |"


@pytest.mark.parametrize("line", list(lines()))
def test_the_readme_says_what_the_gate_keeps(line: str) -> None:
    assert line in README, f"write in the README: {line}"
