"""The arguments of the commands on register entries and of the server."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.commands.french import Parser

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[Parser]

FORMATS = ("csv", "json", "docx", "odt", "md", "html", "nl", "atrs", "eu")
ROLES = ("counter", "drafter", "librarian")
WRITES = "qui rédige : auto, embedded, none (citer seulement), un fichier .gguf, une adresse http(s)://…#modèle"
_WORDS = "qui rédige, au-dessus des citations : auto et none (citer seulement), embedded, un .gguf, une adresse"
_ROLES_HELP = "counter : poser des questions ; drafter : rédiger ; librarian : la bibliothèque ; peut se répéter"


def record_commands(commands: "Commands") -> None:
    """Describe `glose draft`, `glose record` and `glose qualify`."""
    _draft(commands.add_parser("draft", help="rédiger un projet de fiche à partir de documents"))
    _record(commands.add_parser("record", help="les fiches gardées : voir, travailler, comparer, échanger"))
    _qualify(commands.add_parser("qualify", help="ce que la loi demande pour un traitement"))


def server_commands(commands: "Commands") -> None:
    """Describe `glose serve`, `glose audit` and `glose users`."""
    _serve(commands.add_parser("serve", help="ouvrir les pages dans un navigateur"))
    _audit(commands.add_parser("audit", help="relire ce que Glose a répondu"))
    _users(commands.add_parser("users", help="gérer les comptes d'un serveur"))


def _draft(command: argparse.ArgumentParser) -> None:
    command.description = (
        "Rédige la fiche d'un algorithme : chaque rubrique cite les documents, ou devient une question à poser. "
        "Les documents n'ont pas besoin d'être dans la bibliothèque."
    )
    command.add_argument(
        "--documents", nargs="+", type=Path, required=True, metavar="CHEMIN", help="fichiers, dossiers"
    )
    command.add_argument("--request", required=True, metavar="DEMANDE", help="l'algorithme ou l'aide dont il s'agit")
    command.add_argument("--generator", metavar="MODÈLE", help=_WORDS)
    command.add_argument("--out", type=Path, metavar="FICHIER", help="y écrire aussi le JSON de --json")
    command.add_argument("--json", action="store_true", help="répondre en JSON")


def _record(command: argparse.ArgumentParser) -> None:
    command.description = "Travaille sur les fiches gardées, nommées par leur identifiant (ID, ou ID@2), ou un fichier."
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION", title="actions")
    listed = actions.add_parser("list", help="les fiches gardées")
    shown = actions.add_parser("show", help="la page, les mentions, ce qui manque")
    order = actions.add_parser("order", help="« plus court », « d'où vient ce chiffre ? », « annule »…")
    again = actions.add_parser("redraft", help="rédiger de nouveau quand un document a changé")
    compared = actions.add_parser("compare", help="ce qui diffère entre deux fiches")
    exported = actions.add_parser("export", help="en faire un fichier")
    imported = actions.add_parser("import", help="garder les fiches d'un registre")
    for action in (shown, order, again, exported):
        action.add_argument("record", metavar="FICHE", help="identifiant, ID@N pour un état, ou fichier")
    for action in (listed, shown):
        action.add_argument("--json", action="store_true", help="répondre en JSON")
    order.add_argument("text", nargs="*", metavar="ORDRE", help="sans ordre : dialogue")
    order.add_argument("--documents", nargs="+", type=Path, metavar="CHEMIN", help="pour expliquer leurs mots")
    order.add_argument("--by", metavar="SERVICE", help="qui relit, pour « j'ai relu… »")
    again.add_argument("--documents", nargs="+", type=Path, required=True, metavar="CHEMIN")
    again.add_argument("--generator", default="none", metavar="MODÈLE", help=WRITES)
    compared.add_argument("one", metavar="FICHE")
    compared.add_argument("other", metavar="AUTRE")
    exported.add_argument("--format", required=True, choices=FORMATS, help="nl, atrs, eu : registres étrangers")
    exported.add_argument("--out", type=Path, default=Path(), metavar="DOSSIER")
    imported.add_argument("file", type=Path, metavar="FICHIER")


def _qualify(command: argparse.ArgumentParser) -> None:
    command.description = (
        "Pose les quelques questions qui disent si c'est un traitement algorithmique au sens de la loi, et ce que "
        "l'organisation doit publier ; chaque conclusion donne son article."
    )
    command.add_argument(
        "--answers", nargs="+", metavar="RÉPONSE", help="question=réponse, ou un fichier JSON : sans dialogue"
    )
    command.add_argument("--json", action="store_true", help="répondre en JSON")


def _serve(command: argparse.ArgumentParser) -> None:
    command.description = (
        "Ouvre les pages Guichet, Rédaction, Registre et Sources. Sans compte, sur cette machine seule."
    )
    command.add_argument("--host", default="127.0.0.1", metavar="ADRESSE", help="où écouter (127.0.0.1)")
    command.add_argument("--port", type=int, default=7860, metavar="PORT", help="où répondre (7860)")
    command.add_argument("--generator", metavar="MODÈLE", help=WRITES)


def _audit(command: argparse.ArgumentParser) -> None:
    command.description = "Montre une réponse comme elle a été donnée, liste le journal, efface ce qui est trop ancien."
    actions = ("show", "list", "purge")
    command.add_argument("action", choices=actions, metavar=" | ".join(actions))
    command.add_argument("id", nargs="?", default="", metavar="ID", help="show : l'identifiant de la réponse")
    command.add_argument("--day", default="", metavar="JOUR", help="list : ce jour seulement (2026-11-22)")
    command.add_argument("--days", type=int, metavar="N", help="purge : jours à garder (le réglage audit_days)")
    command.add_argument("--json", action="store_true", help="répondre en JSON")


def _users(command: argparse.ArgumentParser) -> None:
    command.description = (
        "Ajoute, liste ou retire des comptes. Le mot de passe est demandé, ou lu sur l'entrée standard."
    )
    actions = ("add", "list", "remove")
    command.add_argument("action", choices=actions, metavar=" | ".join(actions))
    command.add_argument("name", nargs="?", default="", metavar="NOM")
    command.add_argument("--role", action="append", choices=ROLES, help=_ROLES_HELP)
    command.add_argument("--no-password", action="store_true", help="add : seulement par le serveur mandataire")
    command.add_argument("--json", action="store_true", help="list : répondre en JSON")
