"""Prompts as they are sent, and what each file says of itself."""

from collections.abc import Callable
from pathlib import Path

import pytest

from prompts.load import load

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
    values = {"question": "Combien de temps ?", "quotations": "[1] Le délai est de 2 mois."}
    sent = load("write.v1").filled(**values)
    golden("prompt_write.txt", "\n\n".join(f"<{role}>\n{text}" for role, text in sent))


def test_a_variable_without_a_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        load("write.v1").filled(question="?")


def test_the_digest_changes_with_the_words() -> None:
    assert load("write.v1").id.startswith("write.v1@")
    assert len(load("write.v1").digest) == 12
