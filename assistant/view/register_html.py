"""The page Registre as HTML: figures, the note on what is published, the entries, the procedures that they serve."""

from collections.abc import Mapping, Sequence
from datetime import date

from assistant.addresses import is_web
from assistant.cite import place
from assistant.record.texts.complete import BlockScore, Score
from assistant.register.links import Ground, Link
from assistant.register.rows import Automation, Count, Figures, Row
from assistant.register.scope import Said, Theme
from assistant.types import Source
from assistant.view.tags import Html, bar, day, items, join, link, table, tag
from corpus.counting import count
from corpus.dates import french_day
from corpus.register.ids import slug

AUTOMATION: Mapping[Automation, str] = {
    "alone": "Décide seul",
    "helps": "Aide à décider",
    "unsaid": "Non précisé",
}
_SIGNS: Mapping[Automation, str] = {"alone": "■", "helps": "◧", "unsaid": "□"}
_THEMES: Mapping[Theme, str] = {
    "what": "Ce qui est publié",
    "why": "Pourquoi ces algorithmes",
    "left_out": "Ce qui n'est pas publié",
}
_GROUNDS: Mapping[Ground, str] = {
    "address": "la fiche donne l'adresse de cette page",
    "name": "les deux nomment la même chose",
    "law": "même base légale",
}
_TOLD = (
    ("purpose", "Finalité"),
    ("role", "Place dans la décision"),
    ("public", "Public concerné"),
    ("scope", "Portée"),
    ("decisions_per_year", "Décisions par an"),
    ("legal_basis", "Fondements juridiques"),
    ("appeals", "Voies de recours"),
    ("contact", "Contact"),
)
_MOST = 100
"""Entries or procedures shown at once: more are found by the search."""

_YEAR = 365


def overview(figures: Figures, today: date) -> Html:
    """Return the key figures, and when the entries were last revised."""
    whole = figures.whole
    if not whole.entries:
        return tag(
            "p",
            "Aucune fiche de registre n'est dans la bibliothèque. Ajoutez le fichier de votre registre (CSV, JSON, "
            "XLSX ou YAML) à la page Sources.",
        )
    facts = (
        (str(whole.entries), "fiche" if whole.entries == 1 else "fiches"),
        (str(whole.alone), _which("alone", whole.alone)),
        (str(whole.helps), _which("helps", whole.helps)),
        *(((str(whole.unsaid), "sans niveau d'automatisation"),) if whole.unsaid else ()),
        (f"{whole.score.percent}\u00a0%", f"des rubriques remplies ({whole.score.there} sur {whole.score.total})"),
    )
    cards = items((join((tag("strong", number), " ", said)) for number, said in facts), class_="chiffres")
    return join((cards, tag("p", _revised(figures, today))))


def plots(figures: Figures) -> Html:
    """Return the figures by service and by part of the entry, with a bar beside each number."""
    if not figures.whole.entries:
        return Html("")
    return tag("div", _by_service(figures), _by_block(figures), class_="cote")


def note(said: Sequence[Said]) -> Html:
    """Return what the organisation's texts say of what is published and why, each with its source."""
    if not said:
        return tag(
            "p",
            "Aucun document de la bibliothèque ne dit ce qui est publié ni pourquoi. Une note de publication, ajoutée "
            "à la page Sources, sera citée ici.",
        )
    parts = []
    for theme, title in _THEMES.items():
        if own := [one for one in said if one.theme == theme]:
            parts += [tag("h3", title), items(map(_quoted, own), class_="citations")]
    return join(parts)


def entries(rows: Sequence[Row], links: Sequence[Link], today: date) -> Html:
    """Return a table of the entries, then each of them in full, closed until it is opened."""
    if not rows:
        return tag("p", "Aucune fiche ne correspond à cette recherche.")
    shown = rows[:_MOST]
    headers = ("Algorithme", "Service", "Décision", "Rubriques remplies", "Revue le", "Démarches")
    title = f"{count(len(rows), 'fiche')} du registre"
    if len(shown) < len(rows):
        title += f" : les {_MOST} premières, précisez la recherche pour voir les autres"
    at_a_glance = table(title, headers, [_line(row, _links_of(row, links), today) for row in shown])
    return join((at_a_glance, *(_entry(row, _links_of(row, links), today) for row in shown)))


def procedures(links: Sequence[Link], rows: Sequence[Row], without: Sequence[Source]) -> Html:
    """Return, from each procedure, the algorithms that serve it and what says so; then those that none serves."""
    names = {row.record.id: row for row in rows}
    pages: dict[str, list[Link]] = {}
    for one in links:
        pages.setdefault(one.document, []).append(one)
    lines = [
        (
            link(own[0].url, own[0].title),
            items(_algorithm(names[one.entry]) for one in own),
            items(join((_grounds(one),)) for one in own),
        )
        for own in list(pages.values())[:_MOST]
    ]
    parts = [table("Démarches servies par un algorithme", ("Démarche", "Algorithme", "Ce qui les relie"), lines)]
    if not lines:
        parts = [tag("p", "Aucun texte ne relie une démarche de la bibliothèque à une fiche du registre.")]
    if without:
        parts.append(_without(without))
    return join(parts)


def _which(automation: Automation, number: int) -> str:
    words = {"alone": ("décide seul", "décident seuls"), "helps": ("aide à décider", "aident à décider")}[automation]
    return words[number > 1]


def _revised(figures: Figures, today: date) -> str:
    if not figures.oldest:
        return "Aucune fiche ne dit quand elle a été revue."
    said = f"Fiches revues entre le {french_day(figures.oldest)} et le {french_day(figures.newest)}"
    if figures.oldest == figures.newest:
        said = f"Dernière révision le {french_day(figures.newest)}"
    if figures.undated:
        said += f" ; {count(figures.undated, 'fiche')} sans date"
    return said + (" ; la plus ancienne a plus d'un an." if _is_old(figures.oldest, today) else ".")


def _by_service(figures: Figures) -> Html:
    most = max(one.entries for one in figures.services)
    headers = ("Service", "Fiches", *AUTOMATION.values(), "Rubriques remplies")
    return table("Qui décide, par service", headers, [_service(one, most) for one in figures.services])


def _service(one: Count, most: int) -> tuple[str, ...]:
    kinds: tuple[tuple[int, str], ...] = ((one.alone, "seul"), (one.helps, "aide"), (one.unsaid, "tu"))
    drawn = [join((f"{number} ", bar(number, most, kind) if number else "")) for number, kind in kinds]
    return (one.label, str(one.entries), *drawn, filled(one.score))


def _by_block(figures: Figures) -> Html:
    lines = [(label, filled(score)) for label, score in figures.blocks]
    return table("Rubriques remplies, par partie de la fiche", ("Partie de la fiche", "Rubriques remplies"), lines)


def filled(score: Score) -> Html:
    """Return how many fields say something, with a bar."""
    said = f" {score.percent}\u00a0% ({score.there} sur {score.total})"
    return tag("span", bar(score.there, score.total), said, class_="part-de")


def _quoted(said: Said) -> Html:
    citation = said.citation
    source = citation.source
    where = place(citation.section, citation.page)
    dated = f"publié ou mis à jour le {french_day(source.published)}" if source.published else "sans date"
    cited = join((link(source.url, source.title), *(f", {part}" for part in (where, dated) if part)))
    parts = [tag("q", citation.quote), tag("div", "Source : ", cited, class_="source")]
    if said.caution:
        parts.append(_caution(said.caution))
    return join(parts)


def _caution(law: str) -> Html:
    said = (tag("strong", "À vérifier. "), f"L'article cité ici n'est pas celui qui impose la publication : {law}")
    return tag("div", *said, class_="attention")


def _line(row: Row, links: Sequence[Link], today: date) -> tuple[str, ...]:
    served = items(link(one.url, one.title) for one in links) if links else "aucune trouvée"
    return (
        tag("a", row.name, href=address(row)),
        row.text("service") or "non précisé",
        automation(row.automation),
        filled(row.completeness.score),
        _day(row.updated, today),
        served,
    )


def automation(which: Automation) -> Html:
    """Return who decides, in words and with a sign that needs no colour."""
    sign = tag("span", _SIGNS[which], aria_hidden="true")
    return tag("span", sign, f" {AUTOMATION[which]}", class_=f"qui {which}")


def _entry(row: Row, links: Sequence[Link], today: date) -> Html:
    summary = tag("summary", tag("span", row.name, class_="nom"), " ", automation(row.automation))
    told = [_term(label, items(row.lines(key))) for key, label in _TOLD if row.lines(key)]
    about = _term("Fiche", _source(row, today))
    served = _term("Démarches", items(join((link(o.url, o.title), " : ", _grounds(o))) for o in links)) if links else ""
    return tag(
        "details",
        summary,
        tag("div", tag("dl", *told, served, about), _missing(row), id=_anchor(row), tabindex=-1),
        class_="entree",
    )


def _term(term: str, description: str) -> Html:
    return join((tag("dt", term), tag("dd", description)))


def _source(row: Row, today: date) -> Html:
    if row.source is None:
        return join(("gardée par Glose, ", _day(row.updated, today)))
    licence = f", licence {row.source.licence}" if row.source.licence else ""
    name = link(row.source.url, row.source.document) if is_web(row.source.url) else tag("code", row.source.document)
    return join((name, licence, ", revue le ", _day(row.updated, today)))


def _missing(row: Row) -> Html:
    blocks = [tag("li", f"{block.label} : ", filled(block.score)) for block in row.completeness.blocks]
    asked = [line for block in row.completeness.blocks for line in _asked(block)]
    parts = [tag("p", tag("strong", "Rubriques remplies")), tag("ul", *blocks, class_="parties")]
    if asked:
        parts += [tag("p", tag("strong", "À demander au service")), items(asked)]
    return join(parts)


def _asked(block: BlockScore) -> list[Html]:
    return [
        join((tag("strong", item.label), f" : {item.question}", f" (à demander à : {item.whom})" if item.whom else ""))
        for item in block.items
        if not item.there
    ]


def _algorithm(row: Row) -> Html:
    return join((tag("a", row.name, href=address(row)), " ", automation(row.automation)))


def _grounds(one: Link) -> Html:
    by_ground: dict[Ground, list[str]] = {}
    for reason in one.reasons:
        by_ground.setdefault(reason.ground, []).append(reason.said)
    return join((f"{_GROUNDS[ground]} ({', '.join(said)})" for ground, said in by_ground.items()), " ; ")


def _without(pages: Sequence[Source]) -> Html:
    title = f"Démarches sans algorithme connu ({len(pages)})"
    shown = [link(page.url, page.title) for page in pages[:_MOST]]
    if len(shown) < len(pages):
        shown.append(Html(f"et {count(len(pages) - len(shown), 'autre')}"))
    why = (
        "Aucun texte de la bibliothèque ne relie ces démarches à une fiche du registre. Cela ne veut pas dire qu'aucun "
    )
    return tag("details", tag("summary", title), tag("p", why, "algorithme n'y sert."), items(shown))


def _links_of(row: Row, links: Sequence[Link]) -> list[Link]:
    return [one for one in links if one.entry == row.record.id]


def _day(iso: str, today: date) -> Html:
    if not iso:
        return Html("date non précisée")
    old = join((tag("br"), tag("strong", "plus d'un an"))) if _is_old(iso, today) else ""
    return join((day(iso), old))


def _is_old(iso: str, today: date) -> bool:
    try:
        return (today - date.fromisoformat(iso)).days > _YEAR
    except ValueError:
        return False


def address(row: Row) -> str:
    """Return the place of an entry; with its page: Gradio makes every address start from the first page."""
    return f"./registre#{_anchor(row)}"


def _anchor(row: Row) -> str:
    return f"fiche-{slug(row.record.id)}"
