"""What is typed and what is shown. Everything is written at once, so that a reader who has gone is noticed at once."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from io import TextIOWrapper

from assistant.types import Answer
from corpus.disk import readable

_LINE_ENDS = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})
"""What some programs take for the end of a line, and JSON does not."""


def show(marked: str) -> None:
    """Show a text with rich's marks: colours and the width of the window on a terminal, plain lines elsewhere."""
    from rich.console import Console

    console = Console(soft_wrap=not sys.stdout.isatty())
    # Rich ends the program by itself when the reader has gone; `main` does it better.
    with console.capture() as captured:
        console.print(marked, highlight=False)
    _write(captured.get())


def show_plain(text: str) -> None:
    """Show a text as it is: none of it can pass for a mark."""
    _write(text + "\n")


def warn(*notes: str) -> None:
    """Tell something beside what is shown, where no program takes it for a result; one line each."""
    for note in notes:
        sys.stderr.write(f"glose : {note}\n")


def show_growing(answers: Iterable[Answer], as_text: Callable[[Answer], str]) -> Answer:
    """Show answers that each hold more than the one before, in one place on a terminal; elsewhere the last. Return it.

    There is at least one.
    """
    if not sys.stdout.isatty():
        *_, last = answers
        show(as_text(last))
        return last
    from rich.console import Console
    from rich.live import Live
    from rich.text import Text

    with Live(console=Console(highlight=False), auto_refresh=False, vertical_overflow="visible") as live:
        for last in answers:
            live.update(Text.from_markup(as_text(last)), refresh=True)
    return last


def show_json(value: object) -> None:
    """Show a value as one line of JSON, escaped where the output has not every letter."""
    escaped = not (sys.stdout.encoding or "utf-8").lower().startswith("utf")
    _write(json.dumps(value, ensure_ascii=escaped).translate(_LINE_ENDS) + "\n")


def typed() -> Iterator[str]:
    """Yield the questions of a person, up to an empty line, or the lines of a file, up to its end."""
    if sys.stdin.isatty():
        yield from _prompted()
        return
    take_any_bytes()
    yield from filter(None, (readable(line).strip() for line in sys.stdin))


def take_any_bytes() -> None:
    """Let the input hold bytes that are not UTF-8: `readable` makes letters of them."""
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="surrogateescape")


def _prompted() -> Iterator[str]:
    _write("Posez votre question, puis Entrée. Une ligne vide pour sortir.\n")
    try:
        while line := readable(input("\nQuestion > ")).strip():
            yield line
    except EOFError:
        return


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
