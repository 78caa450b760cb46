"""Takes out of a DOCX the runs that its reader does not see: white on white, tiny, marked as hidden."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from corpus.office.word_text import W
from corpus.unseen import UNKNOWN, Look, letters

_PAGE = Look()
_OFF = ("0", "false", "off")
_LIGHT = ("background1", "light1")
_SHAPES = ("txbxContent",)
_BLACK_MARKERS = {"black": "#000000", "darkBlue": "#000080", "white": "#ffffff"}


def drop_hidden(root: Any, styles: Mapping[str, Any]) -> int:
    """Remove the hidden runs under an element, in place; return how many letters they had. `styles` are by id."""
    return sum(_drop(run, _look(run, styles)) for run in list(root.iter(f"{W}r")))


def _drop(run: Any, look: Look) -> int:
    if look.seen:
        return 0
    gone = [text for text in run.iter(f"{W}t") if next(text.iterancestors(f"{W}r")) is run]
    count = sum(letters(text.text or "") for text in gone)
    for text in gone:
        text.text = ""
    return count


def _look(run: Any, styles: Mapping[str, Any]) -> Look:
    """How a run looks: what is around it, the style of its paragraph, its own style, then what it says itself."""
    look = replace(_PAGE, ground=_ground(run, styles))
    paragraph = next(run.iterancestors(f"{W}p"), None)
    properties = None if paragraph is None else paragraph.find(f"{W}pPr")
    own = run.find(f"{W}rPr")
    look = _styled(look, styles, _value(properties, "pStyle"))
    look = _styled(look, styles, _value(own, "rStyle"))
    return look if own is None else _said(look, own)


def _styled(look: Look, styles: Mapping[str, Any], name: str, steps: int = 0) -> Look:
    """Add what a style says, after the one that it is based on; a chain of more than ten is a circle."""
    style = styles.get(name)
    if style is None or steps > 10:
        return look
    look = _styled(look, styles, _value(style, "basedOn"), steps + 1)
    shaded = _fill(style.find(f"{W}pPr"))
    look = replace(look, ground=shaded) if shaded else look
    letters_of = style.find(f"{W}rPr")
    return look if letters_of is None else _said(look, letters_of)


def _said(look: Look, own: Any) -> Look:
    """Add what the properties of letters say."""
    colour, size, hidden = own.find(f"{W}color"), _value(own, "sz"), own.find(f"{W}vanish")
    marker = _value(own, "highlight")
    ground = _fill(own) or (_BLACK_MARKERS.get(marker, UNKNOWN) if marker not in ("", "none") else look.ground)
    return Look(
        colour=look.colour if colour is None else _colour(colour),
        ground=ground,
        size=int(size) / 2 if size.isdecimal() else look.size,
        hidden=look.hidden if hidden is None else hidden.get(f"{W}val", "1") not in _OFF,
    )


def _colour(element: Any) -> str:
    if element.get(f"{W}themeColor") in _LIGHT and element.get(f"{W}themeShade") is None:
        return "#ffffff"
    value = str(element.get(f"{W}val", ""))
    return "" if value == "auto" else value


def _ground(run: Any, styles: Mapping[str, Any]) -> str:
    """The colour behind a run: of its paragraph, its cell, its table; a shape or a style of table may have any."""
    for around in run.iterancestors():
        name = str(around.tag).removeprefix(W)
        if name in _SHAPES:
            return UNKNOWN
        shaded = _fill(around.find(f"{W}{name}Pr")) if name in ("p", "tc", "tbl") else ""
        if shaded:
            return shaded
        if name == "tbl" and _shades(styles.get(_value(around.find(f"{W}tblPr"), "tblStyle"))):
            return UNKNOWN
    return ""


def _shades(style: Any) -> bool:
    return style is not None and any(_fill_of(shading) for shading in style.iter(f"{W}shd"))


def _fill(properties: Any) -> str:
    shading = None if properties is None else properties.find(f"{W}shd")
    return "" if shading is None else _fill_of(shading)


def _fill_of(shading: Any) -> str:
    if shading.get(f"{W}themeFill") is not None:
        return "" if shading.get(f"{W}themeFill") in _LIGHT else UNKNOWN
    fill = str(shading.get(f"{W}fill", "auto"))
    return "" if fill == "auto" else fill


def _value(parent: Any, name: str) -> str:
    found = None if parent is None else parent.find(W + name)
    return "" if found is None else str(found.get(f"{W}val", ""))
