"""What a delay counts from: "2 mois à compter de la notification", "15 jours avant le départ"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.values.flat import Placed
from assistant.values.numerals import WORDS
from index.words import surfaces

_FAMILIES = {
    "receive": "recept recu recev notif parven parvien",
    "send": "envoi envoy depo adress transm demand soumi saisi",
    "sign": "sign conclu",
    "end": "fin limit rupt expir term echeance achev cess clotur",
    "start": "debut commenc ouvert entree embauch recrut prise",
    "decide": "decis refus rejet accord notif repon edict",
    "judge": "jugem verdict",
    "pay": "versement verse paie pay",
    "birth": "naissance naitr accouch",
    "death": "deces decede mort",
    "publish": "publi paru parution affich",
    "buy": "achat achet acqui vente vend livr",
    "leave": "depart partir quitt demenag",
    "marry": "mariag mari celebr",
    "learn": "decouv connaiss revel",
    "happen": "fait evenement",
}
"""Roots of the words that name one event, whether by a noun or by a verb."""

_LINK = (
    r"(?P<after>a\s(?:compter|partir|dater)\s(?:de\s|du\s|des\s|d')|(?:qui\s)?suiv(?:ant|ent)\s|qui\ssuit\s|apres\s"
    r"|depuis\s|des\s(?=la\s|le\s|l'|que\s))|(?:avant|precedant|qui\sprecede(?:nt)?)\s"
)
_EVENT = re.compile(rf"(?<![a-z])(?:{_LINK})\W{{0,4}}(?P<event>[^.,;:()\n#]{{3,60}})")
_COUNTED = re.compile(r"a\s(?:compter|dater)\s\S+\s?$|(?:cour|commenc|debut|demarr)\w*\s[^.;]{0,20}a\spartir\s\S+\s?$")
_PURPOSE = re.compile(r"\s(?:pour|afin|si|sauf|lorsqu|quand)(?![a-z])")
_POINTED = re.compile(r"(?:ou\s(?:avant|apres)\s)?c(?:e|et|ette|es)\s")
_ITS_OWN = re.compile(r"(?:la |l')(?:fin|issue|expiration)\sd(?:u|e\sce|'un)\s(?:meme\s)?delai(?![a-z])")
"""The end of a delay: it says nothing of where the delay starts."""

_VERB = re.compile(r"\s(?:(?:est|sont|doit|doivent|peut|peuvent|a|ont|ne)(?![a-z])|n')")
_CLAUSE = re.compile(
    r"(?:l[ae]\s)?(?:(?:date|jour|moment)\s)?(?:ou|que|a\slaquelle|auquel)(?![a-z])"
    r"|(?:s')?(?:avoir|etre)\s|de\s(?:s')?[a-z]+(?:er|ir|re)\s"
)
_BREAK = re.compile(r"[.;]\s|\n(?!\s?-\s)")
_NEAR, _FAR = 40, 600
_ROOT = 5
_WORDS = 5
_VAGUE = {
    *"jour jours date moment lendemain celui celle laquelle duquel delai mois annee an".split(),
    *"premier premiere dernier derniere".split(),
    *WORDS,
}
"""Words that do not say which event."""


@dataclass(frozen=True, slots=True)
class Event:
    """The event that a delay counts from, and on which side of it.

    `roots` are those of the words that name it, `families` what its first word may name; of a clause, any of them.
    """

    start: int
    end: int
    after: bool
    roots: tuple[str, ...]
    families: frozenset[str]
    clause: bool

    def agrees(self, other: "Event") -> bool:
        """Whether both may be the same event."""
        if self.after != other.after:
            return False
        if self.families & other.families:
            return True
        if self.clause or other.clause:
            return bool(set(self.roots) & set(other.roots))
        if self.families and other.families:
            return False
        return self.roots[0] in other.roots or other.roots[0] in self.roots

    def named_in(self, roots: frozenset[str]) -> bool:
        """Whether its first word, or a word for the same event, is among the roots of a text."""
        return self.roots[0] in roots or bool(self.families & roots)


def starts(text: str) -> Iterator[Event]:
    """Yield the events that a flat text says to count from: "à compter de", "court à partir de"."""
    for match in _EVENT.finditer(text):
        event = _event(match) if _COUNTED.search(text, max(0, match.start() - _NEAR), match.start("event")) else None
        if event and not event.clause:
            yield event


def roots_of(text: str) -> frozenset[str]:
    """Return the roots of the words of a text, and the families of events that they name."""
    found = set(surfaces(text))
    return frozenset(word[:_ROOT] for word in found).union(*map(_families_of, found))


def event_of(text: str, value: Placed, *, alone: bool) -> Event | None:
    """Return the event that the delay `value` of a flat text counts from.

    It is named just after the delay; where the delay is `alone` in its sentence, perhaps elsewhere in it.
    """
    start, stop = clause_around(text, value)
    match = _EVENT.search(text, value.end, stop)
    if match and (alone or match.start() - value.end <= _NEAR):
        return _event(match)
    match = _EVENT.search(text, start, value.start) if alone else None
    return _event(match) if match else None


def clause_around(text: str, value: Placed) -> tuple[int, int]:
    """Return the bounds of the sentence of a flat text that holds a value; the items of its list belong to it."""
    opening = max(0, value.start - _FAR)
    start = max((found.end() for found in _BREAK.finditer(text, opening, value.start)), default=opening)
    following = _BREAK.search(text, value.end, value.end + _FAR)
    return start, following.start() if following else min(len(text), value.end + _FAR)


def _event(match: re.Match[str]) -> Event | None:
    phrase = _PURPOSE.split(match["event"], maxsplit=1)[0]
    clause = _CLAUSE.match(phrase) is not None
    if not clause:
        phrase = _VERB.split(phrase, maxsplit=1)[0]
    named = [word for word in surfaces(phrase) if word not in _VAGUE and not word.endswith("ieme")][:_WORDS]
    if not named or _POINTED.match(phrase) or _ITS_OWN.match(phrase):
        return None
    families = frozenset(name for word in (named if clause else named[:1]) for name in _families_of(word))
    end = match.start("event") + len(phrase)
    after = match["after"] is not None
    return Event(match.start(), end, after, tuple(word[:_ROOT] for word in named), families, clause)


def _families_of(word: str) -> list[str]:
    return [name for name, roots in _FAMILIES.items() if word.startswith(tuple(roots.split()))]
