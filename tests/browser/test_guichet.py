"""The page Guichet as an agent uses it, with a mouse or with a keyboard alone."""

import json
import re

from tests.browser.person import Person, ask, serious

QUESTION = "La commission décide-t-elle de l'attribution de chaque place ?"
DECIDES = "La commission d'attribution des places en crèche décide"
UNANSWERED = "Combien coûte une place en crèche par mois ?"
UNKNOWN = "Combien coûte la piscine municipale ?"


def in_sight(page, selector: str) -> bool:
    """Whether the middle of something is where a person looks, and nothing hides it."""
    return page.locator(selector).first.evaluate(
        """shown => {
            const { left, top, width, height } = shown.getBoundingClientRect();
            return shown.contains(document.elementFromPoint(left + width / 2, top + Math.min(height, 20) / 2));
        }"""
    )


def test_a_question_is_answered_with_quotations_whose_source_is_open_beside_them(person: Person) -> None:
    shown = person.open()
    ask(shown, QUESTION)
    assert DECIDES in shown.inner_text(".citation blockquote >> nth=0")
    assert shown.input_value("#question textarea") == ""
    assert DECIDES in shown.inner_text("#source mark >> nth=0")
    assert in_sight(shown, "#source mark")
    card = shown.inner_text("#source .carte")
    assert "Ville de Valbrume" in card and "1er juin 2026" in card and "MIT" in card
    official = shown.locator("#source .carte a")
    assert official.get_attribute("href") == "https://www.valbrume.example/demarches/F90001"
    assert not serious(shown)
    assert not person.errors


def test_what_happens_is_said_in_a_region_that_stays(person: Person) -> None:
    shown = person.open()
    region = shown.locator("#etat-reponse[role=status]").element_handle()
    ask(shown, "Quel est le délai pour contester une place en crèche ?")
    shown.wait_for_selector("#etat-reponse:has-text('Réponse ')")
    assert region.evaluate("one => one.isConnected && one.getAttribute('role')") == "status"
    assert shown.locator("#etat-reponse [role=status]").count() == 0


def test_another_source_opens_at_its_own_mark(person: Person) -> None:
    shown = person.open()
    ask(shown, "Comment est calculé le quotient familial ?")
    last = shown.locator("#reponse .citation .renvoi").last
    number = last.get_attribute("data-source")
    last.click()
    shown.wait_for_selector(f'#source article[data-numero="{number}"]')
    quote = shown.locator("#reponse blockquote", has=shown.locator(f'[data-source="{number}"]')).inner_text()
    marked = shown.inner_text("#source mark >> nth=0")
    assert " ".join(marked.split()) in " ".join(quote.split())
    assert in_sight(shown, "#source mark")
    assert last.get_attribute("aria-pressed") == "true"


def test_the_box_is_wide_and_on_a_telephone_above_its_button(someone) -> None:
    shown = someone().open()
    box = shown.locator("#question textarea").bounding_box()
    assert box["width"] > 1000
    clear, ask_ = (shown.locator(one).bounding_box() for one in ("#nouvelle", "#demander"))
    assert clear["width"] < 300 and clear["y"] + clear["height"] < ask_["y"], (
        "it stands apart, and no larger than it must"
    )
    shown = someone(viewport={"width": 341, "height": 700}).open()
    box, button = (shown.locator(one).bounding_box() for one in ("#question textarea", "#demander"))
    assert box["width"] > 250 and button["y"] >= box["y"] + box["height"]
    assert shown.evaluate("document.documentElement.scrollWidth") <= 341


def test_one_goes_from_a_citation_to_the_next_and_back(person: Person) -> None:
    shown = person.open()
    ask(shown, "Comment est calculé le quotient familial ?")
    assert shown.locator('[data-action="precedente"]').is_disabled()
    shown.click('[data-action="suivante"]')
    shown.wait_for_selector('#source article[data-numero="2"]')
    shown.wait_for_function("document.activeElement.matches('#source h2')")
    shown.click('[data-action="precedente"]')
    shown.wait_for_selector('#source article[data-numero="1"]')


def test_the_source_stays_in_sight_while_the_answer_scrolls(person: Person) -> None:
    shown = person.open()
    ask(shown, "Comment est calculé le quotient familial ?")
    shown.locator("#reponse .retour summary").click()
    shown.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    scrolled = shown.evaluate("window.scrollY")
    assert scrolled > 50, "nothing scrolls: this shows nothing"
    assert shown.locator("#source").bounding_box()["y"] >= 0


def test_an_abstention_says_why_what_is_near_and_whom_to_ask(person: Person) -> None:
    shown = person.open()
    ask(shown, UNANSWERED)
    assert shown.locator(".citation").count() == 0
    assert "Pas de réponse" in shown.inner_text(".avis.abstained")
    assert "Service Petite enfance" in shown.inner_text("#reponse .contacts")
    assert "Ce que Glose ne sait pas" in shown.inner_text("#reponse")
    shown.locator("#reponse .proches .renvoi").first.click()
    shown.wait_for_selector("#source article")
    assert shown.inner_text("#source h2 .numero") == "Source proche"
    assert "ne répond peut-être pas" in shown.inner_text("#source .note.proche")
    assert in_sight(shown, "#source mark"), "it opens at the passage that came near"
    assert not serious(shown)
    assert not person.errors


def test_a_problem_is_told_in_two_clicks_and_becomes_a_candidate_case(person: Person) -> None:
    shown = person.open()
    ask(shown, UNKNOWN)
    shown.click("text=Signaler un problème")
    shown.get_by_role("button", name="Glose aurait dû répondre").click()
    shown.wait_for_selector("#reponse p.retour[role=status]:focus")
    lines = (person.server.home / "feedback.jsonl").read_text("utf-8").splitlines()
    (case,) = [case for line in lines if (case := json.loads(line))["question"] == UNKNOWN]
    assert "should_have_answered" in case["note"]
    assert case["documents"], "the nearest sources"
    assert not person.errors


def test_a_new_person_finds_nothing_of_the_one_before(person: Person) -> None:
    shown = person.open()
    ask(shown, QUESTION)
    explained(shown, "quotient familial")
    shown.click("#nouvelle")
    shown.wait_for_selector(".accueil")
    shown.wait_for_selector(".explication dl", state="detached")
    assert "crèche" not in shown.inner_text("#contenu")
    assert "crèche" not in shown.locator(".a-copier, .fiche").all_inner_texts()
    assert shown.evaluate("document.activeElement.closest('#question') !== null")
    shown.get_by_role("button", name="Expliquer un mot").click()
    assert shown.get_by_label("Mot ou sigle").input_value() == ""


def test_the_sheet_is_printed_alone_with_its_sources(person: Person) -> None:
    shown = person.open()
    ask(shown, QUESTION)
    shown.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    shown.emulate_media(media="print")
    seen = shown.locator("body > :visible")
    assert seen.count() == 1
    sheet = seen.inner_text()
    assert sheet.startswith(QUESTION.removesuffix(" ?"))
    assert DECIDES in sheet and "https://www.valbrume.example/demarches/F90001" in sheet
    assert "Signaler" not in sheet and "Imprimer" not in sheet
    shown.emulate_media(media="screen")
    shown.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert shown.locator("#impression").count() == 0
    assert shown.locator("#question").is_visible()


def test_what_is_copied_holds_the_sources(person: Person) -> None:
    person.context.grant_permissions(["clipboard-read", "clipboard-write"])
    shown = person.open()
    ask(shown, QUESTION)
    shown.click("text=Copier avec les sources")
    shown.wait_for_selector(".fait:has-text('Copié')")
    copied = shown.evaluate("navigator.clipboard.readText()")
    assert DECIDES in copied and re.search(r"Sources :\n\[1\] Demander une place en crèche", copied)


def test_a_copy_that_fails_is_said(person: Person) -> None:
    shown = person.open()
    ask(shown, QUESTION)
    shown.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    shown.click("text=Copier avec les sources")
    shown.wait_for_selector(".fait:has-text('La copie a échoué')")


def explained(page, term: str) -> None:
    """Ask what a word means, and wait for what is said of it."""
    page.get_by_role("button", name="Expliquer un mot").click()
    page.get_by_label("Mot ou sigle").fill(term)
    page.get_by_role("button", name="Expliquer", exact=True).click()
    page.wait_for_selector(".explication dl")


def test_a_word_is_explained_with_its_source(person: Person) -> None:
    shown = person.open()
    explained(shown, "quotient familial")
    assert "Source :" in shown.inner_text(".explication")


def focused(page) -> str:
    """The text or the label of what has the focus."""
    return page.evaluate(
        """() => {
            const at = document.activeElement;
            return (at.ariaLabel || at.labels?.[0]?.innerText || at.innerText || at.id).trim();
        }"""
    )


def tab_to(page, words: str) -> list[str]:
    """Press Tab until something that begins so has the focus; return all that had it on the way."""
    seen = []
    for _ in range(40):
        page.keyboard.press("Tab")
        seen.append(focused(page))
        if seen[-1].startswith(words):
            return seen
    raise AssertionError(f"no way to « {words} » by Tab: {seen}")


def test_the_skip_link_comes_first(person: Person) -> None:
    shown = person.open("redaction")
    assert tab_to(shown, "Aller au contenu") == ["Aller au contenu"]
    assert shown.locator(".evitement").bounding_box()["x"] >= 0, "it can be seen"
    shown.keyboard.press("Enter")
    assert shown.evaluate("document.activeElement.id") == "contenu"
    assert shown.url == person.server.url("redaction")
    assert "Guichet" not in tab_to(shown, "Documents et demande"), "the menu was skipped"


def test_everything_is_done_with_a_keyboard_alone(person: Person) -> None:
    shown = person.open()
    shown.wait_for_function("document.activeElement.closest('#question') !== null")
    shown.keyboard.type(QUESTION)
    shown.keyboard.press("Enter")
    shown.wait_for_selector(".etat:has-text('Réponse complète')")
    order = tab_to(shown, "Ouvrir la source 1")
    assert order[0] == "Demander" and "Nouvelle personne" not in order, "what empties the page is not on the way"
    shown.keyboard.press("Enter")
    shown.wait_for_function("document.activeElement.matches('#source h2')")
    tab_to(shown, "Texte de la source")
    before = shown.evaluate("document.activeElement.scrollTop")
    shown.keyboard.press("End")
    shown.wait_for_function("before => document.activeElement.scrollTop !== before", arg=before)
    tab_to(shown, "Revenir à la réponse")
    assert in_sight(shown, '[data-action="revenir"]'), "what has the focus is seen"
    shown.keyboard.press("Enter")
    assert focused(shown).startswith("Ouvrir la source 1")
    tab_to(shown, "Signaler un problème")
    assert not person.errors
