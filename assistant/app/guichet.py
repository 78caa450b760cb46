"""The page Guichet: one box, the answer below it, the source beside it."""

from collections.abc import Iterator
from typing import Any

import gradio as gr

from assistant.app.part import QUIET, part, told
from assistant.app.state import App
from assistant.app.word import lay_out_word
from assistant.pdf_page.image import cited_page
from assistant.server.counter import Exchange
from assistant.server.feedback import COMPLAINTS, MAX_WORDS
from assistant.server.turns import Turns
from assistant.view import answer_html, answer_text, counter_html
from assistant.view.document_html import near_panel, source_panel
from assistant.view.tags import join, problem
from corpus.errors import UserError

_PARTS = ("box", "exchange", "status", "head", "said", "rest", "tools", "source")
"""What an answer changes, in the order in which it is laid out and returned."""

_TELL = """
element.addEventListener('click', event => {
  const button = event.target.closest('[data-source], [data-reason]');
  if (!button) return;
  if (button.dataset.source) trigger('source', {number: button.dataset.source});
  else trigger('reason', {reason: button.dataset.reason,
    words: button.closest('details').querySelector('input').value});
});
"""
"""Clicks on a reference or on a reason, whatever part they are in and however often it is written again."""


def lay_out(app: App) -> None:
    """Lay the page out inside the current `Blocks`."""
    page = _Page(app)
    # What empties the page stands away from what is clicked all day.
    with gr.Row(elem_id="titre"):
        part("<h1>Guichet</h1>")
        clear = gr.Button("Nouvelle personne", scale=1, min_width=170, elem_id="nouvelle")
    with gr.Row(elem_id="demande"):
        box = gr.Textbox(
            label="Votre question",
            placeholder="Qui décide d'une place en crèche\u202f?",
            lines=1, max_lines=4, max_length=app.limits.question, autofocus=True, scale=8, elem_id="question",
        )  # fmt: skip
        send = gr.Button("Demander", variant="primary", scale=1, min_width=120, elem_id="demander")
    with gr.Row(elem_id="guichet"):
        with gr.Column(scale=6, min_width=320, elem_id="reponse"):
            status = told(counter_html.status(""), elem_id="etat-reponse")
            head = part(counter_html.WELCOME)
            said, rest, tools = (part(js_on_load=_TELL) for _ in range(3))
            word = lay_out_word(app)
        with gr.Column(scale=5, min_width=320, elem_id="source"):
            source = part(counter_html.NO_SOURCE)
    exchange = gr.State(Exchange())
    parts = [box, exchange, status, head, said, rest, tools, source]
    gr.on(
        [box.submit, send.click], page.ask, [box, exchange], parts, trigger_mode="multiple", concurrency_limit=None,
        show_progress="hidden", api_visibility="private",
    )  # fmt: skip
    clear.click(page.clear, None, parts, **QUIET)
    clear.click(word.forget, None, word.parts, **QUIET)
    for shown in (said, rest):
        shown.source(page.open_source, exchange, source, **QUIET)
    tools.reason(page.feedback, exchange, tools, **QUIET)


class _Page:
    """The handlers; what they need of a person comes with each call."""

    def __init__(self, app: App) -> None:
        self._app = app
        # Drawing a page takes a moment: whoever asked for it may be gone, or have opened another source.
        self._opening = Turns()

    def ask(self, question: str, before: Exchange, request: gr.Request) -> Iterator[list[Any]]:
        """Show an answer as it grows."""
        session, user = str(request.session_hash), request.username or ""
        opened = False
        try:
            self._app.access.require(user, "counter")
            self._opening.cancel(session)
            # Emptied before anything is searched: later, it would take away what is typed meanwhile.
            yield _only(box="", status=counter_html.SEARCHING)
            for exchange in self._app.counter.ask(question, before, session=session, user=user):
                yield self._shown(exchange, opened=opened)
                if not opened:
                    yield from self._printed(exchange, session)
                opened = True
        except UserError as error:
            yield _only(box=question, status=problem(error))

    def clear(self, request: gr.Request) -> list[Any]:
        """Forget the person who was here, and stop what is being searched, written or drawn for them."""
        for turns in (self._app.turns, self._opening):
            turns.cancel(str(request.session_hash))
        return _only(
            box="", exchange=Exchange(), status=counter_html.status("Nouvelle personne : tout est effacé."),
            head=counter_html.WELCOME, said="", rest="", tools="", source=counter_html.NO_SOURCE,
        )  # fmt: skip

    def open_source(self, exchange: Exchange, event: gr.EventData, request: gr.Request) -> Any:
        """Show the document of a citation, at its place, unless another was opened meanwhile."""
        with self._opening.place(str(request.session_hash)) as place:
            panel = self._panel(exchange, event.number)
            return gr.skip() if place.cancelled else panel

    def feedback(self, exchange: Exchange, event: gr.EventData, request: gr.Request) -> str:
        """Keep what was wrong with an answer."""
        if event.reason not in COMPLAINTS:
            return counter_html.tools(exchange)
        try:
            self._app.access.require(request.username, "counter")
            self._app.counter.complain(exchange, event.reason, str(event.words)[:MAX_WORDS], request.username or "")
        except UserError as error:
            # Such as a full disk: nothing is thanked for that was not kept, and it may be told again.
            return join((counter_html.tools(exchange), problem(error)))
        return counter_html.tools(exchange, thanked=True)

    def _shown(self, exchange: Exchange, *, opened: bool) -> list[Any]:
        answer, today = exchange.answer, self._app.today()
        if answer is None:
            return _only(exchange=exchange)
        rest = (
            answer_html.quotations(answer, today),
            answer_html.whom_to_ask(exchange.contacts),
            answer_html.unknown(answer, today),
            answer_text.sheet(answer, exchange.contacts, today, exchange.id),
            answer_text.to_copy(answer, exchange.contacts, today, exchange.id),
        )
        at_first = {} if opened else {"source": self._panel(exchange, "1", printed=False)}
        return _only(
            exchange=exchange,
            status=counter_html.progress(exchange),
            head=answer_html.heading(answer, exchange.asked),
            said=answer_html.wording(answer),
            rest="".join(rest),
            tools=counter_html.tools(exchange),
            **at_first,
        )

    def _printed(self, exchange: Exchange, session: str) -> Iterator[list[Any]]:
        """Add the page of the first source once the quotations are shown: they must not wait until it is drawn."""
        if exchange.answer and any(citation.page for citation in exchange.answer.citations[:1]):
            with self._opening.place(session) as place:
                panel = self._panel(exchange, "1")
            if not place.cancelled:
                yield _only(source=panel)

    def _panel(self, exchange: Exchange, number: object, *, printed: bool = True) -> str:
        """Return the panel of a reference; what comes from a browser may be anything."""
        answer, today, stored = exchange.answer, self._app.today(), self._app.library.document
        for citation in answer.citations if answer else ():
            if str(citation.number) == number:
                document = stored(citation.source.document, citation.source.version)
                image = cited_page(self._app.library.original, document, citation) if printed else None
                return source_panel(document, citation, today, image, of=len(answer.citations) if answer else 1)
        for place, near in enumerate(answer.nearest if answer else (), start=1):
            if f"{answer_html.NEAR}{place}" == number:
                return near_panel(stored(near.source.document, near.source.version), str(number), near, today)
        return counter_html.NO_SOURCE


def _only(**changed: Any) -> list[Any]:
    """Return what a handler returns: the parts that change, and the others left alone."""
    return [changed.get(name, gr.skip()) for name in _PARTS]
