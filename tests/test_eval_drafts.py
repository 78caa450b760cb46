"""What a draft is worth, on records made by hand: values worked out beside each."""

from dataclasses import replace

from assistant.record.types import FieldValue, Record, RecordSentence, Table
from evals.drafts import Drafted, draft_figures, went_wrong
from evals.measures.drafts import field_text
from evals.types import DraftCase, Nugget
from tests.records import bare_record


def case(
    id: str, field: str, *, covered: bool = True, choice: str | None = None, forbidden: tuple[str, ...] = ()
) -> DraftCase:
    nuggets = (
        (Nugget(text="two facts", patterns=("210 points",)), Nugget(text="", patterns=("revenu",))) if covered else ()
    )
    return DraftCase(
        id=id,
        documents=("a.md",),
        request="r",
        field=field,
        covered=covered,
        choice=choice,
        nuggets=nuggets,
        forbidden=forbidden,
    )


def record(**fields: FieldValue) -> Record:
    bare = bare_record()
    return replace(bare, fields={**bare.fields, **fields})


def said(key: str, *texts: str, choice: str = "", tables: tuple[Table, ...] = ()) -> FieldValue:
    sentences = tuple(RecordSentence(text=text, origin="quote", citations=(1,)) for text in texts)
    return FieldValue(key=key, status="drafted", sentences=sentences, choice=choice, tables=tables)


OPEN = FieldValue(key="data", status="to_complete")


def values(measure: str, *drafted: Drafted) -> dict[str, float]:
    return dict(draft_figures(drafted)[measure].values)


def test_a_field_that_no_document_covers_must_stay_open() -> None:
    filled = record(data=said("data", "Le revenu."))
    uncovered = case("d1", "data", covered=False)
    assert values("field_invented", Drafted(case=uncovered, record=filled)) == {"d1": 1.0}
    assert values("field_invented", Drafted(case=uncovered, record=record(data=OPEN))) == {"d1": 0.0}
    assert values("field_left_open", Drafted(case=uncovered, record=record(data=OPEN))) == {}


def test_a_field_that_a_document_covers_is_filled_with_its_facts() -> None:
    half = record(data=said("data", "Le revenu du foyer."))
    assert values("field_left_open", Drafted(case=case("d1", "data"), record=half)) == {"d1": 0.0}
    assert values("field_facts", Drafted(case=case("d1", "data"), record=half)) == {"d1": 0.5}  # one nugget of two
    assert values("field_left_open", Drafted(case=case("d1", "data"), record=record(data=OPEN))) == {"d1": 1.0}
    assert values("field_facts", Drafted(case=case("d1", "data"), record=record(data=OPEN))) == {}


def test_a_scale_counts_as_what_the_field_says() -> None:
    scale = Table(title="Barème", header=("Critère", "Points"), rows=(("Revenu", "210 points"),), citations=(1,))
    tabled = record(operations=said("operations", tables=(scale,)))
    assert field_text(tabled, "operations") == "Critère : Revenu ; Points : 210 points"
    assert values("field_facts", Drafted(case=case("d1", "operations"), record=tabled)) == {"d1": 1.0}


def test_what_is_forbidden_is_looked_for_in_the_field_alone() -> None:
    wrong = record(data=said("data", "138 demandes"), public=said("public", "414 demandes"))
    forbidding = case("d1", "data", forbidden=("138",))
    assert values("field_forbidden", Drafted(case=forbidding, record=wrong)) == {"d1": 1.0}
    assert values("field_forbidden", Drafted(case=case("d2", "data", forbidden=("414",)), record=wrong)) == {"d2": 0.0}


def test_a_value_chosen_wrongly_is_told_from_one_left_open() -> None:
    chosen = case("d1", "automation", choice="Outil d'aide à la décision")
    right = record(automation=said("automation", "Il aide.", choice="Outil d'aide à la décision"))
    wrong = record(automation=said("automation", "Il aide.", choice="Décision entièrement automatisée"))
    left = record(automation=said("automation", "Il aide."))
    assert [values("right_choice", Drafted(case=chosen, record=r))["d1"] for r in (right, wrong, left)] == [
        1.0,
        0.0,
        0.0,
    ]
    assert [values("wrong_choice", Drafted(case=chosen, record=r))["d1"] for r in (right, wrong, left)] == [
        0.0,
        1.0,
        0.0,
    ]


def test_an_error_is_not_a_zero() -> None:
    failed = Drafted(case=case("d1", "data"), error="UnreadableFile : illisible")
    found = draft_figures([failed, Drafted(case=case("d2", "data"), record=record(data=OPEN))])["field_left_open"]
    assert (found.asked, found.scored, found.failed, dict(found.values)) == (2, 1, 1, {"d2": 1.0})
    assert went_wrong([failed]) == [("d1", "UnreadableFile : illisible")]


def test_what_went_wrong_is_named() -> None:
    half = Drafted(case=case("d1", "data"), record=record(data=said("data", "Le revenu.")))
    assert went_wrong([half]) == [("d1", "fait attendu absent")]
    none = Drafted(case=case("d1", "data"), record=record(data=said("data", "Autre chose.")))
    assert went_wrong([none]) == [("d1", "fait attendu absent")]
