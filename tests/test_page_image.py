"""A page of a PDF as an image: the quotation is marked where it is, and what cannot be drawn gives nothing."""

import struct
import subprocess
import zlib
from datetime import date
from html import escape
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.cite import cite
from assistant.pdf_page import image as drawing
from assistant.pdf_page.draw import draw
from assistant.pdf_page.image import PageImage, cited_page, page_image
from assistant.pdf_page.words import Found, find, times
from assistant.server import received
from assistant.server.counter import Exchange
from assistant.server.desk import Desk, receive
from assistant.server.limits import Limits
from assistant.types import Answer
from assistant.view.document_html import source_panel
from corpus.read import read
from corpus.types import About, Document, Source, Span
from tests.conftest import ROOT
from tests.pdfs import lines, make_pdf, show

YELLOW = (255, 229, 138)
TODAY = date(2026, 11, 22)
DECISION = "La commission décide des places en crèche."
SIMPLE = make_pdf(show(DECISION), lines("Le maire publie la liste des", "critères d'attri-", "bution, par écrit."))


def text_of(page: str, *runs: tuple[int, int]) -> list[str]:
    return [page[start:end] for start, end in runs]


def pixels(png: bytes) -> tuple[int, int, bytes]:
    """Width, height and RGB of an image that we wrote: one chunk, no filter."""
    width, height = struct.unpack(">II", png[16:24])
    start = png.index(b"IDAT") + 4
    size = struct.unpack(">I", png[start - 8 : start - 4])[0]
    raw = zlib.decompress(png[start : start + size])
    row = 3 * width + 1
    return width, height, b"".join(raw[n * row + 1 : (n + 1) * row] for n in range(height))


def yellow_rows(png: bytes) -> list[int]:
    width, height, rgb = pixels(png)
    wanted = bytes(YELLOW)
    return [y for y in range(height) if wanted in rgb[y * 3 * width : (y + 1) * 3 * width]]


@pytest.mark.parametrize(
    ("page", "quote", "marked"),
    [
        ("Le maire publie\r\nla liste.", "Le maire publie la liste.", ["Le maire publie\r\nla liste"]),
        ("les critères d'attri\x02\r\nbution ici", "critères d'attribution", ["critères d'attri\x02\r\nbution"]),
        ("un dossier \ufb01nancé", "dossier financé", ["dossier \ufb01nancé"]),
        ("la cre\u0301dibilite\u0301 compte", "la crédibilité", ["la cre\u0301dibilite"]),
        ("il faut partir avec art", "art", ["art"]),
        (
            "QF De 401 5 QF De 851 0",
            "C : QF ; S : De 401 ; P : 5\nC : QF ; S : De 851 ; P : 0",
            ["QF De 401 5 QF De 851 0"],
        ),
        ("QF De 401 à 850 10", "Critère : QF ; Situation : De 401 à 850 ; Points : 10", ["QF De 401 à 850 10"]),
    ],
)
def test_a_quotation_is_found_however_the_page_writes_it(page: str, quote: str, marked: list[str]) -> None:
    found = find(page, quote)
    assert found.whole and text_of(page, *found.runs) == marked


def test_a_word_inside_another_is_not_the_word() -> None:
    assert find("il faut partir", "art") == Found()


def test_of_two_places_that_say_the_same_the_right_one_is_marked() -> None:
    page = "Le délai est de 2 mois. Puis : le délai est de 2 mois."
    quote = "délai est de 2 mois"
    assert times(page, quote) == 2
    first, second = find(page, quote, 0).runs, find(page, quote, 1).runs
    assert first[0][1] < second[0][0]
    assert find(page, quote, 9).runs == second


def test_what_goes_on_over_the_page_is_marked_in_part() -> None:
    page = "Titre. La commission examine chaque demande et attribue les places"
    found = find(page, "La commission examine chaque demande et attribue les places dans l'ordre des points.")
    assert not found.whole
    assert text_of(page, *found.runs) == ["La commission examine chaque demande et attribue les places"]


def test_another_sentence_that_begins_alike_is_not_marked() -> None:
    page = "La commission examine les recours."
    assert find(page, "La commission examine chaque demande dans l'ordre des points obtenus.") == Found()
    assert find(page, "Rien de tel.") == find("", "Un mot.") == find(page, "…") == Found()


def test_the_words_are_yellow_and_the_place_is_said() -> None:
    drawn = draw(SIMPLE, 1, DECISION, 0)
    plain = draw(SIMPLE, 1, "Tout autre chose n'est pas ici.", 0)
    rows = yellow_rows(drawn.png)
    assert drawn.found.whole and not plain.found.runs and not yellow_rows(plain.png)
    # A line at 700 points of 842.
    assert (drawn.width, drawn.height) == (910, 1287)
    assert 0.14 < rows[0] / drawn.height < rows[-1] / drawn.height < 0.18
    assert abs(drawn.at - rows[0] / drawn.height) < 0.01


def test_a_word_cut_at_the_end_of_a_line_is_marked_on_both() -> None:
    assert draw(SIMPLE, 2, "critères d'attribution, par écrit", 0).found.whole


def test_a_turned_page_and_a_cropped_one_are_marked_where_they_are_seen() -> None:
    turned = draw(make_pdf(show(DECISION), page_extra="/Rotate 90"), 1, DECISION, 0)
    assert turned.width > turned.height and yellow_rows(turned.png)
    assert abs(turned.at - yellow_rows(turned.png)[0] / turned.height) < 0.01
    cropped = draw(make_pdf(show(DECISION), page_extra="/CropBox [0 600 595 842]"), 1, DECISION, 0)
    assert cropped.height < 400 and yellow_rows(cropped.png)


def test_a_poster_is_drawn_smaller() -> None:
    drawn = draw(
        make_pdf(show(DECISION), page_extra="/CropBox [0 0 14000 14000] /MediaBox [0 0 14000 14000]"), 1, "", 0
    )
    assert drawn.width * drawn.height <= 1_600_000


def test_a_process_apart_gives_the_same_image() -> None:
    image = page_image(SIMPLE, 1, DECISION)
    assert image is not None and image.whole and image.marked
    assert image.png == draw(SIMPLE, 1, DECISION, 0).png


@pytest.mark.parametrize(
    ("data", "page"),
    [(b"", 1), (b"%PDF-1.7 rien", 1), (SIMPLE[:400], 1), (SIMPLE, 9), (SIMPLE, 0), (bytes(1000), 1)],
)
def test_what_cannot_be_drawn_gives_nothing(data: bytes, page: int) -> None:
    assert page_image(data, page, DECISION) is None


def test_what_takes_too_long_gives_nothing_and_frees_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "_SECONDS", 0.001)
    for _ in range(3):
        assert page_image(SIMPLE, 1, DECISION) is None
    monkeypatch.undo()
    assert page_image(SIMPLE, 1, DECISION) is not None


def test_the_process_that_opens_a_hostile_file_knows_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    run, told = subprocess.run, {}

    def spied(*arguments: Any, **options: Any) -> Any:
        told.update(options["env"])
        return run(*arguments, **options)

    monkeypatch.setenv("GLOSE_API_KEY", "secret")
    monkeypatch.setattr(subprocess, "run", spied)
    assert page_image(SIMPLE, 1, DECISION) is not None
    assert told and not [name for name in told if name.startswith("GLOSE_")]


@pytest.fixture(scope="module")
def sample() -> tuple[bytes, Document]:
    path = ROOT / "corpus/sample/documents/deliberation-2026-047-creches.pdf"
    data = path.read_bytes()
    _, (document,) = read(Source(path=path.name, data=data), About())
    return data, document


def test_every_block_of_the_sample_is_found_on_its_page(sample: tuple[bytes, Document]) -> None:
    import pypdfium2

    from assistant.pdf_page.draw import _characters

    data, document = sample
    pdf = pypdfium2.PdfDocument(data)
    pages = [_characters(page.get_textpage()) for page in pdf]
    missed = [
        document.text[block.start : block.end]
        for block in document.blocks
        if block.page and not find(pages[block.page - 1], document.text[block.start : block.end]).whole
    ]
    assert len(document.blocks) > 25 and not missed


def test_a_citation_is_drawn_from_its_own_version_and_shown_above_its_text(sample: tuple[bytes, Document]) -> None:
    data, document = sample
    block = next(block for block in document.blocks if block.page == 3)
    cited = cite(document, block, Span(block.start, block.end))
    asked: list[tuple[str, str]] = []

    def original(id: str, version: str) -> bytes:
        asked.append((id, version))
        return data

    image = cited_page(original, document, cited)
    assert asked == [(document.id, document.version)]
    assert image is not None and (image.page, image.whole) == (3, True)
    panel = source_panel(document, cited, TODAY, image)
    assert panel.index('src="data:image/png;base64,') < panel.index("<mark>")
    alt = f"Page 3 de « {document.title} », la citation y est surlignée ; son texte est ci-dessous."
    assert f'alt="{escape(alt)}"' in panel


def test_without_its_file_or_without_pages_a_citation_has_no_image(sample: tuple[bytes, Document]) -> None:
    _, document = sample
    block = document.blocks[0]
    cited = cite(document, block, Span(block.start, block.end))
    assert cited_page(lambda *_: None, document, cited) is None
    assert "<img" not in source_panel(document, cited, TODAY)


@pytest.mark.parametrize(
    ("marked", "whole", "said"),
    [
        (True, True, "citation surlignée."),
        (True, False, "une partie de la citation y est surlignée."),
        (False, False, "La citation n'a pas pu y être repérée"),
    ],
)
def test_the_caption_says_what_is_marked(sample: tuple[bytes, Document], marked: bool, whole: bool, said: str) -> None:
    _, document = sample
    image = PageImage(page=1, png=b"png", width=9, height=9, marked=marked, whole=whole, at=0.0)
    block = document.blocks[0]
    panel = source_panel(document, cite(document, block, Span(block.start, block.end)), TODAY, image)
    assert escape(said) in panel.split("<figcaption>")[1].split("</figcaption>")[0]


def test_a_desk_keeps_the_pdf_files_dropped_in_and_only_so_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("un.pdf", "deux.pdf")
    for name in names:
        (tmp_path / name).write_bytes(make_pdf(show(f"{DECISION} Voir {name}.")))
    (tmp_path / "note.txt").write_text(DECISION, "utf-8")
    monkeypatch.setattr(received, "MAX_ORIGINALS", (tmp_path / "un.pdf").stat().st_size + 10)
    desk = receive(Desk(), [tmp_path / name for name in (*names, "note.txt")], Limits())
    one, two, note = (desk.original(file.documents[0].version) for file in desk.received)
    assert one == (tmp_path / "un.pdf").read_bytes() and two is None and note is None
    assert desk.original("sha256:0") is None


def test_the_counter_shows_the_page_after_the_quotations(sample: tuple[bytes, Document]) -> None:
    pytest.importorskip("gradio")
    from assistant.app.guichet import _PARTS, _Page

    data, document = sample
    cited = cite(document, document.blocks[0], Span(document.blocks[0].start, document.blocks[0].end))
    exchange = Exchange(asked="?", answer=Answer(question="?", outcome="answered", citations=(cited,)))
    library = SimpleNamespace(document=lambda *_: document, original=lambda *_: data)
    page = _Page(SimpleNamespace(library=library, today=lambda: TODAY))  # type: ignore[arg-type]
    place = _PARTS.index("source")
    first, (then,) = page._shown(exchange, opened=False)[place], page._printed(exchange, "")
    assert "<mark>" in first and "<img" not in first
    assert "<mark>" in then[place] and "<img" in then[place]
