"""What a delay counts from: "2 mois à compter de la notification", "15 jours avant le départ"."""

import re
from dataclasses import dataclass

from assistant.values.flat import Placed
from index.words import words


@dataclass(frozen=True, slots=True)
class Event:
    """The event that a delay counts from, on which side of it, and the roots of the words that name it."""

    start: int
    end: int
    after: bool
    roots: frozenset[str]

    def agrees(self, other: "Event") -> bool:
        """Whether both may be the same event: the same side, and a word in common."""
        return self.after == other.after and bool(self.roots & other.roots)


_LINK = (
    r"(?P<after>a (?:compter|partir|dater) (?:de |du |des |d')|(?:qui )?suiv(?:ant|ent) |qui suit |apres |depuis |des (?=la |le |l'|que ))"
    r"|(?P<before>avant |precedant |qui preced\w+ )"
)
_EVENT = re.compile(rf"(?<![a-z])(?:{_LINK})(?P<event>[^.,;:()\n#]{{3,60}})")
_NEAR = 40
_BREAK = re.compile(r"[.;]\s|\n|$")
_ROOT = 4
_VAGUE = frozenset(
    "jour date moment lendemain effet celui celle ceux ci cett delai mois annee an premier 1er jours avoir".split()
)
_FAMILIES = (
    "rece recu acce",
    "fin expi term eche ache cess",
    "debu comm entr ouvr pris",
    "nais acco",
    "dece mort disp",
    "depo envo dema form adre tran soum",
    "sign conc",
    "acha acqu vent",
    "publ paru",
    "noti repo deci cour info comm avis rece recu",
    "depa quit",
    "mari celeb union",
    "emba recr entr pris",
    "verse paie paye",
)
_FAMILY_OF: dict[str, set[str]] = {}
for _place, _family in enumerate(_FAMILIES):
    for _root in _family.split():
        _FAMILY_OF.setdefault(_root[:_ROOT], set()).add(f"family {_place}")


def event_of(text: str, value: Placed, *, alone: bool) -> Event | None:
    """Return the event that the delay `value` of a flat text counts from.

    It is named just after the delay; where the delay is `alone` in its sentence, perhaps before it.
    """
    end = _BREAK.search(text, value.end)
    stop = end.start() if end else len(text)
    for match in _EVENT.finditer(text, value.end, stop):
        if alone or match.start() - value.end <= _NEAR:
            return _event(match)
    start = max((found.end() for found in _BREAK.finditer(text, 0, value.start)), default=0) if alone else value.start
    match = _EVENT.search(text, start, value.start)
    return _event(match) if match else None


def _event(match: re.Match[str]) -> Event | None:
    roots = {word[:_ROOT] for word in words(match["event"])[:6]} - _VAGUE
    families = set().union(*(_FAMILY_OF.get(root, set()) for root in roots))
    return Event(*match.span(), match["after"] is not None, frozenset(roots | families)) if roots else None
