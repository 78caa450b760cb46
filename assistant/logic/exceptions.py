"""Exceptions: none added, none turned into its contrary, and what a rule says of them read as they are."""

from collections.abc import Iterator, Sequence

from assistant.logic.reading import Known, Sentence, nearest
from assistant.types import Failure

_ALIKE = 0.6
_ALIKE_TO_TURN = 0.4
_NAMED_WITHIN = 4
_SAID_BY = {"exception": ("exception", "reserve"), "unconditional": ("unconditional",)}
"""For each list of words that open an exception, the lists of which one word in the evidence is enough to say so."""
_OPPOSED = ({"exception", "unconditional"}, {"exception", "inclusion"}, {"condition", "unconditional"})


def exception_added(evidence: Sequence[Known], claim: Sentence) -> Iterator[Failure]:
    """Catch "sauf …", "hormis …" where the evidence makes no exception, "même si …" where it says nothing of the kind.

    Let pass an exception in other words of the same list, "toutefois" among them, wherever it is in the evidence.
    """
    for added, known in _SAID_BY.items():
        mark = next(claim.marked(added), None)
        if mark and nearest(evidence, _ALIKE) and not any(True for k in evidence for _ in k.sentence.marked(*known)):
            yield Failure("modality_differs", claim.text(mark))


def exception_turned(evidence: Sequence[Known], claim: Sentence) -> Iterator[Failure]:
    """Catch "sauf les mineurs" for "y compris les mineurs", "même si" for "si", of the same thing.

    Let pass a thing that the nearest sentences take both ways or do not name after such a word.
    """
    theirs: dict[str, set[str]] = {}
    for sentence in nearest(evidence, _ALIKE_TO_TURN):
        for thing, how, _ in _excepted(sentence):
            theirs.setdefault(thing, set()).add(how)
    for thing, how, text in _excepted(claim):
        known = theirs.get(thing, set())
        if how not in known and {how, *known} in _OPPOSED:
            yield Failure("modality_differs", text)
            return


def nearest_rules(evidence: Sequence[Known], claim: Sentence, at_least: float) -> list[Sentence]:
    """Return the sentences most like the claim, without those of which it states the exception.

    "Elle n'est pas possible pendant l'essai" denies rightly what "elle est possible, sauf pendant l'essai" asserts.
    """
    return [sentence for sentence in nearest(evidence, at_least) if not _states_exception(claim, sentence)]


def _states_exception(claim: Sentence, sentence: Sentence) -> bool:
    """Whether the claim has words that the sentence says only after "sauf" or "mais pas", and no "sauf" of its own."""
    start = next((mark.end for mark in sentence.marked("exception", "aside")), None)
    if start is None or any(True for _ in claim.marked("exception")):
        return False
    main, excepted = (
        {word.meaning.name for word in words if word.meaning}
        for words in (sentence.words[:start], sentence.words[start:])
    )
    return not claim.meanings.isdisjoint(excepted - main)


def _excepted(sentence: Sentence) -> Iterator[tuple[str, str, str]]:
    """Give (thing, list of the mark, as it is written) for each thing excepted, included or made a condition."""
    excepting = {mark.start for mark in sentence.marked("exception")}
    for mark in sentence.marked("exception", "inclusion", "unconditional", "condition"):
        how = "exception" if mark.start in excepting else mark.sense.list
        for word in sentence.words[mark.end : mark.end + _NAMED_WITHIN]:
            if word.meaning:
                yield word.meaning.name, how, f"{sentence.text(mark)} {sentence.written([word])}"
                break
