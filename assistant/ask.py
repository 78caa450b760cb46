"""The whole way of a question, in the order it happens."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from time import perf_counter
from typing import Any

from assistant.answerable import judge
from assistant.contacts import contacts_of
from assistant.disagree import disagreement
from assistant.messages import MESSAGES
from assistant.question import Question, understand
from assistant.quote import Candidate, Quotation, choose, quotations, weigh
from assistant.types import Answer, AnswerSentence, Citation, Outcome, Reason, Source
from corpus.types import Document, Kind
from index.query import Query
from index.search import Searcher
from index.types import Embedder, Hit

_PASSAGES = 8
_PER_DOCUMENT = 3
"""Passages read for an answer: enough to hold it nine times in ten, few enough to weigh each sentence at once."""

_NEAREST = 3


@dataclass(frozen=True)
class Assistant:
    """Answers questions from one index, or from passages given with a question. Safe to share between threads."""

    embedder: Embedder
    searcher: Searcher | None

    def ask(self, question: str, *, kinds: Collection[Kind] = ()) -> Answer:
        """Answer from the library by exact quotations, or abstain and say why."""
        if self.searcher is None:
            raise ValueError("this assistant has no library")
        return _Asking(self.searcher, question).answer(kinds)

    def ask_over(self, question: str, passages: Sequence[Mapping[str, Any]]) -> Answer:
        """Answer from passages (`id`, `title`, `text`) in place of the library."""
        from assistant.given import searcher_over

        return _Asking(searcher_over(passages, self.embedder), question).answer(())


class _Asking:
    """One question on its way."""

    def __init__(self, searcher: Searcher, question: str) -> None:
        self._searcher = searcher
        self._question: Question = understand(question)
        self._since = perf_counter()
        self._timings: dict[str, int] = {}

    def answer(self, kinds: Collection[Kind]) -> Answer:
        """Search, weigh, judge, quote."""
        if self._question.orders:
            return self._abstain("unsafe_request", ())
        hits = self._search(kinds)
        self._mark("search")
        candidates = weigh(self._question, hits, self._document, self._searcher.embedder, self._overlap)
        chosen = choose(candidates)
        reason = judge(self._question, chosen).reason
        if reason:
            return self._abstain(reason, hits)
        other = disagreement(self._question, chosen, candidates)
        return self._quote([*chosen[:4], other] if other else chosen, disagree=bool(other))

    def _search(self, kinds: Collection[Kind]) -> list[Hit]:
        """Search; for a question of law, the law itself too: guides that quote it may be wrong, or out of date."""
        text = self._question.text
        hits = self._searcher.search(text, top=_PASSAGES, kinds=kinds, per_document=_PER_DOCUMENT)
        if self._question.wants_law and (not kinds or "law" in kinds):
            law: list[Kind] = ["law"]
            known = {hit.passage for hit in hits}
            hits += [hit for hit in self._searcher.search(text, top=_NEAREST, kinds=law) if hit.passage not in known]
        return hits

    def _quote(self, chosen: Sequence[Candidate], *, disagree: bool) -> Answer:
        quoted = quotations(chosen, self._document)
        citations = tuple(self._citation(number, quotation) for number, quotation in enumerate(quoted, start=1))
        outcome: Outcome = "partial" if disagree else "answered"
        reason: Reason | None = "sources_disagree" if disagree else None
        message = MESSAGES["sources_disagree"] if disagree else ""
        if self._question.personal and not disagree:
            outcome, reason, message = "partial", "asks_for_a_decision", MESSAGES["asks_for_a_decision"]
        self._mark("first_sentence")
        return self._finish(
            outcome=outcome,
            reason=reason,
            message=message,
            citations=citations,
            sentences=tuple(
                AnswerSentence(text=c.quote, origin="quote", citations=(c.number,), support=1.0) for c in citations
            ),
        )

    def _abstain(self, reason: Reason, hits: Sequence[Hit]) -> Answer:
        near: dict[str, Hit] = {}
        for hit in hits if reason != "out_of_scope" else ():
            near.setdefault(hit.passage.document, hit)
        nearest = list(near.values())[:_NEAREST]
        return self._finish(
            outcome="abstained",
            reason=reason,
            message=MESSAGES[reason],
            nearest=tuple(self._source(hit) for hit in nearest),
            contacts=contacts_of([(self._document(hit), hit.passage.section) for hit in nearest]),
        )

    def _finish(self, **parts: Any) -> Answer:
        self._mark("total")
        # An abstention is what its reader sees first.
        for step in ("search", "first_sentence"):
            self._timings.setdefault(step, self._timings["total"])
        return Answer(question=self._question.text, timings=self._timings, made_with=self._made_with, **parts)

    def _citation(self, number: int, quotation: Quotation) -> Citation:
        hit, span = quotation.hit, quotation.span
        return Citation(
            number=number,
            source=self._source(hit),
            section=hit.passage.section,
            page=hit.passage.page,
            span=span,
            quote=self._document(hit).text[span.start : span.end],
        )

    def _source(self, hit: Hit) -> Source:
        provenance = self._document(hit).provenance
        return Source(
            document=hit.passage.document,
            version=hit.version,
            kind=hit.kind,
            title=hit.title,
            url=provenance.url,
            published=provenance.published,
            publisher=provenance.publisher,
            licence=provenance.licence,
        )

    def _document(self, hit: Hit) -> Document:
        return self._searcher.document(hit.passage.document, hit.version)

    def _overlap(self, text: str) -> float:
        return self._searcher.overlap(self._query, text)

    @cached_property
    def _query(self) -> Query:
        return self._searcher.query(self._question.text)

    def _mark(self, name: str) -> None:
        self._timings[name] = round((perf_counter() - self._since) * 1000)

    @property
    def _made_with(self) -> dict[str, object]:
        return {
            "generator": "none",
            "embedder": self._searcher.embedder.name,
            "verifier": "exact",
            "prompts": [],
            "index": self._searcher.content.name,
        }
