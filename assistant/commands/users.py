"""`glose users`: who may use a server, and for what. A password is typed or read from the input, never an argument."""

import argparse
import os
import sys
from getpass import getpass
from pathlib import Path

from assistant.errors import BadSetting
from assistant.server.accounts import Accounts
from assistant.settings import read_settings
from assistant.terminal import show_json, show_plain
from corpus.disk import readable


def users(arguments: argparse.Namespace) -> int:
    """Add, remove or list accounts."""
    home: Path = arguments.home
    file = home / read_settings(home, os.environ).users
    accounts = Accounts.read(file)
    if arguments.action == "list":
        return _list(accounts, as_json=arguments.json)
    name = readable(arguments.name)
    if not name:
        raise BadSetting("Quel compte ?", fix=f"glose users {arguments.action} NOM")
    if arguments.action == "remove":
        accounts.remove(file, name)
        show_plain(f"Compte {name} retiré.")
    else:
        _add(arguments, accounts, file, name)
    return 0


def _add(arguments: argparse.Namespace, accounts: Accounts, file: Path, name: str) -> None:
    if not arguments.role:
        raise BadSetting("Aucun rôle.", fix="ajoutez --role counter, --role drafter ou --role librarian")
    known = accounts.find(name)
    password = None if arguments.no_password else _password()
    user = accounts.add(file, name, arguments.role, password)
    show_plain(f"Compte {user.name} {'modifié' if known else 'créé'} : {', '.join(user.roles)}.")


def _password() -> str:
    """Ask twice, or take the first line of the input, which a program wrote."""
    if not sys.stdin.isatty():
        return readable(sys.stdin.readline()).rstrip("\r\n")
    password = getpass("Mot de passe : ")
    if getpass("Encore une fois : ") != password:
        raise BadSetting("Les deux mots de passe sont différents.", fix="recommencez")
    return password


def _list(accounts: Accounts, *, as_json: bool) -> int:
    rows = [
        {"name": user.name, "roles": list(user.roles), "password": accounts.has_password(user.name)}
        for user in accounts.users
    ]
    if as_json:
        show_json(rows)
        return 0
    for user in accounts.users:
        proxy = "" if accounts.has_password(user.name) else " (par le serveur mandataire)"
        show_plain(f"{user.name} : {', '.join(user.roles)}{proxy}")
    if not rows:
        show_plain("Aucun compte : « glose users add NOM --role counter » en crée un.")
    return 0
