"""`glose qualify`: asks the questions one by one, or takes the answers that it is given, and shows what follows."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.errors import BadSetting
from assistant.record.qualifying.qualify import Question, next_question, read_answer
from assistant.record.qualifying.qualify import qualify as conclude
from assistant.record.qualifying.text import qualification_as_json, qualification_as_text, question_as_text
from assistant.terminal import show, show_json, take_any_bytes
from corpus.disk import readable, refusal

_EXPECTED = 'attendu : authority=oui, ou un fichier JSON {"authority": "oui"}'


def qualify(arguments: argparse.Namespace) -> int:
    """Show the conclusions, of the answers given or of those typed; with `json`, nothing is asked."""
    answers = _given(arguments.answers or ())
    if not arguments.json and not answers:
        answers = _asked()
    qualification = conclude(answers)
    if arguments.json:
        show_json(qualification_as_json(qualification))
    else:
        show(qualification_as_text(qualification))
    return 0


def _asked() -> dict[str, str]:
    """Ask the questions that matter, one by one, until everything is certain or nothing more is typed."""
    take_any_bytes()
    answers: dict[str, str] = {}
    while question := next_question(answers):
        show(question_as_text(question))
        answer = _typed(question)
        if not answer:
            break
        answers[question.key] = answer
        show("")
    return answers


def _typed(question: Question) -> str:
    """Return the answer to a question, asked again while what is typed means nothing; "" at the end of the input."""
    while line := sys.stdin.readline():
        try:
            return read_answer(question.key, readable(line))
        except BadSetting as error:
            # Not the whole message: it repeats what was typed, which could pass for marks.
            show(f"Réponse non comprise : {error.fix}.")
    return ""


def _given(items: Sequence[str]) -> dict[str, str]:
    """Return the answers given as `key=value`, or in files of JSON; a question has one answer."""
    answers: dict[str, str] = {}
    for item in map(readable, items):
        for key, value in _read_item(item).items():
            if answers.setdefault(key, value) != value:
                raise BadSetting(
                    f"--answers : deux réponses à « {key} », « {answers[key]} » et « {value} ».",
                    fix="n'en gardez qu'une",
                )
    return answers


def _read_item(item: str) -> dict[str, str]:
    key, sign, value = item.partition("=")
    if sign:
        return {key.strip(): value}
    if not item.strip():
        raise BadSetting("--answers : une réponse est vide.", fix=_EXPECTED)
    return _read_file(Path(item))


def _read_file(path: Path) -> dict[str, str]:
    try:
        found = json.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise BadSetting(f"{path} : {refusal(error)}.", fix=_EXPECTED) from error
    except UnicodeDecodeError as error:
        raise BadSetting(f"{path} : ce fichier n'est pas en UTF-8.", fix="enregistrez-le en UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise BadSetting(f"{path} : JSON mal formé.", fix=_EXPECTED) from error
    if not isinstance(found, dict):
        raise BadSetting(f"{path} : ce n'est pas un objet JSON.", fix=_EXPECTED)
    return {key: _as_typed(value) for key, value in found.items()}


def _as_typed(value: Any) -> str:
    """Return a JSON value as somebody would type it: `true` means "yes"."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
