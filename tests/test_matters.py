"""The matter that a question asks of a decision, and what stands under a heading that is wholly its name."""

from contextlib import closing
from pathlib import Path

import pytest

from assistant.asked.matters import MATTERS, Matter, matters_of
from assistant.asked.question import understand
from assistant.quoting.headed import by_place, standing_under
from corpus.add import add
from corpus.cut import cut
from corpus.library import Library
from corpus.types import About, Block, Document, Kind
from index.build import build
from index.embed_words import WordHashEmbedder
from index.search import Searcher
from index.words import words

PURPOSE, DECIDES, DATA, SOURCES, LEGAL, APPEALS, OPERATIONS, PUBLIC, EFFECT, YEARLY, KIND, *_ = MATTERS


@pytest.mark.parametrize(
    ("question", "matter", "about"),
    [
        ("À quoi sert l'algorithme de la cantine ?", PURPOSE, "la cantine"),
        ("Pourquoi la mairie utilise-t-elle un logiciel pour les crèches ?", PURPOSE, "les crèches"),
        ("Est-ce un ordinateur qui décide pour le permis de stationnement ?", DECIDES, "permis de stationnement"),
        ("Qui décide, pour une place en crèche ?", DECIDES, "place en crèche"),
        ("La décision sur la cantine est-elle automatique ?", DECIDES, "sur la cantine"),
        ("Quelles données sont utilisées pour la cantine ?", DATA, "la cantine"),
        ("D'où viennent les données de la cantine ?", SOURCES, "la cantine"),
        ("Quelle est la base légale de la redevance ?", LEGAL, "la redevance"),
        ("Comment contester un refus de place en crèche ?", APPEALS, "place en crèche"),
        ("Je ne suis pas d'accord pour la crèche, que faire ?", APPEALS, "la crèche"),
        ("Comment fonctionne l'algorithme des crèches ?", OPERATIONS, "crèches"),
        ("Comment l'algorithme choisit-il les enfants de la crèche ?", OPERATIONS, "crèche"),
        ("Quels critères sont pris en compte pour les crèches ?", OPERATIONS, "les crèches"),
        ("Qui est concerné par l'algorithme des déchets ?", PUBLIC, "déchets"),
        ("Quel est l'impact de l'algorithme des déchets ?", EFFECT, "déchets"),
        ("Combien de décisions par an pour la cantine ?", YEARLY, "la cantine"),
        ("Est-ce de l'intelligence artificielle pour la cantine ?", KIND, "la cantine"),
    ],
)
def test_a_question_tells_its_matter_from_what_it_is_about(question: str, matter: Matter, about: str) -> None:
    assert [(one, set(words(rest))) for one, rest in matters_of(question)] == [(matter, set(words(about)))]


@pytest.mark.parametrize(
    "question",
    [
        "Combien coûte la cantine ?",
        "Combien d'erreurs l'algorithme de la cantine a-t-il faites ?",
        "Combien a coûté le logiciel des crèches ?",
        "Quel est le taux de refus en crèche ?",
        "Où se trouve la mairie ?",
    ],
)
def test_other_questions_ask_for_no_matter(question: str) -> None:
    assert not matters_of(question)


def page(heading: str, kind: Kind, text: str = "Le quotient familial.") -> Document:
    block = Block(start=0, end=len(text), section=("Fonctionnement", heading), role="text")
    return Document(id="D", kind=kind, title="Cantine", text=text, blocks=(block,))


@pytest.mark.parametrize(
    ("heading", "kind", "matter", "stands"),
    [
        ("Données traitées", "register", DATA, True),
        ("Article 4. Données traitées", "document", DATA, True),
        ("Données utilisées par l'algorithme (Data)", "register", DATA, True),
        ("Pièces à fournir", "procedure", DATA, False),
        ("Objet", "register", PURPOSE, True),
        ("Article 1er. Objet", "document", PURPOSE, False),
        ("Qui décide ?", "guide", DECIDES, True),
        ("Comment contester la décision ?", "procedure", APPEALS, True),
        ("Données traitées", "register", APPEALS, False),
        ("Qui est concerné ?", "procedure", EFFECT, False),
    ],
)
def test_a_heading_stands_for_a_matter_by_all_its_words(heading: str, kind: Kind, matter: Matter, stands: bool) -> None:
    document = page(heading, kind)
    assert bool(list(standing_under(matter, document, cut(document)))) == stands


def test_a_field_written_after_its_label_stands_alone() -> None:
    said = ("Données traitées : le quotient.", "Nombre de décisions prises par an : 1 640.")
    text = "\n".join(said)
    ends = len(said[0]), len(text)
    blocks = tuple(
        Block(start=end - len(one), end=end, section=("Autres informations",), role="field")
        for one, end in zip(said, ends, strict=True)
    )
    document = Document(id="D", kind="register", title="Cantine", text=text, blocks=blocks)
    [passage] = standing_under(YEARLY, document, cut(document))
    assert text[passage.start : passage.end] == said[1]


def quoted(searcher: Searcher, question: str) -> list[tuple[str, str]]:
    """Document and last heading of each sentence that answers by its place, each once."""
    hits = searcher.search(question, top=24, per_document=4)
    found = by_place(understand(question), hits, searcher)
    assert all(candidate.meaning == 1 for candidate in found)
    places = [(one.hit.passage.document, one.hit.passage.section[-1]) for one in found]
    return list(dict.fromkeys(places))


SCHOOL_MEALS = "registre-valbrume:cantine-tarif"
NURSERY = "registre-valbrume-creche:creche-places"


def test_a_matter_is_answered_from_the_field_of_the_entry_that_is_named(sample_searcher: Searcher) -> None:
    asked = "À quoi sert l'algorithme du tarif de la cantine ?"
    assert quoted(sample_searcher, asked) == [(SCHOOL_MEALS, "Finalité de l'algorithme")]
    places = quoted(sample_searcher, "Je ne suis pas d'accord avec la réponse pour une place en crèche, que faire ?")
    assert set(places) == {(NURSERY, "Voies de recours"), ("F90001", "Comment contester la décision ?")}


def test_a_publisher_is_not_what_an_entry_is_about(sample_searcher: Searcher) -> None:
    """The fund for housing is published by the "centre d'action sociale", and is no social housing."""
    places = quoted(sample_searcher, "Qui est concerné par l'algorithme des demandes de logement social ?")
    assert [document for document, _ in places] == ["registre-valbrume-social:logement-cotation"]


@pytest.mark.parametrize(
    "question",
    [
        "Quelles données de vote sont utilisées pour les places en crèche ?",  # more is asked than the place says
        "À quoi sert l'algorithme des passeports ?",  # nothing of the kind
        "Comment fonctionne l'algorithme ?",  # of which decision?
        "À quoi sert l'algorithme de la cantine et quelle entreprise l'a vendu ?",  # half of it is said nowhere
        "Quelle entreprise a vendu le logiciel de la cantine ?",
    ],
)
def test_nothing_is_placed_where_something_is_missing(sample_searcher: Searcher, question: str) -> None:
    assert quoted(sample_searcher, question) == []


ENTRIES = {
    NURSERY: "des places en crèche",
    SCHOOL_MEALS: "du tarif de la cantine",
    "registre-valbrume-dechets:dechets-redevance": "de la redevance des déchets",
    "registre-valbrume-social:fmsl-aide": "de l'aide du FMSL",
    "registre-valbrume-social:logement-cotation": "des demandes de logement social",
    "registre-valbrume:associations-subventions": "des subventions aux associations",
    "registre-valbrume:ecole-affectation": "de l'affectation à l'école",
    "registre-valbrume:stationnement-permis": "des permis de stationnement",
}
ASKED = (
    "À quoi sert l'algorithme {} ?",
    "Quelles données utilise l'algorithme {} ?",
    "Quelle est la base légale de l'algorithme {} ?",
    "Comment contester une décision de l'algorithme {} ?",
    "Comment fonctionne l'algorithme {} ?",
    "Qui est concerné par l'algorithme {} ?",
    "Combien de décisions par an prend l'algorithme {} ?",
    "L'algorithme {} décide-t-il seul ? Qui prend la décision ?",
    "Est-ce de l'intelligence artificielle, l'algorithme {} ?",
)


@pytest.mark.parametrize("question", ASKED)
@pytest.mark.parametrize("entry", ENTRIES)
def test_the_plainest_questions_on_an_entry_are_answered_from_it(
    sample_searcher: Searcher, entry: str, question: str
) -> None:
    assert entry in [document for document, _ in quoted(sample_searcher, question.format(ENTRIES[entry]))]


PAGE = """# Les algorithmes de Rivemont

## Givre : ordre de passage des engins de déneigement
### À quoi sert l'outil ?
L'outil propose chaque nuit un ordre de passage.
### Données utilisées
La météo et l'état des routes.

## Placéo : emplacements du marché
### À quoi sert l'outil ?
L'outil répartit les emplacements du samedi.
### Données utilisées
Les demandes des commerçants.
"""


def test_a_page_of_several_entries_answers_by_the_headings_over_each(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "algorithmes.md").write_text(PAGE, "utf-8")
    embedder = WordHashEmbedder()
    with closing(Library(tmp_path / "home")) as library:
        add(library, tmp_path / "pages", About())
        build(library, tmp_path / "home" / "index", embedder)
        searcher = Searcher.open(library, tmp_path / "home" / "index", embedder)
        for question, said in {
            "Quelles données sont utilisées pour Givre ?": "La météo et l'état des routes.",
            "À quoi sert l'algorithme Placéo ?": "L'outil répartit les emplacements du samedi.",
        }.items():
            [one] = by_place(understand(question), searcher.search(question, top=24, per_document=4), searcher)
            assert one.text.endswith(said)
        vague = "Quelles données sont utilisées pour Rivemont ?"
        assert len(by_place(understand(vague), searcher.search(vague, top=24, per_document=4), searcher)) != 1
