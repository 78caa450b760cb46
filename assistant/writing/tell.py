"""What code says of quotations, at once and without a model: rows, contacts, fields, and what is plain already.

It is verified as what a model writes is. A quotation of which code cannot say everything is left to the model.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.quoting.cells import told as told_rows
from assistant.record.texts.jargon import jargon
from assistant.types import Citation, Verifier
from assistant.writing.attribute import Written, attribute
from assistant.writing.labelled import contact, field
from assistant.writing.plain import plain
from assistant.writing.third_person import to_reader
from index.words import words

_SAID = 0.75
"""Share of its words that were told from which a sentence says the same again, if all its values were."""


@lru_cache(maxsize=1024)
def tell(quote: str, question: str = "") -> tuple[str, ...]:
    """Return the sentences that say all that a quotation says; none where only a model could reword it.

    A word of the administration may be said to who used it in the `question`.
    """
    return labelled(quote) or tuple(plain(quote, question))


@lru_cache(maxsize=1024)
def labelled(quote: str) -> tuple[str, ...]:
    """Return rows, a contact or fields as sentences. No model is asked: it makes up what labels leave unsaid."""
    return tuple(next(filter(None, (way(quote) for way in (told_rows, field, contact))), ()))


def by_code(question: str, citation: Citation, citations: Sequence[Citation], verifier: Verifier) -> list[Written]:
    """Return what code says of a quotation, verified; nothing unless all of it passes, for that quotation."""
    told = tell(citation.quote, question)
    turned = tuple(to_reader(told))
    made = _verified(question, turned, citation, citations, verifier)
    if made or turned == told or jargon(" ".join(told)):
        return made
    return _verified(question, told, citation, citations, verifier)


def _verified(
    question: str, told: Sequence[str], citation: Citation, citations: Sequence[Citation], verifier: Verifier
) -> list[Written]:
    found = []
    for sentence in told:
        written = attribute(question, sentence, (citation.number,), citations, verifier)
        if not written.verdict.supported or written.citations != (citation.number,):
            return []
        found.append(replace(written, by_code=True))
    return found


def at_once(question: str, citations: Sequence[Citation], verifier: Verifier, *, best: int) -> list[Written]:
    """Return what code says of all quotations that it can, that of number `best` first, nothing twice."""
    told: list[Written] = []
    for citation in sorted(citations, key=lambda one: one.number != best):
        if not is_told(citation.quote, told):
            told += by_code(question, citation, citations, verifier)
    return told


def has_answer(told: Sequence[Written], best: int) -> bool:
    """Tell whether what code says has the sentence that answers: the others alone would be remarks in passing."""
    return any(best in one.citations for one in told)


def says(question: str, citations: Sequence[Citation], number: int) -> bool:
    """Tell whether code has words for the quotation of this number."""
    return any(tell(one.quote, question) for one in citations if one.number == number)


def left(citations: Sequence[Citation], told: Sequence[Written]) -> list[Citation]:
    """Return the quotations of which nothing was told yet, without those that say the same again."""
    done = {number for one in told for number in one.citations}
    return [one for one in citations if one.number not in done and not is_told(one.quote, told)]


def is_told(quote: str, told: Sequence[Written]) -> bool:
    """Tell whether what a quotation says was said: its first sentence to the word, or the most of each of them."""
    new = [set(words(one)) for one in tell(quote) or (quote,)]
    said = [set(words(one.text)) for one in told]
    return new[0] in said or all(any(_says(one, other) for other in said) for one in new)


def _says(new: set[str], said: set[str]) -> bool:
    values = {word for word in new if not word.isalpha()}
    return values <= said and len(new & said) >= _SAID * len(new)
