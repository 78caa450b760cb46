"""Where a citation stands, in words: the same wherever it is shown."""

import pytest

from assistant.as_json import answer_as_json
from assistant.cite import part, place, place_in_a_list
from assistant.types import Answer, Near, Source
from corpus.types import Span

UNDER = ("Conditions", "Revenus")


@pytest.mark.parametrize(
    ("section", "page", "said", "in_a_list"),
    [
        (UNDER, 3, "Conditions › Revenus, page 3", "section «\u00a0Conditions › Revenus\u00a0», page 3"),
        (UNDER, None, "Conditions › Revenus", "section «\u00a0Conditions › Revenus\u00a0»"),
        ((), 3, "page 3", "page 3"),
        ((), None, "", ""),
    ],
)
def test_a_place_is_its_headings_then_its_page(
    section: tuple[str, ...], page: int | None, said: str, in_a_list: str
) -> None:
    assert place(section, page) == said
    assert place_in_a_list(section, page) == in_a_list


def test_where_to_look_is_told_to_people_and_to_programs() -> None:
    assert part(UNDER, 3) == "partie «\u202fConditions › Revenus\u202f», page 3" and part((), None) == ""
    source = Source(document="F1", version="sha256:1", kind="procedure", title="Titre")
    near = Near(source=source, section=UNDER, page=3, span=Span(4, 9))
    (told,) = answer_as_json(Answer(question="Qui ?", outcome="abstained", nearest=(near,)))["nearest"]
    assert (told["document"], told["title"], told["url"], told["published"]) == ("F1", "Titre", None, None)
    assert (told["section"], told["page"], told["start"], told["end"]) == (list(UNDER), 3, 4, 9)
