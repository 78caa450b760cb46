"""How our ODF text documents look: each style as its family, its parent and its properties, by the names of ODF."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Properties = Mapping[str, str]

FONT = "Arial"
_BLUE, _GREY = "#000091", "#555555"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A style of paragraphs or of characters."""

    parent: str = ""
    paragraph: Properties = field(default_factory=dict)
    text: Properties = field(default_factory=dict)
    outline: int | None = None


def _boxed(edge: str, fill: str, *, after: str = "0.25cm") -> Look:
    """A paragraph on a tint, with a bar on its left; neighbours of one style are one box."""
    bar = {"borderleft": f"0.1cm solid {edge}", "paddingleft": "0.25cm", "marginleft": "0.1cm", "joinborder": "true"}
    return Look(parent="Standard", paragraph={**bar, "backgroundcolor": fill, "marginbottom": after})


def _heading(size: str, before: str, level: int, *, colour: str = "#000000", line: str = "none") -> Look:
    around = {"margintop": before, "marginbottom": "0.2cm", "keepwithnext": "always"}
    return Look(
        parent="Standard",
        paragraph={**around, "borderbottom": line, "paddingbottom": "0.08cm"},
        text={"fontsize": size, "fontweight": "bold", "color": colour},
        outline=level,
    )


PARAGRAPHS: Mapping[str, Look] = {
    "Standard": Look(
        paragraph={"marginbottom": "0.18cm", "lineheight": "115%"},
        text={"fontname": FONT, "fontsize": "10pt", "language": "fr", "country": "FR"},
    ),
    "Title": Look(
        parent="Standard",
        paragraph={"marginbottom": "0.1cm"},
        text={"fontsize": "22pt", "fontweight": "bold", "color": _BLUE},
    ),
    "Subtitle": Look(parent="Standard", text={"fontsize": "13pt", "color": _GREY}),
    "Heading_20_1": _heading("16pt", "0.9cm", 1, colour=_BLUE, line=f"1pt solid {_BLUE}"),
    "Heading_20_2": _heading("12.5pt", "0.6cm", 2),
    "Heading_20_3": _heading("10.5pt", "0.45cm", 3, colour="#444444"),
    "Notice": _boxed(_BLUE, "#eeeef8"),
    "Open": _boxed("#b34000", "#fdf3e1"),
    "Copy": _boxed("#aaaaaa", "#f5f5f5", after="0.2cm"),
    "Lead": Look(parent="Standard", paragraph={"keepwithnext": "always"}),
    "Item": Look(parent="Standard", paragraph={"marginbottom": "0.12cm"}),
    "Cell": Look(parent="Standard", paragraph={"marginbottom": "0cm"}, text={"fontsize": "9.5pt"}),
    "TableTitle": Look(parent="Standard", paragraph={"margintop": "0.3cm", "keepwithnext": "always"}),
    "Footnote": Look(
        parent="Standard",
        paragraph={"marginbottom": "0.05cm", "lineheight": "100%", "marginleft": "0.55cm", "textindent": "-0.55cm"},
        text={"fontsize": "8pt"},
    ),
    "Footer": Look(parent="Standard", text={"fontsize": "8pt", "color": _GREY}),
}

CHARACTERS: Mapping[str, Look] = {
    "Strong": Look(text={"fontweight": "bold"}),
    "Emphasis": Look(text={"fontstyle": "italic"}),
    "Mark": Look(text={"textposition": "super 58%"}),
    "Internet_20_link": Look(
        text={
            "color": _BLUE,
            "textunderlinestyle": "solid",
            "textunderlinewidth": "auto",
            "textunderlinecolor": "font-color",
        }
    ),
}
