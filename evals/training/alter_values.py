"""Changes a value of a sentence: a number, a unit, a date, a reference, what a delay runs from."""

import re
from random import Random

from evals.training.altered_words import STARTS
from evals.training.french import MONTHS, determined, replaced

_UNITS = {
    "jour": "mois", "jours": "mois", "mois": "ans", "an": "mois", "ans": "mois", "semaines": "mois", "semaine": "mois",
    "heures": "jours", "heure": "jour", "minutes": "heures", "années": "mois", "année": "semaine",
}  # fmt: skip
_UNIT = re.compile(rf"(?<=\d )(?:{'|'.join(sorted(_UNITS, key=len, reverse=True))})\b")
_NUMBER = re.compile(r"(?<![\w.,-])(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(,\d+)?(?![\w-])")
_NO_VALUE = re.compile(
    r"(?:articles?|n°|code|décret|loi|formulaire|cerfa|covid|cat[ée]gorie|type|\b[A-Z]\.?|\*)[ \u00a0-]*$", re.I
)
_OF_A_DATE = re.compile(rf" (?:{'|'.join(MONTHS)})\b")
_MONTH = re.compile(rf"(?<!d')(?<!de )\b(?:{'|'.join(MONTHS)})\b")
_YEAR = re.compile(r"\b(?:19[5-9]\d|20[0-3]\d)\b")
_ARTICLE = re.compile(r"\b((?:articles? |[LRD]\.? ?))(\d{2,4}(?:-\d+)*|\d+)\b")
_STARTED = re.compile(
    r"\b(?:à compter|à partir|dès|qui suivent|suivant|à l'issue|après) ?"
    r"(?P<of>de la date d'|de la date de |du jour de |du jour d'|"
    rf"du |de la |de l'|la |le |l')(?P<what>{'|'.join(map(re.escape, STARTS))})\b"
)


def other_number(text: str, around: str, rng: Random) -> str | None:
    """Change a number; where the text around holds another of the same use, often for that one."""
    match = _value(text, rng)
    if match is None:
        return None
    known = {found[0] for found in _NUMBER.finditer(f"{around} {text}")}
    others = sorted({found[0] for found in _NUMBER.finditer(around) if _unit_of(found) == _unit_of(match)} - {match[0]})
    new = rng.choice(others) if others and rng.random() < 0.5 else _near(match[0], _unit_of(match), known, rng)
    return None if new is None else text[: match.start()] + new + text[match.end() :]


def _value(text: str, rng: Random) -> re.Match[str] | None:
    """Choose a number that is neither a date, nor a reference."""
    found = [match for match in _NUMBER.finditer(text) if not _refers(match)]
    return rng.choice(found) if found else None


def _refers(match: re.Match[str]) -> bool:
    """Whether a number is part of a reference or of a date."""
    text = match.string
    named = _NO_VALUE.search(text[: match.start()])
    return bool(named or _YEAR.fullmatch(match[0]) or _OF_A_DATE.match(text, match.end()))


def _unit_of(match: re.Match[str]) -> str:
    """Return the first letters of the word after a number."""
    return match.string[match.end() :].strip()[:3]


def _near(old: str, unit: str, known: set[str], rng: Random) -> str | None:
    """Return a plausible value in place of a number, that the text does not hold."""
    whole, *cents = old.split(",")
    value = int(re.sub(r"\D", "", whole))
    if value < 20:
        values = [value + step for step in (-3, -2, -1, 1, 2, 3, 4, 5) if value + step > 1]
    else:
        values = [round(value * factor) for factor in (0.5, 0.75, 0.8, 0.9, 1.1, 1.2, 1.25, 1.5, 2)]
    if value >= 20 and value % 5 == 0:
        values = [round(one / 5) * 5 for one in values]
    most = 100 if unit.startswith("%") else 10**9
    tail = "".join(f",{part}" for part in cents)
    written = [f"{one:,}".replace(",", " ") + tail for one in values if one <= most]
    return next((new for new in rng.sample(written, len(written)) if new not in known), None)


def other_unit(text: str, around: str, rng: Random) -> str | None:
    """Change the unit of a duration."""
    return replaced(text, _UNIT, lambda match: _UNITS[match[0]], rng.randrange(9))


def other_date(text: str, around: str, rng: Random) -> str | None:
    """Change a month or a year for one that the text around does not hold."""
    known = set(re.findall(r"\w+", around))

    def other(match: re.Match[str]) -> str | None:
        near = MONTHS if match.re is _MONTH else [str(int(match[0]) + step) for step in (-3, -2, -1, 1, 2, 3)]
        choices = [one for one in near if one != match[0] and one not in known]
        return rng.choice(choices) if choices else None

    order = rng.sample((_MONTH, _YEAR), 2)
    return next((new for pattern in order if (new := replaced(text, pattern, other, rng.randrange(9)))), None)


def other_reference(text: str, around: str, rng: Random) -> str | None:
    """Change the last number of an article of law."""
    step = rng.choice((1, 2, 3, 5, 10))

    def other(match: re.Match[str]) -> str:
        return match[1] + re.sub(r"\d+$", lambda last: str(int(last[0]) + step), match[2])

    return replaced(text, _ARTICLE, other, rng.randrange(9))


def other_start(text: str, around: str, rng: Random) -> str | None:
    """Change the event that a delay runs from."""

    def other(match: re.Match[str]) -> str | None:
        new = rng.choice([what for what in STARTS if what != match["what"]])
        written = determined(match["of"], new, STARTS[new])
        return None if written is None else match[0][: match.start("of") - match.start()] + written

    return replaced(text, _STARTED, other, rng.randrange(9))
