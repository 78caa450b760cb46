"""Which quotations support a sentence that a model wrote, each read alone, and whether it is an answer at all.

A small model writes what one quotation says and the number of its neighbour, or two numbers for one fact. Quotations
read together support what none of them says: a delay of the first with the refusal of the second. So a sentence is
shown with the quotations that support it one by one, whatever numbers it was given, and never with two joined.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.quoting.cases import case_of
from assistant.quoting.narrow import under
from assistant.quoting.needed import PRONOUN
from assistant.types import AnswerSentence, Citation, Dropped, Failure, Verdict, Verifier
from assistant.writing.faults import above, faults, senses
from corpus.sentences import split
from index.words import words

_UNENDED = (":", ";", ",")
_LEANS = re.compile(
    r"(?:cet?|cette|ces|chacune?|leurs?|dans (?:ce|ces) cas|de plus|en outre|par ailleurs|en revanche|toutefois"
    r"|cependant)\b"
    r"(?!-ci| (?:n['’])?est (?:pas )?(?:possible|obligatoire))|(?:\S+ ){1,4}(?:également|aussi)\b",
    re.IGNORECASE,
)
"""What goes on from a sentence before: alone it says of nothing, or looks like the rest of an answer."""


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence as it was written, the citations that support it (or that it names), and what the guard says."""

    text: str
    citations: tuple[int, ...]
    verdict: Verdict
    by_code: bool = False


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
    pairs doubts one fact of a long text. So is one that names the case of its heading. Every rule holds for each
    reading.
    """
    verdicts = verifier.verify([(citation.quote, text) for citation in citations])
    again = [
        (at, reading)
        for at, verdict in enumerate(verdicts)
        if _is_doubtful(verdict, text, citations[at])
        for reading in _readings(citations[at], text)
    ]
    for (at, _), verdict in zip(again, verifier.verify([(r, text) for _, r in again]) if again else (), strict=True):
        if verdict.supported and not verdicts[at].supported:
            verdicts[at] = verdict
    return verdicts


def _is_denied(verdict: Verdict) -> bool:
    return any(failure.kind == "polarity_differs" for failure in verdict.failures)


def _is_doubtful(verdict: Verdict, text: str, citation: Citation) -> bool:
    """Whether nothing is wrong with a sentence but a name, its case, or what the reader of pairs makes of it."""
    may_be = {"name_not_in_source", "modality_differs"} if case_of(citation.section) else {"name_not_in_source"}
    return bool(verdict.failures) and all(
        failure.kind in may_be or failure == Failure("not_supported", text) for failure in verdict.failures
    )


def _readings(citation: Citation, text: str) -> Iterator[str]:
    """Yield the quotation in its case, under what stands above it where that holds all it lacks, and in part."""
    heading = citation.section[-1:]
    told = citation.quote
    if case_of(heading) and heading[0].startswith("Vous "):
        told = f"Si v{heading[0][1:]}, {told[:1].lower()}{told[1:]}"
        heading = ()
        yield told
    above = " — ".join((citation.source.title, *heading))
    lacking = set(words(text)) - set(words(told))
    if lacking and lacking <= set(words(above)):
        yield f"{above}\n{told}"
    pieces = sentences_of(citation.quote)
    if len(pieces) > 1:
        said = senses(text)
        yield max(pieces, key=lambda piece: len(said & senses(piece)))


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
    failure = next(faults(question, text, cited), None)
    return replace(verdict, failures=(failure,)) if failure else verdict


def dropped(written: Written) -> Dropped:
    """Say why a sentence is not shown; one that passed is not without the sentence that carries the answer."""
    failures = written.verdict.failures
    return Dropped(written.text, failures[0] if failures else Failure("not_supported", "la phrase qui répond manque"))


def shown(question: str, written: Sequence[Written], citations: Sequence[Citation]) -> list[AnswerSentence]:
    """Return sentences that passed as they are shown: the first from a quotation after the headings that it lacks.

    Where the question does not name what its document is about either, that is told as well.

    Those after it, from the same quotation, are told with it (`Answer.wording`).
    """
    known = {citation.number: citation for citation in citations}
    before: tuple[int, ...] = ()
    found = []
    for one in written:
        headings = above(question, known[one.citations[0]], one.text) if one.citations != before else ""
        before = one.citations
        found.append(
            AnswerSentence(
                text=under(headings, one.text),
                origin="written",
                citations=one.citations,
                support=one.verdict.support,
                by_code=one.by_code,
            )
        )
    return found
