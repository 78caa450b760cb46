"""Refuses a change that makes answers less grounded: measures, holds the figures to floors and to what they were.

The words of the model are those that were recorded, so that nothing waits for it; whatever else made an answer is the
code as it stands.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistant.asked.question import understand
from assistant.errors import GeneratorProblem
from assistant.installing.models import GENERATOR
from assistant.record.draft import Drafting
from assistant.types import Message
from assistant.wiring import choose_generator, drafting_parts
from corpus.errors import UserError
from corpus.types import About
from evals.cases import read_cases, read_draft_cases, read_pairs_of_support
from evals.checks import changes, checks, few, reasons, table
from evals.figures import (
    Kept,
    Looked,
    Search,
    keep,
    of_answers,
    of_drafts,
    of_search,
    of_verifier,
    read_kept,
    write_kept,
)
from evals.floors import ELSEWHERE, SYSTEMS, Floors, read_floors
from evals.home import home_of, judging, kept, opened
from evals.lines import read_lines, rewrite
from evals.measures.catalogue import Judging
from evals.provenance import commit
from evals.recorded import Recorded, committed
from evals.run import Say, run, write_run
from evals.systems import build
from evals.types import Case, System
from index.search import Searcher

_TOP = 100
_OTHERS = About(publisher="Organismes inventés pour les évaluations", licence="MIT")
_RECORD = "lancez « glose models prepare », puis « glose-evals gate --store »"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """What answers questions, and what its answers are judged with."""

    systems: Sequence[System]
    judging: Judging


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts(Answering):
    """What is held to the gate; `judging.verifier` is itself judged. None stands for what is not."""

    search: Search
    drafting: Drafting | None = None
    elsewhere: Answering | None = None


def gate(home: Path, *, cases: Sequence[Path], floors: Path, out: Path, say: Say, store: bool = False) -> int:
    """Print every check; return 1, with the reasons, when one is not held.

    `cases` take the place of those that `floors` names; answers stay in `out`. With `store`, the figures and the
    model's words of today are kept for the changes to come, whatever they are; the floors hold all the same.
    """
    asked = read_floors(floors)
    words = out / "words.jsonl"
    if store:  # Every answer is made again, so that each word of the model passes here.
        for name in ("words", *SYSTEMS, f"{ELSEWHERE}/{SYSTEMS[0]}"):
            (out / f"{name}.jsonl").unlink(missing_ok=True)
    parts = _parts(home, asked, into=words if store else None)
    status, stored = hold(parts, asked, cases=cases, out=out, say=say, store=store)
    if stored and "guarded" in asked.floors:
        rewrite(asked.words, sorted((line for _, line in read_lines(words)), key=lambda line: line["key"]))
    return status


def hold(
    parts: AbstractContextManager[Parts], asked: Floors, *, cases: Sequence[Path], out: Path, say: Say, store: bool
) -> tuple[int, bool]:
    """Do what `gate` does, with the parts given, opened once all files are read; return as well whether it stored."""
    questions = [case for file in cases or asked.questions for case in read_cases(file)]
    others = [case for file in asked.elsewhere for case in read_cases(file)]
    pairs = read_pairs_of_support(asked.pairs) if "verifier" in asked.floors else []
    drafts = [case for file in asked.drafts for case in read_draft_cases(file)] if "drafting" in asked.floors else []
    before = {} if store else {subject: read_kept(asked.stored, subject) for subject in asked.floors}
    with parts as opened_parts:
        looked = _answers(opened_parts, questions, out, say)
        if opened_parts.elsewhere:
            [looked[ELSEWHERE]] = _answers(opened_parts.elsewhere, others, out / ELSEWHERE, say).values()
        if "retrieval" in asked.floors:
            looked["retrieval"] = of_search(questions, opened_parts.search)
        if "verifier" in asked.floors:
            looked["verifier"] = of_verifier(pairs, opened_parts.judging.verifier)
        if opened_parts.drafting:
            looked["drafting"] = of_drafts(drafts, opened_parts.drafting)
    stored = store and _store(asked, looked, say)
    if store:
        before = {subject: keep(subject, looked[subject]) for subject in asked.floors}
    found = checks(looked, before, asked)
    say("\n".join([table(found), "", *reasons(found)]))
    return int(not all(check.held for check in found)), stored


class WhenMissing:
    """The embedded model, loaded at the first text that was not recorded: most often, never."""

    name = GENERATOR

    def __init__(self, home: Path) -> None:
        self._home = home

    def write(self, messages: Sequence[Message], /, *, grammar: str, limit: int) -> Iterator[str]:
        """Yield what the model writes; a `GeneratorProblem` says what to do where it is not there."""
        generator = choose_generator("auto", self._home)
        if generator is None:
            raise GeneratorProblem(
                f"ce que {self.name} y répond n'est pas enregistré, et ce modèle n'est pas là : {_RECORD}", fix=_RECORD
            )
        yield from generator.write(messages, grammar=grammar, limit=limit)


class Anew(Recorded):
    """Words that are all kept again, in a file of their own; what the source knows is still known."""

    def __init__(self, source: Recorded, into: Path) -> None:
        super().__init__(source, into=into)
        self._known_to = source

    def knows(self, messages: Sequence[Message], /, *, grammar: str, limit: int) -> bool:
        """Whether this text was kept, here or there."""
        known = super().knows(messages, grammar=grammar, limit=limit)
        return known or self._known_to.knows(messages, grammar=grammar, limit=limit)


@contextmanager
def _parts(home: Path, asked: Floors, into: Path | None) -> Iterator[Parts]:
    """Yield Glose as it stands over a home; what the model writes or wrote goes into a file, if one is given."""
    generator = Recorded(WhenMissing(home), files=[*committed(), asked.words], into=kept("words.jsonl"))
    if into:
        generator = Anew(generator, into)
    with opened(home) as (library, searcher), _elsewhere(asked) as elsewhere:
        yield Parts(
            systems=[
                build(name, home, generator=generator, searcher=searcher) for name in SYSTEMS if name in asked.floors
            ],
            search=lambda question: _documents(searcher, question),
            judging=judging(home, library),
            drafting=drafting_parts(home, "none") if "drafting" in asked.floors else None,
            elsewhere=elsewhere,
        )


@contextmanager
def _elsewhere(asked: Floors) -> Iterator[Answering | None]:
    """Yield Glose over the library of other organisations, which answers by quotations; None where it is not judged."""
    if asked.library is None or ELSEWHERE not in asked.floors:
        yield None
        return
    home = home_of(asked.library, _OTHERS, "Indexation des autres organismes")
    with opened(home) as (library, searcher):
        systems = [build(SYSTEMS[0], home, generator=None, searcher=searcher)]
        yield Answering(systems=systems, judging=judging(home, library))


def _documents(searcher: Searcher, question: str) -> list[tuple[str, float]]:
    """Search what Glose searches: the question written out."""
    hits = searcher.search(understand(question).spelled, top=_TOP)
    return [(hit.passage.document, hit.score) for hit in hits]


def _answers(parts: Answering, cases: Sequence[Case], out: Path, say: Say) -> dict[str, Looked]:
    """Look at what each system answers; the folder can then be reported."""
    write_run(out, cases, {"systems": " ".join(system.name for system in parts.systems), "commit": commit()})
    results = run(parts.systems, cases, out, say=say)
    return {
        system.name: of_answers(cases, [one for one in results if one.system == system.name], parts.judging)
        for system in parts.systems
    }


def _store(asked: Floors, looked: Mapping[str, Looked], say: Say) -> bool:
    """Keep the figures and say what changed, unless they mean nothing."""
    if any(few(subject, looked[subject], asked.minimum) for subject in asked.floors):
        say("Chiffres d'aujourd'hui non gardés : des cas sont en erreur, ou trop peu nombreux.\n")
        return False
    said: list[str] = []
    for subject in asked.floors:
        then = _if_any(asked.stored, subject)
        now = keep(subject, looked[subject])
        write_kept(asked.stored, subject, now)
        said += changes(subject, then, now)
    say("\n".join([f"Chiffres gardés dans {asked.stored}.", *(said or ["Aucun n'a changé."]), ""]))
    return True


def _if_any(folder: Path, subject: str) -> Kept:
    """Return what was kept, or nothing at all where nothing was, or nothing readable: it is written again."""
    try:
        return read_kept(folder, subject)
    except UserError:
        return Kept(figures={}, values={})
