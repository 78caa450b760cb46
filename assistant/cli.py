"""The command line: reads arguments, calls one function, prints. No model library is imported before it is needed."""

import argparse
import codecs
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from unicodedata import normalize

from assistant.commands.arguments import WRITES, record_commands, server_commands
from assistant.commands.french import Parser
from assistant.errors import BadSetting
from corpus.disk import refusal
from corpus.errors import UserError
from corpus.types import KINDS

_PLAIN = str.maketrans({"’": "'", "—": "-", "–": "-", "•": "-", "→": "->", "›": ">", "œ": "oe", "Œ": "OE", "€": "EUR"})
"""For outputs that have no such letters, as those of an older Windows."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code: 0 done, 1 something for you to fix, 2 wrong usage, 130 interrupted."""
    _ready_streams()
    arguments = parser().parse_args(argv)
    from assistant.commands import run

    try:
        _check_home(arguments.home)
        code = int(getattr(run, arguments.command)(arguments))
        sys.stdout.flush()
        return code
    except UserError as error:
        print(f"glose : {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nglose : interrompu ; ce qui était fait est gardé.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader of our output has gone ("| head"): nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        # What no file of ours foresaw: the system still says what it refuses, and where.
        where = "écriture impossible," if error.filename is None else f"{error.filename} :"
        fix = "vérifiez ce chemin, vos droits et la place libre, puis recommencez"
        print(f"glose : {where} {refusal(error)}.\n  → {fix}", file=sys.stderr)
        return 1


def entry() -> None:
    """Be the `glose` command."""
    sys.exit(main())


def _ready_streams() -> None:
    """Open what the shell closed (">&-"), and let an output write the nearest letters that it has."""
    codecs.register_error("nearest", _nearest)
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            # Left open: it is the program's until its end.
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115
        elif isinstance(stream, TextIOWrapper) and name != "stdin":
            stream.reconfigure(errors="nearest")


def _nearest(error: UnicodeError) -> tuple[str | bytes, int]:
    """Return what to write for letters that an output does not have; half a character, which none has, is escaped."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    if error.encoding == "utf-8":
        return codecs.backslashreplace_errors(error)
    lost = error.object[error.start : error.end]
    return normalize("NFKD", lost.translate(_PLAIN)).encode("ascii", "ignore") or b"?", error.end


def _check_home(home: Path) -> None:
    """Refuse a file in the place of the home, which commands would take for a home with nothing in it."""
    whole = home.absolute()
    there = next(place for place in (whole, *whole.parents) if place.exists())
    if not there.is_dir():
        raise BadSetting(f"{there} : c'est un fichier, et non un dossier.", fix="donnez un dossier après --home")


def parser() -> Parser:
    """Describe every command; the README shows the text of its help."""
    top = Parser(
        prog="glose",
        description="Répond aux questions sur les services et les algorithmes publics par des citations exactes.",
        epilog="« glose COMMANDE --help » explique chaque commande.",
    )
    top.add_argument(
        "--home",
        type=Path,
        default=Path(os.environ.get("GLOSE_HOME") or ".glose"),
        metavar="DOSSIER",
        help="où vivent la bibliothèque et l'index (par défaut .glose, ou la variable GLOSE_HOME)",
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMANDE", title="commandes")
    _add_command(commands.add_parser("add", help="lire des fichiers, des dossiers ou des archives"))
    _remove_command(commands.add_parser("remove", help="retirer de la bibliothèque ce qui vient d'un chemin"))
    _purge_command(commands.add_parser("purge", help="effacer pour de bon ce qui a été retiré"))
    _index_command(commands.add_parser("index", help="rendre cherchable ce qui a été lu"))
    _search_command(commands.add_parser("search", help="chercher des passages"))
    _ask_command(commands.add_parser("ask", help="poser une question"))
    _verify_command(commands.add_parser("verify", help="vérifier des phrases contre le texte qu'elles citent"))
    record_commands(commands)
    server_commands(commands)
    _status_command(commands.add_parser("status", help="ce que contient la bibliothèque"))
    _models_command(commands.add_parser("models", help="lister, télécharger et vérifier les modèles"))
    return top


def _add_command(command: argparse.ArgumentParser) -> None:
    command.description = "Lit des documents et les garde ; seul ce qui a changé est relu. Lancez ensuite glose index."
    command.add_argument(
        "paths", nargs="+", type=Path, metavar="CHEMIN", help="fichier, dossier, ou archive zip ou tar"
    )
    command.add_argument("--kind", choices=KINDS, help="sorte de document, si le fichier ne la dit pas")
    command.add_argument("--publisher", default="", metavar="NOM", help="qui publie")
    command.add_argument("--licence", default="", metavar="NOM", help="licence")
    command.add_argument("--url", default="", metavar="URL", help="adresse de la page officielle")
    command.add_argument("--code", default="", metavar="SIGLE", help="sigle du code de loi (CRPA)")
    command.add_argument("--json", action="store_true", help="répondre en JSON")


def _remove_command(command: argparse.ArgumentParser) -> None:
    command.description = "Retire des documents ; leurs versions restent lisibles pour les audits, jusqu'à glose purge."
    command.add_argument("paths", nargs="+", type=Path, metavar="CHEMIN", help="celui qui a été donné à glose add")


def _purge_command(command: argparse.ArgumentParser) -> None:
    command.description = (
        "Efface, sans retour possible, les versions et les PDF que plus rien ne tient : ni un fichier de la "
        "bibliothèque, ni l'index en place, ni une réponse du journal, ni une fiche gardée."
    )


def _index_command(command: argparse.ArgumentParser) -> None:
    command.description = "Découpe et encode ce qui a changé. L'index en place répond jusqu'à la fin."
    command.add_argument("--json", action="store_true", help="répondre en JSON")


def _search_command(command: argparse.ArgumentParser) -> None:
    command.description = "Donne les meilleurs passages, un par document."
    _question_arguments(command)
    command.add_argument("--top", type=int, default=10, metavar="N", help="nombre de passages (10)")


def _ask_command(command: argparse.ArgumentParser) -> None:
    command.description = (
        "Répond par des citations exactes, ou dit pourquoi il ne répond pas. Sans question : dialogue."
    )
    _question_arguments(command, "id, question, et peut-être passages : id, title, text")
    command.add_argument("--generator", metavar="MODÈLE", help=WRITES)
    command.add_argument("--why", action="store_true", help="montrer aussi les phrases écartées, et pourquoi")


def _question_arguments(command: argparse.ArgumentParser, keys: str = "id, question") -> None:
    command.add_argument("question", nargs="*", metavar="QUESTION")
    command.add_argument("--kind", action="append", choices=KINDS, help="seulement cette sorte ; peut se répéter")
    command.add_argument("--json", action="store_true", help="répondre en JSON")
    command.add_argument("--batch", type=Path, metavar="FICHIER", help=f"questions en JSON Lines ({keys})")


def _verify_command(command: argparse.ArgumentParser) -> None:
    command.description = "Dit si un passage porte une phrase, et sinon pourquoi ; une réponse JSON par ligne."
    command.add_argument(
        "--batch", type=Path, required=True, metavar="FICHIER", help="paires en JSON Lines (id, passage, claim)"
    )


def _status_command(command: argparse.ArgumentParser) -> None:
    command.description = "Compte les documents par sorte, avec leurs dates et licences ; dit ce qui a été écarté."
    command.add_argument("--documents", action="store_true", help="lister aussi chaque document")
    command.add_argument("--json", action="store_true", help="répondre en JSON")


def _models_command(command: argparse.ArgumentParser) -> None:
    command.description = "Les modèles que Glose sait installer lui-même."
    actions = ("list", "fetch", "check", "prepare")
    command.add_argument("action", choices=actions, metavar=" | ".join(actions), help="prepare : celui qui rédige")
    command.add_argument("name", nargs="?", default="", metavar="NOM")
    command.add_argument("--background", action="store_true", help="prepare : sans attendre la fin")
    command.add_argument("--json", action="store_true", help="répondre en JSON")


if __name__ == "__main__":
    entry()
