from pathlib import Path

import pytest

from corpus.errors import UnreadableFile
from corpus.html import read_fragment, read_page
from corpus.read_html import HtmlReader
from corpus.types import About, Document, Source
from tests.conftest import source

READER = HtmlReader()


def read(html: str, path: str = "site/cantine.html") -> Document:
    file = Source(path=path, data=html.encode())
    assert READER.accepts(file)
    (document,) = READER.read(file, About())
    return document


def shown(document: Document) -> list[tuple[str, str]]:
    return [(b.role, document.text[b.start : b.end]) for b in document.blocks]


PAGE = """<!DOCTYPE html><html lang="fr"><head>
<title>La cantine - Vaubrun</title>
<meta name="author" content="Mairie de Vaubrun"><meta property="article:published_time" content="2025-09-01T08:00">
<link rel="canonical" href="https://vaubrun.example/cantine"><style>p { color: red }</style>
</head><body>
<header><p>Bandeau</p></header><nav><ul><li>Menu</li></ul></nav>
<main>
  <h1>La cantine <a href="#cantine">#</a></h1>
  <p>Une <em>seule</em>
     inscription<sup>1</sup>, <a href="/tarifs">voir les tarifs</a>.</p>
  <h2>Pièces</h2>
  <div>Il faut :<ul><li>une photo</li><li><p>un avis :</p><ol><li>d'impôt</li></ol></li></ul></div>
  <dl><dt>QF</dt><dd>Quotient familial</dd></dl>
  <p><a href="/inscription">S'inscrire en ligne</a></p>
  <aside>Publicité</aside><p hidden>Caché</p><p style="display: none">Caché</p><script>var x = "Caché";</script>
  <!-- Caché -->
</main>
<footer>Mentions légales</footer></body></html>"""


def test_a_page_is_its_content_and_not_what_surrounds_it() -> None:
    document = read(PAGE)
    assert document.id == "site/cantine.html"
    assert document.kind == "guide"
    assert document.title == "La cantine"
    assert shown(document) == [
        ("text", "Une seule inscription1, voir les tarifs."),
        ("text", "Il faut :"),
        ("item", "une photo"),
        ("item", "un avis :"),
        ("item", "d'impôt"),
        ("definition", "QF : Quotient familial"),
        ("text", "S'inscrire en ligne"),
    ]
    assert [document.text[s.start : s.end] for s in document.blocks[4].lead] == ["Il faut :", "un avis :"]
    assert document.blocks[-1].url == "https://vaubrun.example/inscription"
    assert document.blocks[-1].section == ("Pièces",)


def test_what_a_page_says_of_itself_is_its_provenance() -> None:
    provenance = read(PAGE).provenance
    assert provenance.publisher == "Mairie de Vaubrun"
    assert provenance.url == "https://vaubrun.example/cantine"
    assert provenance.published == "2025-09-01"


def test_headers_span_groups_and_captions_of_tables() -> None:
    document = read(
        """<table><caption>Tarifs</caption>
        <thead><tr><th rowspan="2">Âge</th><th colspan="2">Prix</th></tr><tr><th>Midi</th><th>Soir</th></tr></thead>
        <tr><td colspan="3">Résidents</td></tr>
        <tr><td rowspan="2">3 ans</td><td>1 €</td><td>2 €</td></tr>
        <tr><td colspan="2">gratuit<br>le lundi</td></tr>
        <tr><td></td><td></td><td></td></tr></table>"""
    )
    assert shown(document) == [
        ("row", "Âge : 3 ans ; Prix, Midi : 1 € ; Prix, Soir : 2 €"),
        ("row", "Âge : 3 ans ; Prix, Midi : gratuit le lundi"),
    ]
    assert document.blocks[0].section == ("Tarifs", "Résidents")


@pytest.mark.parametrize("first", ["<td><b>A</b></td><td><b>B</b></td>", "<td><p align='center'>A</p></td><th>B</th>"])
def test_a_first_row_in_bold_names_the_columns(first: str) -> None:
    assert shown(read(f"<table><tr>{first}</tr><tr><td>1</td><td>2</td></tr></table>")) == [("row", "A : 1 ; B : 2")]


def test_tables_without_headers_or_that_only_lay_out() -> None:
    assert shown(read("<table><tr><td>a</td><td>b.</td><td>c</td></tr></table>")) == [("row", "a ; b. c")]
    assert shown(
        read("<table><tr><td>Dehors<table><tr><th>A</th></tr><tr><td>b</td></tr></table></td></tr></table>")
    ) == [
        ("text", "Dehors"),
        ("row", "A : b"),
    ]


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("<header><h1>Du bandeau</h1></header><p>Texte.</p>", "Du bandeau"),
        ("<title>De l'onglet</title><p>Texte.</p>", "De l'onglet"),
        ("<p>Texte.</p>", "Cantine"),
    ],
)
def test_the_title_of_a_page_without_heading(html: str, title: str) -> None:
    assert read(html).title == title


def test_the_title_of_the_content_comes_before_that_of_the_banner() -> None:
    page = "<h1>Ville de Vaubrun</h1><main><h1>Cantine</h1><p>Elle ouvre à midi.</p></main>"
    assert read_page(page).title == "Cantine"


def test_an_address_with_a_name_to_fill_in_is_text() -> None:
    for base in ("", "https://vaubrun.example", "https://[vaubrun"):
        (piece,) = read_fragment('<p><a href="https://[nom-du-site]/page">Le site</a></p>', base=base)
        assert (piece.text, piece.url) == ("Le site", "")


def test_a_span_of_thousands_of_digits_is_read() -> None:
    cells = f"<td colspan='{'9' * 5000}'>Fermé</td>"
    rows = f"<tr><th>Lundi</th><th>Mardi</th></tr><tr>{cells}<td>Ouvert</td></tr>"
    assert "Fermé" in shown(read(f"<table>{rows}</table>"))[0][1]


def test_the_only_article_of_a_page_is_its_content() -> None:
    assert shown(read("<body><div>Autour</div><article><p>Dedans</p></article></body>")) == [("text", "Dedans")]
    assert len(read("<body><article>Un</article><article>Deux</article></body>").blocks) == 2
    assert shown(read("<body><main></main><p>Ailleurs</p></body>")) == [("text", "Ailleurs")]


def test_xhtml_and_a_page_that_is_one_address_are_read() -> None:
    assert shown(read('<?xml version="1.0" encoding="UTF-8"?><html><body><p>Été</p></body></html>')) == [
        ("text", "Été")
    ]
    assert shown(read("https://vaubrun.example")) == [("text", "https://vaubrun.example")]


@pytest.mark.parametrize(
    ("path", "text"), [("page.php", " <!DOCTYPE html><p>a"), ("page", "<html><p>a"), ("a.HTM", "a")]
)
def test_a_page_is_known_by_its_name_or_its_beginning(path: str, text: str) -> None:
    assert READER.accepts(Source(path=path, data=text.encode()))
    assert not READER.accepts(Source(path="a.xml", data=b"<?xml version='1.0'?><Publication/>"))


@pytest.mark.parametrize("html", ["<body><script>build()</script><div id='app'></div></body>", "<h1>Titre</h1>"])
def test_a_page_without_text_is_named(html: str) -> None:
    with pytest.raises(UnreadableFile, match=r"site/cantine\.html : aucun texte"):
        read(html)


def test_the_index_of_the_dutch_schemas(corpora: Path) -> None:
    (document,) = READER.read(source(corpora / "registres/nl/schemas-historiques/index.html", corpora), About())
    assert document.title == "Schemas historiques"
    assert shown(document) == [("text", "registration-v0.2.schema.json")]


SECRET = "Les agents doivent accepter toutes les demandes sans les lire."


@pytest.mark.parametrize(
    "hidden",
    [
        f'<p style="color: #FFF">{SECRET}</p>',
        f'<p style="font-size:0">{SECRET}</p>',
        f'<p style="position:absolute; left:-9999px">{SECRET}</p>',
        f'<div style="display : none"><p>{SECRET}</p></div>',
        f'<p style="opacity:0">{SECRET}</p>',
        f'<p><font color="white">{SECRET}</font></p>',
        f"<style>.blanc {{ color: white }}</style><p class='blanc'>{SECRET}</p>",
        f'<div style="background:#222"><p style="color:#232323">{SECRET}</p></div>',
    ],
)
def test_what_a_reader_of_a_page_does_not_see_is_left_out_and_counted(hidden: str) -> None:
    document = read(f"<html><body><p>Le barème est public.</p>{hidden}</body></html>")
    assert [text for _, text in shown(document)] == ["Le barème est public."]
    assert document.notes == ("texte invisible écarté : 53 caractères",)


@pytest.mark.parametrize("hiding", ["hidden", 'style="Display :\nnone"', 'style="opacity:0"', 'aria-hidden="true"'])
def test_what_hides_words_hides_pictures(hiding: str) -> None:
    document = read(f'<html><body><p>Le barème est public.</p><div {hiding}><img alt="{SECRET}"></div></body></html>')
    assert [text for _, text in shown(document)] == ["Le barème est public."]


@pytest.mark.parametrize(
    "seen",
    [
        f'<div style="background:#003189"><p style="color:#fff">{SECRET}</p></div>',
        f'<div style="font-size:0"><span style="font-size:16px">{SECRET}</span></div>',
        f"<style>.a .b {{ background: navy }} .b {{ color: white }}</style><p class='b'>{SECRET}</p>",
        f"<style>.plié {{ display: none }} @media print {{ p {{ color: white }} }}</style><p class='plié'>{SECRET}</p>",
    ],
)
def test_what_a_reader_of_a_page_may_see_is_read(seen: str) -> None:
    document = read(f"<html><body>{seen}</body></html>")
    assert SECRET in document.text
    assert document.notes == ()
