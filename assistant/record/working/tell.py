"""What an agent is told of an entry at work: what was left out, what was replaced, where things come from."""

from collections.abc import Iterator, Mapping, Sequence

from assistant.record.about import value_of
from assistant.record.exchange.export_entry import text_of
from assistant.record.schema import Field, Schema
from assistant.record.standing import is_there
from assistant.record.texts.filled import quote
from assistant.record.texts.layout import tied
from assistant.record.types import Origin, Record
from assistant.record.working.shorten import Sentences
from assistant.record.working.trace import Trace, citation_as_text
from corpus.counting import count

HELP = tied("""\
Voici ce que je sais faire :
- « plus court », « plus court pour le contexte » : laisser de côté des phrases entières ;
- « plus long » : en remettre une partie ; « remets » ou « remets le contexte » : tout remettre ;
- « explique 'quotient familial' » : la définition que donne un document ;
- « d'où vient 1 200 € ? », « source de la finalité » : les citations qui le disent ;
- « remplis le responsable : service Petite enfance » : écrire vous-même une rubrique ;
- « vide le contact » : la rouvrir ;
- « écarte la phrase 2 du contexte » : retirer une phrase que vous jugez fausse ou inutile ;
- « j'ai relu la finalité, par le service Petite enfance » : marquer une rubrique comme relue ;
- « j'ai relu la fiche » : marquer la fiche entière, quand il ne reste rien à relire ;
- « qu'est-ce qui manque ? » : la liste, et à qui demander ;
- « annule », « refais » : revenir en arrière, ou en avant ;
- « enregistre » ; « aide ».""")

_LONGEST_SAID_BACK = 80

_NO_SOURCE: Mapping[Origin | None, str] = {
    "person": "écrit par une personne : aucun document ne le dit",
    "published": "repris d'un registre, qui ne cite pas de source",
}


def sentences_as_text(sentences: Sentences, schema: Schema) -> str:
    """List sentences under the label of their field."""
    labelled = ((titled(schema.field(key)), found) for key, found in sentences.items())
    return "\n".join(line for title, found in labelled for line in (title, *(f"- {one.text}" for one in found)))


def excerpt(typed: str) -> str:
    """Return what an agent typed, short enough to be said back."""
    said = " ".join(typed.split())
    return said if len(said) <= _LONGEST_SAID_BACK else f"{said[:_LONGEST_SAID_BACK]}…"


def titled(field: Field) -> str:
    """Return the label of a field as it comes before what the field says."""
    return field.label if field.label.endswith("?") else f"{field.label} :"


def count_sentences(sentences: Sentences) -> str:
    """Count sentences: "1 phrase", "3 phrases"."""
    return count(sum(map(len, sentences.values())), "phrase")


def traces_as_text(record: Record, traces: Sequence[Trace], schema: Schema) -> str:
    """List what is said, in which field, with its citations, or why it has none."""
    return "\n".join(line for trace in traces for line in _trace(record, trace, schema))


def replaced(record: Record, field: Field) -> Iterator[str]:
    """Say what a field said, and what was disputed in it, to whoever has just written over it."""
    value = value_of(record, field)
    if is_there(value) and (said := text_of(value)):
        yield f"Avant : {quote(said)} ({quote('annule')} pour y revenir)."
    for conflict in value.conflicts:
        yield f"Les sources ne disaient pas la même chose : {conflict.about}."


def differing(one: Record, other: Record, schema: Schema) -> tuple[Field, ...]:
    """Return the fields that two states of an entry do not say alike."""
    return tuple(field for field in schema.fields if _state(one, field) != _state(other, field))


def _trace(record: Record, trace: Trace, schema: Schema) -> Iterator[str]:
    yield f"- {titled(schema.field(trace.key))} {trace.text}"
    if not trace.citations:
        yield f"    {_NO_SOURCE.get(trace.origin, 'sans citation')}"
    yield from (f"    {citation_as_text(record.citation(number))}" for number in trace.citations)


def _state(record: Record, field: Field) -> tuple[object, ...]:
    value = value_of(record, field)
    return value.status, value.text, value.choice, [table.rows for table in value.tables], value.reread
