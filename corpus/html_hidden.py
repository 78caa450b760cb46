"""Takes out of a page of HTML the text that its reader does not see. Sheets in other files are not read.

What a sheet folds (`display`) stays: a click may open it. What a tag says of itself, nothing on the page undoes.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from corpus.unseen import UNKNOWN, Look, letters

_UNITS = {"px": 0.75, "pt": 1.0, "em": 0.0, "rem": 12.0, "%": 0.0, "": 0.75}
_SIZE = re.compile(r"([\d.]+)(px|pt|em|rem|%|)")
_AWAY = re.compile(r"(?:^|;)(?:left|top|right|text-indent|margin-left):-\d{3,}(?:\.\d+)?(?:px|em|rem|pt|%)")
_GONE = re.compile(
    r"(?:^|;)(?:display:none|visibility:hidden|opacity:0?(?:\.0\d*)?(?=;|$|!))|clip:rect\((?:0|1)(?:px)?[, ]"
)
_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
_AT = re.compile(r"@[^{};]*(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SIMPLE = re.compile(r"[\w-]*(?:[.#][\w-]+)?")
_FOLDED = re.compile(r"(?:display|visibility)\s*:[^;]*")
_CODE = frozenset("script style template noscript svg head title textarea select".split())


def drop_hidden(page: Any) -> int:
    """Remove the hidden texts of a page that Beautiful Soup has parsed; return how many letters they had."""
    sheet: dict[str, str] = {}
    for name, said in _rules("\n".join(str(one.string or "") for one in page.find_all("style"))):
        sheet[name] = f"{sheet.get(name, '')};{said}"
    try:
        return _drop(page, Look(), sheet)
    except RecursionError:  # hundreds of elements inside each other mean nothing, but their words do
        return 0


def hides(tag: Any) -> bool:
    """Whether a tag says of itself that no reader sees what is inside."""
    return _hides(tag, _style(tag))


def _drop(tag: Any, look: Look, sheet: Mapping[str, str]) -> int:
    look = _looked(look, tag, sheet)
    count = 0
    for child in list(tag.children):
        if hasattr(child, "children"):
            count += 0 if child.name in _CODE else _drop(child, look, sheet)
        elif type(child).__name__ == "NavigableString" and not look.seen:  # and not a comment
            count += letters(child)
            child.extract()
    return count


def _rules(sheets: str) -> Iterator[tuple[str, str]]:
    """What a sheet says by tag, class or id; of a longer path, only that there may be something behind the text."""
    for selectors, said in _RULE.findall(_AT.sub("", _REMARK.sub("", sheets))):
        for selector in selectors.split(","):
            path = selector.split()
            if len(path) == 1 and _SIMPLE.fullmatch(path[0]):
                yield path[0], _FOLDED.sub("", said)
            elif path and "background" in said:
                yield path[-1], "background:var(--any)"


def _names(tag: Any) -> Iterator[str]:
    yield str(tag.name)
    for name in tag.get_attribute_list("class"):
        yield from (f".{name}", f"{tag.name}.{name}")
    yield f"#{tag.get('id')}"


def _looked(look: Look, tag: Any, sheet: Mapping[str, str]) -> Look:
    style = _style(tag, *(sheet[name] for name in _names(tag) if name in sheet))
    said = dict(part.split(":", 1) for part in style.split(";") if ":" in part)
    ground = said.get("background-color") or said.get("background") or str(tag.get("bgcolor") or "")
    return Look(
        colour=_plain(said.get("color") or str(tag.get("color") or "")) or look.colour,
        ground=_ground(_plain(ground)) or look.ground,
        size=_points(_plain(said.get("font-size", "")), look.size),
        hidden=look.hidden or _hides(tag, style),
    )


def _style(tag: Any, *sheet: str) -> str:
    """Return what a sheet says of a tag, then what it says of itself, in lower case and without blanks."""
    whole = ";".join([*sheet, str(tag.get("style") or "")])
    return re.sub(r"\s*([:;])\s*", r"\1", whole.lower()).strip()


def _hides(tag: Any, style: str) -> bool:
    return tag.has_attr("hidden") or bool(_AWAY.search(style) or _GONE.search(style))


def _plain(value: str) -> str:
    return value.replace("!important", "").strip()


def _ground(value: str) -> str:
    """What is behind a text: a picture, a gradient or a variable may have any colour."""
    if not value or value in ("transparent", "none", "inherit"):
        return ""
    return UNKNOWN if "(" in value and not value.startswith("rgb") else value


def _points(size: str, around: float) -> float:
    found = _SIZE.fullmatch(size)
    if not found:
        return around
    number = float(found[1])
    if found[2] in ("em", "%"):
        return number * around / (100 if found[2] == "%" else 1)
    return number * _UNITS[found[2]]
