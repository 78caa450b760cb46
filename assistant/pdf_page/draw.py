"""Draws one page of a PDF with a quotation marked. The only file that knows pypdfium2.

It runs as a program of its own, started by `image.py`: a file made to harm can then only end it, and not the
server. Reads one line of JSON then the file, and writes one line of JSON then the image.
"""

import json
import math
import struct
import sys
import zlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from assistant.pdf_page.words import Found, find

if TYPE_CHECKING:
    from pypdfium2 import PdfBitmap, PdfPage, PdfTextPage

_SCALE = 110 / 72
"""Pixels in a point: a page of A4 is 909 pixels wide."""

_MOST_PIXELS = 1_500_000
_LONGEST_SIDE = 4_000
_MOST_CHARACTERS = 100_000
"""Characters of a page among which the quotation is sought: five times the densest page of a law gazette."""

_MEMORY = 2 * 2**30
_SECONDS = 20

_YELLOW = (255, 229, 138, 255)
_BROWN = (138, 109, 0, 255)
_MARGIN = 1.5
"""Points around the words."""


class _Box(NamedTuple):
    """A rectangle on the page, in points; `bottom` is below `top`."""

    left: float
    bottom: float
    right: float
    top: float


class Drawn(NamedTuple):
    """A page as PNG; `at` is how far down the quotation begins, from 0 to 1."""

    png: bytes
    width: int
    height: int
    found: Found
    at: float


def draw(data: bytes, number: int, quote: str, earlier: int) -> Drawn:
    """Draw a page, counted from 1, with the quotation marked where it is found. Raises almost anything."""
    from pypdfium2 import PdfDocument

    document = PdfDocument(data)
    if document.get_formtype():
        document.init_forms()
    page = document[number - 1]
    text = page.get_textpage()
    found = find(_characters(text), quote, earlier)
    boxes = list(_lines(_rectangles(text, found.runs)))
    for box in boxes:
        _mark(page, box)
    bitmap = page.render(scale=_scale(*page.get_size()), rev_byteorder=True)
    down = [bitmap.get_posconv(page).to_bitmap(x, y)[1] for box in boxes[:1] for x, y in (box[:2], box[2:])]
    at = min(down, default=0) / bitmap.height
    return Drawn(_png(bitmap), bitmap.width, bitmap.height, found, at)


def main() -> int:
    """Draw what standard input asks for."""
    _limit()
    asked = json.loads(sys.stdin.buffer.readline())
    drawn = draw(sys.stdin.buffer.read(), asked["page"], asked["quote"], asked["earlier"])
    said = {
        "width": drawn.width,
        "height": drawn.height,
        "marked": bool(drawn.found.runs),
        "whole": drawn.found.whole,
        "at": drawn.at,
    }
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + drawn.png)
    return 0


def _limit() -> None:
    """Keep a file that unfolds without end from taking all the memory, where the system can."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))


def _characters(text: "PdfTextPage") -> str:
    """One character for each that pdfium counts, since places are numbered so."""
    from pypdfium2.raw import FPDFText_GetUnicode

    return "".join(chr(FPDFText_GetUnicode(text, n)) for n in range(min(text.count_chars(), _MOST_CHARACTERS)))


def _rectangles(text: "PdfTextPage", runs: Sequence[tuple[int, int]]) -> Iterator[_Box]:
    for start, end in runs:
        for n in range(text.count_rects(start, end - start)):
            yield _Box(*text.get_rect(n))


def _lines(boxes: Iterator[_Box]) -> Iterator[_Box]:
    """Join the boxes of a line, which changes of font have cut."""
    line: _Box | None = None
    for box in boxes:
        if line and _side_by_side(line, box):
            line = _Box(*map(min, line[:2], box[:2]), *map(max, line[2:], box[2:]))
        else:
            if line:
                yield line
            line = box
    if line:
        yield line


def _side_by_side(one: _Box, other: _Box) -> bool:
    height = min(one.top - one.bottom, other.top - other.bottom)
    overlap = min(one.top, other.top) - max(one.bottom, other.bottom)
    gap = max(one.left, other.left) - min(one.right, other.right)
    return overlap > height / 2 and gap < 2 * max(one.top - one.bottom, other.top - other.bottom)


def _mark(page: "PdfPage", box: _Box) -> None:
    """Lay a rectangle over words: multiplied with them, it leaves them as dark as they are."""
    from pypdfium2 import raw

    width, height = box.right - box.left, box.top - box.bottom
    shape = raw.FPDFPageObj_CreateNewRect(
        box.left - _MARGIN, box.bottom - _MARGIN, width + 2 * _MARGIN, height + 2 * _MARGIN
    )
    raw.FPDFPageObj_SetFillColor(shape, *_YELLOW)
    raw.FPDFPageObj_SetStrokeColor(shape, *_BROWN)
    raw.FPDFPageObj_SetStrokeWidth(shape, 0.75)
    raw.FPDFPageObj_SetBlendMode(shape, b"Multiply")
    raw.FPDFPath_SetDrawMode(shape, raw.FPDF_FILLMODE_WINDING, True)
    raw.FPDFPage_InsertObject(page, shape)


def _scale(width: float, height: float) -> float:
    """Return pixels in a point: fewer for a plan or a poster."""
    return min(_SCALE, math.sqrt(_MOST_PIXELS / (width * height)), _LONGEST_SIDE / max(width, height))


def _png(bitmap: "PdfBitmap") -> bytes:
    """Write the pixels, three bytes each, as a PNG file."""
    pixels, row = memoryview(bitmap.buffer).cast("B"), 3 * bitmap.width
    lines = (b"\0" + pixels[start : start + row] for start in range(0, bitmap.height * bitmap.stride, bitmap.stride))
    header = struct.pack(">IIBBBBB", bitmap.width, bitmap.height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(b"".join(lines), 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


if __name__ == "__main__":
    sys.exit(main())
