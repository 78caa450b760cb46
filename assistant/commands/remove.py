"""`glose remove` and `glose purge`: what leaves the library, and what is then erased for good."""

import argparse
from collections.abc import Iterator
from contextlib import closing

from assistant.purge import Outcome
from assistant.purge import purge as purge_library
from assistant.render import megabytes
from assistant.terminal import show_plain
from corpus.add import remove as remove_path
from corpus.counting import count
from corpus.library import Library


def remove(arguments: argparse.Namespace) -> int:
    """Forget paths."""
    with closing(Library(arguments.home)) as library:
        for path in arguments.paths:
            gone = remove_path(library, path)
            show_plain(f"{path} : {count(gone, 'fichier retiré', 'fichiers retirés')}. Lancez glose index ensuite.")
    return 0


def purge(arguments: argparse.Namespace) -> int:
    """Erase what was removed and that nothing needs; say what stays, and why."""
    with closing(Library(arguments.home)) as library:
        outcome = purge_library(library, arguments.home)
    show_plain("\n".join((_erased(outcome), *_left(outcome))))
    return 0


def _erased(outcome: Outcome) -> str:
    versions, (files, size) = outcome.purged.versions, outcome.purged.files
    said = []
    if versions or files:
        pdfs = f"{count(files, 'fichier PDF', 'fichiers PDF')} ({megabytes(size)})"
        said.append(f"Effacé pour de bon : {count(versions, 'version')} de documents, {pdfs}.")
    if outcome.snapshots:
        said.append(f"Effacé pour de bon : {count(outcome.snapshots, 'index précédent', 'index précédents')}.")
    return "\n".join(said) or "Rien à effacer."


def _left(outcome: Outcome) -> Iterator[str]:
    """Say what a removed document still serves for, and how to let it go."""
    for number, why in (
        (outcome.indexed, "l'index en place cherche encore : lancez glose index, puis recommencez"),
        (outcome.logged, "des réponses du journal citent : effacez d'abord les plus anciennes (glose audit purge)"),
        (outcome.recorded, "des fiches gardées citent"),
    ):
        if number:
            yield f"  • {count(number, 'version gardée', 'versions gardées')}, que {why}."
    if outcome.unfinished:
        yield (
            "  • Un index en cours, interrompu ou d'une autre version de Glose peut garder des mots "
            "de ce qui a été retiré : lancez glose index, puis recommencez."
        )
