"""From documents to a register entry, in the order it happens: read, index, and for each field find, quote, word."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from assistant.cite import cite, source_of
from assistant.errors import GeneratorProblem
from assistant.quoting.quote import Candidate, quotations
from assistant.record.about import left_open, still_asked
from assistant.record.differing.conflicts import conflicts
from assistant.record.differing.known_contradictions import known_contradictions
from assistant.record.differing.stance import any_opposed, stance
from assistant.record.differing.table_conflicts import table_conflicts
from assistant.record.finding.bodies import body_in, full_name, holder, is_unnamed_town
from assistant.record.finding.evidence import Finder, Found
from assistant.record.finding.focus import narrowed
from assistant.record.finding.naming import name_of
from assistant.record.finding.scope import Scope, scope
from assistant.record.finding.subject import Subject, located, read_subject
from assistant.record.schema import Field, Schema
from assistant.record.searching import Progress, searcher_of
from assistant.record.sources import read_documents, titles_of
from assistant.record.tables import MOST, as_table, left_out, scales
from assistant.record.texts.glossary import definitions
from assistant.record.types import Conflict, FieldValue, Record, RecordSentence, Table
from assistant.record.values import agreed, choose_value
from assistant.record.word import prompt, word
from assistant.relevance import Relevance
from assistant.types import Citation, Dropped, Generator, Verifier
from corpus.types import Block, Document, Passage, Span
from index.types import Embedder, Hit

WORDED = frozenset(("context", "purpose", "role", "public", "operations"))
"""Fields that are prose, and that one plain sentence may open."""

_MOST = 4


@dataclass(frozen=True, kw_only=True)
class Drafting:
    """What a draft is made with; without a generator it is made of quotations alone."""

    schema: Schema
    embedder: Embedder
    relevance: Relevance
    guard: Verifier
    generator: Generator | None = None


def draft_from(
    paths: Sequence[Path], request: str, parts: Drafting | Callable[[], Drafting], progress: Progress | None = None
) -> Record:
    """Read documents and draft; what could not be read is in the notes.

    `parts` may be what loads the models: a path that does not exist is then said before they are.
    """
    documents, notes = read_documents(paths)
    record = draft(documents, request, parts() if callable(parts) else parts, progress)
    return replace(record, notes=(*notes, *record.notes))


def draft(documents: Sequence[Document], request: str, parts: Drafting, progress: Progress | None = None) -> Record:
    """Draft the entry of what a request names: each field is what the documents say, or a question to ask."""
    *_, record = drafts(documents, request, parts, progress)
    return record


def drafts(
    documents: Sequence[Document], request: str, parts: Drafting, progress: Progress | None = None
) -> Iterator[Record]:
    """Yield the entry after each field, those to come being open; the last is the draft."""
    tell = progress or _silent
    subject = narrowed(located(read_subject(request), documents), documents)
    searcher = searcher_of(documents, parts.embedder, tell)
    scoped = scope(documents, subject, searcher)
    finder = Finder(scope=scoped, subject=subject, searcher=searcher, relevance=parts.relevance)
    drafted = _Draft(parts, subject, scoped, finder, titles_of(documents))
    fields = {field.key: left_open(field) for field in parts.schema.fields}
    defined = definitions(documents)
    disputed = tuple(known_contradictions(documents, parts.schema))
    for done, field in enumerate(parts.schema.fields):
        tell("Rubriques", done, len(fields))
        fields[field.key] = drafted.field(field)
        yield Record(
            id=_id(request, documents),
            schema=parts.schema.name,
            fields=dict(fields),
            request=request,
            citations=tuple(drafted.citations),
            documents=tuple(replace(source_of(one), title=drafted.titles[one.id]) for one in documents),
            dropped=tuple(drafted.dropped),
            notes=(*scoped.notes, *drafted.notes, *disputed),
            definitions=defined,
            made_with=_made_with(parts, worded=drafted.worded),
            made_on=date.today().isoformat(),
        )
    tell("Rubriques", len(fields), len(fields))


class _Draft:
    """One entry on its way: its citations, numbered as they come, and what was refused."""

    def __init__(
        self, parts: Drafting, subject: Subject, scoped: Scope, finder: Finder, titles: Mapping[str, str]
    ) -> None:
        self.titles = titles
        self.citations: list[Citation] = []
        self.dropped: list[Dropped] = []
        self.notes: list[str] = []
        self.worded = False
        self._generator = parts.generator
        self._guard = parts.guard
        self._subject = subject
        self._lines = scoped.lines
        self._documents = scoped.documents
        self._finder = finder
        self._public = next(field for field in parts.schema.fields if field.key == "public")

    def field(self, field: Field) -> FieldValue:
        """Draft one field."""
        if field.key == "name":
            return self._name(field)
        found = self._found(field)
        cited = [*self._cite(found.said), *self._cite(found.against)]
        tables = self._tables(found) if field.key == "operations" else ()
        quoted = self._body(cited) if field.key == "administration" else ()
        if not quoted and not cited and not tables:
            return replace(left_open(field), doubtful=tuple(self._places(found.doubtful)))
        stances = [stance(field, citation.quote) for citation in cited]
        choices = [choose_value(field.key, field.values, citation.quote) for citation in cited]
        choice = "" if any_opposed(stances) else agreed(choices)
        question, whom = still_asked(field, choice)
        quoted = quoted or tuple(_quoted(citation.quote, citation) for citation in cited)
        return FieldValue(
            key=field.key,
            status="drafted",
            sentences=(*self._worded(field, cited), *quoted),
            choice=choice,
            tables=tables,
            conflicts=self._conflicts(cited, stances, tables),
            question=question,
            whom=whom,
        )

    def _found(self, field: Field) -> Found:
        """Find a field; who is concerned also says how far a decision reaches, and is cited where nothing else does.

        The assembly of a town is no administration: where no document names the town, a person says which it is.
        """
        found = self._finder.find(field)
        first = self._text(found.said[0]) if field.key == "administration" and found.said else ""
        if is_unnamed_town(first, self._lines):
            return Found(doubtful=found.said[:1])
        if field.key != "scope" or found.said:
            return found
        public = [one for one in self._finder.find(self._public).said if one.overlap]
        reaching = [one for one in public if choose_value(field.key, field.values, self._text(one))]
        return replace(found, said=reaching[:1])

    def _text(self, candidate: Candidate) -> str:
        """Return a sentence with the list that it announces."""
        return self._document(candidate.hit).text[candidate.sentence.start : candidate.sentence.end]

    def _body(self, cited: Sequence[Citation]) -> tuple[RecordSentence, ...]:
        """Quote the name of the administration alone, which legal texts repeat, from the best sentence or for it.

        Where no sentence says it, the title of a register does.
        """
        for citation in cited[:1]:
            if span := body_in(citation.quote):
                return (_quoted(citation.quote[span.start : span.end], citation),)
            if full := full_name(citation.quote, self._lines):
                line = full.line
                where = self._citation(line.document, line.passage, Span(line.sentence.start, line.sentence.end))
                return (_quoted(line.text[full.span.start : full.span.end], where),)
        return () if cited else self._holder()

    def _holder(self) -> tuple[RecordSentence, ...]:
        """Quote the administration that the title of a register names."""
        held = holder(self._documents.values())
        if held is None:
            return ()
        title = Block(start=0, end=len(held.document.title), page=held.document.blocks[0].page)
        citation = self._citation(held.document, title, Span(title.start, title.end))
        return (_quoted(citation.quote[held.span.start : held.span.end], citation),)

    def _conflicts(
        self, cited: Sequence[Citation], stances: Sequence[str], tables: Sequence[Table]
    ) -> tuple[Conflict, ...]:
        rows = [[self._numbered(number) for number in table.citations] for table in tables]
        return (*conflicts(cited, stances, rows), *table_conflicts(tables, self._numbered))

    def _numbered(self, number: int) -> Citation:
        return self.citations[number - 1]

    def _name(self, field: Field) -> FieldValue:
        """Quote the name alone, and cite the sentence that holds it."""
        named = name_of(self._subject, self._lines)
        if named is None:
            return left_open(field)
        citation = self._citation(named.line.document, named.line.passage, named.span)
        return FieldValue(key=field.key, status="drafted", sentences=(_quoted(named.text, citation),))

    def _cite(self, chosen: Sequence[Candidate]) -> list[Citation]:
        """Cite what was chosen; the last chosen are left out rather than a quotation cut off from its lead-in."""
        quoted = quotations(chosen, self._document)
        if len(quoted) > _MOST and len(chosen) > 1:
            return self._cite(chosen[:-1])
        return [self._citation(self._document(q.hit), q.hit.passage, q.span) for q in quoted]

    def _places(self, candidates: Sequence[Candidate]) -> Iterator[Citation]:
        """Yield the places of sentences that the entry does not cite; what takes two places to read is left out."""
        whole = [one for one in candidates if len(quotations([one], self._document)) == 1]
        for number, quotation in enumerate(quotations(whole, self._document), start=1):
            yield self._at(self._document(quotation.hit), quotation.hit.passage, quotation.span, number)

    def _document(self, hit: Hit) -> Document:
        return self._documents[hit.passage.document]

    def _tables(self, found: Found) -> tuple[Table, ...]:
        runs = scales(self._lines, found.near, self._subject)
        self.notes += left_out(runs)
        return tuple(
            as_table(run, lambda line, span: self._citation(line.document, line.passage, span).number)
            for run in runs[:MOST]
        )

    def _worded(self, field: Field, cited: Sequence[Citation]) -> tuple[RecordSentence, ...]:
        """Return the plain sentence of a field, if there is one that its quotations hold."""
        if self._generator is None or field.key not in WORDED or not cited:
            return ()
        try:
            said = word(field.question, cited, self._generator, self._guard)
        except GeneratorProblem as problem:
            self._generator = None
            self.notes.append(f"La rédaction a échoué : voici les citations seules. {problem.problem} ({problem.fix})")
            return ()
        self.worded = True
        if isinstance(said, Dropped):
            self.dropped.append(said)
        return (said,) if isinstance(said, RecordSentence) else ()

    def _citation(self, document: Document, place: Block | Passage, span: Span) -> Citation:
        """Return the citation of a place, the same each time it is cited."""
        for citation in self.citations:
            if citation.source.document == document.id and citation.span == span:
                return citation
        citation = self._at(document, place, span, len(self.citations) + 1)
        self.citations.append(citation)
        return citation

    def _at(self, document: Document, place: Block | Passage, span: Span, number: int) -> Citation:
        citation = cite(document, place, span, number)
        return replace(citation, source=replace(citation.source, title=self.titles[document.id]))


def _quoted(text: str, citation: Citation) -> RecordSentence:
    return RecordSentence(text=text, origin="quote", citations=(citation.number,))


def _id(request: str, documents: Sequence[Document]) -> str:
    said = "\0".join((request, *sorted(document.version for document in documents)))
    return f"draft-{sha256(said.encode()).hexdigest()[:12]}"


def _made_with(parts: Drafting, *, worded: bool) -> dict[str, object]:
    return {
        "generator": parts.generator.name if parts.generator else "none",
        "embedder": parts.embedder.name,
        "relevance": parts.relevance.name,
        "verifier": parts.guard.name,
        "prompts": [prompt().id] if worded else [],
    }


def _silent(what: str, done: int, total: int) -> None:
    return None
