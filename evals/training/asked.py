"""Ways to ask: which headings of a sheet answer which question, in plain and in spoken French (`asked.fr.tsv`)."""

import re
from pathlib import Path
from typing import NamedTuple

AMOUNT = re.compile(r"\d\s?(?:€|euros?\b|%)|\bgratuite?s?\b|\bgratuitement\b|\bpayante?s?\b|\bsans frais\b", re.I)
TIME = re.compile(
    r"\d\s(?:ans?|mois|jours?|semaines?|heures?|minutes)\b|"
    r"\b(?:un|deux|trois|six|une|huit|dix) (?:ans?|mois|jours?|semaines?|heures?|année)\b|"
    r"\b(?:illimitée?|indéterminée?|immédiatement|à vie)\b",
    re.I,
)
VALID = re.compile(rf"(?=.*\b(?:valables?|validité|valides?)\b).*(?:{TIME.pattern})", re.I | re.S)
AGE = re.compile(r"\d ans\b|\bmajeure?s?\b|\bmineure?s?\b|\bâge", re.I)
PLACE = re.compile(
    r"\b(?:mairie|préfecture|consulat|ambassade|tribunal|greffe|caisse|guichet|agence|bureau|centre|service|site|auprès|"
    r"adresser|en ligne|sur place|téléservice|notaire|commissariat|Caf|CPAM|MSA|MDPH|Urssaf|Pôle emploi)\b",
    re.I,
)
STEP = re.compile(r"\b(?:demand|formulaire|dossier|déclar|inscri|téléservice|adress|courrier|lettre|en ligne)", re.I)
_SHOWN = {"amount": AMOUNT, "time": TIME, "validity": VALID, "age": AGE, "place": PLACE, "step": STEP, "": None}


class Asked(NamedTuple):
    """What headings a question is made from, how it is asked, and what an answer must show.

    In a template, {le} is the subject with its article, {du} and {au} the same after "de" and "à", {nu} the subject
    alone. `introduced` says that the opening of a sheet may well answer too.
    """

    kind: str
    heading: re.Pattern[str]
    shown: re.Pattern[str] | None
    introduced: bool
    templates: tuple[str, ...]


def _read() -> tuple[Asked, ...]:
    lines = Path(__file__).with_name("asked.fr.tsv").read_text("utf-8").splitlines()[1:]
    return tuple(_asked(*line.split("\t")) for line in lines)


def _asked(kind: str, heading: str, shown: str, introduced: str, templates: str) -> Asked:
    pattern = re.compile(rf"(?:{heading})\s*\??$", re.I)
    return Asked(kind, pattern, _SHOWN[shown], introduced == "yes", tuple(templates.split(" | ")))


QUESTIONS: tuple[Asked, ...] = _read()
