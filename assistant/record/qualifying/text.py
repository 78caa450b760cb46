"""A qualification, and the questions that lead to it, as French text for a person and as JSON for a program."""

from collections.abc import Iterable
from typing import Any

from assistant.record.qualifying.qualify import QUESTIONS, Conclusion, Qualification, Question, next_question

_OWED = {
    "yes": "due",
    "no": "non due",
    "disputed": "due selon le guide, non due selon le code ; Glose ne tranche pas",
    "to_check": "à vérifier",
}
_PLAIN = {"yes": "oui", "no": "non", "to_check": "à vérifier"}
_VERDICTS = {
    "subject": _PLAIN,
    "general": _OWED,
    "mention": _OWED,
    "individual": _OWED,
    "inventory": {"recommended": "recommandé par le guide", "no": "non demandé"},
    "nullity": _PLAIN,
}
_CAUTION = "Ces conclusions suivent vos réponses et ne remplacent pas l'avis du service juridique."


def qualification_as_text(qualification: Qualification) -> str:
    """Return the conclusions with their reasons and articles, then what would settle the rest."""
    parts = [_conclusion(conclusion) for conclusion in qualification.conclusions]
    if qualification.open:
        parts.append(_list("Pour aller plus loin, répondez à :", [QUESTIONS[key].text for key in qualification.open]))
    return "\n\n".join([*parts, *qualification.notes, _CAUTION])


def question_as_text(question: Question) -> str:
    """Return a question with its help and what may be answered."""
    labels = list(question.answers.values())
    if question.number:
        choices = [f"  • {label}" for label in ("Un nombre", *labels)]
    else:
        choices = [f"  {place}. {label}" for place, label in enumerate(labels, start=1)]
    return "\n".join([question.text, f"  {question.help}", *choices])


def qualification_as_json(qualification: Qualification) -> dict[str, Any]:
    """Return every conclusion, and the next question to ask, null once everything is certain."""
    question = next_question(qualification.answers)
    return {
        "schema": qualification.schema,
        "answers": dict(qualification.answers),
        "conclusions": [
            {
                "key": conclusion.key,
                "label": conclusion.label,
                "verdict": conclusion.verdict,
                "why": list(conclusion.why),
                "articles": list(conclusion.articles),
            }
            for conclusion in qualification.conclusions
        ],
        "open": list(qualification.open),
        "next": _question_as_json(question) if question else None,
        "notes": [*qualification.notes, _CAUTION],
    }


def _question_as_json(question: Question) -> dict[str, Any]:
    return {
        "key": question.key,
        "text": question.text,
        "help": question.help,
        "answers": dict(question.answers),
        "number": question.number,
    }


def _conclusion(conclusion: Conclusion) -> str:
    head = f"{conclusion.label} : {_VERDICTS[conclusion.key][conclusion.verdict]}"
    articles = f" ({' ; '.join(conclusion.articles)})" if conclusion.articles else ""
    return _list(head + articles, conclusion.why)


def _list(head: str, items: Iterable[str]) -> str:
    return "\n".join([head, *(f"  • {item}" for item in items)])
