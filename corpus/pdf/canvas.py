"""What painting a PDF page gives, and the state that it goes through."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from corpus.pdf.colour import BLACK, Colour
from corpus.pdf.geometry import IDENTITY, Box, Matrix

Unseen = Literal["", "invisible", "layer", "tiny", "outside", "clipped", "covered", "colour"]
"""Why a reader does not see a word; the empty string when it is seen."""


@dataclass(slots=True, kw_only=True)
class Piece:
    """A word or a part of one, in the direction it is read: from `x0` to `x1` along its `baseline`.

    For a `turn` other than 0 (degrees, anticlockwise) these are the coordinates of the page turned back so that the
    word is upright; `place` is always on the page as it is shown. `spaced`: a space was painted just before.
    `order` is its rank among all that the page paints.
    """

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    bold: bool
    spaced: bool
    turn: int
    place: Box
    order: int
    colour: Colour | None
    unseen: Unseen = ""
    running: bool = False
    """Marked by its author as a running header, a footer or a page number."""


@dataclass(frozen=True, slots=True)
class Area:
    """A painted surface: `exact` when the box is its very shape, `solid` when nothing shows through it."""

    box: Box
    order: int
    colour: Colour | None
    exact: bool
    solid: bool
    picture: bool = False


@dataclass(slots=True)
class Painting:
    """What one page paints. Rules are thin boxes, one for each straight line."""

    page: Box
    pieces: list[Piece] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)

    @property
    def picture_share(self) -> float:
        """Part of the page that its largest picture covers, from 0 to 1."""
        whole = self.page.width * self.page.height
        boxes = [area.box.common(self.page) for area in self.areas if area.picture]
        return max((box.width * box.height for box in boxes), default=0.0) / whole if whole else 0.0


class Face(Protocol):
    """A font, as far as painting needs it."""

    @property
    def bold(self) -> bool:
        """Whether its name or its weight says so."""
        ...

    def glyphs(self, code: bytes, /) -> Iterable[tuple[str, float, bool]]:
        """Characters of each glyph, its width for a size of 1, and whether word spacing is added to it."""
        ...


class Toolbox(Protocol):
    """What painting asks of the library that parses the file."""

    def operations(self, content: Any, /) -> Iterable[tuple[Sequence[Any], bytes]]:
        """Operands and operator, in order."""
        ...

    def face(self, font: Any, /) -> Face | None:
        """The font of a resource; None if it is too damaged to give characters."""
        ...

    def is_switched_off(self, layer: Any, /) -> bool:
        """Whether this layer (optional content) is off when the document is opened."""
        ...


@dataclass(slots=True)
class State:
    """The graphics state, as far as it bears on text, lines and areas (ISO 32000-2, 8.4 and 9.3)."""

    clip: Box
    matrix: Matrix = IDENTITY
    fill: Colour | None = BLACK
    stroke: Colour | None = BLACK
    fill_space: Any = "/DeviceGray"
    stroke_space: Any = "/DeviceGray"
    alpha: float = 1.0
    blended: bool = False
    face: Face | None = None
    size: float = 0.0
    char_space: float = 0.0
    word_space: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0


@dataclass(slots=True)
class Canvas:
    """What the pens share while a page is painted."""

    tools: Toolbox
    painting: Painting
    state: State
    resources: Any = field(default_factory=dict)
    order: int = 0
    layers_off: int = 0
    running: int = 0

    def set(self, **values: Any) -> None:
        """Change the graphics state."""
        for name, value in values.items():
            setattr(self.state, name, value)

    def named(self, family: str, name: Any) -> Any:
        """What the resources call by this name; None if they do not."""
        return deref(self.raw(family, name))

    def raw(self, family: str, name: Any) -> Any:
        """The same, before a reference to another object is followed."""
        names = deref((deref(self.resources) or {}).get(family)) or {}
        return names.raw_get(name) if name in names and hasattr(names, "raw_get") else names.get(name)


def deref(value: Any) -> Any:
    """Follow a reference to another object of the file, if it is one."""
    return value.get_object() if hasattr(value, "get_object") else value
