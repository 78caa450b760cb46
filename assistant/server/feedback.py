"""What somebody says of an answer becomes a candidate case of evaluation, to be completed by hand.

Candidates are written as the cases of `evals/cases` are, with what a person must still fill in left empty: the facts
that a right answer holds (`nuggets`), and the words that show them (`evidence`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, Literal

from assistant.lines import PRIVATE
from assistant.mask.text import masked
from assistant.types import Answer

Complaint = Literal[
    "wrong", "incomplete", "wrong_source", "unclear", "should_have_answered", "should_not_have_answered"
]

COMPLAINTS: Mapping[Complaint, str] = {
    "wrong": "La réponse est fausse",
    "incomplete": "Il manque quelque chose",
    "wrong_source": "Ce n'est pas la bonne source",
    "unclear": "Ce n'est pas clair",
    "should_have_answered": "Glose aurait dû répondre",
    "should_not_have_answered": "Glose n'aurait pas dû répondre",
}
"""What a person can click, in French."""

MAX_WORDS = 300
"""Characters that a person may add."""

_KINDS: Mapping[Complaint, str] = {
    "wrong": "answerable",
    "incomplete": "two_sources",
    "wrong_source": "answerable",
    "unclear": "paraphrased",
    "should_have_answered": "paraphrased",
    "should_not_have_answered": "absent_same_topic",
}

_writing = Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """What is said of the answer with this id; `text` is what the person adds, if anything."""

    id: str
    complaint: Complaint
    text: str = ""


def keep(file: Path, feedback: Feedback, answer: Answer, *, keep_questions: bool = True) -> None:
    """Write the candidate of an answer, in place of the one that stood there for it; damaged lines are kept."""
    with _writing:
        others = (line for _, line in PRIVATE.read(file) if line and line.get("id") != feedback.id)
        kept = PRIVATE.damaged(file)
        PRIVATE.rewrite(file, (*others, _candidate(feedback, answer, keep_questions)), damaged=kept)


def _candidate(feedback: Feedback, answer: Answer, keep_questions: bool) -> dict[str, Any]:
    """Return a case; documents are those cited, or the nearest where Glose abstained."""
    sources = [place.source for place in answer.citations or answer.nearest]
    said = f"{COMPLAINTS[feedback.complaint]} (reason: {feedback.complaint}, outcome: {answer.outcome})"
    return {
        "id": feedback.id,
        "question": masked(answer.question) if keep_questions else "",
        "answerable": feedback.complaint != "should_not_have_answered",
        "kind": _KINDS[feedback.complaint],
        "documents": list(dict.fromkeys(source.document for source in sources)),
        "nuggets": [],
        "forbidden": [],
        "evidence": [],
        "note": " : ".join(filter(None, (said, masked(feedback.text.strip()) if keep_questions else ""))),
    }
