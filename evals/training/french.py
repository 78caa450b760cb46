"""What rules need to write French that holds together: elision, contraction, numbers in words."""

import re
from collections.abc import Callable

UNITS = "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split()
TENS = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante", 8: "quatre-vingt"}
MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()

_VOWEL = re.compile(r"[aàâeéèêiîoôuûœ]|h(?!andicap|uit|aut|auss|asard|ors|iérarch)|y(?=\s)", re.I)


CLAUSE = re.compile(
    r"(?:l[ea]s? |l'|vous |ils? |elles? |on |une? |des |vos |votre |ce |c'|cet |cette |ces |cela |son |sa |ses |"
    r"aucune? |tout |toute |chaque |nul )",
    re.I,
)
"""Opens what may be a clause of its own after a condition and a comma."""


def vowel(text: str) -> bool:
    """Whether an article before it loses its vowel."""
    return _VOWEL.match(text) is not None


def number_words(value: int) -> str:
    """Write a number below one million as it is said."""
    if value < 17:
        return UNITS[value]
    if value < 100:
        return _below_hundred(value)
    if value < 1000:
        return _group(value, 100, "cent", plural=value % 100 == 0)
    return _group(value, 1000, "mille", plural=False)


def _below_hundred(value: int) -> str:
    if value < 20:
        return "dix-" + UNITS[value - 10]
    tens = value // 10 - (value // 10 in (7, 9))
    rest = value - tens * 10
    if not rest:
        return TENS[tens] + ("s" if tens == 8 else "")
    return TENS[tens] + (" et " if rest in (1, 11) and tens != 8 else "-") + number_words(rest)


def _group(value: int, size: int, word: str, *, plural: bool) -> str:
    count, rest = divmod(value, size)
    before = f"{number_words(count)} " if count > 1 else ""
    after = f" {number_words(rest)}" if rest else ""
    return before + word + ("s" if plural and count > 1 else "") + after


def cased(new: str, old: str) -> str:
    """Give the first letter of `new` the case of that of `old`."""
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


def lower_first(text: str) -> str:
    """Lower the first letter, unless the word is an acronym or looks like a name."""
    return text if text[1:2].isupper() or (text[1:2] == "'" and text[2:3].isupper()) else text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """Raise the first letter."""
    return text[:1].upper() + text[1:]


def article(before: str, new: str, gender: str) -> str | None:
    """Return the determiner `before` as it must be written in front of `new`; None where that is not known.

    `before` is one word with its space, or an elided one ("le ", "l'", "du ", "de l'").
    """
    word = before.strip().lower()
    if vowel(new):
        table = {"le": "l'", "la": "l'", "de": "d'", "que": "qu'", "ne": "n'", "se": "s'", "je": "j'"}
        table |= {"du": "de l'", "au": "à l'", "ce": "cet ", "de la": "de l'", "à la": "à l'"}
        unknown = {"ma", "sa", "ta", "cette"}
    else:
        own = "la " if gender == "f" else "le "
        table = {"l'": own, "d'": "de ", "qu'": "que ", "n'": "ne ", "s'": "se ", "j'": "je ", "cet": "ce "}
        table |= {"de l'": "de la " if gender == "f" else "du ", "à l'": "à la " if gender == "f" else "au "}
        unknown = {"l'", "de l'", "à l'"} if not gender else set()
    if word in unknown:
        return None
    return cased(table[word], before) if word in table else before


_FEMININE = {"du ": "de la ", "de la ": "de la ", "de l'": "de la ", "au ": "à la ", "à la ": "à la ", "à l'": "à la "}
_FEMININE |= {"le ": "la ", "la ": "la ", "l'": "la "}
_MASCULINE = {"de la ": "du ", "à la ": "au ", "la ": "le "}


def determined(before: str, new: str, gender: str) -> str | None:
    """Write `new` after the same kind of determiner as `before`, one of those above; None where that is not known."""
    word = before.lower()
    if word.startswith(("de la date d", "du jour d")):
        return before[: word.rindex(" d") + 1] + ("d'" if vowel(new) else "de ") + new
    feminine = _FEMININE[word]
    chosen = article(feminine if gender == "f" else _MASCULINE[feminine], new, gender)
    return None if chosen is None else cased(chosen, before) + new


def contracted(words: str, following: str) -> tuple[str, int]:
    """Join words that end on "de" or "à" with the article that follows; return how many letters of it were taken."""
    match = re.match(r" (les?) ", following)
    last = words.rpartition(" ")[2]
    if match is None or last not in ("de", "à"):
        return words, 0
    joined = {"dele": "du", "deles": "des", "àle": "au", "àles": "aux"}[last + match[1]]
    return words[: -len(last)] + joined, match.end() - 1


def mended(text: str) -> str:
    """Elide what replacements left side by side ("de avoir"); drop double spaces, and spaces before a full stop."""
    text = re.sub(r"\bde (?=[aàâeéèêiîoôuûœ])(?!onz|oui|un à)", "d'", text)
    text = re.sub(r"\bque (?=ils?\b|elles?\b|on\b)", "qu'", text)
    return re.sub(r" +([,.])", r"\1", re.sub(r"[ \u00a0]{2,}", " ", text)).strip()


def replaced(text: str, pattern: re.Pattern[str], new: Callable[[re.Match[str]], str | None], at: int) -> str | None:
    """Replace the match number `at` (counted modulo their number) alone; None where there is none."""
    found = list(pattern.finditer(text))
    if not found:
        return None
    match = found[at % len(found)]
    written = new(match)
    return None if written is None else text[: match.start()] + written + text[match.end() :]
