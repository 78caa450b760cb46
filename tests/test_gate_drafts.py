"""The gate turns red when a draft fills what no document says, says what it must not, or ends in an error."""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.record.types import FieldValue, RecordSentence
from evals.checks import checks, reasons
from evals.drafts import Drafted, draft_figures
from evals.errors import BadFloors
from evals.figures import Looked, keep
from evals.floors import Floors, read_floors
from evals.types import DraftCase, Nugget
from tests.records import bare_record

COVERED, UNCOVERED = 6, 6
FLOORS = {
    "field_invented": 0.0,
    "field_left_open": 0.2,
    "field_facts": 0.8,
    "field_forbidden": 0.0,
    "wrong_choice": 0.0,
}


def asked(path: Path) -> Floors:
    return Floors(
        questions=(), pairs=path, drafts=(path,), stored=path, words=path,
        minimum={"covered": COVERED, "uncovered": UNCOVERED}, floors={"drafting": FLOORS},
    )  # fmt: skip


def case(number: int) -> DraftCase:
    covered = number < COVERED
    return DraftCase(
        id=f"d{number}", documents=("a.md",), request="r", field="automation", covered=covered,
        choice="Outil d'aide à la décision" if covered else None,
        nuggets=(Nugget(text="who decides", patterns=("commission",)),) if covered else (), forbidden=("décide seul",),
    )  # fmt: skip


def drafted(one: DraftCase, text: str = "La commission décide.") -> Drafted:
    said = (RecordSentence(text=text, origin="quote", citations=(1,)),) if one.covered or text != FINE else ()
    value = FieldValue(
        key=one.field, status="drafted" if said else "to_complete", sentences=said, choice=one.choice or ""
    )
    bare = bare_record()
    return Drafted(case=one, record=replace(bare, fields={**bare.fields, one.field: value}))


FINE = "La commission décide."
CASES = [case(number) for number in range(COVERED + UNCOVERED)]


def looked(*planted: Drafted) -> Looked:
    """What a faultless drafting gives, but for what is planted."""
    other = {one.case.id: one for one in planted}
    found = [other.get(one.id) or drafted(one) for one in CASES]
    errors = tuple(f"{one.case.id}, {one.error}" for one in found if one.error)
    return Looked(measured=draft_figures(found), errors=errors)


def judged(now: Looked, path: Path) -> list[str]:
    return reasons(checks({"drafting": now}, {"drafting": keep("drafting", looked())}, asked(path)))


def test_what_did_not_change_passes(tmp_path: Path) -> None:
    assert judged(looked(), tmp_path) == ["Tout est tenu : 6 contrôles."]


@pytest.mark.parametrize(
    ("planted", "named"),
    [
        (drafted(CASES[-1], "Le maire signe."), "Rubriques inventées"),
        (drafted(CASES[0], "Le logiciel décide seul."), "Rubriques qui disent ce qu'il ne faut pas"),
        (Drafted(case=CASES[0], error="UnreadableFile : illisible"), "1 en erreur, dont d0, UnreadableFile"),
    ],
)
def test_a_planted_fault_turns_it_red(planted: Drafted, named: str, tmp_path: Path) -> None:
    said = "\n".join(judged(looked(planted), tmp_path))
    assert "ne sont pas tenus" in said and named in said


def test_fields_left_open_turn_it_red(tmp_path: Path) -> None:
    bare = bare_record()
    left = [Drafted(case=one, record=bare) for one in CASES[:3]]
    assert bare.fields["automation"].status == "to_complete"
    assert "Rubriques laissées ouvertes à tort" in "\n".join(judged(looked(*left), tmp_path))


def test_drafting_is_judged_on_cases_that_are_named(tmp_path: Path) -> None:
    floors = "".join(f"{key} = {value}\n" for key, value in FLOORS.items())
    text = '[cases]\nquestions = ["q.jsonl"]\npairs = "p.jsonl"\n[stored]\nfigures = "f"\nwords = "w"\n'
    text += f"[minimum]\nanswerable = 1\nunanswerable = 1\nforbidden = 0\npairs = 1\n[floors.drafting]\n{floors}"
    file = tmp_path / "gate.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(BadFloors, match="drafts"):
        read_floors(file)
    file.write_text(text.replace("[stored]", 'drafts = ["d.jsonl"]\n[stored]'), "utf-8")
    assert read_floors(file).drafts == (tmp_path / "d.jsonl",)
