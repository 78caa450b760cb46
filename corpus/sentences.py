"""French sentences with their offsets: rules for administrative text, no model.

Where a full stop is doubtful the rules keep two sentences together: a quotation a little too long does no harm,
one that is cut off from its condition is false. docs/decisions/0002-sentences.md has the reasons and the figures.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter

from corpus.types import Span

# Followed by a name, so they never end a sentence. "mm." and "m." in small letters are lengths.
_TITLES = frozenset("M MM Mme Mmes Mlle Mlles Dr Drs Pr Prs Me Mgr Mr Mrs St Ste Sts Stes Vve".split())
# Followed by what they announce, so they never end a sentence either.
_ANNOUNCE = frozenset(
    """apr apt arr av bd bld boul bât cass cat cf ch chap circ cit coll cons dir dép ed esc ex fg fig imp jur
    mod nr num obs op pp préc req rub réf rég sect spéc subd trad trib vs éd éq""".split()
)
# End a sentence before a capital and never before a number: "en sept. Les listes", "le 1er sept. 2020".
_OFTEN_FINAL = frozenset(
    """al alin anc app approx art arts civ com const crim déc env etc fasc févr hab ibid janv juil max min
    moy niv nov oct pén rés rév sept soc suiv sup suppl trav trim tél vol""".split()
)
# What a sentence starts with where a name could stand too: "catégorie B. Il", but "J. Dupont".
_STARTERS = frozenset(
    """a afin ainsi alors après attention au aucun aucune aussi autre aux avant avec c ce ceci cela celle
    celles celui cependant certaines certains ces cet cette ceux chaque chez comme d dans de depuis des donc
    dont du dès elle elles en enfin ensuite entre et exemple il ils j je jusqu l la le les leur leurs lors
    lorsque mais même n nos notre nous néanmoins on or ou où par pas pendant plusieurs pour puis qu quand que
    quel quelle qui s sa sans sauf se selon ses seul seule seules seuls si sinon soit son sous sur tous tout
    toute toutefois toutes un une vers voici voir vos votre vous y à""".split()
)
# These start a sentence after a word and a full stop even where the author forgot the capital.
_SUBJECTS = frozenset("il ils elle elles on nous vous le la les l cette ces".split())
# "permis B.", "zone C.": the letter is a name of its own and no initial.
_LETTERED = frozenset(
    """annexe bac cadre catégorie classe contre formule groupe hépatite lettre lot option permis plan type
    visa vitamine zone""".split()
)
# A line that ends on one of these goes on.
_LINKS = frozenset(
    """au aux avec ce ces cette chez d dans de des du elle elles en entre et il ils l la le les leur leurs ne
    nos notre ou où par pour qu que qui sa sans se selon ses si son sous sur un une vers vos votre vous à""".split()
)
_DOMAINS = frozenset("com csv docx eu fr gouv html net odt org pdf xlsx xml".split())

# Where a sentence may end, and what may follow.
_PLACES = re.compile(r"(?P<stop>[.!?…]+(?: ?[»)\]]|[\"”])*)|(?P<list>[;:](?: (?:et|ou))?)(?=\s)|(?P<line>\n)")
_NEXT = re.compile(r"(?P<gap>\s*)(?P<open>(?:[«“\"(\[]\s?|[-–—•]\s)*)(?P<word>[^\W_]*)")
# What an item of an enumeration starts with: "2° bis ", "a) ", "3) ", "4. ", "- "; but "2° du" refers to one.
_ITEM = re.compile(
    r"\s*(?:(?P<ordinal>\d{1,3}°(?: bis| ter| quater)? (?!(?:et|ou|de|du|des|à|au)\b))"
    r"|(?P<letter>[a-z]{1,2}\) )|(?P<number>\d{1,2}(?:\)|\.(?= [^\W\d])) )|(?P<dash>[-–—−•*▪◦‣►➢✓\uf0b7\uf0a7] ))"
)
# What numbers a block that goes on after its full stop: "1. ", "IV. ", "Article 3. ".
_NUMBERING = re.compile(r"\W*(?:(?:Article|Annexe|Chapitre|Titre) )?(?:\d{1,3}(?:\.\d{1,2})*|[A-Za-z]|[IVX]+)")
_STEP = re.compile(r"\s*(\d{1,2})\. (?=[^\W\d])")
_LABEL = re.compile(r"[^\W\d_][^.:;!?\n]{0,50} ?: ")
_LETTER = re.compile(r"\w")
_WORDS = re.compile(r"[^\s'’(«“\"\[-]+")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_NAME_GOES_ON = re.compile(r"['’ ][A-ZÀ-ÖØ-Þ]|\.")
_WEB = re.compile(r"[@/]|www|\.[a-z\d]|\(\)")

_UP_TO = "{0,600}+"
"""A bracket or a quotation longer than this is cut like any text: it was never closed, or it is the text itself."""
_ASIDE = re.compile(
    rf"\((?:[^()]|\([^()]{_UP_TO}\)){_UP_TO}\)|\[[^\[\]]{_UP_TO}\]|«[^«»]{_UP_TO}»|“[^“”]{_UP_TO}”"
    rf"|(?<![^\s('’])\"[^\"]{_UP_TO}\""
)
_PROSE_WIDTH = 40
"""Lines that never reach this width were broken by the author (an address, a list of values) and not by the page."""


def split(text: str) -> list[Span]:
    """Cut one block into its sentences and the items of its enumerations: `leads` gives what an item needs.

    Spans are in order, never overlap, have no space around them, and cover every other character.
    """
    spans = []
    start = 0
    for end in (*_Block(text).cuts(), len(text)):
        piece = text[start:end]
        if stripped := piece.strip():
            first = start + len(piece) - len(piece.lstrip())
            spans.append(Span(first, first + len(stripped)))
        start = end
    return spans


def leads(text: str, sentences: Sequence[Span]) -> list[tuple[Span, ...]]:
    """For each sentence, those before it that it continues, outermost first; empty for nearly all.

    "Vous fournissez :" leads its "1° …", and "2° Des pièces :" with it leads its "a) …".
    """
    open_lists: list[tuple[str, Span]] = []
    found: list[tuple[Span, ...]] = []
    for before, here in zip((None, *sentences), sentences, strict=False):
        item = _ITEM.match(text, here.start, here.end)
        kind = item.lastgroup if item else None
        levels = [level for level, _ in open_lists]
        if kind in levels:
            del open_lists[levels.index(kind) + 1 :]
        elif kind and before and text[before.end - 1] == ":":
            open_lists.append((kind, before))
        if not kind and before and found[-1] and text[here.end - 1] == ";":
            found.append((*found[-1], before))
        else:
            found.append(tuple(lead for _, lead in open_lists) if kind else ())
    return found


class _Block:
    """One block while it is cut: where its asides are, and where its current sentence starts."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.start = 0
        self.asides = [Span(*m.span()) for m in _ASIDE.finditer(text)]
        if self.asides and not _LETTER.search(text[: self.asides[0].start] + text[self.asides[0].end :]):
            self.asides = []  # the block is one quotation: nothing outside of it governs its sentences
        self.width = max(map(len, text.split("\n")))

    def cuts(self) -> Iterator[int]:
        """Give the offsets where a sentence ends and another starts."""
        decide = {"stop": self._after_stop, "list": self._before_item, "line": self._at_line_end}
        for place in _PLACES.finditer(self.text):
            if not self._inside(place) and decide[str(place.lastgroup)](place):
                yield place.end()
                self.start = place.end()

    def _inside(self, place: re.Match[str]) -> bool:
        """Whether a bracket or a quotation is still open after this place."""
        at = bisect_right(self.asides, place.start(), key=itemgetter(0)) - 1
        return at >= 0 and place.end() < self.asides[at].end

    def _before_item(self, place: re.Match[str]) -> bool:
        return bool(_ITEM.match(self.text, place.end()))

    def _after_stop(self, place: re.Match[str]) -> bool:
        following = _NEXT.match(self.text, place.end())
        if not following or not (word := following["word"]):
            return False
        if not following["gap"]:
            return self._is_glued(place, word)
        if place["stop"] == ".":
            return self._is_full_stop(place, following)
        if place["stop"].startswith(("..", "…")):
            return word[0].isupper() and not following["open"].startswith("(")
        return not word[0].islower()

    def _is_full_stop(self, place: re.Match[str], following: re.Match[str]) -> bool:
        """Decide on one full stop with a space after it."""
        if self._counts_on(place):
            return True
        recent = self._recent(place)
        words = [] if recent[-1:].isspace() else _WORDS.findall(recent)[-2:]
        if (words and _is_short_form(words, following)) or _NUMBERING.fullmatch(recent.strip()):
            return False
        if not following["word"][0].islower() or _ITEM.match(self.text, place.end()):
            return True
        return following["word"] in _SUBJECTS and not following["open"] and _is_plain(words)

    def _counts_on(self, place: re.Match[str]) -> bool:
        """Whether the next step of a numbered sentence follows: "4. Appliquer la tranche G. 5. Envoyer…"."""
        step, following = _STEP.match(self.text, self.start), _STEP.match(self.text, place.end())
        return step is not None and following is not None and int(following[1]) == int(step[1]) + 1

    def _is_glued(self, place: re.Match[str], word: str) -> bool:
        """Decide on a stop without any space after it: "fin.Le début", but "Ameli.fr" and "Annexe.Tarifs.xlsx"."""
        after = self.text[place.end() : place.end() + 60].split(maxsplit=1)[0]
        if not (word[0].isupper() and (word[1:2].islower() or after[1:2] in ("'", "’"))):
            return False
        recent = self._recent(place)
        before = "" if recent[-1:].isspace() else (recent.split() or [""])[-1]
        if _WEB.search(before + after) or word.lower() in _DOMAINS or before in _TITLES:
            return False
        return not before[:1].isupper() or (len(before) > 1 and word.lower() in _STARTERS)

    def _at_line_end(self, place: re.Match[str]) -> bool:
        """Decide on a line break that no stop precedes: did the author end here, or the page?"""
        line = self.text[self.text.rfind("\n", 0, place.start()) + 1 : place.start()]
        following = self.text[place.end() : place.end() + 80]
        if following.startswith("\n") or _ITEM.match(following):
            return True
        words = _WORDS.findall(line)
        if not words or not following[:1].isupper() or line[-1] in ".!?…,;:-(" or words[-1].lower() in _LINKS:
            return False
        room = self.width - len(line) - len(following.split(maxsplit=1)[0])
        return bool(_LABEL.match(following)) or (self.width >= _PROSE_WIDTH and room > 0)

    def _recent(self, place: re.Match[str]) -> str:
        """The end of the current sentence before this place: enough of it for every rule."""
        return self.text[max(self.start, place.start() - 60) : place.start()]


def _is_short_form(words: Sequence[str], following: re.Match[str]) -> bool:
    """Whether the last of the words before a full stop needs it for itself: an abbreviation, an initial, a number."""
    last = words[-1]
    number_follows = following["word"][0].isdigit()
    if last in _TITLES:
        return True
    if last.lower() in _ANNOUNCE:
        return number_follows or not last.isupper()
    if last[-1].isdigit() or last.lower() in _OFTEN_FINAL or (len(last) == 1 and words[0].lower() in _LETTERED):
        return number_follows or _is_initial(following)
    if len(last) == 1 and last.islower():
        return number_follows or last in "np"
    if (len(last) == 1 and last.isalpha()) or _DOTTED.fullmatch(last):
        return last.islower() or not _starts_sentence(following)
    return False


def _is_initial(following: re.Match[str]) -> bool:
    return len(following["word"]) == 1 and following.string.startswith(".", following.end())


def _starts_sentence(following: re.Match[str]) -> bool:
    """Whether what follows opens a sentence and no name: "Le dossier", but "Le Goff"."""
    return following["word"].lower() in _STARTERS and not _NAME_GOES_ON.match(following.string, following.end())


def _is_plain(words: Sequence[str]) -> bool:
    """Whether the last of the words is surely one: no abbreviation, no part of an address."""
    last = words[-1] if words else ""
    return len(last) > 2 and last.isalpha() and last.lower() not in _OFTEN_FINAL | _DOMAINS
