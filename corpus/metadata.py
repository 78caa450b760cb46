"""What files say of themselves (title, author, name, addresses), kept only where it is fit to be shown."""

import re
from urllib.parse import urljoin, urlsplit

from corpus.types import Source

_FILE_LIKE = re.compile(
    r"^(?:microsoft|untitled|sans (?:titre|nom)|document\s?\d*$|slide|présentation\s?\d*$)|_|\.\w{2,4}$|\w\.\w+\.\w"
    r"|^\W*$|^(?=[\w-]*\d)[\w-]++$",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"\b(?:minist|direction|mairie|ville\b|commune|communaut|métropole|département|région|préfecture|conseil|caisse|caf\b"
    r"|agence|association|universit|rectorat|académie|office|syndicat|centre|service|institut|établissement|régie|ccas"
    r"|government|department|council|authority)",
    re.IGNORECASE,
)


def title_in(metadata: str) -> str:
    """The title that a file gives itself, unless it is one that software gave it."""
    title = " ".join(metadata.split())
    return "" if len(title) < 4 or _FILE_LIKE.search(title) else title


def publisher_in(author: str) -> str:
    """The author, if it reads like an organisation: a person's login is nobody's business."""
    author = " ".join(author.split())
    return author if _ORGANISATION.search(author) else ""


def readable_name(source: Source) -> str:
    """A title made of the file's name, or of its folder's for an "index" or a "README"."""
    name = source.stem
    if name.lower() in ("index", "readme") and "/" in source.path:
        name = source.path.split("/")[-2]
    words = " ".join(name.replace("-", " ").replace("_", " ").split())
    return words[:1].upper() + words[1:]


def web_address(base: str, written: str) -> str:
    """The whole address of a link met at the address `base`; empty for one that leads nowhere on the web."""
    try:
        address = urljoin(base, written)
        urlsplit(address)  # without a base, `urljoin` gives back whatever is written
    except ValueError:  # "https://[nom-du-site]/page" waits for a name to be filled in
        return ""
    return address if address.startswith(("http://", "https://")) else ""
