"""The report of an evaluation: a page for people, a summary for a pull request, a file for CI."""

from pathlib import Path

from corpus.disk import refusal
from corpus.whole import write_whole
from evals.errors import DamagedFile
from evals.measures.catalogue import Judging
from evals.report.findings import SUPPORT, corpus_in_words, find
from evals.report.junit import junit
from evals.report.markdown import markdown
from evals.report.page import page
from evals.sweep import Sweep
from evals.types import Run

__all__ = ["corpus_in_words", "write_report"]


def write_report(
    run: Run,
    judging: Judging,
    folder: Path,
    *,
    sweep: Sweep | None = None,
    corpus: str = "",
    pairs: Path | None = SUPPORT,
) -> list[Path]:
    """Write `report.html`, `summary.md` and `junit.xml` in a folder, and return their paths.

    `sweep` is what other thresholds would give, `corpus` the documents in words (`corpus_in_words`); `pairs` say what
    the verifier is worth. What is not given is not in the page.
    """
    found = find(run, judging, pairs=pairs, sweep=sweep, corpus=corpus)
    written = {"report.html": page(found), "summary.md": markdown(found), "junit.xml": junit(found)}
    for name, text in written.items():
        try:
            write_whole(folder / name, [text.encode("utf-8", "replace")])
        except OSError as error:
            raise DamagedFile(
                f"{folder / name} : {refusal(error)}.", fix="vérifiez la place libre et vos droits"
            ) from error
    return [folder / name for name in written]
