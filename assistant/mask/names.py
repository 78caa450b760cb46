"""Names of persons: after a title, a word of the family or "je m'appelle", and first names wherever they stand."""

import re
from collections.abc import Sequence
from functools import cache

from assistant.mask.words import CAPITALISED, PARTICLE, STOP, first_names
from index.fold import fold
from index.lexicon import ACRONYMS, read_table

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NAME = rf"{PARTICLE}*{CAPITALISED}(?:[\s-]{PARTICLE}*{CAPITALISED}){{0,4}}"
_SMALL = rf"(?!{STOP})[^\W\d_][\w-]+"
_TYPED = rf"(?:{_NAME}|{_SMALL}(?:\s{_SMALL})?)"
"""A name, or the one or two small words that stand where a name does."""

_MAIDEN = rf"(?:,?\s(?i:n[ée]e|[ée]pouse|[ée]p\.?|veuve|vve|divorc[ée]e)\s{_TYPED})?"
_CIVIL = r"(?i:mmes?|mlles?|mrs?|madame|monsieur|mademoiselle)"
_LEARNED = r"(?i:dr|docteur|ma[îi]tre|professeur)"
_OFFICE = (
    r"(?!(?i:les?|la|l|maire|pr[ée]f[eè]te?|pr[ée]sidente?|direct(?:eur|rice)|ministre|conseill[eè]re?|adjointe?"
    r"|monsieur|madame|mademoiselle)(?!\s[A-ZÀ-Þ])\b)"
)
_KIN = (
    r"(?:mari|femme|[ée]pou(?:x|se)|conjointe?|compagnon|compagne|concubine?|partenaire|fils|filles?|enfants?|b[ée]b[ée]"
    r"|gar[çc]ons?|p[èe]re|m[èe]re|papa|maman|fr[èe]res?|s(?:œ|oe)urs?|oncle|tante|cousine?s?|neveux?|ni[èe]ces?"
    r"|jum(?:eaux|elles)|grand-(?:p[èe]re|m[èe]re)|beau-(?:p[èe]re|fils|fr[èe]re)"
    r"|belle-(?:m[èe]re|fille|s(?:œ|oe)ur)|petits?-(?:fils|enfants)|petites?-filles?|ex|voisine?s?|amie?s?|copains?|copines?"
    r"|coll[èe]gues?|propri[ée]taire|bailleur|locataire|colocataire|patron(?:ne)?|m[ée]decin|tuteur|tutrice|curateur|curatrice"
    r"|assistante\s(?:sociale|maternelle)|conseill[èe]re?|filleule?)"
)
_OF_SOMEBODY = r"(?i:mon|ma|mes|notre|nos|son|sa|ses|leurs?|votre|vos|ton|ta|tes)"
_CALLED = r"(?i:qui\ss['’]appell(?:e|ent)|s['’]appell(?:e|ent)|appel[ée]e?s?|nomm[ée]e?s?|pr[ée]nomm[ée]e?s?)"
_LIST = rf"{_NAME}(?:(?:\s?,\s?|\s(?:et|ou)\s){_NAME})*"

_INTRODUCED = (
    r"(\b(?i:(?:je\s)?m['’\s]?appelle|(?:je\s)?me\s(?:pr[ée])?nomme|(?:nom|pr[ée]nom)s?\s?:"
    r"|mon\s(?:pr[ée])?nom(?:\sde\s(?:famille|jeune\sfille|naissance))?\s(?:est|c['’]est|:))\s?"
    rf"(?:(?:{_CIVIL}|[Mm]\.)\s)?){_TYPED}"
)
_TITLED = rf"(\b{_CIVIL}\b\.?\s){_OFFICE}{_TYPED}{_MAIDEN}|(\b{_LEARNED}\b\.?\s){_OFFICE}{_NAME}"
_MISTER = (
    rf"((?<![\d\w])(?<!\d\s)(?:MM?\.?|Me|Pr)\s){_OFFICE}{_NAME}(?:\set\s{_NAME})?|((?<![\d\w])(?<!\d\s)m\.\s){_SMALL}"
)
_MARRIED = rf"(\b(?i:n[ée]e|[ée]pouse|veuve|divorc[ée]e)\s){_NAME}"
_RELATED = (
    rf"(\b{_OF_SOMEBODY}\s(?:ex-|(?i:petite?s?|grande?s?|jeunes?|deux|trois|ex|future?)\s)?(?i:{_KIN})"
    rf"(?:\s(?i:a[îi]n[ée]e?|cadette?|majeure?|mineure?))?(?:,?\s\(?|\s:\s)(?:{_CALLED}\s)?)({_LIST})"
)
_SPOKEN_OF = (
    rf"(\b(?i:il|elle|fils|fille|mari|femme|enfant|b[ée]b[ée]|b[ée]n[ée]ficiaire|personne)\s{_CALLED}\s)({_NAME})"
)
_SIGNED = rf"(\b(?i:au\snom\sd['’]e?|au\snom\sde|de\sla\spart\sd['’]e?|de\sla\spart\sde|sign[ée]e?)\s?:?\s?)({_NAME})"
_I_AM = rf"(\b(?:[Jj]e\ssuis|[Ii]ci)\s){CAPITALISED}(?:[\s-]{PARTICLE}*{CAPITALISED}){{1,4}}"

_PUBLIC = re.compile(
    r"(?:\b(?:rue|avenue|place|boulevard|cours|quai|square|a[ée]roport"
    r"|[ée]coles?|coll[èe]ge|lyc[ée]e|h[ôo]pital|clinique"
    r"|cr[èe]che|lois?|stade|gymnase|piscine|m[ée]diath[èe]que|biblioth[èe]que|th[ée][âa]tre|mus[ée]e|fondation"
    r"|universit[ée]|institut|espace|parc|salle|r[ée]sidence|groupe scolaire|maternelle"
    r"|[ée]l[ée]mentaire|gare|fort|pont|prix|plan|rapport|centre)"
    r"(?:\s(?:de|du|des|la|le))?|\b(?:saint|sainte|st|ste))[\s-]$",
    re.IGNORECASE,
)
_BEFORE = 30


def mask_names(text: str) -> str:
    """Return a text without the names of persons that can be told by the words around them, or by their first name."""
    for pattern in _patterns():
        text = pattern.sub(_announced, text)
    return _mask_first_names(text)


@cache
def _patterns() -> Sequence[re.Pattern[str]]:
    written = (_INTRODUCED, _TITLED, _MISTER, _RELATED, _SPOKEN_OF, _SIGNED, _MARRIED, _I_AM)
    return [re.compile(pattern) for pattern in written]


def _announced(match: re.Match[str]) -> str:
    """Keep what announces a name, and the name too where it is only the letters of a service ("la CAF")."""
    announced = next(filter(None, match.groups()))
    name = match[0][len(announced) :]
    return match[0] if name in _acronyms() else f"{announced}[nom]"


@cache
def _acronyms() -> frozenset[str]:
    return frozenset(acronym for acronym, _ in read_table(ACRONYMS))


_REST = re.compile(rf"(?:[\s-]{PARTICLE}*{CAPITALISED}){{0,4}}")
_FAMILY_NAME_BEFORE = re.compile(r"\b[^\W\d_a-zà-öø-ÿ]{2,}(?:[\s-][^\W\d_a-zà-öø-ÿ]{2,})?\s$")
_KIN_BEFORE = re.compile(rf"\b{_OF_SOMEBODY}\s(?i:{_KIN}),?\s$")


def _mask_first_names(text: str) -> str:
    """Mask first names, with the family name before or after; in small letters, only after a word of the family."""
    shown, at = [], 0
    for word in _WORD.finditer(text):
        folded = fold(word[0])
        # "rose" is a flower and "rose-marie" somebody; "jean-charles" need not be in the list.
        if word.start() >= at and not {folded, folded.partition("-")[0]}.isdisjoint(first_names()):
            start, end = _extent(text, at, word)
            shown += [text[at:start], "[nom]" if _is_somebody(text[at:start], word[0]) else text[start:end]]
            at = end
    return "".join((*shown, text[at:]))


def _extent(text: str, at: int, first: re.Match[str]) -> tuple[int, int]:
    """Return where the name that holds a first name starts and ends; in small letters it is that word alone."""
    if first[0][0].islower():
        return first.span()
    rest = _REST.match(text, first.end())
    family = _FAMILY_NAME_BEFORE.search(text[max(at, first.start() - _BEFORE) : first.start()])
    before = len(family[0]) if family and family[0].strip() not in _acronyms() else 0
    return first.start() - before, rest.end() if rest else first.end()


def _is_somebody(before: str, first: str) -> bool:
    before = before[-_BEFORE:]
    return bool(_KIN_BEFORE.search(before)) if first[0].islower() else not _PUBLIC.search(before)
