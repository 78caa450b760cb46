"""The page Sources as HTML: what is in the library, how old it is, what could not be read, what became of new files."""

from collections.abc import Sequence
from datetime import date

from assistant.addresses import is_web
from assistant.age import is_old
from assistant.render import KINDS
from assistant.server.rebuild import Stage
from assistant.server.shelf import KindFigures, Outcome, Shelf
from assistant.view.source_html import opener
from assistant.view.tags import Html, bar, day, items, join, link, table, tag
from corpus.counting import count
from corpus.dates import french_day
from corpus.library import Entry

_MOST = 20
"""Documents listed at once: others are found by the search."""

_MOST_FAILURES = 100


def overview(shelf: Shelf) -> Html:
    """Return the figures of the library: by kind with ages, licences, the index."""
    if not shelf.entries:
        return tag("p", "La bibliothèque est vide. Ajoutez des documents, puis mettez l'index à jour.")
    total = len(shelf.entries)
    headers = ("Nature", "Documents", "Le plus ancien", "Le plus récent", "2 ans ou plus", "Sans date")
    kinds = table(f"{count(total, 'document')}, par nature", headers, [_kind(one, total) for one in shelf.kinds])
    licences = items(f"{name} : {count(number, 'document')}" for name, number in shelf.licences)
    read = f"Dernière lecture d'un fichier le {french_day(shelf.retrieved)}." if shelf.retrieved else ""
    return join((kinds, tag("h3", "Licences"), licences, tag("p", read)))


def index_state(shelf: Shelf) -> Html:
    """Return what the index in use answers from, and what waits to be in it."""
    if shelf.index is None:
        return tag("p", tag("strong", "Aucun index. "), "Glose ne peut encore rien chercher : mettez l'index à jour.")
    held = f"L'index en place répond à partir de {count(shelf.index.documents, 'document')}"
    said = f"{held} ({count(shelf.index.passages, 'passage')})."
    waiting, gone = shelf.index.waiting, shelf.index.gone
    changes = [count(waiting, "document nouveau ou modifié", "documents nouveaux ou modifiés")] if waiting else []
    changes += [count(gone, "document retiré", "documents retirés")] if gone else []
    if not changes:
        return tag("p", said)
    return tag("p", f"{said} ", tag("strong", f"{', '.join(changes)} : mettez l'index à jour."))


def documents(entries: Sequence[Entry], today: date) -> Html:
    """Return a table of documents, at most as many as a person reads."""
    if not entries:
        return tag("p", "Aucun document ne correspond à cette recherche.")
    title = count(len(entries), "document trouvé", "documents trouvés")
    if len(entries) > _MOST:
        title += f" : les {_MOST} premiers, précisez la recherche pour voir les autres"
    headers = ("Document", "Nature", "Éditeur", "Publié ou mis à jour le", "Licence", "Fichier")
    return table(title, headers, [_document(entry, today) for entry in entries[:_MOST]])


def failures(shelf: Shelf) -> Html:
    """Return the files that were met and could not be read, with the reason of each."""
    rows = [*shelf.refused, *((one.path, one.reason) for one in shelf.skipped)]
    if not rows:
        return tag("p", "Tous les fichiers ajoutés ont pu être lus.")
    title = count(len(rows), "fichier écarté", "fichiers écartés")
    if len(rows) > _MOST_FAILURES:
        title += f" (les {_MOST_FAILURES} premiers)"
    return table(title, ("Fichier", "Raison"), rows[:_MOST_FAILURES])


def leaving(titles: Sequence[str]) -> Html:
    """Return what a removal would take away, to be confirmed."""
    asked = f"Retirer {count(len(titles), 'fichier')} de la bibliothèque\u202f? Confirmez avec le bouton ci-dessous."
    return join((tag("p", tag("strong", asked)), items(titles)))


def outcomes(found: Sequence[Outcome]) -> Html:
    """Return what became of each file that was sent."""
    taken = sum(not one.problem for one in found)
    said = f"{count(taken, 'fichier ajouté', 'fichiers ajoutés')}, {count(len(found) - taken, 'refusé')}."
    if taken:
        said += " Mettez l'index à jour pour qu'ils servent aux réponses."
    return join((tag("p", said), items((_outcome(one) for one in found), class_="resultats")))


def stage(now: Stage) -> Html:
    """Return how far a rebuilding of the index is."""
    if not now.running:
        sign = "✗ " if now.failed else "✓ "
        return tag("p", tag("span", sign, aria_hidden="true"), now.message) if now.message else Html("")
    if not now.total:
        return tag("p", "Mise à jour de l'index : lecture des documents…")
    said = f" {now.done} passages sur {now.total} ({100 * now.done // now.total} %)"
    kept = "L'index en place continue de répondre."
    return tag("p", "Mise à jour de l'index : ", bar(now.done, now.total), said, tag("br"), kept)


def _kind(one: KindFigures, total: int) -> tuple[str, ...]:
    return (
        KINDS[one.kind].capitalize(),
        join((bar(one.documents, total), f" {one.documents}")),
        day(one.oldest) if one.oldest else "non daté",
        day(one.newest) if one.newest else "non daté",
        str(one.old),
        str(one.undated),
    )


def _document(entry: Entry, today: date) -> tuple[str, ...]:
    known = entry.provenance
    notes = items(entry.notes, class_="remarques") if entry.notes else ""
    official = join((tag("br"), link(known.url, "page officielle"))) if is_web(known.url) else ""
    published = Html("sans date")
    if known.published:
        old = join((tag("br"), tag("strong", "2 ans ou plus"))) if is_old(known.published, today) else ""
        published = join((day(known.published), old))
    return (
        join((_opener(entry), official, notes)),
        KINDS[entry.kind],
        known.publisher or "non précisé",
        published,
        known.licence or "non précisée",
        entry.source,
    )


def _opener(entry: Entry) -> Html:
    """Return the button that opens a document in the page, as a source opens at the counter."""
    return opener(entry.id, entry.title, f"Ouvrir le document\u00a0: {entry.title}")


def _outcome(one: Outcome) -> Html:
    if one.problem:
        sign = tag("span", "✗ ", aria_hidden="true")
        fix = f"{one.fix[:1].upper()}{one.fix[1:]}."
        return join((sign, tag("strong", one.name), f" refusé : {one.problem.rstrip('.')}. {fix}"))
    sign = tag("span", "✓ ", aria_hidden="true")
    notes = items(one.notes) if one.notes else ""
    return join((sign, tag("strong", one.name), f" ajouté : {count(one.documents, 'document')}.", notes))
