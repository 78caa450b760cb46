"""Finds a quotation in the words of a page as another library reads them: only letters and digits are compared.

Spaces, hyphens at the ends of lines, ligatures, accents and capitals are not written alike by two readers of a file.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from unicodedata import normalize

_FEWEST = 15
"""Letters of a run of words that can be told from the same words elsewhere on the page."""

_ENOUGH = 0.5
"""Part of a quotation under which what was found may be another sentence that begins alike."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where a quotation stands: runs of characters of the page, each (start, end); `whole` if nothing of it misses."""

    runs: tuple[tuple[int, int], ...] = ()
    whole: bool = False


def find(page: str, quote: str, earlier: int = 0) -> Found:
    """Find a quotation: whole, else the runs of its words that are there, else nothing.

    A page that says the same thing several times is marked after its `earlier` first ones.
    """
    on_page, cells = _Letters(page), _cells(quote)
    # The first cell of a row is often written once for several.
    for text, whole in ((quote, True), (" ".join(cells), True), (" ".join(cells[1:]), False)):
        letters = "".join(_words(text))
        if places := list(on_page.places(letters)):
            start = places[min(earlier, len(places) - 1)]
            return Found((on_page.run(start, len(letters)),), whole)
    wanted = _words(" ".join(cells) or quote)
    parts = list(_parts(on_page, wanted))
    if sum(length for _, length in parts) < _ENOUGH * len("".join(wanted)):
        return Found()
    return Found(tuple(on_page.run(start, length) for start, length in parts))


def times(text: str, quote: str) -> int:
    """Count how many times a text says a quotation."""
    return len(list(_Letters(text).places("".join(_words(quote)))))


class _Letters:
    """The letters and digits of a text, and where each comes from."""

    def __init__(self, text: str) -> None:
        self._text = text
        pairs = [(letter, place) for place, character in enumerate(text) for letter in _folded(character)]
        self._letters = "".join(letter for letter, _ in pairs)
        self._origin = [place for _, place in pairs]

    def places(self, letters: str) -> Iterator[int]:
        """Yield where letters are; a few of them must be whole words, or "art" would be found in "partir"."""
        place = self._letters.find(letters) if letters else -1
        while place >= 0:
            if len(letters) >= _FEWEST or self._is_apart(place, len(letters)):
                yield place
            place = self._letters.find(letters, place + len(letters))

    def first(self, letters: str, after: int) -> int:
        """Return where letters are, from a place on if they are there, else anywhere; -1 if they are not."""
        place = self._letters.find(letters, after)
        return place if place >= 0 else self._letters.find(letters)

    def run(self, place: int, length: int) -> tuple[int, int]:
        """Return the characters that gave a run of letters."""
        return self._origin[place], self._origin[place + length - 1] + 1

    def _is_apart(self, place: int, length: int) -> bool:
        start, end = self.run(place, length)
        return not self._text[max(start - 1, 0) : start].isalnum() and not self._text[end : end + 1].isalnum()


def _parts(page: _Letters, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield (place, length) of the longest runs of words on the page: a page ends, a row has its cells apart."""
    number, after = 0, 0
    while number < len(words):
        taken = _longest(page, words[number:], after)
        letters = "".join(words[number : number + taken])
        if len(letters) >= _FEWEST:
            after = page.first(letters, after)
            yield after, len(letters)
            after += len(letters)
            number += taken
        else:
            number += 1


def _longest(page: _Letters, words: Sequence[str], after: int) -> int:
    """Return how many of the first words are on the page one after the other."""
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if page.first("".join(words[:middle]), after) >= 0:
            low = middle
        else:
            high = middle - 1
    return low


def _cells(quote: str) -> list[str]:
    """Return what rows say without the headers that readers put before each cell; nothing if they are no rows."""
    pairs = [cell.partition(" : ") for row in quote.splitlines() if row for cell in row.split(" ; ")]
    return [value for _, _, value in pairs] if len(pairs) > 1 and all(sign for _, sign, _ in pairs) else []


def _words(text: str) -> list[str]:
    words = "".join(letters if (letters := _folded(character)) else " " for character in normalize("NFC", text))
    return words.split()


def _folded(character: str) -> str:
    return "".join(letter for letter in normalize("NFKD", character.casefold()) if letter.isalnum())
