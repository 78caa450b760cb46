"""An answer as the counter sees it, part by part, so that a part that does not change is not written again."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

from assistant.addresses import is_web
from assistant.cite import part, place
from assistant.mask.text import is_personal
from assistant.quoting.narrow import narrowing
from assistant.types import Answer, Citation, Contact, Near, Reason
from assistant.view import source_html
from assistant.view.answer_text import as_lines, contact_lines
from assistant.view.quoted_html import quotation, quoted
from assistant.view.tags import Html, items, join, link, ours, tag
from corpus.counting import count

NEAR = "v"
"""Before the number of a source that comes near, from 1, where the one of a citation stands alone."""

_LABELS = {"abstained": "Pas de réponse : ", "partial": "Réponse partielle : "}

_WHY: Mapping[Reason, str] = {
    "nothing_found": "Aucun document de la bibliothèque ne parle de ce sujet.",
    "not_covered": "Des documents sont proches du sujet, mais aucun passage ne répond à la question posée.",
    "sources_disagree": "Les sources ne s'accordent pas, et Glose ne choisit pas entre elles.",
    "out_of_scope": "La question ne porte ni sur une démarche, ni sur un droit, ni sur un algorithme public.",
    "asks_for_a_decision": "La situation de la personne : Glose cite la règle générale et ne l'applique pas à un cas.",
    "unsafe_request": "La demande donne une consigne à Glose au lieu de poser une question.",
}

_PERSONAL = (
    "Données personnelles masquées dans la fiche à imprimer, le texte copié et le journal\u00a0: il est inutile de les "
    "écrire."
)

_ELSEWHERE = (
    "Glose ne montre que des passages : une condition ou une exception peut se trouver plus loin, ou dans un autre "
    "texte. Ouvrez la source avant de vous en servir."
)


def heading(answer: Answer, asked: str) -> Html:
    """Return the question, as it was understood where that differs, and what Glose says in its own name."""
    understood = tag("p", "Question comprise ainsi\u00a0: ", tag("strong", answer.question), class_="comprise")
    label = tag("strong", ours(_LABELS.get(answer.outcome, "")))
    return join(
        (
            tag("h2", asked, class_="question", tabindex=-1),
            understood if asked != answer.question else "",
            tag("p", label, ours(answer.message), class_=f"avis {answer.outcome}") if answer.message else "",
            tag("p", answer.notice, class_="avis incident") if answer.notice else "",
            tag("p", _PERSONAL, class_="comprise") if is_personal(asked) else "",
        )
    )


def wording(answer: Answer) -> Html:
    """Return the sentences that were written and verified; nothing where there are none."""
    known = {citation.number: citation for citation in answer.citations}
    said = [join((s.text, " ", *(_reference(known[n]) for n in s.citations if n in known))) for s in answer.wording]
    return join((tag("h3", "À dire à la personne"), items(said, class_="redigees"))) if said else Html("")


def quotations(answer: Answer, today: date) -> Html:
    """Return the quotations, by source; they are what to say as long as nothing was written."""
    if not answer.citations:
        return Html("")
    written = any(sentence.origin == "written" for sentence in answer.sentences)
    groups = groupby(answer.citations, key=lambda citation: citation.source.document)
    title = tag("h3", "Les sources, mot pour mot" if written else "À dire à la personne")
    return join((title, *(_from_one(list(group), today) for _, group in groups)))


def whom_to_ask(contacts: Sequence[Contact]) -> Html:
    """Return "Où s'adresser", or nothing."""
    listed = items(map(_contact, contacts), class_="contacts")
    return join((tag("h3", "Où s'adresser"), listed)) if contacts else Html("")


def unknown(answer: Answer, today: date) -> Html:
    """Return what Glose does not know: why it does not answer, what may have been left out, where to look."""
    near = [_near(n, place, today) for n, place in enumerate(answer.nearest, start=1)]
    nearest = (tag("p", "Sources les plus proches\u00a0:"), items(near, class_="proches")) if near else ()
    return join((tag("h3", "Ce que Glose ne sait pas"), *(tag("p", ours(line)) for line in _limits(answer)), *nearest))


def _contact(contact: Contact) -> Html:
    first, *others = contact_lines(contact)
    return as_lines((link(contact.url, first) if is_web(contact.url) else quoted(first), *map(quoted, others)))


def _limits(answer: Answer) -> list[str]:
    said = [_WHY[answer.reason]] if answer.reason else []
    if answer.outcome != "abstained":
        said.append(_ELSEWHERE)
    if answer.dropped:
        dropped = count(len(answer.dropped), "phrase rédigée", "phrases rédigées")
        said.append(f"Non montré : {dropped} que les sources ne disent pas assez clairement. Lisez les citations.")
    return said


def _from_one(citations: Sequence[Citation], today: date) -> Html:
    source = citations[0].source
    caption = tag("figcaption", tag("cite", source.title), tag("br"), source_html.origin(source, today))
    return tag("figure", *(_quotation(citation) for citation in citations), caption, class_="citation")


def _quotation(citation: Citation) -> Html:
    quote = tag("blockquote", "«\u202f", quotation(citation.quote), "\u202f» ", _reference(citation))
    return join((_place(citation), quote))


def _place(citation: Citation) -> Html:
    """Return the headings and the page of a quotation, the headings that narrow what it says in plain sight."""
    headings = join((tag("strong", one) if narrowing((one,)) else one for one in citation.section), " › ")
    where = join(filter(None, (headings, place((), citation.page))), ", ")
    return tag("p", where, class_="rubrique") if where else Html("")


def _near(number: int, near: Near, today: date) -> Html:
    source = near.source
    label = f"Ouvrir la source proche : {source.title}"
    title = source_html.opener(f"{NEAR}{number}", source.title, label)
    official = link(source.url, "page officielle") if is_web(source.url) else Html("")
    where = tag("span", words, class_="origine") if (words := part(near.section, near.page)) else Html("")
    return join((title, tag("br"), join(filter(None, (where, source_html.origin(source, today), official)), ", ")))


def _reference(citation: Citation) -> Html:
    label = f"Ouvrir la source {citation.number} : {citation.source.title}"
    return source_html.opener(str(citation.number), f"[{citation.number}]", label)
