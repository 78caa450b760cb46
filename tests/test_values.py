"""What is read of a text: days in words as in figures, and hostile runs of signs in no time."""

from time import process_time

import pytest

from assistant.values.reading import Reading, read


@pytest.mark.parametrize(
    ("written", "day"),
    [
        *[("1er", 1), ("1 er", 1), ("premier", 1), ("9", 9), ("neuf", 9), ("dix-neuf", 19), ("vingt-neuf", 29)],
        *[("vingt et un", 21), ("vingt-et-un", 21), ("trente et un", 31), ("trente", 30)],
    ],
)
def test_a_day_is_read_in_figures_and_in_words(written: str, day: int) -> None:
    (date,) = read(f"Déposez le dossier avant le {written} mars 2024.").dates
    assert date.parts == (day, 3, 2024, 0)


def test_a_run_of_days_ends_with_its_month() -> None:
    assert [date.parts for date in read("du neuf au dix-neuf mars").dates] == [(9, 3, 0, 0), (19, 3, 0, 0)]


@pytest.mark.parametrize(
    "hostile",
    [
        *("a-" * 10_000, "1-" * 10_000, "_" * 30_000, "Aa" * 15_000),
        *("1" * 20_000, "1" + " 000" * 5_000, "1," + "1" * 20_000, "1" * 5_000 + " demi-heures", "1" * 5_000 + " ans"),
    ],
)
def test_a_hostile_run_is_read_in_no_time(hostile: str) -> None:
    reading = Reading(hostile)
    since = process_time()
    assert reading.references is not None and reading.values is not None and reading.limits is not None
    assert process_time() - since < 1


def test_the_digits_of_a_long_number_count() -> None:
    one, other = (read(f"{number} €").quantities[0].size for number in ("1" * 30, "1" * 29 + "2"))
    assert other - one == 1
