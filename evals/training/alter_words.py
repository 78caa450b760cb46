"""Swaps words of a sentence: the opposite, who acts, whom a rule reaches, how far, in what order, in what form."""

from functools import cache
from random import Random

from evals.training.altered_words import ACTORS, GENDERS, TABLES
from evals.training.french import article, cased, determined
from evals.training.phrases import Found, Phrases

_ARTICLES = ("le ", "la ", "l'", "du ", "de la ", "de l'", "au ", "à la ", "à l'")
_ELIDED = ("l'", "de l'", "à l'")


@cache
def _phrases(name: str) -> Phrases:
    return Phrases(TABLES[name])


@cache
def _actors() -> Phrases:
    return Phrases(ACTORS)


def opposite(text: str, rng: Random) -> str | None:
    """Say the contrary by a word: accepted for refused, free for paid."""
    return _swapped("opposite", text, rng)


def limit(text: str, around: str, rng: Random) -> str | None:
    """Change how far a rule reaches: all for some, at least for at most."""
    return None if "sous certaines" in text else _swapped("limit", text, rng)


def order(text: str, around: str, rng: Random) -> str | None:
    """Turn an order: before for after, the seller for the buyer."""
    return _swapped("order", text, rng)


def scope(text: str, around: str, rng: Random) -> str | None:
    """Change whom a rule is for."""
    return _swapped("scope", text, rng)


def form(text: str, around: str, rng: Random) -> str | None:
    """Change the form that a step takes."""
    return _swapped("form", text, rng)


def entity(text: str, around: str, rng: Random) -> str | None:
    """Change the body, the paper or the aid that is named."""
    return _swapped("entity", text, rng)


def _swapped(name: str, text: str, rng: Random) -> str | None:
    found = list(_phrases(name).find(text))
    if not found:
        return None
    one = rng.choice(found)
    new = rng.choice(TABLES[name][one.phrase])
    if new in text[max(0, one.start - 25) : one.end + 25]:
        return None
    before = _before(one, new)
    return None if before is None else _put(text, one, before, new)


def _before(found: Found, new: str) -> str | None:
    """Return the determiner in front of what was found, as the new word needs it."""
    word = found.before.lower()
    if not word:
        return ""
    known = GENDERS.get(new, "")
    if word in _ELIDED:
        return article(found.before, new, known) if known else None
    if known and word in _ARTICLES:
        return _articled(found.before, new, known)
    return article(found.before, new, known or ("f" if word.endswith("la ") else "m"))


def _articled(before: str, new: str, gender: str) -> str | None:
    written = determined(before, new, gender)
    return None if written is None else written.removesuffix(new)


def _put(text: str, found: Found, before: str, new: str) -> str:
    written = cased(before + new, found.before + text[found.start : found.end])
    if before and found.phrase[:1].isupper() and not new[:1].isupper():
        written = before + new
    return text[: found.start - len(found.before)] + written + text[found.end :]


def actor(text: str, around: str, rng: Random) -> str | None:
    """Swap whoever acts for another; often for one of the text around."""
    found = [one for one in _actors().find(text) if one.before.lower() in _ARTICLES]
    if not found:
        return None
    one = rng.choice(found)
    present = {name.phrase for name in _actors().find(text)}
    near = sorted({name.phrase for name in _actors().find(around)} - present)
    new = rng.choice(near) if near and rng.random() < 0.6 else rng.choice(_alike(one.phrase, present))
    written = determined(one.before, new, ACTORS[new])
    if written is None:
        return None
    return text[: one.start - len(one.before)] + cased(written, one.before) + text[one.end :]


def _alike(old: str, present: set[str]) -> list[str]:
    """Return actors of the same gender, so that what agrees with the old one agrees with the new."""
    return [new for new in ACTORS if new not in present and ACTORS[new] == ACTORS[old]]
