"""An entry checked against its standard by jsonschema: the only file that knows that library, which is optional."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any, NamedTuple

from assistant.record.exchange.crosswalk import Form, Key, Standard

_PATTERNS: Mapping[Form, str] = {
    "email": r"^[^\s@]+@[^\s@]+$",
    "url": r"^https?://\S+$",
    "contact": r"^(?:[^\s@]+@[^\s@]+|https?://\S+)$",
    "date": r"^\d{4}-\d{2}-\d{2}$",
}
_FORMS: Mapping[str, str] = {"string": "un texte", "array": "une liste", "object": "un titre et un lien"}
_SHOWN = 60


class Problem(NamedTuple):
    """A key that does not follow its standard: the rule, as jsonschema names it, and what is wrong, in French."""

    key: str
    rule: str
    text: str


def can_check() -> bool:
    """Whether jsonschema is installed."""
    try:
        import_module("jsonschema")
    except ImportError:
        return False
    return True


def check(values: Mapping[str, Any], standard: Standard) -> list[Problem]:
    """Return what is wrong with an entry whose keys are in no section; null and empty stand for "not filled"."""
    filled = {name: value for name, value in values.items() if value not in (None, "", [])}
    validator = import_module("jsonschema").Draft202012Validator(json_schema(standard))
    errors = list(validator.iter_errors(filled))
    missing = {name for error in errors if error.validator == "required" for name in error.validator_value} - set(
        filled
    )
    return [
        *(Problem(name, "required", f"« {name} » est obligatoire et manque.") for name in sorted(missing)),
        *(_problem(error, standard) for error in errors if error.validator != "required"),
    ]


def json_schema(standard: Standard) -> dict[str, Any]:
    """Return a standard as JSON Schema."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": {key.name: _property(key) for key in standard.keys},
        "required": [key.name for key in standard.keys if key.required],
    }


def _property(key: Key) -> dict[str, Any]:
    if key.form == "list":
        return {"type": "array", "items": {"enum": list(key.values)} if key.values else {"type": "object"}}
    rules: dict[str, Any] = {"type": "string"}
    if key.limit:
        rules["maxLength"] = key.limit
    if key.values:
        rules["enum"] = list(key.values)
    if pattern := _PATTERNS.get(key.form):
        rules["pattern"] = pattern
    return rules


def _problem(error: Any, standard: Standard) -> Problem:
    name = str(error.path[0])
    return Problem(name, error.validator, f"« {name} » ne suit pas {standard.title} : {_reason(error)}.")


def _reason(error: Any) -> str:
    found = str(error.instance)[:_SHOWN]
    match error.validator:
        case "maxLength":
            return f"{len(error.instance)} caractères, pour {error.validator_value} au plus"
        case "enum":
            return f"« {found} » n'est pas une valeur admise ({', '.join(error.validator_value)})"
        case "type":
            return f"« {found} » n'est pas {_FORMS[error.validator_value]}"
        case _:
            return f"« {found} » n'a pas la forme attendue"
