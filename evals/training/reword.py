"""Says a sentence otherwise without changing what it says: what a plain rewording does, one operation at a time."""

import re
from collections.abc import Callable
from random import Random

from evals.training.french import CLAUSE, MONTHS, cased, lower_first, mended, number_words, upper_first
from evals.training.lexicon import plainer

Operation = Callable[[str, Random], str]

_UNIT = r"(?:ans?|mois|jours?|semaines?|heures?|années?|minutes|enfants?|fois|personnes?|euros?)"
_SMALL = re.compile(rf"(?<![\d,.\w-])(\d{{1,2}}|100)(?=\s{_UNIT}\b)")
_FEMININE = re.compile(r"\s(?:heures?|semaines?|années?|minutes?|fois|personnes?)\b")
_AMOUNT = re.compile(r"(?<![\d,.])(\d{1,3}(?:[ \u00a0\u202f.]\d{3})*|\d+)(,\d+)?[ \u00a0\u202f]?€")
_PERCENT = re.compile(r"(?<=\d)[ \u00a0\u202f]?%")
_SPAN = re.compile(r"(?<![\d,.'’])(12|24|36|48|60|1|2|3|5)\s(mois|ans?)\b")
_DATE = re.compile(rf"\b(1er|\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})\b")
_LIMITS = re.compile(
    r"\b(?:sauf|si|s'|à condition|hors|uniquement|seulement|ne|n'|au moins|au plus|maximum|minimum)\b|\d"
)
_PARENTHESIS = re.compile(r"\s?\(([^()]*)\)")
_DROPPED = re.compile(
    r"(?<=[\w,]) (?:également|notamment|ainsi|alors|en effet|en outre|par ailleurs|toutefois)(?=[ ,.])"
)
_OPENING = re.compile(
    r"^(?:Toutefois|Cependant|Ainsi|Par ailleurs|En outre|En effet|De plus|Néanmoins|À savoir|À noter|Attention|"
    r"En revanche|Dans ce cas|Par conséquent|Rappel|En principe)(?:,| :| ,)\s*"
)
_CONDITION = (
    r"(?:(?:si|lorsque|quand|dès lors que|en cas de|à condition de|sauf si|sauf en cas de) |"
    r"(?:lorsqu|en cas d|à condition d)')"
)
_ENDS_SI = re.compile(rf"^(?P<main>[^,;:()]{{15,}}?),? (?P<condition>{_CONDITION}[^,;:()]{{8,}})\.$")
_STARTS_SI = re.compile(rf"^(?P<condition>{_CONDITION}[^,;:()]{{8,}}), (?P<main>[^;:()]{{12,}})\.$", re.I)
_S_IL = re.compile(r"^(?P<main>[^,;:()]{15,}?),? (?P<condition>s'(?:ils?|elles?)\b [^,;:()]{8,})\.$")


def _with_plain_words(text: str, rng: Random) -> str:
    return plainer(text, rng, rng.choice((0.4, 0.7, 1.0)))


def _numbers_spelled(text: str, rng: Random) -> str:
    kind = rng.randrange(3)
    if kind == 0:
        text = _SPAN.sub(_other_span, text)
    elif kind == 1:
        text = _SMALL.sub(_in_words, text)
    text = _AMOUNT.sub(lambda match: _amount(match, rng), text)
    if rng.random() < 0.5:
        text = _PERCENT.sub(" pour cent", text)
    return _DATE.sub(_short_date, text) if rng.random() < 0.5 else text


def _in_words(match: re.Match[str]) -> str:
    words = number_words(int(match[1]))
    return words + "e" if words.endswith("un") and _FEMININE.match(match.string, match.end()) else words


def _other_span(match: re.Match[str]) -> str:
    value, months = int(match[1]), match[2] == "mois"
    if months and value % 12 == 0:
        years = value // 12
        return "un an" if years == 1 else f"{years} ans"
    return f"{value * 12} mois" if not months and value <= 3 else match[0]


def _amount(match: re.Match[str], rng: Random) -> str:
    whole = re.sub(r"\D", "", match[1])
    if rng.random() < 0.25 and not match[2] and 1 < int(whole) < 100_000:
        words = number_words(int(whole))
        return f"{words} euros"
    return f"{whole}{match[2] or ''} euros"


def _short_date(match: re.Match[str]) -> str:
    day = 1 if match[1] == "1er" else int(match[1])
    return f"{day:02}/{MONTHS.index(match[2]) + 1:02}/{match[3]}"


def _without_parentheses(text: str, rng: Random) -> str:
    return _PARENTHESIS.sub(lambda match: match[0] if _LIMITS.search(match[1]) else "", text)


def _without_adverbs(text: str, rng: Random) -> str:
    return upper_first(_DROPPED.sub("", _OPENING.sub("", text)))


_ASKS = re.compile(
    r"\b(?:que|uniquement|seulement|même|sauf|et|ou|puis|mais|savoir|vérifier?|préciser?|indiquer?|déterminer?|demander?|dire|selon)$"
)
"""Ends a clause that the "si" after it cannot leave."""


def _condition_moved(text: str, rng: Random) -> str:
    """Put the condition that opens a sentence at its end, or the reverse."""
    if (match := _STARTS_SI.match(text)) and CLAUSE.match(match["main"]):
        return f"{upper_first(match['main'])} {lower_first(match['condition'])}."
    if (match := _ENDS_SI.match(text) or _S_IL.match(text)) and not _ASKS.search(match["main"]):
        return f"{upper_first(match['condition'])}, {lower_first(match['main'])}."
    return text


_YOU = re.compile(
    r"\b(?P<you>[Vv]ous) (?P<verb>devez|pouvez)(?P<pas> pas)? (?=(?:vous )?(?!être|avoir)\w+(?:er|ir|re|oir)\b)"
)
_MUST = (
    *("il faut", "on doit", "la personne doit", "la personne concernée doit"),
    *("vous êtes obligé de", "il est obligatoire de"),
)
_MAY = ("on peut", "il est possible de", "la personne peut", "vous avez la possibilité de", "vous avez le droit de")
_OTHER_YOU = re.compile(r"\b(?:vous|votre|[a-zéè]+ez)\b", re.I)


def _another_person(text: str, rng: Random) -> str:
    match = _YOU.search(text)
    if not match or match["pas"]:
        return text
    rest = text[match.end() :]
    others = _OTHER_YOU.search(text[: match.start()] + rest)
    if text[: match.start()].rstrip().lower().endswith(("que", "si", "quand", "dont", "où")):
        return text
    opening = ("vous ",) if rest.lower().startswith("vous ") else ("il ", "vous ") if others else ("",)
    ways = _MUST if match["verb"] == "devez" else _MAY
    way = rng.choice([way for way in ways if way.startswith(opening)])
    rest = rest if others else re.sub(r"\bvos\b", "ses", rest)
    return mended(text[: match.start()] + cased(way, match["you"]) + " " + rest)


_ROLES = (
    "salarié locataire propriétaire employeur demandeur étudiant bailleur fonctionnaire conducteur vendeur acheteur "
    "consommateur candidat contribuable créancier débiteur agent artisan assuré copropriétaire"
).split()
_ROLE = re.compile(rf"^(?:Le |L')(?P<role>{'|'.join(_ROLES)}) (?P<verb>doit|peut) (?=\w)")
_BACK = re.compile(r"\b(?:ils?|elles?|lui|leur|son|sa|ses|se|s'|celui-ci)\b")


def _role_addressed(text: str, rng: Random) -> str:
    match = _ROLE.match(text)
    if not match or _BACK.search(text[match.end() :].replace("s'il", "")):
        return text
    verb = {"doit": "devez", "peut": "pouvez"}[match["verb"]]
    role = match["role"]
    opening = rng.choice((f"Si vous êtes {role}, vous", f"En tant que {role}, vous", f"Quand on est {role}, vous"))
    return f"{opening} {verb} {text[match.end() :]}"


_IRREGULAR = {
    "fourni": "fournir", "remis": "remettre", "transmis": "transmettre", "établi": "établir", "fait": "faire",
    "pris": "prendre", "rempli": "remplir", "inscrit": "inscrire", "rendu": "rendre", "produit": "produire",
    "joint": "joindre", "obtenu": "obtenir", "souscrit": "souscrire", "prévenu": "prévenir", "averti": "avertir",
    "choisi": "choisir", "construit": "construire", "conclu": "conclure", "écrit": "écrire", "lu": "lire",
    "interrompu": "interrompre", "rompu": "rompre", "retenu": "retenir", "mis": "mettre", "réuni": "réunir",
}  # fmt: skip
_STATES = {"âgé", "situé", "marié", "domicilié", "affilié", "immatriculé", "motivé", "adapté", "privé", "diplômé"}
_PASSIVE = re.compile(
    r"^(?P<subject>(?:La|Le|L'|Les|Cette|Ce|Ces|Cet|Votre|Une|Un|Toute)[^,;:()]{3,60}?) "
    r"(?P<verb>doit|doivent|peut|peuvent) être (?P<part>[a-zéèêîô]+)(?P<rest>[ .,].*)$"
)


_TO_DO = ("Il faut", "Vous devez", "On doit")
_TO_ALLOW = ("On peut", "Il est possible de")


def _active(text: str, rng: Random) -> str:
    match = _PASSIVE.match(text)
    if not match or re.search(r"\bpar (?!courrier|lettre|écrit|mail|téléphone|voie)", match["rest"]):
        return text
    verb = _infinitive(match["part"])
    if not verb or re.search(r"\b(?:qui|que|n'|ne|est|sont|a|ont|et)\b", match["subject"]):
        return text
    ways = _TO_DO if match["verb"].startswith("doi") else _TO_ALLOW
    return mended(f"{rng.choice(ways)} {verb} {lower_first(match['subject'])}{match['rest']}")


def _infinitive(participle: str) -> str | None:
    for stem in (participle, *(participle.removesuffix(ending) for ending in ("s", "e", "es"))):
        if stem in _STATES:
            return None
        if stem in _IRREGULAR:
            return _IRREGULAR[stem]
        if stem.endswith("é"):
            return stem[:-1] + "er"
    return None


def _short_part(text: str, rng: Random) -> str:
    """Keep one of two statements set apart by a semicolon, or what precedes a mere example."""
    parts = [part.strip() for part in text.rstrip(".").split(" ; ")]
    if len(parts) > 1 and all(re.search(r"\b(?:est|sont|doit|peut|devez|pouvez|a|ont)\b", part) for part in parts):
        return upper_first(rng.choice(parts)) + "."
    cut = re.sub(r",? (?:par exemple|comme par exemple|, notamment) [^.;,]*\.$", ".", text)
    return cut if len(cut) > 40 else text


_MEASURE = re.compile(r"^((?:La durée|Le délai|Le montant|Le coût|Le prix) [^,;:]{3,50}?) est (?:de|fixée? à) ")
_WITHIN = re.compile(r"\bdans (?:un|le) délai de (\d+)")
_AFTER = re.compile(r"\bdans les (\d+ (?:jours|mois|semaines)) (?:suivant|qui suivent) (?=l[ea']|les)")


def _turned(text: str, rng: Random) -> str:
    """Turn a measure given by a verb into another way to give it."""
    text = _MEASURE.sub(r"\1 : ", text)
    text = _WITHIN.sub(r"sous \1", text)
    return _AFTER.sub(r"au plus tard \1 après ", text)


OPERATIONS: tuple[tuple[Operation, int], ...] = (
    (_with_plain_words, 8), (_numbers_spelled, 4), (_without_parentheses, 2), (_without_adverbs, 2),
    (_condition_moved, 3), (_another_person, 4), (_role_addressed, 4), (_active, 4), (_short_part, 1), (_turned, 2),
)  # fmt: skip


def reword(text: str, rng: Random, *, steps: int) -> str:
    """Apply up to that many different operations that change the sentence, in a random order."""
    order = sorted(OPERATIONS, key=lambda operation: rng.random() ** (1 / operation[1]), reverse=True)
    done = 0
    for operation, _ in order:
        changed = operation(text, rng)
        if changed != text:
            text, done = changed, done + 1
        if done == steps:
            break
    return upper_first(mended(text))
