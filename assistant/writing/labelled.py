"""What a label says of its value, told as a sentence: "Par téléphone : 02…" is "Appelez le 02…".

Only labels that are known here: what another leaves unsaid would be made up. The words of a label and its value stay.
"""

import re
from collections.abc import Sequence

from corpus.dates import french_day

_MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_PHONE = r"(?:0\d(?:[ .]\d\d){4}|3\d\d\d|1\d(?: ?\d\d)?)"
_WAYS = re.compile(rf"({_MAIL}|{_PHONE})(?:(?:, | ou )({_MAIL}|{_PHONE}))?")
_LABEL = re.compile(r"(?:par |adresse )?(?:téléphone|tél\.?|courriel|mail|e-mail|mèl)", re.IGNORECASE)
_ADDRESS = re.compile(r"\d+ ?(?:bis|ter)?,? \w.*", re.DOTALL)
_HOURS = re.compile(r"(?:du|le|les|lundi|mardi|mercredi|jeudi|vendredi|samedi|tous les jours)\b.*\d ?h", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LONGEST = 25
"""Words of a value that is heard at once."""

_FIELDS = {
    "nom de l'administration concernée": "L'administration concernée est la suivante\u00a0: {}",
    "direction/service porteur": "Le service porteur est le suivant\u00a0: {}",
    "niveau d'automatisation de la décision": "Le niveau d'automatisation de la décision est le suivant\u00a0: {}",
    "fondements juridiques": "Les fondements juridiques sont les suivants\u00a0: {}",
    "base légale": "La base légale est la suivante\u00a0: {}",
    "mode de collecte des données traitées": "Le mode de collecte des données traitées est le suivant\u00a0: {}",
    "source des données traitées": "La source des données traitées est la suivante\u00a0: {}",
    "données traitées": "Les données traitées sont les suivantes\u00a0: {}",
    "type d'algorithme": "Le type d'algorithme est le suivant\u00a0: {}",
}
"""Fields of the French inventory whose short value makes a sentence, in the words of their label."""

_COUNTED = "nombre de décisions administratives prises par an"
_UPDATED = "date de mise à jour des informations"
_CONTACT = "contact au sein de l'administration concernée"


def reach(text: str) -> str:
    """Return how to reach somebody, told to do so, where a text is addresses and numbers alone; nothing otherwise."""
    found = _WAYS.fullmatch(text.strip().rstrip("."))
    return " ou ".join(_way(one) for one in found.groups() if one) if found else ""


def contact_line(sentence: str) -> str:
    """Tell "Courriel : dpo@…" and "Demande d'explication : prada@…" as what to do; nothing where it is neither."""
    label, colon, value = sentence.partition(" : ")
    if not colon or not (way := reach(value)):
        return ""
    if _LABEL.fullmatch(label):
        return f"{way[:1].upper()}{way[1:]}."
    if _LABEL.search(label):
        return ""
    return f"{label}\u00a0: {way}."


def contact(quote: str) -> list[str]:
    """Tell the lines of a contact in one sentence after its name; none where one of them does not say what it is."""
    name, *lines = [line.strip() for line in quote.splitlines() if line.strip()] or [""]
    told: list[str] = []
    place = ""
    for line in lines:
        label, _, value = line.partition(" : ")
        if label.lower() in ("sur place", "adresse") and _ADDRESS.fullmatch(value):
            place = f"allez au {value}"
        elif place and _HOURS.match(line):
            place += f", {line[:1].lower()}{line[1:]}"
        elif _LABEL.fullmatch(label) and (way := reach(value)):
            told.append(way)
        else:
            return []
    told += [place] if place else []
    if not told or " : " in name or len(name.split()) > _LONGEST:
        return []
    return [f"{name}\u00a0: {_listed(told)}."]


def field(quote: str) -> list[str]:
    """Tell "label : value" lines of a register entry; none unless each of them can be."""
    said = [_field(line.strip()) for line in quote.splitlines() if line.strip()]
    return said if all(said) else []


def _field(line: str) -> str:
    label, colon, value = line.partition(" : ")
    value, key = value.strip().rstrip("."), label.lower().replace("’", "'")
    if not colon or not value or " ; " in value or len(value.split()) > _LONGEST:
        return ""
    if key == _COUNTED:
        return f"Il y a eu {value}." if value[0].isdigit() else ""
    if key == _UPDATED:
        return f"Les informations ont été mises à jour le {french_day(value)}." if _DAY.fullmatch(value) else ""
    if key == _CONTACT:
        way = reach(value)
        return f"{way[:1].upper()}{way[1:]}." if way else ""
    return f"{_FIELDS[key].format(_small(value))}." if key in _FIELDS else ""


def _way(text: str) -> str:
    return f"écrivez à {text}" if "@" in text else f"appelez le {text}"


def _small(value: str) -> str:
    """Begin a value small where its second letter is: a name of one word keeps its capital."""
    first = value.split(" ", 1)[0]
    return (
        value[:1].lower() + value[1:]
        if first.lower() in ("outil", "décision", "système", "adresse", "lecture")
        else value
    )


def _listed(parts: Sequence[str]) -> str:
    return " ou ".join((", ".join(parts[:-1]), parts[-1])) if len(parts) > 1 else parts[0]
