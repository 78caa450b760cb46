"""Halves written as fractions, put so that they are read with the number that they follow."""

import re

_HALF = re.compile(r"(?<=[^\W\d_]) ?(?:½|\b1/2\b)")
_STUCK_HALF = re.compile(r"(\d) ?½")


def halves_in_words(text: str) -> str:
    """Write "2 mois ½" as "2 mois et demi", and "2½ mois" as "2,5 mois": alone, a fraction is a share."""
    return _HALF.sub(" et demi", _STUCK_HALF.sub(r"\1,5", text))
