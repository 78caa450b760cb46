"""An agent's orders on an entry, in French: each is understood by rules and gives another entry, and what to tell.

No model reads an order, so that an order never writes a word of the entry but the agent's own.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assistant.record.schema import Schema
from assistant.record.standing import is_there
from assistant.record.texts.filled import quote
from assistant.record.working.converse_reread import drop_order, reread_order, unread_order
from assistant.record.working.define import define
from assistant.record.working.fill_field import Unfit, empty, fill, remarks
from assistant.record.working.find_field import find_fields
from assistant.record.working.missing_text import missing_as_text
from assistant.record.working.read_order import Order, OrderKind, read_order, unquoted
from assistant.record.working.session import Outcome, Parts, Reply, Session, ask_which, changed, one_field, which
from assistant.record.working.shorten import lengthen, shorten
from assistant.record.working.tell import (
    HELP,
    count_sentences,
    differing,
    excerpt,
    replaced,
    sentences_as_text,
    traces_as_text,
)
from assistant.record.working.trace import Trace, citation_as_text, figures_of, trace_field, trace_words
from corpus.counting import count
from corpus.dates import french_day
from index.fold import fold

_THIS_FIGURE = frozenset(("", "ce chiffre", "ce nombre", "ce montant", "ca", "cela", "cette information"))
"""How an agent names the figure that was spoken of, folded."""

_MOST_SHOWN = 8


def order(session: Session, text: str, parts: Parts) -> Outcome:
    """Carry out an order; one that is not understood, or that does not say on what, changes nothing."""
    asked = read_order(text)
    if asked is None or (asked.bare and not find_fields(asked.about, parts.schema)):
        said = f"Je n'ai pas compris {quote(excerpt(text))} : rien n'a changé." if text.strip() else "Rien n'a changé."
        return session, Reply(text=f"{said}\n\n{HELP}", kind=None)
    return _CARRIED_OUT[asked.kind](session, asked, parts)


def _shorter(session: Session, asked: Order, parts: Parts) -> Outcome:
    field = which(asked, "plus court pour {}", parts.schema)
    if isinstance(field, Reply):
        return session, field
    record, lost = shorten(session.record, parts.schema, field.key if field else "")
    if not lost:
        what = f"De {quote(field.label)}" if field else "De cette fiche"
        why = "il n'en resterait rien, ou une personne l'a écrit"
        return session, Reply(text=f"{what}, aucune phrase ne peut être laissée de côté : {why}.", kind=asked.kind)
    lines = [
        f"Laissé de côté ({count_sentences(lost)}) ; {quote('remets')} pour tout remettre :",
        sentences_as_text(lost, parts.schema),
    ]
    needed = [one.label for key in lost if (one := parts.schema.field(key)).required_by]
    if needed:
        lines.append(f"La loi a besoin de : {', '.join(needed)}. Vérifiez que ce qui reste y suffit.")
    return changed(session, record, asked, lines, tuple(lost))


def _longer(session: Session, asked: Order, parts: Parts) -> Outcome:
    field = which(asked, "remets {}" if asked.kind == "restore" else "plus long pour {}", parts.schema)
    if isinstance(field, Reply):
        return session, field
    only, fully = field.key if field else "", asked.kind == "restore"
    record, back = lengthen(session.record, session.past, parts.schema, only, fully=fully)
    if not back:
        return session, Reply(text="Rien n'avait été laissé de côté : rien à remettre.", kind=asked.kind)
    return changed(
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
            text="Quel mot faut-il expliquer ? Par exemple : «\u00a0explique 'quotient familial'\u00a0».",
            kind=asked.kind,
        )
    found = define(term, session.record, parts.texts, parts.look_up)
    if found.citation:
        text = f"{found.term} :\n{citation_as_text(found.citation)}"
        return session, Reply(text=text, kind=asked.kind, citations=(found.citation,))
    uses = trace_words(session.record, parts.schema, found.term)
    none = f"Aucun document lu ne définit {quote(excerpt(found.term))} : demandez-en la définition au service."
    if not uses:
        return session, Reply(text=none, kind=asked.kind)
    return session, _traced(session, asked, uses, f"{none} La fiche l'emploie ici :", parts.schema)


def _source(session: Session, asked: Order, parts: Parts) -> Outcome:
    said = unquoted(asked.about)
    if fold(said) in _THIS_FIGURE:
        return session, _this_figure(session, asked, parts.schema)
    fields = () if figures_of(said) else find_fields(said, parts.schema)
    if len(fields) > 1:
        return session, ask_which(asked, fields, "source de {}", parts.schema)
    if fields:
        traces = trace_field(session.record, fields[0].key)
        intro = (
            "Cette rubrique vient de là :"
            if traces
            else f"{quote(fields[0].label)} est à compléter : rien n'a de source."
        )
    else:
        traces = trace_words(session.record, parts.schema, said)
        intro = quote(excerpt(said)) + (" est ici :" if traces else " n'est nulle part dans la fiche.")
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
    field = one_field(asked, f"remplis {{}} : {asked.value or '…'}", parts.schema)
    if isinstance(field, Reply):
        return session, field
    if not asked.value:
        example = f"Par exemple : «\u00a0remplis {field.label} : {field.example}\u00a0»."
        return session, Reply(
            text=f"Que faut-il écrire dans {quote(field.label)} ? {field.help} {example}", kind=asked.kind
        )
    try:
        record = fill(session.record, field, asked.value)
    except Unfit as error:
        return session, Reply(text=f"{error.problem} Rien n'a changé : {error.fix}.", kind=asked.kind)
    text = record.fields[field.key].text
    lines = [f"{quote(field.label)}, rempli par une personne : {french_day(text) if field.kind == 'date' else text}"]
    lines += [*replaced(session.record, field), *remarks(record, field)]
    return changed(session, record, asked, lines, (field.key,))


def _empty(session: Session, asked: Order, parts: Parts) -> Outcome:
    field = one_field(asked, "vide {}", parts.schema)
    if isinstance(field, Reply):
        return session, field
    value = session.record.fields.get(field.key)
    if value is None or not is_there(value):
        return session, Reply(text=f"{quote(field.label)} était déjà à compléter.", kind=asked.kind)
    lines = [f"{quote(field.label)} est à compléter. {field.question} À demander à : {field.whom}."]
    lines += replaced(session.record, field)
    return changed(session, empty(session.record, field), asked, lines, (field.key,))


def _missing(session: Session, asked: Order, parts: Parts) -> Outcome:
    return session, Reply(text=missing_as_text(session.record, parts.schema), kind=asked.kind)


def _undo(session: Session, asked: Order, parts: Parts) -> Outcome:
    if not session.past:
        return session, Reply(text="Il n'y a rien à annuler.", kind=asked.kind)
    *past, record = session.past
    back = replace(session, record=record, past=tuple(past), undone=(*session.undone, session.record), about="")
    return back, _moved(session, back, asked, "Annulé", parts.schema)


def _redo(session: Session, asked: Order, parts: Parts) -> Outcome:
    if not session.undone:
        return session, Reply(text="Il n'y a rien à refaire.", kind=asked.kind)
    *undone, record = session.undone
    forth = replace(session, record=record, past=(*session.past, session.record), undone=tuple(undone), about="")
    return forth, _moved(session, forth, asked, "Refait", parts.schema)


def _save(session: Session, asked: Order, parts: Parts) -> Outcome:
    if parts.save is None:
        return session, Reply(text="La fiche ne peut pas être enregistrée d'ici.", kind=asked.kind)
    return session, Reply(text=f"Fiche enregistrée : {parts.save(session)}", kind=asked.kind)


def _help(session: Session, asked: Order, parts: Parts) -> Outcome:
    return session, Reply(text=HELP, kind=asked.kind)


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


def _moved(before: Session, after: Session, asked: Order, done: str, schema: Schema) -> Reply:
    fields = differing(before.record, after.record, schema)
    names = [quote(field.label) for field in fields]
    names += ["la relecture de la fiche entière"] if before.record.reread != after.record.reread else []
    labels = ", ".join(names) or "aucune rubrique ne change"
    return Reply(text=f"{done} : {labels}.", kind=asked.kind, changed=tuple(field.key for field in fields))


_CARRIED_OUT: Mapping[OrderKind, Callable[[Session, Order, Parts], Outcome]] = {
    "shorter": _shorter,
    "longer": _longer,
    "restore": _longer,
    "explain": _explain,
    "source": _source,
    "fill": _fill,
    "empty": _empty,
    "drop": drop_order,
    "reread": reread_order,
    "unread": unread_order,
    "missing": _missing,
    "undo": _undo,
    "redo": _redo,
    "save": _save,
    "help": _help,
}
