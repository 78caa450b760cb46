"""A word explained, as HTML: its definition word for word and where it stands, or that no text defines it."""

from assistant.cite import place
from assistant.define import LONGEST, clean
from assistant.record.texts.glossary import Definition
from assistant.view.tags import Html, join, link, tag
from corpus.dates import french_day


def definition(term: str, found: Definition | None) -> Html:
    """Return what is shown for a term; nothing where none was asked for."""
    wanted = clean(term)
    if not wanted:
        return Html("")
    if len(wanted) > LONGEST:
        return tag("p", "C'est une phrase : écrivez un mot ou un sigle.")
    if found is None or found.citation is None:
        return tag("p", f"Aucun texte de la bibliothèque ne définit « {wanted} ».")
    source = found.citation.source
    where = place(found.citation.section, found.citation.page)
    day = f", {french_day(source.published)}" if source.published else ""
    cited = join((link(source.url, source.title), f", {where}" if where else "", day))
    parts = (tag("dt", tag("dfn", found.term)), tag("dd", tag("q", found.text)))
    return join((tag("dl", *parts, class_="definition"), tag("p", "Source : ", cited, class_="source")))
