"""What each command does, once its arguments are read: one function a command, named after it."""

import argparse
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.commands.batch import read_batch, read_pairs
from assistant.errors import BadSetting
from assistant.progress import bar
from assistant.terminal import show, show_growing, show_json, typed
from corpus.disk import readable
from corpus.library import Library

_PAIRS_AT_ONCE = 32

if TYPE_CHECKING:
    from assistant.ask import Assistant
    from index.search import Searcher
    from index.types import Embedder


def add(arguments: argparse.Namespace) -> int:
    """Read paths into the library."""
    from assistant.commands.add import add as run

    return run(arguments)


def remove(arguments: argparse.Namespace) -> int:
    """Forget paths."""
    from assistant.commands.remove import remove as run

    return run(arguments)


def purge(arguments: argparse.Namespace) -> int:
    """Erase what was removed."""
    from assistant.commands.remove import purge as run

    return run(arguments)


def index(arguments: argparse.Namespace) -> int:
    """Bring the index up to date."""
    from assistant.server.rebuild import told
    from index.build import build

    with closing(Library(arguments.home)) as library, bar("Indexation") as shown:
        built = build(library, arguments.home / "index", _embedder(arguments.home), shown.update)
    if arguments.json:
        show_json({"documents": built.documents, "passages": built.passages, "embedded": built.embedded,
                   "seconds": round(built.seconds, 3), "index": built.name})  # fmt: skip
        return 0
    print(told(built))
    return 0


def search(arguments: argparse.Namespace) -> int:
    """Print the best passages of a question, or of each line of a batch."""
    from assistant.as_json import hit_as_json
    from assistant.render import hits_as_text

    if arguments.top < 1:
        raise BadSetting(f"--top {arguments.top} : il faut au moins 1.", fix="donnez un nombre de passages positif")
    question, batch = _questions(arguments)
    with _searcher(arguments.home) as searcher:
        for item in batch or [{"id": "", "question": question}]:
            hits = searcher.search(item["question"], top=arguments.top, kinds=arguments.kind or ())
            if batch or arguments.json:
                show_json({"id": item["id"], "hits": [hit_as_json(hit) for hit in hits]})
            else:
                show(hits_as_text(hits))
    return 0


def ask(arguments: argparse.Namespace) -> int:
    """Answer a question, each line of a batch, or whoever types at the prompt."""
    question, batch = _questions(arguments, prompt=True)
    needs_index = not batch or any("passages" not in item for item in batch)
    with _assistant(arguments, needs_index=needs_index) as assistant:
        if batch:
            _answer_batch(assistant, batch, arguments)
        elif question:
            _print_answer(assistant, question, arguments)
        else:
            _converse(assistant, arguments)
    return 0


def verify(arguments: argparse.Namespace) -> int:
    """Print what the guard says of each pair of a batch; 0 whatever it says."""
    from assistant.as_json import verdict_as_json
    from assistant.wiring import choose_guard

    pairs = read_pairs(arguments.batch)
    guard = choose_guard(arguments.home, to_show=False)
    with bar("Vérification") as shown:
        for start in range(0, len(pairs), _PAIRS_AT_ONCE):
            group = pairs[start : start + _PAIRS_AT_ONCE]
            verdicts = guard.verify([(pair["passage"], pair["claim"]) for pair in group])
            for pair, verdict in zip(group, verdicts, strict=True):
                show_json(verdict_as_json(verdict, pair["id"]))
            shown.update(start + len(group), len(pairs))
    return 0


def status(arguments: argparse.Namespace) -> int:
    """Print what the library holds."""
    from assistant.status import status_as_json, status_as_text

    with closing(Library(arguments.home)) as library:
        if arguments.json:
            show_json(status_as_json(library, arguments.home / "index"))
        else:
            show(status_as_text(library, arguments.home / "index", documents=arguments.documents))
    return 0


def models(arguments: argparse.Namespace) -> int:
    """List, fetch or check the models; prepare the one that writes."""
    from assistant.commands.models import models as run

    return run(arguments)


def draft(arguments: argparse.Namespace) -> int:
    """Draft a register entry from documents."""
    from assistant.commands.entries import draft as run

    return run(arguments)


def record(arguments: argparse.Namespace) -> int:
    """Show, work on, compare, export or import entries."""
    from assistant.commands.record import ACTIONS

    return ACTIONS[arguments.action](arguments)


def qualify(arguments: argparse.Namespace) -> int:
    """Say what the law asks for a treatment."""
    from assistant.commands.qualify import qualify as run

    return run(arguments)


def serve(arguments: argparse.Namespace) -> int:
    """Serve the pages."""
    from assistant.app.serve import serve as run

    return run(arguments)


def audit(arguments: argparse.Namespace) -> int:
    """Read the log again."""
    from assistant.commands.audit import audit as run

    return run(arguments)


def users(arguments: argparse.Namespace) -> int:
    """Manage the accounts of a server."""
    from assistant.commands.users import users as run

    return run(arguments)


def _questions(arguments: argparse.Namespace, *, prompt: bool = False) -> tuple[str, list[dict[str, Any]]]:
    """Return the question of the command line, or the objects of the batch."""
    question = readable(" ".join(arguments.question)).strip()
    if arguments.batch and arguments.question:
        raise BadSetting("Une question et --batch à la fois.", fix="gardez l'une, ou ajoutez-la au fichier")
    if arguments.batch:
        return "", read_batch(arguments.batch)
    if not question and (arguments.question or not prompt):
        raise _no_question()
    return question, []


def _no_question() -> BadSetting:
    return BadSetting("Aucune question.", fix="écrivez-la entre guillemets après la commande")


def _answer_batch(assistant: "Assistant", batch: list[dict[str, Any]], arguments: argparse.Namespace) -> None:
    from assistant.as_json import answer_as_json

    with bar("Réponses") as shown:
        for number, item in enumerate(batch, start=1):
            if "passages" in item:
                answer = assistant.ask_over(item["question"], item["passages"])
            else:
                answer = assistant.ask(item["question"], kinds=arguments.kind or ())
            show_json(answer_as_json(answer, item["id"]))
            shown.update(number, len(batch))


def _print_answer(assistant: "Assistant", question: str, arguments: argparse.Namespace, previous: str = "") -> str:
    """Show an answer as it comes; return the question as it was understood."""
    from assistant.as_json import answer_as_json
    from assistant.render import as_text

    answers = assistant.stream(question, kinds=arguments.kind or (), previous=previous)
    if arguments.json:
        *_, answer = answers
        show_json(answer_as_json(answer))
    else:
        answer = show_growing(answers, lambda known: as_text(known, asked=question, why=arguments.why))
    return answer.question


def _converse(assistant: "Assistant", arguments: argparse.Namespace) -> None:
    previous: str | None = None
    for line in typed():
        previous = _print_answer(assistant, line, arguments, previous or "")
        if not arguments.json:
            print()
    # A dialogue may end before its first question; a program that waits for JSON must be told.
    if previous is None and arguments.json:
        raise _no_question()


@contextmanager
def _searcher(home: Path) -> "Iterator[Searcher]":
    from index.search import Searcher
    from index.snapshot import open_snapshot

    # Before any model is loaded: an index that is missing is said at once.
    open_snapshot(home / "index")
    with closing(Library(home)) as library:
        yield Searcher.open(library, home / "index", _embedder(home))


@contextmanager
def _assistant(arguments: argparse.Namespace, *, needs_index: bool) -> "Iterator[Assistant]":
    from assistant.settings import read_settings
    from assistant.wiring import assemble

    home = arguments.home
    setting = arguments.generator or read_settings(home, os.environ).generator
    if needs_index:
        with _searcher(home) as searcher:
            yield assemble(home, searcher.embedder, searcher, setting)
    else:
        yield assemble(home, _embedder(home), None, setting)


def _embedder(home: Path) -> "Embedder":
    from assistant.settings import read_settings
    from assistant.wiring import choose_embedder

    return choose_embedder(read_settings(home, os.environ).embedder, home)


__all__ = [
    *("add", "ask", "audit", "draft", "index", "models", "purge", "qualify", "record"),
    *("remove", "search", "serve", "status", "users", "verify"),
]
