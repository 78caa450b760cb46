"""The statements of an excerpt that hold by themselves: sentences, items with their lead-in, lists in one line."""

import re
from collections.abc import Sequence
from functools import lru_cache
from random import Random
from typing import NamedTuple

from evals.training.french import lower_first, upper_first
from evals.training.source import Excerpt

_VERB = re.compile(
    r"\b(?:est|sont|a|ont|peut|peuvent|doit|doivent|vous|faut|permet|concerne|bénéficie|[a-zéè]+ent|varie|s'élève|"
    r"s'applique|dure|comprend|prend|donne|verse|fait|font|sera|seront|reste|perçoit|dépend)\b"
)
_MARKER = re.compile(r"^(?:(?:[-–•*]|\d+[.)°]|[a-z]\))\s*)?(?:(?:ou|et|soit)\s+)*", re.I)
_ALTERNATIVES = re.compile(r"\b(?:l'une?|une?|au moins|au choix|selon|suivant)\b (?:des?|les|le)?|\bou\b", re.I)
_FOLLOWING = re.compile(r"\s*\b(?:suivante?s?|ci-dessous|ci-après)\b")


class Statement(NamedTuple):
    """A claim in the words of the source; it needs the sentences `first` to `last`, excluded.

    `whole` says that it is one sentence exactly as the source writes it.
    """

    text: str
    first: int
    last: int
    whole: bool


@lru_cache(maxsize=100_000)
def statements(excerpt: Excerpt) -> Sequence[Statement]:
    """Return what can be claimed of an excerpt, in the words of its sentences."""
    found = [one for number in range(len(excerpt.sentences)) if (one := _sentence(excerpt, number))]
    listed = _condensed(excerpt, Random(excerpt.row))
    return (*found, listed) if listed else tuple(found)


def _sentence(excerpt: Excerpt, number: int) -> Statement | None:
    own = " ".join(excerpt.sentences[number].split())
    role, lead = excerpt.passage.sentences[number].role, excerpt.lead(number)
    if role == "item" and lead:
        joined = _joined(lead, own)
        return Statement(joined, number, number + 1, whole=False) if joined else None
    tells = 30 <= len(own) <= 280 and own.endswith(".") and own[0].isupper() and _VERB.search(own)
    if lead or role not in ("text", "note") or not tells:
        return None
    return Statement(own, number, number + 1, whole=own == excerpt.sentences[number])


def _item(text: str) -> str:
    return _MARKER.sub("", text.strip()).strip(" ,;.")


def _joined(lead: str, item: str) -> str | None:
    """Say an item and its lead-in in one sentence, where the lead-in announces no count and no choice."""
    stem, said = lead.rstrip(" :"), _item(item)
    if not lead.endswith(":") or _ALTERNATIVES.search(lead) or _FOLLOWING.search(lead):
        return None
    if len(stem) < 12 or re.search(r"[:\n]|\. ", stem) or said.endswith(":") or not 8 <= len(said) <= 160:
        return None
    return f"{stem} {lower_first(said)}."


def _condensed(excerpt: Excerpt, rng: Random) -> Statement | None:
    """Say a short list in one sentence, after its lead-in."""
    items = _listed(excerpt)
    if len(items) < 2:
        return None
    lead = excerpt.lead(items[0]).strip()
    words = [_item(excerpt.sentences[number]) for number in items]
    if not lead.endswith(":") or not 12 <= len(lead) <= 110 or sum(map(len, words)) > 220 or ":" in "".join(words):
        return None
    chosen = any(re.match(r"\W*(?:ou|soit)\b", excerpt.sentences[number], re.I) for number in items)
    joint = "ou" if chosen or _ALTERNATIVES.search(lead) else "et"
    stem = _FOLLOWING.sub("", lead.rstrip(" :")) if rng.random() < 0.6 else lead.rstrip(" :")
    said = f"{', '.join(map(lower_first, words[:-1]))} {joint} {lower_first(words[-1])}"
    return Statement(f"{upper_first(stem)} : {said}.", items[0], items[-1] + 1, whole=False)


def _listed(excerpt: Excerpt) -> list[int]:
    """Return the places of the first items that follow each other under one lead-in, five at most."""
    sentences = excerpt.passage.sentences
    items = [place for place, sentence in enumerate(sentences) if sentence.role == "item" and len(sentence.lead) == 1]
    items = [place for place in items if sentences[place].lead == sentences[items[0]].lead][:5]
    return items if items and items[-1] - items[0] == len(items) - 1 else []
