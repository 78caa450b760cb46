"""What a person makes of a draft without writing, as HTML: what was reread, by whom, the sentences that went."""

from collections.abc import Iterator

from assistant.record.schema import Field
from assistant.record.standing import is_there
from assistant.record.types import FieldValue, Reread
from assistant.record.working.reread import as_text, progress, progress_as_text, remaining, whole
from assistant.record.working.session import Session
from assistant.server.desk import Desk
from assistant.view.tags import Html, button, items, join, ours, tag
from corpus.counting import count

_EXAMPLE = "le service Petite enfance"
_MARK = "Marquer comme relu"
_MARK_ALL = "Marquer toute la fiche comme relue"


def whole_entry(session: Session, *, by_account: bool) -> Html:
    """Return how far the rereading is, who reads where nobody signs in, and what marks the whole entry."""
    record = session.record
    if not progress(record)[1]:
        return Html("")
    if reread := whole(record):
        return tag("div", _done(reread, "Fiche relue"), " ", button("Retirer", "unread", data_key="",
                   aria_label="Retirer la relecture de la fiche"), class_="relecture fait")  # fmt: skip
    said = tag("p", ours(progress_as_text(record)), id="reste-a-relire")
    who = "" if by_account else join(_who(session))
    everything = button(_MARK_ALL, "reread", data_key="", disabled=bool(remaining(record)),
                        aria_describedby="reste-a-relire")  # fmt: skip
    return tag("div", said, tag("div", who, everything, class_="signature"), class_="relecture")


def of_field(field: Field, value: FieldValue, session: Session) -> Iterator[Html]:
    """Yield the sentences that a person took out of a field, and who read it again or what marks it so."""
    if value.discarded:
        title = f"{count(len(value.discarded), 'phrase écartée', 'phrases écartées')} par une personne"
        gone = items(f"«\u202f{text}\u202f»" for text in value.discarded)
        yield tag("details", tag("summary", title), gone, *_back(field, value, session), class_="ecartees")
    if value.reread:
        away = button("Retirer", "unread", data_key=field.key,
                      aria_label=ours(f"Retirer la relecture de « {field.label} »"))  # fmt: skip
        yield tag("p", _done(value.reread, "Relu"), " ", away, class_="relecture")
    elif is_there(value) and value.status != "by_person":
        mark = button(_MARK, "reread", data_key=field.key, aria_label=ours(f"{_MARK} : « {field.label} »"))
        yield tag("p", mark, class_="relecture")


def dropping(field: Field, rank: int) -> Html:
    """Return the button that takes a sentence out of a field."""
    label = ours(f"Écarter la phrase {rank} de « {field.label} »")
    return button("Écarter", "drop", data_key=field.key, data_text=str(rank), class_="ecarter", aria_label=label)


def aside(desk: Desk) -> Html:
    """Return the entries that were replaced before they were saved, each with what takes it up again."""
    mark = tag("span", "● ", aria_hidden="true")
    return join(
        tag("p", mark, ours("Mise de côté, non enregistrée : "), one.session.record.name, " ",
            button("Reprendre la fiche non enregistrée", "resume", data_key=str(place), disabled=bool(desk.pending),
                   aria_label=ours(f"Reprendre la fiche non enregistrée « {one.session.record.name} »")),
            class_="non-enregistre")
        for place, one in enumerate(desk.aside)
    )  # fmt: skip


def _who(session: Session) -> Iterator[Html]:
    """Yield where who reads types the name that signs."""
    yield tag("label", "Relu par", for_="relecteur")
    yield tag("input", id="relecteur", type="text", value=session.reader, maxlength=120, placeholder=_EXAMPLE,
              autocomplete="organization")  # fmt: skip


def _done(reread: Reread, opens: str) -> Html:
    return join((tag("span", "✓ ", aria_hidden="true"), ours(as_text(reread, opens)), "."))


def _back(field: Field, value: FieldValue, session: Session) -> Iterator[Html]:
    """Yield what puts back all that was left out, where a state of before still has the last sentence that went."""
    states = (state.fields[field.key] for state in session.past if field.key in state.fields)
    if any(sentence.text == value.discarded[-1] for state in states for sentence in state.sentences):
        label = ours(f"Remettre les phrases de « {field.label} »")
        yield button("Remettre", "say", data_text=f"remets {field.label}", aria_label=label)
