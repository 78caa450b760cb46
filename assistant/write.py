"""Words the quotations of an answer in plain French; every sentence is verified before anyone sees it.

The model sees the question and the quotations, nothing else, and a grammar made for this request holds it to lines
that end with numbers of these quotations. What it writes is a draft: a line that its quotations do not support is
dropped, with the reason.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from assistant.attribute import Written, attribute, leans, sentences_of
from assistant.cases import concerns
from assistant.quote import Candidate
from assistant.types import Citation, Failure, Generator, Message, Verifier
from index.fold import fold
from prompts.load import Prompt, load

LIMIT = 100
"""Tokens of a wording: three short sentences. A longer answer is what the quotations are for."""

_LINES = 3
_QUOTATIONS = 3
_TELLING = 0.6
"""How a quotation must answer, of what the best one does, for words to be made of it. The model words whatever it is
given: a quotation that is only near the subject would become a sentence that is true and answers nothing. Below, one in
five holds a fact that is asked, of the best one in two (evals/LOG.md)."""

_OF_ANOTHER = 0.7
"""The same for one of another document than the best: who asks of one service was told the appeal of another."""

_ANSWERS = 0.4
"""How the best quotation must answer for any to be worded: below, a true sentence is seldom about what was asked."""

_EXAMPLE = re.compile(r"^(?:par )?exemples?\b", re.IGNORECASE)
_REFERENCES = re.compile(r"\s*\[(\d+)\]")
_YES_OR_NO = re.compile(r"^(?:oui|non|si)\s?[,.:;!]\s*", re.IGNORECASE)


def prompt() -> Prompt:
    """Return the prompt in use."""
    return load("write.v1")


def telling(question: str, citations: Sequence[Citation], chosen: Sequence[Candidate]) -> list[Citation]:
    """Return the citations worth wording: those that answer best, at most three, in order; no example, no whole table.

    An example speaks of somebody: the model takes it for the rule, or for the person who asks. And of a table that is
    shown whole it would choose a row, which nothing asked told from the others. What holds in one case alone is worded
    for who asks about that case, or where the quotation names it. With no `question` all are worth it.
    """
    weights = weighed(citations, chosen)
    best = max(citations, key=lambda citation: weights[citation.number], default=None)
    if best is None or not weights[best.number] or (question and weights[best.number] < _ANSWERS):
        return []
    near = [c.number for c in citations if weights[c.number] >= _enough(c, best) * weights[best.number]]
    kept = set(sorted(near, key=lambda number: -weights[number])[:_QUOTATIONS])
    return [
        c
        for c in citations
        if c.number in kept and not _EXAMPLE.match(c.quote) and (not question or concerns(c.section, question, c.quote))
    ]


def _enough(citation: Citation, best: Citation) -> float:
    return _TELLING if citation.source.document == best.source.document else _OF_ANOTHER


def weighed(citations: Sequence[Citation], chosen: Sequence[Candidate]) -> dict[int, float]:
    """Return how each citation answers, under its number."""
    return {citation.number: _weight(citation, chosen) for citation in citations}


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
    follows = False
    for line in _lines(pieces):
        text, numbers = _parsed(line, cited)
        for sentence in sentences_of(text):
            if sentence not in said and not _is_a_line(sentence, citations):
                said.add(sentence)
                written = attribute("" if echoes else question, sentence, numbers, citations, verifier)
                written = written if follows or echoes else _alone(written)
                follows = written.verdict.supported
                yield written


def _alone(written: Written) -> Written:
    """Refuse a sentence that goes on from one that is not shown."""
    if not (written.verdict.supported and leans(written.text)):
        return written
    failure = Failure("not_supported", written.text)
    return replace(written, verdict=replace(written.verdict, failures=(failure,)))


def _is_a_line(text: str, citations: Sequence[Citation]) -> bool:
    """Tell whether a sentence is "label: value" as a quotation writes it: true, and no plainer than what is quoted."""
    said = fold(text).rstrip(" .")
    return " : " in said and any(said in fold(_on_one_line(citation.quote)) for citation in citations)


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
