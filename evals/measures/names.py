"""What each measure is called and means, for readers who do not know the field; the order is that of the report."""

from collections.abc import Mapping
from dataclasses import dataclass

from evals.types import Direction


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A measure as a report presents it. `unit` is "share" (0 to 1), "score", "ms" or "characters"."""

    key: str
    label: str
    about: str
    direction: Direction
    unit: str


_SAME_READER = (
    " Le lecteur qui juge ici a aussi filtré les réponses du système gardé : cette mesure ne suffit pas seule ; "
    "les faits attendus et l'exactitude se passent de lui."
)


def _up(key: str, label: str, about: str, *, unit: str = "share") -> Measure:
    return Measure(key=key, label=label, about=about, direction="up", unit=unit)


def _down(key: str, label: str, about: str, *, unit: str = "share") -> Measure:
    return Measure(key=key, label=label, about=about, direction="down", unit=unit)


_MEASURES = (
    _up(
        "trust",
        "Confiance",
        "Moyenne de trois notes : savoir s'abstenir, répondre juste, citer ce qui porte la réponse." + _SAME_READER,
        unit="score",
    ),
    _down(
        "hallucination_rate",
        "Réponses inventées",
        "Part des questions sans réponse dans les documents auxquelles le système répond quand même.",
    ),
    _down(
        "error_rate",
        "Refus à tort",
        "Part des questions dont la réponse est dans les documents et auxquelles le système ne répond pas.",
    ),
    _up(
        "exactness",
        "Exactitude",
        "Part des réponses dont chaque citation est mot pour mot dans le document, et chaque valeur rédigée dans ce "
        "qu'elle cite ; doit être de 100 %.",
    ),
    _up("vital_nuggets", "Faits attendus", "Part des faits indispensables que les réponses contiennent."),
    _up(
        "all_vital_found",
        "Réponses complètes",
        "Part des réponses qui contiennent tous les faits indispensables.",
    ),
    _down(
        "forbidden_said",
        "Affirmations interdites",
        "Part des questions à piège après lesquelles le système affirme ce qu'il ne fallait pas dire.",
    ),
    _up(
        "right_document",
        "Bon document cité",
        "Part des réponses qui citent un des documents où se trouve la réponse.",
    ),
    _up(
        "crag_score",
        "Note CRAG",
        "Moyenne sur toutes les questions : +1 pour une réponse juste, 0 pour une abstention, −1 pour une réponse "
        "fausse ou à une question sans réponse.",
        unit="score",
    ),
    _up(
        "citation_recall",
        "Phrases soutenues",
        "Part des phrases que leurs citations suffisent à justifier ; une phrase citée mot pour mot l'est toujours."
        + _SAME_READER,
    ),
    _up(
        "citation_precision",
        "Citations utiles",
        "Part des citations nécessaires à la phrase qui les porte." + _SAME_READER,
    ),
    _down(
        "citation_length",
        "Longueur citée",
        "Nombre de caractères cités par phrase : citer une page entière justifie tout et n'aide personne.",
        unit="characters",
    ),
    _up(
        "refusal_precision",
        "Refus justifiés",
        "Part des refus qui portent sur une question sans réponse dans les documents.",
    ),
    _up(
        "refusal_recall",
        "Questions sans réponse refusées",
        "Part des questions sans réponse auxquelles le système refuse de répondre.",
    ),
    _up(
        "refusal_f1",
        "F1 des refus",
        "Moyenne harmonique des refus justifiés et des questions sans réponse refusées.",
        unit="score",
    ),
    _up(
        "answerable_precision",
        "Réponses permises",
        "Part des réponses données à une question dont la réponse est dans les documents.",
    ),
    _up(
        "answerable_recall",
        "Questions traitées",
        "Part des questions dont la réponse est dans les documents et auxquelles le système répond.",
    ),
    _up(
        "answerable_f1",
        "F1 des réponses",
        "Moyenne harmonique des réponses permises et des questions traitées.",
        unit="score",
    ),
    _up("abstention_f1", "Savoir s'abstenir", "Moyenne du F1 des refus et du F1 des réponses.", unit="score"),
    _up(
        "correctness_f1",
        "Répondre juste",
        "Faits indispensables trouvés, rapportés à la fois aux réponses données et aux réponses possibles.",
        unit="score",
    ),
    _up(
        "citation_f1",
        "Bien citer",
        "Moyenne harmonique des phrases soutenues et des citations utiles." + _SAME_READER,
        unit="score",
    ),
    _up("worded", "Réponses rédigées", "Part des réponses qui ajoutent aux citations une phrase rédigée."),
    _up(
        "worded_whole",
        "Réponses rédigées en entier",
        "Part des réponses qui ont des phrases rédigées, et dont aucune n'a été écartée.",
    ),
    _up(
        "worded_by_code",
        "Réponses dites sans le modèle",
        "Part des réponses dont toutes les phrases rédigées sont dites par le code, sans le modèle.",
    ),
    _up("words_kept", "Phrases gardées", "Part des phrases rédigées par le modèle que le garde-fou laisse passer."),
    _down("first_sentence_ms", "Première phrase", "Temps d'attente avant la première phrase affichée.", unit="ms"),
    _down(
        "first_written_ms",
        "Première phrase rédigée",
        "Temps d'attente avant la première phrase rédigée, quand il y en a une.",
        unit="ms",
    ),
    _down("total_ms", "Réponse entière", "Temps d'attente avant la fin de la réponse.", unit="ms"),
    _up("hit@1", "Bon document en tête", "Part des questions dont le premier document trouvé est le bon."),
    _up(
        "recall@5",
        "Bons documents dans les 5 premiers",
        "Part des bons documents qui sont parmi les 5 premiers trouvés.",
    ),
    _up(
        "recall@100",
        "Bons documents dans les 100 premiers",
        "Part des bons documents qui sont parmi les 100 premiers trouvés.",
    ),
    _up(
        "mrr@10",
        "Rang du bon document",
        "1 si le premier bon document vient en tête, 1/2 s'il vient deuxième, 1/3 troisième… et 0 après le dixième.",
        unit="score",
    ),
    _up(
        "ndcg@10",
        "Ordre des documents",
        "De 0 à 1 : les bons documents sont-ils parmi les dix premiers, et le plus haut possible ?",
        unit="score",
    ),
    _down(
        "field_invented",
        "Rubriques inventées",
        "Part des rubriques qu'aucun document ne couvre et qui sont remplies quand même.",
    ),
    _down(
        "field_left_open",
        "Rubriques laissées ouvertes à tort",
        "Part des rubriques qu'un document couvre et qui restent à compléter.",
    ),
    _up("field_facts", "Faits attendus dans les rubriques", "Part des faits indispensables que la rubrique contient."),
    _down(
        "field_forbidden",
        "Rubriques qui disent ce qu'il ne faut pas",
        "Part des rubriques où se trouve la valeur d'un autre dispositif, d'une autre année ou d'un autre service.",
    ),
    _up("right_choice", "Valeurs bien choisies", "Part des listes de choix où la bonne valeur est choisie."),
    _down("wrong_choice", "Valeurs choisies à tort", "Part des listes de choix où une autre valeur est choisie."),
)

MEASURES: Mapping[str, Measure] = {measure.key: measure for measure in _MEASURES}
"""By key, in the order of the report: of answers, then five of retrieval (`evals.measures.retrieval`), then of drafts
(`evals.measures.drafts`)."""
