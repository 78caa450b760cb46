"""Where a citation stands, in words: the same wherever it is shown."""

import pytest

from assistant.cite import place, place_in_a_list

UNDER = ("Conditions", "Revenus")


@pytest.mark.parametrize(
    ("section", "page", "said", "in_a_list"),
    [
        (UNDER, 3, "Conditions › Revenus, page 3", "section « Conditions › Revenus », page 3"),
        (UNDER, None, "Conditions › Revenus", "section « Conditions › Revenus »"),
        ((), 3, "page 3", "page 3"),
        ((), None, "", ""),
    ],
)
def test_a_place_is_its_headings_then_its_page(
    section: tuple[str, ...], page: int | None, said: str, in_a_list: str
) -> None:
    assert place(section, page) == said
    assert place_in_a_list(section, page) == in_a_list
