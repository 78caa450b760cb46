"""What a person has read again, sources in hand: a field, then the whole entry; words that change lose their mark.

A field that a person wrote needs no rereading: who writes answers for it. An open one says nothing to read.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from assistant.record.standing import is_there
from assistant.record.types import FieldValue, Record, Reread
from corpus.counting import count
from corpus.dates import french_day
from corpus.errors import UserError
from index.fold import fold

_SHORTEST, _LONGEST = 2, 120
_HE, _SHE = "service|bureau|centre|pole|departement|secretariat", "direction|mairie|commune|ville|mission|cellule"
_BARE = re.compile(rf"(?:(?P<le>{_HE})|(?P<la>{_SHE}))\b")


class NotReread(UserError):
    """What cannot be marked as reread: nobody signs, nothing is there to read, or fields remain."""


def signed(name: str, account: str, today: date) -> Reread:
    """Make the mark of a person: of the account signed in, where there is one, else of the service that is named."""
    by = account or _with_article(" ".join(name.split()))
    if len(by) < _SHORTEST:
        raise NotReread("Il manque le nom de qui a relu.", fix="donnez le nom de votre service")
    if len(by) > _LONGEST:
        raise NotReread(f"Ce nom a {len(by)} caractères.", fix=f"donnez un nom de {_LONGEST} caractères au plus")
    return Reread(by=by, on=today.isoformat())


def mark(record: Record, keys: Iterable[str], reread: Reread) -> Record:
    """Mark fields as reread; one that says nothing is `NotReread`."""
    values = {key: record.fields[key] for key in keys}
    if not all(map(is_there, values.values())):
        raise NotReread("Il n'y a rien à relire dans une rubrique à compléter.", fix="remplissez-la d'abord")
    return _with_marks(record, values, reread)


def mark_whole(record: Record, reread: Reread) -> Record:
    """Mark the whole entry, once none of its fields remains to be read."""
    if left := remaining(record):
        raise NotReread(
            f"La fiche reste un brouillon : il reste {count(len(left), 'rubrique')} à relire.",
            fix="relisez chacune avec ses sources, puis marquez la fiche",
        )
    if not any(map(is_there, record.fields.values())):
        raise NotReread("Il n'y a rien à relire dans une fiche vide.", fix="remplissez-la d'abord")
    return replace(record, reread=reread)


def unmark(record: Record, keys: Iterable[str]) -> Record:
    """Take the mark of fields away, and that of the whole with them."""
    return replace(_with_marks(record, {key: record.fields[key] for key in keys}, None), reread=None)


def keep_marks(before: Record, after: Record) -> Record:
    """Return an entry without the marks that it brings from before on words that have changed since."""
    changed = {key for key in before.fields.keys() | after.fields.keys() if _says(before, key) != _says(after, key)}
    stale = {key: after.fields[key] for key in changed & after.fields.keys() if _is_old_mark(before, after, key)}
    settled = _with_marks(after, stale, None)
    kept = after.reread != before.reread or not (changed or remaining(settled))
    return settled if kept else replace(settled, reread=None)


def whole(record: Record) -> Reread | None:
    """Return who read the whole entry, and when, if nothing of it remains to be read."""
    return None if remaining(record) else record.reread


def remaining(record: Record) -> tuple[str, ...]:
    """Return the keys of the fields that somebody still has to read."""
    return tuple(key for key in _filled(record) if not _is_read(record.fields[key]))


def is_begun(record: Record) -> bool:
    """Whether somebody read a field again."""
    return any(value.reread for value in record.fields.values())


def progress(record: Record) -> tuple[int, int]:
    """Return how many fields are reread, or written by a person, among those that say something."""
    filled = len(list(_filled(record)))
    return filled - len(remaining(record)), filled


def progress_as_text(record: Record) -> str:
    """Say how far the rereading is; nothing of an entry that says nothing."""
    if reread := whole(record):
        return f"{as_text(reread, 'Fiche relue')}."
    done, filled = progress(record)
    if not filled:
        return ""
    left = f"il en reste {filled - done} à relire" if done < filled else "reste à marquer la fiche entière comme relue"
    return f"Rubriques relues ou écrites par une personne : {done} sur {filled} ; {left}."


def as_text(reread: Reread, opens: str = "Relu") -> str:
    """Say who read, and when: "Relu par le service Petite enfance, le 3 mars 2026"."""
    return f"{opens} par {reread.by}, le {french_day(reread.on)}"


def _filled(record: Record) -> Iterator[str]:
    return (key for key, value in record.fields.items() if is_there(value))


def _is_read(value: FieldValue) -> bool:
    return value.status == "by_person" or value.reread is not None


def _with_marks(record: Record, values: dict[str, FieldValue], reread: Reread | None) -> Record:
    marked = {key: replace(value, reread=reread) for key, value in values.items()}
    return replace(record, fields={**record.fields, **marked})


def _is_old_mark(before: Record, after: Record, key: str) -> bool:
    return key in before.fields and before.fields[key].reread == after.fields[key].reread


def _says(record: Record, key: str) -> tuple[object, ...]:
    """Return all that a reader of a field reads."""
    value = record.fields.get(key)
    if value is None or not is_there(value):
        return ()
    tables = tuple((table.title, table.header, table.rows) for table in value.tables)
    return value.text, value.choice, tables, tuple(conflict.about for conflict in value.conflicts)


def _with_article(name: str) -> str:
    """Return "le service Petite enfance" for "service Petite enfance"; any other name stays as it was typed."""
    found = _BARE.match(fold(name))
    return f"{'le' if found['le'] else 'la'} {name}" if found else name
