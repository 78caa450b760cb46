"""Finds the sentences that say a field: those that show its sign, in what speaks of the subject, best first."""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.quote import Candidate, in_context
from assistant.record.against import against
from assistant.record.beside import ranks_places, tells_fees
from assistant.record.schema import Field
from assistant.record.scope import Line, Scope
from assistant.record.sign_words import BODY, NEVER_UNDER, Sign
from assistant.record.signs import SIGNS
from assistant.record.subject import Subject
from assistant.relevance import Relevance
from corpus.cut import body, under_heading
from corpus.types import Document, Sentence
from index.fold import fold
from index.search import Searcher
from index.types import Hit
from index.words import words

_PASSAGES = 10
"""Passages that each query proposes."""

_WEIGHED = 40
"""Sentences of a field that are read together with its question: most of the time of a draft."""

_LABEL, _SURE, _NAMED, _READ = 3.0, 1.0, 0.4, 0.5
"""What a sentence is worth before it is weighed: the label of a register entry, a sure sign, the subject's own
words, and afterwards what the reader of pairs gives it. Only a label outweighs all the rest."""

_SPECIAL = re.compile(
    r"(?:en cas de|par derogation|a titre (?:derogatoire|exceptionnel)|exceptionnellement|toutefois)\b"
)
_SPECIAL_CASE = 0.5
"""What is taken from a sentence on a special case: the rule comes before its exceptions."""

_NUMBER = re.compile(r"\d+(?:,\d+)?")
_DENIAL = re.compile(r"\bn(?:e\b|')|\b(?:aucune?|sans)\b")

_COMMON = frozenset(
    ("contact", "service", "links_business", "links_internal", "links_impact", "appeals", "data_collection")
)
"""Fields that every procedure of an administration has: a sentence must say that it speaks of this one."""

_NAMING = {
    "administration": re.compile(rf"\b{BODY}s?\b"),
    "service": re.compile(
        r"\b(?:services?|direct\w+|bureaux?|poles?|cellules?|missions?|departements?|agences?|centres?)\b"
    ),
}
"""Fields that are the name of somebody: a sentence without any word for one names nobody, however near it is."""

_OF_A_DECISION = re.compile(
    r"\b(?:decisions?|notification|refus|classement|calcul|algorithme|traitement|grille|bareme|points|attribution)\b"
)

_DROP = 1.0
"""Sentences further than this below the best of their field are left out."""

_ALIKE = 0.7
"""Share of common words (Jaccard) from which two sentences say the same: one is quoted."""

_LONGEST = 700
"""Characters that a paragraph ending with ":" may bring with it."""

_MOST_DOUBTFUL = 2
"""Sentences that are shown for a person to read where none is sure: more would be a search, and not a help."""

_LETTERHEAD = 300
"""Characters at the head of a document where it says whose it is, and under which text it was made."""

_SHORT = 160
"""Characters of a line that goes on with a list written as paragraphs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The sentences that say a field, best first; where there are none, those that may.

    `against` are sentences of other documents that contradict them, however unlikely; `near` are the places of the
    passages nearest to the field.
    """

    said: Sequence[Candidate] = ()
    doubtful: Sequence[Candidate] = ()
    against: Sequence[Candidate] = ()
    near: Container[tuple[str, int]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finder:
    """Finds evidence for the fields of one draft."""

    scope: Scope
    subject: Subject
    searcher: Searcher
    relevance: Relevance

    def find(self, field: Field) -> Found:
        """Return the sentences that say a field, or those that may."""
        sign = SIGNS.get(field.key)
        if sign is None or not field.queries:
            return Found()
        near = self._near(field)
        found = [c for line in self.scope.lines if (c := self._candidate(line, field, sign, near)) and _is_whole(c)]
        likely = sorted(found, key=lambda candidate: -candidate.score)[:_WEIGHED]
        weighed = self._weighed(field, likely)
        said = _without(self.scope.examples, [candidate for candidate in weighed if self._says(field, candidate)])
        if said:
            labelled = any(candidate.score >= _LABEL for candidate in said)
            chosen = _choose(said, _WEIGHED if labelled else sign.limit)
            contradicting = against(field, chosen, weighed, self.relevance.doubted)
            return Found(said=chosen, against=contradicting, near=near)
        doubtful = [c for c in weighed if c.meaning >= self.relevance.doubted and _may_name(field, c)]
        return Found(doubtful=_choose(doubtful, _MOST_DOUBTFUL), near=near)

    def _near(self, field: Field) -> Mapping[tuple[str, int], float]:
        """Return the passages nearest to the queries of a field, with their likeness."""
        near: dict[tuple[str, int], float] = {}
        for query in field.queries:
            asked = f"{self.subject.name} : {query}" if self.subject.stems else query
            for hit in self.searcher.search(asked, top=_PASSAGES, per_document=_PASSAGES):
                place = hit.passage.document, hit.passage.start
                near[place] = max(near.get(place, 0.0), hit.score)
        return near

    def _candidate(
        self, line: Line, field: Field, sign: Sign, near: Mapping[tuple[str, int], float]
    ) -> Candidate | None:
        """Return a sentence that shows a field; `overlap` is 1 when it shows it surely."""
        place = line.place
        labelled = _is_labelled(line, field)
        if not labelled and not _may_say(line, field, sign, place in near):
            return None
        if field.key == "operations" and ranks_places(self.subject.name) and tells_fees(line.heading):
            return None
        sure = labelled or _shows(line, sign)
        own = line.reach == "subject"
        score = _LABEL * labelled + _SURE * sure + _NAMED * own + near.get(place, 0.0)
        score -= _SPECIAL_CASE * bool(_SPECIAL.match(line.folded))
        return Candidate(
            hit=_hit(line),
            sentence=_whole(line.document, line.sentence),
            text=in_context(line.document, line.passage, line.sentence),
            meaning=0.0,
            overlap=float(sure),
            shows=line.reach != "around" and self._is_meant(line, field),
            score=score,
        )

    def _weighed(self, field: Field, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Read each sentence alone and in its passage, and believe the lower.

        Alone, "le directeur vérifie que les conditions sont remplies" says a field of any aid; its passage tells which.
        """
        named = self.subject.name if self.subject.stems else ""
        asked = field.asked_of(named)
        documents = self.scope.documents
        around = [_passage(documents[candidate.hit.passage.document], candidate) for candidate in candidates]
        passages = list(dict.fromkeys(around))
        alone = self.relevance.says(asked, [candidate.text for candidate in candidates])
        inside = dict(zip(passages, self.relevance.says(asked, passages), strict=True))
        worths = [min(one, inside[passage]) for one, passage in zip(alone, around, strict=True)]
        return [replace(c, meaning=p, score=c.score + _READ * p) for c, p in zip(candidates, worths, strict=True)]

    def _says(self, field: Field, candidate: Candidate) -> bool:
        """Whether a sentence says its field: by its label, else as the reader sees it, who asks less of a sure sign."""
        if candidate.score >= _LABEL or not _may_name(field, candidate):
            return candidate.score >= _LABEL
        sure = candidate.overlap and candidate.shows
        return candidate.meaning >= (self.relevance.unsaid if sure else self.relevance.said)

    def _is_meant(self, line: Line, field: Field) -> bool:
        """Whether a sentence on a common field, or a heading over it, names the subject or speaks of a decision."""
        if field.key not in _COMMON or not self.subject.stems:
            return True
        if line.reach == "general" or line.sentence.start <= _LETTERHEAD:
            return True
        named = self.subject.stems & set(words(f"{line.folded} {line.heading}"))
        return bool(named or _OF_A_DECISION.search(line.folded))


def _is_labelled(line: Line, field: Field) -> bool:
    """Whether a sentence stands under the field's own label, as in a register entry."""
    label = fold(field.label)
    return line.folded.startswith(f"{label} :") or fold("".join(line.passage.section[-1:])) == label


def _may_say(line: Line, field: Field, sign: Sign, near: bool) -> bool:
    if sign.never.search(line.folded) or (field.key != "appeals" and NEVER_UNDER.search(line.heading)):
        return False
    if field.key == "operations" and line.sentence.role == "row":
        return False  # kept as a table
    if (line.reach == "around" and not near) or (line.reach == "general" and not sign.everywhere):
        return False
    return near or _shows(line, sign) or bool(sign.likely.search(_said(line)) or sign.under.search(line.heading))


def _shows(line: Line, sign: Sign) -> bool:
    """Whether a sentence shows a field surely: by its words, by its heading and its words, or as a letterhead does."""
    said = _said(line)
    announced = sign.announced and bool(sign.under.search(line.heading) and sign.likely.search(said))
    return announced or bool(sign.sure.search(said)) or _opens(line, sign)


def _opens(line: Line, sign: Sign) -> bool:
    return line.sentence.start <= _LETTERHEAD and bool(sign.opening.search(line.folded))


def _said(line: Line) -> str:
    """Return what a sentence is read with: its lead-in where that is short, and not a paragraph of its own."""
    lead = len(line.folded) - len(line.text)
    return line.folded if lead <= _SHORT else line.folded[lead:]


def _may_name(field: Field, candidate: Candidate) -> bool:
    """Whether a sentence holds a word for who a field names, or shows it surely; any may, of other fields."""
    named = _NAMING.get(field.key)
    return not named or bool(candidate.overlap or named.search(fold(candidate.hit.text)))


def _without(examples: Container[tuple[str, int]], candidates: list[Candidate]) -> list[Candidate]:
    """Leave the made-up cases out where there is something else."""
    rules = [one for one in candidates if (one.hit.passage.document, one.sentence.start) not in examples]
    return rules or candidates


def _choose(candidates: Sequence[Candidate], limit: int) -> list[Candidate]:
    """Keep the best sentences, no two of which say the same."""
    chosen: list[Candidate] = []
    ranked = sorted(candidates, key=lambda candidate: -candidate.score)
    for candidate in ranked:
        if len(chosen) == limit or candidate.score < ranked[0].score - _DROP:
            break
        if not any(_same(candidate, other) for other in chosen):
            chosen.append(candidate)
    return chosen


def _same(one: Candidate, other: Candidate) -> bool:
    """Whether two sentences say the same; another number or a denial makes them differ, and perhaps contradict."""
    said = [candidate.text.split("\n", 1)[1] for candidate in (one, other)]
    first, second = (set(words(text)) for text in said)
    if len(first & second) < _ALIKE * len(first | second):
        return False
    return len({(tuple(sorted(_NUMBER.findall(text))), bool(_DENIAL.search(fold(text)))) for text in said}) == 1


def _whole(document: Document, sentence: Sentence) -> Sentence:
    """Give a sentence that ends with ":" what it announces, where that is short: its list, or the paragraphs after."""
    if document.text[sentence.end - 1] != ":":
        return sentence
    own = (sentence.start, sentence.end)
    ends = [block.end for block in document.blocks if own in block.lead and block.role != "row"]
    end = max(ends, default=0) or _announced(document, sentence)
    return replace(sentence, end=end) if end - sentence.start <= _LONGEST else sentence


def _announced(document: Document, sentence: Sentence) -> int:
    """Return the end of the short paragraphs that follow a sentence in its section."""
    section = next((block.section for block in document.blocks if block.start <= sentence.start < block.end), ())
    end = sentence.end
    for block in document.blocks:
        if block.start < sentence.end:
            continue
        said = document.text[block.start : block.end]
        short = len(said) <= _SHORT and block.end - sentence.start <= _LONGEST
        if block.section != section or block.role == "row" or said.endswith(":") or not short:
            break
        end = block.end
    return end


def _is_whole(candidate: Candidate) -> bool:
    """Whether a sentence says something without what follows: what only announces a table does not."""
    announced = candidate.sentence.end - candidate.sentence.start > len(candidate.hit.text)
    return announced or not candidate.hit.text.endswith(":")


def _passage(document: Document, candidate: Candidate) -> str:
    """Return the whole passage of a sentence, under the heading that the sentence is read under."""
    passage = candidate.hit.passage
    return under_heading(document.title, passage.section, body(document.text, passage))


def _hit(line: Line) -> Hit:
    document = line.document
    return Hit(
        passage=line.passage,
        version=document.version,
        kind=document.kind,
        title=document.title,
        text=line.text,
        score=0.0,
        meaning=0.0,
        words=0.0,
    )
