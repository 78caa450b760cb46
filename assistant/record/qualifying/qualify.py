"""Whether the law on public algorithms applies, and what is then owed: a few questions, cited conclusions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assistant.record.qualifying.duties import (
    CONDITIONS,
    Answers,
    Conclusion,
    Topic,
    answer,
    duties,
    is_small,
    no_duties,
    refuted,
    subject,
)
from assistant.record.qualifying.questions import NO, QUESTIONS, UNKNOWN, Question, read_answer
from assistant.record.schema import load_schema

_OTHER_DUTIES = (
    "Le guide rappelle que d'autres obligations peuvent s'appliquer : expliquer la logique d'un traitement de données "
    "personnelles (loi n° 78-17, article 119), ouvrir les codes sources."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Qualification:
    """Every conclusion that the answers allow.

    `answers` are as they were understood; `open` are the questions without an answer, or with "unknown" for one, whose
    answer could change a conclusion.
    """

    schema: str
    answers: Answers
    conclusions: tuple[Conclusion, ...]
    open: tuple[str, ...]
    notes: tuple[str, ...]

    def about(self, topic: Topic) -> Conclusion:
        """Return the conclusion on a topic; there is none on nullity where the law does not apply."""
        return {conclusion.key: conclusion for conclusion in self.conclusions}[topic]


def qualify(answers: Mapping[str, str]) -> Qualification:
    """Conclude from answers, by question; a question without an answer counts as not known.

    An answer that its question does not allow is a `BadSetting`.
    """
    known = _read(answers)
    schema = load_schema()
    owed = no_duties(schema) if refuted(known) else duties(known, schema)
    return Qualification(
        schema=schema.name,
        answers=known,
        conclusions=(subject(known, schema), *owed),
        open=tuple(key for key in _useful(known) if answer(known, key) == UNKNOWN),
        notes=(_OTHER_DUTIES,) if refuted(known) else (),
    )


def next_question(answers: Mapping[str, str]) -> Question | None:
    """Return the next question whose answer can still change a conclusion; None once everything is certain."""
    known = _read(answers)
    return next((QUESTIONS[key] for key in _useful(known) if key not in known), None)


def _read(answers: Mapping[str, str]) -> dict[str, str]:
    return {key: read_answer(key, typed) for key, typed in answers.items()}


def _useful(known: Answers) -> Iterator[str]:
    """Yield the questions that matter given these answers, in the order in which they are asked."""
    if refuted(known):
        return
    yield from (*CONDITIONS, "automation")
    if known.get("automation") in ("full", UNKNOWN):
        yield "personal"
    yield "main"
    if known.get("main") != NO:
        yield "agents"
        if is_small(known, load_schema()):
            yield "inhabitants"


__all__ = ["QUESTIONS", "Conclusion", "Qualification", "Question", "next_question", "qualify", "read_answer"]
