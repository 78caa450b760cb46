"""What the library holds, as text and as JSON: counts, dates, licences, ages, and what was skipped and why."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from rich.markup import escape

from assistant.render import KINDS, SEVERAL, megabytes
from corpus.add import Report
from corpus.counting import count
from corpus.dates import french_day
from corpus.library import Entry, Library, StoredSource
from corpus.types import KINDS as KIND_NAMES
from index.errors import IndexProblem
from index.snapshot import open_snapshot

_SHOWN = 12
"""Lines of a list before "et N autres": the JSON has them all."""


def status_as_text(library: Library, index: Path, *, documents: bool = False) -> str:
    """Return what `glose status` prints."""
    entries = library.entries()
    if not entries:
        return "La bibliothèque est vide. Ajoutez des documents : glose add CHEMIN"
    parts = [_kinds(entries), _licences(entries), _roots(library, entries), _index(index, library), _originals(library)]
    parts += [_skipped(library.sources()), _notes(entries)]
    if documents:
        parts.append("\n".join(_document(entry) for entry in entries))
    return "\n\n".join(filter(None, parts))


def status_as_json(library: Library, index: Path) -> dict[str, Any]:
    """Return the same as one object, with every document and every skipped file."""
    entries = library.entries()
    return {
        "documents": len(entries),
        "kinds": dict(Counter(entry.kind for entry in entries)),
        "licences": dict(Counter(entry.provenance.licence or "non précisée" for entry in entries)),
        "index": _index_state(index, library),
        "originals": library.originals()._asdict(),
        "sources": [_entry_as_json(entry) for entry in entries],
        "skipped": [{"root": s.root, "path": s.path, "reason": s.reason} for s in library.sources() if s.reason],
    }


def report_as_text(path: Path, report: Report) -> str:
    """Return what `glose add` prints for one path."""
    kinds = ", ".join(count(number, KINDS[kind], SEVERAL[kind]) for kind, number in report.documents.most_common())
    lines = [
        f"[bold]{escape(str(path))}[/bold] : {count(report.read, 'fichier lu', 'fichiers lus')}"
        f"{f' ({kinds})' if kinds else ''}, {count(report.unchanged, 'inchangé')}, "
        f"{count(report.removed, 'disparu')}, {count(len(report.skipped), 'écarté')}."
    ]
    lines += _grouped([(skipped.path, skipped.reason) for skipped in report.skipped], "Écartés")
    lines += _grouped(report.notes, "À savoir")
    return "\n".join(lines)


def report_as_json(report: Report) -> dict[str, Any]:
    """Return the same as one object, complete."""
    return {
        "read": report.read,
        "unchanged": report.unchanged,
        "removed": report.removed,
        "documents": dict(report.documents),
        "skipped": [{"path": skipped.path, "reason": skipped.reason} for skipped in report.skipped],
        "notes": [{"document": document, "note": note} for document, note in report.notes],
    }


def _kinds(entries: Sequence[Entry]) -> str:
    counted = Counter(entry.kind for entry in entries)
    names = {kind: (SEVERAL if counted[kind] > 1 else KINDS)[kind] for kind in KIND_NAMES}
    rows = [f"  {names[kind]:<24}{counted[kind]:>7}" for kind in KIND_NAMES if counted[kind]]
    return "\n".join([f"[bold]{count(len(entries), 'document')}[/bold]", *rows])


def _licences(entries: Sequence[Entry]) -> str:
    counted = Counter(entry.provenance.licence or "non précisée" for entry in entries)
    return "Licences : " + ", ".join(f"{escape(name)} ({number})" for name, number in counted.most_common())


def _roots(library: Library, entries: Sequence[Entry]) -> str:
    holders = {(root, path) for root in library.roots() for path in {s.path for s in library.sources(root)}}
    lines = []
    for root in library.roots():
        own = [entry for entry in entries if (root, entry.source) in holders]
        lines.append(f"  {escape(root)} : {count(len(own), 'document')}, {_age(own)}")
    return "\n".join(["Sources :", *lines])


def _age(entries: Sequence[Entry]) -> str:
    published = sorted(entry.provenance.published for entry in entries if entry.provenance.published)
    retrieved = sorted(entry.provenance.retrieved for entry in entries if entry.provenance.retrieved)
    read = f"lus le {french_day(retrieved[-1])}" if retrieved else "date de lecture inconnue"
    if not published:
        return f"non datés, {read}"
    years = round((datetime.now(UTC).date() - _day(published[len(published) // 2])).days / 365.25, 1)
    # In French what is below two is singular, decimals included.
    median = f"âge médian {years:.1f} {'an' if years < 2 else 'ans'}".replace(".", ",")
    return f"datés du {french_day(published[0])} au {french_day(published[-1])} ({median}), {read}"


def _day(iso: str) -> date:
    try:
        return date.fromisoformat(iso[:10])
    except ValueError:
        return datetime.now(UTC).date()


def _index_state(folder: Path, library: Library) -> dict[str, Any] | None:
    try:
        snapshot = open_snapshot(folder)
    except IndexProblem:
        return None
    indexed = {(row.id, row.stamp) for row in snapshot.documents}
    held = {(id, stamp) for id, _, stamp in library.versions()}
    return {
        "name": snapshot.name,
        "embedder": snapshot.manifest["embedder"],
        "documents": snapshot.manifest["documents"],
        "passages": snapshot.manifest["passages"],
        "waiting": len(held - indexed),
        "gone": len({id for id, _ in indexed} - {id for id, _ in held}),
    }


def _index(folder: Path, library: Library) -> str:
    state = _index_state(folder, library)
    if state is None:
        return "Index : aucun. Lancez glose index."
    text = (
        f"Index : {count(state['documents'], 'document')}, {count(state['passages'], 'passage')}, {state['embedder']}"
    )
    if state["waiting"]:
        text += f" ; {count(state['waiting'], 'document')} à indexer (glose index)"
    return text


def _originals(library: Library) -> str:
    files, size = library.originals()
    if not files:
        return ""
    return f"Originaux : {count(files, 'PDF gardé', 'PDF gardés')} pour montrer leurs pages, {megabytes(size)}"


def _skipped(sources: Sequence[StoredSource]) -> str:
    return "\n".join(_grouped([(source.path, source.reason) for source in sources if source.reason], "Écartés"))


def _notes(entries: Sequence[Entry]) -> str:
    return "\n".join(_grouped([(entry.id, note) for entry in entries for note in entry.notes], "À savoir"))


def _grouped(pairs: Sequence[tuple[str, str]], title: str) -> list[str]:
    """List paths by reason, the most frequent first: a folder may hold a thousand files of one unknown kind."""
    if not pairs:
        return []
    reasons: dict[str, list[str]] = {}
    for path, reason in pairs:
        reasons.setdefault(reason, []).append(path)
    lines = [f"{title} ({len(pairs)}) :"]
    ordered = sorted(reasons.items(), key=lambda item: -len(item[1]))
    for reason, paths in ordered[:_SHOWN]:
        names = ", ".join(paths[:3]) + (f" et {count(len(paths) - 3, 'autre')}" if len(paths) > 3 else "")
        lines.append(f"  • {escape(names)} : {escape(reason)}")
    if len(ordered) > _SHOWN:
        lines.append(
            f"  • et {count(len(ordered) - _SHOWN, 'autre raison', 'autres raisons')} : --json les donne toutes"
        )
    return lines


def _document(entry: Entry) -> str:
    published = french_day(entry.provenance.published) if entry.provenance.published else "sans date"
    return f"  {escape(entry.id)} ({KINDS[entry.kind]}, {published}) : {escape(entry.title)}"


def _entry_as_json(entry: Entry) -> dict[str, Any]:
    return {
        "document": entry.id,
        "version": entry.version,
        "kind": entry.kind,
        "title": entry.title,
        "publisher": entry.provenance.publisher or None,
        "licence": entry.provenance.licence or None,
        "url": entry.provenance.url or None,
        "published": entry.provenance.published or None,
        "retrieved": entry.provenance.retrieved or None,
        "source": entry.source,
        "notes": list(entry.notes),
    }
