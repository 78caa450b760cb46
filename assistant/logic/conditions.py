"""Conditions: none dropped, none added."""

from collections.abc import Iterator, Sequence

from assistant.logic.clauses import AND_IF
from assistant.logic.reading import Known, Sentence, Word, nearest
from assistant.types import Failure

_CLOSE = 0.65
"""Share of the sentence that must be in a rule for it to be that rule without its condition."""
_WHOLE = 0.55
"""Share of the rule that must be in the sentence."""
_ALIKE = 0.7
_NEW = 0.34
_RELATED = 0.3
_SHOWN = 8


def condition_added(evidence: Sequence[Known], claim: Sentence) -> Iterator[Failure]:
    """Catch "si …", "à condition de …", "en cas de …" with a condition that the evidence does not speak of.

    Let pass a condition that shares words with the evidence, and any where sentences of the subject have conditions.
    """
    own, main = _meanings(claim.words, conditional=True), _meanings(claim.words, conditional=False)
    if len(own) < 2 or len(main) < 2:
        return
    spoken = {name for known in evidence for name in known.sentence.meanings}
    near = [k.sentence for k in evidence if len(main & k.sentence.meanings) >= _ALIKE * len(main)]
    others = (known.sentence for known in evidence if known.likeness >= _RELATED)
    conditional = any(True for sentence in others for _ in sentence.marked("condition", "exception", "reserve"))
    if near and not conditional and len(own & spoken) <= _NEW * len(own):
        yield Failure("modality_differs", _condition(claim, claim.words))


def condition_dropped(evidence: Sequence[Known], claim: Sentence) -> Iterator[Failure]:
    """Catch the main clause of a rule stated without the "si …" or "sauf …" of the same sentence.

    Let pass a sentence with a condition of its own or with any word of the condition, one that is not most of the main
    clause in its own words, and one that is as near to a rule without condition.
    """
    if any(mark.start not in _vague(claim) for mark in claim.marked("condition", "exception")):
        return
    rules = [(sentence, rule) for sentence in nearest(evidence, _CLOSE) for rule in _rules(sentence)]
    if not rules:
        return
    sentence, best = max(rules, key=lambda found: (_shared(claim, found[1]), not _is_conditional(found[1])))
    if _is_conditional(best) and _states_the_rest(claim, best):
        yield Failure("modality_differs", _condition(sentence, best))


def condition_ordered(evidence: Sequence[Known], claim: Sentence) -> Iterator[Failure]:
    """Catch a condition told as a duty: "vous devez travailler ici" for "vous pouvez… si vous travaillez ici".

    Let pass what the evidence says elsewhere without a condition, or under "il faut".
    """
    for word in claim.words:
        if word.force != "must" or word.conditional or not word.meaning:
            continue
        same = [(k.sentence, other) for k in evidence for other in k.sentence.named.get(word.meaning.name, ())]
        free = [any(mark.sense.name == "may" for mark in sentence.marked("modal")) for sentence, _ in same]
        if same and all(free) and all(other.conditional and other.force != "must" for _, other in same):
            yield Failure("modality_differs", claim.written([word]))
            return


def vague_dropped(evidence: Sequence[Known], claim: Sentence) -> Iterator[Failure]:
    """Catch a rule stated without the "sous certaines conditions" or "en principe" of its sentence.

    Let pass a sentence that is as near to one without, or that is vague too: "en général", "peut".
    """
    near = nearest(evidence, _CLOSE)
    if _vague(claim) or not near or not all(_vague(sentence) for sentence in near):
        return
    theirs = {mark.sense for sentence in near for mark in sentence.marked("amount", "modal")}
    if all(mark.sense in theirs for mark in claim.marked("amount", "modal", "reserve")):
        yield Failure("modality_differs", near[0].text(next(near[0].marked("vague"))))


def part_dropped(evidence: Sequence[Known], claim: Sentence) -> Iterator[Failure]:
    """Catch a rule of two conditions, "si … et que …", stated with one of them alone."""
    for sentence in nearest(evidence, _CLOSE):
        main = _meanings(sentence.words, conditional=False)
        for part in _joined(sentence):
            own = {word.meaning.name for word in part if word.meaning} - main
            if own and 2 * len(own & claim.meanings) <= len(own):
                yield Failure("modality_differs", sentence.written(part[:_SHOWN]))
                return


def _joined(sentence: Sentence) -> list[list[Word]]:
    """Return the parts of a condition that "et que", "et si" join, or none where it has one part."""
    parts: list[list[Word]] = [[]]
    words = [word for word in sentence.words if word.conditional]
    for at, word in enumerate(words):
        if [other.text for other in words[at : at + 2]] in AND_IF:
            parts.append([])
        parts[-1].append(word)
    return parts if len(parts) > 1 else []


def _vague(sentence: Sentence) -> set[int]:
    return {mark.start for mark in sentence.marked("vague")}


def _rules(sentence: Sentence) -> list[Sequence[Word]]:
    """Return what the sentence rules: its lead with each item of its list, or each of its clauses parted by "mais"."""
    words = _without_asides(sentence)
    colon = next((at for at, word in enumerate(words) if word.text == ":"), -1)
    lead, items = words[: max(colon, 0)], words[colon + 1 :]
    stops = [at for at, word in enumerate(items) if word.text == ";" or (word.text == "mais" and colon < 0)]
    spans = zip([0, *stops], [*stops, len(items)], strict=True)
    return [[*lead, *items[start:end]] for start, end in spans if end - start > 1] or [words]


def _without_asides(sentence: Sentence) -> list[Word]:
    """Return the words out of brackets, and those of brackets that hold an exception."""
    excepting = {at for mark in sentence.marked("exception") for at in range(mark.start - 1, mark.end)}
    kept: list[Word] = []
    inside = False
    for at, word in enumerate(sentence.words):
        inside = (inside or (word.text == "(" and at not in excepting)) and word.text != ")"
        if not inside:
            kept.append(word)
    return kept


def _shared(claim: Sentence, rule: Sequence[Word]) -> int:
    return len(claim.meanings & {word.meaning.name for word in rule if word.meaning})


def _is_conditional(rule: Sequence[Word]) -> bool:
    return any(word.conditional for word in rule)


def _states_the_rest(claim: Sentence, rule: Sequence[Word]) -> bool:
    """Whether the claim is the rule without its condition."""
    main = _meanings(rule, conditional=False)
    own = _meanings(rule, conditional=True) - main
    shared = len(claim.meanings & main)
    close = shared >= _CLOSE * len(claim.meanings) and shared >= _WHOLE * len(main)
    return close and bool(own) and own.isdisjoint(claim.meanings)


def _meanings(words: Sequence[Word], *, conditional: bool) -> set[str]:
    return {word.meaning.name for word in words if word.meaning and word.conditional == conditional}


def _condition(sentence: Sentence, words: Sequence[Word]) -> str:
    """Return the first words of a condition, as the text writes them."""
    first = next(at for at, word in enumerate(words) if word.conditional)
    return sentence.written(words[first : first + _SHOWN])
