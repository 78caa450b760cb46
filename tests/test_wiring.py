"""The setting `generator`: each form that it can take, and what is said of those that mean nothing."""

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

import pytest

from assistant.errors import BadSetting, GeneratorProblem
from assistant.types import Message
from assistant.wiring import GENERATORS, assemble, choose_generator, drafting_parts
from index.embed_words import WordHashEmbedder


class Mute:
    """A generator that has nothing to say."""

    name = "mute"

    def write(self, messages: Sequence[Message], /, *, grammar: str, limit: int) -> Iterator[str]:
        yield ""


MUTE = Mute()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GLOSE_CACHE", str(tmp_path / "cache"))
    return tmp_path / "home"


@pytest.mark.parametrize("name", ["none", "auto"])
def test_nobody_writes_when_none_is_asked_or_ready(name: str, home: Path) -> None:
    assert choose_generator(name, home) is None


@pytest.mark.parametrize(("name", "writes"), [("auto", False), ("embedded", True)])
def test_a_draft_is_worded_only_by_a_model_that_was_named(
    name: str, writes: bool, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(GENERATORS, name, lambda _: MUTE)
    monkeypatch.setenv("GLOSE_EMBEDDER", "words")
    assistant = assemble(home, WordHashEmbedder(), None, name)
    assert assistant.generator() is MUTE
    assert (assistant.drafter() is MUTE) == writes
    assert (drafting_parts(home, name).generator is MUTE) == writes


def test_the_embedded_model_is_asked_for_by_name(home: Path) -> None:
    with pytest.raises(GeneratorProblem, match=r"n'est pas installé.*\n.*glose models prepare"):
        choose_generator("embedded", home)


def test_a_server_is_named_by_its_address_and_its_model(home: Path) -> None:
    generator = choose_generator("https://ia.example/v1#mistral/small", home)
    assert generator
    assert generator.name == "mistral/small (ia.example)"
    assert choose_generator("https://ia.example/v1#mistral/small", home) is generator


@pytest.mark.parametrize("address", ["https://ia.example/v1", "http://#modèle", "https://moi:secret@ia.example/v1#m"])
def test_an_address_that_says_too_little_or_too_much_is_refused(address: str, home: Path) -> None:
    with pytest.raises(BadSetting, match="GLOSE_API_KEY") as problem:
        choose_generator(address, home)
    assert "secret" not in str(problem.value)


@pytest.mark.skipif(find_spec("llama_cpp") is None, reason="llama-cpp-python is not installed")
def test_a_file_that_is_not_there_is_named(home: Path) -> None:
    with pytest.raises(GeneratorProblem, match=r"absent\.gguf : fichier absent"):
        choose_generator(str(home / "absent.gguf"), home)


def test_what_means_nothing_is_said_with_what_does(home: Path) -> None:
    with pytest.raises(BadSetting, match=r"Modèle inconnu : gpt\.\n.*auto, embedded, none.*\.gguf.*http"):
        choose_generator("gpt", home)
