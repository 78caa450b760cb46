"""The accidents of typing: how people in a hurry write a question."""

import re
import unicodedata
from random import Random

_SHORT = {
    "comment": "cmt", "pour": "pr", "quel": "kel", "quelle": "kelle", "combien": "cb", "est-ce que": "esk",
    "c'est": "c", "quand": "kan", "qui": "ki", "je suis": "chui", "beaucoup": "bcp", "temps": "tps", "avec": "ac",
    "toujours": "tjs", "pas": "pa", "que": "ke", "quoi": "koi", "vous": "vs", "dans": "ds", "j'ai": "g", "faut": "fo",
}  # fmt: skip
_SHORTENED = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(_SHORT, key=len, reverse=True)))})\b", re.I)
_BEFORE = ("bonjour, ", "Bonjour ", "svp ", "bjr ", "Bonjour madame, ", "salut ", "Bonsoir, ", "une question : ", "")
_AFTER = (" svp", " merci", " merci d'avance", " s'il vous plaît", " ???", " !", " stp", "")
_SHARE = 0.36


def typed(question: str, rng: Random) -> str:
    """Write a question as people in a hurry do; two in three are left alone."""
    if rng.random() > _SHARE:
        return question
    accidents = (_without_accents, _misspelled, _shortened, _polite, _careless)
    for accident in rng.sample(accidents, rng.randint(1, 3)):
        question = accident(question, rng)
    return question


def _without_accents(text: str, rng: Random) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))


def _misspelled(text: str, rng: Random) -> str:
    """Drop, double or swap one letter inside a word."""
    places = [match.start() for match in re.finditer(r"(?<=\w\w)\w(?=\w)", text)]
    if not places:
        return text
    place = rng.choice(places)
    one, two = text[place], text[place + 1]
    return text[:place] + rng.choice((two, one + one + two, two + one)) + text[place + 2 :]


def _shortened(text: str, rng: Random) -> str:
    return _SHORTENED.sub(lambda match: _SHORT[match[0].lower()] if rng.random() < 0.6 else match[0], text)


def _polite(text: str, rng: Random) -> str:
    before, after = rng.choice(_BEFORE), rng.choice(_AFTER)
    return before + (text[:1].lower() + text[1:] if before else text) + after


def _careless(text: str, rng: Random) -> str:
    return text.lower().rstrip(" ?.").replace("'", rng.choice(("'", " ")))
