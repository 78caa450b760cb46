"""Prompts as they are sent, and what each file says of itself."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.guard.meaning import SharedWords
from assistant.guard.verify import Guard
from assistant.record.word import word
from assistant.types import Message
from assistant.writing.write import write
from benchmarks.select import chosen_by
from corpus.compose import Composer
from corpus.types import Provenance
from prompts.load import load
from tests.test_quote import candidate
from tests.test_write import citation

FOLDER = Path(__file__).parents[1] / "prompts"
PROMPTS = sorted(path.stem for path in FOLDER.glob("*.md"))


@pytest.mark.parametrize("name", PROMPTS)
def test_a_prompt_says_what_it_is_for_and_where_it_was_tried(name: str) -> None:
    _, about, _ = (FOLDER / f"{name}.md").read_text("utf-8").split("---\n", 2)
    assert all(f"{key}:" in about for key in ("purpose", "variables", "tried on"))


@pytest.mark.parametrize("name", PROMPTS)
def test_a_prompt_ends_with_the_turn_of_the_user_and_only_it_varies(name: str) -> None:
    turns = load(name).turns
    assert turns[-1][0] == "user" and "{{" in turns[-1][1]
    assert not any("{{" in text for _, text in turns[:-1])


class Listens:
    """A generator that writes nothing, and notes what it is sent."""

    name = "listens"

    def __init__(self) -> None:
        self.sent = ""

    def write(self, messages: Sequence[Message], /, *, grammar: str, limit: int) -> Iterator[str]:
        self.sent = "\n\n".join((*(f"<{one.role}>\n{one.text}" for one in messages), f"<grammar>\n{grammar}"))
        yield from ()


def sent_to_write(listens: Listens) -> None:
    cited = replace(citation(2, "Le délai est de 2 mois."), section=("Recours", "En cas de refus"))
    list(write("Combien de temps ?", [cited], listens, Guard(SharedWords())))


def sent_to_draft(listens: Listens) -> None:
    quotes = (
        "Le barème a pour finalité de permettre la détermination d'un ordre d'examen des demandes par la commission.",
        "Il est appliqué par un logiciel, à chaque réunion, aux demandes qui sont complètes à la date limite.",
    )
    cited = [citation(number, quote) for number, quote in enumerate(quotes, start=4)]
    word("À quoi sert le traitement ?", cited, listens, Guard(SharedWords()))


def sent_to_select(listens: Listens) -> None:
    composer = Composer("Une démarche")
    block = composer.add("Le délai est de 2 mois.")
    page = composer.finish(id="F1", kind="procedure", provenance=Provenance())
    chosen_by(listens, "Combien de temps ?", [candidate(page, page.text[block.start : block.end])])


def sent_plainly(listens: Listens) -> None:
    turns = load("plain.v1").filled(question="Combien de temps ?", passages="[1] Une démarche\nLe délai est de 2 mois.")
    list(listens.write([Message(role, text) for role, text in turns], grammar="", limit=1))  # type: ignore[arg-type]


@pytest.mark.parametrize("send", [sent_to_write, sent_to_draft, sent_to_select, sent_plainly])
def test_a_prompt_as_it_is_sent(send: Callable[[Listens], None], golden: Callable[[str, str], None]) -> None:
    listens = Listens()
    send(listens)
    golden(f"prompt_{send.__name__}.txt", listens.sent)


def test_a_variable_without_a_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        load("write.v2").filled(place="?")


def test_the_digest_changes_with_the_words() -> None:
    assert load("write.v2").id.startswith("write.v2@")
    assert len(load("write.v2").digest) == 12
