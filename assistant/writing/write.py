"""Words the quotations of an answer in plain French; every sentence is verified before anyone sees it.

The model sees one quotation at a time, under its heading, and neither the question nor its neighbours: it would state
what was asked, and lend the words of one quotation to another. A grammar holds it to one line that ends with the
number of the quotation. What it writes is a draft: a sentence that the quotation does not support is dropped, with the
reason.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from assistant.quoting.cases import concerns
from assistant.quoting.narrow import narrowing
from assistant.quoting.quote import Candidate
from assistant.types import Citation, Failure, Generator, Message, Verifier
from assistant.writing.attribute import Written, attribute, leans, sentences_of
from assistant.writing.tell import labelled, left, tell
from index.fold import fold
from index.words import words
from prompts.load import Prompt, load

LIMIT = 110
"""Tokens of the words of one quotation, about as many as it has. What is cut short is dropped."""

_QUOTATIONS = 3
_TELLING = 0.6
"""How a quotation must answer, of what the best one does, for words to be made of it. The model words whatever it is
given: a quotation that is only near the subject would become a sentence that is true and answers nothing. Below, one in
five holds a fact that is asked, of the best one in two (evals/LOG.md)."""

_OF_ANOTHER = 0.7
"""The same for one of another document than the best: who asks of one service was told the appeal of another."""

_ALIKE = 0.75
"""Share of the words of the shorter of two quotations from which both say the same, but for their values."""

_TOLD = 0.5
"""Share of the words of an item from which it is told."""

_SHORT = 12
"""Words of a value below which its record says it plainly enough."""

_ANSWERS = 0.6
"""How the best quotation must answer for any to be worded: below, a true sentence is seldom about what was asked."""

_EXAMPLE = re.compile(r"^(?:par )?exemples?\b", re.IGNORECASE)
_REFERENCES = re.compile(r"\s*\[(\d+)\]")
_YES_OR_NO = re.compile(r"^(?:oui|non|si)\s?[,.:;!]\s*", re.IGNORECASE)


def prompt() -> Prompt:
    """Return the prompt in use."""
    return load("write.v2")


def telling(question: str, citations: Sequence[Citation], chosen: Sequence[Candidate]) -> list[Citation]:
    """Return the citations worth wording: those that answer best, at most three, in order; no example, no table.

    An example speaks of somebody: the model takes it for the rule, or for the person who asks. Most rows, a contact and
    the short value of a record are plain as they stand, and the model makes up what their labels leave unsaid. What
    holds in one case alone is worded for who asks about that case, or where the quotation names it; of quotations that
    differ by their values alone, the best, unless headings are told with them. With no `question` all are worth it.
    """
    weights = weighed(citations, chosen)
    best = max(citations, key=lambda citation: weights[citation.number], default=None)
    if best is None or not weights[best.number]:
        return []
    if question and (weights[best.number] < _ANSWERS or _is_aside(question, best, chosen)):
        return []
    near = [c.number for c in citations if weights[c.number] >= _enough(c, best) * weights[best.number]]
    kept = set(sorted(near, key=lambda number: -weights[number])[:_QUOTATIONS])
    worth = [c for c in citations if c.number in kept and (not question or _is_worth(question, c, chosen))]
    return [c for c in worth if not question or c == best or not any(_is_twin(c, other) for other in worth)]


def _is_worth(question: str, citation: Citation, chosen: Sequence[Candidate]) -> bool:
    aside = _EXAMPLE.match(citation.quote) or _is_aside(question, citation, chosen)
    return not aside and concerns(citation.section, question, citation.quote)


def _enough(citation: Citation, best: Citation) -> float:
    return _TELLING if citation.source.document == best.source.document else _OF_ANOTHER


def _is_aside(question: str, citation: Citation, chosen: Sequence[Candidate]) -> bool:
    """Tell whether a quotation is a row of a table that makes no sentence, or a label and a short value."""
    if tell(citation.quote, question):
        return False
    roles = {candidate.sentence.role for candidate in _inside(citation, chosen)}
    value = citation.quote.partition(" : ")[2] or citation.quote  # a field may have its label as a heading
    return roles <= {"row", "contact"} or (roles == {"field"} and len(value.split()) < _SHORT)


def _is_twin(one: Citation, other: Citation) -> bool:
    """Tell whether two quotations say the same of two things that only their headings tell apart, and announce."""
    mine, theirs = set(words(one.quote)), set(words(other.quote))
    values = [{word for word in said if not word.isalpha()} for said in (mine, theirs)]
    alike = len(mine & theirs) >= _ALIKE * min(len(mine - values[0]), len(theirs - values[1]))
    return alike and values[0] != values[1] and one.section != other.section and not _tell_apart(one, other)


def _tell_apart(one: Citation, other: Citation) -> bool:
    """Tell whether two quotations of one document stand under headings of their own that are told with them.

    Of two documents one may be out of date.
    """
    same = one.source.document == other.source.document
    return same and all(narrowing(citation.section) for citation in (one, other))


def weighed(citations: Sequence[Citation], chosen: Sequence[Candidate]) -> dict[int, float]:
    """Return how each citation answers, under its number: as the best of the chosen sentences that stand in it."""
    return {
        citation.number: max((_weight(candidate) for candidate in _inside(citation, chosen)), default=0.0)
        for citation in citations
    }


def _weight(candidate: Candidate) -> float:
    # Of a table that is shown whole a wording would choose a row, which nothing asked told from the others.
    return 0.0 if len(candidate.rows) > 1 else candidate.meaning


def _inside(citation: Citation, chosen: Sequence[Candidate]) -> list[Candidate]:
    return [
        candidate
        for candidate in chosen
        if candidate.hit.passage.document == citation.source.document
        and citation.span.start <= candidate.sentence.start < citation.span.end
    ]


def opening() -> list[Message]:
    """Return the turns that come before every quotation: a model reads them once."""
    return [Message(role, text) for role, text in prompt().turns[:-1]]  # type: ignore[arg-type]


def messages(citation: Citation) -> list[Message]:
    """Return what is sent for one quotation."""
    values = {"number": str(citation.number), "place": _place(citation), "quotation": _on_one_line(citation.quote)}
    _, asked = prompt().filled(**values)[-1]
    return [*opening(), Message("user", asked)]


def _place(citation: Citation) -> str:
    """Return the heading of a quotation, under its title where it goes on from what is not quoted."""
    quote, heading = _on_one_line(citation.quote), citation.section[-1:]
    title = [citation.source.title.partition(" — ")[0]] if leans(quote) or not heading else []
    return " › ".join((*title, *heading))


def grammar(number: int) -> str:
    """Return, in GBNF, one line that ends with this number."""
    return f'root ::= [A-ZÀÂÇÉÈÊÎÔ0-9] [^\\[\\]\\n]+ "[{number}]" "\\n"'


def write(
    question: str,
    citations: Sequence[Citation],
    generator: Generator,
    verifier: Verifier,
    *,
    best: int = 0,
    told: Sequence[Written] = (),
) -> Iterator[Written]:
    """Yield each sentence as soon as it is written and verified, refused ones included.

    The quotation of number `best` comes first; where the sentence that carries it fails, the others are not written.
    What code has `told` of a quotation comes in its turn, and is not left to the model. With no `question` nothing is
    dropped for more than the guard says: only evaluations do without. Closing the iterator stops the model. A
    `GeneratorProblem` comes through: the quotations do without it.
    """
    said = {one.text for one in told}
    judge = partial(attribute, question, citations=citations, verifier=verifier)
    waiting = {one.number for one in left(citations, told)}
    for citation in sorted(citations, key=lambda one: one.number != best):
        if citation.number not in waiting:
            yield from (one for one in told if one.citations == (citation.number,))
            continue
        reworded = (judge(text, numbers) for text, numbers in _sentences(citation, citations, generator, said))
        at = -1
        for at, written in enumerate(_in_order(_with_lists(citation, reworded)) if question else reworded):
            yield written
            if question and at == 0 and citation.number == best and not written.verdict.supported:
                return
        if question and at < 0 and citation.number == best:
            return


def _in_order(written: Iterable[Written]) -> Iterator[Written]:
    """Refuse each sentence that goes on from one that is not shown."""
    follows = False
    for one in written:
        passes = follows or not leans(one.text)
        yield one if passes or not one.verdict.supported else _refused(one, Failure("not_supported", one.text))
        follows = passes and one.verdict.supported


def _with_lists(citation: Citation, written: Iterable[Written]) -> Iterable[Written]:
    """Refuse what is made of a quotation whose list is not told whole: of five papers, or conditions, all count."""
    items = [set(words(line)) for line in citation.quote.splitlines() if line.lstrip().startswith("- ")]
    if not items:
        return written
    made = list(written)
    shown = set(words(" ".join(one.text for one in made if one.verdict.supported)))
    if all(len(item & shown) >= _TOLD * len(item) for item in items):
        return made
    return [_refused(one, Failure("modality_differs", "liste incomplète")) for one in made]


def _refused(written: Written, failure: Failure) -> Written:
    failures = (*written.verdict.failures, failure)
    return replace(written, verdict=replace(written.verdict, failures=failures))


def _sentences(
    citation: Citation, citations: Sequence[Citation], generator: Generator, said: set[str]
) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield what a model makes of a quotation, sentence by sentence, each once, and the numbers that it gives to it."""
    if rows := labelled(citation.quote):
        yield from ((row, (citation.number,)) for row in rows if row not in said)
        said.update(rows)
        return
    pieces = generator.write(messages(citation), grammar=grammar(citation.number), limit=LIMIT)
    for line in _lines(pieces):
        text, numbers = _parsed(line, [one.number for one in citations])
        for sentence in sentences_of(text):
            if sentence not in said and not _is_a_line(sentence, citations):
                said.add(sentence)
                yield sentence, numbers


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
