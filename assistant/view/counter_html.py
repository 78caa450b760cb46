"""What stands around an answer at the counter: how far it is, what can be done with it, what was wrong with it."""

from collections.abc import Mapping

from assistant.server.counter import Exchange
from assistant.server.feedback import COMPLAINTS, MAX_WORDS
from assistant.types import Reason
from assistant.view.tags import Html, join, ours, tag
from corpus.counting import count

_THANKS = tag(
    "p", "Merci. Votre retour est gardé avec la réponse, pour être relu.", class_="retour", role="status", tabindex=-1
)

_LACKS: Mapping[Reason | None, str] = {
    "sources_disagree": "les sources ne disent pas la même chose, ",
    "asks_for_a_decision": "la règle générale seulement, ",
    None: "une partie de la liste, ",
}
"""Why an answer is not whole, in the line that says how many quotations it has."""

NO_SOURCE = tag(
    "div",
    tag("h2", "Source"),
    tag(
        "p",
        ours("Les sources s'ouvrent ici, à l'endroit cité : choisissez un numéro, comme [1], ou une source proche."),
    ),
    class_="document vide",
)

WELCOME = tag(
    "p",
    "Posez la question comme la personne la pose. Glose cite ses documents mot pour mot, ou dit qu'il ne sait pas. "
    "N'écrivez ni nom, ni numéro de sécurité sociale, ni adresse : ils ne servent à rien ici.",
    class_="accueil",
)


def status(words: str) -> Html:
    """Return a line for a part that is read aloud when it changes."""
    return tag("p", ours(words), class_="etat")


SEARCHING = status("Glose cherche…")


def progress(exchange: Exchange) -> Html:
    """Return how far an answer is."""
    match exchange.progress:
        case "searched":
            return status("Citations trouvées.")
        case "writing":
            return status("Citations trouvées. Glose rédige une formulation en langage clair et la vérifie…")
        case "waiting":
            before = count(exchange.ahead, "demande")
            return status(f"Citations trouvées. Formulation en langage clair : {before} avant la vôtre.")
        case "done":
            return status(_ended(exchange))


def tools(exchange: Exchange, *, thanked: bool = False) -> Html:
    """Return what can be done with an answer; its feedback needs the answer to be whole, and in the log."""
    if exchange.answer is None:
        return Html("")
    buttons = (_button("Copier avec les sources", "copier"), _button("Imprimer une fiche", "imprimer"))
    done = tag("span", class_="fait", role="status")
    group = tag("div", *buttons, done, class_="outils", role="group", aria_label="Que faire de cette réponse")
    return join((group, _THANKS if thanked else _feedback() if exchange.id else ""))


def _button(words: str, action: str) -> Html:
    return tag("button", words, type="button", data_action=action)


def _ended(exchange: Exchange) -> str:
    answer = exchange.answer
    if answer is None:
        return ""
    if answer.outcome == "abstained":
        return "Glose n'a pas de réponse."
    cited = count(len(answer.citations), "citation")
    if answer.outcome == "partial":
        return f"Réponse partielle : {_LACKS.get(answer.reason, '')}{cited}."
    return f"Réponse complète : {cited}."


def _feedback() -> Html:
    reasons = (tag("button", said, type="button", data_reason=key) for key, said in COMPLAINTS.items())
    words = tag("input", type="text", maxlength=MAX_WORDS, autocomplete="off")
    return tag(
        "details",
        tag("summary", "Signaler un problème dans cette réponse"),
        tag("label", "Précision, sans nom ni numéro (facultatif)", words),
        tag("div", *reasons, role="group", aria_label="Raison"),
        class_="retour",
    )
