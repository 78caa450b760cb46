"""Writes with a GGUF file inside this process; the only file that knows llama.cpp.

We call its C interface and not the `Llama` class above it, for four reasons that were measured (docs/decisions):
the state of several prompts' beginnings is kept, a grammar costs nothing where the model already follows it, the words
copied from the quotations are decoded several at a time, and what a person wrote cannot pass for a turn of the chat.
"""

import codecs
import ctypes
import os
from collections import OrderedDict, deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Lock
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.errors import GeneratorProblem
from assistant.types import Message

WINDOW = 2048
"""Tokens that a request may take, its answer included."""

_PREFIXES = 8
"""Beginnings of prompts whose state is kept: some 28 kB a token with the embedded model."""

_BATCH = 256
_TRIES = (64, 4096)
_SAME = 2
_GUESSES = 3
_ERROR = 4


class LlamaGenerator:
    """A model in a GGUF file: mapped once, one request at a time, the others wait for it to be read or closed.

    All messages but the last are taken for constant: what the model computed of them is kept and used again.
    """

    def __init__(self, path: Path, *, name: str, threads: int | None = None) -> None:
        self.name = name
        self._model = _Model(path, threads or _processors())
        self._template = _template(self._model)
        self._prefixes: OrderedDict[tuple[int, ...], ctypes.Array[ctypes.c_uint8]] = OrderedDict()
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

    def _stream(self, prefix: list[int], rest: list[int], grammar: str, limit: int) -> Iterator[str]:
        decoder = codecs.getincrementaldecoder("utf-8")("ignore")
        with self._lock, _Grammar(self._model, grammar) as allowed:
            self._read(prefix, rest)
            for token in self._write(prefix + rest, allowed, limit):
                if text := decoder.decode(self._model.bytes_of(token)):
                    yield text

    def _read(self, prefix: list[int], rest: list[int]) -> None:
        """Bring the model to the end of the prompt.

        The prefix is always computed alone: its state, and hence the text, does not depend on what was asked before.
        """
        self._model.forget()
        self.evaluated = len(rest)
        if state := self._prefixes.get(tuple(prefix)):
            self._prefixes.move_to_end(tuple(prefix))
            self._model.restore(state)
        elif prefix:
            self.evaluated += len(prefix)
            self._model.read(prefix, 0)
            self._prefixes[tuple(prefix)] = self._model.state()
            if len(self._prefixes) > _PREFIXES:
                self._prefixes.popitem(last=False)
        self._model.read(rest, len(prefix))

    def _write(self, tokens: list[int], allowed: "_Grammar", limit: int) -> Iterator[int]:
        """Yield tokens, each the likeliest that is allowed.

        Words copied from the prompt are guessed and computed together with the token that leads to them: a right guess
        saves a turn, a wrong one is forgotten. What is guessed depends on the request alone, so the text does too.
        """
        guesses: list[int] = []
        place = -1
        for written in range(limit):
            token = allowed.best(self._model.logits(place))
            if token is None or self._model.ends(token):
                return
            allowed.accept(token)
            tokens.append(token)
            yield token
            if guesses and guesses[0] == token:
                guesses, place = guesses[1:], place + 1
                continue
            self._model.forget(len(tokens) - 1)
            guesses, place = _copied(tokens, min(_GUESSES, limit - written - 2)), 0
            self._model.read([token, *guesses], len(tokens) - 1, all_logits=True)

    def _tokens(self, messages: Sequence[Message]) -> tuple[list[int], list[int]]:
        """Cut the chat into tokens: those of all but the last message, and the rest.

        Only the template may use the model's control tokens: those that stand in a message are plain text.
        """
        marks = [f"\ue000{number}\ue001" for number in range(len(messages))]
        text = self._template([{"role": m.role, "content": mark} for m, mark in zip(messages, marks, strict=True)])
        tokens: list[int] = []
        prefix: list[int] = []
        for message, mark in zip(messages, marks, strict=True):
            before, _, text = text.partition(mark)
            tokens += self._model.tokens(before, control=True)
            if message is messages[-1]:
                prefix, tokens = tokens, []
            tokens += self._model.tokens(message.text, control=False)
        return prefix, tokens + self._model.tokens(text, control=True)


def _copied(tokens: list[int], count: int) -> list[int]:
    """Guess the next tokens: those that followed the last time that the same few were read."""
    last = tokens[-_SAME:]
    for end in range(len(tokens) - 1, _SAME - 1, -1):
        if tokens[end - _SAME : end] == last:
            return tokens[end : end + max(count, 0)]
    return []


class _Model:
    """What we use of llama.cpp: a model, and one context of it."""

    def __init__(self, path: Path, threads: int) -> None:
        self.api, self._errors = _library()
        model = self.api.llama_model_default_params()
        model.n_gpu_layers = 0
        self._model = self.api.llama_model_load_from_file(os.fsencode(path), model) if path.is_file() else None
        if not self._model:
            raise _unreadable(path, self._errors)
        self.vocab = self.api.llama_model_get_vocab(self._model)
        self.size: int = self.api.llama_vocab_n_tokens(self.vocab)
        self._context = self.api.llama_init_from_model(self._model, self._context_settings(threads))
        if not self._context:
            raise _unreadable(path, self._errors)
        self._memory = self.api.llama_get_memory(self._context)
        self._batch = self.api.llama_batch_init(_BATCH, 0, 1)

    def _context_settings(self, threads: int) -> Any:
        settings = self.api.llama_context_default_params()
        settings.n_ctx = WINDOW
        settings.n_batch = settings.n_ubatch = _BATCH
        settings.n_threads = settings.n_threads_batch = threads
        settings.flash_attn_type = self.api.LLAMA_FLASH_ATTN_TYPE_DISABLED
        return settings

    def read(self, tokens: Sequence[int], position: int, *, all_logits: bool = False) -> None:
        """Compute what follows tokens that stand at a position."""
        for start in range(0, len(tokens), _BATCH):
            chunk = tokens[start : start + _BATCH]
            for i, token in enumerate(chunk):
                self._batch.token[i] = token
                self._batch.pos[i] = position + start + i
                self._batch.n_seq_id[i] = 1
                self._batch.seq_id[i][0] = 0
                self._batch.logits[i] = all_logits or start + i + 1 == len(tokens)
            self._batch.n_tokens = len(chunk)
            if code := self.api.llama_decode(self._context, self._batch):
                raise GeneratorProblem(
                    f"Le modèle n'a pas pu lire la demande (llama.cpp, code {code}). {' '.join(self._errors)}".strip(),
                    fix="relancez ; si cela se répète, choisissez un autre modèle dans le réglage « generator »",
                )

    def logits(self, index: int) -> NDArray[np.float32]:
        """The weight of each next token, after one token of the last batch."""
        return np.ctypeslib.as_array(self.api.llama_get_logits_ith(self._context, index), shape=(self.size,))

    def forget(self, position: int = -1) -> None:
        """Forget what was read, from a position on."""
        self.api.llama_memory_seq_rm(self._memory, 0, position, -1)

    def state(self) -> "ctypes.Array[ctypes.c_uint8]":
        """What was computed so far."""
        state: ctypes.Array[ctypes.c_uint8] = (ctypes.c_uint8 * self.api.llama_state_seq_get_size(self._context, 0))()
        self.api.llama_state_seq_get_data(self._context, state, len(state), 0)
        return state

    def restore(self, state: "ctypes.Array[ctypes.c_uint8]") -> None:
        """Take up a kept state."""
        self.api.llama_state_seq_set_data(self._context, state, len(state), 0)

    def tokens(self, text: str, *, control: bool) -> list[int]:
        """Cut a text; `control` says whether the names of control tokens mean them."""
        data = text.encode("utf-8", "replace")
        found = (self.api.llama_token * (len(data) + 1))()
        count = self.api.llama_tokenize(self.vocab, data, len(data), found, len(found), False, control)
        return list(found[:count])

    def bytes_of(self, token: int) -> bytes:
        """The bytes of a token; a character may be spread over several."""
        piece = ctypes.create_string_buffer(256)
        size: int = self.api.llama_token_to_piece(self.vocab, token, piece, len(piece), 0, False)
        return piece.raw[:size]

    def ends(self, token: int) -> bool:
        """Whether a token ends the text."""
        return bool(self.api.llama_vocab_is_eog(self.vocab, token))

    def named(self, token: int) -> str:
        """The name of a control token."""
        return str(self.api.llama_vocab_get_text(self.vocab, token).decode()) if token >= 0 else ""

    def chat(self) -> str:
        """The chat template that stands in the file."""
        return (self.api.llama_model_chat_template(self._model, None) or b"").decode()


class _Grammar:
    """Which tokens may come next. The model's own choice is tried first: asking for all of them takes 40 ms."""

    def __init__(self, model: _Model, grammar: str) -> None:
        self._api, self._size = model.api, model.size
        self._sampler = grammar and self._api.llama_sampler_init_grammar(model.vocab, grammar.encode(), b"root")
        if grammar and not self._sampler:
            raise ValueError(f"not a GBNF grammar: {grammar}")

    def __enter__(self) -> "_Grammar":
        return self

    def __exit__(self, *_: object) -> None:
        if self._sampler:
            self._api.llama_sampler_free(self._sampler)

    def best(self, logits: NDArray[np.float32]) -> int | None:
        """The likeliest token that the grammar allows."""
        first = int(logits.argmax())
        if not self._sampler or self._allowed(np.array([first])).size:
            return first
        for tried in (*_TRIES, self._size):
            likeliest = np.argpartition(-logits, min(tried, self._size) - 1)[:tried]
            if (found := self._allowed(likeliest)).size:
                return int(found[logits[found].argmax()])
        return None

    def accept(self, token: int) -> None:
        """Go on past a token."""
        if self._sampler:
            self._api.llama_sampler_accept(self._sampler, token)

    def _allowed(self, tokens: NDArray[np.int64]) -> NDArray[np.int64]:
        rows = (self._api.llama_token_data * len(tokens))(*((int(token), 0.0, 0.0) for token in tokens))
        table = self._api.llama_token_data_array(rows, len(tokens), -1, False)
        self._api.llama_sampler_apply(self._sampler, ctypes.byref(table))
        return tokens[[row.logit == 0.0 for row in rows]]


def _library() -> tuple[Any, deque[str]]:
    """Load llama.cpp, once, in silence; return its interface and the errors it says from now on."""
    global _loaded
    if _loaded is None:
        try:
            from llama_cpp import llama_cpp as api
        except (ImportError, OSError, RuntimeError) as error:
            raise GeneratorProblem(
                f"llama-cpp-python n'est pas installé, ou ne s'ouvre pas ({error}).",
                fix="lancez « glose models prepare », ou choisissez « none » dans le réglage « generator »",
            ) from error
        errors: deque[str] = deque(maxlen=3)

        def keep(level: int, text: bytes, _: object) -> None:
            if level == _ERROR:
                errors.append(text.decode("utf-8", "replace").strip())

        listen = api.llama_log_callback(keep)
        api.llama_log_set(listen, None)
        api.llama_backend_init()
        _loaded = (api, errors, listen)
    return _loaded[0], _loaded[1]


_loaded: tuple[ModuleType, deque[str], Callable[..., None]] | None = None


def _template(model: _Model) -> Callable[[list[dict[str, str]]], str]:
    from llama_cpp.llama_chat_format import Jinja2ChatFormatter

    bos, eos = (int(get(model.vocab)) for get in (model.api.llama_vocab_bos, model.api.llama_vocab_eos))
    formatter = Jinja2ChatFormatter(model.chat(), eos_token=model.named(eos), bos_token=model.named(bos))
    return lambda messages: str(formatter(messages=messages).prompt)


def _unreadable(path: Path, errors: Sequence[str]) -> GeneratorProblem:
    if not path.is_file():
        return GeneratorProblem(f"{path} : fichier absent.", fix="vérifiez le chemin donné au réglage « generator »")
    said = " ".join(errors) or "sans explication"
    return GeneratorProblem(
        f"{path} : llama.cpp ne peut pas ouvrir ce modèle ({said[:300]}).",
        fix="vérifiez que c'est bien un fichier GGUF entier ; « glose models check » vérifie ceux que Glose installe",
    )


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
