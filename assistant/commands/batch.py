"""Questions, or pairs to verify, given in a file, one JSON object a line: checked whole before anything starts."""

import json
from collections.abc import Iterator
from math import isfinite
from pathlib import Path
from typing import Any

from assistant.errors import BadSetting
from corpus.disk import refusal
from corpus.encoding import half_character

_EXPECTED = 'attendu : {"id": "1", "question": "…"}'
_EXPECTED_PAIR = 'attendu : {"id": "1", "passage": "…", "claim": "…"}'


def read_batch(path: Path) -> list[dict[str, Any]]:
    """Return the questions of a batch; a bad line is a `BadSetting` now, so that it does not cost a run at its end."""
    found = [_question(where, item) for where, item in _objects(path, _EXPECTED)]
    if not found:
        raise BadSetting(f"{path} : aucune question.", fix=f"une ligne par question ; {_EXPECTED}")
    return found


def read_pairs(path: Path) -> list[dict[str, Any]]:
    """Return the pairs of a batch to verify; a bad line is a `BadSetting`."""
    found = [_pair(where, item) for where, item in _objects(path, _EXPECTED_PAIR)]
    if not found:
        raise BadSetting(f"{path} : aucune paire.", fix=f"une ligne par paire ; {_EXPECTED_PAIR}")
    return found


def _objects(path: Path, expected: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each object of a file of JSON lines, after where it stands."""
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise BadSetting(f"{path} : {refusal(error)}.", fix="vérifiez le chemin donné après --batch") from error
    except UnicodeDecodeError as error:
        raise BadSetting(f"{path} : ce fichier n'est pas en UTF-8.", fix="enregistrez-le en UTF-8") from error
    # Not splitlines(): a JSON string may hold the other characters that it takes for line ends.
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            where = f"{path}, ligne {number}"
            yield where, _object(where, line, expected)


def _object(where: str, line: str, expected: str) -> dict[str, Any]:
    try:
        item = json.loads(line)
        problem = half_character(json.dumps(item, ensure_ascii=False))
    except (ValueError, RecursionError) as error:
        raise BadSetting(f"{where} : JSON mal formé.", fix=expected) from error
    if problem:
        raise BadSetting(f"{where} : {problem}.", fix="corrigez ce caractère")
    # What is not an object lacks every key, and is told so.
    return item if isinstance(item, dict) else {}


def _check(where: str, item: dict[str, Any], texts: tuple[str, ...], expected: str) -> None:
    """Refuse an object without an id that comes back as given, or without one of the texts that it needs."""
    *first, last = ("id", *texts)
    if any(key not in item for key in (*first, last)):
        keys = ", ".join(f"« {key} »" for key in first)
        raise BadSetting(f"{where} : il faut les clés {keys} et « {last} ».", fix=expected)
    if not _is_id(item["id"]):
        raise BadSetting(f"{where} : « id » doit être un texte ou un nombre.", fix=expected)
    for key in texts:
        if not isinstance(item[key], str):
            raise BadSetting(f"{where} : « {key} » doit être un texte entre guillemets.", fix=expected)


def _is_id(value: object) -> bool:
    if isinstance(value, float):
        return isfinite(value)
    return isinstance(value, str | int) and not isinstance(value, bool)


def _question(where: str, item: dict[str, Any]) -> dict[str, Any]:
    _check(where, item, ("question",), _EXPECTED)
    if not item["question"].strip():
        raise BadSetting(f"{where} : la question est vide.", fix=_EXPECTED)
    if "passages" in item and not _are_passages(item["passages"]):
        raise BadSetting(
            f"{where} : « passages » doit être une liste d'objets avec « id », « title » et « text ».",
            fix='attendu : "passages": [{"id": "a", "title": "…", "text": "…"}]',
        )
    return item


def _pair(where: str, item: dict[str, Any]) -> dict[str, Any]:
    _check(where, item, ("passage", "claim"), _EXPECTED_PAIR)
    return item


def _are_passages(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(passage, dict) and _is_id(passage.get("id")) and isinstance(passage.get("text"), str)
        for passage in value
    )
