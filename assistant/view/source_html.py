"""A source in a few words, the same wherever it is shown: who publishes it, when, under which licence."""

from datetime import date

from assistant import age
from assistant.addresses import is_web
from assistant.cite import headings
from assistant.render import KINDS
from assistant.types import Source
from assistant.view.tags import Html, join, link, tag
from corpus.dates import french_day


def origin(source: Source, today: date) -> Html:
    """Return the line under a quotation: kind, publisher, date, and a warning where the source is old."""
    day = f"publié ou mis à jour le {french_day(source.published)}" if source.published else ""
    words = ", ".join(filter(None, (KINDS[source.kind], source.publisher, day)))
    return join(filter(None, (tag("span", words, class_="origine"), old(source, today))), " ")


def opener(which: str, words: str, label: str, **data: str | int) -> Html:
    """Return the button that opens a source beside what cites it; `data` is for the script of its page."""
    return tag(
        "button", words, type="button", class_="renvoi", data_source=which,
        **data, aria_controls="source", aria_label=label, title=label,
    )  # fmt: skip


def old(source: Source, today: date) -> Html:
    """Return the mark of an old source, or nothing."""
    warning = age.warning(source.published, today)
    sign = tag("span", "⚠ ", aria_hidden="true")
    return tag("span", sign, warning, class_="ancienne") if warning else Html("")


def card(source: Source, section: tuple[str, ...], page: int | None, today: date) -> Html:
    """Return all that is known of a source, as a list of terms."""
    rows: list[tuple[str, str]] = [
        ("Rubrique", headings(section)),
        ("Page", str(page or "")),
        ("Publié ou mis à jour", join(filter(None, (french_day(source.published), old(source, today))), " ")),
        ("Éditeur", source.publisher),
        ("Sorte", KINDS[source.kind]),
        ("Licence", source.licence),
        ("Page officielle", link(source.url) if is_web(source.url) else ""),
    ]
    return tag("dl", *(join((tag("dt", name), tag("dd", value))) for name, value in rows if value), class_="carte")
