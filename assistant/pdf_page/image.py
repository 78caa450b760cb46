"""The page of a PDF as an image with the quotation marked, drawn in a process apart with limits on time and memory."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore

from assistant.pdf_page.words import times
from assistant.types import Citation
from corpus.types import Document

_SECONDS = 8.0
"""More than the heaviest page of a real file takes on a slow machine; past it, the text is shown alone."""

_AT_ONCE = BoundedSemaphore(2)
"""Drawings under way, for everyone: a page with its quotation must not slow down those who ask."""

_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageImage:
    """A page as PNG. `marked` says that the quotation is, wholly or not; `at` how far down it begins, from 0 to 1."""

    page: int
    png: bytes
    width: int
    height: int
    marked: bool
    whole: bool
    at: float


def cited_page(
    original: Callable[[str, str], bytes | None], document: Document, citation: Citation
) -> PageImage | None:
    """Draw the page of a citation; None where there is none to show. `original` gives the file of (id, version)."""
    data = original(citation.source.document, citation.source.version) if citation.page else None
    if not data or not citation.page:
        return None
    before = [block.end for block in document.blocks if block.page and block.page < citation.page]
    start = max((end for end in before if end <= citation.span.start), default=0)
    earlier = times(document.text[start : citation.span.start], citation.quote)
    return page_image(data, citation.page, citation.quote, earlier)


def page_image(data: bytes, page: int, quote: str, earlier: int = 0) -> PageImage | None:
    """Draw a page, counted from 1; None if it is damaged, absent, too heavy, or if too many others are being drawn.

    `earlier` is how many times the page says the same before the quotation.
    """
    if not _AT_ONCE.acquire(timeout=_SECONDS):
        return None
    try:
        asked = json.dumps({"page": page, "quote": quote, "earlier": earlier}).encode()
        done = subprocess.run(
            # Found beside this file wherever Glose is started from; the folder of the program is no place of modules.
            [sys.executable, "-P", "-m", "assistant.pdf_page.draw"],
            input=asked + b"\n" + data,
            capture_output=True,
            timeout=_SECONDS,
            env=_environ(),
            check=True,
        )
        said, _, png = done.stdout.partition(b"\n")
        return PageImage(page=page, png=png, **json.loads(said))
    except (subprocess.SubprocessError, OSError, ValueError):
        return None
    finally:
        _AT_ONCE.release()


def _environ() -> dict[str, str]:
    """Return what the process is told of: none of our settings, among which a key to a model may be."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("GLOSE_")}
    return own | {"PYTHONPATH": os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))}
