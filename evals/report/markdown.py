"""The summary of a pull request: every measure of every system, then what became of each kind of question."""

from collections.abc import Sequence

from corpus.counting import count
from evals.report.findings import Column, Findings
from evals.report.words import ABOUT, FATES, decimal, kind, system
from evals.table import figure, table


def markdown(found: Findings) -> str:
    """Return the summary; each figure has its 95 % interval, then how many cases it was taken on."""
    parts = [
        "# Évaluation de Glose",
        _asked(found),
        table({system(column.system).label: column.measured for column in found.columns}),
        "Entre crochets, l'intervalle à 95 % ; entre parenthèses, le nombre de cas mesurés, sur combien et combien "
        "d'erreurs s'il en manque. "
        f"Le plus bas est le meilleur pour : {', '.join(m.label for m in found.measures if m.direction == 'down')}.",
        "## Ce que deviennent les questions",
        _rows(["issue", *_names(found.columns)], [
            [named.label, *(str(column.fates[fate]) for column in found.columns)]
            for fate, named in FATES.items() if any(column.fates[fate] for column in found.columns)
        ]),
        "## Questions bien traitées, par sorte",
        _rows(["sorte", *_names(found.columns)], [
            [kind(name).label, *(well_treated(column, name) for column in found.columns)] for name in found.kinds
        ]),
        _judge(found),
        " · ".join(f"{ABOUT.get(key, key)} : {_inert(value)}" for key, value in found.about.items()),
    ]  # fmt: skip
    return "\n\n".join(filter(None, parts)) + "\n"


def well_treated(column: Column, kind: str) -> str:
    """Return how many questions of a kind were answered rightly, or rightly refused: "12 sur 14"."""
    of = column.of_kind(kind)
    return f"{sum(not one.faults for one in of)} sur {len(of)}"


def _asked(found: Findings) -> str:
    answerable = sum(case.answerable for case in found.cases)
    others = len(found.cases) - answerable
    of = f" sur {_inert(found.corpus)}" if found.corpus else ""
    return (
        f"{count(len(found.cases), 'question')}{of} : {answerable} {'ont leur' if answerable > 1 else 'a sa'} réponse "
        f"dans les documents, {others} ne l'{'ont' if others > 1 else 'a'} pas."
    )


def _names(columns: Sequence[Column]) -> list[str]:
    return [system(column.system).label for column in columns]


def _rows(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(_inert, line))} |" for line in lines)


def _judge(found: Findings) -> str:
    if not found.judge:
        return ""
    accuracy = found.judge.balanced_accuracy
    return (
        f"Le vérificateur ({_inert(found.verifier)}), dont dépendent « Phrases soutenues » et « Citations utiles » : "
        f"exactitude équilibrée de {figure(accuracy, 'share')} (au hasard : 50 %), AUC "
        f"{decimal(found.judge.auc)}, sur {found.judge.pairs} paires jugées à la main."
    )


def _inert(text: str) -> str:
    """Return text that is no Markdown, whatever an organisation names its kinds and files."""
    for mark in "\\`*_[]<>|#":
        text = text.replace(mark, f"\\{mark}")
    return " ".join(text.split())
