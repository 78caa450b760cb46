"""What office software writes into files about them, kept only where it is fit to be shown."""

import re

_FILE_LIKE = re.compile(
    r"^(?:microsoft|untitled|sans (?:titre|nom)|document\s?\d*$|slide|présentation\s?\d*$)|_|\.\w{2,4}$|\w\.\w+\.\w"
    r"|^\W*$|^[\w-]*\d[\w-]*$",
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
