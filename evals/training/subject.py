"""Names what a sheet is about, with the article that the sheet itself uses."""

import re
from typing import NamedTuple

from evals.training.french import lower_first, upper_first, vowel

_NO_NAME = re.compile(r"(?:Qu|Comment|Pour|Dans|En|Si|Fiche|Article|Vous|Faut|Est|Peut|Je|J'|Mon|Ma|Mes|Votre)\b|.*\?")
_DEFINITE = {"du ": "le ", "au ": "le ", "un ": "le ", "de la ": "la ", "une ": "la ", "de l'": "l'", "des ": "les "}
_LONGEST = 70


class Subject(NamedTuple):
    """What a sheet is about, as a question names it; `du` and `au` are empty where its article is not known."""

    nu: str
    le: str
    du: str
    au: str

    def put(self, template: str) -> str:
        """Write a template of `asked` with this subject."""
        return template.format(**self._asdict(), Le=upper_first(self.le))


def subject_of(title: str, text: str) -> Subject | None:
    """Return the subject that a title names; None where a title is a question, or no name."""
    *contexts, nu = re.sub(r"\s*\([^)]*\)", "", title).strip().split(" : ")
    if len(contexts) > 1 or not 4 <= len(nu) <= _LONGEST or _NO_NAME.match(nu):
        return None
    nu = lower_first(nu)
    added = "".join(f" ({lower_first(context)})" for context in contexts)
    head = re.escape(" ".join(nu.split()[:2]))
    match = re.search(rf"\b(de la |de l'|du |des |les |le |la |l'|une |un |au )(?={head}\b)", text, re.I)
    return _declined(nu + added, match[1].lower() if match else "")


def _declined(nu: str, found: str) -> Subject:
    le = _DEFINITE.get(found, found)
    if le in ("le ", "la ") and vowel(nu):
        le = "l'"
    if not le:
        return Subject(nu, nu, "", "")
    du = {"le ": "du ", "les ": "des "}.get(le, f"de {le}")
    au = {"le ": "au ", "les ": "aux "}.get(le, f"à {le}")
    return Subject(nu, le + nu, du + nu, au + nu)
