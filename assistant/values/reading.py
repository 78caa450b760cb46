"""A text and its values: each sort is read once, in turn, and taken out of what the next ones see."""

import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.values.alignment import Segment, segments
from assistant.values.compare import Value
from assistant.values.dates import Date, dates
from assistant.values.delays import roots_of
from assistant.values.flat import Placed, blank, flat
from assistant.values.law import Reference
from assistant.values.limits import Limit, denies, limit_of, line_around
from assistant.values.names import Vocabulary
from assistant.values.quantities import Quantity, sums
from assistant.values.references import labels, references
from assistant.values.said import implied, quantities

_NUMBERED = ("article", "text", "form", "phone")


@dataclass(frozen=True)
class Reading:
    """A text in NFC and what it holds."""

    text: str

    @cached_property
    def flat(self) -> str:
        """The text, made plain, one character for one."""
        return flat(self.text)

    @cached_property
    def references(self) -> list[Reference]:
        """Articles, texts of law, codes, forms, telephone numbers and addresses."""
        return references(self.flat)

    @cached_property
    def dates(self) -> list[Date]:
        """Days, months, years, days of the week."""
        return dates(self._without_references)

    @cached_property
    def quantities(self) -> list[Quantity]:
        """All other numbers, with what they count."""
        return quantities(self._rest)

    @cached_property
    def sums(self) -> list[Quantity]:
        """What neighbouring quantities make together."""
        return list(sums(self.quantities, self._rest))

    @cached_property
    def implied(self) -> list[Quantity]:
        """Quantities that words of the text hold without writing them."""
        return list(implied(self.flat))

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What the text allows to be named."""
        return Vocabulary(self.text)

    @cached_property
    def labels(self) -> list[Reference]:
        """Marks that mix letters and digits."""
        return list(labels(self.wording))

    @cached_property
    def wording(self) -> str:
        """The flat text with all its values taken out."""
        return blank(self._rest, self.quantities)

    @cached_property
    def values(self) -> list[Value]:
        """Every quantity, "un" and "une" left out, every date, and the references that are numbers, in order."""
        numbered = [reference for reference in self.references if reference.sort in _NUMBERED]
        counts = [quantity for quantity in self.quantities if quantity.unit or not quantity.article]
        found: list[Value] = [*counts, *self.dates, *numbered, *self.labels]
        return sorted(found, key=lambda value: value.start)

    @cached_property
    def limits(self) -> list[tuple[Value, Limit, bool]]:
        """Each value that is a limit, which way it goes, and whether something is denied beside it."""
        found = ((value, limit_of(self.flat, value)) for value in self.values)
        return [(value, limit, denies(line_around(self.flat, value))) for value, limit in found if limit]

    @cached_property
    def roots(self) -> frozenset[str]:
        """What the text may name as the event that a delay counts from."""
        return roots_of(self.text)

    @cached_property
    def segments(self) -> list[Segment]:
        """Its clauses, with the values of each."""
        return segments(self.flat, blank(self.wording, self.labels), self.values)

    def shown(self, value: Placed) -> str:
        """Return a value as the text writes it."""
        return self.text[value.start : value.end].strip()

    @cached_property
    def _without_references(self) -> str:
        return blank(self.flat, self.references)

    @cached_property
    def _rest(self) -> str:
        return blank(self._without_references, self.dates)


@lru_cache(maxsize=64)
def read(text: str) -> Reading:
    """Read a text; the sentences of one answer often cite the same one."""
    return Reading(unicodedata.normalize("NFC", text))
