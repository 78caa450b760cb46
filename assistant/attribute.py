"""Which quotations support a sentence that a model wrote, each read alone, and whether it is an answer at all.

A small model writes what one quotation says and the number of its neighbour, or two numbers for one fact. Quotations
read together support what none of them says: a delay of the first with the refusal of the second. So a sentence is
shown with the quotations that support it one by one, whatever numbers it was given, and never with two joined.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.concerned import of_others
from assistant.logic.reading import read
from assistant.logic.words import meaning
from assistant.needed import PRONOUN
from assistant.types import Citation, Failure, Verdict, Verifier
from corpus.sentences import split
from index.fold import fold
from index.words import surfaces, words

_COMMON = 0.3
"""Share of a sentence's words that a quotation must hold, under its title and heading, to be its source: a reader of
pairs may take a sentence for true that its text never speaks of. Only for what a model writes, which copies: two in
three of the supported calibration pairs, written to share few words with their text, hold less."""

_ROOT = 4
"""Letters by which "répondre" and "réponse", "perdre" and "perdue" are one word."""

_UNENDED = (":", ";", ",")
_WORD = re.compile(r"\w+")
_LEANS = re.compile(
    r"(?:cet?|cette|ces|chacune?|leurs?|dans (?:ce|ces) cas|de plus|en outre|par ailleurs|en revanche|toutefois"
    r"|cependant)\b"
    r"(?!-ci| (?:n['’])?est (?:pas )?(?:possible|obligatoire))|(?:\S+ ){1,4}(?:également|aussi)\b",
    re.IGNORECASE,
)
"""What goes on from a sentence before: alone it says of nothing, or looks like the rest of an answer."""

_POINTS_BACK = re.compile(
    r"\bc(?:e|et|ette) (?:même )?(?:délai|durée|date|montant|somme|prix|plafond|seuil|cas|période)\b"
)
"""A value told before. Which one only the source knows: what a model takes it for is in no layer's reach."""

_OF_THE_TEXT = re.compile(
    r"\b(?:dans|par|selon|d['’]après) (?:le|ce) texte\b|\bextraits? (?:n°|\d|suivant|fourni)|\bl['’]extrait\b"
    r"|\bci-dess(?:us|ous)\b|\bmentionn\w+ dans le",
    re.IGNORECASE,
)
"""Words about what the model was given, which no person has before them."""


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence as a model wrote it, the citations that support it (or that it names), and what the guard says."""

    text: str
    citations: tuple[int, ...]
    verdict: Verdict


def sentences_of(line: str) -> list[str]:
    """Cut a line into sentences; a list stays with what introduces it."""
    found: list[str] = []
    for span in split(line):
        piece = line[span.start : span.end]
        if found and found[-1].endswith(_UNENDED):
            found[-1] = f"{found[-1]} {piece}"
        else:
            found.append(piece)
    return found


def attribute(
    question: str, text: str, named: Sequence[int], citations: Sequence[Citation], verifier: Verifier
) -> Written:
    """Verify a sentence by each citation alone; it carries those it names that support it, else the best of the others.

    With no `question` a sentence may take words from it.
    """
    if not named:
        return Written(text, (), Verdict(support=0.0, failures=(Failure("no_citation", text),)))
    verdicts = _verdicts(text, citations, verifier)
    by_number = {
        citation.number: _as_answer(question, text, citation, verdict)
        for citation, verdict in zip(citations, verdicts, strict=True)
    }
    passing = {number: verdict for number, verdict in by_number.items() if verdict.supported}
    denying = [number for number, verdict in by_number.items() if _is_denied(verdict)]
    if denying:
        # What one quotation says the contrary of is not told, whatever another seems to say.
        return Written(text, tuple(denying[:1]), by_number[denying[0]])
    if not passing:
        return Written(text, tuple(named), by_number[named[0]])
    best = max(passing, key=lambda number: passing[number].support)
    numbers = tuple(number for number in named if number in passing) or (best,)
    return Written(text, numbers, passing[numbers[0]])


def _verdicts(text: str, citations: Sequence[Citation], verifier: Verifier) -> list[Verdict]:
    """Return what each quotation says of a sentence.

    One that fails for a name alone, or for the reader of pairs alone, is read again as people read it: under its title
    and heading, which say what "la demande" and "la commission" are, and by its nearest sentence alone, for a reader of
    pairs doubts one fact of a long text. Every rule holds for each reading.
    """
    verdicts = verifier.verify([(citation.quote, text) for citation in citations])
    again = [
        (at, reading)
        for at, verdict in enumerate(verdicts)
        if _is_doubtful(verdict, text)
        for reading in _readings(citations[at], text)
    ]
    for (at, _), verdict in zip(again, verifier.verify([(r, text) for _, r in again]) if again else (), strict=True):
        if verdict.supported and not verdicts[at].supported:
            verdicts[at] = verdict
    return verdicts


def _is_denied(verdict: Verdict) -> bool:
    return any(failure.kind == "polarity_differs" for failure in verdict.failures)


def _is_doubtful(verdict: Verdict, text: str) -> bool:
    """Whether nothing is wrong with a sentence but a name that is missing, or what the reader of pairs makes of it."""
    return bool(verdict.failures) and all(
        failure.kind == "name_not_in_source" or failure == Failure("not_supported", text)
        for failure in verdict.failures
    )


def _readings(citation: Citation, text: str) -> Iterator[str]:
    """Yield the quotation under its title and heading, where these hold all that it lacks, and its nearest sentence."""
    above = " — ".join((citation.source.title, *citation.section[-1:]))
    lacking = set(words(text)) - set(words(citation.quote))
    if lacking and lacking <= set(words(above)):
        yield f"{above}\n{citation.quote}"
    pieces = sentences_of(citation.quote)
    if len(pieces) > 1:
        said = _senses(text)
        yield max(pieces, key=lambda piece: len(said & _senses(piece)))


def answers(written: Sequence[Written], best: int) -> bool:
    """Tell whether what is left of a wording is an answer: the sentence that carries it was not dropped.

    It is the first from the `best` quotation: without it a remark in passing would stand in large letters as what to
    say. Where no sentence is from there, all must have passed.
    """
    carrying = [one for one in written if best in one.citations]
    return all(one.verdict.supported for one in carrying[:1] or written)


def leans(text: str) -> bool:
    """Tell whether a sentence goes on from the one before: "Elle est versée", "La famille peut aussi"."""
    return bool(PRONOUN.match(text) or _LEANS.match(text))


def _as_answer(question: str, text: str, cited: Citation, verdict: Verdict) -> Verdict:
    """Refuse what is supported, and yet no answer to the question, or is taken from it."""
    if not (verdict.supported and question):
        return verdict
    failure = next(_faults(question, text, cited), None)
    return replace(verdict, failures=(failure,)) if failure else verdict


def _faults(question: str, text: str, cited: Citation) -> Iterator[Failure]:
    # What is true of others answers nobody: "non-résident, 300 €" where a resident asks.
    if of_others(question, text):
        yield Failure("not_supported", text)
    for pattern in (_OF_THE_TEXT, _POINTS_BACK):
        found = pattern.search(text)
        if found and fold(found[0]) not in fold(cited.quote):
            yield Failure("not_supported", found[0])
    if echo := _echoed(question, text, cited):
        yield Failure("not_supported", echo)
    if condition := _own_condition(text, cited):
        yield Failure("modality_differs", condition)
    if not _speaks_of_it(text, cited):
        yield Failure("not_supported", text)


def _echoed(question: str, text: str, cited: Citation) -> str:
    """Return the first word of sense that a sentence has from the question alone, and from nothing that it cites.

    The model takes the question's words for granted: asked for a ceiling of income, it calls so the ceiling of an aid,
    and all the values agree. Titles and headings count as cited: the reader sees them.
    """
    asked = set(words(question)) - set(words(_shown(cited)))
    return next((word for word in _WORD.findall(text) if asked.intersection(words(word))), "")


def _own_condition(text: str, cited: Citation) -> str:
    """Return a condition of which the quotation and its heading hold no word: the case of who asks, or invented.

    The title does not count: that "Obtenir une place" is the subject makes no rule for "si vous n'avez pas de place".
    """
    held = _senses(" ".join((*cited.section[-1:], cited.quote)))
    for sentence in read(text):
        own = [word for word in sentence.words if word.conditional and word.meaning]
        if own and held.isdisjoint(sense for word in own for sense in _senses(word.text)):
            return sentence.written([word for word in sentence.words if word.conditional])
    return ""


def _speaks_of_it(text: str, cited: Citation) -> bool:
    """Whether a quotation, under its title and heading, holds enough of the words of a sentence to be its source."""
    said = {frozenset(_senses(word)) for word in surfaces(text)}
    held = _senses(_shown(cited))
    return sum(not held.isdisjoint(word) for word in said) >= _COMMON * len(said)


def _shown(cited: Citation) -> str:
    return " ".join((cited.source.title, *cited.section, cited.quote))


def _senses(text: str) -> frozenset[str]:
    """Return the words of a text, each by its family of meaning and by its first letters."""
    return frozenset(sense for word in surfaces(text) for sense in (meaning(word).name, word[:_ROOT]))
