"""Modality: may, must, must not, need not, should, of the same action on both sides."""

from collections.abc import Iterator, Sequence

from assistant.logic.exceptions import nearest_rules
from assistant.logic.force import UNCLEAR
from assistant.logic.reading import Known, Sentence, Word, nearest
from assistant.logic.words import BEING
from assistant.types import Failure, FailureKind

_ALIKE = 0.4
_CLOSE = 0.5
_INFINITIVES = ("er", "ir", "re", "ant")
_PARTICIPLES = ("ee", "ees", "es", "is", "it", "i", "u", "us", "ue", "ues", "ise", "ises", "ite", "ites")
_AUXILIARIES = BEING | {"a", "ont", "avez", "aura", "auront"}
_AUXILIARY_WITHIN = 3
_HAVING = frozenset("a ont avez dispose disposent disposez".split())
_DENIED = "not"
"""The force of an action only said, and denied."""

_DIFFER: dict[tuple[str, str], FailureKind] = {
    ("may", "must"): "modality_differs",
    ("must", "may"): "modality_differs",
    ("may", "must not"): "polarity_differs",
    ("must not", "may"): "polarity_differs",
    ("must", "must not"): "polarity_differs",
    ("must not", "must"): "polarity_differs",
    ("must", "need not"): "polarity_differs",
    ("need not", "must"): "polarity_differs",
    ("must not", "need not"): "modality_differs",
    ("need not", "must not"): "modality_differs",
    ("should", "must"): "modality_differs",
    ("must", "should"): "modality_differs",
    ("may", ""): "modality_differs",
    ("must not", ""): "polarity_differs",
    ("", "must not"): "polarity_differs",
    ("", "need not"): "polarity_differs",
    ("may only", "must"): "modality_differs",
    ("must", _DENIED): "polarity_differs",
    (_DENIED, "may"): "polarity_differs",
    (_DENIED, "must"): "polarity_differs",
}
"""What the evidence says and what the sentence must not make of it. The plain present of a rule binds like "doit"."""


def modality(evidence: Sequence[Known], claim: Sentence) -> Iterator[Failure]:
    """Catch "doit" for "peut", "peut" for "ne peut pas", "obligatoire" for "facultatif", of the same action.

    Let pass an action that the nearest sentences name with several forces or in contrary words, and one that they do
    not name.
    """
    near = nearest_rules(evidence, claim, _ALIKE)
    for word in claim.words:
        pairs = {(_force(other), _force(word)) for other in _namesakes(word, near)}
        kinds = {_DIFFER.get(pair) for pair in pairs}
        if len(kinds) == 1 and (kind := kinds.pop()) and not _is_excused(pairs, word, claim, evidence):
            yield Failure(kind, claim.written([word]))
            return


def freedom_added(evidence: Sequence[Known], claim: Sentence) -> Iterator[Failure]:
    """Catch "s'il le souhaite", "sans y être obligé", "au choix" where the nearest sentences only oblige.

    Let pass a sentence of which the nearest has a "peut" or a choice too.
    """
    mark = next(claim.marked("free"), None)
    near = nearest(evidence, _CLOSE)
    senses = {other.sense.name for sentence in near for other in sentence.marked("modal", "state", "adverb", "free")}
    if mark and "must" in senses and senses.isdisjoint(("may", "must-")):
        yield Failure("modality_differs", claim.text(mark))


def _is_excused(pairs: set[tuple[str, str]], word: Word, claim: Sentence, evidence: Sequence[Known]) -> bool:
    """Whether the sentence differs in form alone.

    "Peut" for "doit": in "seul le maire peut", or between ways that the evidence offers too. "Ne peut pas" with "sans":
    the rule is turned round. No "peut": a bare infinitive, "s'obtient", or a sentence that says "peut" elsewhere, or
    "vous avez deux mois pour".
    """
    if pairs == {("must", "may")}:
        only = any(mark.sense.list in ("only", "strict") for mark in claim.marks)
        chosen = any(other.text == "ou" for other in claim.words) and any(_may(k.sentence) for k in evidence)
        return only or chosen
    if _force(word) == "must not" and not any(theirs.startswith("may") for theirs, _ in pairs):
        return any(True for _ in claim.marked("denier"))
    free = _may(claim) or _has_time(claim)
    return _force(word) == "" and ((free and ("may", "") in pairs) or not _is_stated(word, claim))


def _may(sentence: Sentence) -> bool:
    return any(mark.sense.name == "may" for mark in sentence.marked("modal", "state"))


def _has_time(claim: Sentence) -> bool:
    """Whether the sentence says that somebody has something, a time most often, to do it."""
    texts = [word.text for word in claim.words]
    return any(text in _HAVING and "pour" in texts[at:] for at, text in enumerate(texts))


def _is_stated(word: Word, claim: Sentence) -> bool:
    """Whether the word looks like a finite verb, or like a participle with its auxiliary."""
    at = next(at for at, other in enumerate(claim.words) if other is word)
    before = {other.text for other in claim.words[max(0, at - _AUXILIARY_WITHIN) : at]}
    if word.text.endswith(_INFINITIVES) or before & {"s'", "se"}:
        return False
    return not word.text.endswith(_PARTICIPLES) or bool(before & _AUXILIARIES)


def _namesakes(word: Word, near: Sequence[Sentence]) -> Iterator[Word]:
    if word.meaning and _force(word) != UNCLEAR:
        for sentence in near:
            yield from (other for other in sentence.named.get(word.meaning.name, ()) if other.meaning == word.meaning)


def _force(word: Word) -> str:
    turned = word.meaning is not None and word.sign == -word.meaning.sign
    return _DENIED if turned and not word.force else word.force
