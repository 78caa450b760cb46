import pytest

from corpus.dates import french_day, iso_day


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2020-03-01T08:00:00+01:00", "2020-03-01"),
        ("1/3/2020", "2020-03-01"),
        ("en vigueur depuis le 1er mars 2020", "2020-03-01"),
        ("12 Août 2021", "2021-08-12"),
        ("31/13/2020", ""),
        ("mars 2020", ""),
        ("", ""),
    ],
)
def test_days_as_files_write_them(written: str, iso: str) -> None:
    assert iso_day(written) == iso


def test_days_as_a_sentence_says_them() -> None:
    assert french_day("2020-03-01") == "1er mars 2020"
    assert french_day("2020-12-25T08:00") == "25 décembre 2020"
    for other in ("", "2020", "2020-13-01", "2020-00-10", "bientôt"):
        assert french_day(other) == other
