"""The page Rédaction: documents and conversation on one side, the entry that they fill on the other."""

from pathlib import Path
from typing import NamedTuple

import gradio as gr

from assistant.app.part import QUIET, part
from assistant.app.part import told as telling
from assistant.app.redaction_acts import Acts
from assistant.app.redaction_screen import ENTRY
from assistant.app.state import App
from assistant.app.word import lay_out_word
from assistant.server.desk import MAX_ORDER, MAX_REQUEST, Desk
from assistant.view import desk_html, outputs_html, record_html
from assistant.view.tags import status

_TELL = (Path(__file__).parent / "parts" / "redaction.js").read_text("utf-8")
_LEAVE_STOP = """() => {
  if (document.activeElement?.id === "arreter") document.getElementById("rediger").focus();
  return [];
}"""
"""A button that is disabled loses the focus: it goes to the one beside it."""


class _Work(NamedTuple):
    """The side where a person works."""

    source: gr.HTML
    papers: gr.Accordion
    drop: gr.File
    files: gr.HTML
    request: gr.Textbox
    start: gr.Button
    stop: gr.Button
    told: gr.HTML
    chat: gr.HTML
    message: gr.Textbox
    send: gr.Button
    qualify: gr.Button
    kept: gr.HTML
    published: gr.File


def lay_out(app: App) -> None:
    """Lay the page out inside the current `Blocks`."""
    acts = Acts(app)
    part("<h1>Rédaction</h1>")
    with gr.Row(elem_id="redaction"):
        with gr.Column(scale=5, min_width=320, elem_id="travail"):
            work = _lay_out_work(app)
        with gr.Column(scale=7, min_width=320, elem_id="fiche"):
            head = part(js_on_load=_TELL)
            shown = gr.Radio((ENTRY, *outputs_html.VIEWS), value=ENTRY, label="Montrer", elem_id="vues")
            view = part(record_html.EMPTY, js_on_load=_TELL, elem_id="vue")
    desk = gr.State(Desk())
    # In the order of `redaction_screen.PARTS`.
    parts = [desk, work.told, work.files, work.chat, head, shown, view, work.source, work.kept, work.papers]
    work.drop.upload(acts.receive, [desk, work.drop], [*parts, work.drop], **QUIET)
    starting = [work.request.submit, work.start.click]
    gr.on(starting, lambda: gr.update(interactive=True), None, work.stop, **QUIET)
    drafting = gr.on(starting, acts.draft, [desk, work.request], parts, **QUIET)
    drafting.then(lambda: gr.update(interactive=False), None, work.stop, js=_LEAVE_STOP, **QUIET)
    work.stop.click(acts.stop, None, None, **QUIET)
    said = [desk, work.message, shown]
    gr.on([work.message.submit, work.send.click], acts.say, said, [*parts, work.message], **QUIET)
    work.qualify.click(acts.qualify, desk, parts, **QUIET)
    work.published.upload(acts.bring, [desk, work.published], [*parts, work.published], **QUIET)
    shown.change(acts.show, [desk, shown], view, **QUIET)
    for one in (work.files, work.chat, head, view, work.kept, work.source):
        one.act(acts.act, [desk, shown], parts, **QUIET)
    _root().load(acts.kept, desk, work.kept, **QUIET)
    _root().load(acts.arrive, desk, parts, **QUIET)


def _lay_out_work(app: App) -> _Work:
    source = part(js_on_load=_TELL, elem_id="source")
    with gr.Column(elem_id="commande"):
        with gr.Accordion("Documents et demande", elem_id="dossier") as papers:
            drop = gr.File(
                label="Documents à lire\u00a0: PDF, DOCX, ODT, MD, TXT, HTML, XML", file_count="multiple", height=120,
                elem_id="depot",
            )  # fmt: skip
            files = part(js_on_load=_TELL, elem_id="recus")
            with gr.Row(elem_classes="saisie"):
                request = gr.Textbox(
                    label="Quel algorithme faut-il expliquer\u202f?", scale=6,
                    placeholder="Attribution des places en crèche",
                    lines=1, max_lines=3, max_length=MAX_REQUEST, elem_id="sujet",
                )  # fmt: skip
                start = gr.Button("Rédiger", variant="primary", scale=1, min_width=100, elem_id="rediger")
                stop = gr.Button("Arrêter", scale=1, min_width=90, elem_id="arreter", interactive=False)
        told = telling(status(""), elem_id="etat")
        chat = part(desk_html.conversation(Desk()), js_on_load=_TELL, elem_id="conversation")
        with gr.Row(elem_classes="saisie"):
            message = gr.Textbox(
                label="Votre message", placeholder="qu'est-ce qui manque\u202f?", scale=6, min_width=240,
                lines=1, max_lines=4, max_length=MAX_ORDER, elem_id="message",
            )  # fmt: skip
            send = gr.Button("Envoyer", scale=1, min_width=100, elem_id="envoyer")
            qualify = gr.Button("Qualifier", scale=1, min_width=100, elem_id="qualifier")
        kept, published = _lay_out_kept()
        lay_out_word(app)
    return _Work(
        source, papers, drop, files, request, start, stop, told, chat, message, send, qualify, kept, published
    )  # fmt: skip


def _lay_out_kept() -> tuple[gr.HTML, gr.File]:
    with gr.Accordion("Fiches gardées, comparaison", open=False, elem_id="gardees"):
        kept = part(js_on_load=_TELL)
        published = gr.File(
            label="Fiche publiée ou exportée\u00a0: CSV, JSON, XLSX, YAML", height=110, elem_id="publiee"
        )  # fmt: skip
    return kept, published


def _root() -> gr.Blocks:
    context = gr.context.get_blocks_context()
    assert context and context.root_block
    return context.root_block
