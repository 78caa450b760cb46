"""Which algorithms there are: a question for a list gets one quotation an entry, and says what is not shown."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from assistant.asked.listing import listing_of
from assistant.asked.question import understand
from assistant.quoting.listed import Listed, listed
from assistant.quoting.quote import MAX_QUOTATIONS
from corpus.add import add
from corpus.library import Library
from corpus.types import About
from index.build import build
from index.embed_words import WordHashEmbedder
from index.search import Searcher

NURSERY = "registre-valbrume-creche:creche-places"
SCHOOL_MEALS = "registre-valbrume:cantine-tarif"
FUND = "registre-valbrume-social:fmsl-aide"
HOUSING = "registre-valbrume-social:logement-cotation"


@pytest.mark.parametrize(
    "question",
    [
        "Quels algorithmes la ville utilise-t-elle ?",
        "Quelle est la liste des algorithmes de la mairie ?",
        "Est-ce que la ville utilise des algorithmes ?",
        "Où sont publiés les algorithmes de Valbrume ?",
        "quels algos pour la cantine",
        "Quels sont tous les algorithmes utilisés par la commune ?",
        "Je voudrais la liste des algorithmes publics, svp",
        "Y a-t-il des algorithmes dans les services municipaux ?",
        "La mairie utilise-t-elle des traitements algorithmiques ?",
        "La mairie utilise des algorithmes ou pas ?",
        "c koi les algos de la mairie",
        "Où puis-je consulter le registre des algorithmes ?",
    ],
)
def test_a_question_for_a_list_is_seen(question: str) -> None:
    assert listing_of(understand(question).spelled)


@pytest.mark.parametrize(
    "question",
    [
        "Quel algorithme décide de ma place en crèche ?",
        "Combien d'algorithmes la ville utilise-t-elle, et où sont-ils décrits ?",
        "Pourquoi la ville utilise des algorithmes ?",
        "Depuis quand la ville utilise-t-elle des algorithmes ?",
        "Quels algorithmes la ville n'utilise-t-elle pas ?",
        "Qui contrôle les algorithmes de la ville ?",
        "C'est quoi les algorithmes publics ?",
        "À quoi sert la liste des algorithmes ?",
        "Quels algorithmes la ville utilisait-elle avant ?",
    ],
)
def test_another_question_on_algorithms_is_none(question: str) -> None:
    assert listing_of(understand(question).spelled) is None


def answer(searcher: Searcher, question: str) -> Listed:
    asked = listing_of(understand(question).spelled)
    assert asked
    return listed(asked, searcher.search(question, top=24, per_document=4), searcher)


def documents(searcher: Searcher, question: str) -> list[str]:
    return [one.hit.passage.document for one in answer(searcher, question).quotations]


def test_the_purpose_of_each_entry_is_quoted_and_what_is_not_shown_is_counted(sample_searcher: Searcher) -> None:
    found = answer(sample_searcher, "Quels algorithmes la ville utilise-t-elle ?")
    assert len({one.hit.passage.document for one in found.quotations}) == MAX_QUOTATIONS
    assert all(one.hit.passage.section[-1] == "Finalité de l'algorithme" for one in found.quotations)
    assert found.message == (
        "8 algorithmes correspondent à cette question dans les documents dont je dispose\u00a0; en voici 5. "
        "Pour voir les autres\u00a0: la page Registre."
    )


@pytest.mark.parametrize(
    ("question", "entries"),
    [
        ("quels algorithmes pour les crèches ?", [NURSERY]),
        ("Quels sont les algorithmes utilisés par la mairie pour le logement ?", [FUND, HOUSING]),
        ("Quels algorithmes utilise le CCAS de Valbrume ?", [FUND]),
        ("Quels algorithmes utilise le service Restauration scolaire ?", [SCHOOL_MEALS]),
        ("Quels algorithmes pour la piscine ?", []),
        ("Quels algorithmes le département utilise-t-il ?", []),
        ("Quels algorithmes utilise Rivemont ?", []),
        ("Quels algorithmes doivent être publiés ?", []),
        ("Quels algorithmes décident seuls ?", []),
        ("Est-ce que la ville utilise des algorithmes interdits ?", []),
    ],
)
def test_only_the_entries_that_hold_all_that_is_said_are_listed(
    sample_searcher: Searcher, question: str, entries: list[str]
) -> None:
    assert documents(sample_searcher, question) == entries
    assert not answer(sample_searcher, question).message


def test_where_they_are_is_answered_by_the_address_of_the_register_first(sample_searcher: Searcher) -> None:
    first, *entries = answer(sample_searcher, "Où sont publiés les algorithmes de Valbrume ?").quotations
    document = sample_searcher.document(first.hit.passage.document, first.hit.version)
    assert "https://www.valbrume.example/algorithmes" in document.text[first.span.start : first.span.end]
    assert len(entries) == MAX_QUOTATIONS - 1


REGISTER = """# Registre des algorithmes de la ville de Rivemont

Version 2.

## 1. GIVRE, le salage

**Finalité.** Choisir les rues à saler. La météo est lue chaque nuit.

## 2. PLACÉO, le marché

But : répartir les emplacements du samedi.
"""
NOTE = """# Guide des algorithmes du département de la Lorvanne

## Publier

But : publier les règles.

## Contrôler

On relit chaque année.
"""


@pytest.fixture
def rivemont(tmp_path: Path) -> Iterator[Searcher]:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "registre.md").write_text(REGISTER, "utf-8")
    (tmp_path / "pages" / "guide.md").write_text(NOTE, "utf-8")
    embedder = WordHashEmbedder()
    with closing(Library(tmp_path / "home")) as library:
        add(library, tmp_path / "pages", About())
        build(library, tmp_path / "home" / "index", embedder)
        yield Searcher.open(library, tmp_path / "home" / "index", embedder)


def said(searcher: Searcher, question: str) -> list[str]:
    places = [(one, one.hit.passage.document) for one in answer(searcher, question).quotations]
    texts = {name: searcher.document(name, one.hit.version).text for one, name in places}
    return [texts[name][one.span.start : one.span.end] for one, name in places]


def test_the_sections_of_a_page_that_say_their_purpose_are_entries(rivemont: Searcher) -> None:
    salting, market = "Finalité. Choisir les rues à saler.", "But : répartir les emplacements du samedi."
    assert said(rivemont, "Quels algorithmes la ville utilise-t-elle ?") == [salting, market]
    assert said(rivemont, "Quels algorithmes la mairie de Rivemont utilise-t-elle pour le marché ?") == [market]


def test_a_page_on_algorithms_with_one_purpose_is_no_register(rivemont: Searcher) -> None:
    assert said(rivemont, "Quels algorithmes le département utilise-t-il ?") == []
