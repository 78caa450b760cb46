"""Asks what one sentence says: a measure, a delay, who acts, where."""

import re
from random import Random
from typing import NamedTuple

from evals.training.asked import AGE, AMOUNT, PLACE, TIME
from evals.training.french import lower_first
from evals.training.subject import Subject


class Factoid(NamedTuple):
    """A question, and what a text must show to answer it."""

    kind: str
    words: str
    shown: re.Pattern[str]


_MEASURED = re.compile(
    r"^(?P<what>(?:Le|La|L'|Les)\s?(?:montant|coût|prix|tarif|taux|durée|délai|plafond|aide|allocation|prime|indemnité|"
    r"amende|pension|salaire|âge|validité|période|droit|redevance|taxe|cotisation|congé)s?\b[^,;:()]{0,70}?) "
    r"(?:(?:est|sont) (?:de|d'|fixée?s? |égale?s? à|comprise?s? entre|au (?:moins|plus|minimum|maximum)|limitée?s? à)|"
    r"s'élèvent? à|varient? (?:de|entre)|ne peut pas (?:dépasser|excéder|être (?:inférieure?|supérieure?))|dure)"
)
_TIMED = re.compile(r"(?:la durée|le délai|l'âge|la validité|la période|le congé)\b")
_FEMININE = re.compile(r"(?:la |l'(?:indemnité|aide|amende|allocation)\b)")
_WITHIN = re.compile(
    r"^(?:Vous (?:devez|pouvez|avez)|Il faut|La personne doit) (?P<verb>[a-zéèê']+(?:er|ir|re|oir) [^,;:()]{5,80}?) "
    r"(?:dans (?:un|le) délai|dans les|sous|au plus tard|avant|au moins (?=\d+ (?:jours|mois|semaines) avant)) ?"
    r"(?=.{0,20}\d)"
)
_BY = re.compile(
    r"^(?P<what>(?:Le|La|L'|Les)\s?[^,;:()]{3,60}?) "
    r"(?P<verb>(?:est|sont|doit être|peut être|doivent être) [a-zéè]+[éis]e?s?) "
    r"par (?!la loi|le code|la convention)(?:le |la |l'|les |un |une )"
)
_ACTS = re.compile(r"\b(?:par|c'est) (?:le |la |l'|les |un |une )")
_AT = re.compile(
    r"^(?:Vous (?:devez|pouvez)|Il faut) "
    r"(?P<verb>(?:demander|déposer|envoyer|faire|adresser|transmettre|retirer|"
    r"présenter|remettre|signaler|vous adresser) [^,;:()]{3,70}?) "
    r"(?:à la |au |auprès d|à l'|en ligne|sur place|sur le site|aux )"
)


_WHEN = (
    *("Quel est le délai pour", "Combien de temps ai-je pour"),
    *("j'ai combien de temps pour", "jusqu'à quand on peut"),
)
_WHERE = (
    *("Où faut-il", "À qui s'adresser pour", "Auprès de qui faut-il"),
    *("je dois aller où pour", "c'est où pour"),
)
_WHAT = ("{quel} {what}", "Pouvez-vous me dire {small} {what}", "{what}, c'est combien", "je veux connaître {what}")
_WHAT_TIME = (*_WHAT, "C'est quoi {what}", "{what} c'est combien de temps")
_WHAT_AMOUNT = (*_WHAT, "C'est combien {what}", "c koi {what}")


def factoid(subject: Subject, sentence: str, rng: Random) -> Factoid | None:
    """Return a question that a sentence answers, if it is of a known shape."""
    if (match := _MEASURED.match(sentence)) and (AMOUNT.search(sentence) or TIME.search(sentence)):
        asked = _measure(lower_first(match["what"]), subject, rng)
        return asked if asked.shown.search(sentence) else None
    about = rng.choice((f" pour {subject.le} ?", f" ({subject.nu}) ?", f", {subject.nu} ?"))
    if (match := _WITHIN.match(sentence)) and TIME.search(sentence):
        return Factoid("delay", f"{rng.choice(_WHEN)} {match['verb']}{about}", TIME)
    if match := _AT.match(sentence):
        return Factoid("where", f"{rng.choice(_WHERE)} {match['verb']}{about}", PLACE)
    if match := _BY.match(sentence):
        return Factoid("who", f"Par qui {match['verb']} {lower_first(match['what'])}{about}", _ACTS)
    return None


def _measure(what: str, subject: Subject, rng: Random) -> Factoid:
    timed = _TIMED.match(what) is not None
    quel = "Quelle est" if _FEMININE.match(what) else "Quel est"
    words = rng.choice(_WHAT_TIME if timed else _WHAT_AMOUNT).format(what=what, quel=quel, small=quel.lower())
    about = rng.choice((f" pour {subject.le} ?", f" ({subject.nu}) ?")) if subject.nu not in what else " ?"
    shown = AGE if "âge" in what else TIME if timed else AMOUNT
    return Factoid("time" if timed else "amount", words + about, shown)
