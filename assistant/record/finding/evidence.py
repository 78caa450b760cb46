"""Finds the sentences that say a field: those that show its sign, in what speaks of the subject, best first."""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.quoting.quote import Candidate, in_context
from assistant.record.differing.against import against
from assistant.record.finding.announced import says_itself, with_list
from assistant.record.finding.beside import ranks_places, tells_fees
from assistant.record.finding.choose import choose, without
from assistant.record.finding.headed import announces
from assistant.record.finding.scope import Line, Scope
from assistant.record.finding.sign_words import AFTER, BODY, NEVER_UNDER, WEB, Sign
from assistant.record.finding.signs import SIGNS
from assistant.record.finding.subject import Subject
from assistant.record.schema import Field
from assistant.relevance import Relevance
from corpus.cut import body, under_heading
from corpus.types import Document
from index.fold import fold
from index.search import Searcher
from index.types import Hit
from index.words import words

_PASSAGES = 10
"""Passages that each query proposes."""

_WEIGHED = 40
"""Sentences of a field that are read together with its question: most of the time of a draft."""

_LABEL, _SURE, _HEADED, _NAMED, _READ = 4.0, 1.0, 1.0, 0.4, 0.5
"""What a sentence is worth before it is weighed: the label of a register entry, a sure sign, a heading that announces
the field, the subject's own words, and afterwards what the reader of pairs gives it. Only a label outweighs all."""

_SPECIAL = re.compile(
    r"(?:en cas de|par derogation|a titre (?:derogatoire|exceptionnel)|exceptionnellement|toutefois)\b"
)
_SPECIAL_CASE = 0.5
"""What is taken from a sentence on a special case: the rule comes before its exceptions."""

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

_ADDRESS = re.compile(rf"{WEB}\S*")

_PROSE = frozenset(("context", "purpose", "role", "automation", "scope", "public", "operations", "appeals"))
"""Fields that a row of a table says badly: it has no verb. Those of a scale are kept as tables."""

_WITH_SIGN = frozenset(("service", "context", "purpose", "decisions_per_year", "public", "appeals"))
"""Fields that no sentence says without a sign or a heading, however sure the reader is: what it then takes for them is
near them and something else (evals/LOG.md)."""

_CHECKS = frozenset(words("contrôle contrôler vérification vérifier"))
"""Stems of a request that is itself about a check."""

_FOOTNOTE = re.compile(r"[\u00b9\u00b2\u00b3\u2070-\u2079]+ ")
_OF_NOTES = frozenset(("legal_basis", "contact", "links_internal", "links_impact"))
"""Fields that a note at the foot of a page may say: a reference, an address; of the others it tells an exception."""

_WHOM = frozenset(("service", "contact", "appeals"))

_ATOP = 2
"""Headings, its title included, under which a document speaks of all that it is about."""

_SECTION, _FAR = 2_000, 0.2
"""Characters after which a heading says little of a sentence, and what it then says."""

_OF_A_DECISION = re.compile(
    r"\b(?:decisions?|notification|refus|classement|calcul|algorithme|traitement|grille|bareme|points|attribution)\b"
)

_MOST_DOUBTFUL = 2
"""Sentences that are shown for a person to read where none is sure: more would be a search, and not a help."""

_LETTERHEAD = 300
"""Characters at the head of a document where it says whose it is, and under which text it was made."""

_SHORT = 160
"""Characters of a lead-in that is read with its items."""


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
        found = [c for line in self.scope.lines if (c := self._candidate(line, field, sign, near)) and says_itself(c)]
        likely = sorted(found, key=lambda candidate: -candidate.score)[:_WEIGHED]
        weighed = self._weighed(field, likely)
        said = without(self.scope.examples, [candidate for candidate in weighed if self._says(field, candidate)])
        if said:
            labelled = any(candidate.score >= _LABEL for candidate in said)
            chosen = choose(said, _WEIGHED if labelled else sign.limit)
            contradicting = against(field, chosen, weighed, self.relevance.doubted)
            return Found(said=chosen, against=contradicting, near=near)
        doubtful = [c for c in weighed if c.meaning >= self.relevance.doubted and _may_name(field, c)]
        return Found(doubtful=choose(doubtful, _MOST_DOUBTFUL), near=near)

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
        """Return a sentence that shows a field; `overlap` counts what shows it surely, a sign and a heading."""
        place = line.place
        labelled, headed = _is_labelled(line, field), announces(line.heading.rpartition(" > ")[2], field.key)
        if not labelled and not _may_say(line, field, sign, headed or place in near):
            return None
        if AFTER.search(line.heading) and not self.subject.stems & _CHECKS:
            return None
        shown = _shows(line, sign)
        headed = headed and (shown or field.key != "contact")
        if field.key == "operations" and ranks_places(self.subject.name) and tells_fees(line.heading):
            return None
        sure = labelled or shown
        own = line.reach == "subject"
        score = _LABEL * labelled + _SURE * sure + _NAMED * own + near.get(place, 0.0)
        score += _HEADED * _nearness(line) if headed and field.key != "contact" else 0.0
        score -= _SPECIAL_CASE * bool(_SPECIAL.match(line.folded))
        return Candidate(
            hit=_hit(line),
            sentence=with_list(line.document, line.sentence),
            text=in_context(line.document, line.passage, line.sentence),
            meaning=0.0,
            overlap=min(2.0, float(sure) + headed + bool(sign.certain.search(line.folded))),
            shows=(line.reach != "around" or (headed and _is_atop(line))) and self._is_meant(line, field),
            score=score,
        )

    def _weighed(self, field: Field, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Read each sentence alone and in its passage, and believe the lower.

        Alone, "le directeur vérifie que les conditions sont remplies" says a field of any aid; its passage tells which.
        """
        asked = field.asked_of(self._named(field, candidates))
        documents = self.scope.documents
        around = [_passage(documents[candidate.hit.passage.document], candidate) for candidate in candidates]
        passages = list(dict.fromkeys(around))
        alone = self.relevance.says(asked, [candidate.text for candidate in candidates])
        inside = dict(zip(passages, self.relevance.says(asked, passages), strict=True))
        worths = [max(0.0, min(one, inside[passage])) for one, passage in zip(alone, around, strict=True)]
        return [replace(c, meaning=p, score=c.score + _READ * p) for c, p in zip(candidates, worths, strict=True)]

    def _named(self, field: Field, candidates: Sequence[Candidate]) -> str:
        """Return the subject that a question names: none where the documents have no other, whatever they call it.

        Two wordings of a request are then read alike; where to write or what to bring is of its subject even there.
        """
        single = all(one.hit.passage.document in self.scope.single for one in candidates)
        told = field.key in _COMMON - _WHOM or not single
        return self.subject.name if self.subject.stems and told else ""

    def _says(self, field: Field, candidate: Candidate) -> bool:
        """Whether a sentence says its field: by its label, else as the reader sees it, who asks less where it shows."""
        if candidate.score >= _LABEL or not _may_name(field, candidate):
            return candidate.score >= _LABEL
        witnesses = int(candidate.overlap) if candidate.shows else 0
        if not candidate.overlap and field.key in _WITH_SIGN:
            return False
        said, unsaid = self.relevance.said, self.relevance.unsaid
        return candidate.meaning >= (said, unsaid, min(unsaid, self.relevance.doubted))[witnesses]

    def _is_meant(self, line: Line, field: Field) -> bool:
        """Whether a sentence on a common field, or a heading over it, names the subject or speaks of a decision."""
        if field.key not in _COMMON or not self.subject.stems:
            return True
        if line.reach == "general" or line.sentence.start <= _LETTERHEAD or self._is_single(line, field):
            return True
        named = self.subject.stems & set(words(f"{line.folded} {line.heading}"))
        return bool(named or _OF_A_DECISION.search(line.folded))

    def _is_single(self, line: Line, field: Field) -> bool:
        """Whether a document has no other subject, and the field is whom to ask, which holds for all of it."""
        return field.key in _WHOM and line.document.id in self.scope.single


def _is_atop(line: Line) -> bool:
    """Whether a sentence stands under a heading of the document itself, and not of a part of it on something else."""
    return len(line.passage.section) <= _ATOP


def _nearness(line: Line) -> float:
    """Return 1 for what opens its section, and less for what comes after: a heading is about its first sentences."""
    first = next(block.start for block in line.document.blocks if block.section == line.passage.section)
    return max(_FAR, 1 - (line.sentence.start - first) / _SECTION)


def _is_labelled(line: Line, field: Field) -> bool:
    """Whether a sentence stands under the field's own label, as in a register entry."""
    if line.label and line.reach == "subject" and line.label.names(field.key):
        noted = field.key not in _OF_NOTES and bool(_FOOTNOTE.match(line.text))
        return not noted and (field.key not in _PROSE or line.sentence.role != "row")
    label = fold(field.label)
    return line.folded.startswith(f"{label} :") or fold("".join(line.passage.section[-1:])) == label


def _may_say(line: Line, field: Field, sign: Sign, near: bool) -> bool:
    if sign.never.search(line.folded) or (field.key != "appeals" and NEVER_UNDER.search(line.heading)):
        return False
    if field.key in _PROSE and line.sentence.role == "row":
        return False
    if field.key not in _OF_NOTES and _FOOTNOTE.match(line.text):
        return False
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
    return not named or bool(candidate.overlap or named.search(_ADDRESS.sub("", fold(candidate.hit.text))))


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
