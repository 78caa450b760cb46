"""What numbers count: units, and which of them convert into each other."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: `words` matches its folded names, `size` is in the base of its dimension.

    Months and minutes are two dimensions: 12 months are a year and 24 hours a day, but 30 days are not a month.
    """

    name: str
    dimension: str
    size: Fraction
    words: str


_ROWS: tuple[tuple[str, str, Fraction | int, str], ...] = (
    ("an", "month", 12, r"ans?|annees?"),
    ("mois", "month", 1, r"mois"),
    ("trimestre", "month", 3, r"trimestres?"),
    ("semestre", "month", 6, r"semestres?"),
    ("siècle", "month", 1200, r"siecles?"),
    ("semaine", "minute", 7 * 1440, r"semaines?"),
    ("jour", "minute", 1440, r"jours?|journees?"),
    ("heure", "minute", 60, r"heures?|h"),
    ("minute", "minute", 1, r"minutes?|min|mn"),
    ("seconde", "minute", Fraction(1, 60), r"secondes?"),
    ("euro", "euro", 1, r"€|euros?|eur"),
    ("centime", "euro", Fraction(1, 100), r"centimes?|cts?"),
    ("k€", "euro", 1000, r"k€"),
    ("M€", "euro", 10**6, r"m€"),
    ("%", "share", Fraction(1, 100), r"%|pour ?cents?"),
    ("‰", "share", Fraction(1, 1000), r"‰|pour ?mille"),
    ("fois", "times", 1, r"fois|reprises?"),
    ("km/h", "speed", 1, r"km ?/ ?h|kilometres?[ -]heures?"),
    ("m²", "area", 1, r"m2|metres? carres?"),
    ("km²", "area", 10**6, r"km2|kilometres? carres?"),
    ("hectare", "area", 10**4, r"ha|hectares?"),
    ("m³", "volume", 1000, r"m3|metres? cubes?"),
    ("litre", "volume", 1, r"l|litres?"),
    ("km", "metre", 1000, r"km|kilometres?"),
    ("mètre", "metre", 1, r"m|metres?"),
    ("cm", "metre", Fraction(1, 100), r"cm|centimetres?"),
    ("mm", "metre", Fraction(1, 1000), r"mm|millimetres?"),
    ("tonne", "gram", 10**6, r"tonnes?"),
    ("kg", "gram", 1000, r"kg|kilos?|kilogrammes?"),
    ("gramme", "gram", 1, r"g|grammes?"),
    ("kWh", "energy", 1, r"kwh"),
    ("degré", "degree", 1, r"°c|degres?"),
    ("point", "point", 1, r"points?|pts?"),
    ("Mo", "byte", 10**6, r"mo|megaoctets?"),
    ("Go", "byte", 10**9, r"go|gigaoctets?"),
)
UNITS: Mapping[str, Unit] = {
    name: Unit(name, dimension, Fraction(size), words) for name, dimension, size, words in _ROWS
}
"""By name. Of two whose words begin alike, the longer comes first."""

_LEADING = r"(?:(?:derni|premi)ere?s?|prochaine?s?|autres?|seule?s?|bon(?:ne)?s?|long(?:ue)?s|pleine?s?|memes?)"
LEADING = rf"(?:\s{_LEADING})?"
"""Pattern of what may stand between a number and what it counts: "les 3 premiers mois"."""

_NAMES = tuple(UNITS)
_WORDS = "|".join(f"({unit.words})" for unit in UNITS.values())
_AFTER = re.compile(rf"{LEADING}(?:\sd'|\sde(?=\s))?\s?(?:{_WORDS})(?![a-z0-9]|'[a-z]|\.[a-z])")
_ANYWHERE = {unit.name: re.compile(rf"(?<![a-z])(?:{unit.words})(?![a-z])") for unit in UNITS.values()}
_ALSO = {
    "an": re.compile(r"(?<![a-z])(?:age|agee?s?|annuel)"),
    "mois": re.compile("mensu"),
    "jour": re.compile("journali"),
    "%": re.compile("taux|pourcentage"),
    "euro": re.compile("montant|prix|tarif"),
    "fois": re.compile("multipli|divis"),
    "point": re.compile("bareme|coefficient|ponderation"),
}


def unit_after(text: str, place: int) -> tuple[Unit, int] | None:
    """Return the unit that follows a number ending at `place` of a flat text, and where the unit ends."""
    match = _AFTER.match(text, place)
    return (UNITS[_NAMES[match.lastindex - 1]], match.end()) if match and match.lastindex else None


def mentions(text: str, unit: Unit) -> bool:
    """Whether a flat text names a unit anywhere, as the header of a column does."""
    also = _ALSO.get(unit.name)
    return bool(_ANYWHERE[unit.name].search(text) or (also and also.search(text)))
