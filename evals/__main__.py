"""`glose-evals`: judges Glose on cases. Reads arguments, calls one function; no model is loaded before it is needed."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from assistant.commands.french import Parser
from corpus.errors import UserError
from evals.types import SYSTEMS

_CASES = Path(__file__).parent / "cases"
_DEVELOPMENT, _HELD_OUT = _CASES / "counter.dev.jsonl", _CASES / "counter.test.jsonl"
_DRAFTS, _DRAFTS_HELD_OUT = _CASES / "draft.dev.jsonl", _CASES / "draft.test.jsonl"
_FLOORS = Path(__file__).parent / "gate.toml"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return 0 done, 1 something to fix or a figure not held, 2 wrong usage, 130 interrupted."""
    arguments = parser().parse_args(argv)
    from evals import commands

    try:
        return int(getattr(commands, arguments.command)(arguments))
    except UserError as error:
        sys.stderr.write(f"glose-evals : {error}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("\nglose-evals : interrompu ; les réponses déjà là sont gardées, relancez pour continuer.\n")
        return 130
    except BrokenPipeError:
        # The reader of our output has gone ("| head"): nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def entry() -> None:
    """Be the `glose-evals` command."""
    sys.exit(main())


def parser() -> Parser:
    """Describe every command."""
    top = Parser(
        prog="glose-evals",
        description="Juge Glose sur des questions dont on connaît la réponse.",
        epilog="« glose-evals COMMANDE --help » explique chaque commande.",
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMANDE", title="commandes")
    _check_command(commands.add_parser("check", help="vérifier des cas contre la bibliothèque"))
    _run_command(commands.add_parser("run", help="poser les questions et mesurer les réponses"))
    _drafts_command(commands.add_parser("drafts", help="rédiger les projets de fiche et mesurer leurs rubriques"))
    _gate_command(commands.add_parser("gate", help="refuser un changement qui rend Glose moins bon"))
    _report_command(commands.add_parser("report", help="écrire le rapport d'une évaluation"))
    _compare_command(commands.add_parser("compare", help="comparer deux évaluations"))
    return top


def _check_command(command: argparse.ArgumentParser) -> None:
    command.description = (
        "Vérifie que les cas disent vrai de la bibliothèque : les preuves y sont mot pour mot, les motifs les trouvent."
    )
    command.add_argument("files", nargs="+", type=Path, metavar="FICHIER", help="cas en JSON Lines")
    _home_argument(command)


def _run_command(command: argparse.ArgumentParser) -> None:
    command.description = (
        "Pose chaque question à chaque système. Les réponses en place sont gardées tant que rien n'a changé ; "
        "après une interruption, la même commande continue."
    )
    _home_argument(command)
    _cases_arguments(command, default=_DEVELOPMENT)
    command.add_argument(
        "--systems", nargs="+", choices=SYSTEMS, metavar="SYSTÈME", help=f"parmi {', '.join(SYSTEMS)} (tous)"
    )
    command.add_argument("--out", type=Path, metavar="DOSSIER", help="où garder les réponses (le cache par défaut)")
    command.add_argument(
        "--generator",
        metavar="MODÈLE",
        help="qui rédige, comme pour glose ask ; « recorded » : seulement les textes enregistrés",
    )
    command.add_argument(
        "--words", type=Path, metavar="FICHIER", help="où enregistrer ce que le modèle rédige (le cache par défaut)"
    )
    command.add_argument("--again", action="store_true", help="tout reposer, pour mesurer les temps du modèle")
    command.add_argument("--limit", type=int, metavar="N", help="les N premiers cas seulement")
    command.add_argument(
        "--at-once", type=int, default=1, metavar="N", help="questions posées à la fois, si un serveur rédige (1)"
    )


def _drafts_command(command: argparse.ArgumentParser) -> None:
    command.description = "Rédige une fiche par lot de documents, et mesure ce que disent ses rubriques."
    _home_argument(command)
    _cases_arguments(command, default=_DRAFTS, held_out=_DRAFTS_HELD_OUT)
    command.add_argument("--generator", default="none", metavar="MODÈLE", help="qui rédige (none : citations seules)")
    command.add_argument("--wrong", action="store_true", help="nommer les cas où quelque chose ne va pas")


def _gate_command(command: argparse.ArgumentParser) -> None:
    command.description = "Compare les mesures aux planchers et aux chiffres gardés ; sort en erreur, avec la raison."
    _home_argument(command)
    command.add_argument(
        "--cases", nargs="+", type=Path, default=[], metavar="FICHIER", help="cas (ceux que nomment les planchers)"
    )
    command.add_argument(
        "--store", action="store_true", help="garder les chiffres d'aujourd'hui : les suivants leur seront comparés"
    )
    command.add_argument(
        "--floors", type=Path, default=_FLOORS, metavar="FICHIER", help="planchers (evals/gate.toml par défaut)"
    )
    command.add_argument("--out", type=Path, metavar="DOSSIER", help="où garder les réponses (le cache par défaut)")


def _report_command(command: argparse.ArgumentParser) -> None:
    command.description = "Écrit, à côté des réponses, une page HTML, un résumé Markdown et un fichier JUnit."
    command.add_argument("folder", type=Path, metavar="DOSSIER", help="celui de glose-evals run --out")
    _home_argument(command)


def _compare_command(command: argparse.ArgumentParser) -> None:
    command.description = "Dit ce qui a changé de A à B, question par question, avec l'intervalle de chaque écart."
    command.add_argument("one", type=Path, metavar="A", help="dossier d'une évaluation")
    command.add_argument("other", type=Path, metavar="B", help="dossier d'une autre")
    _home_argument(command)


def _home_argument(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--home", type=Path, metavar="DOSSIER", help="bibliothèque et index (le corpus d'exemple par défaut)"
    )


def _cases_arguments(command: argparse.ArgumentParser, *, default: Path, held_out: Path = _HELD_OUT) -> None:
    which = command.add_mutually_exclusive_group()
    which.add_argument(
        "--cases", nargs="+", type=Path, default=[default], metavar="FICHIER", help=f"cas ({default.name} par défaut)"
    )
    which.add_argument(
        "--held-out",
        dest="cases",
        action="store_const",
        const=[held_out],
        help="les cas mis de côté, que personne ne lit en réglant Glose",
    )


if __name__ == "__main__":
    entry()
