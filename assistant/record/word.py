"""Words the quotations of a field in one plain sentence, under the guard of answers; the quotations are always kept."""

import re
from collections.abc import Sequence

from assistant.record.types import RecordSentence
from assistant.types import Citation, Dropped, Failure, Generator, Message, Verifier
from assistant.writing.attribute import attribute
from index.words import stem, surfaces, words
from prompts.load import Prompt, load

LIMIT = 70
"""Tokens of one sentence."""

_WORTH = 25
"""Words of the quotations below which they are short enough as they are."""

_PLAINER = 0.8
"""Share of the words of what it is made from that a plainer sentence may have at most."""

_MOST = 3
_PLAIN = frozenset(
    words("décision sert servir permet permettre aide aider calcule calculer fixe fixer classe classer traitement")
)
"""Stems that a plain sentence may always use."""

_WORD = re.compile(r"\w+")
_REFERENCE = re.compile(r"\s*\[(\d+)\]")


def prompt() -> Prompt:
    """Return the prompt in use."""
    return load("draft.v1")


def word(
    question: str, citations: Sequence[Citation], generator: Generator, guard: Verifier
) -> RecordSentence | Dropped | None:
    """Return one sentence that its citations hold, what was refused and why, or nothing when it would not be plainer.

    A `GeneratorProblem` comes through.
    """
    told = citations[:_MOST]
    size = sum(len(citation.quote.split()) for citation in told)
    if size < _WORTH:
        return None
    numbers = {str(place): citation for place, citation in enumerate(told, start=1)}
    said = "".join(generator.write(_messages(question, told), grammar=_grammar(len(told)), limit=LIMIT))
    line = next((line for line in said.splitlines() if _REFERENCE.search(line)), "")
    text = _REFERENCE.sub("", line).strip(" -–•*")
    cited = [numbers[n] for n in dict.fromkeys(_REFERENCE.findall(line)) if n in numbers]
    if not text or text.endswith("?") or len(text.split()) > _PLAINER * size or _is_cut(text, told):
        return None
    if not cited:
        return Dropped(text, Failure("no_citation", text))
    # As in answers, by each quotation alone: joined, they support what none of them says.
    written = attribute("", text, [citation.number for citation in cited], cited, guard)
    if not written.verdict.supported:
        return Dropped(text, written.verdict.failures[0])
    held = " ".join(citation.quote for citation in cited if citation.number in written.citations)
    if foreign := _foreign(text, held):
        return Dropped(text, Failure("not_supported", foreign))
    return RecordSentence(text=text, origin="written", citations=written.citations, support=written.verdict.support)


def _is_cut(text: str, told: Sequence[Citation]) -> bool:
    """Whether a sentence is a piece of a quotation: no plainer than it, and without what follows."""
    said = _bare(text)
    return any(said in _bare(citation.quote) for citation in told)


def _bare(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.lower()))} "


def _foreign(text: str, known: str) -> str:
    """Return a word of sense that the quotations do not have, or an empty string.

    An answer is read once, an entry is published: here a new word is refused, even where the guard would let it pass.
    """
    stems = {*words(known), *_PLAIN}
    return next((word for word in surfaces(text) if stem(word) not in stems), "")


def _messages(question: str, citations: Sequence[Citation]) -> list[Message]:
    quotations = "\n".join(f"[{n}] {' '.join(c.quote.split())}" for n, c in enumerate(citations, start=1))
    turns = prompt().filled(question=question, quotations=quotations)
    return [Message(role, text) for role, text in turns]  # type: ignore[arg-type]


def _grammar(count: int) -> str:
    number = " | ".join(f'"{number}"' for number in range(1, count + 1))
    return "\n".join(
        (
            'root ::= [A-ZÀÂÇÉÈÊÎÔ0-9] [^\\[\\]\\n]+ ("[" number "]")+ "\\n"',
            f"number ::= {number}",
        )
    )
