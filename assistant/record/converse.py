"""An agent's orders on an entry, in French: each is understood by rules and gives another entry, and what to tell.

No model reads an order, so that an order never writes a word of the entry but the agent's own.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.record.define import LookUp, define
from assistant.record.fill_field import Unfit, empty, fill, remarks
from assistant.record.find_field import find_fields
from assistant.record.missing_text import missing_as_text
from assistant.record.read_order import Order, OrderKind, read_order, unquoted
from assistant.record.schema import Field, Schema
from assistant.record.shorten import lengthen, shorten
from assistant.record.standing import is_there
from assistant.record.tell import HELP, count_sentences, differing, excerpt, replaced, sentences_as_text, traces_as_text
from assistant.record.trace import Trace, citation_as_text, figures_of, trace_field, trace_words
from assistant.record.types import Record
from assistant.types import Citation
from corpus.counting import count
from corpus.dates import french_day
from corpus.types import Document
from index.fold import fold

_WHOLE = frozenset(("", "tout", "fiche", "la fiche", "texte", "page", "entree", "brouillon"))
_THIS_FIGURE = frozenset(("", "ce chiffre", "ce nombre", "ce montant", "ca", "cela", "cette information"))
"""How an agent names the whole entry, and the figure that was spoken of, folded."""

_MOST_SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """An entry being worked on. `past` are the entries before it, the last one last; `undone`, those after it.

    `about` is the key of the field that the last order was on, empty for the whole.
    """

    record: Record
    past: tuple[Record, ...] = ()
    undone: tuple[Record, ...] = ()
    about: str = ""

    def changed(self, record: Record, about: str = "") -> "Session":
        """Go on with another entry; what was undone can no longer be redone."""
        return Session(record=record, past=(*self.past, self.record), about=about)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What orders need: the schema and, where there are some, the documents, the library, and a place to save.

    `texts` and `look_up` define words; `save` returns the name of what it wrote.
    """

    schema: Schema
    texts: Sequence[Document] = ()
    look_up: LookUp | None = None
    save: Callable[[Session], str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What an order is answered; `kind` is `None` when it was not understood, and nothing has changed then.

    `citations` are those that the text quotes, `changed` the keys of the fields that are not what they were, `choices`
    the orders to choose from when one could mean several things.
    """

    text: str
    kind: OrderKind | None
    citations: tuple[Citation, ...] = ()
    changed: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()


Outcome = tuple[Session, Reply]


def order(session: Session, text: str, parts: Parts) -> Outcome:
    """Carry out an order; one that is not understood, or that does not say on what, changes nothing."""
    asked = read_order(text)
    if asked is None or (asked.bare and not find_fields(asked.about, parts.schema)):
        said = f"Je n'ai pas compris « {excerpt(text)} » : rien n'a changé." if text.strip() else "Rien n'a changé."
        return session, Reply(text=f"{said}\n\n{HELP}", kind=None)
    return _CARRIED_OUT[asked.kind](session, asked, parts)


def _shorter(session: Session, asked: Order, parts: Parts) -> Outcome:
    field = _which(asked, "plus court pour {}", parts.schema)
    if isinstance(field, Reply):
        return session, field
    record, lost = shorten(session.record, parts.schema, field.key if field else "")
    if not lost:
        what = f"De « {field.label} »" if field else "De cette fiche"
        why = "il n'en resterait rien, ou une personne l'a écrit"
        return session, Reply(text=f"{what}, aucune phrase ne peut être laissée de côté : {why}.", kind=asked.kind)
    lines = [
        f"Laissé de côté ({count_sentences(lost)}) ; « remets » pour tout remettre :",
        sentences_as_text(lost, parts.schema),
    ]
    needed = [one.label for key in lost if (one := parts.schema.field(key)).required_by]
    if needed:
        lines.append(f"La loi a besoin de : {', '.join(needed)}. Vérifiez que ce qui reste y suffit.")
    return _changed(session, record, asked, lines, tuple(lost))


def _longer(session: Session, asked: Order, parts: Parts) -> Outcome:
    field = _which(asked, "remets {}" if asked.kind == "restore" else "plus long pour {}", parts.schema)
    if isinstance(field, Reply):
        return session, field
    only, fully = field.key if field else "", asked.kind == "restore"
    record, back = lengthen(session.record, session.past, parts.schema, only, fully=fully)
    if not back:
        return session, Reply(text="Rien n'avait été laissé de côté : rien à remettre.", kind=asked.kind)
    return _changed(
        session,
        record,
        asked,
        [f"Remis ({count_sentences(back)}) :", sentences_as_text(back, parts.schema)],
        tuple(back),
    )


def _explain(session: Session, asked: Order, parts: Parts) -> Outcome:
    term = unquoted(asked.about)
    if not term:
        return session, Reply(
            text="Quel mot faut-il expliquer ? Par exemple : « explique 'quotient familial' ».", kind=asked.kind
        )
    found = define(term, session.record, parts.texts, parts.look_up)
    if found.citation:
        text = f"{found.term} :\n{citation_as_text(found.citation)}"
        return session, Reply(text=text, kind=asked.kind, citations=(found.citation,))
    uses = trace_words(session.record, parts.schema, found.term)
    none = f"Aucun document lu ne définit « {excerpt(found.term)} » : demandez-en la définition au service."
    if not uses:
        return session, Reply(text=none, kind=asked.kind)
    return session, _traced(session, asked, uses, f"{none} La fiche l'emploie ici :", parts.schema)


def _source(session: Session, asked: Order, parts: Parts) -> Outcome:
    said = unquoted(asked.about)
    if fold(said) in _THIS_FIGURE:
        return session, _this_figure(session, asked, parts.schema)
    fields = () if figures_of(said) else find_fields(said, parts.schema)
    if len(fields) > 1:
        return session, _ask_which(asked, fields, "source de {}", parts.schema)
    if fields:
        traces = trace_field(session.record, fields[0].key)
        intro = (
            "Cette rubrique vient de là :" if traces else f"« {fields[0].label} » est à compléter : rien n'a de source."
        )
    else:
        traces = trace_words(session.record, parts.schema, said)
        intro = f"« {excerpt(said)} »" + (" est ici :" if traces else " n'est nulle part dans la fiche.")
    about = fields[0].key if fields else traces[0].key if traces else session.about
    return replace(session, about=about), _traced(session, asked, traces, intro, parts.schema)


def _this_figure(session: Session, asked: Order, schema: Schema) -> Reply:
    """Answer "ce chiffre": those of the field last spoken of, else all there are, to choose from."""
    keys = [session.about] if session.about else [field.key for field in schema.fields]
    traces = [trace for key in keys for trace in trace_field(session.record, key) if figures_of(trace.text)]
    if len(traces) == 1 or (traces and session.about):
        return _traced(session, asked, traces, "Voici d'où vient ce chiffre :", schema)
    figures = list(dict.fromkeys(figure for trace in traces for figure in sorted(figures_of(trace.text))))
    text = "De quel chiffre s'agit-il ?" if figures else "La fiche ne donne aucun chiffre."
    return Reply(text=text, kind=asked.kind, choices=tuple(f"d'où vient {figure} ?" for figure in figures))


def _fill(session: Session, asked: Order, parts: Parts) -> Outcome:
    field = _one(asked, f"remplis {{}} : {asked.value or '…'}", parts.schema)
    if isinstance(field, Reply):
        return session, field
    if not asked.value:
        example = f"Par exemple : « remplis {field.label} : {field.example} »."
        return session, Reply(
            text=f"Que faut-il écrire dans « {field.label} » ? {field.help} {example}", kind=asked.kind
        )
    try:
        record = fill(session.record, field, asked.value)
    except Unfit as error:
        return session, Reply(text=f"{error.problem} Rien n'a changé : {error.fix}.", kind=asked.kind)
    text = record.fields[field.key].text
    lines = [f"« {field.label} », rempli par une personne : {french_day(text) if field.kind == 'date' else text}"]
    lines += [*replaced(session.record, field), *remarks(record, field)]
    return _changed(session, record, asked, lines, (field.key,))


def _empty(session: Session, asked: Order, parts: Parts) -> Outcome:
    field = _one(asked, "vide {}", parts.schema)
    if isinstance(field, Reply):
        return session, field
    value = session.record.fields.get(field.key)
    if value is None or not is_there(value):
        return session, Reply(text=f"« {field.label} » était déjà à compléter.", kind=asked.kind)
    lines = [f"« {field.label} » est à compléter. {field.question} À demander à : {field.whom}."]
    lines += replaced(session.record, field)
    return _changed(session, empty(session.record, field), asked, lines, (field.key,))


def _missing(session: Session, asked: Order, parts: Parts) -> Outcome:
    return session, Reply(text=missing_as_text(session.record, parts.schema), kind=asked.kind)


def _undo(session: Session, asked: Order, parts: Parts) -> Outcome:
    if not session.past:
        return session, Reply(text="Il n'y a rien à annuler.", kind=asked.kind)
    *past, record = session.past
    back = Session(record=record, past=tuple(past), undone=(*session.undone, session.record))
    return back, _moved(session, back, asked, "Annulé", parts.schema)


def _redo(session: Session, asked: Order, parts: Parts) -> Outcome:
    if not session.undone:
        return session, Reply(text="Il n'y a rien à refaire.", kind=asked.kind)
    *undone, record = session.undone
    forth = Session(record=record, past=(*session.past, session.record), undone=tuple(undone))
    return forth, _moved(session, forth, asked, "Refait", parts.schema)


def _save(session: Session, asked: Order, parts: Parts) -> Outcome:
    if parts.save is None:
        return session, Reply(text="La fiche ne peut pas être enregistrée d'ici.", kind=asked.kind)
    return session, Reply(text=f"Fiche enregistrée : {parts.save(session)}", kind=asked.kind)


def _help(session: Session, asked: Order, parts: Parts) -> Outcome:
    return session, Reply(text=HELP, kind=asked.kind)


def _which(asked: Order, again: str, schema: Schema) -> Field | Reply | None:
    """Return the field that an order is on, `None` for the whole, or the question to ask."""
    return None if fold(asked.about).strip() in _WHOLE else _one(asked, again, schema)


def _one(asked: Order, again: str, schema: Schema) -> Field | Reply:
    """Return the field that an order is on, or ask which; `again` is the order, with "{}" where the field goes."""
    fields = find_fields(asked.about, schema)
    return fields[0] if len(fields) == 1 else _ask_which(asked, fields, again, schema)


def _ask_which(asked: Order, fields: Sequence[Field], again: str, schema: Schema) -> Reply:
    why = f"« {excerpt(asked.about)} » peut désigner plusieurs rubriques." if fields else "Il faut nommer une rubrique."
    labels = [field.label for field in fields or schema.fields]
    return Reply(
        text="\n".join([f"{why} Rien n'a changé. Laquelle ?", *(f"- {label}" for label in labels)]),
        kind=asked.kind,
        choices=tuple(again.replace("{}", label) for label in labels),
    )


def _traced(session: Session, asked: Order, traces: Sequence[Trace], intro: str, schema: Schema) -> Reply:
    """Answer with what is said and its citations, the first of them if there are many."""
    shown = traces[:_MOST_SHOWN]
    more = len(traces) - len(shown)
    numbers = dict.fromkeys(number for trace in shown for number in trace.citations)
    rest = f"… et {count(more, 'autre passage', 'autres passages')}." if more else ""
    lines = [intro, traces_as_text(session.record, shown, schema), rest]
    return Reply(
        text="\n".join(filter(None, lines)),
        kind=asked.kind,
        citations=tuple(session.record.citation(number) for number in numbers),
    )


def _changed(session: Session, record: Record, asked: Order, lines: Iterable[str], keys: tuple[str, ...]) -> Outcome:
    about = keys[0] if len(keys) == 1 else ""
    return session.changed(record, about), Reply(text="\n".join(lines), kind=asked.kind, changed=keys)


def _moved(before: Session, after: Session, asked: Order, done: str, schema: Schema) -> Reply:
    fields = differing(before.record, after.record, schema)
    labels = ", ".join(f"« {field.label} »" for field in fields) or "aucune rubrique ne change"
    return Reply(text=f"{done} : {labels}.", kind=asked.kind, changed=tuple(field.key for field in fields))


_CARRIED_OUT: Mapping[OrderKind, Callable[[Session, Order, Parts], Outcome]] = {
    "shorter": _shorter,
    "longer": _longer,
    "restore": _longer,
    "explain": _explain,
    "source": _source,
    "fill": _fill,
    "empty": _empty,
    "missing": _missing,
    "undo": _undo,
    "redo": _redo,
    "save": _save,
    "help": _help,
}
