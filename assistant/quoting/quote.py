"""Chooses the sentences that answer, and gives each what it needs to be true: its lead-in, its list, its case."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.asked.awaited import asks_for_an_answer, is_to_act
from assistant.asked.concerned import of_a_case, of_others, on_top
from assistant.asked.named import names_thing
from assistant.asked.question import Question
from assistant.asked.shapes import shape_share
from assistant.orders import gives_orders
from assistant.quoting.cases import of_the_others
from assistant.quoting.needed import completes, needed
from assistant.quoting.ranks import of_another_rank
from assistant.quoting.scales import fits
from assistant.quoting.table_rows import rows_to_show
from assistant.relevance import Relevance, logit
from corpus.cut import ASIDES, under_heading
from corpus.types import Block, Document, Passage, Sentence, Span
from index.fold import fold
from index.types import Hit

MAX_QUOTATIONS = 5
_OVERLAP = 3.3
_MEANING = 0.55
_PASSAGE = 0.3
_SHOWN = 0.8
_ASIDE = 2.5
"""Weights of a sentence's score: the share of the question's words; what a model reads in it, and in its passage, in
log-odds; the value asked, there or missing; and what is taken from links, references and definitions, which seldom
answer. A logistic regression on 7,058 sentences of 301 development questions, rounded (evals/LOG.md)."""

_UNREAD = -0.5
"""Log-odds of a passage that was not read, because others were enough."""

_FITS = 5.0
"""The row of a scale that a person's figure falls in stands before all others, and those beside it after, as far as
they are about what is asked: a quotient sets the price of a meal, and that of a parking permit."""

_DENIED = 5.0
"""What is said of others alone stands after all the rest: the price for a "non-résident" where a resident asks."""

_SHAPED = 1.0
"""What is written as conditions, steps or papers are, where they are asked for, under such a heading."""

_CASE = 1.5
"""What holds in one case of few stands after the general one, unless the question names it."""

_LABEL = re.compile(
    r"(?:identifiant|nom(?: de l'algorithme)?|intitule|version|licence|date de \w+(?: \w+)*)(?: \([^)]*\))? ?:"
)
_ASKED_LABEL = re.compile(
    r"\b(?:identifiants?|noms?|nommes?|appel\w+|intitules?|versions?|licences?|dates?|quand|quels?)\b"
)
"""Fields that name a record and say nothing of it, and the questions that ask for them."""

_LIKELIEST = 6
"""Sentences whose meaning is weighed: reading more of them costs time, and finds nothing more (evals/LOG.md)."""

_SHARE = 0.1
"""Of the best meaning, what the others must have: the rest drowns the answer."""

_DROP = 2.0
"""Sentences further than this below the best are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence that could answer.

    `meaning` is how it answers the question (0 not at all, 1 it does); `overlap` the share of the question's words
    that it or its headings hold, weighed by rarity; `shows` whether it holds the values asked, if any are; `fits`
    whether it is the row of a scale that the figure asked falls in, None where there is no such figure or row; `rows`
    are those of its table to show in its place, none before `with_rows` or where it is no row; `to_act` whether it
    gives a delay to accept or contest where an answer is awaited.
    """

    hit: Hit
    sentence: Sentence
    text: str
    meaning: float
    overlap: float
    shows: bool
    fits: bool | None = None
    rows: tuple[Span, ...] = ()
    to_act: bool = False
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A run of the stored text of a document that is shown whole."""

    hit: Hit
    span: Span


def sentences(
    question: Question, hits: Sequence[Hit], document: Callable[[Hit], Document], overlap: Callable[[str], float]
) -> list[Candidate]:
    """Return the sentences of the hits, best first by all but what a model reads in them.

    `overlap` measures the common words of a text and the question. A block that gives orders to its reader is left out.
    """
    awaited = asks_for_an_answer(question.spelled)
    return _best(
        replace(
            _candidate(question, hit, sentence, text, overlap),
            to_act=awaited and _is_to_act(page, hit.passage, sentence),
        )
        for hit in hits
        for page in [document(hit)]
        for barred in [_ordering(page, hit.passage)]
        for sentence in hit.passage.sentences
        if not any(block.start <= sentence.start < block.end for block in barred)
        for text in [in_context(page, hit.passage, sentence)]
        if _may_answer(question, hit, sentence, page.text[sentence.start : sentence.end], text)
    )


def _ordering(document: Document, passage: Passage) -> list[Block]:
    """Return the blocks of a passage that give orders: the sentence after one says what it ordered."""
    inside = (block for block in document.blocks if block.start < passage.end and passage.start < block.end)
    return [block for block in inside if gives_orders(document.text[block.start : block.end])]


def _is_to_act(document: Document, passage: Passage, sentence: Sentence) -> bool:
    """Tell whether a sentence gives a person a delay to act, or says what happens once it is over."""
    ruled = completes(document, passage, sentence)
    return any(is_to_act(document.text[one.start : one.end]) for one in (sentence, ruled) if one)


def _may_answer(question: Question, hit: Hit, sentence: Sentence, said: str, text: str) -> bool:
    """Tell whether a sentence is about what the question names, and its rank, and no question, label or extra charge.

    `said` is the sentence alone, `text` as it is understood on its page.
    """
    if said.endswith("?"):
        return False
    if sentence.role == "field" and _LABEL.match(fold(said)) and not _ASKED_LABEL.search(fold(question.spelled)):
        return False
    if question.wants_price and on_top(question.spelled, said):
        return False
    if of_another_rank(question.spelled, hit.passage.section):
        return False
    return names_thing(question.spelled, " ".join((hit.title, *hit.passage.section, text)))


def likeliest(candidates: Sequence[Candidate], passages: Mapping[Passage, float]) -> list[Candidate]:
    """Return the few sentences that have a chance to answer, best first; `passages` weighs those that were read."""

    def weight(one: Candidate) -> float:
        read = passages.get(one.hit.passage)
        return _UNREAD if read is None else logit(read)

    return _best(replace(one, score=one.score + _PASSAGE * weight(one)) for one in candidates)[:_LIKELIEST]


def weigh(question: Question, likely: Sequence[Candidate], relevance: Relevance) -> list[Candidate]:
    """Score sentences by their meaning too, best first; a delay to act is left out, and nothing comes in its place."""
    likely = [candidate for candidate in likely if not candidate.to_act]
    meanings = relevance.weigh(question.spelled, [candidate.text for candidate in likely])
    return _best(
        replace(candidate, meaning=meaning, score=candidate.score + _MEANING * logit(meaning))
        for candidate, meaning in zip(likely, meanings, strict=True)
    )


def _best(candidates: Iterable[Candidate]) -> list[Candidate]:
    return sorted(candidates, key=lambda candidate: -candidate.score)


def choose(candidates: Sequence[Candidate], limit: int = MAX_QUOTATIONS, floor: float = 0.0) -> list[Candidate]:
    """Keep the best sentences: near enough to the first, no two that say the same, no row beside a person's own.

    None where the best of them means less than `floor`: a passage that answers may have been read, and its sentences
    be said elsewhere of something else.
    """
    chosen: list[Candidate] = []
    said: dict[str, Passage] = {}
    own_row = any(candidate.fits for candidate in candidates)
    best = max((candidate.meaning for candidate in candidates), default=0.0)
    if best < floor and not own_row:
        return []
    for candidate in candidates:
        if own_row and candidate.fits is False:
            continue
        words = fold(candidate.text.rsplit("\n", 1)[-1])
        if len(chosen) == limit or candidate.score < candidates[0].score - _DROP:
            break
        if candidate.fits is None and candidate.meaning < _SHARE * best:
            continue
        if words not in said or _other_case(said[words], candidate.hit.passage):
            said[words] = candidate.hit.passage
            chosen.append(candidate)
    return chosen


def _other_case(one: Passage, other: Passage) -> bool:
    """Tell whether two passages speak of two cases of one document: the same words do not say the same in both."""
    return one.document == other.document and one.section != other.section


def with_rows(question: Question, chosen: Sequence[Candidate], document: Callable[[Hit], Document]) -> list[Candidate]:
    """Give each row those of its table to show in its place; the row that a person's figure falls in stands alone."""
    return [
        one
        if one.fits is not None
        else replace(one, rows=rows_to_show(question, document(one.hit), one.hit.passage, one.sentence))
        for one in chosen
    ]


Needs = Callable[[Document, Passage, Sentence], Sequence[Span]]
"""Gives the spans that a sentence must be read with, itself included."""


def quotations(
    chosen: Sequence[Candidate], document: Callable[[Hit], Document], needs: Needs = needed
) -> list[Quotation]:
    """Turn chosen sentences into runs of text, by document (the best first), in reading order.

    Each comes with what it needs; runs that touch become one. The last chosen are left out while there are more than
    `MAX_QUOTATIONS` runs.
    """
    found = _runs(chosen, document, needs)
    return found if len(found) <= MAX_QUOTATIONS or len(chosen) == 1 else quotations(chosen[:-1], document, needs)


def _runs(chosen: Sequence[Candidate], document: Callable[[Hit], Document], needs: Needs) -> list[Quotation]:
    by_document: dict[str, list[Candidate]] = {}
    for candidate in chosen:
        by_document.setdefault(candidate.hit.passage.document, []).append(candidate)
    found = []
    for group in by_document.values():
        page = document(group[0].hit)
        spans = [(span, one.hit) for one in group for span in one.rows or needs(page, one.hit.passage, one.sentence)]
        runs = (Quotation(hit=hit, span=span) for span, hit in _merged(page.text, spans))
        # A list that is shown whole may bring an item that nobody chose.
        found += [run for run in runs if not gives_orders(page.text[run.span.start : run.span.end])]
    return found


def in_context(document: Document, passage: Passage, sentence: Sentence) -> str:
    """Return a sentence as it is understood on its page: under its title and heading, after its lead-in."""
    said = [document.text[span.start : span.end] for span in (*sentence.lead, Span(sentence.start, sentence.end))]
    return under_heading(document.title, passage.section, " ".join(said))


def _candidate(
    question: Question, hit: Hit, sentence: Sentence, text: str, overlap: Callable[[str], float]
) -> Candidate:
    # The title of an article of law is part of what it says: its number.
    said = text if hit.kind == "law" else text.split("\n", 1)[1]
    candidate = Candidate(
        hit=hit,
        sentence=sentence,
        text=text,
        meaning=0.0,
        overlap=overlap(f"{' '.join(hit.passage.section)} {text}"),
        shows=question.is_met_by(said),
        fits=fits(question.figures, fold(text)) if question.figures else None,
        score=0.0,
    )
    return replace(candidate, score=_score(question, candidate))


def _score(question: Question, one: Candidate) -> float:
    """Weigh a sentence by all but its meaning."""
    headings = " ".join(one.hit.passage.section)
    score = _OVERLAP * one.overlap
    if question.wants:
        score += _SHOWN if one.shows else -_SHOWN
    score += _SHAPED * shape_share(question.shapes, headings, one.text.partition("\n")[2])
    if one.sentence.role in ASIDES:
        score -= _ASIDE
    if one.fits is not None:
        score += _FITS * one.overlap if one.fits else -_FITS
    if of_a_case(question.spelled, headings):
        score -= _CASE
    denied = of_others(question.spelled, one.text) or of_the_others(one.hit.passage.section, question.spelled)
    return score - _DENIED if denied else score


def _merged(text: str, spans: Iterable[tuple[Span, Hit]]) -> list[tuple[Span, Hit]]:
    """Join runs that overlap, or that only spaces and bullets part, within one section."""
    merged: list[tuple[Span, Hit]] = []
    for span, hit in sorted(spans, key=lambda item: item[0]):
        if merged:
            last, owner = merged[-1]
            same = owner.passage.section == hit.passage.section
            if span.start <= last.end or (same and not text[last.end : span.start].strip(" \n-")):
                merged[-1] = (Span(last.start, max(last.end, span.end)), owner)
                continue
        merged.append((span, hit))
    return merged
