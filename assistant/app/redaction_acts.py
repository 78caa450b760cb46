"""What the page Rédaction does when it is clicked: each handler takes the desk of a person and returns what changes."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.app.redaction_fields import FieldActs
from assistant.app.redaction_screen import ENTRY, Screen, only
from assistant.app.redaction_source import SourceActs
from assistant.app.state import App
from assistant.define import define
from assistant.record.draft import Drafting
from assistant.record.exchange.exports import beside, export, import_file
from assistant.record.schema import load_schema
from assistant.record.texts.glossary import Definition
from assistant.record.working.session import Session
from assistant.record.working.store import list_kept, load, save
from assistant.server.accounts import home_of
from assistant.server.desk import (
    Desk,
    Office,
    asked,
    begin_qualification,
    drafted,
    drafting,
    receive,
    reopen,
    say,
    withdraw,
)
from assistant.server.desk_aside import resume
from assistant.server.desk_sources import defined, number_in
from assistant.server.drafts import Drafts, Step
from assistant.view import desk_html, outputs_html
from assistant.view.tags import join, problem, status, tag
from corpus.errors import UserError

_ORDERS = {"undo": "annule", "redo": "refais", "save": "enregistre"}
_CLOSED = gr.update(open=False)
_Request = gr.Request


class Acts:
    """The handlers; what they need of a person comes with each call."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._schema = load_schema()
        self._office = Office(schema=self._schema, look_up=self._look_up, today=app.today)
        self._screen = Screen(app, self._schema)
        fields = FieldActs(self._screen, self._schema, self._office)
        self._drafts = Drafts(self._parts, app.turns)
        self._acts: Mapping[str, Callable[[Desk, str, str, str, _Request], list[Any]]] = {
            "source": SourceActs(app).open_source,
            "shut": lambda *_: only(source=""),
            "withdraw": self._withdraw,
            "edit": fields.edit,
            "take": fields.take,
            "drop": fields.drop,
            "reread": fields.reread,
            "unread": fields.unread,
            "say": lambda desk, name, key, text, request: self._say(desk, text, name, request),
            "reopen": self._reopen,
            "resume": self._resume,
            "compare": self._compare,
            "format": self._export,
            "formats": lambda desk, name, *_: self._screen.only(desk, "Exporter", "view"),
        }

    def receive(self, desk: Desk, files: list[str], request: _Request) -> Iterator[list[Any]]:
        """Read what was dropped in, file by file, and keep no file of it."""
        paths = [Path(file) for file in files or ()]
        try:
            self._app.access.require(_user(request), "drafter")
            for done, path in enumerate(paths, start=1):
                yield [*only(status=status(f"Lecture de {path.name} ({done} sur {len(paths)})…")), gr.skip()]
                desk = receive(desk, [path], self._app.limits)
            said = status(f"Lecture terminée : {done} sur {len(paths)}." if paths else "")
        except UserError as error:
            said = problem(error)
        finally:
            for path in paths:
                path.unlink(missing_ok=True)
        yield [*self._screen.only(desk, ENTRY, "files", status=said), None]

    def draft(self, desk: Desk, words: str, request: _Request) -> Iterator[list[Any]]:
        """Draft, and show each field as it comes."""
        try:
            self._app.access.require(_user(request), "drafter")
            said = asked(desk, words)
            self._app.rate.take(_user(request) or _session(request))
            yield from self._drafted(desk, said, request)
        except UserError as error:
            yield self._screen.only(desk, ENTRY, "head", "view", status=problem(error))
        except Exception:
            # The page holds a desk at work by now: it would say for ever that a draft is under way.
            yield self._screen.only(desk, ENTRY, "head", "view", status=desk_html.BROKEN)
            raise

    def stop(self, request: _Request) -> None:
        """Stop the draft of this page."""
        self._drafts.stop(_session(request))

    def say(self, desk: Desk, words: str, name: str, request: _Request) -> list[Any]:
        """Carry out an order, or take an answer."""
        return [*self._tried(request, lambda: self._say(desk, words, name, request)), ""]

    def qualify(self, desk: Desk, request: _Request) -> list[Any]:
        """Begin the questions."""
        return self._tried(
            request, lambda: self._screen.only(begin_qualification(desk), ENTRY, "chat", status=status(""))
        )

    def bring(self, desk: Desk, file: str, request: _Request) -> list[Any]:
        """Offer the entries of a file, to reopen or to compare with."""

        def brought() -> list[Any]:
            records = tuple(import_file(Path(file)))
            now, said = replace(desk, offered=records), status(desk_html.brought(Path(file).name, records))
            return self._screen.only(now, ENTRY, status=said, kept=self.kept(now, request))

        try:
            return [*self._tried(request, brought), None]
        finally:
            Path(file).unlink(missing_ok=True)

    def show(self, desk: Desk, name: str) -> str:
        """Show what was chosen of the entry."""
        return self._screen.show(desk, name)

    def kept(self, desk: Desk, request: _Request) -> str:
        """Show what this person kept."""
        if not self._app.access.may(_user(request), "drafter"):
            return ""
        found, damaged = list_kept(self._home(request))
        return join((desk_html.kept(found, desk.offered), *map(problem, damaged)))

    def arrive(self, desk: Desk, request: _Request) -> list[Any]:
        """Open the entry that the address of the page names, as the page Registre does; else change nothing."""
        wanted = str(request.query_params.get("fiche") or "")
        if not wanted:
            return only()
        return self._tried(request, lambda: self._reopen(desk, ENTRY, f"kept:{wanted}", "", request))

    def act(self, desk: Desk, name: str, event: gr.EventData, request: _Request) -> list[Any]:
        """Do what a click asks for; what comes from a browser may be anything."""
        what, key, text = (str(getattr(event, one, "")) for one in ("what", "key", "text"))
        if what in _ORDERS:
            return self._tried(request, lambda: self._say(desk, _ORDERS[what], name, request))
        if what not in self._acts:
            return only()
        return self._tried(request, lambda: self._acts[what](desk, name, key, text, request))

    def _drafted(self, desk: Desk, words: str, request: _Request) -> Iterator[list[Any]]:
        step, now = Step(), drafting(desk, words, None, 0, self._schema)
        yield self._screen.only(
            now, ENTRY, "head", "view", name=ENTRY, source="", status=status(desk_html.progress(step))
        )
        for step in self._drafts.run(desk.documents, words, _session(request)):
            changed = ("head", "view") if step.record else ()
            now = drafting(desk, words, step.record, step.done, self._schema) if step.record else now
            yield self._screen.only(now, ENTRY, *changed, status=status(desk_html.progress(step)))
        if step.record is None or step.done < step.total:
            yield self._screen.only(desk, ENTRY, "head", "view", status=status("Rédaction arrêtée : rien n'a changé."))
            return
        self._app.audit.drafted(step.record, "redaction", _user(request))
        done = drafted(desk, words, step.record, self._schema, self._home(request))
        yield self._screen.only(done, ENTRY, "head", "view", "chat", papers=_CLOSED, status=status("Brouillon prêt."))

    def _say(self, desk: Desk, words: str, name: str, request: _Request) -> list[Any]:
        home = self._home(request)

        def keep(session: Session) -> str:
            save(home, session, self._schema)
            return f"« {session.record.name} », dans vos fiches gardées."

        now = say(desk, words, replace(self._office, account=_user(request)), keep)
        kept = {"kept": self.kept(now, request)} if now.said[-1].text.startswith("Fiche enregistrée") else {}
        return self._screen.only(now, name, "head", "view", "chat", status=_heard(now), **kept)

    def _withdraw(self, desk: Desk, name: str, key: str, text: str, request: _Request) -> list[Any]:
        return self._screen.only(withdraw(desk, key), name, "files", status=status(f"{key} est retiré."))

    def _reopen(self, desk: Desk, name: str, key: str, text: str, request: _Request) -> list[Any]:
        now = reopen(desk, self._session(desk, key, request), kept=key.startswith("kept:"))
        return self._opened(now, "Fiche rouverte.")

    def _resume(self, desk: Desk, name: str, key: str, text: str, request: _Request) -> list[Any]:
        place = number_in(key)
        return only() if place is None else self._opened(resume(desk, place), "Fiche reprise.")

    def _opened(self, desk: Desk, said: str) -> list[Any]:
        """Show another entry than the one before."""
        parts = ("head", "view", "chat")
        return self._screen.only(desk, ENTRY, *parts, name=ENTRY, source="", papers=_CLOSED, status=status(said))

    def _compare(self, desk: Desk, name: str, key: str, text: str, request: _Request) -> list[Any]:
        now = replace(desk, published=self._session(desk, key, request).record)
        return self._screen.only(now, "Comparaison", "view", name="Comparaison", status=status("Comparaison affichée."))

    def _export(self, desk: Desk, name: str, key: str, text: str, request: _Request) -> list[Any]:
        if desk.record is None or key not in outputs_html.FORMATS:
            return only()
        made = export(desk.record, self._schema, key, defined(desk))
        files = (made, *beside(made, (desk.record,), self._schema))
        return only(view=outputs_html.exported(outputs_html.FORMATS[key], files), status=status("Fichier prêt."))

    def _session(self, desk: Desk, key: str, request: _Request) -> Session:
        kind, _, which = key.partition(":")
        number = number_in(which)
        if kind == "offered" and number is not None and number < len(desk.offered):
            return Session(record=desk.offered[number])
        return load(self._home(request), which).session

    def _tried(self, request: _Request, handler: Callable[[], list[Any]]) -> list[Any]:
        try:
            self._app.access.require(_user(request), "drafter")
            return handler()
        except UserError as error:
            return only(status=problem(error))

    def _look_up(self, term: str) -> Definition | None:
        searcher = self._app.assistant().searcher
        return define(term, searcher) if searcher else None

    def _parts(self) -> Drafting:
        assistant = self._app.assistant()
        return Drafting(
            schema=self._schema, embedder=assistant.embedder, relevance=assistant.relevance, guard=assistant.guard,
            generator=assistant.drafter(),
        )  # fmt: skip

    def _home(self, request: _Request) -> Path:
        return home_of(self._app.home, _user(request))


def _heard(desk: Desk) -> str:
    """Return the last thing said for a screen reader alone: it stands in the conversation for who sees it."""
    return status(tag("span", desk.said[-1].text, class_="lecture"))


def _user(request: _Request) -> str:
    return request.username or ""


def _session(request: _Request) -> str:
    return str(request.session_hash)
