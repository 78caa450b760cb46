"""argparse in French: the words of its own that a person reads in a help or in an error of the command line."""

import argparse
from typing import Any

FRENCH = {
    "usage: ": "utilisation : ",
    "positional arguments": "arguments",
    "options": "options",
    "show this help message and exit": "montrer cette aide",
    "%(prog)s: error: %(message)s\n": "%(prog)s : %(message)s\n  → « %(prog)s --help » dit ce qui est possible\n",
    "argument %(argument_name)s: %(message)s": "argument %(argument_name)s : %(message)s",
    "the following arguments are required: %s": "il manque : %s",
    "one of the arguments %s is required": "il manque l'un de ces arguments : %s",
    "not allowed with argument %s": "ne va pas avec %s",
    "unrecognized arguments: %s": "ce qui suit n'est pas attendu ici : %s",
    "unexpected option string: %s": "option inattendue : %s",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s peut être l'abrégé de %(matches)s",
    "invalid choice: %(value)r (choose from %(choices)s)": "« %(value)s » n'est pas un choix possible (%(choices)s)",
    "unknown parser %(parser_name)r (choices: %(choices)s)": "commande inconnue : « %(parser_name)s » (%(choices)s)",
    # Of the types that Glose gives to its arguments, only int refuses a text; a test says so.
    "invalid %(type)s value: %(value)r": "« %(value)s » n'est pas un nombre entier",
    "ignored explicit argument %r": "ne prend pas de valeur, et reçoit « %s »",
    "expected one argument": "une valeur est attendue",
    "expected at most one argument": "une valeur au plus est attendue",
    "expected at least one argument": "au moins une valeur est attendue",
    "expected %s argument": "%s valeur est attendue",
    "expected %s arguments": "%s valeurs sont attendues",
}
"""What argparse says to who types a command; what it says to who describes one stays as it is."""


class Parser(argparse.ArgumentParser):
    """A parser whose help, errors and subcommands are in French."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, formatter_class=_Help)

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Refuse what is no choice; argparse itself shows the choices as Python writes a list."""
        if action.choices is not None and value not in action.choices:
            choices = ", ".join(map(str, action.choices))
            raise argparse.ArgumentError(action, f"« {value} » n'est pas un choix possible ({choices})")


class _Help(argparse.HelpFormatter):
    """Puts before a colon the space that French has there: argparse writes the colon itself."""

    def start_section(self, heading: str | None) -> None:
        super().start_section(heading and f"{heading} ")


def _in_french(message: str) -> str:
    return FRENCH.get(message, message)


def _in_french_for(singular: str, plural: str, number: int) -> str:
    return _in_french(singular if number < 2 else plural)


# argparse hands each of its messages to these two names. gettext would want a compiled catalogue in their place, and
# would follow the language of the machine: all else that Glose says is French on any.
vars(argparse).update(_=_in_french, ngettext=_in_french_for)
