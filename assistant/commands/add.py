"""`glose add`: reads paths into the library, and says what it made of each."""

import argparse
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from assistant.addresses import is_web
from assistant.errors import BadSetting
from assistant.progress import bar
from assistant.status import report_as_json, report_as_text
from assistant.terminal import show, show_json, show_plain, warn
from corpus.add import Report
from corpus.add import add as add_path
from corpus.errors import UnreadableFile
from corpus.library import Library
from corpus.types import About


def add(arguments: argparse.Namespace) -> int:
    """Read paths into the library; 1 when a path gave nothing at all."""
    about, failed = _about(arguments), False
    with closing(Library(arguments.home)) as library:
        for path in arguments.paths:
            try:
                with bar(f"Lecture de {path.name or path}") as shown:
                    report = add_path(library, path, about, shown.count)
            except UnreadableFile as error:
                # The other paths are still read: one bad path must not cost a whole folder.
                failed = True
                warn(str(error))
                continue
            _show_report(path, report, as_json=arguments.json)
    if not failed and not arguments.json:
        show_plain("Pour rendre ces documents cherchables : glose index")
    return int(failed)


def _about(arguments: argparse.Namespace) -> About:
    if arguments.url and not is_web(arguments.url):
        raise BadSetting(
            f"--url {arguments.url} : ce n'est pas une adresse du web.", fix="donnez une adresse https://…"
        )
    return About(
        kind=arguments.kind,
        publisher=arguments.publisher,
        licence=arguments.licence,
        url=arguments.url,
        code=arguments.code,
        retrieved=datetime.now(UTC).date().isoformat(),
    )


def _show_report(path: Path, report: Report, *, as_json: bool) -> None:
    if as_json:
        show_json({"path": str(path), **report_as_json(report)})
    else:
        show(report_as_text(path, report))
