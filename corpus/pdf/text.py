"""Text of a PDF page: gives each word with its place, and says at once if it cannot be seen where it is painted."""

import math
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from corpus.pdf.canvas import Canvas, Piece, Unseen, deref
from corpus.pdf.colour import Colour
from corpus.pdf.geometry import IDENTITY, QUARTER_TURNS, Box, Matrix, apply, around, product

_MOST_ASKEW = 15.0
"""Degrees from which a text is a watermark and not a line scanned or set askew."""
_LEAST_SIZE = 2.0
"""Letters lower than this, in points, are a trace and not a text."""


class TextPen:
    """Shows text on the canvas, word by word (ISO 32000-2, 9.4)."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._matrix: Matrix = IDENTITY
        self._line: Matrix = IDENTITY
        self._spaced = False
        self.verbs: Mapping[bytes, Callable[..., None]] = {
            b"BT": lambda: self._place(IDENTITY),
            b"Tm": lambda *six: self._place(matrix_of(six)),
            b"Td": self._move,
            b"TD": self._move_and_lead,
            b"T*": self._next_line,
            b"Tc": lambda v: canvas.set(char_space=float(v)),
            b"Tw": lambda v: canvas.set(word_space=float(v)),
            b"Tz": lambda v: canvas.set(stretch=float(v) / 100),
            b"TL": lambda v: canvas.set(leading=float(v)),
            b"Ts": lambda v: canvas.set(rise=float(v)),
            b"Tr": lambda v: canvas.set(mode=int(v)),
            b"Tf": self.font,
            b"Tj": self._show,
            b"TJ": self._show_all,
            b"'": self._show_on_next_line,
            b'"': self._show_with_spacing,
        }

    def font(self, name: Any, size: Any) -> None:
        """Choose a font of the resources by name."""
        found = self._canvas.named("/Font", name)
        self._canvas.set(face=self._canvas.tools.face(found) if found is not None else None, size=float(size))

    def _place(self, matrix: Matrix) -> None:
        self._matrix = self._line = matrix

    def _move(self, x: Any, y: Any) -> None:
        self._place(product((1.0, 0.0, 0.0, 1.0, float(x), float(y)), self._line))

    def _move_and_lead(self, x: Any, y: Any) -> None:
        self._canvas.set(leading=-float(y))
        self._move(x, y)

    def _next_line(self) -> None:
        self._move(0.0, -self._canvas.state.leading)

    def _advance(self, distance: float) -> None:
        """Move along the line, in unscaled text space."""
        self._matrix = product((1.0, 0.0, 0.0, 1.0, distance * self._canvas.state.stretch, 0.0), self._matrix)

    def _show_on_next_line(self, code: Any) -> None:
        self._next_line()
        self._show(code)

    def _show_with_spacing(self, word_space: Any, char_space: Any, code: Any) -> None:
        self._canvas.set(word_space=float(word_space), char_space=float(char_space))
        self._show_on_next_line(code)

    def _show_all(self, items: Any) -> None:
        for item in items:
            if isinstance(item, bytes):
                self._show(item)
            else:
                self._advance(-float(item) / 1000 * self._canvas.state.size)

    def _show(self, code: Any) -> None:
        """Paint a string; spaces end a piece, so that words can be sorted into columns and cells."""
        state = self._canvas.state
        if state.face is None or not isinstance(code, bytes):
            return
        word, start = "", self._matrix
        for text, width, is_space in state.face.glyphs(code):
            if text.isspace() or not text:
                self._end_word(word, start)
                word, self._spaced = "", self._spaced or bool(text)
            else:
                start = start if word else self._matrix
                word += text
            self._advance(width * state.size + state.char_space + (state.word_space if is_space else 0.0))
        self._end_word(word, start)

    def _end_word(self, word: str, start: Matrix) -> None:
        if not word:
            return
        state = self._canvas.state
        began = product(
            (state.size * state.stretch, 0.0, 0.0, state.size, 0.0, state.rise), product(start, state.matrix)
        )
        x0, y0 = began[4:]
        x1, y1 = apply(product(self._matrix, state.matrix), -state.char_space * state.stretch, state.rise)
        turn = _turn(began)
        upright = QUARTER_TURNS.get(turn, IDENTITY)
        (left, baseline), (right, _) = apply(upright, x0, y0), apply(upright, x1, y1)
        size = math.hypot(began[2], began[3])
        rise_x, rise_y = began[2] * 0.7, began[3] * 0.7
        place = around(((x0, y0), (x1, y1), (x0 + rise_x, y0 + rise_y), (x1 + rise_x, y1 + rise_y)))
        self._canvas.painting.pieces.append(
            Piece(
                text=unicodedata.normalize("NFC", word),
                x0=left,
                x1=right,
                baseline=baseline,
                size=size,
                bold=state.face is not None and (state.face.bold or state.mode == 2),
                spaced=self._spaced,
                turn=turn,
                place=place,
                order=self._canvas.order,
                colour=self._colour(),
                unseen=self._unseen(place, size),
                running=bool(self._canvas.running),
            )
        )
        self._spaced = False

    def _colour(self) -> Colour | None:
        return self._canvas.state.stroke if self._canvas.state.mode == 1 else self._canvas.state.fill

    def _unseen(self, place: Box, size: float) -> Unseen:
        """What can be said before the rest of the page is painted."""
        canvas, state = self._canvas, self._canvas.state
        centre = ((place.x0 + place.x1) / 2, (place.y0 + place.y1) / 2)
        if canvas.layers_off:
            return "layer"
        if state.mode in (3, 7) or state.alpha < 0.05:
            return "invisible"
        if size < _LEAST_SIZE:
            return "tiny"
        if not canvas.painting.page.holds(centre):
            return "outside"
        return "" if state.clip.holds(centre, 1.0) else "clipped"


def _turn(matrix: Matrix) -> int:
    """Direction of the text: 0, 90, 180 or 270 degrees, or 45 for whatever is clearly none of them."""
    angle = math.degrees(math.atan2(matrix[1], matrix[0]))
    quarter = round(angle / 90)
    return quarter % 4 * 90 if abs(angle - 90 * quarter) < _MOST_ASKEW else 45


def matrix_of(numbers: Any) -> Matrix:
    """Six operands as a matrix."""
    a, b, c, d, e, f = (float(n) for n in deref(numbers))
    return (a, b, c, d, e, f)
