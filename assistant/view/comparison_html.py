"""What differs between the entry on the desk and another, field by field, word by word, and in who reread them."""

from collections.abc import Sequence

from assistant.record.schema import Schema
from assistant.record.types import Record
from assistant.record.working.compare import (
    FieldDifference,
    RereadDifference,
    Words,
    alike,
    compare,
    compare_reread,
    reread_as_lines,
)
from assistant.server.desk import Desk
from assistant.view.tags import Html, items, join, ours, tag
from corpus.counting import count

_LABELS = {
    "changed": "diffère",
    "only_one": "seulement ici",
    "only_other": "seulement dans l'autre",
    "same": "identique",
}


def comparison(desk: Desk, record: Record, schema: Schema) -> Html:
    """Return what differs from another entry, field by field and word by word."""
    if desk.published is None:
        return tag("p", ours("Choisissez la fiche à laquelle comparer celle-ci sous « Fiches gardées, comparaison », à "
                             "gauche : une fiche gardée, ou un fichier publié (CSV, JSON, XLSX, YAML)."))  # fmt: skip
    found = compare(record, desk.published, schema)
    shown = [one for one in found if one.difference in ("changed", "only_one", "only_other")]
    same = [one.label for one in found if one.difference == "same"]
    key = tag("p", tag("ins", "souligné", class_="ici"), ours(" : seulement dans cette fiche ; "),
              tag("del", "barré", class_="la"), ours(" : seulement dans l'autre."), class_="aide")  # fmt: skip
    return join((
        tag("p", "Cette fiche, comparée à ", tag("strong", desk.published.name or desk.published.id),
            ours(f" : {count(len(shown), 'rubrique diffère', 'rubriques diffèrent')}.")),
        key, *map(_difference, shown), _reread(compare_reread(record, desk.published, schema)),
        tag("p", ours(f"Identiques : {', '.join(same)}.")) if same else "",
    ))  # fmt: skip


def _reread(found: Sequence[RereadDifference]) -> str:
    if not found:
        return ""
    lines = reread_as_lines(found, ("cette fiche", "l'autre"))
    return join((tag("h4", "Relectures"), items(map(ours, lines))))


def _difference(found: FieldDifference) -> Html:
    head = tag("h4", ours(found.label), " ", tag("span", _LABELS[found.difference], class_="statut"))
    if found.difference == "changed" and not alike(found.words):
        here, there = tag("h5", "Dans cette fiche"), tag("h5", "Dans l'autre")
        sides = (tag("div", here, tag("p", found.one)), tag("div", there, tag("p", found.other)))
        return join((head, tag("div", *sides, class_="cotes mots")))
    if found.difference == "changed":
        return join((head, tag("p", *map(_words, found.words), class_="mots")))
    return join((head, tag("p", found.one or found.other, class_="mots")))


def _words(words: Words) -> str:
    if words.where == "both":
        return words.text
    return tag("ins", words.text, class_="ici") if words.where == "one" else tag("del", words.text, class_="la")
