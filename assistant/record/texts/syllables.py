"""How many syllables a French word has, as somebody reads it aloud with care. The rule is written here in full.

A syllable is a run of letters that make one vowel sound. What departs from "one run, one syllable":

- a mute "e" closes no syllable: "règle", "demandes", "critique", and "ils demandent" but not "agent" or "document";
- some vowels that touch are two sounds: "cré|ation", "ma|ïs", "co|opérer", and after two consonants of which the second
  is "l" or "r", "ouvri|er", "pri|orité", but "pluie" and "droits" are one;
- "y" between two vowels is a consonant: "loyer" is "loi-yer";
- a word that has none of these still has one syllable: "le", "m²";
- an acronym is read as a word where its letters allow it (CADA: 2), and letter by letter where they do not (RSA: 3);
- a number has as many syllables as digits.

An elided word has none of its own. An "e" inside a word counts ("développement": 5), which speech often skips.
"""

import re
from functools import lru_cache

_VOWELS = "aeiouyàâäéèêëîïôöùûüÿœæ"
_RUN = re.compile(f"[{_VOWELS}]+")
_GLIDE = re.compile(rf"(?<=[{_VOWELS}])y(?=[{_VOWELS}])")
_MUTE = re.compile(r"(?:(?<=[gq])u)?es?$|(?<=gu)ës?$")
_PARTS = re.compile(r"\d+|[^\W\d_]+")

_APART = re.compile(
    r"é(?=[aâeéèêioôuœ])"  # création, réunion, océan
    r"|[aâouùi](?=[ïëü])|[ïëü](?=[aeéiou])"  # maïs, Noël, ambiguïté
    r"|a(?=[éèo])|o(?=[oéè])|o(?=e(?!u))"  # aérien, aorte, coopérer, poète, coefficient
)
_TOGETHER = re.compile(r"^(?:août|paon|taon|faon)")
_LIQUID = re.compile(
    rf"(?<=[bcdfgptv][lr])(?:i(?=[{_VOWELS}])|u(?=[{_VOWELS.replace('i', '')}])|ou(?=[{_VOWELS}])(?!il))"
)
"""After two consonants: "pri|orité", "trou|er", "éblou|i"; "pluie" and "brouillon" are left in one piece."""

_SPOKEN_ENT = frozenset(
    """absent accent accident adhérent adjacent adolescent agent antécédent apparent argent arpent ascendent astringent
    avent cent cohérent compétent concurrent conséquent content contingent continent convent convergent couvent décent
    dent détergent différent diligent divergent dissident éloquent éminent équivalent évent évident excédent excellent
    exigent fervent fréquent imminent impertinent imprudent incident incohérent incompétent indécent indifférent
    indigent indulgent inhérent innocent insolent intelligent intermittent interurgent latent lent mécontent
    négligent occident occurrent onguent opulent parent patent pénitent permanent pertinent précédent présent
    président prudent récent récurrent référent régent rent résident sergent serpent sous-jacent souvent succulent
    talent torrent tangent transparent trident turbulent urgent vent violent virulent""".split()
)
"""The words in "-ent" of which the last syllable is spoken: the others are verbs. Those in "-ient" never matter."""
_MUTE_MENT = re.compile(
    r"(?:^|re|dé)(?:aim|anim|affirm|confirm|form|inform|transform|estim|exprim|imprim|supprim|prim|nomm|dénomm|consomm"
    r"|résum|assum|présum|réclam|proclam|program|programm|ferm|enferm|dorm|entam|légitim|chôm|cumul|rythm|arm)ent$"
)
_READABLE = re.compile(r"(?:[^AEIOUY]?[AEIOUY])+[^AEIOUY]?")


@lru_cache(maxsize=50_000)
def syllables(word: str) -> int:
    """Return how many syllables a word has, at least one; its parts, around a hyphen, are counted apart."""
    return max(1, sum(_part(part) for part in _PARTS.findall(word)))


def _part(part: str) -> int:
    if part.isdigit():
        return len(part)
    if len(part) > 1 and part.isupper():
        return _acronym(part)
    return _spoken(part.lower())


def _acronym(letters: str) -> int:
    return _spoken(letters.lower()) if _READABLE.fullmatch(letters) else len(letters)


def _spoken(word: str) -> int:
    """Count the runs of vowels of a word in small letters, once the mute ones are out and the touching ones apart."""
    heard = _MUTE.sub("", _without_mute_ent(word))
    if heard.startswith("pays"):
        heard = heard.replace("pays", "pa-is", 1)
    heard = _GLIDE.sub("j", heard)
    if not _TOGETHER.match(heard):
        heard = _APART.sub(lambda found: found[0] + "-", heard)
    heard = _LIQUID.sub(lambda found: found[0] + "-", heard)
    return max(1, len(_RUN.findall(heard)))


def _without_mute_ent(word: str) -> str:
    """Return the word without the "ent" that verbs have and nobody says."""
    stem = word.removesuffix("ent")
    if stem == word or word in _SPOKEN_ENT or not stem or stem[-1] in _VOWELS:
        return word
    return word if stem.endswith("m") and not _MUTE_MENT.search(word) else stem
