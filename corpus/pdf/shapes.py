"""Paths, pictures and clips of a PDF page: gives the ruled lines and the areas, narrows the clip."""

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

from corpus.pdf.canvas import Area, Canvas
from corpus.pdf.colour import Colour
from corpus.pdf.geometry import Box, Point, apply, around, placed

_HAIRLINE = 3.0
"""A filled shape thinner than this, in points, is a line and not a surface."""
_UPRIGHT = 0.5
"""A stroke that leaves the horizontal or the vertical by more than this, in points, is a drawing and not a rule."""


class ShapePen:
    """Builds paths and paints them on the canvas."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._outlines: list[list[Point]] = []
        self._curved = False
        self._clips = False
        self.verbs: Mapping[bytes, Callable[..., None]] = {
            b"m": self._move,
            b"l": self._line,
            **dict.fromkeys((b"c", b"v", b"y"), self._curve),
            b"re": self._rectangle,
            b"h": self._close,
            **dict.fromkeys((b"W", b"W*"), self._clip),
            b"n": self._end,
            b"S": self._stroke,
            b"s": self._close_and_stroke,
            **dict.fromkeys((b"f", b"F", b"f*"), self._fill),
            **dict.fromkeys((b"B", b"B*", b"b", b"b*"), self._fill_and_stroke),
            b"sh": lambda _: self.area(canvas.state.clip, None, exact=False),
            b"INLINE IMAGE": lambda *_: self.picture({}),
        }

    def area(self, box: Box, paint: Colour | None, *, exact: bool, picture: bool = False) -> None:
        """Note a surface, within the clip."""
        canvas = self._canvas
        solid = exact and canvas.state.alpha >= 1 and not canvas.state.blended
        seen = box.common(canvas.state.clip)
        if not canvas.layers_off and seen.width and seen.height:
            canvas.painting.areas.append(Area(seen, canvas.order, paint, exact, solid, picture))

    def picture(self, image: Any) -> None:
        """Note an image, which fills the unit square; through a masked one, what is beneath may show."""
        masked = any(key in image for key in ("/SMask", "/Mask", "/ImageMask"))
        self.area(placed(self._canvas.state.matrix, (0, 0, 1, 1)), None, exact=not masked, picture=True)

    def _at(self, x: Any, y: Any) -> Point:
        return apply(self._canvas.state.matrix, float(x), float(y))

    def _move(self, x: Any, y: Any) -> None:
        self._outlines.append([self._at(x, y)])

    def _line(self, x: Any, y: Any) -> None:
        if not self._outlines:
            self._outlines.append([])
        self._outlines[-1].append(self._at(x, y))

    def _curve(self, *numbers: Any) -> None:
        self._curved = True
        for x, y in zip(numbers[::2], numbers[1::2], strict=True):
            self._line(x, y)

    def _rectangle(self, x: Any, y: Any, width: Any, height: Any) -> None:
        x, y, width, height = float(x), float(y), float(width), float(height)
        corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y))
        self._outlines.append([self._at(*corner) for corner in corners])

    def _close(self) -> None:
        if self._outlines and self._outlines[-1]:
            self._outlines[-1].append(self._outlines[-1][0])

    def _clip(self) -> None:
        self._clips = True

    def _end(self) -> None:
        """A clip takes effect once the path is painted; its box alone is kept, so it never hides too much."""
        points = [point for outline in self._outlines for point in outline]
        if self._clips and points:
            self._canvas.set(clip=self._canvas.state.clip.common(around(points)))
        self._outlines, self._curved, self._clips = [], False, False

    def _stroke(self) -> None:
        self._rule_strokes()
        self._end()

    def _close_and_stroke(self) -> None:
        self._close()
        self._stroke()

    def _fill(self) -> None:
        self._fill_surfaces()
        self._end()

    def _fill_and_stroke(self) -> None:
        self._fill_surfaces()
        self._rule_strokes()
        self._end()

    def _rule_strokes(self) -> None:
        if self._curved or self._canvas.layers_off:
            return
        for outline in self._outlines:
            for start, end in pairwise(outline):
                box = around((start, end))
                if (box.width <= _UPRIGHT) != (box.height <= _UPRIGHT):
                    self._rule(box)

    def _fill_surfaces(self) -> None:
        for outline in self._outlines:
            if not outline:
                continue
            box = around(outline)
            if min(box.width, box.height) >= _HAIRLINE:
                self.area(box, self._canvas.state.fill, exact=not self._curved and _is_rectangle(outline, box))
            elif not self._curved and max(box.width, box.height) > _HAIRLINE:
                self._rule(box)

    def _rule(self, box: Box) -> None:
        clip = self._canvas.state.clip
        if not self._canvas.layers_off and clip.holds((box.x0, box.y0), 1) and clip.holds((box.x1, box.y1), 1):
            self._canvas.painting.rules.append(box)


def _is_rectangle(outline: list[Point], box: Box) -> bool:
    """Whether every point is a corner of the box, give or take half a point."""
    return len(outline) >= 4 and all(
        min(abs(x - box.x0), abs(x - box.x1)) < 0.5 and min(abs(y - box.y0), abs(y - box.y1)) < 0.5 for x, y in outline
    )
