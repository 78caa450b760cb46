"""Text that is in a file and that no reader sees: too small, or of the colour of what is behind it; how it is told."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.counting import figure

_LEAST_HIDDEN = 30
"""Hidden letters under which a note would only worry: stray marks of the software."""

_LEAST_CONTRAST = 0.12
"""Share of full luminance: white on grey 12 % (#E0E0E0) is where a reader with good eyes gives up."""

_LEAST_POINTS = 2.0
_WHITE = (255, 255, 255)
_NAMED = {"white": _WHITE, "snow": (255, 250, 250), "ivory": (255, 255, 240), "whitesmoke": (245, 245, 245)}
_HEX = re.compile(r"#?([0-9a-f]{6})(?:[0-9a-f]{2})?|#([0-9a-f]{3})")
_PARTS = re.compile(r"rgba?\((\d+)[,\s]+(\d+)[,\s]+(\d+)(?:[,/\s]+([\d.]+))?\)")
_CLEAR = frozenset(("transparent", "#00000000"))

UNKNOWN = "?"
"""A background that is there and whose colour is not said: the text on it is given the benefit of the doubt."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a run of text looks: its colour, the colour behind it (empty: black on white) and its size in points."""

    colour: str = ""
    ground: str = ""
    size: float = 12.0
    hidden: bool = False

    @property
    def seen(self) -> bool:
        """Whether a reader sees it."""
        return not self.hidden and self.size > _LEAST_POINTS and _stands_out(self.colour, self.ground)


def letters(text: str) -> int:
    """How many characters a note counts in a hidden text: white space is hidden everywhere."""
    return sum(not c.isspace() for c in text)


def note_on(hidden: int) -> Iterator[str]:
    """Tell in French how much was left out, where it is worth a note."""
    if hidden >= _LEAST_HIDDEN:
        yield f"texte invisible écarté : {figure(hidden)} caractères"


def _stands_out(text: str, ground: str) -> bool:
    """Whether a reader can tell two colours apart; one that is unknown is given the benefit of the doubt."""
    text = text.strip().lower()
    if text in _CLEAR or ((found := _PARTS.match(text)) and found[4] and float(found[4]) < _LEAST_CONTRAST):
        return False
    one, other = _rgb(text) if text else (0, 0, 0), _rgb(ground.strip().lower()) if ground else _WHITE
    return one is None or other is None or abs(_luminance(one) - _luminance(other)) >= _LEAST_CONTRAST


def _rgb(colour: str) -> tuple[int, int, int] | None:
    if found := _HEX.fullmatch(colour):
        code = found[1] or "".join(c * 2 for c in found[2])
        return int(code[:2], 16), int(code[2:4], 16), int(code[4:], 16)
    if found := _PARTS.match(colour):
        return int(found[1]), int(found[2]), int(found[3])
    return _NAMED.get(colour)


def _luminance(colour: tuple[int, int, int]) -> float:
    red, green, blue = colour
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255
