"""Words the quotations of an answer in plain French; every sentence is verified before anyone sees it.

The model sees the question and the quotations, nothing else, and a grammar made for this request holds it to lines
that end with numbers of these quotations. What it writes is a draft: a line that its quotations do not support is
dropped, with the reason.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.concerned import of_others
from assistant.quote import Candidate
from assistant.types import Citation, Failure, Generator, Message, Verdict, Verifier
from index.fold import fold
from index.words import words
from prompts.load import Prompt, load

LIMIT = 100
"""Tokens of a wording: three short sentences. A longer answer is what the quotations are for."""

_LINES = 3
_QUOTATIONS = 3
_TELLING = 0.6
"""How a quotation must answer, of what the best one does, for words to be made of it. The model words whatever it is
given: a quotation that is only near the subject would become a sentence that is true and answers nothing. Below, one in
five holds a fact that is asked, of the best one in two (evals/LOG.md)."""

_EXAMPLE = re.compile(r"^(?:par )?exemples?\b", re.IGNORECASE)
_REFERENCES = re.compile(r"\s*\[(\d+)\]")
_WORD = re.compile(r"\w+")
_YES_OR_NO = re.compile(r"^(?:oui|non|si)\s?[,.:;!]\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence as a model wrote it, the numbers of the citations it names, and what the guard says of it."""

    text: str
    citations: tuple[int, ...]
    verdict: Verdict


def prompt() -> Prompt:
    """Return the prompt in use."""
    return load("write.v1")


def telling(citations: Sequence[Citation], chosen: Sequence[Candidate]) -> list[Citation]:
    """Return the citations worth wording: those that answer best, at most three, in order; no example, no whole table.

    An example speaks of somebody: the model takes it for the rule, or for the person who asks. And of a table that is
    shown whole it would choose a row, which nothing asked told from the others.
    """
    weights = {citation.number: _weight(citation, chosen) for citation in citations}
    floor = _TELLING * max(weights.values(), default=0.0)
    best = sorted((number for number in weights if weights[number] >= floor > 0), key=lambda number: -weights[number])
    kept = set(best[:_QUOTATIONS])
    return [c for c in citations if c.number in kept and not _EXAMPLE.match(c.quote)]


def _weight(citation: Citation, chosen: Sequence[Candidate]) -> float:
    """Return how the best of the chosen sentences that stand in a citation answers."""
    inside = (
        0.0 if len(candidate.rows) > 1 else candidate.meaning
        for candidate in chosen
        if candidate.hit.passage.document == citation.source.document
        and citation.span.start <= candidate.sentence.start < citation.span.end
    )
    return max(inside, default=0.0)


def messages(question: str, citations: Sequence[Citation]) -> list[Message]:
    """Return what is sent: the constant turns first, so that a model reads them once."""
    quotations = "\n".join(f"[{citation.number}] {_on_one_line(citation.quote)}" for citation in citations)
    turns = prompt().filled(question=_on_one_line(question), quotations=quotations)
    return [Message(role, text) for role, text in turns]  # type: ignore[arg-type]


def grammar(numbers: Sequence[int]) -> str:
    """Return, in GBNF, one to three lines of text that each end with one or two of these numbers."""
    line = " line?" * (min(_LINES, len(numbers) + 1) - 1)
    number = " | ".join(f'"{number}"' for number in numbers)
    return "\n".join(
        (
            f"root ::= line{line}",
            'line ::= [A-ZÀÂÇÉÈÊÎÔ0-9] [^\\[\\]\\n]+ "[" number "]" ("[" number "]")? "\\n"',
            f"number ::= {number}",
        )
    )


def write(
    question: str, citations: Sequence[Citation], generator: Generator, verifier: Verifier, *, echoes: bool = False
) -> Iterator[Written]:
    """Yield each sentence as soon as it is written and verified, refused ones included; `echoes` lets those pass.

    Closing the iterator stops the model. A `GeneratorProblem` comes through: the quotations do without it.
    """
    cited = {citation.number: citation for citation in citations}
    pieces = generator.write(messages(question, citations), grammar=grammar(list(cited)), limit=LIMIT)
    said: set[str] = set()
    for line in _lines(pieces):
        text, numbers = _parsed(line, cited)
        if text and text not in said and not _is_a_line(text, citations):
            said.add(text)
            asked = "" if echoes else question
            yield _attributed(asked, text, [cited[number] for number in numbers], citations, verifier)


def _is_a_line(text: str, citations: Sequence[Citation]) -> bool:
    """Tell whether a sentence is "label: value" as a quotation writes it: true, and no plainer than what is quoted."""
    said = fold(text).rstrip(" .")
    return " : " in said and any(said in fold(_on_one_line(citation.quote)) for citation in citations)


def _attributed(
    question: str, text: str, named: Sequence[Citation], citations: Sequence[Citation], verifier: Verifier
) -> Written:
    """Verify a sentence against the citations it names, else against each of the others alone.

    A small model writes what one quotation says and the number of its neighbour. What is shown is the number of the
    quotation that supports it; a sentence that none supports fails as it does against those it names.
    """
    if not named:
        return Written(text, (), Verdict(support=0.0, failures=(Failure("no_citation", text),)))
    first = _verified(question, text, [named], verifier)[0]
    if first.verdict.supported:
        return first
    others = _verified(question, text, [[c] for c in citations if [c] != list(named)], verifier)
    passing = [written for written in others if written.verdict.supported]
    return max(passing, key=lambda written: written.verdict.support, default=first)


def _verified(question: str, text: str, groups: Sequence[Sequence[Citation]], verifier: Verifier) -> list[Written]:
    """Return the sentence as each group of citations supports it."""
    verdicts = verifier.verify([("\n".join(citation.quote for citation in group), text) for group in groups])
    return [
        Written(text, tuple(citation.number for citation in group), _as_answer(question, text, group, verdict))
        for group, verdict in zip(groups, verdicts, strict=True)
    ]


def _as_answer(question: str, text: str, cited: Sequence[Citation], verdict: Verdict) -> Verdict:
    """Refuse what is supported, and yet no answer to the question."""
    if not verdict.supported:
        return verdict
    # What is true of others answers nobody: "non-résident, 300 €" where a resident asks.
    echoed = text if of_others(question, text) else _echoed(question, text, cited)
    return replace(verdict, failures=(Failure("not_supported", echoed),)) if echoed else verdict


def _echoed(question: str, text: str, cited: Sequence[Citation]) -> str:
    """Return the first word of sense that a sentence has from the question alone, and from nothing that it cites.

    The model takes the question's words for granted: asked for a ceiling of income, it calls so the ceiling of an aid,
    and all the values agree. Titles and headings count as cited: the reader sees them.
    """
    held = {word for c in cited for word in words(" ".join((c.source.title, *c.section, c.quote)))}
    asked = set(words(question)) - held
    return next((word for word in _WORD.findall(text) if asked.intersection(words(word))), "")


def _parsed(line: str, cited: Collection[int]) -> tuple[str, tuple[int, ...]]:
    """Return a line without its references, and those that exist, each once, in the order written.

    A yes or a no is left out: it says something of the question, which no quotation holds and no layer could verify.
    """
    numbers = dict.fromkeys(int(number) for number in _REFERENCES.findall(line))
    text = _YES_OR_NO.sub("", _REFERENCES.sub("", line).strip(" -–•*[\t"))
    return text[:1].upper() + text[1:], tuple(number for number in numbers if number in cited)


def _lines(pieces: Iterator[str]) -> Iterator[str]:
    """Yield whole lines, not what the limit cut in the middle: a sentence cut short may say the contrary."""
    rest = ""
    for piece in pieces:
        *whole, rest = (rest + piece).split("\n")
        yield from filter(None, map(str.strip, whole))
    if _REFERENCES.search(rest[-6:]):
        yield rest.strip()


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
