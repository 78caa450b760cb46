"""Quotations that are plain already, told as they are: no model says them better, and none can say them wrong.

A sentence is told in its own words where it stands by itself: whole, short, in no jargon, with nothing that points at
what is not told with it. What changes is mechanical: items of a list follow each other after their lead-in, a label
("À savoir :") goes, and an applicant at the head of a sentence becomes "vous". Anything doubtful is left to the model.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from assistant.record.texts.jargon import jargon
from assistant.values.reading import read
from assistant.writing.labelled import contact_line
from assistant.writing.third_person import to_reader
from corpus.sentences import split
from index.fold import fold

FINITE = Path(__file__).with_name("finite.fr.txt")

_LONGEST = 30
"""Words of a sentence, or of an item of a list, that is heard at once."""

_EASY = 6
"""Words of an item up to which a comma is enough to part it from the next."""

_LISTING, _BETWEEN_COMMAS = 40, 15
"""The same of one that lists, and of what stands between its commas."""

_MOST = 70
"""Words of a quotation told as it is: a longer one is read, and not said."""

_MOST_SENTENCES = 5

_COMMON = frozenset(
    "justificatif justificatifs teleservice cerfa algorithme algorithmes plafond plafonds plafonne plafonnee plafonnes"
    " plafonnees menage menages derogation derogations resident residents residente domicile delegue deleguee".split()
) | {"au plus tard", "a compter de", "a compter du", "residence principale"}
"""Words of the table of jargon that a counter says every day, or that a person must recognise on a paper."""

_LABEL = re.compile(r"^(?:à savoir|à noter|attention|bon à savoir|rappel|important|n\.?b\.?)\s*:\s*", re.IGNORECASE)
_DATED = re.compile(r"^(?:mis(?:e)? à jour|publiée?|vérifiée?) le [\w ]{6,20}\n", re.IGNORECASE)
_ITEM = re.compile(r"^\s*[-–•]\s+")
_ITEM_END = re.compile(r"\s*(?:[;,]|[;,]? (?:et|ou)[;,]?)$")
_LEAD_IN = re.compile(r"\b(?:ou|soit|l['’]un|l['’]une|moins|au choix|cas suivants?)\b", re.IGNORECASE)
_TURNED = re.compile(r"(?<!\w)(?:nous|nos|notre|je|j['’]|mon|ma|mes)(?!\w)", re.IGNORECASE)
_LAW = re.compile(
    r"\b(?:art(?:icle|\.)s? |délibération|arrêté|décret|ordonnance|loi n|alinéa|abrogée?s?\b|ci-(?:dessus|dessous)"
    r"|code (?:de |du |des |d['’]))|n° ?\d",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"\bsoit \d|[=+÷×*/<>|\[\]{}…]|\b[A-ZÀ-Ý]{4,}\b [A-ZÀ-Ý]{2,}\b|https?:")
_CASE = re.compile(r"(?:en cas |dans |pour |sur |à |si |s['’]il )[^.]{1,60}$", re.IGNORECASE)
"""A case before a colon, which what follows it completes: "En cas d'urgence : le directeur peut…"."""

_NUMBERED = re.compile(r"^\d+[.)°]")
_INFINITIVE = re.compile(r"^(?!(?:votre|notre|autre|entre|outre|contre)\b)[\wé]{2,}(?:er|ir|re)\b", re.IGNORECASE)
_HANGS = re.compile(
    r"^(?:s['’]ils?|si (?:elles?|celui-ci)|son|sa|ses|leurs?|en|y|lui|eux|dont|qui|que|et|ou|mais|or|donc|car|aussi"
    r"|c['’]est (?:elles?|lui|eux))(?![\w-])(?! (?:cas d|mairie|ligne|france|cours|général|urgence|immeuble|plus d))",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(
    r"^une? (?:mère|père|couple|parent|famille|association|foyer|ménage|locataire)\b"
    r"(?!.*\b(?:peut|doit|ne|n['’]))",
    re.IGNORECASE | re.DOTALL,
)
"""Of an example that does not say that it is one: "Un couple avec 2 enfants gagne…"."""

_WORD = re.compile(r"[^\W\d_]+")
_BEFORE_NOUNS = frozenset(
    "le la les l un une de d du des à au aux en sa son ses votre vos chaque ce cet cette ces leur part prix et"
    " ou".split()
)
"""After these "demande" and "fixe" are no verbs."""

_RELATIVE = frozenset("qui dont où".split())
"""Each takes a verb of its own: "les ménages qui habitent la commune" says nothing yet."""

_IMPERSONAL = (
    r"(?:faut|faudra|y a|existe|s['’]agit|convient|suffit|n['’]y a|n['’]existe|ne faut|vaut mieux"
    r"|(?:n['’])?est (?:pas )?(?:possible|interdit|nécessaire|obligatoire|conseillé|recommandé|inutile))"
)
_PRONOUN = re.compile(
    rf"\b(?:ils?|elles?|celui-ci|celle-ci|ceux-ci|celles-ci|lui|leurs?)\b(?! {_IMPERSONAL})", re.IGNORECASE
)
_NOUN = re.compile(
    r"(?<!\w)(?:les?|la|l['’]|une?|des?|du|d['’]|votre|vos|chaque|toute?|tous|aucune?|au|aux|\d+)\s?[\wéèê]{3,}",
    re.IGNORECASE,
)
_MANY = re.compile(r"(?<!\w)(?:les|des|aux|vos|tous|toutes|\d+)\s[\wéèêç’'-]+s\b", re.IGNORECASE)
_POINTING = re.compile(
    r"\b(?:ce|cet|cette|ces)\s(?!qu[ei]\b|dont\b|n['’]|sont\b|jour\b)([\wéèêàç-]{3,})", re.IGNORECASE
)
_IMPERATIVE = re.compile(
    r"^\w{3,}ez\b|(?<!que )\bvous (?:ne |n['’]|y |en |l['’]|les? |la )?(?:\w+ez|êtes|faites|dites)\b",
    re.IGNORECASE,
)


def plain(quote: str, question: str = "") -> list[str]:
    """Return the sentences of a quotation as they can be told, in its order; none unless all of them can.

    Jargon is none for who used the word in the `question`.
    """
    said: list[str] = []
    for paragraph in _paragraphs(_DATED.sub("", quote)):
        found = _sentences(paragraph)
        if not found:
            return []
        said += found
    if len(said) > _MOST_SENTENCES or sum(len(one.split()) for one in said) > _MOST:
        return []
    whole = " ".join(to_reader(said))
    if not said or not _stands(said) or _is_foreign(whole, question):
        return []
    return said


def _paragraphs(quote: str) -> Iterator[list[str]]:
    """Yield the lines of each paragraph; a list stays with its lead-in."""
    for block in quote.split("\n\n"):
        lines = [line.strip() for line in block.splitlines() if line.strip()]
        if lines:
            yield lines


def _sentences(lines: Sequence[str]) -> list[str]:
    """Return the sentences of a paragraph, its list told after its lead-in; none where one is not plain."""
    first, *others = lines
    text = _LABEL.sub("", first)
    text = text[:1].upper() + text[1:]
    found = [text[span.start : span.end].strip() for span in split(text)]
    ways = [contact_line(one) for one in found]
    if others:
        listed = _listed(found[-1], others)
        found[-1:] = [listed] if listed else [""]
    told = [way or one for way, one in zip(ways, found, strict=True)]
    return told if all(way or _is_plain(one) for way, one in zip(ways, told, strict=True)) else []


def _listed(lead: str, items: Sequence[str]) -> str:
    """Return a lead-in and its items as one sentence: "Vous apportez : une pièce d'identité, votre bail."."""
    if not lead.endswith(":") or not all(_ITEM.match(item) for item in items):
        return ""
    told = [_ITEM_END.sub("", _ITEM.sub("", item).rstrip(".")) for item in items]
    sign = " ; " if any("," in one or ";" in one or len(one.split()) > _EASY for one in told) else ", "
    if not all(told) or any("." in one for one in told):
        return ""
    return f"{lead} {sign.join(told)}."


def _is_plain(sentence: str) -> bool:
    """Tell whether a sentence is whole, and short enough to be said."""
    if not sentence.endswith((".", "!")) or not sentence[:1].isupper():
        return False
    parts = re.split(r" : | ; ", sentence)
    said = sentence if _CASE.match(parts[0]) else parts[0]
    return (
        all(map(_is_short, parts))
        and not (_NUMBERED.match(sentence) or _INFINITIVE.match(sentence) or _SOMEBODY.match(sentence))
        and _is_finite(said)
    )


def _is_short(text: str) -> bool:
    listing = text.count(",") > 1 and all(len(part.split()) <= _BETWEEN_COMMAS for part in text.split(","))
    return len(text.split()) <= (_LISTING if listing else _LONGEST)


def _is_finite(text: str) -> bool:
    """Tell whether a text says something: it has a verb, which is not its first word unless it tells what to do."""
    if _IMPERATIVE.search(text):
        return True
    words = _WORD.findall(text.lower())
    relative = False
    for before, word in pairwise(words):
        if word in _verbs() and before not in _BEFORE_NOUNS:
            if not relative:
                return words[0] not in _verbs()
            relative = False
        relative = relative or word in _RELATIVE
    return False


def _is_foreign(text: str, question: str) -> bool:
    """Tell whether a text has what nobody says at a counter: law, jargon, formulas, the "we" of its author."""
    if any(pattern.search(text) for pattern in (_LAW, _SIGNS, _TURNED)):
        return True
    asked = fold(question)
    hard = (fold(found.term) for found in jargon(text))
    return any(term not in _COMMON and term not in asked for term in hard) or any(
        reference.sort in ("article", "part", "text", "norm", "code") for reference in read(text).references
    )


def _stands(said: Sequence[str]) -> bool:
    """Tell whether sentences say themselves what they speak of, each after those before it."""
    before = ""
    for sentence in said:
        if not before and _HANGS.match(sentence):
            return False
        if any(_hangs(found, before + sentence[: found.start()]) for found in _PRONOUN.finditer(sentence)):
            return False
        if any(
            _root(found[1]) not in (before + sentence[: found.start()]).lower()
            for found in _POINTING.finditer(sentence)
        ):
            return False
        before += sentence + " "
    return True


def _hangs(pronoun: re.Match[str], before: str) -> bool:
    if pronoun[0].lower() == "lui":
        return len(_NOUN.findall(before)) < 2
    many = pronoun[0].lower() in ("ils", "elles", "leur", "leurs", "ceux-ci", "celles-ci")
    return not (_MANY if many else _NOUN).search(before)


def _root(word: str) -> str:
    return word.lower()[: max(4, len(word) - 2)]


@cache
def _verbs() -> frozenset[str]:
    return frozenset(FINITE.read_text("utf-8").split())
