"""How many there are, said in French: "1 page lue", "2 pages lues", "4 111 pages lues"."""


def count(number: int, noun: str, plural: str = "") -> str:
    """Return "1 document", "2 documents", "4 111 documents" (with no-break spaces)."""
    return f"{figure(number)} {noun if number < 2 else plural or noun + 's'}"


def figure(number: int) -> str:
    """Write a number with no-break spaces between its thousands."""
    return f"{number:,}".replace(",", "\u202f")


def singular(word: str) -> str:
    """Return a word without what may mark a plural, to compare it: "aides" is "aide", and "prix" is "pri"."""
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


def s(number: int) -> str:
    """The mark of the plural, for what agrees with so many things."""
    return "s" if number > 1 else ""
