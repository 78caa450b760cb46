"""`glose models`: what Glose can install itself."""

import argparse
import sys
from pathlib import Path
from typing import Any

from assistant.errors import BadSetting
from assistant.terminal import show_json


def models(arguments: argparse.Namespace) -> int:
    """List, fetch or check the models; prepare the one that writes."""
    from assistant.installing.models import MODELS, check, ensure, find, model_places

    places = model_places(arguments.home)
    if arguments.action == "list":
        return _list_models(places, as_json=arguments.json)
    if arguments.action == "prepare":
        return _prepare(arguments)
    if arguments.action == "fetch" and not arguments.name:
        raise BadSetting("Quel modèle ?", fix=f"glose models fetch NOM, parmi {', '.join(MODELS)}")
    for name in [arguments.name] if arguments.name else MODELS:
        found = find(name, places)
        if arguments.action == "fetch":
            found = ensure(name, found.parent if found else places[-1], _say)
        elif found:
            check(name, found, _say)
        print(f"{name} : {f'en place ({found})' if found else 'absent'}")
    return 0


def _prepare(arguments: argparse.Namespace) -> int:
    from assistant.installing.prepare import generator_state, prepare, prepare_in_background

    if arguments.background:
        print(prepare_in_background(arguments.home).message)
    else:
        prepare(arguments.home, _say)
        print(generator_state(arguments.home).message)
    return 0


def _list_models(places: list[Path], *, as_json: bool) -> int:
    from assistant.installing.models import MODELS, find

    rows: list[dict[str, Any]] = [
        {"name": m.name, "role": m.role, "about": m.about, "licence": m.licence, "origin": m.origin, "bytes": m.size,
         "sha256": m.files, "folder": str(find(m.name, places) or "") or None}
        for m in MODELS.values()
    ]  # fmt: skip
    if as_json:
        show_json(rows)
        return 0
    for row in rows:
        print(f"{row['name']} ({row['role']}, {row['licence']}, {row['bytes'] // 10**6} Mo) : {row['about']}")
        print(f"    origine : {row['origin']}")
        print(f"    état    : {row['folder'] or 'absent ; glose models fetch ' + row['name']}")
        for file, digest in row["sha256"].items():
            print(f"    sha256  : {digest}  {file}")
    return 0


def _say(what: str) -> None:
    print(f"  {what}…", file=sys.stderr, flush=True)
