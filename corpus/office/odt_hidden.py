"""Takes out of an ODT the text that its reader does not see: white on white, tiny, marked as hidden."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from corpus.office.odt_body import attribute, local_name
from corpus.unseen import UNKNOWN, Look, letters

_POINTS = {"pt": 1.0, "px": 0.75, "cm": 28.35, "mm": 2.835, "in": 72.0}
_SHAPES = ("text-box", "custom-shape", "rect")


def drop_hidden(node: Any, styles: Mapping[str, Any], look: Look | None = None) -> int:
    """Empty the hidden texts under a node, in place; return how many letters they had. `styles` are by name."""
    look = _looked(look or Look(), node, styles)
    count = 0
    for child in node.childNodes:
        if child.nodeType == child.ELEMENT_NODE:
            count += drop_hidden(child, styles, look)
        elif not look.seen:
            count += letters(str(child))
            child.data = ""
    return count


def _looked(look: Look, node: Any, styles: Mapping[str, Any]) -> Look:
    """Add what the style of a node says, after those that it is based on."""
    name = local_name(node)
    look = replace(look, ground=UNKNOWN) if name in _SHAPES else look
    hidden = name in ("hidden-text", "hidden-paragraph") or attribute(node, "display") == "none"
    look = replace(look, hidden=True) if hidden else look
    for style in reversed(list(_chain(attribute(node, "style-name"), styles))):
        for properties in style.childNodes:
            look = _said(look, properties)
    return look


def _chain(name: str, styles: Mapping[str, Any]) -> Iterator[Any]:
    """A style and those above it; a chain of more than ten is a circle."""
    for _ in range(10):
        if name not in styles:
            return
        yield styles[name]
        name = attribute(styles[name], "parent-style-name")


def _said(look: Look, properties: Any) -> Look:
    ground, colour, size = (attribute(properties, name) for name in ("background-color", "color", "font-size"))
    letters_only = local_name(properties) == "text-properties"
    return Look(
        colour=(colour if letters_only and colour else look.colour),
        ground=ground if ground and ground != "transparent" else look.ground,
        size=_points(size, look.size) if letters_only else look.size,
        hidden=look.hidden or (letters_only and attribute(properties, "display") == "none"),
    )


def _points(size: str, otherwise: float) -> float:
    number, unit = size[:-2], size[-2:]
    try:
        return float(number) * _POINTS[unit]
    except (ValueError, KeyError):
        return otherwise
