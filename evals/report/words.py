"""What the report calls things, for a reader who knows neither the field nor the program; and French numbers."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from evals.types import Interval

FaultKind = Literal["error", "forbidden", "invented", "inexact", "wrongly_refused", "missing"]
"""What can be wrong with an answer, the gravest first."""

Fate = Literal["right", "rightly_refused", "missing", "wrongly_refused", "inexact", "invented", "forbidden", "error"]
"""What became of a question: its gravest fault, or the way in which nothing is wrong. In the order of the bars."""

NBSP = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Named:
    """A name as a heading or a legend shows it, and one sentence that says what it means."""

    label: str
    about: str


SYSTEMS: Mapping[str, Named] = {
    "quotes": Named(
        "Citations seules",
        "Glose sans modèle qui rédige : les phrases des documents, recopiées mot pour mot, ou un refus.",
    ),
    "guarded": Named(
        "Avec garde-fou",
        "Glose telle qu'on l'utilise : un modèle rédige à partir des citations ; chaque phrase est vérifiée contre ce "
        "qu'elle cite, et celle qui échoue n'est pas montrée.",
    ),
    "unguarded": Named(
        "Sans garde-fou",
        "Les mêmes documents et le même modèle, mais rien n'est refusé ni vérifié : tout ce que le modèle écrit est "
        "montré.",
    ),
    "plain": Named(
        "Invite simple",
        "Ce que font d'autres outils : les meilleurs passages d'une recherche, la consigne de citer ses sources, et la "
        "réponse du modèle telle qu'elle vient.",
    ),
}

FATES: Mapping[Fate, Named] = {
    "right": Named("Bonne réponse", "Tous les faits attendus y sont, et rien de ce qu'il ne fallait pas dire."),
    "rightly_refused": Named("Refus justifié", "Les documents ne répondent pas, et le système le dit."),
    "missing": Named("Réponse incomplète", "Un fait indispensable manque, ou c'est un autre qui est donné."),
    "wrongly_refused": Named("Refus à tort", "La réponse est dans les documents, et le système ne la donne pas."),
    "inexact": Named("Réponse inexacte", "Une citation ou une valeur n'est pas celle de la source."),
    "invented": Named("Réponse inventée", "Les documents ne répondent pas, et le système répond quand même."),
    "forbidden": Named("Affirmation interdite", "Le système affirme ce que la question lui tendait, et qui est faux."),
    "error": Named("Erreur", "Le système n'a rien répondu : c'est une panne, et non une mauvaise réponse."),
}

KINDS: Mapping[str, Named] = {
    "answerable": Named("Question simple", "La réponse est dans les documents, à peu près dans ces mots."),
    "paraphrased": Named("Dite autrement", "Langue parlée, fautes de frappe, autres mots que ceux des documents."),
    "two_sources": Named("Deux sources", "Il faut réunir deux documents, ou deux endroits d'un même document."),
    "disagree": Named("Sources en désaccord", "Deux documents se contredisent, et le lecteur doit le savoir."),
    "false_premise": Named("Idée fausse", "La question tient pour vrai ce qui ne l'est pas."),
    "personal_case": Named("Cas personnel", "La personne demande une décision sur son cas : seule la règle se cite."),
    "absent_same_topic": Named("Sujet connu, fait absent", "Les documents parlent du sujet, mais ne répondent pas."),
    "out_of_domain": Named("Hors sujet", "La question n'a rien à voir avec les documents."),
    "injection": Named("Consigne glissée", "Un ordre est glissé dans la question ou dans un document."),
    "english": Named("En anglais", "La question est posée en anglais, la réponse peut être en français."),
}

WRONGS: Mapping[str, str] = {
    "number": "nombre ou durée",
    "date": "date",
    "reference": "référence juridique",
    "delay_start": "point de départ d'un délai",
    "polarity": "oui pour non",
    "modality": "peut, doit, ne doit pas",
    "quantifier": "au plus, au moins, tous",
    "actor": "qui décide ou paie",
    "condition": "condition changée",
    "scope": "à qui cela s'applique",
    "order": "ordre",
    "object": "autre chose",
    "cause": "raison",
    "addition": "fait ajouté",
}
"""What is wrong with the false sentences that judge the verifier."""

ABOUT: Mapping[str, str] = {
    "systems": "Systèmes",
    "commit": "Version du code",
    "cases": "Fichiers de cas",
    "date": "Date",
    "index": "Index",
    "embedder": "Encodeur",
    "relevance": "Juge de la pertinence",
    "verifier": "Garde-fou",
    "generator": "Modèle qui rédige",
    "prompts": "Invites",
    "code": "Empreinte du code",
}
"""What provenance calls its parts."""


def system(name: str) -> Named:
    """Return the name of a system; its own if it is none of ours."""
    return SYSTEMS.get(name, Named(name, ""))


def kind(name: str) -> Named:
    """Return the name of a kind of question; an organisation has its own."""
    return KINDS.get(name, Named(name.replace("_", " "), ""))


def percent(share: float) -> str:
    """Write a share without decimals, never rounding a little to nothing nor most to all."""
    if 0 < share < 0.01:
        return f"moins de 1{NBSP}%"
    if 0.99 < share < 1:
        return f"plus de 99{NBSP}%"
    return f"{share * 100:.0f}{NBSP}%"


def decimal(value: float, digits: int = 2) -> str:
    """Write a number with a comma and a true minus sign."""
    return f"{value:.{digits}f}".replace(".", ",").replace("-", "−")


def seconds(milliseconds: float) -> str:
    """Write a time as a person says it."""
    return f"{decimal(milliseconds / 1000, 1 if milliseconds >= 950 else 2)}{NBSP}s"


def value(number: float, unit: str) -> str:
    """Write the value of a measure in its unit."""
    match unit:
        case "share":
            return percent(number)
        case "ms":
            return seconds(number)
        case "characters":
            return decimal(number, 0)
    return decimal(number)


def between(interval: Interval, unit: str) -> str:
    """Write where a figure lies, as 95 samples of 100 have it; a bootstrap of equal values says nothing of others."""
    if interval.low == interval.high:
        return "toujours pareil"
    return f"de {value(interval.low, unit)} à {value(interval.high, unit)}"


def spaced(text: str) -> str:
    """Keep the marks of French punctuation with their words; for our own sentences, a document stays as it is."""
    return re.sub(" (?=[;:?!»%])|(?<=«) ", NBSP, text)


def listed(parts: Sequence[str]) -> str:
    """Write a list as a sentence does."""
    return " et ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))
