from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.errors import UnreadableFile
from corpus.read_guide import GuideReader
from corpus.types import About, Block, Document, Source
from tests.conftest import source

READER = GuideReader()


def read(text: str, path: str = "guides/la-cantine.md", **about: str) -> Document:
    file = Source(path=path, data=text.encode())
    assert READER.accepts(file)
    (document,) = READER.read(file, About(**about))
    return document


def shown(document: Document) -> list[tuple[str, str]]:
    return [(b.role, document.text[b.start : b.end]) for b in document.blocks]


def block_of(document: Document, start: str) -> Block:
    return next(b for b in document.blocks if document.text.startswith(start, b.start))


def leads(document: Document, start: str) -> list[str]:
    return [document.text[span.start : span.end] for span in block_of(document, start).lead]


def test_the_header_completes_the_provenance() -> None:
    document = read(
        "---\ntitle: Autre titre\ndescription: Mis à jour en mai.\ndate: 12 mai 2026\nauthor: Ville de Vaubrun\n"
        "licence: Licence Ouverte 2.0\npermalink: /cantine\n---\n# La cantine\n\nBonjour.\n",
        url="https://vaubrun.example/guides",
    )
    assert document.id == "guides/la-cantine.md"
    assert document.kind == "guide"
    assert document.title == "La cantine"
    assert shown(document) == [("text", "Mis à jour en mai."), ("text", "Bonjour.")]
    assert document.provenance.published == "2026-05-12"
    assert document.provenance.publisher == "Ville de Vaubrun"
    assert document.provenance.licence == "Licence Ouverte 2.0"
    assert document.provenance.url == "https://vaubrun.example/cantine"


def test_an_address_with_a_name_to_fill_in_is_no_address() -> None:
    assert read("---\nurl: https://[nom-du-site]/page\n---\nBonjour.\n").provenance.url == ""


@pytest.mark.parametrize(
    ("text", "path", "title"),
    [
        ("Intro.\n\n# Premier\n\n# Second\n\nFin.", "a.md", "Premier"),
        ("---\ntitre: Du header\n---\n## Partie\n\nTexte.", "a.md", "Du header"),
        ("Texte.", "guides/fiche_pratique-n1.md", "Fiche pratique n1"),
        ("Texte.", "sources/taxe-fonciere/README.md", "Taxe fonciere"),
        ("Texte.", "README.md", "README"),
    ],
)
def test_the_title_is_the_first_heading_else_the_header_else_the_name(text: str, path: str, title: str) -> None:
    assert read(text, path).title == title


def test_headings_nest_even_when_levels_are_skipped() -> None:
    document = read("# T\n\na\n\n## A\n\n#### B\n\nb\n\n### C\n\nc\n\n# D\n\nd\n")
    assert [b.section for b in document.blocks] == [(), ("A", "B"), ("A", "C"), ("D",)]


def test_a_list_keeps_what_introduces_it() -> None:
    document = read(
        "Il faut savoir. Fournissez :\n\n- une photo\n- un justificatif :\n  - facture\n\n    récente\n\nFin.\n"
    )
    assert leads(document, "une photo") == ["Fournissez :"]
    assert leads(document, "facture") == ["Fournissez :", "un justificatif :"]
    assert leads(document, "récente") == ["Fournissez :", "un justificatif :", "facture"]
    assert leads(document, "Fin.") == []
    assert leads(read("Les refus.\n\n- motif\n"), "motif") == []
    assert leads(read("Qui décide ?\n\n- le maire\n"), "le maire") == ["Qui décide ?"]


def test_a_table_keeps_what_announces_it_and_not_the_list_above() -> None:
    table = "\n\n| A |\n|---|\n| b |\n| c |\n"
    assert leads(read("Les prix :" + table), "A : c") == ["Les prix :"]
    assert leads(read("Sont admis :\n\n- les enfants" + table), "A : b") == []
    assert leads(read("- Un. Les prix :\n\n  | A |\n  |---|\n  | b |\n"), "A : b") == ["Les prix :"]


def test_a_colon_introduces_the_quotation_or_the_code_that_follows() -> None:
    document = read(
        "Le règlement dit :\n\n> La cantine est ouverte.\n\nAprès.\n\nLancez :\n\n    glose ask\n\nVoilà.\n"
    )
    assert leads(document, "La cantine") == ["Le règlement dit :"]
    assert leads(document, "glose ask") == ["Lancez :"]
    assert leads(document, "Après") == leads(document, "Voilà") == []


def test_tables_are_read_row_by_row() -> None:
    document = read(
        "| Quotient | Tarif |\n|---|---|\n| < 400 | **1 €**<br>par repas |\n| ≥ 400 | |\n| a \\| b | *2* |\n"
    )
    assert shown(document) == [
        ("row", "Quotient : < 400 ; Tarif : 1 € par repas"),
        ("row", "Quotient : ≥ 400"),
        ("row", "Quotient : a | b ; Tarif : 2"),
    ]


def test_gitbook_blocks_become_notes_sections_and_links() -> None:
    document = read(
        """
{% hint style="warning" %}
**Lexique : quotient**

Revenu divisé par parts.

- item
{% endhint %}

{% tabs %}
{% tab title="Enfants" %}
Gratuit.
{% endtab %}

{% tab title="Adultes" %}
{% hint style="info" %}
Payant.
{% endhint %}
{% endtab %}
{% endtabs %}

{% embed url="https://video.example/1" %}

{% content-ref url="autre.md" %}
[La suite](autre.md)
{% endcontent-ref %}

Après.
{% endorphan %}
"""
    )
    assert shown(document) == [
        ("note", "Revenu divisé par parts."),
        ("item", "item"),
        ("text", "Gratuit."),
        ("note", "Payant."),
        ("text", "https://video.example/1"),
        ("text", "La suite"),
        ("text", "Après."),
    ]
    assert block_of(document, "Revenu").section == ("Lexique : quotient",)
    assert block_of(document, "Gratuit").section == ("Enfants",)
    assert block_of(document, "Payant").section == ("Adultes",)
    assert block_of(document, "https").url == "https://video.example/1"


def test_vuepress_containers_keep_their_title() -> None:
    document = read(
        "# T\n\n## A\n\n::: tip En résumé\nUne note.\n:::\n\nSuite.\n\n"
        ":::: warning\n::: details Plus\nOui.\n:::\n::::\n"
    )
    assert shown(document) == [("note", "Une note."), ("text", "Suite."), ("note", "Oui.")]
    assert [b.section for b in document.blocks] == [("A", "En résumé"), ("A",), ("A", "Plus")]
    assert shown(read("::: danger\nJamais fermé.\n")) == [("note", "Jamais fermé.")]
    assert read("::: tip Le *prix* d'un `x`\nUn.\n:::\n").blocks[0].section == ("Le prix d'un x",)
    assert read("::: tip &nbsp;\nUn.\n:::\n").blocks[0].section == ()


def test_html_inside_markdown_is_read_as_html() -> None:
    document = read(
        '# T <a href="#t" id="t"></a>\n\nUn<br>deux &amp; <b>trois</b>.\n\n<details>\n<summary>Le prix</summary>\n\n'
        "Un **repas** coûte 1 €.\n\n</details>\n\n<table><tr><th>A</th></tr><tr><td>b</td></tr></table>\n"
    )
    assert document.title == "T"
    assert shown(document) == [("text", "Un\ndeux & trois."), ("text", "Un repas coûte 1 €."), ("row", "A : b")]
    assert document.blocks[1].section == ("Le prix",)


def test_words_of_links_and_images_stay_and_what_is_crossed_out_goes() -> None:
    document = read(
        "Voir [le guide](https://a.example) et <https://b.example> 📎 ![Un schéma](s.png). Prix : ~~1 €~~ 2 €.\n\n"
        "[La fiche](https://c.example)\n\n`a_b`\n\n```\nx = 1\ny = 2\n```\n"
    )
    assert shown(document) == [
        ("text", "Voir le guide et https://b.example 📎 Un schéma . Prix : 2 €."),
        ("text", "La fiche"),
        ("text", "a_b"),
        ("text", "x = 1\ny = 2"),
    ]
    assert [b.url for b in document.blocks] == ["", "https://c.example", "", ""]


def test_footnotes_come_last_with_their_number() -> None:
    document = read("## A\n\nGratuit[^1].\n\n[^1]: Sauf le lundi.\n\nSuite.\n")
    assert shown(document) == [("text", "Gratuit[1]."), ("text", "Suite."), ("note", "[1] Sauf le lundi.")]
    assert document.blocks[-1].section == ("Notes",)


def test_a_damaged_header_is_told_and_the_body_is_read() -> None:
    document = read("---\ntitle: 'oups\n---\n# La cantine\n\nBonjour.\n")
    assert shown(document) == [("text", "Bonjour.")]
    assert "en-tête YAML illisible" in document.notes[0]


@pytest.mark.parametrize(
    "text", ["# Titre\n\n## Partie\n", "![](image.png)\n", "<!-- rien -->\n", "---\ntitle: x\n---\n"]
)
def test_a_file_without_text_is_named(text: str) -> None:
    with pytest.raises(UnreadableFile, match=r"guides/la-cantine\.md : aucun texte"):
        read(text)


def test_words_nested_beyond_reason_are_not_lost() -> None:
    assert "perdu" in read("> " * 400 + "perdu\n").text
    assert "perdu" in read("<div>" * 2000 + "perdu\n").text


def test_a_whole_page_as_it_is_stored(golden: Callable[[str, str], None]) -> None:
    golden("guide.txt", read(SAMPLE).text + "\n")


SAMPLE = """---
description: Pour les agents de Vaubrun
---

# Publier un algorithme

La publication répond à deux questions :

1. qui décide ;
2. sur quels critères :
   * l'âge,
   * le revenu.

::: tip À savoir
Un tableur est un *algorithme*.
:::

## Le tarif

| Tranche | Prix |
| ------- | ---- |
| A       | 1 €  |
| B       | 2 €  |

> Le conseil municipal vote les prix.

### Contact

Écrivez à [la mairie](mailto:mairie@vaubrun.example).
"""


def test_a_contradiction_between_sources_survives_word_for_word(corpora: Path) -> None:
    guides = corpora / "guides"
    (inventory,) = READER.read(source(guides / "algorithmes" / "2-inventaire.md"), About())
    (guide,) = READER.read(source(guides / "algorithmes" / "0-guide.md"), About())
    (recent,) = READER.read(source(next(guides.rglob("fiche-pratique-linventaire*.md"))), About())
    assert "L'article L312-1-2 prévoit que les administrations concernées" in inventory.text
    assert "L'article L312-1-2 prévoit que les administrations concernées" in recent.text
    assert "fournir une information générale (article L.312-1-3)" in guide.text


def test_every_real_guide_is_read(corpora: Path) -> None:
    files = [p for folder in ("guides", "registres/uk", "sources") for p in (corpora / folder).rglob("*.md")]
    assert len(files) > 25
    for path in files:
        (document,) = READER.read(source(path, corpora), About())
        assert document.title
        for mark in ("{%", ":::", "<br", "&#x20;", "]("):
            assert mark not in document.text, path
