"""Settings: defaults, then the file `glose.toml` of the home folder, then variables `GLOSE_…`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from assistant.errors import BadSetting


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What can be chosen.

    `embedder` is "e5", "words", or the path of a sentence-transformers folder. `generator` is "auto" (the embedded
    model once it is there, none before), "embedded", "none", the path of a GGUF file, or the address of a server that
    speaks the chat interface of OpenAI, with the name of a model after "#".
    """

    embedder: str = "e5"
    generator: str = "auto"


def read_settings(home: Path, environ: Mapping[str, str]) -> Settings:
    """Read the file and the variables given; touch nothing else. What is unknown or mistyped is a `BadSetting`."""
    file = home / "glose.toml"
    known = [field.name for field in fields(Settings)]
    try:
        stored = tomllib.loads(file.read_text("utf-8")) if file.exists() else {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise BadSetting(
            f"{file} : réglages illisibles ({error}).", fix="corrigez ce fichier, ou retirez-le"
        ) from error
    for name, value in stored.items():
        if name not in known or not isinstance(value, str):
            raise BadSetting(
                f"{file} : réglage inconnu ou mal écrit, « {name} ».",
                fix=f"les réglages sont {', '.join(known)}, entre guillemets",
            )
    given = {name: environ[f"GLOSE_{name.upper()}"] for name in known if environ.get(f"GLOSE_{name.upper()}")}
    return Settings(**{**stored, **given})
