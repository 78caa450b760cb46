"""Two figures of what says yes or no, without a library: training prints them as it goes."""

from collections.abc import Sequence


def balanced(labels: Sequence[bool], said: Sequence[bool]) -> float:
    """Return the mean of the shares of true pairs called true and of false pairs called false."""
    right = [said_true for label, said_true in zip(labels, said, strict=True) if label]
    wrong = [not said_true for label, said_true in zip(labels, said, strict=True) if not label]
    return (sum(right) / max(1, len(right)) + sum(wrong) / max(1, len(wrong))) / 2


def ranked(labels: Sequence[bool], scores: Sequence[float]) -> float:
    """Return the area under the ROC curve: the chance that a true pair scores above a false one, ties halved."""
    order = sorted(range(len(scores)), key=lambda i: scores[i])
    ranks = [0.0] * len(scores)
    at = 0
    while at < len(order):
        end = at
        while end < len(order) and scores[order[end]] == scores[order[at]]:
            end += 1
        for i in order[at:end]:
            ranks[i] = (at + end - 1) / 2 + 1
        at = end
    positives = sum(labels)
    negatives = len(labels) - positives
    if not positives or not negatives:
        return float("nan")
    total = sum(rank for rank, label in zip(ranks, labels, strict=True) if label)
    return (total - positives * (positives + 1) / 2) / (positives * negatives)
