"""Where somebody lives, and when somebody was born, as people write it."""

import re

from assistant.mask.words import CAPITALISED, LINK, STOP

_MONTHS = (
    r"(?>janv(?:ier|\.)?|f[ée]v(?:rier|r?\.)?|mars|avr(?:il|\.)?|mai|juin|juil(?:let|\.)?|ao[uû]t|sept(?:embre|\.)?"
    r"|oct(?:obre|\.)?|nov(?:embre|\.)?|d[ée]c(?:embre|\.)?)"
)
_DAY = (
    rf"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\s)?(?>\d{{4}}-\d\d-\d\d"
    rf"|\d{{1,2}}\s?[/.\-\s]\s?\d{{1,2}}\s?[/.\-\s]\s?\d{{2,4}}|\d{{8}}|\d{{1,2}}(?:er)?[\s.\-/]?{_MONTHS}(?:[\s.\-/]?\d{{2,4}})?+)"
)
_RULE = r"(?!\s(?:ou|et)\s(?:apr[èe]s|avant|plus tard))"
"""After the day of a rule, and not of a person: "les enfants nés le 1er janvier 2018 ou après"."""

_BIRTH = re.compile(
    rf"(\bn[ée]e?s?(?:\(e\)|[·.]e)?(?![\w']))(?:\s(?:à|a|au|en|aux)\s[^\d.;!?\[\]]{{1,40}})?[\s,]+"
    rf"(?:le\s{_DAY}|en\s{_MONTHS}\s\d{{4}})(?!\d){_RULE}"
    rf"|(\b(?:naissance|anniversaire|ddn)\b(?:\s(?:est|c['’]est|au|le)|\s?:|,)*\s)(?:le\s)?{_DAY}(?!\d){_RULE}",
    re.IGNORECASE,
)

_NUMBER = r"(?<![\w.\-])\d{1,4}(?:\s?[-/]\s?\d{1,4})?(?:\s?(?i:bis|ter|quater|[a-d])\b)?\s?,?\s"
_STREET = (
    r"(?i:rue|avenue|av|ave|boulevard|boul|bld|blvd|bd|impasse|imp|all[ée]e|all|chemin|chem|che|route|rte|ruelle|sente"
    r"|venelle|faubourg|fbg|chauss[ée]e|mont[ée]e|traverse|esplanade)\b\.?"
)
_OTHER_PLACE = (
    r"(?i:place|pl|cours|cour|passage|r[ée]sidence|r[ée]s|cit[ée]|quai|parc|villa|hameau|lotissement|lot|square|sq"
    r"|lieu-dit|mail|promenade|rond-point|zac|quartier|c[ôo]te|domaine|clos|galerie|port|pont)\b\.?"
)
"""Words of an address that are words of anything else too ("1 place en crèche"): a capital must follow."""

_WORDS = rf"(?:[\s'’]+(?:{LINK}|{CAPITALISED}|(?!{STOP})[^\W_](?:[\w'’-]*\w)?)){{1,7}}"
_CITY = (
    rf"(?:{CAPITALISED}|(?!{STOP})[^\W\d_][\w'’-]*)(?:[\s-](?:{LINK}\s)*{CAPITALISED}){{0,4}}"
    r"(?:\s(?i:cedex)(?:\s\d+)?)?"
)
_POSTCODE = r"(?<!\d)(?:F-)?\d{2}\s?\d{3}(?!\d)"
_TOWN = rf"(?:[\s,\-–]*(?:(?i:à|a)\s)?{_POSTCODE}(?:\s{_CITY})?|,?\s(?:(?i:à|a)\s)?{CAPITALISED}(?:-\w+)*)"
_DOOR = r"(?:,?\s(?i:appartement|appt?|b[âa]timent|b[âa]t|[ée]tage|escalier|esc|porte|hall)\b\.?\s\w{1,4}\b)*"
_NAMED = (
    rf"(?:[\s'’]+{LINK}){{0,4}}[\s'’]+(?:{CAPITALISED}|\d+)"
    rf"(?:[\s-](?:{LINK}\s)*{CAPITALISED}){{0,5}}"
)
_LIVES = (
    r"(\b(?i:habit\w+|domicili[ée]e?s?|adresse(?:\sest|\sc['’]est|\s?:)|log(?:e|eons|[ée]e?s?)|vi[st]|vivons"
    r"|r[ée]sid\w+|demeur\w+)\s(?i:au|à la|à l['’]|à|dans la|dans l['’]|dans le|dans|sur la|la|l['’]|le)?\s?)"
)

_ADDRESSES = (
    re.compile(rf"{_NUMBER}{_STREET}{_WORDS}{_DOOR}{_TOWN}?"),
    re.compile(
        rf"{_NUMBER}{_OTHER_PLACE}(?:{_NAMED}{_DOOR}{_TOWN}?|{_WORDS}{_DOOR}[\s,\-–]*{_POSTCODE}(?:\s{_CITY})?)"
    ),
)
_LIVED_IN = re.compile(rf"{_LIVES}(?:{_STREET}{_WORDS}|{_OTHER_PLACE}{_NAMED}){_DOOR}{_TOWN}?")


def mask_births(text: str) -> str:
    """Return a text without the days, and the places, of births."""
    return _BIRTH.sub(lambda match: f"{match[1] or match[2].rstrip()} [date de naissance]", text)


def mask_places(text: str) -> str:
    """Return a text without postal addresses."""
    for pattern in _ADDRESSES:
        text = pattern.sub("[adresse]", text)
    return _LIVED_IN.sub(lambda match: f"{match[1]}[adresse]", text)
