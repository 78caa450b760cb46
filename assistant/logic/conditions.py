"""Conditions and exceptions: none dropped, none added."""

from collections.abc import Iterator, Sequence

from assistant.logic.reading import Known, Sentence, nearest
from assistant.types import Failure

_ALIKE = 0.6
_CLOSE = 0.75
_WHOLE = 0.6
_SHOWN = 8
_EXCEPTIONS = ("exception", "unconditional")


def exception_added(evidence: Sequence[Known], claim: Sentence) -> Iterator[Failure]:
    """Catch "sauf …", "hormis …", "même si …" where the evidence makes no exception.

    Let pass an exception in other words of the same lists, "toutefois" among them, wherever it is in the evidence.
    """
    mark = next(claim.marked(*_EXCEPTIONS), None)
    known = any(True for known in evidence for _ in known.sentence.marked(*_EXCEPTIONS, "reserve"))
    if mark and nearest(evidence, _ALIKE) and not known:
        yield Failure("modality_differs", claim.text(mark))


def condition_dropped(evidence: Sequence[Known], claim: Sentence) -> Iterator[Failure]:
    """Catch the main clause of a rule stated without the "si …" or "sauf …" of the same sentence.

    Let pass a sentence with a condition of its own or with any word of the condition, and one that is not most of the
    main clause in its own words.
    """
    if any(True for _ in claim.marked("condition", "exception")):
        return
    for sentence in nearest(evidence, _CLOSE):
        dropped = conditional(sentence)
        if dropped and _states_the_rest(claim, sentence, dropped):
            first = min(dropped)
            yield Failure("modality_differs", " ".join(word.text for word in sentence.words[first : first + _SHOWN]))
            return


def _states_the_rest(claim: Sentence, sentence: Sentence, dropped: set[int]) -> bool:
    """Whether the claim is the sentence without the words at these places."""
    main = {word.meaning.name for at, word in enumerate(sentence.words) if word.meaning and at not in dropped}
    own = sentence.meanings - main
    shared = len(claim.meanings & main)
    close = shared >= _CLOSE * len(claim.meanings) and shared >= _WHOLE * len(main)
    return close and bool(own) and own.isdisjoint(claim.meanings)


def conditional(sentence: Sentence) -> set[int]:
    """Return the places of a condition's words: up to the comma where it opens the sentence, else up to the end."""
    indifferent = {at for mark in sentence.marked("unconditional") for at in range(mark.start, mark.end)}
    places: set[int] = set()
    for mark in sentence.marked("condition"):
        if mark.start not in indifferent:
            places |= set(range(mark.start, _end(sentence, mark.start)))
    return places


def _end(sentence: Sentence, start: int) -> int:
    if start > 2:
        return len(sentence.words)
    return next((at for at in range(start, len(sentence.words)) if sentence.words[at].text == ","), start)
