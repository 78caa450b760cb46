"""No line of a file, however long, holds a reader up: each pattern reads it a few times at most."""

import re
from time import perf_counter

import pytest

from corpus import markdown, metadata
from corpus.law import files
from corpus.pdf import headings, hyphens, running
from corpus.register import page

MANY = 100_000
SECONDS = 2.0
"""A hundred times what they take; patterns that go back over the line take minutes, or days."""


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (markdown._TAG, "{% a" + " " * MANY + "x"),
        (markdown._TAG, "{% " + "end-" * MANY),
        (markdown._ATTRIBUTE, "a" * MANY),
        (files._ARTICLE, "Article" + " " * MANY + "x"),
        (files._ARTICLE, "Article L" + ". " * MANY + "x"),
        (files._ARTICLE_OF, "Loi" + " " * MANY + "x"),
        (running._DOTS, ". " * MANY + "x"),
        (running._DOTS, "…" * MANY + "x"),
        (running._DOTS, "...." + "1" * MANY + "x"),
        (headings._RUN_IN, "Article " + "a" * MANY),
        (headings._RUN_IN, "Article" + " " * MANY),
        (headings._RUN_IN, "Article 1" + " " * MANY + "x"),
        (hyphens._CUT, "a" * MANY),
        (metadata._FILE_LIKE, "1" * MANY + " !"),
        (page._BETWEEN_LINKS, " " * MANY + "x"),
        (page._BETWEEN_LINKS, "," + " " * MANY + "x"),
    ],
)
def test_a_long_line_is_read_in_no_time(pattern: re.Pattern[str], line: str) -> None:
    start = perf_counter()
    pattern.fullmatch(line)
    pattern.match(line)
    pattern.search(line)
    assert perf_counter() - start < SECONDS
