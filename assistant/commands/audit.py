"""`glose audit`: lists what was kept, shows an answer again as it was shown, deletes what is too old."""

import argparse
import os
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from assistant.as_data import to_data
from assistant.as_json import answer_as_json
from assistant.audit import Cut, Entry, Replay, days, purge, read, read_day, replay
from assistant.errors import BadSetting
from assistant.render import as_text
from assistant.settings import check_days, read_settings
from assistant.terminal import show, show_json, show_plain
from corpus.counting import count
from corpus.library import Library

_EVENTS = {"answer": "réponse", "draft": "rédaction", "feedback": "avis"}
_SHOWN = 60
_LEFT = "page fermée, nouvelle personne ou autre question"
_CUT: Mapping[Cut, str] = {
    "waiting": f"La personne est partie avant la rédaction : {_LEFT}. Voici ce qu'elle a vu.",
    "writing": f"La personne est partie pendant la rédaction : {_LEFT}. Voici ce qu'elle a vu, et rien de plus.",
    "failed": "La rédaction s'est arrêtée sur une panne : voici ce que la personne a vu, et rien de plus.",
}


def audit(arguments: argparse.Namespace) -> int:
    """Do one of the three; 1 when a line of the log is damaged, or a version that was cited is gone."""
    folder: Path = arguments.home / "audit"
    if arguments.action == "show":
        return _show(arguments, folder)
    if arguments.action == "list":
        return _list(arguments, folder)
    return _purge(arguments, folder)


def _show(arguments: argparse.Namespace, folder: Path) -> int:
    if not arguments.id:
        raise BadSetting("Quelle réponse ?", fix="glose audit show ID ; « glose audit list » donne les identifiants")
    entry = read(folder, arguments.id)
    if entry.event != "answer":
        show_json(to_data(entry))
        return 0
    library = Library(arguments.home)
    try:
        replayed = replay(entry, library)
    finally:
        library.close()
    if arguments.json:
        _show_replay_as_json(entry, replayed)
    else:
        _show_replay(entry, replayed)
    return int(bool(replayed.gone))


def _show_replay_as_json(entry: Entry, replayed: Replay) -> None:
    gone = [{"document": document, "version": version} for document, version in replayed.gone]
    about = {"when": entry.when, "page": entry.page, "user": entry.user, "cut": replayed.cut, "gone": gone}
    show_json(about | answer_as_json(replayed.answer, entry.id))


def _show_replay(entry: Entry, replayed: Replay) -> None:
    answer = replayed.answer
    show_plain(_head(entry))
    show_plain(f"Question : {answer.question or '(non conservée)'}\n")
    if replayed.cut:
        show_plain(f"{_CUT[replayed.cut]}\n")
    show(as_text(answer, why=True))
    show_plain("")
    show_plain("Fait avec : " + ", ".join(f"{part} {_name(name)}" for part, name in answer.made_with.items()))
    show_plain("Durées : " + ", ".join(f"{step} {time} ms" for step, time in answer.timings.items()))
    for document, version in replayed.gone:
        show_plain(f"Version absente de la bibliothèque : {document}, {version}")


def _list(arguments: argparse.Namespace, folder: Path) -> int:
    damaged: list[str] = []
    listed = 0
    for day in [_day(arguments.day)] if arguments.day else days(folder):
        found = read_day(folder, day)
        damaged += found.damaged
        listed += len(found.entries)
        for entry in found.entries:
            if arguments.json:
                show_json(to_data(entry))
            else:
                show_plain(f"{_head(entry)}{_said(entry)}")
    _show_damaged(damaged, as_json=arguments.json)
    if not (listed or damaged or arguments.json):
        show_plain("Le journal ne contient rien ce jour-là." if arguments.day else "Le journal est vide.")
    return int(bool(damaged))


def _show_damaged(damaged: Sequence[str], *, as_json: bool) -> None:
    for where in damaged:
        if as_json:
            show_json({"damaged": where})
        else:
            show_plain(f"{where} : endommagée, ignorée.")


def _purge(arguments: argparse.Namespace, folder: Path) -> int:
    kept = read_settings(arguments.home, os.environ).audit_days if arguments.days is None else arguments.days
    check_days("--days", kept)
    gone = purge(folder, kept, datetime.now(UTC).date())
    show_plain(f"{count(len(gone), 'jour effacé', 'jours effacés')} ; les {kept} derniers sont gardés.")
    return 0


def _head(entry: Entry) -> str:
    outcome = entry.data.get("outcome", entry.data.get("reason", ""))
    cut = "interrompue" if entry.data.get("cut") else ""
    when = f"{entry.when[:10]} {entry.when[11:19]}"
    parts = (entry.id, when, _EVENTS[entry.event], outcome, cut, entry.page, entry.user)
    return "  ".join(str(part) for part in parts if part)


def _said(entry: Entry) -> str:
    """Return the beginning of what was typed, on one line."""
    typed = next((str(entry.data[key]) for key in ("question", "request", "text") if entry.data.get(key)), "")
    line = " ".join(typed.split())
    return f"  {line[:_SHOWN]}{'…' if len(line) > _SHOWN else ''}" if line else ""


def _name(name: object) -> str:
    return ", ".join(map(str, name)) or "aucun" if isinstance(name, list) else str(name)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadSetting(f"--day {text} : ce n'est pas un jour.", fix="écrivez par exemple 2026-11-22") from error
