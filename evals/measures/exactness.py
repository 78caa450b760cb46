"""Is every word shown as a quotation in the stored document, and every value of a written sentence in what it cites?

Deterministic, no model judges, and the mean must be 1 (docs/decisions/0009-evaluations.md).
"""

from collections.abc import Callable, Iterator

from assistant.guard.exact import exact, quoted_exactly
from corpus.errors import LibraryProblem
from corpus.library import Library
from evals.measures.shown import Shown, fold
from evals.types import Json

StoredText = Callable[[str, str], str]
"""From a document and a version to its stored text; KeyError when there is none."""


def stored_texts(library: Library) -> StoredText:
    """Return how to read any version that a library stores, current or not."""

    def text(document: str, version: str) -> str:
        try:
            return library.document(document, version).text
        except LibraryProblem as problem:
            if problem.__cause__:  # The disk is at fault, not the citation.
                raise
            raise KeyError(document, version) from problem

    return text


def exactness(answer: Shown, text: StoredText) -> float | None:
    """1 if an answer has no fault, else 0. None for an abstention: it says nothing."""
    return float(not any(faults(answer, text))) if answer.answered else None


def faults(answer: Shown, text: StoredText) -> Iterator[str]:
    """Yield what is not exact in an answer, in French, for the report."""
    cited = {number for sentence in answer.sentences for number in sentence["citations"]}
    for number, citation in answer.citations.items():
        if number in cited and (fault := _citation_fault(citation, text)):
            yield f"Citation {number} : {fault}"
    for sentence in answer.sentences:
        if fault := _sentence_fault(sentence, answer.quotes(sentence)):
            yield f"« {fold(sentence['text'])} » : {fault}"


def _citation_fault(citation: Json, text: StoredText) -> str:
    """Return why a citation is not `text[start:end]` of a stored version (NFC, white space folded), or nothing."""
    try:
        stored = text(citation["document"], citation["version"])
    except KeyError:
        return f"la bibliothèque n'a pas cette version de {citation['document']}."
    place = stored[citation["start"] : citation["end"]]
    if quoted_exactly(citation["quote"], place) and quoted_exactly(place, citation["quote"]):
        return ""
    return f"ce texte n'est pas à cet endroit de {citation['document']}."


def _sentence_fault(sentence: Json, quotes: list[str]) -> str:
    """Return why a sentence is not what it cites: word for word for a quotation, value for value for written words."""
    if not sentence["citations"]:
        return "aucune citation."
    if not quotes:
        return "un numéro de citation ne mène à rien."
    if sentence["origin"] == "quote":
        whole = any(quoted_exactly(sentence["text"], quote) for quote in quotes)
        return "" if whole else "ces mots ne sont pas ceux de la source."
    details = [failure.detail for failure in exact("\n".join(quotes), sentence["text"])]
    return f"absent de ce qui est cité : {', '.join(details)}." if details else ""
