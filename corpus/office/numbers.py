"""Numbers that word processors add: "1.", "1.2", "Article 3 -", "c)". They are on the page and not in the text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered: `pattern` is "%1.%2", or the sign of a bullet."""

    form: str = "bullet"
    pattern: str = ""
    start: int = 1


@dataclass(slots=True)
class Counters:
    """The lists of one document, by number; each counts on from one paragraph to the next."""

    lists: Mapping[str, Sequence[Level]]
    _counts: dict[tuple[str, int, int], int] = field(default_factory=dict)

    def next(self, name: str, depth: int, *, run: int = 0) -> str | None:
        """The number of the next paragraph of a list, empty for a bullet; None if there is no such list.

        Lists of one name that each begin anew have a `run` each.
        """
        levels = self.lists.get(name, ())
        if depth >= len(levels):
            return None
        level = levels[depth]
        self._counts[name, run, depth] = self._counts.get((name, run, depth), level.start - 1) + 1
        for deeper in range(depth + 1, len(levels)):
            self._counts.pop((name, run, deeper), None)
        if level.form in ("bullet", "none"):
            return ""
        text = level.pattern
        for above in range(depth + 1):
            count = self._counts.get((name, run, above), levels[above].start)
            text = text.replace(f"%{above + 1}", _written(count, levels[above].form))
        return text.strip()


def _written(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        return _roman(count).upper() if form == "upperRoman" else _roman(count)
    return str(count)


def _roman(count: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text += sign * (count // value)
        count %= value
    return text
