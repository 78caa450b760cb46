"""Questions given in a file, one JSON object a line: checked whole before anything starts."""

import json
from pathlib import Path
from typing import Any

from assistant.errors import BadSetting
from corpus.disk import refusal

_EXPECTED = 'attendu : {"id": "1", "question": "…"}'


def read_batch(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a batch; a bad line is a `BadSetting` now, so that it does not cost a run at its end."""
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise BadSetting(f"{path} : {refusal(error)}.", fix="vérifiez le chemin donné après --batch") from error
    except UnicodeDecodeError as error:
        raise BadSetting(f"{path} : ce fichier n'est pas en UTF-8.", fix="enregistrez-le en UTF-8") from error
    # Not splitlines(): a JSON string may hold the other characters that it takes for line ends.
    numbered = enumerate(text.split("\n"), start=1)
    found = [_item(f"{path}, ligne {number}", line) for number, line in numbered if line.strip()]
    if not found:
        raise BadSetting(f"{path} : aucune question.", fix=f"une ligne par question ; {_EXPECTED}")
    return found


def _item(where: str, line: str) -> dict[str, Any]:
    try:
        item = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise BadSetting(f"{where} : JSON mal formé.", fix=_EXPECTED) from error
    if not isinstance(item, dict) or not isinstance(item.get("question"), str) or "id" not in item:
        raise BadSetting(f"{where} : il faut les clés « id » et « question ».", fix=_EXPECTED)
    if not item["question"].strip():
        raise BadSetting(f"{where} : la question est vide.", fix=_EXPECTED)
    if "passages" in item and not _are_passages(item["passages"]):
        raise BadSetting(
            f"{where} : « passages » doit être une liste d'objets avec « id », « title » et « text ».",
            fix='attendu : "passages": [{"id": "a", "title": "…", "text": "…"}]',
        )
    return item


def _are_passages(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(passage, dict) and isinstance(passage.get("id"), str) and isinstance(passage.get("text"), str)
        for passage in value
    )
