"""The few functions of llama.cpp that we use; the only file that knows it.

We call its C interface and not the `Llama` class that stands above it in llama-cpp-python: states can be kept, several
tokens judged at once, a grammar asked of one token alone, and a text cut without the words that command the model.
"""

import ctypes
import os
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from weakref import finalize

import numpy as np
from numpy.typing import NDArray

from assistant.errors import GeneratorProblem

_BATCH = 128
"""Tokens computed in one call: more is not faster, and an interruption waits for the end of a call."""

_TRIES = (64, 4096)
"""How many of the likeliest tokens a grammar is asked of, before all of them."""

_ERROR = 4


class Model:
    """A model in a GGUF file, and what it has read so far.

    The file is mapped: all models of a file share its memory. `for_writing` lays most weights out anew, in memory of
    their own: a few tokens at a time are computed faster, and a whole prompt slower.
    """

    def __init__(self, path: Path, *, window: int, threads: int, for_writing: bool) -> None:
        self.api, self._errors = _library()
        settings = self.api.llama_model_default_params()
        settings.n_gpu_layers = 0
        settings.use_extra_bufts = for_writing
        self._model = self.api.llama_model_load_from_file(os.fsencode(path), settings) if path.is_file() else None
        if not self._model:
            raise _unreadable(path, self._errors)
        self.vocab = self.api.llama_model_get_vocab(self._model)
        self.size: int = self.api.llama_vocab_n_tokens(self.vocab)
        self._context = self.api.llama_init_from_model(self._model, self._context_settings(window, threads))
        if not self._context:
            raise _unreadable(path, self._errors)
        self._memory = self.api.llama_get_memory(self._context)
        self._batch = self.api.llama_batch_init(_BATCH, 0, 1)
        # Not at the end of the process, where another thread may still be computing: the system then frees all.
        finalize(self, _free, self.api, self._model, self._context, self._batch).atexit = False

    def _context_settings(self, window: int, threads: int) -> Any:
        settings = self.api.llama_context_default_params()
        settings.n_ctx = window
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
        """The weight of each next token, after one token of the last call of `read`."""
        return np.ctypeslib.as_array(self.api.llama_get_logits_ith(self._context, index), shape=(self.size,))

    def forget(self, position: int = -1) -> None:
        """Forget what was read, from a position on."""
        self.api.llama_memory_seq_rm(self._memory, 0, position, -1)

    def state(self) -> bytearray:
        """What was computed so far."""
        state = bytearray(self.api.llama_state_seq_get_size(self._context, 0))
        self.api.llama_state_seq_get_data(self._context, _shared(state), len(state), 0)
        return state

    def restore(self, state: bytearray) -> bool:
        """Take up a state in place of what was read; say whether it is one."""
        self.forget()
        return bool(self.api.llama_state_seq_set_data(self._context, _shared(state), len(state), 0))

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

    def template(self) -> Callable[[list[dict[str, str]]], str]:
        """The function that puts a chat into the form that the model was trained on; it stands in the file."""
        from llama_cpp.llama_chat_format import Jinja2ChatFormatter

        source = (self.api.llama_model_chat_template(self._model, None) or b"").decode()
        bos, eos = (self._named(get(self.vocab)) for get in (self.api.llama_vocab_bos, self.api.llama_vocab_eos))
        formatter = Jinja2ChatFormatter(source, eos_token=eos, bos_token=bos)
        return lambda messages: str(formatter(messages=messages).prompt)

    def _named(self, token: int) -> str:
        return str(self.api.llama_vocab_get_text(self.vocab, token).decode()) if token >= 0 else ""


class Grammar:
    """Which tokens may come next. The model's own choice is tried first: asking for all of them takes 40 ms."""

    def __init__(self, model: Model, grammar: str) -> None:
        self._api, self._size = model.api, model.size
        self._sampler = grammar and self._api.llama_sampler_init_grammar(model.vocab, grammar.encode(), b"root")
        if grammar and not self._sampler:
            raise ValueError(f"not a GBNF grammar: {grammar}")

    def __enter__(self) -> "Grammar":
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


_loaded: tuple[Any, deque[str], Any] | None = None
"""The interface, the errors, and what listens to them: C holds no reference to it."""


def _free(api: Any, model: Any, context: Any, batch: Any) -> None:
    api.llama_batch_free(batch)
    api.llama_free(context)
    api.llama_model_free(model)


def _shared(data: bytearray) -> Any:
    return (ctypes.c_uint8 * len(data)).from_buffer(data)


def _unreadable(path: Path, errors: Sequence[str]) -> GeneratorProblem:
    if not path.is_file():
        return GeneratorProblem(f"{path} : fichier absent.", fix="vérifiez le chemin donné au réglage « generator »")
    said = " ".join(errors) or "sans explication"
    return GeneratorProblem(
        f"{path} : llama.cpp ne peut pas ouvrir ce modèle ({said[:300]}).",
        fix="vérifiez que c'est bien un fichier GGUF entier ; « glose models check » vérifie ceux que Glose installe",
    )
