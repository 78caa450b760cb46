"""Plain words for administrative ones: `plain.fr.tsv`, one lexeme a line, its forms in parallel."""

import re
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

from evals.training.french import article, cased, contracted, mended
from evals.training.phrases import Found, Phrases

_FILE = Path(__file__).with_name("plain.fr.tsv")
_RARE = ("peut", "peuvent", "pouvez", "doit", "doivent", "devez")
"""Said otherwise one time in three: they stand in every other sentence."""

_INFINITIVE = re.compile(r" (?!être|avoir)(?:\w+(?:er|ir|re|oir)\b)")


class Plain(NamedTuple):
    """A plain form; `gender` is empty for what is not a noun."""

    form: str
    gender: str


@cache
def lexicon() -> dict[str, list[Plain]]:
    """Read the plain forms of each administrative form."""
    forms: dict[str, list[Plain]] = {}
    for line in _FILE.read_text("utf-8").splitlines()[1:]:
        old, new, *gender = line.split("\t")
        for ours, theirs in zip(old.split("/"), new.split("/"), strict=True):
            forms.setdefault(ours, []).append(Plain(theirs, gender[0] if gender else ""))
    return forms


@cache
def _phrases() -> Phrases:
    return Phrases(lexicon())


def plainer(text: str, rng: Random, share: float) -> str:
    """Replace about that share of the words that have a plain equivalent."""
    parts: list[str] = []
    end = 0
    for found in _phrases().find(text):
        wanted = share / 3 if found.phrase in _RARE else share
        plain = rng.choice(lexicon()[found.phrase])
        if rng.random() > wanted or not _fits(found, plain, text):
            continue
        before = article(found.before, plain.form, plain.gender) if found.before else ""
        if before is None:
            continue
        space = " " if found.phrase.endswith("'") and not plain.form.endswith("'") else ""
        start = found.start - len(found.before)
        form, taken = contracted(plain.form, text[found.end :])
        parts += [text[end:start], before, cased(form, text[found.start]), space]
        end = found.end + taken
    return mended("".join((*parts, text[end:]))) if parts else text


def _fits(found: Found, plain: Plain, text: str) -> bool:
    """Whether a plain form can stand there: several words for one verb do not take a negation, nor an adverb."""
    rest = text[found.end : found.end + 30]
    if found.phrase in _RARE and not _INFINITIVE.match(rest):
        return False
    if found.before.lower() in ("ne ", "n'", "que ", "qu'") or re.match(r" (?:pas|plus|que|qu')\b", rest):
        return " " not in plain.form
    return True
