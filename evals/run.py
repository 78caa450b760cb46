"""Asks every question of every system, and keeps each answer as soon as it is there.

An answer is kept from one run to the next while the question and all that the system is made of are the same; an error
never is. One question at a time unless told otherwise: on two cores two threads answer 40 questions with quotations in
0.17 to 0.19 s each, instead of 0.22, and no time measured so would be true. Behind a server that writes they help more.
"""

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import AbstractContextManager, closing
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Protocol

from assistant.progress import bar
from evals.cases import read_cases
from evals.errors import DamagedFile
from evals.lines import append, read_lines, repair, rewrite
from evals.provenance import commit, digest
from evals.types import Case, Result, Run, System


class Shown(Protocol):
    """A bar that is moved."""

    def update(self, done: int, total: int | None, detail: str = "") -> None:
        """Say how far the work is."""
        ...


Progress = Callable[[str], AbstractContextManager[Shown]]
"""Makes the bar of one system."""

Say = Callable[[str], None]


def _say_nothing(_: str) -> None:
    return None


def run(
    systems: Sequence[System],
    cases: Sequence[Case],
    folder: Path,
    progress: Progress = bar,
    *,
    say: Say = _say_nothing,
    at_once: int = 1,
) -> list[Result]:
    """Return what each system answers to each case, system by system; they stand in `folder/<system>.jsonl`.

    `say` is told, in French, what is asked, what was kept and what was repaired. `at_once` is for a server.
    """
    results: list[Result] = []
    for system in systems:
        file = folder / f"{system.name}.jsonl"
        if notice := repair(file):
            say(notice)
        found = _kept(file, system, cases)
        missing = [case for case in cases if case.id not in found]
        say(f"{system.name} : {len(missing)} à poser, {len(found)} en place.")
        with progress(system.name) as shown, closing(_asked(system, missing, at_once)) as answers:
            for done, result in enumerate(answers, start=1):
                append(file, _line(result))
                found[result.case] = result
                shown.update(done, len(missing), result.case)
        results += (found[case.id] for case in cases)
        if missing:
            _tidy(file)
    return results


def read_results(path: Path) -> list[Result]:
    """Return the results of one system, the last for each case; a line that means nothing is a `DamagedFile`."""
    found = {}
    for where, line in read_lines(path):
        result = _result(where, line)
        found[result.case] = result
    return list(found.values())


def write_run(folder: Path, cases: Sequence[Case], about: Mapping[str, str]) -> None:
    """Write beside the results what they answer to, and what is said of the run: `about` names its systems."""
    rewrite(folder / "cases.jsonl", map(asdict, cases))
    rewrite(folder / "about.json", [about])


def read_run(folder: Path) -> Run:
    """Return a run as it stands in a folder; a case that was not reached has an error that says so."""
    found = next(read_lines(folder / "about.json"), None)
    if not found or not all(isinstance(value, str) for value in found[1].values()) or "systems" not in found[1]:
        raise DamagedFile(f"{folder} : ce dossier ne contient pas d'évaluation.", fix="lancez glose-evals run --out")
    about, cases = found[1], read_cases(folder / "cases.jsonl")
    results: list[Result] = []
    for system in about["systems"].split():
        of = {result.case: result for result in read_results(folder / f"{system}.jsonl")}
        results += (of.get(case.id) or _not_reached(case, system) for case in cases)
    return Run(results=results, cases=cases, about=about)


def _not_reached(case: Case, system: str) -> Result:
    return Result(case=case.id, system=system, error="l'évaluation a été interrompue avant cette question")


def _asked(system: System, cases: Sequence[Case], at_once: int) -> Generator[Result, None, None]:
    """Yield each result as soon as there is one."""
    now = commit()
    if at_once == 1:
        yield from (_result_of(system, case, now) for case in cases)
        return
    pool = ThreadPoolExecutor(at_once)
    try:
        for done in as_completed([pool.submit(_result_of, system, case, now) for case in cases]):
            yield done.result()
    finally:
        # Interrupted: those on their way end, the others do not start.
        pool.shutdown(cancel_futures=True)


def _result_of(system: System, case: Case, now: str) -> Result:
    result = Result(case=case.id, system=system.name, made_of=_made_of(system, case) | {"commit": now})
    try:
        return replace(result, answer=system.answer(case.question))
    except Exception as error:  # whatever it is, it is an error of this case, and the others are still asked
        return replace(result, error=f"{type(error).__name__} : {getattr(error, 'problem', error)}")


def _made_of(system: System, case: Case) -> dict[str, str]:
    return {**system.made_of, "question": digest(case.question)}


def _kept(file: Path, system: System, cases: Iterable[Case]) -> dict[str, Result]:
    """Return the answers in place that are still true, by case."""
    wanted = {case.id: _made_of(system, case) for case in cases}
    return {
        result.case: result
        for result in read_results(file)
        if result.answer is not None and _deciding(result.made_of) == wanted.get(result.case)
    }


def _deciding(made_of: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in made_of.items() if key != "commit"}


def _tidy(file: Path) -> None:
    """Leave one line a case, those of other cases included: what later lines replaced goes."""
    rewrite(file, map(_line, read_results(file)))


def _line(result: Result) -> dict[str, Any]:
    return {key: value for key, value in asdict(result).items() if value is not None}


def _result(where: str, line: Mapping[str, Any]) -> Result:
    try:
        result = Result(**line)
        if isinstance(result.case, str) and (result.answer is None) != (result.error is None):
            return result
    except TypeError:
        pass
    raise DamagedFile(
        f"{where} : ce n'est pas un résultat d'évaluation.", fix="retirez cette ligne, le cas sera reposé"
    )
