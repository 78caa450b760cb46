"""Markdown to HTML, with what GitBook and VuePress add to it. The only file that knows markdown-it."""

import re
from dataclasses import dataclass
from html import escape

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from mdit_py_plugins.footnote import footnote_plugin

_TAG = re.compile(r"\{%-?\s*+(?P<end>end)?(?P<name>[a-z][a-z-]*+)(?P<rest>.*)%\}")
_FENCE = re.compile(r"(?P<colons>:{3,})\s*(?P<name>[\w-]*)\s*(?P<rest>.*)")
_ATTRIBUTE = re.compile(r"(?<![\w-])(?:([\w-]++)=\"([^\"]*)\"|([\w-]++)='([^']*)')")
_DEEPEST = 1000
"""Blocks inside blocks; markdown-it leaves out, without a word, what is deeper than this."""
_NOTES = frozenset("attention caution danger hint important info note tip warning".split())


def to_html(text: str) -> str:
    """Render GitHub's Markdown (tables, footnotes, HTML inside) with GitBook's `{% … %}` and VuePress' `:::` blocks.

    A block becomes `<div role="note" data-box="its title">`, without role when it only lays the page out. A text
    nested beyond reason gives its paragraphs as they are written.
    """
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"]).use(footnote_plugin)
    parser.block.ruler.before("fence", "box", _box_rule, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    try:
        return str(parser.render(text))
    except RecursionError:
        return "".join(f"<p>{escape(part)}</p>" for part in text.split("\n\n"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Box:
    """The opening line of a block: `opened` and `closed` recognise, on later lines, one more inside and the end."""

    name: str
    title: str = ""
    link: str = ""
    opened: re.Pattern[str] | None = None
    closed: re.Pattern[str] | None = None

    def html(self, parser: MarkdownIt) -> str:
        role = ' role="note"' if self.name in _NOTES else ""
        words = [token.content for line in parser.parseInline(self.title) for token in line.children or []]
        return f'<div{role} data-box="{escape("".join(words))}">\n'


def _box_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule of markdown-it: whether a block begins (or a lone tag stands) on the line `start`."""
    box = None if state.is_code_block(start) else _opening(_line(state, start))
    if box is None or silent:
        return box is not None
    last = _last_line(state, box, start, end)
    if last is None:
        _emit(state, f'<p><a href="{escape(box.link)}">{escape(box.link)}</a></p>\n' if box.link else "")
        state.line = start + 1
        return True
    before = state.lineMax
    state.lineMax = last
    _emit(state, box.html(state.md))
    state.md.block.tokenize(state, start + 1, last)
    _emit(state, "</div>\n")
    state.lineMax = before
    state.line = last + 1
    return True


def _opening(line: str) -> _Box | None:
    if tag := _TAG.fullmatch(line):
        fields = {a or c: b or d for a, b, c, d in _ATTRIBUTE.findall(tag["rest"])}
        name = re.escape(tag["name"])
        return _Box(
            name=tag["name"],
            title=fields.get("title", ""),
            link=fields.get("url") or fields.get("src", ""),
            opened=None if tag["end"] else re.compile(rf"\{{%-?\s*{name}\b.*%\}}"),
            closed=None if tag["end"] else re.compile(rf"\{{%-?\s*end{name}\s*-?%\}}"),
        )
    if fence := _FENCE.fullmatch(line):
        closed = re.compile(rf":{{{len(fence['colons'])},}}")
        return _Box(name=fence["name"].lower(), title=fence["rest"], closed=closed)
    return None


def _last_line(state: StateBlock, box: _Box, start: int, end: int) -> int | None:
    """Line that closes a box; None for a tag that nothing closes. A `:::` that nothing closes goes to the end."""
    if box.closed is None:
        return None
    inside = 0
    for number in range(start + 1, end):
        line = _line(state, number)
        if box.closed.fullmatch(line):
            if not inside:
                return number
            inside -= 1
        elif box.opened and box.opened.fullmatch(line):
            inside += 1
    return None if box.opened else end


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].rstrip()


def _emit(state: StateBlock, html: str) -> None:
    state.push("html_block", "", 0).content = html
