"""What stands around the entry at work: the files dropped in, the conversation, the entries kept, the progress."""

import re
from collections.abc import Iterator, Sequence

from assistant.record.types import Record
from assistant.record.working.store import Kept
from assistant.server.desk import Desk, Said
from assistant.server.drafts import Step
from assistant.server.received import Received
from assistant.types import Citation
from assistant.view.record_html import reference
from assistant.view.tags import Html, button, items, join, ours, tag
from corpus.counting import count
from corpus.dates import french_day

_NUMBER = re.compile(r"\[(\d{1,4})\]")
_MOST_KEPT = 30

WELCOME = (
    "Déposez des documents, dites quel algorithme, puis « Rédiger ». Ensuite, demandez ici : « plus court », "
    "« d'où vient ce chiffre ? », « qu'est-ce qui manque ? », « annule »… ou « aide »."
)

BROKEN = tag(
    "div",
    tag("p", tag("strong", "La rédaction s'est arrêtée sur une panne inattendue : rien n'a changé.")),
    tag("p", "Recommencez ; si la panne revient, le journal du serveur la décrit."),
    class_="probleme",
    role="alert",
)


def received(files: Sequence[Received]) -> Html:
    """Return what became of each file, with a button that withdraws it."""
    if not files:
        return Html("")
    return items((_file(one) for one in files), class_="fichiers")


def conversation(desk: Desk) -> Html:
    """Return all that was said; the choices of the last turn alone can still be clicked."""
    turns = [Said(who="glose", text=ours(WELCOME)), *desk.said]
    last = len(turns) - 1
    return join(_turn(said, place - 1, open=place == last) for place, said in enumerate(turns))


def kept(found: Sequence[Kept], offered: Sequence[Record]) -> Html:
    """Return the entries that may be reopened or compared with: those kept, and those of a file."""
    if not found and not offered:
        return tag("p", "Aucune fiche gardée pour l'instant.")
    rows = [_offer(record, f"offered:{place}", "dans le fichier importé") for place, record in enumerate(offered)]
    rows += [
        _offer(one.session.record, f"kept:{one.session.record.id}", f"enregistrée le {french_day(one.saved[:10])}")
        for one in found
    ]
    more = len(rows) - _MOST_KEPT
    return join(
        (items(rows[:_MOST_KEPT], class_="gardees"), tag("p", f"… et {count(more, 'autre')}.") if more > 0 else "")
    )


def brought(name: str, records: Sequence[Record]) -> Html:
    """Return how many entries a file holds, and what its readers remarked of them."""
    notes = [note for record in records for note in record.notes]
    said = f"{name} : {count(len(records), 'fiche')} à rouvrir ou à comparer."
    return join((said, items(notes) if notes else ""))


def progress(step: Step) -> str:
    """Return how far a draft is, in words that a screen reader says as they change."""
    if step.ahead:
        return f"{count(step.ahead, 'brouillon')} avant le vôtre."
    what = "Rédaction : rubrique" if step.record else "Lecture des documents : passage"
    return f"{what} {step.done} sur {step.total}…" if step.total else "Préparation…"


def _file(one: Received) -> Html:
    away = button("Retirer", "withdraw", data_key=one.name, aria_label=f"Retirer {one.name}")
    if one.problem:
        fix = f"{one.fix[:1].upper()}{one.fix[1:]}." if one.fix else ""
        said = tag("span", tag("span", "✗ ", aria_hidden="true"), tag("strong", one.name), " : non lu")
        return join(
            (tag("div", said, away, class_="titre"), tag("p", f"{one.problem.rstrip('.')}. {fix}", class_="non"))
        )
    size = count(one.pages, "page") if one.pages else count(one.size, "caractère")
    several = f", {count(len(one.documents), 'document')}" if len(one.documents) > 1 else ""
    said = tag("span", tag("span", "✓ ", aria_hidden="true"), tag("strong", one.name), f" : lu, {size}{several}")
    return join((tag("div", said, away, class_="titre"), items(one.notes, class_="remarques") if one.notes else ""))


def _turn(said: Said, place: int, *, open: bool) -> Html:
    who = tag("span", "Vous : " if said.who == "person" else "Glose : ", class_="lecture")
    known = {citation.number: citation for citation in said.citations}
    choices = tag("div", *(button(one, "say", data_text=one) for one in said.choices), class_="choix", role="group",
                  aria_label="Réponses possibles") if open and said.choices else ""  # fmt: skip
    return tag(
        "div", who, tag("div", *_linked(said.text, known, place), class_="dit"), choices, class_=f"tour {said.who}"
    )


def _linked(text: str, known: dict[int, Citation], turn: int) -> Iterator[str]:
    """Give a text, its numbers between brackets as buttons where they are those of a source."""
    for at, piece in enumerate(_NUMBER.split(text)):
        citation = known.get(int(piece)) if at % 2 else None
        yield reference(citation, turn) if citation else f"[{piece}]" if at % 2 else piece


def _offer(record: Record, key: str, when: str) -> Html:
    name = tag("span", tag("strong", record.name or record.id), f", {when}")
    again = button("Rouvrir", "reopen", data_key=key, aria_label=f"Rouvrir {record.name}")
    beside = button("Comparer", "compare", data_key=key, aria_label=f"Comparer avec {record.name}")
    return tag("div", name, tag("span", again, " ", beside, class_="boutons"), class_="titre")
