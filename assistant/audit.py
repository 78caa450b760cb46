"""The log of what was answered, drafted, and said of it: JSON lines, one file a day, that only grow.

A quotation is kept as its place in a stored version and never as text: `replay` reads it there again, and a log that
was tampered with cannot make Glose have said what no source says. What a person typed is masked, or left out.
"""

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Any, Literal, get_args

from assistant.as_data import Misshapen, from_data, to_data
from assistant.errors import StoreProblem
from assistant.lines import PRIVATE
from assistant.mask.text import masked
from assistant.record.types import Record
from assistant.types import Answer, AnswerSentence, Citation, Dropped
from corpus.disk import refusal
from corpus.errors import LibraryProblem
from corpus.library import Library

Event = Literal["answer", "draft", "feedback"]

Cut = Literal["waiting", "writing", "failed"]
"""Why an answer ends before its end: its person left before its wording or during it, or the wording broke down."""

GONE = "[texte absent : cette version n'est plus dans la bibliothèque]"
"""What stands for a quotation whose version is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the log: `id` begins with its day, `when` is in UTC, `data` depends on the event."""

    id: str
    when: str
    event: Event
    page: str
    user: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Day:
    """What a file of the log holds; `damaged` says where the lines stand that mean nothing."""

    entries: tuple[Entry, ...]
    damaged: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Replay:
    """An answer as it was shown, the question as the log has it; `gone` are the (document, version) no longer there.

    `cut` is None where it was shown whole.
    """

    answer: Answer
    gone: tuple[tuple[str, str], ...]
    cut: Cut | None = None


def _utc() -> datetime:
    return datetime.now(UTC)


class Audit:
    """Writes the log, and purges it when it opens and at the first line of each day. Safe to share between threads."""

    def __init__(
        self, folder: Path, *, keep_questions: bool = True, days: int, now: Callable[[], datetime] = _utc
    ) -> None:
        self._folder = folder
        self._keep_questions = keep_questions
        self._days = days
        self._now = now
        self._writing = Lock()
        self._purged = now().date()
        purge(folder, days, self._purged)

    def answered(self, answer: Answer, page: str, user: str, cut: Cut | None = None) -> str:
        """Keep what was shown of an answer, and why no more was; return the id that finds it again."""
        quotes = {citation.number: citation.quote for citation in answer.citations}
        data = to_data(
            replace(
                answer,
                question=self._typed(answer.question),
                sentences=tuple(_without_quote(sentence, quotes) for sentence in answer.sentences),
                citations=tuple(replace(citation, quote="") for citation in answer.citations),
                dropped=self._dropped(answer.dropped),
            )
        )
        sources = (citation.source for citation in answer.citations)
        cited = dict.fromkeys((source.document, source.version) for source in sources)
        return self._write("answer", page, user, {**data, "cut": cut, "documents": list(cited)})

    def drafted(self, record: Record, page: str, user: str) -> str:
        """Keep what a draft was made from and what became of each field, and return its id.

        The words are left to the record: it is saved by whoever drafts it, and its documents are theirs.
        """
        return self._write(
            "draft",
            page,
            user,
            {
                "request": self._typed(record.request),
                "record": record.id,
                "schema": record.schema,
                "fields": {key: value.status for key, value in record.fields.items()},
                "documents": [(source.document, source.version) for source in record.documents],
                "dropped": to_data(self._dropped(record.dropped)),
                "made_with": to_data(record.made_with),
            },
        )

    def feedback(self, of: str, reason: str, text: str, user: str) -> str:
        """Keep what somebody says of the answer with the id `of`, and return the id of that."""
        return self._write("feedback", "", user, {"of": of, "reason": reason, "text": self._typed(text)})

    def _typed(self, text: str) -> str:
        return masked(text) if self._keep_questions else ""

    def _dropped(self, dropped: Iterable[Dropped]) -> tuple[Dropped, ...]:
        """Treat what was not shown as what was typed, which it may repeat; what was shown stands in its sources."""
        return tuple(
            Dropped(self._typed(one.text), replace(one.failure, detail=self._typed(one.failure.detail)))
            for one in dropped
        )

    def _write(self, event: Event, page: str, user: str, data: Mapping[str, Any]) -> str:
        now = self._now()
        id = f"{now:%Y%m%d}-{secrets.token_hex(5)}"
        when = now.isoformat(timespec="milliseconds")
        with self._writing:
            if now.date() != self._purged:
                purge(self._folder, self._days, now.date())
                self._purged = now.date()
            line = {"id": id, "when": when, "event": event, "page": page, "user": user, **data}
            PRIVATE.append(_file(self._folder, now.date()), line)
        return id


def days(folder: Path) -> list[date]:
    """Return the days that the log holds, in order."""
    return sorted(day for path in folder.glob("*.jsonl") if (day := _day(path.stem)))


def read_day(folder: Path, day: date) -> Day:
    """Return what was kept on a day; a line that means nothing is named, and the others are read."""
    entries, damaged = [], []
    for where, line in PRIVATE.read(_file(folder, day)):
        entry = _entry(line or {})
        if entry:
            entries.append(entry)
        else:
            damaged.append(where)
    return Day(tuple(entries), tuple(damaged))


def read(folder: Path, id: str) -> Entry:
    """Return what was kept under an id; a `StoreProblem` says why it cannot."""
    day = _day(f"{id[:4]}-{id[4:6]}-{id[6:8]}")
    found = read_day(folder, day) if day else Day((), ())
    for entry in found.entries:
        if entry.id == id:
            return entry
    damaged = f" ; lignes endommagées : {', '.join(found.damaged)}" if found.damaged else ""
    raise StoreProblem(
        f"Le journal ne contient pas {id}{damaged}.",
        fix="« glose audit list » donne la liste ; ce qui dépasse la durée de conservation a été effacé",
    )


def replay(entry: Entry, library: Library) -> Replay:
    """Build an answer again from the stored versions; one that is gone, or whose text is another, is named."""
    names = {field.name for field in fields(Answer)}
    try:
        kept: Answer = from_data(Answer, {key: value for key, value in entry.data.items() if key in names})
        cut: Cut | None = from_data(Cut | None, entry.data.get("cut"), "cut")
    except Misshapen as error:
        raise StoreProblem(
            f"{entry.id} ne peut pas être rejoué : « {error.place} » est endommagé dans le journal.",
            fix="rejouez une autre réponse ; celle-ci a été modifiée, ou n'est pas une réponse",
        ) from error
    gone: dict[tuple[str, str], None] = {}
    citations = tuple(replace(citation, quote=_quote(citation, library, gone)) for citation in kept.citations)
    quotes = {citation.number: citation.quote for citation in citations}
    sentences = tuple(_with_quote(sentence, quotes) for sentence in kept.sentences)
    return Replay(replace(kept, citations=citations, sentences=sentences), tuple(gone), cut)


def purge(folder: Path, days: int, today: date) -> list[Path]:
    """Delete the files of the log that are more than `days` old, and return them; other files are left alone."""
    oldest = today - timedelta(days=days)
    old = [path for path in sorted(folder.glob("*.jsonl")) if (day := _day(path.stem)) and day < oldest]
    for path in old:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise StoreProblem(
                f"{path} : ne peut pas être effacé ({refusal(error)}), et sa durée de conservation est passée.",
                fix="effacez ce fichier, ou corrigez vos droits sur son dossier",
            ) from error
    return old


def _file(folder: Path, day: date) -> Path:
    return folder / f"{day.isoformat()}.jsonl"


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso) if len(iso) == len("2026-11-22") else None
    except ValueError:
        return None


def _entry(line: dict[str, Any]) -> Entry | None:
    head = {key: line.pop(key, None) for key in ("id", "when", "event", "page", "user")}
    if not all(isinstance(value, str) for value in head.values()) or head["event"] not in get_args(Event):
        return None
    return Entry(**head, data=line)


def _without_quote(sentence: AnswerSentence, quotes: Mapping[int, str]) -> AnswerSentence:
    """Leave out the text of a sentence that is its quotation."""
    said = sentence.origin == "quote" and sentence.text == quotes.get(next(iter(sentence.citations), 0))
    return replace(sentence, text="") if said else sentence


def _with_quote(sentence: AnswerSentence, quotes: Mapping[int, str]) -> AnswerSentence:
    if sentence.text or not sentence.citations:
        return sentence
    return replace(sentence, text=quotes.get(sentence.citations[0], GONE))


def _quote(citation: Citation, library: Library, gone: dict[tuple[str, str], None]) -> str:
    place = (citation.source.document, citation.source.version)
    try:
        document = library.document(*place)
    except LibraryProblem:
        library.roots()  # a library that cannot be read at all is another problem, and says so
        document = None
    if document is None or document.version != citation.source.version:
        gone[place] = None
        return GONE
    return document.text[citation.span.start : citation.span.end]
