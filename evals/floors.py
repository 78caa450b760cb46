"""The file that says what a change must hold: `evals/gate.toml`, or an organisation's own, written by hand."""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.disk import refusal
from evals.errors import BadFloors
from evals.report.words import system


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is held to the gate.

    `gated` are the measures that have a floor, `kept` those whose values by case decide of all these; `counts` says
    which measure counts which cases.
    """

    label: str
    gated: tuple[str, ...]
    kept: tuple[str, ...]
    counts: Mapping[str, str]


def _answering(label: str, counts: Mapping[str, str]) -> Subject:
    return Subject(
        label=label,
        gated=("hallucination_rate", "error_rate", "trust", "vital_nuggets"),
        kept=("hallucination_rate", "error_rate", "vital_nuggets", "citation_recall", "citation_precision"),
        counts=counts,
    )


SYSTEMS = ("quotes", "guarded")
"""Subjects that answer from the home that is judged: systems, by their names."""

ELSEWHERE = "elsewhere"
"""Quotations alone, from the documents of organisations on which nothing was ever chosen."""

ANSWERING = (*SYSTEMS, ELSEWHERE)
"""Always held as well to full exactness, and to say nothing forbidden."""

_COUNTS = {"error_rate": "answerable", "hallucination_rate": "unanswerable", "forbidden_said": "forbidden"}

_OF_FIELDS = ("field_invented", "field_left_open", "field_facts", "field_forbidden", "wrong_choice")

SUBJECTS: Mapping[str, Subject] = {
    **{name: _answering(system(name).label, _COUNTS) for name in SYSTEMS},
    "retrieval": Subject(
        label="Recherche",
        gated=("mrr@10", "recall@5"),
        kept=("mrr@10", "recall@5"),
        counts={"mrr@10": "answerable"},
    ),
    "verifier": Subject(
        label="Vérificateur",
        gated=("balanced_accuracy",),
        kept=("true_accepted", "false_refused"),
        counts={"balanced_accuracy": "pairs"},
    ),
    "drafting": Subject(
        label="Projets de fiche",
        gated=_OF_FIELDS,
        kept=_OF_FIELDS,
        counts={"field_left_open": "covered", "field_invented": "uncovered"},
    ),
    ELSEWHERE: _answering(
        "Autres organismes",
        {"error_rate": "answerable_elsewhere", "hallucination_rate": "unanswerable_elsewhere"},
    ),
}

COUNTED: Mapping[str, str] = {
    "answerable": "avec réponse",
    "unanswerable": "sans réponse",
    "forbidden": "à piège",
    "answerable_elsewhere": "avec réponse",
    "unanswerable_elsewhere": "sans réponse",
    "pairs": "à juger",
    "covered": "qu'un document couvre",
    "uncovered": "qu'aucun document ne couvre",
}
"""What must be in sufficient number, as [minimum] names it and as a reason says it."""

_ALWAYS_COUNTED = ("answerable", "unanswerable", "forbidden", "pairs")
"""The others are counted where drafting, or other organisations, are judged."""

_FURTHER: Mapping[str, tuple[str, ...]] = {"drafting": ("drafts",), ELSEWHERE: ("library", ELSEWHERE)}
"""What [cases] must name for a subject that is judged."""

_SEE = "evals/gate.toml montre et explique chaque clé"


@dataclass(frozen=True, slots=True, kw_only=True)
class Floors:
    """What a file asks, its paths made whole.

    `floors` are by subject, then by measure: the least, or the most where less is better. A subject left out is not
    judged; a measure left out is an error. `stored` is a folder, `words` a file of what the model wrote. `library` is
    the folder of documents that `elsewhere` asks about, None where that subject is left out.
    """

    questions: tuple[Path, ...]
    pairs: Path
    drafts: tuple[Path, ...]
    stored: Path
    words: Path
    minimum: Mapping[str, int]
    floors: Mapping[str, Mapping[str, float]]
    library: Path | None = None
    elsewhere: tuple[Path, ...] = ()


def read_floors(path: Path) -> Floors:
    """Read the file; a key that is missing, unknown or mistyped is a `BadFloors` that names those that there are."""
    table = _Table(str(path), _content(path))
    table.hold_to(("cases", "minimum", "stored", "floors"))
    cases, stored = table.table("cases"), table.table("stored")
    minimum, floors = table.table("minimum"), table.table("floors")
    further = [key for subject, keys in _FURTHER.items() if subject in floors.content for key in keys]
    cases.hold_to(("questions", "pairs", *further), [key for keys in _FURTHER.values() for key in keys])
    stored.hold_to(("figures", "words"))
    minimum.hold_to(_ALWAYS_COUNTED, COUNTED)
    floors.hold_to((), SUBJECTS)
    return Floors(
        questions=cases.files("questions", path.parent),
        pairs=path.parent / cases.text("pairs"),
        drafts=cases.files("drafts", path.parent),
        library=path.parent / cases.text("library") if "library" in cases.content else None,
        elsewhere=cases.files(ELSEWHERE, path.parent),
        stored=path.parent / stored.text("figures"),
        words=path.parent / stored.text("words"),
        minimum={key: minimum.count(key) for key in minimum.content},
        floors={subject: _of_subject(subject, floors) for subject in SUBJECTS if subject in floors.content},
    )


def _of_subject(subject: str, floors: "_Table") -> dict[str, float]:
    table = floors.table(subject)
    table.hold_to(SUBJECTS[subject].gated)
    return {key: table.share(key) for key in SUBJECTS[subject].gated}


def _content(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise BadFloors(f"{path} : {refusal(error)}.", fix="vérifiez ce chemin") from error
    except ValueError as error:  # not TOML, or not UTF-8
        raise BadFloors(f"{path} : planchers illisibles ({error}).", fix="corrigez ce fichier") from error


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of the file, and where it stands; what is wrong with it is a `BadFloors`."""

    where: str
    content: Mapping[str, Any]

    def refused(self, problem: str, fix: str = _SEE) -> BadFloors:
        return BadFloors(f"{self.where} : {problem}", fix=fix)

    def hold_to(self, needed: Collection[str], allowed: Collection[str] = ()) -> None:
        """Refuse an unknown key, which may be a misspelt one, before a missing one; an empty table holds nothing."""
        known = ", ".join((*needed, *allowed))
        for key in self.content:
            if key not in needed and key not in allowed:
                raise self.refused(f"la clé « {key} » est inconnue.", f"clés possibles : {known}")
        for key in needed:
            if key not in self.content:
                raise self.refused(f"il manque la clé « {key} ».")
        if not self.content:
            raise self.refused("rien n'y est demandé.", f"clés possibles : {known}")

    def table(self, key: str) -> "_Table":
        value = self.content[key]
        if not isinstance(value, dict):
            raise self.refused(f"« {key} » doit être une table, [{key}].")
        return _Table(f"{self.where}, {key}", value)

    def text(self, key: str) -> str:
        value = self.content[key]
        if not isinstance(value, str) or not value.strip():
            raise self.refused(f"« {key} » doit être un texte qui n'est pas vide.")
        return value

    def texts(self, key: str) -> list[str]:
        values = self.content[key]
        if not isinstance(values, list) or not values or not all(isinstance(v, str) and v.strip() for v in values):
            raise self.refused(f"« {key} » doit être une liste de fichiers, qui n'est pas vide.")
        return values

    def files(self, key: str, folder: Path) -> tuple[Path, ...]:
        """Return the files of a list, none where there is no such key."""
        return tuple(folder / name for name in (self.texts(key) if key in self.content else ()))

    def count(self, key: str) -> int:
        value = self.content[key]
        if type(value) is not int or value < 0:
            raise self.refused(f"« {key} » doit être un nombre entier, 0 ou plus.")
        return value

    def share(self, key: str) -> float:
        value = self.content[key]
        if type(value) not in (int, float) or not 0 <= value <= 1:
            raise self.refused(f"« {key} » doit être un nombre de 0 à 1.")
        return float(value)
