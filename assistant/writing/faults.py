"""What a sentence that a model made of a quotation must not do, whatever the guard's layers say of both.

The guard judges sentences that people might write. These rules know more: the sentence was made from this quotation,
for who asked this question, by a model that mostly copies. So a word that came from elsewhere is suspect.
"""

import re
from collections.abc import Iterator
from functools import cache

from assistant.asked.concerned import of_others
from assistant.guard.exact import exact
from assistant.logic.reading import read
from assistant.logic.words import meaning
from assistant.quoting.cases import lives_here
from assistant.quoting.narrow import is_too_long, topic_untold, under, untold
from assistant.types import Citation, Failure
from assistant.values.numerals import WORDS
from index.fold import fold
from index.words import surfaces, words

_ROOT = 4
"""Letters by which "répondre" and "réponse", "perdre" and "perdue" are one word."""

_PLAIN = (
    "avoir obtenir recevoir faire aller pouvoir peut peuvent pouvez devoir doit doivent devez faut ajouter contacter "
    "appeler écrire envoyer apporter présenter joindre donner demander trouver veuillez veillez situé suivant "
    "cas fonction numéro information fournir inclure provenir applicable supplémentaire supérieur inférieur"
)
"""What plain words may say whatever the source says it with; the other layers judge what they say."""

_WORD = re.compile(r"\w+")
_POINTS_BACK = re.compile(
    r"\bc(?:e|et|ette) (?:même )?(?:délai|durée|date|montant|somme|prix|plafond|seuil|cas|période)\b"
)
"""A value told before. Which one only the source knows: what a model takes it for is in no layer's reach."""

_OF_THE_TEXT = re.compile(
    r"\b(?:dans|par|selon|d['’]après) (?:le|ce) texte\b|\bextraits? (?:n°|\d|suivant|fourni)|\bl['’]extrait\b"
    r"|\bci-dess(?:us|ous)\b|\bmentionn\w+ dans le",
    re.IGNORECASE,
)
"""Words about what the model was given, which no person has before them."""

_NO_FORM = re.compile(
    r"\bvous (?:(?:re|per|aper|d[eé])[cç]oiv|peuv|veul|doiv|(?:de|re|ob|con|pre)?(?:vienn|tienn)|(?:com|ap)?prenn"
    r"|boiv|fais|meur|vont)ez\b",
    re.IGNORECASE,
)
"""Verbs that small models conjugate as if they had one stem: "vous reçoivez"."""

_OWN = 0.4
"""Share of a sentence's words that a quotation must hold to be its source: a heading may be a question, or what people
say ("Ma facture est trop élevée"), and a reader of pairs may take a sentence for true that its text never speaks of.
Only for what a model writes, which copies: two in three of the supported calibration pairs, written to share few words
with their text, hold less."""

_REFLEXIVE = re.compile(r"\b(?:se |s')(?:(?:est|etait|sont|etaient) )?(\w{4,})")
_PURPOSE = re.compile(r"(?:pour|afin d[e'])\s?(?:vous |l[ae] |l'|les |y )?(\w+(?:er|ir|re))\b[^,]*, (.+)")
_ORDER = re.compile(r"vous devez|il faut|(?!pouvez)\w+ez\b")
_FOR = re.compile(r"\b(?:pour|afin)\b")
_THEM = re.compile(r"\blui\b")
_SOMEBODY = re.compile(r"(?:sa|son|ses|leurs?|ils?|elles?)\b(?! (?:faut|existe|suffit|convient|est))")
_READER = re.compile(r"\bv(?:ous|os|otre)\b")


_STEP = re.compile(r"\d{1,2}[.)°] ")
"""The number of a step of an algorithm, which a sentence loses."""

_REACHES = re.compile(
    r"\b(?:contactez|appelez|joignez|(?:ecrivez|adressez-vous) (?:a|au|aux)) (?:(?:une?|l[ea]s?|votre|vos|l') ?)?(\w+)"
)
_TOWARDS = (
    r"\b(?:a|aux?|aupres d\w*|avec|chez|par|contact\w*(?: :)?|appel\w*|joi\w+) (?:(?:une?|l[ea]s?|l'|d\w+|votre) ?)?"
)
_ADDRESS = re.compile(r"\b[\w.+-]+@[\w.-]+\w|\b0\d(?:[ .]?\d\d){4}\b")
_BY_ADDRESS = re.compile(r"ecri|appel|contact|joi[gn]|adress|courriel|telephon|\bmail|numero|\btel\b")
_YEAR = re.compile(r"\b(?:rentree|annee|tarifs?|prix|saison|campagne)(?: scolaire)? (20\d\d)\b")
_OF_HERE = re.compile(r"\b(?:famille|habitant|enfant|foyer|menage)s? d(?:e |')(?-i:[A-ZÉÎ])\w+", re.IGNORECASE)


def faults(question: str, text: str, cited: Citation) -> Iterator[Failure]:
    """Yield what makes a sentence of a model, that its quotation supports, no answer to a question."""
    # What is true of others answers nobody: "non-résident, 300 €" where a resident asks.
    if of_others(question, text):
        yield Failure("not_supported", text)
    for pattern in (_OF_THE_TEXT, _POINTS_BACK, _NO_FORM):
        found = pattern.search(text)
        if found and fold(found[0]) not in fold(cited.quote):
            yield Failure("not_supported", found[0])
    if echo := _echoed(question, text, cited):
        yield Failure("not_supported", echo)
    if condition := _own_condition(text, cited) or _unheard(question, text, cited):
        yield Failure("modality_differs", condition)
    if _strays(text, cited) or _is_of_another_year(question, text, cited):
        yield Failure("not_supported", text)
    if changed := _foreign(text, cited) or _other_actor(fold(text), fold(cited.quote)):
        yield Failure("not_supported", changed)


def _strays(text: str, cited: Citation) -> bool:
    """Whether a sentence as a whole is not what its quotation says, or not of whom its heading says."""
    if not _speaks_of_it(text, cited) or _is_for_something(text, cited):
        return True
    return _is_clumsy(fold(text), fold(cited.quote)) or _is_of_others_than_its_heading(text, cited)


def _echoed(question: str, text: str, cited: Citation) -> str:
    """Return the first word of sense that a sentence has from the question alone, and from nothing that it cites.

    The model takes the question's words for granted: asked for a ceiling of income, it calls so the ceiling of an aid,
    and all the values agree. Titles and headings count as cited: the reader sees them.
    """
    asked = set(words(question)) - set(words(_shown(cited)))
    return next((word for word in _WORD.findall(text) if asked.intersection(words(word))), "")


def _own_condition(text: str, cited: Citation) -> str:
    """Return a condition of which the quotation and its heading hold no word: the case of who asks, or invented.

    The title does not count: that "Obtenir une place" is the subject makes no rule for "si vous n'avez pas de place".
    """
    held = senses(" ".join((*cited.section[-1:], cited.quote)))
    for sentence in read(text):
        own = [word for word in sentence.words if word.conditional and word.meaning]
        if own and held.isdisjoint(sense for word in own for sense in senses(word.text)):
            return sentence.written([word for word in sentence.words if word.conditional])
    return ""


def above(question: str, cited: Citation, text: str) -> str:
    """Return what a sentence is told after: the headings that it lacks, below what nobody named of its document."""
    headings = untold(cited.section, text)
    topic = question and topic_untold(question, cited.source.title, " ".join((text, *cited.section)))
    if topic and headings and fold(headings) in fold(topic):
        return headings
    both = untold((topic, headings), text) if topic and headings else topic or headings
    return headings if topic and is_too_long(both) else both


def _unheard(question: str, text: str, cited: Citation) -> str:
    """Return the headings that a sentence must be told after, where it cannot be.

    Nobody would hear it after many words; and a value that a heading alone has is not in what is cited.
    """
    headings = above(question, cited, text)
    told = headings and set(exact(cited.quote, under(headings, text))) - set(exact(cited.quote, text))
    return headings if is_too_long(headings) or told else ""


def _speaks_of_it(text: str, cited: Citation) -> bool:
    """Whether a quotation holds enough of the words of a sentence to be its source, and its heading not all of them."""
    said = {frozenset(senses(word)) for word in surfaces(text)}
    held, heading = senses(cited.quote), senses(" ".join(cited.section[-1:]))
    if said and all(not heading.isdisjoint(word) for word in said):
        return False
    return sum(not held.isdisjoint(word) for word in said) >= _OWN * len(said)


def _foreign(text: str, cited: Citation) -> str:
    """Return the first word of sense that a quotation, its title and its headings lack, and that is not a plain one.

    "Les entreprises doivent publier", "le permis est offert": where all else is copied, one word is enough to be wrong.
    """
    held = senses(_shown(cited)) | _plain()
    return next((word for word in surfaces(text) if word not in WORDS and held.isdisjoint(senses(word))), "")


def _other_actor(text: str, quote: str) -> str:
    """Return what makes another act, of two folded texts: a verb that was reflexive, a reader who was somebody else.

    "La décision se conteste auprès du tribunal" is not "le tribunal conteste", nor "lui envoie" "vous envoie", nor
    "sa demande", of an example, "votre demande".
    """
    for verb in map(str, _REFLEXIVE.findall(quote)):
        itself = r"(?<!\bse )(?<!\bs')(?<!\bvous )(?<!\bon )(?<!\bs'est )(?<!\bse sont )"
        alone = rf"{itself}\b{re.escape(verb)}\b"
        if re.search(alone, text) and not re.search(alone, quote):
            return verb
    another = _THEM.search(quote) or _SOMEBODY.match(quote)
    return "vous" if another and _READER.search(text) and not _READER.search(quote) else ""


def _is_for_something(text: str, cited: Citation) -> bool:
    """Whether a sentence begins with a purpose of its own: "Pour obtenir un permis, vous pouvez stationner".

    One before an order says when it holds, and so does one that the heading names, before what the reader may do.
    """
    found = _PURPOSE.match(fold(text))
    if not found or _FOR.search(fold(cited.quote)) or _ORDER.match(found[2]):
        return False
    named = found[1][:_ROOT] in fold(" ".join(cited.section[-1:]))
    return not (named and found[2].startswith("vous "))


def _is_clumsy(text: str, quote: str) -> bool:
    """Whether a folded sentence keeps the number of a step, reaches who is not to be reached, or acts by an address.

    "Un agent reprend le calcul" is no "contactez un agent", and "le délégué vérifie les données : dpo@…" no
    "vérifie les données à dpo@…".
    """
    reached = _REACHES.search(text)
    if reached and not (_ADDRESS.search(quote) or re.search(_TOWARDS + reached[1], quote)):
        return True
    alone = _ADDRESS.search(text) and not _BY_ADDRESS.search(text) and " : " not in text
    return bool(_STEP.match(text) or alone)


def _is_of_another_year(question: str, text: str, cited: Citation) -> bool:
    """Whether a title sets a year ("rentrée 2023") of which neither the question nor the sentence speaks."""
    found = _YEAR.search(fold(cited.source.title))
    return found is not None and found[1] not in f"{question} {text}"


def _is_of_others_than_its_heading(text: str, cited: Citation) -> bool:
    """Whether "les familles de Valbrume" stand under "non-résidents": the heading does not hold for all below it."""
    return lives_here(" ; ".join(cited.section)) is False and bool(_OF_HERE.search(text))


def _shown(cited: Citation) -> str:
    return " ".join((cited.source.title, *cited.section, cited.quote))


@cache
def _plain() -> frozenset[str]:
    return senses(_PLAIN)


def senses(text: str) -> frozenset[str]:
    """Return the words of a text, each by its family of meaning and by its first letters."""
    return frozenset(sense for word in surfaces(text) for sense in (meaning(word).name, word[:_ROOT]))
