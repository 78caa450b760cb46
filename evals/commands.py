"""What each command of `glose-evals` does, once its arguments are read: one function a command, named after it."""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import BadSetting
from evals.cases import read_cases
from evals.errors import BadCases, BadResults
from evals.home import judging, kept, opened, sample_home
from evals.types import SYSTEMS, Case, Result, Run, System

if TYPE_CHECKING:
    from evals.measures.catalogue import Judging
    from index.search import Searcher


def check(arguments: argparse.Namespace) -> int:
    """Hold cases to a library; 1 when one of them is not true of it."""
    from evals.cases import check as defects_of

    cases = [case for file in arguments.files for case in read_cases(file)]
    with opened(arguments.home or sample_home()) as (library, _):
        defects = defects_of(cases, library)
    for defect in defects:
        _say(f"{defect.case} : {defect.problem}")
    _say(f"{len(cases)} cas, {len(defects) or 'aucun'} défaut{'s' if len(defects) > 1 else ''}.")
    return int(bool(defects))


def run(arguments: argparse.Namespace) -> int:
    """Ask every case of every system, and print the measures; 1 when a case ended in an error."""
    from evals.run import run as results_of
    from evals.run import write_run

    cases = _cases(arguments)
    if arguments.at_once < 1:
        raise BadSetting(f"--at-once {arguments.at_once} : il faut au moins 1.", fix="donnez un nombre positif")
    home = arguments.home or sample_home()
    out = arguments.out or kept("runs", "+".join(file.stem for file in arguments.cases))
    with opened(home) as (library, searcher):
        systems = _systems(arguments, home, searcher)
        if arguments.again:
            _forget(out, systems)
        write_run(out, cases, _about(arguments.cases, systems))
        results = results_of(systems, cases, out, say=_note, at_once=arguments.at_once)
        _say(_table(cases, results, judging(home, library)))
    _say(f"\nRésultats : {out}")
    return _say_errors(results)


def gate(arguments: argparse.Namespace) -> int:
    """Print each figure that gates a change, with its margin; 1 with the reason when one is not held."""
    from evals.gate import gate as judged

    return judged(
        arguments.home or sample_home(),
        cases=arguments.cases,
        floors=arguments.floors,
        out=arguments.out or kept("runs", "gate"),
        store=arguments.store,
        say=_say,
    )


def report(arguments: argparse.Namespace) -> int:
    """Write the report of a run beside its results."""
    from evals.run import read_run

    found = read_run(arguments.folder)
    from evals.report import corpus_in_words, write_report
    from evals.sweep import sweep

    home = arguments.home or sample_home()
    with opened(home) as (library, searcher):
        _hold_to_index(found, searcher.content.name)
        thresholds = sweep(found.cases, home, searcher, arguments.folder)
        corpus = corpus_in_words(library)
        for path in write_report(found, judging(home, library), arguments.folder, sweep=thresholds, corpus=corpus):
            _say(str(path))
    return 0


def compare(arguments: argparse.Namespace) -> int:
    """Print what changed from a run to another, on the cases of both."""
    from evals.run import read_run

    one, other = read_run(arguments.one), read_run(arguments.other)
    from evals.compare import compare as compared

    home = arguments.home or sample_home()
    with opened(home) as (library, _):
        _say(compared(one, other, judging(home, library)))
    return 0


def drafts(arguments: argparse.Namespace) -> int:
    """Draft the entries of the cases, and print what their fields are worth; 1 when a case ended in an error."""
    from assistant.wiring import drafting_parts
    from evals.cases import read_draft_cases
    from evals.drafts import draft_figures, run_drafts, went_wrong
    from evals.table import table

    cases = [case for file in arguments.cases for case in read_draft_cases(file)]
    drafted = run_drafts(cases, drafting_parts(arguments.home or sample_home(), arguments.generator))
    _say(table({arguments.generator: draft_figures(drafted)}))
    for case, problem in went_wrong(drafted) if arguments.wrong else ():
        _note(f"{case} : {problem}")
    return int(any(one.error for one in drafted))


def _hold_to_index(found: Run, index: str) -> None:
    """Refuse to judge answers on other documents than those that they were made from."""
    others = {result.made_of.get("index", "?") for result in found.results if result.answer} - {index}
    if others:
        raise BadResults(
            f"Ces réponses viennent de l'index {', '.join(sorted(others))}, et non de {index}.",
            fix="donnez --home comme pour glose-evals run, ou relancez l'évaluation",
        )


def _cases(arguments: argparse.Namespace) -> list[Case]:
    if arguments.limit is not None and arguments.limit < 1:
        raise BadSetting(f"--limit {arguments.limit} : il faut au moins 1.", fix="donnez un nombre de cas positif")
    found: dict[str, Case] = {}
    for file in arguments.cases:
        for case in read_cases(file):
            if case.id in found:
                raise BadCases(
                    f"{file} : le cas {case.id} est aussi dans un autre fichier.",
                    fix="donnez à chaque cas un « id » qui n'est qu'à lui, ou évaluez ces fichiers l'un après l'autre",
                )
            found[case.id] = case
    return list(found.values())[: arguments.limit]


def _systems(arguments: argparse.Namespace, home: Path, searcher: "Searcher") -> list[System]:
    from assistant.settings import read_settings
    from evals.recorded import choose
    from evals.systems import build

    setting = arguments.generator or read_settings(home, os.environ).generator
    words = arguments.words or kept("words.jsonl")
    generator = choose(setting, home, None if arguments.again else words)
    if generator is None and not arguments.systems:
        _note("Aucun modèle ne rédige : seul le système « quotes » est évalué (voir --generator).")
    names = arguments.systems or (SYSTEMS if generator else SYSTEMS[:1])
    return [build(name, home, generator=generator, searcher=searcher) for name in names]


def _about(files: Sequence[Path], systems: Sequence[System]) -> dict[str, str]:
    from evals.provenance import commit, digest

    return {
        "systems": " ".join(system.name for system in systems),
        "commit": commit(),
        "cases": " ".join(f"{file.name}@{digest(file.read_bytes())}" for file in files),
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _forget(folder: Path, systems: Sequence[System]) -> None:
    for system in systems:
        (folder / f"{system.name}.jsonl").unlink(missing_ok=True)


def _table(cases: Sequence[Case], results: Sequence[Result], judging: "Judging") -> str:
    from evals.measures.catalogue import measured
    from evals.table import table

    by_system: dict[str, list[Result]] = {}
    for result in results:
        by_system.setdefault(result.system, []).append(result)
    return table({system: measured(cases, found, judging) for system, found in by_system.items()})


def _say_errors(results: Sequence[Result]) -> int:
    """Print each error; 1 when there is one."""
    errors = [result for result in results if result.error]
    for result in errors:
        _note(f"Erreur, {result.system}, cas {result.case} : {result.error}")
    return int(bool(errors))


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _note(text: str) -> None:
    """Say something that is not the result: it must not stand in a table that another program reads."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
