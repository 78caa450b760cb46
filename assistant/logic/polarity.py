"""Polarity: what the evidence asserts, the sentence must not deny, nor the other way round."""

from collections.abc import Iterator, Sequence

from assistant.logic.exceptions import nearest_rules
from assistant.logic.reading import Known, Sentence, Word
from assistant.types import Failure

_ALIKE = 0.5


def polarity(evidence: Sequence[Known], claim: Sentence) -> Iterator[Failure]:
    """Catch a word denied on one side only: "est remboursée" for "n'est pas remboursée", "accepté" for "refusé".

    Let pass a word that the nearest sentences use both ways, not at all, or under another force (see modality), a
    sentence that turns round the condition with the rule ("sans règle locale, elles ne sont pas remplacées"). Of "aucun
    acte n'est demandé", the verb alone is compared where the other side has it.
    """
    near = nearest_rules(evidence, claim, _ALIKE)
    words = [word for word in claim.words if not _is_of_verb(word, claim, near)]
    turned = [word for word in words if _is_turned(word, near) and _is_steady(word, claim)]
    if turned and not _is_contraposed(words, turned, near):
        yield Failure("polarity_differs", claim.written(turned[:1]))


def condition_turned(evidence: Sequence[Known], claim: Sentence) -> Iterator[Failure]:
    """Catch a condition denied for one asserted, before the same rule: "si vous n'habitez pas" for "si vous habitez".

    Let pass a word that the nearest sentences use otherwise too, and a rule that is turned with its condition.
    """
    near = nearest_rules(evidence, claim, _ALIKE)
    if any(_is_otherwise(word, near) for word in claim.words if not word.conditional):
        return
    for word in claim.words:
        if word.conditional and word.meaning and word.sign < 0 <= word.meaning.sign and not _is_adverb(word):
            same = [other for sentence in near for other in sentence.named.get(word.meaning.name, ())]
            if same and all(other.conditional and other.sign > 0 for other in same):
                yield Failure("polarity_differs", claim.written([word]))
                return


def _is_otherwise(word: Word, near: Sequence[Sentence]) -> bool:
    """Whether the nearest sentences use a word, and never with this sign and force."""
    uses = {use for sentence in near for use in _uses(sentence, word)}
    return bool(word.meaning and uses) and (word.sign, word.force) not in uses


def _is_turned(word: Word, near: Sequence[Sentence]) -> bool:
    if not word.meaning or not word.sign or (word.conditional and word.sign < 0) or _is_adverb(word):
        return False
    return {used for sentence in near for used in _uses(sentence, word)} == {(-word.sign, word.force)}


def _is_of_verb(word: Word, claim: Sentence, near: Sequence[Sentence]) -> bool:
    """Whether a word is denied on one side by "aucun", before a denied verb that is on both."""
    if word.sign < 0:
        return _none_denies(word, claim, near)
    name = word.meaning.name if word.meaning else ""
    return any(_none_denies(other, sentence, [claim]) for sentence in near for other in sentence.named.get(name, ()))


def _none_denies(word: Word, sentence: Sentence, others: Sequence[Sentence]) -> bool:
    """Whether "aucun" stands before a word, and one that is denied after it is in the other sentences too."""
    at = sentence.words.index(word)
    if sentence.words[max(0, at - 1)].text not in ("aucun", "aucune"):
        return False
    denied = [after for after in sentence.words[at + 1 :] if after.meaning and after.sign < 0 < after.meaning.sign]
    return any(_uses(other, after) for after in denied for other in others)


def _is_steady(word: Word, claim: Sentence) -> bool:
    """Whether the sentence itself does not both assert and deny the word."""
    return len(_uses(claim, word)) == 1


def _is_contraposed(words: Sequence[Word], turned: Sequence[Word], near: Sequence[Sentence]) -> bool:
    """Whether the sentence denies something else too, which the evidence does not deny, or two things at once."""
    if len({word.text for word in turned if word.meaning and word.sign < 0 < word.meaning.sign}) > 1:
        return True
    others = (word for word in words if word.meaning and word.sign < 0 < word.meaning.sign)
    return any(
        word not in turned and not any((word.sign, word.force) in _uses(sentence, word) for sentence in near)
        for word in others
    )


def _uses(sentence: Sentence, word: Word) -> set[tuple[int, str]]:
    """Return the signs and forces with which a sentence uses a word's family of meaning."""
    name = word.meaning.name if word.meaning else ""
    return {(0 if _is_adverb(other) else other.sign, other.force) for other in sentence.named.get(name, ())}


def _is_adverb(word: Word) -> bool:
    """Whether the word is likely an adverb, which a negation leaves aside: "n'est pas prise automatiquement"."""
    return word.text.endswith("ment")
