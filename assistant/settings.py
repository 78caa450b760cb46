"""Settings: defaults, then the file `glose.toml` of the home folder, then variables `GLOSE_…`."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from ipaddress import ip_address
from pathlib import Path

from assistant.errors import BadSetting
from corpus.disk import refusal

Value = str | int | bool

_LONGEST_DAYS = 36_500
_YES_OR_NO = {"true": True, "oui": True, "1": True, "false": False, "non": False, "0": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What can be chosen.

    `embedder` is "e5", "words", or the path of a sentence-transformers folder. `generator` is "auto" (the embedded
    model once it is there, none before), "embedded", "none", the path of a GGUF file, or the address of a server that
    speaks the chat interface of OpenAI, with the name of a model after "#". Drafts are worded only by a model that is
    named: "auto" quotes.

    `audit_days` is how long the log is kept; `keep_questions`, whether questions stand in it, masked, or not at all.
    `users` is the file of accounts, relative to the home folder. `proxy_header` names who is there, and is believed
    only from `proxy_address`; without an address there is no proxy.
    """

    embedder: str = "e5"
    generator: str = "auto"
    audit_days: int = 90
    keep_questions: bool = True
    users: str = "users.jsonl"
    proxy_address: str = ""
    proxy_header: str = "Remote-User"


def read_settings(home: Path, environ: Mapping[str, str]) -> Settings:
    """Read the file and the variables given; touch nothing else. What is unknown or mistyped is a `BadSetting`."""
    file = home / "glose.toml"
    kinds = {field.name: type(field.default) for field in fields(Settings)}
    values: dict[str, Value] = {}
    for name, value in _stored(file).items():
        if name not in kinds:
            raise BadSetting(
                f"{file} : réglage inconnu ou mal écrit, « {name} ».", fix=f"les réglages sont {', '.join(kinds)}"
            )
        values[name] = _read(f"{file} : « {name} »", value, kinds[name])
    for name, kind in kinds.items():
        variable = f"GLOSE_{name.upper()}"
        if given := environ.get(variable):
            values[name] = _read(variable, given, kind)
    settings = Settings(**values)  # type: ignore[arg-type]
    _check(settings)
    return settings


def check_days(where: str, days: int) -> None:
    """Refuse to keep the log for no day, or for longer than the calendar goes back."""
    if not 1 <= days <= _LONGEST_DAYS:
        raise BadSetting(
            f"{where} {days} : il faut au moins 1 et au plus {_LONGEST_DAYS}.", fix="donnez le nombre de jours à garder"
        )


def _stored(file: Path) -> dict[str, object]:
    try:
        return tomllib.loads(file.read_text("utf-8-sig")) if file.exists() else {}
    except (ValueError, RecursionError, OSError) as error:
        raise BadSetting(
            f"{file} : réglages illisibles ({_fault(error)}).", fix="corrigez ce fichier, ou retirez-le"
        ) from error


def _fault(error: Exception) -> str:
    if isinstance(error, OSError):
        return refusal(error)
    if isinstance(error, UnicodeDecodeError):
        return "ce fichier n'est pas en UTF-8"
    if place := re.search(r"at line (\d+), column (\d+)", str(error)):
        return f"ligne {place[1]}, colonne {place[2]}"
    return "il s'arrête avant la fin d'une valeur, ou un nombre y est trop long"


def _read(where: str, value: object, kind: type) -> Value:
    """Return a value as the kind of its setting; a text may say a number, or yes or no, as variables do."""
    if type(value) is kind and isinstance(value, str | int):
        return value
    if kind is int and isinstance(value, str) and value.isdecimal():
        return int(value)
    if kind is bool and isinstance(value, str) and value.casefold() in _YES_OR_NO:
        return _YES_OR_NO[value.casefold()]
    expected = {str: "un texte entre guillemets", int: "un nombre entier", bool: "true ou false"}[kind]
    raise BadSetting(f"{where} : réglage mal écrit.", fix=f"il faut {expected}")


def _check(settings: Settings) -> None:
    """Refuse what has the right kind and means nothing."""
    check_days("audit_days =", settings.audit_days)
    if settings.proxy_address:
        try:
            ip_address(settings.proxy_address)
        except ValueError as error:
            raise BadSetting(
                f"proxy_address : « {settings.proxy_address} » n'est pas une adresse IP.",
                fix="donnez l'adresse du serveur mandataire, par exemple 127.0.0.1",
            ) from error
