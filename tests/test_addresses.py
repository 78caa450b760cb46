"""An address ends where its text goes on, in whatever is made of a record."""

import re

import pytest

from assistant.addresses import MAIL, URL
from assistant.record.texts.layout import linked
from assistant.record.texts.paste import as_html


@pytest.mark.parametrize("around", ["{}", "({})", "« {} »", '"{}"', "'{}'", "<{}>", "{}.", "{} ;", "[{}]", "voir {} !"])
def test_what_stands_around_an_address_is_no_part_of_it(around: str) -> None:
    url, mail = "https://valmont.example/l'enfance?a=1&b=2", "petite.enfance+1@valmont-mairie.example"
    assert re.findall(URL, around.format(url)) == [url]
    assert re.findall(MAIL, around.format(mail)) == [mail]


def test_a_quoted_address_is_the_same_link_in_a_file_and_in_a_text_to_paste() -> None:
    text = 'La page "https://valmont.example/creches" le dit.'
    assert [run.url for run in linked(text) if run.url] == ["https://valmont.example/creches"]
    assert '<a href="https://valmont.example/creches">' in as_html([text])
