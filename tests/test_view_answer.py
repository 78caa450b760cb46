"""Answers and documents as HTML: what they show, and what can never run."""

from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from assistant import age
from assistant.addresses import is_web
from assistant.messages import MESSAGES
from assistant.render import french_day
from assistant.server.counter import Exchange
from assistant.types import Answer, AnswerSentence, Citation, Contact, Dropped, Failure, Near, Source
from assistant.view import answer_html, answer_text, counter_html, source_html
from assistant.view.document_html import body, near_panel, source_panel
from assistant.view.html import link
from assistant.view.tags import ours, tag
from corpus.types import Block, Document, Provenance, Role, Span

TODAY = date(2026, 11, 22)
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "</textarea></pre></title><iframe src=//evil.example>",
    "javascript:alert(1)",
    "' onmouseover='alert(1)",
    "${alert(1)} {{constructor}} `x`",
)


class Seen(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.marked = ""
        self._open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self.text += data
        self.marked += data if self._open and self._open[-1] == "mark" else ""


def source(words: str = "Titre", url: str = "https://www.valbrume.example/1", published: str = "2026-06-01") -> Source:
    return Source(
        document="F1", version="sha256:1", kind="procedure", title=words, url=url, published=published,
        publisher=words, licence=words,
    )  # fmt: skip


def answer(words: str = "La commission décide.", **changed: object) -> Answer:
    cited = Citation(number=1, source=source(words), section=(words,), page=2, span=Span(0, len(words)), quote=words)
    parts: dict[str, object] = {
        "question": words,
        "outcome": "answered",
        "sentences": (AnswerSentence(text=words, origin="quote", citations=(1,), support=1.0),),
        "citations": (cited,),
    }
    return Answer(**{**parts, **changed})  # type: ignore[arg-type]


def written(words: str = "Une commission décide.") -> Answer:
    said = AnswerSentence(text=words, origin="written", citations=(1,), support=0.9)
    return answer(words, sentences=(said, *answer(words).sentences))


def near_to(near: Source, *section: str, span: Span | None = None) -> Near:
    return Near(source=near, section=section, page=None, span=span or Span(0, 3))


def abstained(words: str = "Rien.") -> Answer:
    near = near_to(source(words, url=words), words)
    return answer(words, outcome="abstained", reason="not_covered", message=words, notice=words, citations=(),
                  sentences=(), nearest=(near,), contacts=(Contact(name=words, url=words),))  # fmt: skip


def abstained_near(near: Source) -> Answer:
    return answer("Rien.", outcome="abstained", citations=(), sentences=(), nearest=(near_to(near),))


def page(shown: Answer) -> str:
    """Everything that the counter shows of an answer."""
    exchange = Exchange(asked=shown.question, answer=shown, contacts=shown.contacts, id="1")
    parts = (
        answer_html.heading(shown, "autre chose"),
        answer_html.wording(shown),
        answer_html.quotations(shown, TODAY),
        answer_html.whom_to_ask(shown.contacts),
        answer_html.unknown(shown, TODAY),
        answer_text.sheet(shown, shown.contacts, TODAY),
        answer_text.to_copy(shown, shown.contacts, TODAY),
        counter_html.tools(exchange),
        counter_html.progress(exchange),
    )
    return "".join(parts)


def document(words: str) -> Document:
    text = f"{words}\n\n{words}\n\n- {words}\n"
    second, third = text.index(words, 1), text.rindex(words)
    blocks = (
        Block(start=second, end=second + len(words), section=(words,), page=1),
        Block(start=third, end=third + len(words), section=(words,), role="item", page=1),
    )
    return Document(id="F1", kind="procedure", title=words, text=text, blocks=blocks, provenance=Provenance())


@pytest.mark.parametrize("words", HOSTILE)
def test_nothing_of_an_answer_or_of_a_document_can_run(words: str) -> None:
    cited = answer(words).citations[0]
    stored = document(words)
    shown = "".join(
        (page(written(words)), page(abstained(words)), source_panel(stored, cited, TODAY),
         near_panel(stored, "v1", near_to(source(words, url=words), words), TODAY))
    )  # fmt: skip
    seen = Seen(shown)
    assert not seen.tags & {"script", "img", "svg", "iframe", "textarea", "object", "style", "form"}
    assert not [name for name, _ in seen.attributes if name.startswith("on") or name in ("style", "srcdoc", "src")]
    assert all(value.startswith(("https://", "http://")) for name, value in seen.attributes if name == "href")
    assert words in seen.text, "what a document says is shown as it is"
    assert "${" not in shown and "{{" not in shown, "a template of Gradio could take it for a command"


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//evil.example", "vbscript:x", "http://",
     "http://[", " "],
)  # fmt: skip
def test_only_web_addresses_are_links(url: str) -> None:
    assert not is_web(url)
    assert "<a" not in link(url, "ici")


def test_a_link_opens_elsewhere_and_says_so() -> None:
    made = link("https://www.valbrume.example/?a=1&b=2", "la page")
    assert 'href="https://www.valbrume.example/?a=1&amp;b=2"' in made
    assert 'rel="noopener noreferrer"' in made and "(nouvel onglet)" in made


def test_quotations_are_what_to_say_until_a_wording_is_there() -> None:
    assert "À dire à la personne" in answer_html.quotations(answer(), TODAY)
    assert not answer_html.wording(answer())
    assert "mot pour mot" in answer_html.quotations(written(), TODAY)
    assert "À dire à la personne" in answer_html.wording(written())


def test_each_sentence_leads_to_its_source() -> None:
    assert 'data-source="1"' in answer_html.wording(written())
    assert 'aria-label="Ouvrir la source 1 : ' in answer_html.quotations(answer(), TODAY)


def test_a_reference_to_no_citation_is_not_shown() -> None:
    said = AnswerSentence(text="Faux.", origin="written", citations=(7,), support=0.9)
    assert "data-source" not in answer_html.wording(answer(sentences=(said,)))


def test_quotations_of_one_source_stand_together() -> None:
    one = answer().citations[0]
    other = Citation(number=2, source=one.source, section=(), page=None, span=Span(0, 1), quote="L")
    assert answer_html.quotations(answer(citations=(one, other)), TODAY).count("<figure") == 1


def test_the_question_is_shown_as_understood_where_that_differs() -> None:
    assert "comprise ainsi" not in answer_html.heading(answer("Qui décide ?"), "Qui décide ?")
    assert "comprise ainsi" in answer_html.heading(answer("Qui décide pour une crèche ?"), "et pour une crèche ?")


def test_an_abstention_says_why_whom_to_ask_and_what_comes_near() -> None:
    shown = page(abstained("Rien."))
    for words in ("Pas de réponse", "aucun passage ne répond", "Où s&#x27;adresser", "Sources les plus proches"):
        assert words in shown
    assert f'data-source="{answer_html.NEAR}1"' in shown


def test_a_source_that_comes_near_opens_at_its_passage_and_says_that_it_may_not_answer() -> None:
    start = STORED.text.index("Elle compte")
    near = near_to(source(), "Qui décide ?", span=Span(start, start + len("Elle compte :")))
    listed = answer_html.unknown(answer(outcome="abstained", reason="not_covered", nearest=(near,)), TODAY)
    assert "partie «\u202fQui décide ?\u202f»" in listed
    panel = near_panel(STORED, "v1", near, TODAY)
    assert Seen(panel).marked == "Elle compte :"
    assert "ne répond peut-être pas" in panel and "<dd>Qui décide ?</dd>" in panel


def test_sources_that_disagree_are_not_chosen_between() -> None:
    shown = answer(outcome="partial", reason="sources_disagree", message="Attention.")
    assert "Réponse partielle" in answer_html.heading(shown, "Qui ?")
    assert "ne choisit pas" in answer_html.unknown(shown, TODAY)


def test_what_was_left_out_is_counted() -> None:
    dropped = Dropped("Le montant est de 1 200 €.", Failure("number_not_in_source", "1 200 €"))
    shown = answer_html.unknown(answer(dropped=(dropped,)), TODAY)
    assert "1 phrase rédigée" in shown
    assert "1 200" not in shown, "what was refused is not shown by another way"


@pytest.mark.parametrize(
    ("published", "warning"),
    [
        ("2024-11-22", "Source de 2024 : à vérifier"),
        ("2024-11-23", ""),
        ("2020-01-01", "Source de 2020 : à vérifier"),
        ("2026-11-22", ""),
        ("2027-01-01", ""),
        ("", "Source sans date : à vérifier"),
        ("inconnue", "Source sans date : à vérifier"),
    ],
)
def test_old_sources_carry_their_date(published: str, warning: str) -> None:
    assert age.warning(published, TODAY) == warning
    assert ("à vérifier" in source_html.origin(source(published=published), TODAY)) is bool(warning)
    copied = answer_text.as_plain_text(abstained_near(source(published=published)), (), TODAY)
    assert ("à vérifier" in copied) is bool(warning)


def test_what_is_no_day_is_shown_as_it_is() -> None:
    assert french_day("2024-07-01T08:00") == "1er juillet 2024"
    assert [french_day(day) for day in ("2024-00-05", "2024", "")] == ["2024-00-05", "2024", ""]


def test_the_card_of_a_source_tells_all_that_is_known() -> None:
    card = source_html.card(source("Ville"), ("Partie", "Cas"), 3, TODAY)
    for words in ("Partie › Cas", "3", "1er juin 2026", "Ville", "démarche", 'href="https://www.valbrume.example/1"'):
        assert words in card


def test_the_card_says_nothing_of_what_is_not_known() -> None:
    card = source_html.card(source("Ville", url=""), (), None, TODAY)
    assert "Page" not in card and "Rubrique" not in card


TEXT = """Crèche

Qui décide ?

Vous habitez Valbrume

La commission décide. Elle écrit pourquoi.

Elle compte :
- un élu,
- un médecin.

Fin sans bloc.
"""


def block(words: str, *under: str, role: Role = "text") -> Block:
    start = TEXT.index(words)
    return Block(start=start, end=start + len(words), section=("Qui décide ?", *under), role=role)


STORED = Document(
    id="F1",
    kind="procedure",
    title="Crèche",
    text=TEXT,
    blocks=(
        block("La commission décide. Elle écrit pourquoi.", "Vous habitez Valbrume"),
        block("Elle compte :"),
        block("un élu,", role="item"),
        block("un médecin.", role="item"),
    ),
)


def test_a_document_is_shown_whole_and_in_order() -> None:
    words = " ".join(Seen(body(STORED, Span(0, 0)).replace("<p", " <p").replace("<h", " <h")).text.split())
    assert words == " ".join(STORED.text.replace("- ", "").split())


def test_headings_stand_under_each_other() -> None:
    shown = body(STORED, Span(0, 0))
    assert "<h3>Qui décide ?</h3>" in shown and "<h4>Vous habitez Valbrume</h4>" in shown


def test_the_quotation_is_marked_at_its_exact_place() -> None:
    start = STORED.text.index("La commission")
    shown = body(STORED, Span(start, start + len("La commission décide.")))
    assert "<mark>La commission décide.</mark> Elle écrit" in shown
    assert shown.count("<mark>") == 1


def test_a_quotation_over_several_blocks_is_marked_in_each() -> None:
    start, end = STORED.text.index("Elle compte"), STORED.text.index("un médecin.") + len("un médecin.")
    assert Seen(body(STORED, Span(start, end))).marked == "Elle compte :un élu,un médecin."


def test_a_quotation_may_be_a_heading_or_what_no_block_holds() -> None:
    for words in ("Qui décide ?", "Fin sans bloc."):
        start = STORED.text.index(words)
        assert Seen(body(STORED, Span(start, start + len(words)))).marked == words


def test_a_document_without_blocks_is_shown_too() -> None:
    bare = Document(id="x", kind="document", title="x", text="Un texte.", blocks=())
    assert "<mark>texte</mark>" in body(bare, Span(3, 8))


def test_a_long_document_is_cut_around_the_quotation_and_says_so() -> None:
    line = "Une ligne de cinquante caractères, ou à peu près.\n\n"
    text = line * 2_000
    blocks = tuple(
        Block(start=start, end=start + len(line) - 2, page=1 + start // 3_000)
        for start in range(0, len(text), len(line))
    )
    long = Document(id="x", kind="document", title="x", text=text, blocks=blocks)
    middle = blocks[1_000]
    shown = body(long, Span(middle.start, middle.end))
    assert Seen(shown).marked == line.strip()
    assert len(shown) < 80_000
    assert shown.count('class="coupe"') == 2
    assert f"Page {middle.page}" in shown


def test_the_text_to_copy_has_everything_and_no_html() -> None:
    copied = answer_text.as_plain_text(written(), (Contact(name="Le service"),), TODAY)
    for words in (
        "Une commission décide. [1]",
        "[1] «",
        "Où s'adresser :\n- Le service",
        "Sources :",
        "22 novembre 2026",
    ):
        assert words in copied
    assert "<" not in copied


def test_a_quotation_is_never_shown_without_its_headings() -> None:
    """On the page, on the sheet and where it is copied: what "Le permis coûte 90 €" is true of is told above it."""
    [cited] = answer("Le permis coûte 90 €.").citations
    shown = answer(citations=(replace(cited, section=("Résident", "Tarif", "1er véhicule du foyer"), page=None),))
    above = "Résident › Tarif › 1er véhicule du foyer"
    assert f"{above}\n[1] «" in answer_text.as_plain_text(shown, (), TODAY)
    assert above in answer_text.sheet(shown, (), TODAY)
    assert "<strong>1er véhicule du foyer</strong>" in answer_html.quotations(shown, TODAY)
    assert "<strong>Tarif</strong>" not in answer_html.quotations(shown, TODAY)


def test_words_of_one_quotation_are_told_in_one_run() -> None:
    said = [
        AnswerSentence(text=text, origin="written", citations=(1,), support=0.9)
        for text in ("Loyers impayés : l'aide est de 900 €.", "Elle est versée au propriétaire.")
    ]
    shown = answer(sentences=(*said, *answer().sentences))
    run = "Loyers impayés : l'aide est de 900 €. Elle est versée au propriétaire."
    assert f"{run} [1]" in answer_text.as_plain_text(shown, (), TODAY)
    assert answer_html.wording(shown).count("[1]<") == 1


def test_the_sheet_has_no_button_and_is_not_read_twice() -> None:
    sheet = answer_text.sheet(written(), (), TODAY)
    assert "<button" not in sheet and 'aria-hidden="true"' in sheet
    assert "Ce n&#x27;est pas une décision" in sheet


TYPED = "Je suis Mme Dupont, 06 12 34 56 78 : qui décide d'une place en crèche ?"


def test_what_leaves_the_counter_says_nothing_of_the_person() -> None:
    shown = replace(written(), question=TYPED)
    for taken in (answer_text.sheet(shown, (), TODAY), answer_text.as_plain_text(shown, (), TODAY)):
        assert "Dupont" not in taken and "06 12" not in taken and "crèche" in taken
    assert "inutile de les écrire" in answer_html.heading(shown, TYPED)
    assert "inutile de les écrire" not in answer_html.heading(shown, "Qui décide ?")


def test_the_sheet_says_that_a_list_is_not_whole() -> None:
    part = "qu&#x27;une partie de la liste"
    assert part in answer_text.sheet(answer(outcome="partial", message="8 algorithmes…"), (), TODAY)
    assert part not in answer_text.sheet(answer(), (), TODAY)


def test_the_sheet_says_nothing_that_is_meant_for_the_agent() -> None:
    assert "À voir aussi" not in answer_text.sheet(abstained("Mémo"), (), TODAY)
    shown = answer(outcome="partial", reason="sources_disagree", message=MESSAGES["sources_disagree"])
    sheet = answer_text.sheet(shown, (), TODAY)
    assert "avant de vous en servir" not in sheet and "ne disent pas la même chose" in sheet


def test_what_is_taken_away_names_the_answer_that_the_log_replays() -> None:
    id = "20261122-0123456789"
    assert id in answer_text.sheet(written(), (), TODAY, id) and id in answer_text.as_plain_text(
        written(), (), TODAY, id
    )
    assert "Référence" not in answer_text.sheet(written(), (), TODAY)


def test_feedback_waits_for_the_answer_to_be_in_the_log() -> None:
    whole = Exchange(asked="Qui ?", answer=answer(), id="20261122-1")
    assert counter_html.tools(whole).count("data-reason=") == 6
    assert "data-reason" not in counter_html.tools(Exchange(asked="Qui ?", answer=answer()))
    assert "Merci" in counter_html.tools(whole, thanked=True)


@pytest.mark.parametrize(
    ("exchange", "words"),
    [
        (Exchange(asked="Qui ?", answer=answer(), progress="waiting", ahead=2), "2 demandes avant la vôtre"),
        (Exchange(asked="Qui ?", answer=answer(), progress="waiting", ahead=1), "1 demande avant la vôtre"),
        (Exchange(asked="Qui ?", answer=answer(), progress="writing"), "rédige"),
        (Exchange(asked="Qui ?", answer=answer()), "1 citation"),
        (Exchange(asked="Qui ?", answer=abstained()), "pas de réponse"),
        (
            Exchange(asked="Qui ?", answer=answer(outcome="partial", reason="sources_disagree")),
            "Réponse partielle\u00a0: les sources ne disent pas la même chose, 1 citation.",
        ),
        (
            Exchange(asked="Qui ?", answer=answer(outcome="partial", reason="asks_for_a_decision")),
            "Réponse partielle\u00a0: la règle générale seulement, 1 citation.",
        ),
        (
            Exchange(asked="Qui ?", answer=answer(outcome="partial", message="8 algorithmes…")),
            "Réponse partielle\u00a0: une partie de la liste, 1 citation.",
        ),
    ],
)
def test_how_far_an_answer_is_is_said(exchange: Exchange, words: str) -> None:
    said = counter_html.progress(exchange)
    assert words in said
    assert "role=" not in said, "the part around it, which stays, is what is read aloud"


def test_a_contact_is_read_line_by_line_wherever_it_is_shown() -> None:
    desk = (Contact(name="Service Petite enfance ; Sur place : 4 rue des Tilleuls ; 02 61", url="https://v.example/a"),)
    lines = ("Sur place : 4 rue des Tilleuls", "02 61")
    shown = answer_html.whom_to_ask(desk)
    assert f"</strong><br/>{'<br/>'.join(lines)}</li>" in shown and ">Service Petite enfance<span" in shown
    sheet = answer_text.sheet(written(), desk, TODAY)
    assert f"<strong>Service Petite enfance</strong><br/>{'<br/>'.join(lines)}<br/>https://v.example/a" in sheet
    copied = answer_text.as_plain_text(written(), desk, TODAY)
    assert "- Service Petite enfance\n  Sur place : 4 rue des Tilleuls\n  02 61\n  https://v.example/a" in copied


def test_a_telephone_number_stays_on_one_line_in_a_contact_of_one_line() -> None:
    shown = answer_html.whom_to_ask((Contact(name="Contact : a@v.example, 02 61 91 40 25"),))
    assert '<span class="insecable">02 61 91 40 25</span>' in shown


def test_our_own_words_never_end_a_line_before_a_sign_and_what_is_quoted_stays() -> None:
    assert ours("Voici : « oui » ; quoi ?") == "Voici\u00a0: «\u202foui\u202f»\u202f; quoi\u202f?"
    assert ours(tag("q", "Prix : 2 €")) == "<q>Prix : 2 €</q>"
    asked = answer_html.heading(answer(outcome="partial", message="Attention : lisez."), "Qui ?")
    assert "Attention\u00a0: lisez." in asked and "partielle\u00a0:" in asked
    assert "Prix : 2 €" in Seen(answer_html.quotations(answer("Prix : 2 €"), TODAY)).text
