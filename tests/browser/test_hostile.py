"""What a document holds is shown as text: nothing of it runs, wherever it is shown.

`someone` refuses any dialog and any request to elsewhere; here is looked at what was made of the documents.
"""

from pathlib import Path

from tests.browser.hostile import ANSWER, NAME, QUESTION, REQUEST, write_hostile
from tests.browser.person import Person, ask, draft

MADE = (
    "#contenu :is(script, iframe, img[src=x], svg[onload], [onerror], [onload], [onmouseover], a[href^='javascript:'])"
)
"""What would be there had a text become HTML."""


def test_a_document_of_the_library_runs_nothing_in_an_answer(person: Person) -> None:
    page = person.open()
    ask(page, QUESTION)
    assert ANSWER in page.inner_text("#reponse")
    opened = page.inner_text("#source article")
    assert "alert(" in opened, "it is shown, as text"
    assert page.locator(MADE).count() == 0
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator(MADE.replace("#contenu", "#impression")).count() == 0


def test_a_document_of_the_library_runs_nothing_in_the_other_pages(person: Person) -> None:
    for path, shown in (("registre", "#fiches .entree"), ("sources", "#documents table")):
        page = person.open(path)
        page.wait_for_selector(shown)
        assert "alert(" in page.inner_text("#contenu")
        assert page.locator(MADE).count() == 0


def test_what_is_typed_runs_nothing(person: Person) -> None:
    page = person.open()
    ask(page, "<img src=x onerror=alert(40)> une place en crèche ?")
    assert "<img src=x" in page.inner_text("h2.question")
    assert page.locator(MADE).count() == 0


def test_a_file_dropped_in_runs_nothing(person: Person, tmp_path: Path) -> None:
    write_hostile(tmp_path)
    page = person.open("redaction")
    draft(page, [tmp_path / NAME], REQUEST)
    assert "onerror=alert(8)" in page.inner_text("#recus")
    page.locator("#vue .phrase.cliquable", has_text="alert(").first.click()
    page.wait_for_selector("#redaction #source article")
    assert page.locator(MADE).count() == 0
    page.get_by_label("Page", exact=True).check()
    page.wait_for_selector("#vue")
    assert page.locator(MADE).count() == 0
