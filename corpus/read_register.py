"""Register entries: the French inventory, the Dutch register, the British ATRS; CSV, JSON, XLSX or YAML."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, NoReturn

from corpus.compose import Composer, complete
from corpus.dates import iso_day
from corpus.errors import UnreadableFile
from corpus.register.fields import Filled, Gives
from corpus.register.ids import Marks, own_ids, slug
from corpus.register.page import first_url, is_empty, plain, write_field
from corpus.register.tables import Listing, read_sheets
from corpus.register.trees import is_schema, read_json, read_tree
from corpus.types import About, Document, Provenance, Source

_TABLES = (".csv", ".tsv", ".xlsx", ".xlsm")
_TREES = (".json", ".yaml", ".yml")
_LONGEST_TITLE = 120


class RegisterReader:
    """Reads each entry of a register as a document whose blocks are its fields."""

    name = "register"

    def accepts(self, source: Source, /) -> bool:
        """Whether it is a table or a tree by its name; sheets and law are asked of their own readers first."""
        return source.suffix in _TABLES + _TREES

    def read(self, source: Source, about: About, /) -> Sequence[Document]:
        """Return one document an entry; what concerns the file as a whole is noted on the first."""
        try:
            documents = _documents(source, read_register(source), about)
        except RecursionError as error:
            raise UnreadableFile(
                f"{source.path} : des valeurs imbriquées sur trop de niveaux.",
                fix="exportez de nouveau le registre, un champ par information",
            ) from error
        if not documents:
            raise UnreadableFile(
                f"{source.path} : registre sans aucune entrée, seuls ses libellés sont remplis.",
                fix="ajoutez-le de nouveau une fois rempli",
            )
        return documents


class RegisterEntry(NamedTuple):
    """An entry with its fields in order; `place` is where it stands in the file ("ligne 4"), `content` all it says."""

    filled: list[Filled]
    place: str
    content: str

    def give(self, what: Gives) -> str:
        """Return the first value that says this of the entry, on one line."""
        values = (plain(f.value) for f in self.filled if f.field and f.field.gives == what)
        return next((value for value in values if value), "")


class Register(NamedTuple):
    """The entries of a file that say something, each once, under their ids; `remarks` are in French."""

    listing: Listing
    entries: list[RegisterEntry]
    marks: list[Marks]
    ids: list[str]
    remarks: list[str]


def read_register(source: Source) -> Register:
    """Read the entries of a file without making documents of them; `UnreadableFile` if it is no register."""
    listing = _load(source)
    remarks = list(listing.remarks)
    entries = list(_entries(listing, remarks))
    marks = [_marks(entry) for entry in entries]
    return Register(listing, entries, marks, own_ids(marks), remarks)


def _load(source: Source) -> Listing:
    if source.suffix in _TABLES:
        from corpus.register.sheets import read_csv, read_xlsx

        sheets = read_xlsx(source) if source.suffix.startswith(".xls") else [read_csv(source)]
        return read_sheets(sheets) or _refuse(source, [cell for row in sheets[0].rows[:1] for cell in row])
    data = _load_tree(source)
    if is_schema(data):
        raise _schema(source)
    return read_tree(data) or _refuse(source, data if isinstance(data, dict) else [])


def _load_tree(source: Source) -> object:
    if source.suffix != ".json":
        from corpus.front_matter import load_yaml

        return load_yaml(source)
    try:
        return read_json(source)
    except UnreadableFile as error:
        # The templates of a schema are no JSON yet.
        raise (_schema(source) if '"$schema"' in source.head else error) from error


def _schema(source: Source) -> UnreadableFile:
    return UnreadableFile(
        f"{source.path} : c'est un schéma JSON, qui décrit les champs d'un registre, et pas une entrée de registre.",
        fix="ajoutez les entrées elles-mêmes ; pour citer le schéma, convertissez-le en document (PDF, DOCX, Markdown)",
    )


def _refuse(source: Source, labels: Iterable[object]) -> NoReturn:
    seen = ", ".join(str(label) for label in list(labels)[:6] if label)
    raise UnreadableFile(
        f"{source.path} : aucun champ d'un registre d'algorithmes n'y est reconnu"
        + (f" (on y lit : {seen})." if seen else "."),
        fix="si c'est un registre, nommez ses champs comme l'inventaire (« Nom de l'algorithme », « Finalité de"
        " l'algorithme »…) ; sinon, convertissez-le en document (PDF, DOCX, Markdown)",
    )


def _documents(source: Source, register: Register, about: About) -> list[Document]:
    listing = register.listing
    same = Counter(mark.id for mark in register.marks if mark.id)
    prefix = slug(source.stem) or "registre"
    known: set[str] = set()
    documents: list[Document] = []
    for record, mark, own in zip(register.entries, register.marks, register.ids, strict=True):
        page = Composer(_title(record))
        page.notes += [*([] if documents else register.remarks), *_notes(record, listing, known)]
        if same[mark.id] > 1:
            page.notes.append(f"identifiant « {mark.id} » porté par plusieurs entrées : celle-ci devient « {own} »")
        for filled in record.filled:
            write_field(page, filled)
        provenance = complete(_provenance(record, listing.facts), about)
        documents.append(page.finish(id=f"{prefix}:{own}", kind="register", provenance=provenance))
    return documents


def _entries(listing: Listing, remarks: list[str]) -> Iterator[RegisterEntry]:
    """Yield each entry that says something, once."""
    places: dict[str, str] = {}
    for entries, place in zip(listing.entries, listing.places, strict=True):
        if all(is_empty(entry.value) for entry in entries):
            remarks.append(f"{place or 'entrée'} sans aucune valeur")
            continue
        content = json.dumps([entry[:2] for entry in entries if entry.value not in (None, "")], default=str)
        if content in places:
            remarks.append(f"{place} : la même entrée que {places[content]}, gardée une seule fois")
            continue
        places[content] = place
        yield RegisterEntry(listing.vocabulary.fill(entries), place, content)


def _marks(record: RegisterEntry) -> Marks:
    return Marks(
        id=record.give("id"),
        url=first_url(record.give("url")),
        name=record.give("name"),
        publisher=record.give("publisher"),
        content=record.content,
    )


def _title(record: RegisterEntry) -> str:
    """Name of the algorithm and of its administration; without a name, the first thing that the entry says."""
    name = record.give("name") or "Sans nom : " + next(filter(None, (plain(f.value) for f in _telling(record))), "")
    if len(name) > _LONGEST_TITLE:
        name = name[:_LONGEST_TITLE].rsplit(" ", 1)[0] + "…"
    return " — ".join(filter(None, (name, record.give("publisher"))))


def _telling(record: RegisterEntry) -> list[Filled]:
    """Fields without those that say who, when and where: these say least of what the entry is about."""
    return sorted(record.filled, key=lambda f: f.field is None or bool(f.field.gives) or f.field.rank[0] == 0)


def _notes(record: RegisterEntry, listing: Listing, known: set[str]) -> Iterator[str]:
    """Remarks on an entry; a label that no field goes by is told of once a file."""
    if not record.give("name"):
        yield "entrée sans nom d'algorithme" + (f" ({record.place})" if record.place else "")
    unknown = [" : ".join((*f.path[1:], f.label)) for f in record.filled if f.field is None and not is_empty(f.value)]
    if new := [label for label in dict.fromkeys(unknown) if label not in known]:
        known.update(new)
        noun, feminine, many = ("colonne", "e", "s") if listing.columns else ("champ", "", "s")
        s = many if len(new) > 1 else ""
        yield f"{noun}{s} non reconnu{feminine}{s}, conservé{feminine}{s} : " + ", ".join(new)


def _provenance(record: RegisterEntry, facts: dict[str, str]) -> Provenance:
    return Provenance(
        publisher=record.give("publisher"),
        licence=record.give("licence") or facts.get("licence", ""),
        url=first_url(record.give("url")) or facts.get("url", ""),
        published=iso_day(record.give("published")),
        retrieved=iso_day(facts.get("retrieved", "")),
    )
