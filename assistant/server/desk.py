"""The page Rédaction without a page: the documents dropped in, the entry at work, what was said, for one person.

A `Desk` belongs to one person and never changes: each function here takes one and returns another.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Literal

from assistant.errors import BadSetting, LimitReached
from assistant.record.qualifying.qualify import next_question, qualify, read_answer
from assistant.record.qualifying.text import qualification_as_text
from assistant.record.redraft import merge, redrafted_as_text
from assistant.record.schema import Schema
from assistant.record.texts.filled import quote
from assistant.record.texts.layout import tied
from assistant.record.types import Record
from assistant.record.working.converse import order
from assistant.record.working.define import LookUp
from assistant.record.working.keep_words import is_same_request, kept_before, words_of
from assistant.record.working.session import Parts, Reply, Session
from assistant.server.limits import Limits
from assistant.server.received import Received, read_files
from assistant.types import Citation
from corpus.counting import count
from corpus.errors import UserError
from corpus.types import Document

MAX_REQUEST = 500
MAX_ORDER = 2_000
MAX_FIELD = 20_000

CONCLUDE = "Conclure maintenant"
"""What ends the questions of the qualification before the last one."""


_KEPT = tied(
    "Rédigé de nouveau : cette fiche est dans vos fiches gardées, et ce qu'une personne y a écrit, relu ou écarté est "
    "repris ({}). « Annuler » revient à la fiche gardée. Si c'est une autre fiche, changez un mot de la demande."
)


_ASIDE = tied(
    "La fiche « {} » n'était pas enregistrée : elle est mise de côté. « Reprendre la fiche non enregistrée », "
    "en haut de la fiche, la rouvre avec tout ce qui y est écrit."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A turn of the conversation; `choices` are what may be answered with a click."""

    who: Literal["person", "glose"]
    text: str
    citations: tuple[Citation, ...] = ()
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """An entry that was not saved when another took its place; `kept` is as in `Desk`."""

    session: Session
    kept: Record | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What one person works on.

    `pending` are the fields of a draft under way, empty when there is none. `answers` are those of a qualification
    under way. `offered` are the entries of a file that was imported, `published` the one to compare with. `kept` is
    the entry as it was last saved, or opened. `aside` are those that others replaced before they were saved.
    """

    received: tuple[Received, ...] = ()
    request: str = ""
    session: Session | None = None
    pending: tuple[str, ...] = ()
    said: tuple[Said, ...] = ()
    answers: Mapping[str, str] | None = None
    offered: tuple[Record, ...] = ()
    published: Record | None = None
    kept: Record | None = None
    aside: tuple[Aside, ...] = ()

    @property
    def is_unsaved(self) -> bool:
        """Whether the entry is not as it was last saved."""
        return self.record is not None and self.record != self.kept

    @property
    def record(self) -> Record | None:
        """The entry as it stands."""
        return self.session.record if self.session else None

    @property
    def documents(self) -> tuple[Document, ...]:
        """All that can be quoted."""
        return tuple(document for received in self.received for document in received.documents)

    def original(self, version: str) -> bytes | None:
        """Return the PDF that gave a version, if it is here."""
        gave = (one.original for one in self.received if any(text.version == version for text in one.documents))
        return next(filter(None, gave), None)

    def making_room(self) -> "Desk":
        """Put the entry aside where it is not saved, before another takes its place: it can be taken up again."""
        if self.session is None or not self.is_unsaved:
            return self
        aside = Aside(session=self.session, kept=self.kept)
        text = _ASIDE.format(self.session.record.name)
        return replace(self, aside=(*self.aside, aside)).told(Said(who="glose", text=text))

    def told(self, *said: Said) -> "Desk":
        """Go on with more said."""
        return replace(self, said=(*self.said, *said))


@dataclass(frozen=True, kw_only=True)
class Office:
    """What desks share: the schema, what defines a word that no document of theirs does, and the day.

    `account` is who is signed in: an office is made for each.
    """

    schema: Schema
    look_up: LookUp | None = field(default=None)
    account: str = ""
    today: Callable[[], date] = date.today

    def parts(self, desk: Desk, save: Callable[[Session], str] | None) -> Parts:
        """Return what orders need."""
        return Parts(
            schema=self.schema, texts=desk.documents, look_up=self.look_up, save=save, account=self.account,
            today=self.today,
        )  # fmt: skip


def receive(desk: Desk, files: Sequence[Path], limits: Limits) -> Desk:
    """Read files that were dropped in, beside those that are there."""
    at_rest(desk)
    return replace(desk, received=read_files(desk.received, files, limits))


def withdraw(desk: Desk, name: str) -> Desk:
    """Forget a file."""
    at_rest(desk)
    return replace(desk, received=tuple(one for one in desk.received if one.name != name))


def asked(desk: Desk, request: str) -> str:
    """Return the request of a draft, once there is all that a draft needs."""
    at_rest(desk)
    said = " ".join(request.split())
    if not desk.documents:
        raise BadSetting("Aucun document à lire.", fix="déposez d'abord au moins un document dont le texte est lisible")
    if not said:
        raise BadSetting(
            "La demande est vide.", fix="dites en quelques mots quel algorithme : « attribution des places en crèche »"
        )
    return short(said, MAX_REQUEST)


def drafting(desk: Desk, request: str, record: Record | None, done: int, schema: Schema) -> Desk:
    """Show a draft under way; what was there before stays below until the first field."""
    pending = tuple(field.key for field in schema.fields[done:])
    session = Session(record=record) if record else desk.session
    return replace(desk, request=request, session=session, pending=pending)


def drafted(before: Desk, request: str, record: Record, schema: Schema, home: Path | None = None) -> Desk:
    """Put a draft on the desk. Asked for again, it keeps what a person wrote, and can be undone.

    What a person wrote in an entry that was kept under `home` is kept too, though that is not the one on the desk.
    """
    old, known = before.session, before.kept
    told = "Rédigé de nouveau."
    if old is None or not is_same_request(old.record.request, request):
        before = before.making_room()
        known = kept_before(home, record) if home else None
        theirs = words_of(known, schema) if known else ()
        old = Session(record=known) if known and theirs else None
        told = _KEPT.format(", ".join(map(quote, theirs)))
    if old is None:
        text = f"Brouillon prêt. {_counted(record, schema)} Relisez chaque phrase avec sa source."
        session, known = Session(record=record), None
    else:
        again = merge(old.record, record, schema)
        text = f"{told}\n\n{redrafted_as_text(again)}"
        session = old.changed(again.record)
    said = (Said(who="person", text=f"Rédige : {request}"), Said(who="glose", text=text))
    return replace(before, request=request, session=session, pending=(), kept=known).told(*said)


def say(desk: Desk, text: str, office: Office, save: Callable[[Session], str] | None) -> Desk:
    """Carry out an order on the entry, or take the answer to the question of a qualification."""
    at_rest(desk)
    words = short(text.strip(), MAX_ORDER)
    heard = desk.told(Said(who="person", text=words)) if words else desk
    if desk.answers is not None:
        return _answered(heard, words)
    if desk.session is None:
        none = "Il n'y a pas encore de fiche : déposez des documents et demandez un brouillon, ou rouvrez une fiche."
        return heard.told(Said(who="glose", text=none))
    kept = desk.kept

    def keep(session: Session) -> str:
        nonlocal kept
        said = save(session) if save else ""
        kept = session.record
        return said

    session, reply = order(desk.session, words, office.parts(desk, keep if save else None))
    return replace(heard, session=session, kept=kept).told(_said(reply))


def begin_qualification(desk: Desk) -> Desk:
    """Ask the first question."""
    at_rest(desk)
    start = Said(who="person", text="Qualifier : est-ce un traitement algorithmique au sens de la loi ?")
    return _next(replace(desk.told(start), answers={}))


def reopen(desk: Desk, session: Session, *, kept: bool = False) -> Desk:
    """Work on an entry that was kept or imported; the documents stay."""
    at_rest(desk)
    text = f"Fiche rouverte : {session.record.name}."
    made = desk.making_room()
    now = replace(made, session=session, request=session.record.request, kept=session.record if kept else None)
    return now.told(Said(who="glose", text=text))


def _answered(desk: Desk, words: str) -> Desk:
    answers = desk.answers or {}
    question = next_question(answers)
    if question is None or words == CONCLUDE:
        return _concluded(desk, answers)
    try:
        return _next(replace(desk, answers={**answers, question.key: read_answer(question.key, words)}))
    except UserError as error:
        text = f"Réponse non comprise : {error.fix}."
        return desk.told(Said(who="glose", text=text, choices=(*question.answers.values(), CONCLUDE)))


def _next(desk: Desk) -> Desk:
    answers = desk.answers or {}
    question = next_question(answers)
    if question is None:
        return _concluded(desk, answers)
    text = f"{question.text}\n{question.help}" + ("\nÉcrivez un nombre." if question.number else "")
    return desk.told(Said(who="glose", text=text, choices=(*question.answers.values(), CONCLUDE)))


def _concluded(desk: Desk, answers: Mapping[str, str]) -> Desk:
    text = qualification_as_text(qualify(answers))
    return replace(desk, answers=None).told(Said(who="glose", text=text))


def _said(reply: Reply) -> Said:
    return Said(who="glose", text=reply.text, citations=reply.citations, choices=reply.choices)


def _counted(record: Record, schema: Schema) -> str:
    there = sum(value.status != "to_complete" for value in record.fields.values())
    return f"{count(there, 'rubrique remplie', 'rubriques remplies')} sur {len(schema.fields)}."


def short(words: str, most: int) -> str:
    """Return words that are not too long, or say how long they are."""
    if len(words) > most:
        raise LimitReached(f"Le texte est trop long : {len(words)} caractères.", fix=f"{most} caractères au plus")
    return words


def at_rest(desk: Desk) -> None:
    """Refuse what cannot be done while a draft is under way."""
    if desk.pending:
        raise BadSetting("La rédaction est en cours.", fix="attendez qu'elle finisse, ou arrêtez-la")
