"""Conditions and exceptions: none dropped, none added."""

from collections.abc import Iterator, Sequence

from assistant.logic.reading import Known, Sentence, nearest
from assistant.types import Failure

_ALIKE = 0.6
_CLOSE = 0.75
_WHOLE = 0.6
_SHOWN = 8
_KNOWN = {"exception": ("exception", "reserve"), "unconditional": ("unconditional",)}
_OPPOSED = ({"exception", "unconditional"}, {"condition", "unconditional"})
_NAMED_WITHIN = 4


def exception_added(evidence: Sequence[Known], claim: Sentence) -> Iterator[Failure]:
    """Catch "sauf …", "hormis …" where the evidence makes no exception, "même si …" where it says nothing of the kind.

    Let pass an exception in other words of the same lists, "toutefois" among them, wherever it is in the evidence.
    """
    for added, known in _KNOWN.items():
        mark = next(claim.marked(added), None)
        if mark and nearest(evidence, _ALIKE) and not any(True for k in evidence for _ in k.sentence.marked(*known)):
            yield Failure("modality_differs", claim.text(mark))


def exception_turned(evidence: Sequence[Known], claim: Sentence) -> Iterator[Failure]:
    """Catch "sauf les mineurs" for "y compris les mineurs", "même si" for "si", of the same thing.

    Let pass a thing that the nearest sentences take both ways or do not name after such a word.
    """
    theirs: dict[str, set[str]] = {}
    for sentence in nearest(evidence, 0.4):
        for thing, how, _ in _excepted(sentence):
            theirs.setdefault(thing, set()).add(how)
    for thing, how, text in _excepted(claim):
        if {how, *theirs.get(thing, ())} in _OPPOSED and how not in theirs[thing]:
            yield Failure("modality_differs", text)
            return


def condition_added(evidence: Sequence[Known], claim: Sentence) -> Iterator[Failure]:
    """Catch "si …", "à condition de …", "en cas de …" with a condition that the evidence does not speak of.

    Let pass a condition that shares words with the evidence, and any where the nearest sentences have conditions.
    """
    own, main = _meanings(claim, conditional=True), _meanings(claim, conditional=False)
    if len(own) < 2 or len(main) < 2:
        return
    spoken = {name for known in evidence for name in known.sentence.meanings}
    near = [k.sentence for k in evidence if len(main & k.sentence.meanings) >= 0.7 * len(main)]
    if (
        near
        and len(own & spoken) <= 0.34 * len(own)
        and not any(True for s in near for _ in s.marked("condition", "exception", "reserve"))
    ):
        yield Failure("modality_differs", _condition(claim))


def condition_dropped(evidence: Sequence[Known], claim: Sentence) -> Iterator[Failure]:
    """Catch the main clause of a rule stated without the "si …" or "sauf …" of the same sentence.

    Let pass a sentence with a condition of its own or with any word of the condition, and one that is not most of the
    main clause in its own words.
    """
    if any(True for _ in claim.marked("condition", "exception")):
        return
    for sentence in nearest(evidence, _CLOSE):
        if _states_the_rest(claim, sentence):
            yield Failure("modality_differs", _condition(sentence))
            return


def _meanings(sentence: Sentence, *, conditional: bool) -> set[str]:
    return {word.meaning.name for word in sentence.words if word.meaning and word.conditional == conditional}


def _condition(sentence: Sentence) -> str:
    """Return the first words of a sentence's condition, folded."""
    return " ".join([word.text for word in sentence.words if word.conditional][:_SHOWN])


def _excepted(sentence: Sentence) -> Iterator[tuple[str, str, str]]:
    """Give (thing, list of the mark, as it is written) for each thing excepted, included or made a condition."""
    for mark in sentence.marked("exception", "unconditional", "condition"):
        for word in sentence.words[mark.end : mark.end + _NAMED_WITHIN]:
            if word.meaning:
                yield word.meaning.name, mark.sense.list, f"{sentence.text(mark)} {word.text}"
                break


def _states_the_rest(claim: Sentence, sentence: Sentence) -> bool:
    """Whether the claim is the sentence without its condition."""
    main = _meanings(sentence, conditional=False)
    own = sentence.meanings - main
    shared = len(claim.meanings & main)
    close = shared >= _CLOSE * len(claim.meanings) and shared >= _WHOLE * len(main)
    return close and bool(own) and own.isdisjoint(claim.meanings)


def nearest_rules(evidence: Sequence[Known], claim: Sentence, at_least: float) -> list[Sentence]:
    """Return the sentences most like the claim, without those of which it states the exception.

    "Elle n'est pas possible pendant l'essai" denies rightly what "elle est possible, sauf pendant l'essai" asserts.
    """
    return [sentence for sentence in nearest(evidence, at_least) if not _is_exception(claim, sentence)]


def _is_exception(claim: Sentence, sentence: Sentence) -> bool:
    starts = [mark.end for mark in sentence.marked("exception", "aside")]
    if not starts or any(True for _ in claim.marked("exception")):
        return False
    names = [(word.meaning.name, at >= starts[0]) for at, word in enumerate(sentence.words) if word.meaning]
    main = {name for name, excepted in names if not excepted}
    return any(excepted and name not in main and name in claim.meanings for name, excepted in names)
