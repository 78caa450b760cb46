"""Answers, hits and reports as the JSON that other programs rely on (contracts in docs/contracts.md)."""

from typing import Any

from assistant.types import Answer, Citation, Near, Verdict
from index.types import Hit


def answer_as_json(answer: Answer, id: str = "") -> dict[str, Any]:
    """Return the object of one answer, keys in the order of the contract."""
    return {
        "id": id,
        "question": answer.question,
        "outcome": answer.outcome,
        "reason": answer.reason,
        "message": answer.message,
        "notice": answer.notice,
        "sentences": [
            {"text": s.text, "origin": s.origin, "citations": list(s.citations), "support": round(s.support, 4)}
            for s in answer.sentences
        ],
        "citations": [_citation(citation) for citation in answer.citations],
        "dropped": [{"text": d.text, "failure": d.failure.kind, "detail": d.failure.detail} for d in answer.dropped],
        "nearest": [_near(near) for near in answer.nearest],
        "contacts": [{"name": c.name, "url": c.url, "document": c.document} for c in answer.contacts],
        "timings_ms": dict(answer.timings),
        "made_with": dict(answer.made_with),
    }


def verdict_as_json(verdict: Verdict, id: str) -> dict[str, Any]:
    """Return what the guard says of one pair."""
    return {
        "id": id,
        "supported": verdict.supported,
        "support": round(verdict.support, 4),
        "failures": [{"kind": failure.kind, "detail": failure.detail} for failure in verdict.failures],
    }


def hit_as_json(hit: Hit) -> dict[str, Any]:
    """Return one hit of a search; `text` is the passage as search read it, lead-in included."""
    return {
        "document": hit.passage.document,
        "version": hit.version,
        "kind": hit.kind,
        "title": hit.title,
        "score": round(hit.score, 4),
        "section": list(hit.passage.section),
        "page": hit.passage.page,
        "start": hit.passage.start,
        "end": hit.passage.end,
        "text": hit.text,
        "twins": list(hit.twins),
    }


def _citation(citation: Citation) -> dict[str, Any]:
    source = citation.source
    return {
        "number": citation.number,
        "document": source.document,
        "version": source.version,
        "kind": source.kind,
        "title": source.title,
        "section": list(citation.section),
        "page": citation.page,
        "url": source.url or None,
        "published": source.published or None,
        "publisher": source.publisher or None,
        "licence": source.licence or None,
        "start": citation.span.start,
        "end": citation.span.end,
        "quote": citation.quote,
    }


def _near(near: Near) -> dict[str, Any]:
    source = near.source
    return {
        "document": source.document,
        "kind": source.kind,
        "title": source.title,
        "url": source.url or None,
        "published": source.published or None,
        "section": list(near.section),
        "page": near.page,
        "start": near.span.start,
        "end": near.span.end,
    }
