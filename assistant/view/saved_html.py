"""The entries saved at the page Rédaction, as the page Registre lists them: a table, and what it lists and why."""

from collections.abc import Mapping, Sequence
from textwrap import shorten
from urllib.parse import quote

from assistant.register.kept import Saved, State
from assistant.view.register_html import address, filled
from assistant.view.tags import Html, day, items, join, table, tag
from corpus.counting import count

_STATES: Mapping[State, tuple[str, str]] = {
    "draft": ("✎", "Brouillon"),
    "draft_of_published": ("✎", "Brouillon d'une fiche publiée"),
    "reread": ("✓", "Relue par une personne, à publier"),
    "published": ("▣", "Publiée, reprise sans changement"),
}
"""A sign, and the words that say it."""

_MOST = 100
_AT_A_GLANCE = 60
"""Characters: what a document says of a service may be a whole sentence, which the entry shows once opened."""

_ALL_SEE = (
    "Sont listées les fiches enregistrées à la page Rédaction ou par les commandes de Glose. Ici, Glose fonctionne "
    "sans comptes : toute personne qui ouvre cette page les voit."
)
_ONE_SEES = (
    "Sont listées les fiches que vous avez enregistrées à la page Rédaction avec votre compte. Personne d'autre ne les "
    "voit, et celles des autres ne sont pas montrées ici."
)
_NOT_COUNTED = (
    "Elles ne comptent pas dans les chiffres de cette page, qui décrivent le registre publié. Une fiche devient "
    "publiée quand son fichier est dans votre registre, et ce registre dans la bibliothèque (page Sources)."
)

FORBIDDEN = tag(
    "p", "Votre compte ne permet pas de rédiger des fiches. Les fiches en préparation ne sont donc pas listées ici."
)


def saved(entries: Sequence[Saved], *, by_account: bool) -> Html:
    """Return what a person saved; `by_account` is whether each person has their own."""
    return join((_list(entries), items((_ONE_SEES if by_account else _ALL_SEE, _NOT_COUNTED), class_="portee")))


def _list(entries: Sequence[Saved]) -> Html:
    if not entries:
        return tag(
            "p", "Aucune fiche enregistrée. À la page ", tag("a", "Rédaction", href="./redaction"),
            ", « Enregistrer » garde une fiche ; elle apparaît ensuite ici.",
        )  # fmt: skip
    shown = entries[:_MOST]
    title = count(len(entries), "fiche enregistrée", "fiches enregistrées")
    if len(shown) < len(entries):
        title += f" : les {_MOST} dernières"
    headers = ("Fiche", "Service", "État", "Rubriques remplies", "Enregistrée le")
    return table(title, headers, map(_line, shown))


def _line(one: Saved) -> tuple[str, ...]:
    return (
        join((one.row.name, tag("br"), _reopen(one))),
        shorten(one.row.text("service"), _AT_A_GLANCE, placeholder="…") or "non précisé",
        _state(one),
        filled(one.row.completeness.score),
        day(one.saved),
    )


def _state(one: Saved) -> Html:
    sign, said = _STATES[one.state]
    beside = tag("a", "voir la fiche publiée", href=address(one.published)) if one.published else ""
    words = (tag("span", sign, aria_hidden="true"), f" {said}", *((tag("br"), beside) if beside else ()))
    return tag("span", *words, class_="etat-fiche")


def _reopen(one: Saved) -> Html:
    """Return a link that opens the entry: the page Rédaction reads its address, and opens nothing of somebody else."""
    which = tag("span", f" la fiche « {one.row.name} »", class_="lecture")
    place = f"./redaction?fiche={quote(one.row.record.id, safe='')}"
    return tag("a", "Ouvrir", which, " dans Rédaction", href=place, class_="ouvrir")
