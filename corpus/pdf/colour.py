"""Colours of a PDF as red, green and blue from 0 to 1, as far as deciding whether text stands out needs them."""

from collections.abc import Sequence
from typing import Any

Colour = tuple[float, float, float]

BLACK: Colour = (0.0, 0.0, 0.0)
WHITE: Colour = (1.0, 1.0, 1.0)

_BY_COUNT = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}
_ALIASES = {"/G": "/DeviceGray", "/RGB": "/DeviceRGB", "/CMYK": "/DeviceCMYK", "/CalGray": "/DeviceGray"}
_LEAST_CONTRAST = 0.12
"""Share of full luminance: white on grey 12 % (#E0E0E0) is where a reader with good eyes gives up."""


def colour(space: Any, parts: Sequence[Any]) -> Colour | None:
    """Return the colour, or None for what needs more than arithmetic: patterns, palettes, named inks."""
    name, values = _family(space), [float(p) for p in parts if isinstance(p, int | float)]
    match name, values:
        case "/DeviceGray", [grey]:
            return (grey, grey, grey)
        case "/DeviceRGB" | "/CalRGB", [red, green, blue]:
            return (red, green, blue)
        case "/DeviceCMYK", [cyan, magenta, yellow, key]:
            return ((1 - cyan) * (1 - key), (1 - magenta) * (1 - key), (1 - yellow) * (1 - key))
        case "/Lab", [lightness, _, _]:
            return (lightness / 100, lightness / 100, lightness / 100)
        case "/Separation" | "/DeviceN", [_, *_] if not any(values):
            return WHITE  # no ink at all: the paper
    return None


def stands_out(text: Colour | None, ground: Colour | None) -> bool:
    """Whether a reader can tell them apart; an unknown colour is given the benefit of the doubt."""
    if text is None or ground is None:
        return True
    return abs(_luminance(text) - _luminance(ground)) >= _LEAST_CONTRAST


def is_tinted(value: Colour | None) -> bool:
    """Whether a surface of this colour differs from white paper, be it so little."""
    return value is not None and min(value) < 0.97


def _luminance(value: Colour) -> float:
    red, green, blue = value
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _family(space: Any) -> str:
    """Name of a colour space, whether it is given by name or as an array with its parameters."""
    if isinstance(space, str):
        return _ALIASES.get(space, space)
    if not isinstance(space, list) or not space:
        return ""
    name = str(space[0])
    if name == "/ICCBased" and len(space) > 1:
        return _BY_COUNT.get(space[1].get_object().get("/N"), "")
    return _ALIASES.get(name, name)
