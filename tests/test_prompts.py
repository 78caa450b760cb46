"""Prompts as they are sent, and what each file says of itself."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.write import messages
from prompts.load import load
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


def test_the_writing_prompt_as_it_is_sent(golden: Callable[[str, str], None]) -> None:
    sent = messages(citation(2, "Le délai est de 2 mois."))
    golden("prompt_write.txt", "\n\n".join(f"<{one.role}>\n{one.text}" for one in sent))


def test_a_variable_without_a_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        load("write.v2").filled(place="?")


def test_the_digest_changes_with_the_words() -> None:
    assert load("write.v2").id.startswith("write.v2@")
    assert len(load("write.v2").digest) == 12
