"""What the verifier is worth: a figure that it gives is worth no more than this. Its pairs are labelled by hand."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.types import Verdict
from evals.errors import BadCases
from evals.measures.binary import ranked
from evals.measures.intervals import Floats, ratio, resampled
from evals.types import Interval, Pair

_BINS = 10
_UNNAMED = "non précisé"


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeFigures:
    """How well a verifier tells supported sentences from the others.

    `curve` has a (mean support, share truly supported, pairs) for each tenth of support where there are pairs.
    `by_failure` has, for each thing that may be wrong, how many false sentences were let through, of how many.
    """

    balanced_accuracy: Interval
    auc: float
    pairs: int
    curve: tuple[tuple[float, float, int], ...]
    by_failure: Mapping[str, tuple[int, int]]


def judge(pairs: Sequence[Pair], verdicts: Sequence[Verdict]) -> JudgeFigures:
    """Compare verdicts with the labels of their pairs; both kinds of labels must be there."""
    accuracy = balanced_accuracy(pairs, verdicts)
    if accuracy is None:
        raise BadCases(
            "Les paires sont toutes justes, ou toutes fausses : un juge ne s'y mesure pas.",
            fix="ajoutez des paires de l'autre sorte (« supported »)",
        )
    return JudgeFigures(
        balanced_accuracy=accuracy,
        auc=area_under_curve(pairs, verdicts),
        pairs=len(pairs),
        curve=calibration_curve(pairs, verdicts),
        by_failure=let_through(pairs, verdicts),
    )


def balanced_accuracy(pairs: Sequence[Pair], verdicts: Sequence[Verdict]) -> Interval | None:
    """(true said true / true + false said false / false) / 2, with its interval over pairs; 0.5 is what chance does.

    None without pairs of both kinds.
    """
    both = [(pair.supported, verdict.supported) for pair, verdict in zip(pairs, verdicts, strict=True)]
    rows = [(true, not true, true and said, not true and not said) for true, said in both]

    def figure(sums: Floats) -> Floats:
        true, false, said_true, said_false = (sums[..., column] for column in range(4))
        return (ratio(said_true, true) + ratio(said_false, false)) / 2

    return resampled(rows, figure)


def area_under_curve(pairs: Sequence[Pair], verdicts: Sequence[Verdict]) -> float:
    """Chance that a true pair has more support than a false one, ties halved (Mann and Whitney, 1947)."""
    return ranked([pair.supported for pair in pairs], [verdict.support for verdict in verdicts])


def calibration_curve(pairs: Sequence[Pair], verdicts: Sequence[Verdict]) -> tuple[tuple[float, float, int], ...]:
    """(mean support, share truly supported, pairs) by tenths of support; a calibrated judge lies on the diagonal."""
    bins: defaultdict[int, list[tuple[float, bool]]] = defaultdict(list)
    for pair, verdict in zip(pairs, verdicts, strict=True):
        bins[min(int(verdict.support * _BINS), _BINS - 1)].append((verdict.support, pair.supported))
    return tuple(
        (sum(support for support, _ in bin) / len(bin), sum(true for _, true in bin) / len(bin), len(bin))
        for _, bin in sorted(bins.items())
    )


def let_through(pairs: Sequence[Pair], verdicts: Sequence[Verdict]) -> dict[str, tuple[int, int]]:
    """False sentences said supported, and false sentences, by what is wrong with them."""
    counts: dict[str, tuple[int, int]] = {}
    for pair, verdict in zip(pairs, verdicts, strict=True):
        if not pair.supported:
            through, of = counts.get(pair.failure or _UNNAMED, (0, 0))
            counts[pair.failure or _UNNAMED] = (through + verdict.supported, of + 1)
    return dict(sorted(counts.items()))
