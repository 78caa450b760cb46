"""Words cut at the end of a line: put together again, with or without their hyphen."""

import re
from collections.abc import Iterable, Sequence

from corpus.pdf import addresses

_CUT = re.compile(r"(?<!\S)(\S*[^\W\d_])[-\u2010\u00ad]$")
_TIED = re.compile(r"\w[/’']$")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_AFTER_HYPHEN = frozenset("il elle on ils elles je tu nous vous moi toi lui leur ce ci là même mêmes y en".split())
"""Second halves that French always ties with a hyphen: "est-il", "celui-ci", "elle-même"."""
_BEFORE_HYPHEN = frozenset(
    "sous non vice demi semi mi sans avant après ex quasi contre entre porte garde rez mot plus moins peut grand "
    "celui celle ceux celles eux elle elles lui vis rendez ci là main chef sus compte bien moyen nord sud".split()
)
"""First halves that French mostly ties with a hyphen: "sous-section", "rendez-vous", "peut-être"."""
_CUTS_WORDS = 0.02
"""Share of lines that end with a hyphen, from which the software that made the document cuts words."""


class Hyphens:
    """Decides, for one document, what to do with a hyphen at the end of a line.

    The document itself says most: a word that it writes elsewhere, whole or with a hyphen, settles its case.
    """

    def __init__(self, lines: Sequence[str], links: Iterable[str] = ()) -> None:
        self._addresses = {addresses.bare(link) for link in links} | set(addresses.whole_addresses(lines))
        self._words: set[str] = set()
        cut = count = 0
        for line in lines:
            count += 1
            cut += _CUT.search(line) is not None
            self._words.update(word.lower() for word in _WORD.findall(line)[:-1])
        self._plain = self._words | {addresses.plain(word) for word in self._words}
        self._cuts_words = cut > _CUTS_WORDS * count

    def join(self, text: str, following: str) -> str:
        """Put a line after the text that it continues."""
        if not text or not following:
            return text + following
        if text.endswith("\u00ad"):
            return text[:-1] + following
        if addresses.is_cut(text, following):
            return addresses.join(text, following, self._addresses, self._plain)
        if text.endswith(("-", "\u2010")) and not text.endswith((" -", " \u2010")) and following[0].isalnum():
            keep = self._keeps(text, following)
            return (text if keep else text[:-1]) + following
        tied = _TIED.search(text) and following[0].isalnum()
        return text + following if tied else f"{text} {following}"

    def _keeps(self, text: str, following: str) -> bool:
        cut = _CUT.search(text)
        rest = _WORD.match(following)
        if cut is None or rest is None or not (following[0].islower() or (cut[1].isupper() and rest[0].isupper())):
            return True  # figures, "Eure-et-" and "Loir"
        first = re.split(r"[’']", cut[1])[-1].lower()
        second = rest[0].lower()
        if first + second in self._words:
            return False
        if f"{first}-{second}" in self._words:
            return True
        if "-" in first or second in _AFTER_HYPHEN or first in _BEFORE_HYPHEN:
            return True
        return not self._cuts_words
