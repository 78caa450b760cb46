"""How an address is written in a text, on the web or of a mailbox, for whatever finds one or makes a link of it."""

from urllib.parse import urlsplit

URL = r"https?://[^\s<>\"«»]*[^\s<>\"'«».,;:!?)\]]"
"""Pattern of a web address: neither what ends a sentence nor what closes a quotation or brackets is its last sign."""

MAIL = r"(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+"
"""Pattern of a mail address; it begins where a run of letters does, or long runs would be read over and over."""


def is_web(url: str) -> bool:
    """Whether an address is one that a page may link to: with http or https, and a host."""
    try:
        parts = urlsplit(url.strip())
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False
