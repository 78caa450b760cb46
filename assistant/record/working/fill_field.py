"""A field that a person fills, thins out or empties: what is written stays as it was typed, and is marked as theirs."""

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.record.about import left_open, still_asked, value_of
from assistant.record.citing import used, with_values
from assistant.record.differing.stance import opposed, stance
from assistant.record.schema import Field
from assistant.record.texts.filled import quote
from assistant.record.types import Conflict, FieldValue, Record, RecordSentence
from assistant.record.values import choose_value
from assistant.types import Citation
from corpus.counting import count
from corpus.dates import iso_day
from corpus.errors import UserError
from index.fold import fold
from index.words import words

_DENIES = re.compile(r"\b(?:pas|non|ni|sans|jamais|aucune?)\b|\bn'")


class Unfit(UserError):
    """What a person writes cannot go in that field."""


def fill(record: Record, field: Field, text: str) -> Record:
    """Write a person's words in a field, in place of its sentences and of what sources disputed; its tables stay.

    A choice takes one of its values, and a date a day: `Unfit` otherwise.
    """
    choice = _choice(field, text) if field.kind == "choice" else ""
    said = choice or (_day(field, text) if field.kind == "date" else text)
    value = FieldValue(
        key=field.key,
        status="by_person",
        sentences=tuple(
            RecordSentence(text=line.strip(), origin="person") for line in said.splitlines() if line.strip()
        ),
        choice=choice,
        tables=value_of(record, field).tables,
    )
    return with_values(record, {field.key: value})


def take(record: Record, field: Field, citation: Citation, choice: str = "") -> Record:
    """Fill an open field with a sentence of a document that a person has read and found right: it keeps its source.

    A choice that neither the sentence settles nor the person, by `choice`, keeps its question.
    """
    sentence = RecordSentence(text=citation.quote, origin="quote", citations=(1,))
    choice = choice or choose_value(field.key, field.values, citation.quote)
    question, whom = still_asked(field, choice)
    value = FieldValue(
        key=field.key, status="by_person", sentences=(sentence,), choice=choice, question=question, whom=whom
    )
    return with_values(record, {field.key: value}, replace(record, citations=(replace(citation, number=1),)))


def settle(record: Record, field: Field, choice: str) -> Record:
    """Choose a value for a field whose sentences leave it open, or contradict each other.

    They stay, with their sources, but those that say another value; a field that has none left only says the choice.
    """
    value = value_of(record, field)
    kept = tuple(one for one in value.sentences if not opposed(stance(field, one.text), choice))
    if not kept:
        return fill(record, field, choice)
    settled = FieldValue(key=field.key, status="by_person", sentences=kept, choice=choice, tables=value.tables)
    return with_values(record, {field.key: settled})


def drop(record: Record, field: Field, rank: int) -> Record:
    """Take one sentence out of a drafted field, by its rank from 1: the field says that a person dropped it.

    What it alone justified goes with it: the value chosen, and its side of what sources disputed.
    """
    value = value_of(record, field)
    if value.status != "drafted":
        raise Unfit(f"{quote(field.label)} ne vient pas des documents.", fix="modifiez ou videz la rubrique")
    if not 1 <= rank <= len(value.sentences):
        there = count(len(value.sentences), "phrase")
        raise Unfit(f"{quote(field.label)} a {there}.", fix="donnez le rang de l'une d'elles")
    gone = value.sentences[rank - 1]
    discarded = (*value.discarded, gone.text)
    left = replace(value, sentences=(*value.sentences[: rank - 1], *value.sentences[rank:]))
    if not left.sentences and not left.tables:
        return with_values(record, {field.key: replace(left_open(field), discarded=discarded)})
    choice = _still_chosen(field, left, gone)
    question, whom = still_asked(field, choice)
    left = replace(left, choice=choice, question=question, whom=whom, conflicts=_still_disputed(left, gone))
    return with_values(record, {field.key: replace(left, discarded=discarded)})


def empty(record: Record, field: Field) -> Record:
    """Leave a field open, with its question."""
    return with_values(record, {field.key: left_open(field)})


def remarks(record: Record, field: Field) -> Iterator[str]:
    """Say what a person should know of a field that was just filled: too long for a register, tables that stay."""
    value = value_of(record, field)
    if field.limit and len(value.text) > field.limit:
        yield f"Ce texte a {len(value.text)} caractères ; certains registres n'en admettent que {field.limit}."
    if value.tables:
        titles = ", ".join(quote(table.title or "sans titre") for table in value.tables)
        yield f"La rubrique garde ses tableaux, tirés des documents : {titles}."


def _still_chosen(field: Field, left: FieldValue, gone: RecordSentence) -> str:
    """Return the value of a choice once a sentence is gone: as it was, unless that sentence alone said it."""
    said = {choose_value(field.key, field.values, one.text) for one in left.sentences} - {""}
    if left.choice and (left.choice in said or choose_value(field.key, field.values, gone.text) != left.choice):
        return left.choice
    return said.pop() if len(said) == 1 else ""


def _still_disputed(left: FieldValue, gone: RecordSentence) -> tuple[Conflict, ...]:
    """Return the disputes of which the sentence that went was not the last of a side."""
    held = set(used(replace(left, conflicts=())))

    def lost(side: tuple[int, ...]) -> bool:
        return bool(set(side) & set(gone.citations)) and not set(side) & held

    return tuple(one for one in left.conflicts if not (lost(one.one) or lost(one.other)))


def _choice(field: Field, text: str) -> str:
    """Return the only value that has all these words; "pas entièrement automatisée" chooses none."""
    said = set(words(text))
    found = [value for value in field.values if said and said <= set(words(value))]
    if len(found) == 1 and not _DENIES.search(fold(text)):
        return found[0]
    allowed = " ; ".join(quote(value) for value in field.values)
    raise Unfit(
        f"{quote(text)} n'est pas une valeur de la rubrique {quote(field.label)}.", fix=f"choisissez entre {allowed}"
    )


def _day(field: Field, text: str) -> str:
    if day := iso_day(text):
        return day
    raise Unfit(
        f"{quote(text)} n'est pas une date complète, que la rubrique {quote(field.label)} demande.",
        fix="écrivez le jour, le mois et l'année : 22 novembre 2026, ou 22/11/2026",
    )
