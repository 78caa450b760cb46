"""The command line speaks French, whatever argparse has to say and whatever the Python."""

import argparse
import ast
import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant import cli
from assistant.commands.french import FRENCH, Parser
from evals import __main__ as evals

TO_PROGRAMMERS = {
    # Raised while a parser is described: no command line brings them about.
    *("conflicting option string: %s", "conflicting option strings: %s", ".__call__() not defined"),
    *("'required' is an invalid argument for positionals", "mutually exclusive arguments must be optional"),
    *("%r is not callable", "cannot merge actions - two groups are named %r", "dest= is required for options like %r"),
    "invalid option string %(option)r: must start with a character %(prefix_chars)r",
    *("invalid conflict_resolution value: %r", "cannot have multiple subparser arguments"),
    *("conflicting subparser: %s", "conflicting subparser alias: %s"),
    # Of argparse.FileType: Glose opens its files itself.
    *("can't open '%(filename)s': %(error)s", 'argument "-" with mode %r'),
}
PLACES = re.compile(r"%(?:\((\w+)\))?[rs]")


def messages() -> set[str]:
    """What the argparse of this Python may say."""
    calls = (node for node in ast.walk(ast.parse(inspect.getsource(argparse))) if isinstance(node, ast.Call))
    said = [node.args[:2] for node in calls if isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext")]
    return {text.value for texts in said for text in texts if isinstance(text, ast.Constant)}


def parsers(top: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """A parser and those of its commands, and of theirs."""
    yield top
    for action in top._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from parsers(command)


def every_parser() -> list[argparse.ArgumentParser]:
    return [*parsers(cli.parser()), *parsers(evals.parser())]


def error_of(main: Callable[[list[str]], int], line: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What a wrong command line gets after the lines of its usage."""
    with pytest.raises(SystemExit) as stopped:
        main(line.split())
    shown = capsys.readouterr()
    assert stopped.value.code == 2
    assert not shown.out
    usage, program, error = re.split(r"^(glose[\w -]*) : ", shown.err, maxsplit=1, flags=re.MULTILINE)
    assert usage.startswith(f"utilisation : {program} ")
    said, fix = error.split("\n  → ")
    assert fix == f"« {program} --help » dit ce qui est possible\n"
    return said


def test_all_that_argparse_says_to_a_person_has_its_french() -> None:
    assert len(messages()) > 30
    assert messages() - TO_PROGRAMMERS - FRENCH.keys() == set()


@pytest.mark.parametrize("message", FRENCH)
def test_a_translation_holds_what_its_message_holds(message: str) -> None:
    named = set(PLACES.findall(FRENCH[message]))
    assert named <= set(PLACES.findall(message))
    assert "" not in named or len(PLACES.findall(FRENCH[message])) == len(PLACES.findall(message))


def test_every_help_is_in_french() -> None:
    known = every_parser()
    assert len(known) > 25
    for parser in known:
        shown = parser.format_help()
        assert shown.startswith("utilisation : glose")
        assert re.search(r"\n\noptions :\n  -h, --help +montrer cette aide\n", shown)
        assert {group.title for group in parser._action_groups} <= {"arguments", "options", "commandes", "actions"}


def test_only_a_whole_number_may_be_refused_by_its_type() -> None:
    assert {action.type for parser in every_parser() for action in parser._actions} <= {None, Path, int}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", "il manque : COMMANDE"),
        ("record show", "il manque : FICHE"),
        ("ask --generator", "argument --generator : une valeur est attendue"),
        ("add", "il manque : CHEMIN"),
        ("draft --documents --json", "argument --documents : au moins une valeur est attendue"),
        ("search --top dix crèche", "argument --top : « dix » n'est pas un nombre entier"),
        ("ask --json=oui", "argument --json : ne prend pas de valeur, et reçoit « oui »"),
        ("add --co CRPA --unknown x", "ce qui suit n'est pas attendu ici : --unknown"),
        ("status --nothing", "ce qui suit n'est pas attendu ici : --nothing"),
        ("--h x status", "--h peut être l'abrégé de --help, --home"),
    ],
)
def test_an_error_is_in_french_with_what_to_do(line: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert error_of(cli.main, line, capsys) == said


@pytest.mark.parametrize("line", ["nosuch", "audit nosuch", "ask --kind nosuch"])
def test_an_unknown_choice_is_told_with_the_known_ones(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = error_of(cli.main, line, capsys)
    assert re.fullmatch(r"argument .+ : « nosuch » n'est pas un choix possible \(\w+(, \w+)+\)", said)


def test_the_evaluations_speak_french_too(capsys: pytest.CaptureFixture[str]) -> None:
    said = error_of(evals.main, "run --held-out --cases a.jsonl", capsys)
    assert said == "argument --cases : ne va pas avec --held-out"


def test_several_values_are_counted_as_french_counts(capsys: pytest.CaptureFixture[str]) -> None:
    parser = Parser(prog="glose")
    parser.add_argument("--one", nargs=1)
    parser.add_argument("--two", nargs=2)
    assert "--one : 1 valeur est attendue" in error_of(lambda line: len(vars(parser.parse_args(line))), "--one", capsys)
    assert "--two : 2 valeurs sont attendues" in error_of(
        lambda line: len(vars(parser.parse_args(line))), "--two", capsys
    )
