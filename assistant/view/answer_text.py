"""An answer to take away: as plain text to paste into a message, and as a sheet to print for the person."""

from collections.abc import Mapping, Sequence
from datetime import date

from assistant import age
from assistant.cite import headings
from assistant.contacts import BETWEEN_LINES
from assistant.mask.text import masked
from assistant.types import Answer, Citation, Contact, Reason, Source
from assistant.view.quoted_html import quotation
from assistant.view.tags import Html, items, join, tag
from corpus.dates import french_day

_OF_A_LIST = "Ceci n'est qu'une partie de la liste."
_TO_THE_PERSON: Mapping[Reason | None, str] = {
    "nothing_found": "Les documents consultés ne répondent pas à cette question.",
    "not_covered": "Les documents consultés ne répondent pas à cette question.",
    "out_of_scope": "Les documents consultés ne répondent pas à cette question.",
    "unsafe_request": "Les documents consultés ne répondent pas à cette question.",
    "sources_disagree": "Les documents ne disent pas la même chose\u00a0: demandez au service lequel est à jour.",
    "asks_for_a_decision": "Voici la règle générale.",
}
"""What the message of an answer, which speaks to an agent, becomes on the sheet of a person."""


def as_plain_text(answer: Answer, contacts: Sequence[Contact], today: date, id: str = "") -> str:
    """Return the question, what to say, whom to ask and every source; `id` finds the answer in the log."""
    quotes = "\n".join(line for citation in answer.citations for line in _quoted(citation))
    whom = "\n".join("\n  ".join((f"- {first}", *others)) for first, *others in map(_contact, contacts))
    sources = "\n".join(_sources(answer, today))
    parts = (
        masked(answer.question),
        answer.message,
        "\n".join(_written(answer)),
        quotes,
        f"Où s'adresser :\n{whom}" if whom else "",
        f"Sources :\n{sources}" if sources else "",
        _made_on(today),
        _known_as(id),
    )
    return "\n\n".join(filter(None, parts))


def to_copy(answer: Answer, contacts: Sequence[Contact], today: date, id: str = "") -> Html:
    """Return the plain text where the script of the page finds it."""
    return tag("pre", as_plain_text(answer, contacts, today, id), class_="a-copier", hidden=True)


def sheet(answer: Answer, contacts: Sequence[Contact], today: date, id: str = "") -> Html:
    """Return the sheet that a person takes away: no button, nothing that only means something to an agent.

    What the question says of the person is masked: a sheet is left on a table. Sources that only come near are left
    out: they do not answer, and may be notes of the service.
    """
    sources = _cited(answer, today)
    quotes = [_quotation(citation) for citation in answer.citations]
    return tag(
        "section",
        tag("h2", masked(answer.question)),
        tag("p", tag("strong", said)) if (said := _to_the_person(answer)) else "",
        *(tag("p", line) for line in _written(answer)),
        _part("Ce que disent les sources, mot pour mot", join(quotes)),
        _part("Où s'adresser", items(as_lines(_contact(contact)) for contact in contacts) if contacts else ""),
        _part("Sources", items(sources) if sources else ""),
        tag("p", _made_on(today)),
        tag("p", known, class_="reference") if (known := _known_as(id)) else "",
        class_="fiche",
        aria_hidden="true",
    )


def _to_the_person(answer: Answer) -> str:
    if answer.outcome == "partial" and answer.reason is None:
        return _OF_A_LIST
    return _TO_THE_PERSON.get(answer.reason, "")


def _part(title: str, content: str) -> Html:
    return join((tag("h3", title), content)) if content else Html("")


def _quoted(citation: Citation) -> list[str]:
    """Return a quotation, below its headings: "Le permis coûte 90 €" is true of the first vehicle alone."""
    return [*_above(citation), f"[{citation.number}] «\u202f{citation.quote}\u202f»"]


def _quotation(citation: Citation) -> Html:
    quote = tag("blockquote", f"[{citation.number}] «\u202f", quotation(citation.quote), "\u202f»")
    return join((*(tag("p", above, class_="rubrique") for above in _above(citation)), quote))


def _above(citation: Citation) -> list[str]:
    return [headings(citation.section)] if citation.section else []


def _written(answer: Answer) -> list[str]:
    return [f"{s.text} {_numbers(s.citations)}" for s in answer.wording]


def _numbers(numbers: Sequence[int]) -> str:
    return "".join(f"[{number}]" for number in numbers)


def _sources(answer: Answer, today: date) -> list[str]:
    """Return a line for each source: those cited, then those that only come near."""
    near = [f"À voir aussi : {_source(near.source, today)}" for near in answer.nearest]
    return [*_cited(answer, today), *near]


def _cited(answer: Answer, today: date) -> list[str]:
    """Return a line for each source that is quoted, with the numbers of its quotations."""
    numbers: dict[Source, list[int]] = {}
    for citation in answer.citations:
        numbers.setdefault(citation.source, []).append(citation.number)
    return [f"{_numbers(held)} {_source(source, today)}" for source, held in numbers.items()]


def _source(source: Source, today: date) -> str:
    day = f"publié ou mis à jour le {french_day(source.published)}" if source.published else ""
    warning = age.warning(source.published, today)
    return ", ".join(filter(None, (source.title, source.publisher, day, warning, source.url)))


def contact_lines(contact: Contact) -> list[str]:
    """Return what a contact says, a line each: who it is, then where, when, how."""
    return contact.name.split(BETWEEN_LINES)


def as_lines(lines: Sequence[str]) -> Html:
    """Put lines one below the other; the first names the others, where there are some."""
    return join((tag("strong", lines[0]) if lines[1:] else lines[0], *lines[1:]), tag("br"))


def _contact(contact: Contact) -> list[str]:
    return [*contact_lines(contact), *([contact.url] if contact.url else [])]


def _known_as(id: str) -> str:
    return f"Référence de cette réponse\u00a0: {id}" if id else ""


def _made_on(today: date) -> str:
    return (
        f"Recherche faite le {french_day(today.isoformat())} avec Glose, dans les documents du service. "
        "Ce n'est pas une décision : seul le service compétent peut répondre pour votre situation."
    )
