"""Numbers that are somebody's: social security, telephone, bank account, card, file; and e-mail addresses.

Digits may be written together or apart. Amounts, dates, articles of law, forms (15692*01), short numbers (3939), those
that services buy (0 806 …) and those of organisations (SIRET) are nobody's.
"""

import re
from collections.abc import Callable

_GAP = r"[\s.\-–—/_]{0,3}"
_CLOSE = r"[\s.\-]{0,2}"
_COMPOSED = r"[\s.\-]?"


def _apart(*parts: str, gap: str = _GAP) -> str:
    return gap.join(parts)


def _digits(count: int, gap: str = _GAP) -> str:
    return rf"\d(?:{gap}\d){{{count - 1}}}"


_LOCAL = r"[^\s@<>()\[\],;:\"«»]"
_EMAIL = re.compile(
    rf"(?<!{_LOCAL}){_LOCAL}{{1,300}}+(?:@[\w-]+(?:\.[\w-]+)*"
    r"|\s?(?:@|\(at\)|\[at\]|\barobase\b)\s?[\w-]+(?:(?:\.|\spoint\s)[\w-]+)+)",
    re.IGNORECASE,
)

_MONTH = rf"(?:0{_CLOSE}[1-9]|1{_CLOSE}[0-2]|[2-9]{_CLOSE}\d)"
_DEPARTMENT = rf"(?:\d{_CLOSE}\d|2{_CLOSE}[ABab])"
_SOCIAL = re.compile(
    rf"(?<!\d){_apart('[1-478]', _digits(2, _CLOSE), _MONTH, _DEPARTMENT, _digits(6, _CLOSE), gap=_CLOSE)}"
    rf"(?:{_CLOSE}(?:\(|,?\s?cl[ée]\s?:?\s?)?{_digits(2, _CLOSE)}\)?)?(?!\d)",
    re.IGNORECASE,
)

_DATE = r"(?!\d{1,2}[/.\-\s]\d{1,2}[/.\-\s](?:19|20)\d\d(?!\d))"
# 0 80, 0 81, 0 82 and 0 89 are sold to services, and nobody lives there.
_FRENCH = re.compile(
    rf"(?<!\d)(?<!\d\d-){_DATE}\(?0\)?(?!\.){_GAP}(?:[1-79]{_GAP}\d|8{_GAP}[3-8]){_GAP}{_digits(7)}(?!\d)"
)
_NO_AMOUNT = r"(?!\d|\s?(?:€|%|euros?\b))"
_ABROAD = re.compile(
    rf"\(?(?:\+(?=[1-9])|(?<!\d)00{_GAP}(?=[1-9]))\d(?:[\s.\-–—/()]{{0,3}}\d){{7,14}}{_NO_AMOUNT}"
    rf"|(?<!\d)\(?(?:\+\s?)?33\)?{_GAP}(?:\(?0\)?{_GAP})?[1-79]{_GAP}{_digits(8)}{_NO_AMOUNT}"
)
_WITHOUT_ZERO = re.compile(
    rf"(\b(?:t[ée]l(?:[ée]phone)?|portable|mobile|num[ée]ro)\b\D{{0,15}})[67]{_GAP}{_digits(8)}(?!\d)", re.IGNORECASE
)

_LENGTHS = """AD24 AE23 AL28 AT20 BA20 BE16 BG22 CH21 CY28 CZ24 DE22 DK18 DZ26 EE20 EG29 ES24 FI18 FR27 GB22 GE22 GI23
GR27 HR21 HU28 IE22 IL23 IS26 IT27 JO30 KW30 LB28 LI21 LT20 LU20 LV21 MA28 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15
PL28 PT25 QA29 RO24 RS22 SA24 SE24 SI19 SK24 SM27 TN24 TR26 UA29 VA22 XK20"""
_IBAN = re.compile(
    r"(?<![^\W_])(?:"
    + "|".join(
        _apart(*code[:2], r"\d", r"\d", gap=_COMPOSED) + rf"(?:{_COMPOSED}[0-9A-Z]){{{int(code[2:]) - 4}}}"
        for code in _LENGTHS.split()
    )
    + r")(?![^\W_])",
    re.IGNORECASE,
)
_FRENCH_IBAN = re.compile(r"(?:FR|MC)\d{12}[0-9A-Z]{11}\d{2}")
_FEWEST_DIGITS = 8
_RIB = re.compile(
    rf"(?<!\d){_digits(10, _COMPOSED)}(?:{_COMPOSED}[0-9A-Z]){{11}}{_COMPOSED}{_digits(2, _COMPOSED)}(?!\d)",
    re.IGNORECASE,
)
_RIB_LETTERS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "12345678912345678923456789")
_CARD = re.compile(rf"(?<!\d){_digits(16, _COMPOSED)}(?!\d)")

_OWN = (
    r"(?:fiscal|allocataire|caf|[ée]trangers?|dossier|demande|compte|passeport|titre|s[ée]jour|carte|identit[ée]|client"
    r"|usager|b[ée]n[ée]ficiaire|agdref|spi|ine|permis|conduire|d[ée]clarant|s[ée]curit[ée]|sociale|matricule|identifiant)\b"
)
_ANY_DATE = r"(?:\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}|(?:19|20)\d\d\s?[/\-]\s?(?:19|20)\d\d)(?!\d)"
_FILE = re.compile(
    rf"(\b(?:(?:num[ée]ros?|n°|r[ée]f[ée]rence)\s?(?:de\s|d['’]|du\s|mon\s|ma\s)?)?{_OWN}(?:\s(?:de\s|d['’]|du\s)?{_OWN}){{0,4}}+\s?"
    rf"(?:est|c['’]est|n°|num[ée]ro|:|le|\s){{0,6}}+)(?!{_ANY_DATE})(?>(?:[A-Za-z]{{1,4}}[\-/\s]?)?\d[0-9A-Za-z]{{0,20}}"
    rf"(?:[\-/][0-9A-Za-z]{{1,20}}|\s?\d[0-9A-Za-z]{{0,20}}){{0,8}}){_NO_AMOUNT}",
    re.IGNORECASE,
)
_FEWEST_IN_A_FILE = 5
_THOUSANDS = re.compile(r"\d{2,3}\s\d{3}")


def mask_numbers(text: str) -> str:
    """Return a text without the numbers and the e-mail addresses that are somebody's."""
    for pattern, kind, is_one in _KINDS:
        text = pattern.sub(_replacement(kind, is_one), text)
    return text


def _replacement(kind: str, is_one: Callable[[str], bool]) -> Callable[[re.Match[str]], str]:
    """Return what replaces a match, if it is one; its first group, if there is one, announces it and stays."""

    def replace(match: re.Match[str]) -> str:
        announced = match[1] if match.re.groups else ""
        return f"{announced}[{kind}]" if is_one(match[0][len(announced) :]) else match[0]

    return replace


def _always(_: str) -> bool:
    return True


def _is_iban(written: str) -> bool:
    """Check the key; a French one that is mistyped is somebody's account all the same."""
    text = _bare(written)
    if sum(map(str.isdecimal, text)) < _FEWEST_DIGITS:
        return False
    return bool(_FRENCH_IBAN.fullmatch(text)) or int("".join(str(int(c, 36)) for c in text[4:] + text[:4])) % 97 == 1


def _is_rib(written: str) -> bool:
    return int(_bare(written).translate(_RIB_LETTERS)) % 97 == 0


def _is_card(written: str) -> bool:
    digits = [int(digit) for digit in _bare(written)[::-1]]
    return sum(digits[::2] + [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]) % 10 == 0


def _is_file(written: str) -> bool:
    return sum(map(str.isdecimal, written)) >= _FEWEST_IN_A_FILE and not _THOUSANDS.fullmatch(written)


def _bare(written: str) -> str:
    return re.sub(r"[\s.\-]", "", written).upper()


_KINDS: tuple[tuple[re.Pattern[str], str, Callable[[str], bool]], ...] = (
    (_EMAIL, "courriel", _always),
    (_IBAN, "IBAN", _is_iban),
    (_RIB, "RIB", _is_rib),
    (_SOCIAL, "numéro de sécurité sociale", _always),
    (_CARD, "numéro de carte", _is_card),
    (_ABROAD, "téléphone", _always),
    (_FRENCH, "téléphone", _always),
    (_WITHOUT_ZERO, "téléphone", _always),
    (_FILE, "numéro", _is_file),
)
