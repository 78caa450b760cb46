"""All that a report says, computed once: the page, the Markdown and the JUnit file show the same figures."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path

from corpus.counting import count
from corpus.library import Library
from corpus.types import Kind
from evals.cases import read_pairs_of_support
from evals.measures.catalogue import Judging, measured
from evals.measures.judge import JudgeFigures, judge
from evals.measures.names import MEASURES, Measure
from evals.report.faults import Judged, judged
from evals.report.words import FATES, Fate, listed
from evals.sweep import Sweep
from evals.types import Case, Measured, Run

SUPPORT = Path(__file__).parents[1] / "cases" / "support.test.jsonl"
"""The pairs that say what the verifier is worth."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """One system: its measures, and each of its answers."""

    system: str
    measured: Mapping[str, Measured]
    judged: Sequence[Judged]

    @cached_property
    def fates(self) -> Counter[Fate]:
        """How many questions met each fate."""
        return Counter(one.fate for one in self.judged)

    @property
    def failed(self) -> list[Judged]:
        """The answers with which something is wrong, the gravest faults first, else in the order of the cases."""
        order = list(FATES)[::-1]
        return sorted((one for one in self.judged if one.faults), key=lambda one: order.index(one.fate))

    @property
    def made_of(self) -> dict[str, list[str]]:
        """What the answers were made with, the question apart; a run taken up again may have two commits."""
        parts: dict[str, dict[str, None]] = {}
        for one in self.judged:
            for key, value in one.result.made_of.items():
                if key != "question":
                    parts.setdefault(key, {})[value] = None
        return {key: list(values) for key, values in parts.items()}

    def of_kind(self, kind: str) -> list[Judged]:
        """Return the answers to one kind of question."""
        return [one for one in self.judged if one.case.kind == kind]


@dataclass(frozen=True, kw_only=True)
class Findings:
    """A run, judged. `corpus` says of what documents, in words; `judge` is what the verifier is worth."""

    about: Mapping[str, str]
    cases: Sequence[Case]
    columns: Sequence[Column]
    judge: JudgeFigures | None
    verifier: str
    sweep: Sweep | None
    corpus: str

    @property
    def main(self) -> Column:
        """Glose as people use it: what the report is about, the other columns being there to compare."""
        columns = {column.system: column for column in self.columns}
        return columns.get("guarded") or columns.get("quotes") or self.columns[0]

    @property
    def measures(self) -> list[Measure]:
        """The measures that some system has, in the order of the report."""
        return [measure for key, measure in MEASURES.items() if any(key in column.measured for column in self.columns)]

    @property
    def kinds(self) -> list[str]:
        """The kinds of questions, the answerable ones first, then by how many there are."""
        many = Counter(case.kind for case in self.cases)
        without = Counter(case.kind for case in self.cases if not case.answerable)
        return sorted(many, key=lambda kind: (without[kind] * 2 > many[kind], -many[kind], kind))


def find(run: Run, judging: Judging, *, pairs: Path | None, sweep: Sweep | None, corpus: str) -> Findings:
    """Judge a run, and the verifier that judges it on `pairs`."""
    by_id = {case.id: case for case in run.cases}
    columns = [
        Column(
            system=system,
            measured=measured(run.cases, results, judging),
            judged=[judged(by_id[result.case], result, judging.text) for result in results],
        )
        for system, results in ((name, list(found)) for name, found in groupby(run.results, lambda r: r.system))
    ]
    known = read_pairs_of_support(pairs) if pairs else []
    verdicts = judging.verifier.verify([(pair.evidence, pair.claim) for pair in known])
    return Findings(
        about=run.about,
        cases=run.cases,
        columns=columns,
        judge=judge(known, verdicts) if known else None,
        verifier=judging.verifier.name,
        sweep=sweep,
        corpus=corpus,
    )


def corpus_in_words(library: Library) -> str:
    """Say what a library holds: "3 documents (1 démarche et 2 guides), publiés par Ville de Valbrume"."""
    entries = library.entries()
    kinds = Counter(entry.kind for entry in entries)
    held = listed([count(kinds[kind], one, several) for kind, (one, several) in _KINDS.items() if kinds[kind]])
    publishers = sorted({entry.provenance.publisher for entry in entries} - {""})
    known = f", publiés par {listed(publishers)}" if 0 < len(publishers) <= _PUBLISHERS else ""
    return f"{count(len(entries), 'document')} ({held}){known}"


_PUBLISHERS = 3
_KINDS: Mapping[Kind, tuple[str, str]] = {
    "procedure": ("démarche", "démarches"),
    "law": ("texte de loi", "textes de loi"),
    "register": ("entrée de registre d'algorithmes", "entrées de registre d'algorithmes"),
    "guide": ("guide", "guides"),
    "document": ("autre document", "autres documents"),
}
