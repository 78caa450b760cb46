"""HTML made so that nothing in a document can run or break a page: every text is escaped unless it was made here."""

import re
from collections.abc import Iterable, Sequence

from assistant.view import html
from corpus.dates import french_day
from corpus.errors import UserError

_ALONE = frozenset(("br", "hr", "img", "input", "link", "meta", "rect"))
_WIDE, _NARROW = "\u00a0", "\u202f"
_BEFORE = re.compile(r" ([:;?!»])")
_QUOTATION = re.compile(f"(«{_WIDE}.*?{_WIDE}»)", re.DOTALL)
_BAR = 80
"""Width of a full bar, in pixels."""


class Html(str):
    """What is HTML already; any other text is escaped when it goes into a tag."""

    __slots__ = ()


def tag(name: str, /, *children: str, **attributes: str | int | bool) -> Html:
    """Return an element; `class_="x"` gives class="x", and `aria_label` aria-label; False leaves an attribute out."""
    opened = "".join(_attribute(key, value) for key, value in attributes.items() if value is not False)
    if name in _ALONE:
        return Html(f"<{name}{opened}/>")
    return Html(f"<{name}{opened}>{join(children)}</{name}>")


def join(parts: Iterable[str], between: str = "") -> Html:
    """Put parts one after the other."""
    return Html(_safe(between).join(map(_safe, parts)))


def link(url: str, words: str = "") -> Html:
    """Return a link that opens elsewhere, or the words alone where the address is not one of the web."""
    return Html(html.link(url, words or url))


def table(caption: str, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> Html:
    """Return a table whose first cell names each row; it scrolls by itself where the screen is too narrow."""
    head = tag("tr", *(tag("th", header, scope="col") for header in headers))
    lines = (tag("tr", tag("th", row[0], scope="row"), *(tag("td", cell) for cell in row[1:])) for row in rows)
    made = tag("table", tag("caption", caption), tag("thead", head), tag("tbody", *lines))
    return tag("div", made, class_="tableau", role="region", aria_label=caption, tabindex=0)


def bar(part: int, whole: int, kind: str = "") -> Html:
    """Return a small bar, drawn beside a number and hidden from who does not see it."""
    width = round(_BAR * part / whole) if whole else 0
    full = tag("rect", width=_BAR, height=10, class_="fond")
    drawn = tag("rect", width=max(width, 2) if part else 0, height=10, class_=f"part {kind}".strip())
    return tag("svg", full, drawn, class_="barre", width=_BAR, height=10, aria_hidden="true", focusable="false")


def day(iso: str) -> Html:
    """Return a day in words, on one line."""
    return tag("time", french_day(iso), datetime=iso, class_="jour")


def items(parts: Iterable[str], **attributes: str | int | bool) -> Html:
    """Return a list."""
    return tag("ul", *(tag("li", part) for part in parts), **attributes)


def button(words: str, what: str, **attributes: str | int | bool) -> Html:
    """Return a button that the page hears of: what it does, on what (`data_key`), with which words (`data_text`)."""
    return tag("button", words, type="button", data_what=what, **attributes)


def status(said: str) -> Html:
    """Return what just happened, for a part that is read aloud when it changes."""
    return tag("div", ours(said))


def problem(error: UserError) -> Html:
    """Return what went wrong and what to do."""
    fix = f"{error.fix[:1].upper()}{error.fix[1:]}."
    return tag(
        "div", tag("p", tag("strong", ours(error.problem))), tag("p", ours(fix)), class_="probleme", role="alert"
    )


def ours(words: str) -> str:
    """Return words of our own with the blanks that French wants before and after some signs, where no line may end.

    Never for what a document says: that is shown as it stands in it. What is HTML already may quote, and stays.
    """
    if isinstance(words, Html):
        return words
    return _BEFORE.sub(lambda sign: f"{_WIDE if sign[1] == ':' else _NARROW}{sign[1]}", words).replace(
        "« ", f"«{_NARROW}"
    )


def around_quotations(words: str) -> str:
    """Return a text of our own with the blanks that French wants, around quotations that stay as they are.

    A quotation stands between « and » with no-break spaces, as `assistant.record.texts.filled.quote` writes it.
    """
    pieces = _QUOTATION.split(words)
    return "".join(piece if at % 2 else ours(piece) for at, piece in enumerate(pieces))


def _safe(text: str) -> str:
    return text if isinstance(text, Html) else html.text(text)


def _attribute(key: str, value: str | int | bool) -> str:
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{html.text(str(value))}"'
