"""Follows the operators of a PDF page and notes what they paint: words with their place, ruled lines, coloured areas.

Following the operators, rather than asking for "the text of the page", is what tells a quotable word from one that no
reader can see: drawn outside the page, cut by a clip, on a layer that is switched off, white on white.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from corpus.pdf.canvas import Area, Canvas, Painting, Piece, State, Toolbox, deref
from corpus.pdf.colour import BLACK, WHITE, colour, stands_out
from corpus.pdf.geometry import Box, Matrix, placed, product
from corpus.pdf.shapes import ShapePen
from corpus.pdf.text import TextPen, matrix_of

_MOST_FORMS = 2000
"""Forms painted by one page, repeats included: a page with more was made to exhaust its readers."""
_BANDS = 64
"""Into which a page is cut, from its bottom to its top, to find what is painted around a word."""
_DEEPEST = 12
"""Forms inside forms; also ends a form that paints itself."""


def paint(tools: Toolbox, content: Any, resources: Any, page: Box, upright: Matrix) -> Painting:
    """Paint one page; `page` is its visible box, `upright` turns it as viewers show it."""
    shown = placed(upright, page)
    painter = _Painter(Canvas(tools, Painting(shown), State(clip=shown, matrix=upright)))
    painter.follow(content, resources)
    painting = painter.canvas.painting
    bands = _in_bands(painting)
    for piece in painting.pieces:
        if not piece.unseen:
            _judge(piece, bands[_band((piece.place.y0 + piece.place.y1) / 2, painting.page)])
    return painting


class _Painter:
    """Dispatches operators to the pens, and keeps the state that they share."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self._stack: list[State] = []
        self._marks: list[str] = []
        self._forms = 0
        self._depth = 0
        self._shapes, self._text = ShapePen(canvas), TextPen(canvas)
        self._verbs: Mapping[bytes, Callable[..., None]] = {
            b"q": lambda: self._stack.append(replace(canvas.state)),
            b"Q": self._restore,
            b"cm": lambda *six: canvas.set(matrix=product(matrix_of(six), canvas.state.matrix)),
            b"gs": self._extended_state,
            b"Do": self._do,
            b"BMC": lambda _: self._begin(""),
            b"BDC": lambda tag, properties: self._begin(self._meaning(tag, properties)),
            b"EMC": self._end,
            **_colours(canvas),
            **self._shapes.verbs,
            **self._text.verbs,
        }

    def follow(self, content: Any, resources: Any) -> None:
        """Obey the operators of a page or of a form, with the resources that give names their meaning."""
        before, self.canvas.resources = self.canvas.resources, resources
        for operands, operator in self.canvas.tools.operations(content):
            self.canvas.order += 1
            if (verb := self._verbs.get(operator)) is None:
                continue
            try:
                verb(*operands)
            except (TypeError, ValueError, AttributeError, LookupError):
                continue  # operands of the wrong number or kind: viewers skip that operator too
        self.canvas.resources = before

    def _restore(self) -> None:
        if self._stack:
            self.canvas.state = self._stack.pop()

    def _extended_state(self, name: Any) -> None:
        settings = self.canvas.named("/ExtGState", name)
        if "/ca" in settings:
            self.canvas.set(alpha=float(settings["/ca"]))
        if "/BM" in settings:
            self.canvas.set(blended=settings["/BM"] not in ("/Normal", "/Compatible"))
        if "/Font" in settings:
            font, size = settings["/Font"]
            self.canvas.set(face=self.canvas.tools.face(deref(font)), size=float(size))

    def _do(self, name: Any) -> None:
        thing = self.canvas.named("/XObject", name)
        off = "/OC" in thing and self.canvas.tools.is_switched_off(thing.raw_get("/OC"))
        self._begin("off" if off else "")
        if thing.get("/Subtype") == "/Image":
            self._shapes.picture(thing)
        elif thing.get("/Subtype") == "/Form" and self._depth < _DEEPEST and self._forms < _MOST_FORMS:
            self._form(thing)
        self._end()

    def _form(self, form: Any) -> None:
        """Paint a form in its own space, inside its own box, and come back to the state before it."""
        canvas = self.canvas
        before, stack = replace(canvas.state), self._stack
        self._forms, self._depth, self._stack = self._forms + 1, self._depth + 1, []
        canvas.set(matrix=product(matrix_of(form.get("/Matrix", (1, 0, 0, 1, 0, 0))), canvas.state.matrix))
        if "/BBox" in form:
            box = [float(side) for side in form["/BBox"]]
            canvas.set(clip=canvas.state.clip.common(placed(canvas.state.matrix, box)))
        self.follow(form, form.get("/Resources", canvas.resources))
        canvas.state, self._stack, self._depth = before, stack, self._depth - 1

    # Marked content

    def _meaning(self, tag: Any, properties: Any) -> str:
        """What a mark says of the content that it opens: on a layer that is off, or running from page to page."""
        if tag == "/OC":
            return "off" if self.canvas.tools.is_switched_off(self.canvas.raw("/Properties", properties)) else ""
        settings = self.canvas.named("/Properties", properties) if isinstance(properties, str) else properties
        return "running" if tag == "/Artifact" and settings.get("/Type") == "/Pagination" else ""

    def _begin(self, meaning: str) -> None:
        self._marks.append(meaning)
        self._count(meaning, 1)

    def _end(self) -> None:
        if self._marks:
            self._count(self._marks.pop(), -1)

    def _count(self, meaning: str, by: int) -> None:
        self.canvas.layers_off += by * (meaning == "off")
        self.canvas.running += by * (meaning == "running")


def _colours(canvas: Canvas) -> Mapping[bytes, Callable[..., None]]:
    """Operators that choose the colour of fills (lower case) and of strokes."""

    def choose(space: str) -> Callable[..., None]:
        return lambda *c: canvas.set(fill=colour(space, c), fill_space=space)

    def choose_stroke(space: str) -> Callable[..., None]:
        return lambda *c: canvas.set(stroke=colour(space, c), stroke_space=space)

    def space_named(name: Any) -> Any:
        return canvas.named("/ColorSpace", name) or name

    return {
        b"g": choose("/DeviceGray"),
        b"rg": choose("/DeviceRGB"),
        b"k": choose("/DeviceCMYK"),
        b"G": choose_stroke("/DeviceGray"),
        b"RG": choose_stroke("/DeviceRGB"),
        b"K": choose_stroke("/DeviceCMYK"),
        b"cs": lambda name: canvas.set(fill_space=space_named(name), fill=BLACK),
        b"CS": lambda name: canvas.set(stroke_space=space_named(name), stroke=BLACK),
        **dict.fromkeys((b"sc", b"scn"), lambda *c: canvas.set(fill=colour(canvas.state.fill_space, c))),
        **dict.fromkeys((b"SC", b"SCN"), lambda *c: canvas.set(stroke=colour(canvas.state.stroke_space, c))),
    }


def _in_bands(painting: Painting) -> list[list[Area]]:
    """The areas of each band across the page, in the order of painting: few words are near many areas."""
    bands: list[list[Area]] = [[] for _ in range(_BANDS)]
    for area in painting.areas:
        first, last = (_band(y, painting.page) for y in (area.box.y0, area.box.y1))
        for band in bands[first : last + 1]:
            band.append(area)
    return bands


def _band(y: float, page: Box) -> int:
    share = (y - page.y0) / page.height if page.height else 0.0
    return int(min(_BANDS - 1, max(0.0, share * _BANDS)))  # 0.0 first: what is no number is no more than that


def _judge(piece: Piece, areas: list[Area]) -> None:
    """Say if something solid is painted over the word, or if it does not stand out from what is under it."""
    centre = ((piece.place.x0 + piece.place.x1) / 2, (piece.place.y0 + piece.place.y1) / 2)
    here = [area for area in areas if area.box.holds(centre)]
    if any(area.solid and area.order > piece.order for area in here):
        piece.unseen = "covered"
        return
    for area in reversed([area for area in here if area.order < piece.order]):
        if stands_out(piece.colour, area.colour):
            return
        if area.exact and area.solid:
            piece.unseen = "colour"
            return
    if not stands_out(piece.colour, WHITE):
        piece.unseen = "colour"
