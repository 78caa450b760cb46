"""What every file made of a record says of it: its name, how it was made, where each of its fields stands."""

import re

from assistant.as_data import from_data, to_data
from assistant.record.schema import Field, Schema
from assistant.record.types import FieldValue, Record
from assistant.record.working.reread import is_begun, progress_as_text, whole
from corpus.dates import french_day
from corpus.register.fields import fold
from corpus.register.ids import slug

TO_COMPLETE = "À compléter par le service"
NOT_DRAFTED = (
    "Fiche reprise d'un registre ou remplie par une personne : Glose n'en a rédigé ni cité aucune phrase. "
    "Vérifiez-la avant de la publier."
)

_REREAD = (
    "Fiche rédigée le {date} avec l'aide de Glose et d'une intelligence artificielle ({models}), relue par {by} le "
    "{on}."
)
_REREAD_ONLY = (
    "Fiche reprise d'un registre ou remplie par une personne, relue par {by} le {on} : Glose n'en a rédigé ni cité "
    "aucune phrase."
)

_MODELS = (("generator", "rédaction"), ("embedder", "recherche"))
"""What verified is told in the technical notes: its name, with the hash of its weights, means nothing to a reader."""
_NOBODY = ("", "none", "quotes")
_EXPLAINED = re.compile(r"\s*[:.(;]")
_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def file_name(record: Record, suffix: str) -> str:
    """Name a file after the algorithm, in letters that every system takes."""
    return (slug(record.name) or slug(record.id) or "fiche") + suffix


def is_drafted(record: Record) -> bool:
    """Whether Glose had a part in it."""
    origins = {sentence.origin for value in record.fields.values() for sentence in value.sentences}
    return bool(record.made_on or record.made_with or origins & {"quote", "written"})


def notice(record: Record, schema: Schema) -> str:
    """Say that this is a draft made with AI, to be checked, with its day and models; or that Glose wrote none of it.

    Once a person has reread the whole, it says so, and who; until then, how many fields remain where some are reread.
    """
    day = french_day(record.made_on) if record.made_on else "(jour non noté)"
    if reread := whole(record):
        told = _REREAD if is_drafted(record) else _REREAD_ONLY
        return told.format(date=day, models=models(record), by=reread.by, on=french_day(reread.on))
    if not is_drafted(record):
        return NOT_DRAFTED
    draft = schema.notice.format(date=day, models=models(record))
    return f"{draft} {progress_as_text(record)}" if is_begun(record) else draft


def models(record: Record) -> str:
    """Name what wrote and searched, for a reader."""
    named = [f"{what} : {record.made_with[key]}" for key, what in _MODELS if _made(record, key)]
    if not _made(record, "generator"):
        named.insert(0, "aucun modèle rédacteur")
    return " ; ".join(named)


def verified_with(record: Record) -> str:
    """Say what verified the sentences, for the technical notes; nothing where nothing did."""
    return f"Phrases vérifiées avec\u00a0: {record.made_with['verifier']}" if _made(record, "verifier") else ""


def no_place_for(what: str) -> str:
    """Say what a format does not hold; `what` begins with its article."""
    return f"Ce format n'a pas de place pour {what}."


def value_of(record: Record, field: Field) -> FieldValue:
    """Return where a field stands; one that the record does not know is open, as the schema asks for it."""
    return record.fields.get(field.key) or left_open(field)


def left_open(field: Field) -> FieldValue:
    """Return a field that nothing says: the question to ask, and to whom."""
    return FieldValue(key=field.key, status="to_complete", question=field.question, whom=field.whom)


def still_asked(field: Field, choice: str) -> tuple[str, str]:
    """Return the question of a field and whom to ask, as long as none of its allowed values is chosen; else nothing."""
    return (field.question, field.whom) if field.values and not choice else ("", "")


def says_choice(text: str, choice: str) -> bool:
    """Whether a text is an allowed value, perhaps with an explanation after it ("Système de règles : …")."""
    return fold(_EXPLAINED.split(text, maxsplit=1)[0]) == fold(choice)


def printable(record: Record) -> Record:
    """Take out the control characters and half characters that neither XML nor UTF-8 can hold."""
    return from_data(Record, _printable(to_data(record)))  # type: ignore[no-any-return]


def printable_text(text: str) -> str:
    """Take them out of one text."""
    return _UNPRINTABLE.sub("", text)


def _printable(data: object) -> object:
    if isinstance(data, str):
        return printable_text(data)
    if isinstance(data, list):
        return [_printable(one) for one in data]
    if isinstance(data, dict):
        return {_printable(key): _printable(one) for key, one in data.items()}
    return data


def _made(record: Record, key: str) -> bool:
    return str(record.made_with.get(key) or "") not in _NOBODY
