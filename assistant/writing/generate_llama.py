"""Writes with a GGUF file inside this process.

A prompt is read by one layout of the weights and continued by another, each in what it does best; what was computed of
its constant turns is kept; the words that a wording copies from its quotations are guessed, several at a time.
"""

import codecs
import os
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from threading import Lock

from assistant.errors import GeneratorProblem
from assistant.types import Message
from assistant.writing.llama import Grammar, Model
from corpus.whole import write_whole

WINDOW = 2048
"""Tokens that a request may take, its answer included."""

_KEPT = 8
"""Beginnings of prompts whose state is kept: some 28 kB a token with the embedded model."""

_SAME = 2
_GUESSES = 3
"""After two tokens seen before, the three that followed them are guessed: four are computed in the time of one and a
half, five in that of two."""


class LlamaGenerator:
    """A model in a GGUF file: mapped once, one request at a time, the others wait for it to be read or closed.

    All messages but the last are taken for constant: what the model computed of them is kept and used again. `states`
    is a folder where `warm` keeps it from one process to the next.
    """

    def __init__(self, path: Path, *, name: str, threads: int | None = None, states: Path | None = None) -> None:
        self.name, self.path = name, path
        threads = threads or _processors()
        self._reader = Model(path, window=WINDOW, threads=threads, for_writing=False)
        self._writer = Model(path, window=WINDOW, threads=threads, for_writing=True)
        self._template = self._reader.template()
        self._kept: OrderedDict[tuple[int, ...], bytearray] = OrderedDict()
        self._states = states
        self._made_with = f"{path.name} {path.stat().st_size} {path.stat().st_mtime_ns}"
        self._lock = Lock()
        self.evaluated = 0
        """Tokens of the last prompt that were computed and not taken from a kept state."""

    def write(self, messages: Sequence[Message], /, *, grammar: str, limit: int) -> Iterator[str]:
        """Yield the text as it is written; closing the iterator stops the model. An empty grammar allows any text."""
        prefix, rest = self._tokens(messages)
        if len(prefix) + len(rest) + limit > WINDOW:
            raise GeneratorProblem(
                f"La question et ses sources sont trop longues pour {self.name} "
                f"({len(prefix) + len(rest)} jetons, {WINDOW - limit} au plus).",
                fix="posez une question plus courte",
            )
        return self._stream(prefix, rest, grammar, limit)

    def warm(self, constant: Sequence[Message]) -> None:
        """Compute what follows these turns before anyone asks, or take it from the disk, where it is then kept.

        They must hold nothing private. A disk that refuses costs time and nothing else.
        """
        prefix, _ = self._tokens([*constant, Message("user", "")])
        with self._lock:
            if self._states is None:
                self._begin(prefix)
                return
            file = self._states / sha256(f"{self._made_with} {prefix}".encode()).hexdigest()[:16]
            with suppress(OSError):
                self._kept[tuple(prefix)] = bytearray(file.read_bytes())
            if self._begin(prefix):
                with suppress(OSError):
                    _save(file, self._kept[tuple(prefix)])

    def _stream(self, prefix: list[int], rest: list[int], grammar: str, limit: int) -> Iterator[str]:
        decoder = codecs.getincrementaldecoder("utf-8")("ignore")
        with self._lock, Grammar(self._writer, grammar) as allowed:
            self.evaluated = self._begin(prefix) + len(rest)
            self._reader.read(rest, len(prefix))
            self._writer.restore(self._reader.state())
            for token in self._write(prefix + rest, allowed, limit):
                if text := decoder.decode(self._writer.bytes_of(token)):
                    yield text

    def _begin(self, prefix: list[int]) -> int:
        """Bring the reader to the end of a prefix; return how many tokens it had to compute.

        A prefix is always computed alone: its state, and hence the text, does not depend on what was asked before.
        """
        state = self._kept.get(tuple(prefix))
        if state and self._reader.restore(state):
            self._kept.move_to_end(tuple(prefix))
            return 0
        self._reader.forget()
        self._reader.read(prefix, 0)
        self._kept[tuple(prefix)] = self._reader.state()
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return len(prefix)

    def _write(self, tokens: list[int], allowed: Grammar, limit: int) -> Iterator[int]:
        """Yield tokens, each the likeliest that is allowed.

        Guesses are computed together with the token that leads to them: a right one saves a turn, a wrong one is
        forgotten. What is guessed depends on the request alone, so the text does too.
        """
        logits, place = self._reader.logits(-1), 0
        guesses: list[int] = []
        for left in reversed(range(limit)):
            token = allowed.best(logits)
            if token is None or self._writer.ends(token):
                return
            allowed.accept(token)
            tokens.append(token)
            yield token
            if not left:
                return
            if guesses and guesses[0] == token:
                guesses, place = guesses[1:], place + 1
            else:
                self._writer.forget(len(tokens) - 1)
                guesses, place = _copied(tokens, min(_GUESSES, left - 1)), 0
                self._writer.read([token, *guesses], len(tokens) - 1, all_logits=True)
            logits = self._writer.logits(place)

    def _tokens(self, messages: Sequence[Message]) -> tuple[list[int], list[int]]:
        """Cut the chat into tokens: those of all but the last message, and the rest.

        Only the template may use the words that command the model: in a message they are plain text.
        """
        marks = [f"\ue000{number}\ue001" for number in range(len(messages))]
        text = self._template([{"role": m.role, "content": mark} for m, mark in zip(messages, marks, strict=True)])
        tokens: list[int] = []
        prefix: list[int] = []
        for message, mark in zip(messages, marks, strict=True):
            before, _, text = text.partition(mark)
            tokens += self._reader.tokens(before, control=True)
            if message is messages[-1]:
                prefix, tokens = tokens, []
            tokens += self._reader.tokens(message.text, control=False)
        return prefix, tokens + self._reader.tokens(text, control=True)


def _copied(tokens: list[int], count: int) -> list[int]:
    """Guess the next tokens: those that followed the last time that the same few were read."""
    last = tokens[-_SAME:]
    for end in range(len(tokens) - 1, _SAME - 1, -1):
        if tokens[end - _SAME : end] == last:
            return tokens[end : end + count]
    return []


def _save(file: Path, state: bytearray) -> None:
    """Write a file whole, and remove the oldest of its folder: prompts change."""
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, [state])
    for old in sorted(file.parent.iterdir(), key=lambda path: path.stat().st_mtime)[:-_KEPT]:
        old.unlink()


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
