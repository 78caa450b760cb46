"""The systems compared: Glose as people use it, and what it is worth without its guard, or beside a plain prompt.

What switches the guard off stands here and nowhere else: nothing that people use can reach it.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant.as_json import answer_as_json
from assistant.ask import Asking, Assistant
from assistant.quoting.quote import choose, likeliest, sentences, weigh
from assistant.types import Answer, Generator, Verdict
from assistant.wiring import assemble
from assistant.writing import write
from corpus.types import Kind
from evals import plain
from evals.errors import NoGenerator
from evals.provenance import made_of
from evals.recorded import Heard
from evals.types import System
from index.search import Searcher
from prompts.load import Prompt


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """How a system comes to its answer. `waits` are the steps of `timings_ms` that wait for the model's words."""

    ask: Callable[[Assistant, str], Answer]
    waits: frozenset[str] = frozenset({"first_written", "total"})
    prompt: Callable[[], Prompt] | None = None


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A system: an assistant, and the way it is asked. `generator` is None where nobody writes."""

    name: str
    made_of: Mapping[str, str]
    assistant: Assistant
    generator: Generator | None
    way: _Way

    def answer(self, question: str, /) -> dict[str, Any]:
        """Return the object of `glose ask --json`; a model that fails is an error here, and not an answer without it.

        `made_with` says as well where the words come from ("none", "written", "recorded"). Of words that were kept
        from another run, no step that waits for them has a time.
        """
        heard = Heard(self.generator) if self.generator else None
        answer = answer_as_json(self.way.ask(replace(self.assistant, generator=lambda: heard), question))
        if heard and heard.problem:
            raise heard.problem
        words = heard.words if heard else "none"
        answer["made_with"]["words"] = words
        if words == "recorded":
            answer["timings_ms"] = {k: ms for k, ms in answer["timings_ms"].items() if k not in self.way.waits}
        return answer


class LetsThrough:
    """A verifier that says yes to everything, and read nothing."""

    name = "none"

    def verify(self, pairs: Sequence[tuple[str, str]], /) -> list[Verdict]:
        """Return as many verdicts, without a failure."""
        return [Verdict(support=plain.UNVERIFIED) for _ in pairs]


class _NeverRefuses(Asking):
    """One question whose best sentences are quoted and worded whatever they are worth."""

    echoes = True

    def answers(self, kinds: Collection[Kind]) -> Iterator[Answer]:
        """Search, weigh, quote, word: neither the order nor the doubt stops it."""
        hits = self._search(kinds)
        self._mark("search")
        likely = likeliest(sentences(self._question, hits, self._document, self._overlap), {})
        quoted = self._quote(choose(weigh(self._question, likely, self._assistant.relevance)), disagree=False)
        yield quoted
        if self._telling:
            yield from self._worded(quoted)


def _by(asking: type[Asking]) -> Callable[[Assistant, str], Answer]:
    """Return the way of an assistant that asks otherwise than `Assistant.ask` does."""

    def ask(assistant: Assistant, question: str) -> Answer:
        assert assistant.searcher
        *_, answer = asking(assistant, assistant.searcher, question).answers(())
        return answer

    return ask


_WAYS: Mapping[str, _Way] = {
    "quotes": _Way(ask=Assistant.ask),
    "guarded": _Way(ask=Assistant.ask, prompt=write.prompt),
    "unguarded": _Way(ask=_by(_NeverRefuses), prompt=write.prompt),
    "plain": _Way(
        ask=_by(plain.PlainAsking),
        waits=frozenset({"first_sentence", "first_written", "total"}),
        prompt=plain.prompt,
    ),
}


def build(name: str, home: Path, *, generator: Generator | None, searcher: Searcher) -> System:
    """Build a system over an index; one that writes needs a generator, and is a `NoGenerator` without."""
    way = _WAYS[name]
    if way.prompt is None:
        generator = None
    elif generator is None:
        raise NoGenerator(
            f"Le système « {name} » a besoin d'un modèle qui rédige.",
            fix="lancez « glose models prepare », donnez --generator, ou demandez seulement --systems quotes",
        )
    assistant = assemble(home, searcher.embedder, searcher, "none")
    if name in ("unguarded", "plain"):
        assistant = replace(assistant, guard=LetsThrough())
    if name == "guarded":
        assistant = replace(assistant, tells=True)
    return Asked(
        name=name, made_of=_made_of(assistant, generator, way), assistant=assistant, generator=generator, way=way
    )


def _made_of(assistant: Assistant, generator: Generator | None, way: _Way) -> dict[str, str]:
    assert assistant.searcher
    parts = {
        "index": assistant.searcher.content.name,
        "embedder": assistant.embedder.name,
        "relevance": assistant.relevance.name,
        "verifier": assistant.guard.name,
        "generator": generator.name if generator else "none",
    }
    return made_of(parts, [way.prompt()] if way.prompt else [])
