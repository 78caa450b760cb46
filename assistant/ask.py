"""The whole way of a question, in the order it happens."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import Any

from assistant.age import current_first
from assistant.answerable import carries, judge, shows_what_is_asked
from assistant.asked.follow import whole_question
from assistant.asked.listing import listing_of
from assistant.asked.question import Question, understand
from assistant.asked.shapes import shape_share
from assistant.cite import cite, near
from assistant.contacts import to_call
from assistant.errors import GeneratorProblem
from assistant.messages import MESSAGES
from assistant.quoting.disagree import disagreement
from assistant.quoting.headed import by_document, by_place
from assistant.quoting.listed import Listed, listed
from assistant.quoting.needed import completed
from assistant.quoting.quote import Candidate, Quotation, choose, likeliest, quotations, sentences, weigh, with_rows
from assistant.relevance import Relevance
from assistant.types import Answer, AnswerSentence, Citation, Generator, Outcome, Reason, ToCome, Verifier
from assistant.writing.attribute import Written, answers, dropped, shown
from assistant.writing.tell import at_once, has_answer, says
from assistant.writing.write import prompt, telling, weighed, write
from corpus.types import Document, Kind
from index.query import Query
from index.search import Searcher
from index.types import Embedder, Hit

_PASSAGES = 8
"""Passages read for an answer: enough to hold it nine times in ten, few enough to weigh each sentence at once."""

_FOUND = 24
_PER_DOCUMENT = 4
_HOLDS = 0.05
"""They are the best of a few more, those that hold the value asked before others: the passages of a sheet share its
title, and "combien coûte la cantine" is as near to how meals are booked as to their prices (evals/LOG.md)."""

_NEAREST = 3


@dataclass(frozen=True, kw_only=True)
class Assistant:
    """Answers questions from one index, or from passages given with a question. Safe to share between threads.

    `generator` is asked for at each question: it may become ready, or be None for ever, and then Glose quotes. With
    `tells`, words that need no model are told at once. `drafter` words the fields of a draft,
    on the same terms as `generator`.
    """

    embedder: Embedder
    relevance: Relevance
    guard: Verifier
    searcher: Searcher | None = None
    generator: Callable[[], Generator | None] = field(default=lambda: None)
    drafter: Callable[[], Generator | None] = field(default=lambda: None)
    tells: bool = False

    def ask(self, question: str, *, kinds: Collection[Kind] = (), previous: str = "") -> Answer:
        """Answer from the library, or abstain and say why; `previous` is the question before, if this leans on it."""
        *_, answer = self.stream(question, kinds=kinds, previous=previous)
        return answer

    def stream(self, question: str, *, kinds: Collection[Kind] = (), previous: str = "") -> Iterator[Answer]:
        """Yield the quotations as soon as they are found, then the same answer with each sentence that was verified.

        `to_come` of an answer says whether the next one waits for a model.
        """
        if self.searcher is None:
            raise ValueError("this assistant has no library")
        return Asking(self, self.searcher, whole_question(question, previous)).answers(kinds)

    def ask_over(self, question: str, passages: Sequence[Mapping[str, Any]]) -> Answer:
        """Answer from passages (`id`, `title`, `text`) in place of the library."""
        from assistant.asked.given import as_given, searcher_over

        since = perf_counter()
        *_, answer = Asking(self, searcher_over(passages, self.embedder), question, since).answers(())
        return as_given(answer, passages)


class Asking:
    """One question on its way; evaluation overrides `answers`, to answer otherwise with the same steps."""

    echoes = False
    """Whether words that the question alone has may be shown: for evaluation, what refusing them is worth."""

    def __init__(self, assistant: Assistant, searcher: Searcher, question: str, since: float | None = None) -> None:
        self._since = perf_counter() if since is None else since
        self._assistant = assistant
        self._searcher = searcher
        self._question: Question = understand(question)
        self._timings: dict[str, int] = {}
        self._generator: Generator | None = None
        self._telling: list[Citation] = []
        self._best = 0
        self._found: list[Hit] = []
        self._queries: dict[str, Query] = {}

    def answers(self, kinds: Collection[Kind]) -> Iterator[Answer]:
        """Quote, then word what was quoted."""
        quoted = self._quoted(kinds)
        yield quoted
        # Where sources disagree a wording would choose; on a person's own case it would sound like a decision.
        asked, tells = self._question.spelled, quoted.to_come and self._assistant.tells
        told = at_once(asked, self._telling, self._assistant.guard, best=self._best) if tells else []
        if quoted.to_come == "code":
            # What answers is told: what a model would add takes seconds, and its quotations stand below.
            first = told if has_answer(told, self._best) else []
            quoted = replace(quoted, to_come="" if first else "model")
            yield self._with_words(quoted, first)
        if quoted.to_come:
            yield from self._worded(quoted, told)

    def _quoted(self, kinds: Collection[Kind]) -> Answer:
        """Quote what answers the question, or the same in the administration's words where its own find nothing."""
        quoted = self._read(kinds)
        asked = self._question
        other = self._searcher.reworded(asked.spelled)
        if quoted.outcome != "abstained" or asked.orders or other == asked.spelled:
            return quoted
        self._question = replace(understand(other), text=asked.text)
        again = self._read(kinds)
        if again.outcome != "abstained":
            return again
        self._question = asked
        return quoted

    def _read(self, kinds: Collection[Kind]) -> Answer:
        """Search, weigh, judge, quote."""
        if self._question.orders:
            return self._abstain("unsafe_request", ())
        hits = self._search(kinds)
        self._mark("search")
        relevance = self._assistant.relevance
        asked = listing_of(self._question.spelled)
        if asked and (entries := listed(asked, self._found, self._searcher, kinds)).quotations:
            return self._list(entries)
        placed = by_place(self._question, self._found, self._searcher)
        if placed and shows_what_is_asked(self._question, placed):
            return self._quote(placed, disagree=False)
        found = sentences(self._question, hits, self._document, self._overlap)
        judgement = judge(self._question, found, hits, relevance)
        if judgement.reason:
            return self._abstain(judgement.reason, hits, judgement.near)
        candidates = weigh(self._question, likeliest(found, judgement.passages), relevance)
        chosen = choose(candidates, floor=relevance.near)
        if not (chosen and shows_what_is_asked(self._question, chosen)):
            return self._abstain("not_covered", hits, judgement.near)
        if not carries(self._question, chosen, judgement, relevance):
            return self._abstain("not_covered", hits, judgement.near)
        chosen = current_first(chosen, self._document)
        other = disagreement(self._question, chosen, candidates)
        return self._quote([*chosen[:4], other] if other else chosen, disagree=bool(other))

    def _worded(self, quoted: Answer, told: Sequence[Written] = ()) -> Iterator[Answer]:
        """Yield the answer again with each sentence that passes; those that do not are kept aside, with the reason."""
        written: list[Written] = []
        notice = ""
        try:
            # Loading a model may take seconds, or fail: the quotations are shown by then.
            self._generator = generator = self._assistant.generator()
            if generator is None:
                return
            asked, guard = "" if self.echoes else self._question.spelled, self._assistant.guard
            for sentence in write(asked, self._telling, generator, guard, best=self._best, told=told):
                written.append(sentence)
                yield self._with_words(quoted, written)
        except GeneratorProblem as problem:
            notice = f"La rédaction a échoué : voici les citations seules. {problem.problem} ({problem.fix})"
        yield replace(self._with_words(quoted, written), notice=notice, to_come="")

    def _with_words(self, quoted: Answer, written: Sequence[Written]) -> Answer:
        """Give the answer its words, as far as they are one: without what carries it, the quotations say it better."""
        passed = [one for one in written if one.verdict.supported]
        if not (self.echoes or answers(written, self._best)):
            passed = []
        if passed:
            self._timings.setdefault("first_written", self._elapsed())
        self._mark("total")
        return replace(
            quoted,
            sentences=(*shown(self._question.spelled, passed, quoted.citations), *quoted.sentences),
            dropped=tuple(dropped(one) for one in written if one not in passed),
            timings=dict(self._timings),
            made_with=self._made_with | {"by_code": sum(one.by_code for one in passed)},
        )

    def _search(self, kinds: Collection[Kind]) -> list[Hit]:
        """Search; for a question of law, the law itself too: guides that quote it may be wrong, or out of date."""
        text = self._question.spelled
        self._found = self._searcher.search(text, top=_FOUND, kinds=kinds, per_document=_PER_DOCUMENT)
        hits = sorted(self._found, key=lambda hit: -hit.score - _HOLDS * self._holds(hit))[:_PASSAGES]
        if self._question.wants_law and (not kinds or "law" in kinds):
            law: list[Kind] = ["law"]
            known = {hit.passage for hit in hits}
            hits += [hit for hit in self._searcher.search(text, top=_NEAREST, kinds=law) if hit.passage not in known]
        return hits

    def _holds(self, hit: Hit) -> float:
        """Return how far a passage is of the kind that answers: it holds the value asked, or has the shape."""
        shaped = shape_share(self._question.shapes, " ".join(hit.passage.section), hit.text)
        return max(float(self._question.is_met_by(hit.text)), shaped)

    def _list(self, entries: Listed) -> Answer:
        """Quote what the entries asked for say; a model would have nothing to add to a list."""
        citations = tuple(self._citation(number, one) for number, one in enumerate(entries.quotations, start=1))
        self._mark("first_sentence")
        outcome: Outcome = "partial" if entries.message else "answered"
        return self._finish(outcome=outcome, message=entries.message, citations=citations)

    def _quote(self, chosen: Sequence[Candidate], *, disagree: bool) -> Answer:
        chosen = with_rows(self._question, chosen, self._document)
        quoted = quotations(chosen, self._document, completed)
        citations = tuple(self._citation(number, quotation) for number, quotation in enumerate(quoted, start=1))
        self._telling = telling("" if self.echoes else self._question.spelled, citations, chosen)
        weights = weighed(self._telling, chosen)
        self._best = max(weights, key=lambda number: weights[number], default=0)
        to_come: ToCome = "model" if self._telling else ""
        if self._assistant.tells and not self.echoes and says(self._question.spelled, self._telling, self._best):
            to_come = "code"
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
            to_come=to_come if outcome == "answered" else "",
        )

    def _abstain(self, reason: Reason, hits: Sequence[Hit], on_subject: Sequence[Hit] = ()) -> Answer:
        """Say why, show the nearest documents, and whom to call."""
        subject = on_subject if reason == "not_covered" else ()
        nearest = list(by_document(hits if reason != "out_of_scope" else ()))[:_NEAREST]
        return self._finish(
            outcome="abstained",
            reason=reason,
            message=MESSAGES[reason],
            nearest=tuple(near(self._document(hit), hit.passage) for hit in nearest),
            contacts=to_call(hits, nearest, subject, self._searcher, self._overlap),
        )

    def _finish(self, **parts: Any) -> Answer:
        """Make the answer; what it cites is shown whole, unless other sentences are given."""
        self._mark("total")
        # An abstention is what its reader sees first.
        for step in ("search", "first_sentence"):
            self._timings.setdefault(step, self._timings["total"])
        cited: Sequence[Citation] = parts.get("citations", ())
        quoted = (AnswerSentence(text=c.quote, origin="quote", citations=(c.number,), support=1.0) for c in cited)
        shown_as = {"sentences": tuple(quoted), **parts}
        return Answer(question=self._question.text, timings=dict(self._timings), made_with=self._made_with, **shown_as)

    def _citation(self, number: int, quotation: Quotation) -> Citation:
        hit = quotation.hit
        return cite(self._document(hit), hit.passage, quotation.span, number)

    def _document(self, hit: Hit) -> Document:
        return self._searcher.document(hit.passage.document, hit.version)

    def _overlap(self, text: str) -> float:
        return self._searcher.overlap(self._query, text)

    @property
    def _query(self) -> Query:
        """The question as search reads it; compared with every sentence, and put in other words at most once."""
        sought = self._question.sought
        if sought not in self._queries:
            self._queries[sought] = self._searcher.query(sought)
        return self._queries[sought]

    def _mark(self, name: str) -> None:
        self._timings[name] = self._elapsed()

    def _elapsed(self) -> int:
        return round((perf_counter() - self._since) * 1000)

    @property
    def _made_with(self) -> dict[str, object]:
        return {
            "generator": self._generator.name if self._generator else "none",
            "embedder": self._searcher.embedder.name,
            "verifier": self._assistant.guard.name,
            "prompts": [prompt().id] if self._generator else [],
            "index": self._searcher.content.name,
        }
