"""The three texts that the law asks for, ready to paste: what they must hold, what of it is there, what is missing.

What the entry says stands word for word. What it does not say is marked "[À compléter : …]"; what only the person's
file says is marked "[donnée de la personne : …]", since no entry holds it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from assistant.record.schema import Element, Output, OutputKey, Schema
from assistant.record.texts.filled import Filled
from assistant.record.texts.legal_text import general, individual, mention
from assistant.record.texts.paste import Part, as_html, as_letter
from assistant.record.types import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementState:
    """An element of a legal text. `article` is empty for what only the guide asks.

    It is present when all the fields that feed it are, with a value chosen where there are some; `questions` are those
    of the fields that are not. `personal` marks what must also be said of the person's own case, `disputed` what
    sources contradict each other on. `text` is what the entry says of it, or its fixed wording.
    """

    key: str
    label: str
    article: str
    present: bool
    optional: bool
    personal: bool
    disputed: bool
    text: str
    citations: tuple[int, ...]
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalOutput:
    """A legal text: `text` for a letter, `html` for a web page (a fragment, escaped), and the state of its elements.

    `condition`, `where` and `limit` say when it is due, where it stands, and what it may not disclose.
    """

    key: OutputKey
    label: str
    article: str
    condition: str
    where: str
    limit: str
    elements: tuple[ElementState, ...]
    text: str
    html: str

    @property
    def missing(self) -> tuple[ElementState, ...]:
        """The elements that the service has to complete."""
        return tuple(element for element in self.elements if not element.present and not element.optional)


_WORDINGS: Mapping[OutputKey, Callable[[Filled, Output], Iterator[Part]]] = {
    "general": general,
    "mention": mention,
    "individual": individual,
}


def legal_outputs(record: Record, schema: Schema) -> tuple[LegalOutput, ...]:
    """Write the three texts of an entry, in the order of the schema."""
    return tuple(_output(Filled(record, schema), output) for output in schema.outputs)


def _output(filled: Filled, output: Output) -> LegalOutput:
    parts = tuple(_WORDINGS[output.key](filled, output))
    return LegalOutput(
        key=output.key,
        label=output.label,
        article=output.article,
        condition=output.condition,
        where=output.where,
        limit=output.limit,
        elements=tuple(_state(filled, element) for element in output.elements),
        text=as_letter(parts),
        html=as_html(parts),
    )


def _state(filled: Filled, element: Element) -> ElementState:
    there = [key for key in element.fields if filled.settled(key)]
    values = [filled.value(key) for key in element.fields if filled.has(key)]
    said = [value.text or value.choice for value in values]
    cited = (number for value in values for number in filled.citations(value.key))
    return ElementState(
        key=element.key,
        label=element.label,
        article=element.article,
        present=len(there) == len(element.fields),
        optional=element.optional,
        personal=element.personal,
        disputed=any(value.conflicts for value in values),
        text="\n".join(filter(None, [element.text, *said])),
        citations=tuple(dict.fromkeys(cited)),
        questions=tuple(filled.question(key) for key in element.fields if key not in there),
    )
