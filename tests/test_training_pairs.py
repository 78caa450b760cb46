"""Pairs made by rule: what a rewording may change, what an alteration must, and what labels promise."""

import re
from collections.abc import Sequence
from dataclasses import replace
from random import Random

import numpy as np
import pytest

from corpus.types import Passage, Sentence, Span
from evals.training.alter import ALTERATIONS
from evals.training.altered_words import ACTORS, TABLES
from evals.training.answers import answers_of
from evals.training.asked import QUESTIONS
from evals.training.balance import balanced
from evals.training.claims import statements
from evals.training.french import number_words
from evals.training.lexicon import lexicon, plainer
from evals.training.pairs import nearest
from evals.training.phrases import Phrases
from evals.training.questions import questions_of
from evals.training.reword import reword
from evals.training.source import Excerpt
from evals.training.subject import subject_of
from evals.training.support import Pair, containment, pairs_of
from evals.training.typed import typed
from index.snapshot import DocumentRow

BY_KIND = {one.kind: one.alter for one in ALTERATIONS}


def excerpt(*sentences: str, section: Sequence[str] = (), title: str = "Carte de pêche", lead: bool = False) -> Excerpt:
    """A passage of those sentences; with `lead`, the first introduces the others."""
    text = "\n".join(sentences)
    spans: list[Span] = []
    for said in sentences:
        start = text.index(said, spans[-1].end if spans else 0)
        spans.append(Span(start, start + len(said)))
    parts = tuple(
        Sentence(
            start=span.start,
            end=span.end,
            role="item" if lead and place else "text",
            lead=tuple(spans[:1]) if lead and place else (),
        )
        for place, span in enumerate(spans)
    )
    row = DocumentRow(f"F{len(title)}", "v", "s", "procedure", title, 0, 1)
    return Excerpt(0, row, Passage(document=row.id, section=tuple(section), sentences=parts), text)


@pytest.mark.parametrize(
    ("value", "words"),
    [(16, "seize"), (21, "vingt et un"), (71, "soixante et onze"), (80, "quatre-vingts"), (91, "quatre-vingt-onze"),
     (200, "deux cents"), (1500, "mille cinq cents"), (12000, "douze mille")],
)  # fmt: skip
def test_numbers_are_written_as_they_are_said(value: int, words: str) -> None:
    assert number_words(value) == words


def test_phrases_are_found_whole_longest_first_with_their_determiner() -> None:
    found = list(Phrases(["carte", "carte grise", "art"]).find("La Carte grise, l'art et les cartes."))
    assert [(one.phrase, one.before) for one in found] == [("carte grise", "La "), ("art", "l'")]


def test_every_form_of_the_lexicon_has_its_plain_form() -> None:
    assert len(lexicon()) >= 300
    assert all(plain.form and plain.form != form for form, plains in lexicon().items() for plain in plains)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Vous percevez une aide à compter du 3 mai.", "Vous touchez une aide à partir du 3 mai."),
        ("Il remplit le formulaire.", "Il remplit l'imprimé."),
        ("Il faut saisir le maire.", "Il faut s'adresser au maire."),
        ("Il est tenu d'informer le maire.", "Il doit prévenir le maire."),
        ("Le bailleur peut exiger un formulaire.", None),
    ],
)
def test_plain_words_keep_the_grammar(text: str, plain: str | None) -> None:
    said = plainer(text, Random(1), 1.0)
    assert said == plain if plain else "l'imprimé" not in said and said != text


def test_a_negation_keeps_its_single_verb() -> None:
    for seed in range(30):
        assert "peut" in plainer("Le maire ne peut pas venir.", Random(seed), 1.0)


@pytest.mark.parametrize(
    "text",
    [
        "Si vous êtes mineur, vous devez demander une autorisation avant 12 mois.",
        "La demande doit être déposée dans un délai de 2 mois, sauf en cas de force majeure.",
        "Le salarié peut percevoir 1 500 € au plus (sauf s'il est apprenti).",
    ],
)
def test_a_rewording_drops_neither_condition_nor_limit(text: str) -> None:
    for seed in range(60):
        said = reword(text, Random(seed), steps=4)
        assert bool(re.search(r"\b(?:si|quand|sauf)\b|s'il", said, re.I)), said
        assert ("au plus" in said) is ("au plus" in text)


def test_rewordings_differ_from_the_sentence_and_from_each_other() -> None:
    text = "Si vous êtes mineur, vous devez effectuer la demande dans un délai de 2 mois."
    assert len({reword(text, Random(seed), steps=3) for seed in range(40)} - {text}) > 10


def test_a_condition_moves_whole() -> None:
    moved = {
        reword("Le juge prononce le divorce si les époux sont d'accord.", Random(seed), steps=1) for seed in range(40)
    }
    assert "Si les époux sont d'accord, le juge prononce le divorce." in moved


def test_what_asks_whether_keeps_its_clause() -> None:
    text = "Une carte peut aider à savoir si la commune est concernée."
    assert not any(reword(text, Random(seed), steps=1).startswith("Si ") for seed in range(40))


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("polarity", "La carte n'est pas obligatoire.", r"est obligatoire"),
        ("modality", "Le maire peut refuser.", r"doit refuser"),
        ("order", "Le paiement a lieu avant la vente.", r"après|l'achat"),
        ("limit", "Il faut au moins 3 témoins.", r"(?:au plus|jusqu'à) 3"),
        ("condition_dropped", "La carte est gratuite pour tous si vous êtes mineur.", r"pour tous\.$"),
        ("condition_dropped", "Si vous êtes mineur, la carte est gratuite.", r"^La carte est gratuite\.$"),
        ("unit", "Le délai est de 3 mois.", r"3 ans"),
        ("reference", "Voir l'article L. 312-4 du code.", r"L\. 312-(?!4 )\d+"),
        ("delay_start", "Le délai court à compter de la réception.", r"à compter (?!de la réception)d"),
        ("scope", "Le locataire paie la taxe.", r"(?:propriétaire|bailleur|copropriétaire)"),
        ("form", "La demande se fait en ligne.", r"sur place|par courrier"),
        ("entity", "Il faut présenter le passeport.", r"carte d'identité"),
    ],
)
def test_an_alteration_changes_its_fact(kind: str, text: str, expected: str) -> None:
    said = {BY_KIND[kind](text, "", Random(seed)) for seed in range(10)} - {None}
    assert said
    assert all(one != text and re.search(expected, one) for one in said if one)


def test_an_altered_number_is_not_one_that_the_text_gives_for_the_same_fact() -> None:
    for seed in range(30):
        said = BY_KIND["number"]("Le prix est de 40 €.", "Ailleurs, 30 jours.", Random(seed))
        assert said
        assert "40 €" not in said


def test_references_and_days_are_not_taken_for_numbers() -> None:
    assert BY_KIND["number"]("L'article 12 vaut depuis le 3 mai 2020.", "", Random(1)) is None


def test_an_actor_takes_the_article_it_needs() -> None:
    for seed in range(40):
        said = BY_KIND["actor"]("La décision du préfet est notifiée.", "", Random(seed))
        assert said
        assert not re.search(r"du [aeiouéÉ]|de le |de la (?:maire|juge)", said)


def test_swapped_words_are_never_their_own_opposite() -> None:
    assert all(word not in others for table in TABLES.values() for word, others in table.items())
    assert set(ACTORS.values()) == {"m", "f"}


def test_an_item_is_said_with_its_lead_in() -> None:
    listed = excerpt("Le permis permet :", "- de pêcher en mer,", "- de pêcher en rivière.", lead=True)
    assert "Le permis permet de pêcher en mer." in [one.text for one in statements(listed)]


def test_an_item_of_a_choice_is_not_said_alone() -> None:
    listed = excerpt("Il faut l'un des documents suivants :", "- Passeport valide,", "- Carte de séjour.", lead=True)
    assert [one.text for one in statements(listed)] in (
        ["Il faut l'un des documents : passeport valide ou carte de séjour."],
        ["Il faut l'un des documents suivants : passeport valide ou carte de séjour."],
    )


def test_each_twin_is_told_apart_by_the_text_and_by_it_alone() -> None:
    """The same claim is true of one text and false of another: a model that reads the claim alone learns nothing."""
    source = excerpt("Vous devez payer la carte dans un délai de 2 mois si vous êtes majeur.", section=("Coût",))
    pairs = [pair for seed in range(200) for pair in pairs_of(source, [], Random(seed))]
    labels: dict[str, set[int]] = {}
    for pair in pairs:
        labels.setdefault(pair.kind.split(":")[-1], set()).add(pair.label)
    assert all(found == {0, 1} for found in labels.values())
    assert any("2 mois" not in pair.text for pair in pairs)


def test_a_true_copy_is_in_its_text() -> None:
    source = excerpt("Vous devez payer la carte dans un délai de 2 mois.", "La carte est remise au guichet.")
    pairs = [pair for seed in range(200) for pair in pairs_of(source, [], Random(seed))]
    copies = [pair for pair in pairs if pair.kind.startswith("copy") and pair.label]
    assert copies
    assert all(pair.claim in pair.text for pair in copies)


def test_balanced_pairs_share_their_overlap() -> None:
    true = [Pair("la carte coûte trente euros", "la carte coûte trente euros", 1, "a", "d")] * 50
    false = [Pair("la carte coûte trente euros", "le permis vaut quarante francs", 0, "b", "d")] * 50
    alike = [
        Pair("la carte coûte trente euros", "la carte coûte trente francs", label, "c", "d") for label in (0, 1)
    ] * 20
    kept = balanced([*true, *false, *alike], 1000, Random(1))
    assert {pair.kind for pair in kept} == {"c"}
    assert sum(pair.label for pair in kept) * 2 == len(kept)
    assert containment("la carte coûte trente francs", "la carte coûte trente euros") == pytest.approx(0.75)


SHEET = [
    excerpt("La carte de pêche permet de pêcher en rivière pendant toute la saison.", title="Carte de pêche"),
    excerpt("La carte de pêche coûte 30 € par an.", "Elle se paie au guichet.", section=("Coût",)),
    excerpt(
        "Toute personne qui habite en France.",
        "Les mineurs aussi, avec leurs parents.",
        section=("Qui est concerné ?",),
    ),
    excerpt("Le montant de l'amende est de 90 €.", "Elle se règle en ligne.", section=("Sanctions",)),
]
OTHER = [
    excerpt(
        "Le permis de chasse coûte 40 €.", "Il se retire en préfecture.", section=("Coût",), title="Permis de chasse"
    )
]


def test_a_subject_takes_the_article_of_its_sheet() -> None:
    subject = subject_of("Carte de pêche (Capêche)", "Vous demandez la carte de pêche.")
    assert subject
    assert (
        subject.put("Prix {du} ? {Le}, pour {nu} ?")
        == "Prix de la carte de pêche ? La carte de pêche, pour carte de pêche ?"
    )
    assert subject_of("Comment pêcher ?", "") is None


def test_questions_are_asked_of_headings_and_of_facts() -> None:
    kinds = {question.kind for seed in range(20) for question in questions_of(SHEET, Random(seed))}
    assert {"heading:cost", "heading:who", "heading:penalty", "fact:amount"} <= kinds


def test_an_answer_shows_what_is_asked_and_a_miss_does_not() -> None:
    cost = next(one for one in QUESTIONS if one.kind == "cost")
    assert cost.shown
    for seed in range(60):
        pairs = list(answers_of(SHEET, OTHER, OTHER, Random(seed)))
        costs = {pair.question for pair in pairs if pair.kind == "heading:cost"}
        asked = [pair for pair in pairs if pair.question in costs]
        assert all(cost.shown.search(pair.text) for pair in asked if pair.label)
        own = [pair for pair in asked if not pair.label and pair.kind in ("section", "without", "removed")]
        assert not any(cost.shown.search(pair.text.split("\n", 1)[1]) for pair in own)


def test_a_text_of_another_sheet_stands_under_the_heading_of_the_answer() -> None:
    pairs = [pair for seed in range(60) for pair in answers_of(SHEET, OTHER, OTHER, Random(seed))]
    dressed = [pair for pair in pairs if pair.kind == "dressed"]
    assert dressed
    assert all(
        pair.text.startswith("Carte de pêche") and "permis de chasse" not in pair.text.split("\n")[0]
        for pair in dressed
    )


def test_absent_amounts_are_asked_only_where_no_amount_stands() -> None:
    bare = [replace(one) for one in SHEET[:1]]
    pairs = [pair for seed in range(80) for pair in answers_of(bare, OTHER, OTHER, Random(seed))]
    absent = {pair.kind for pair in pairs if pair.kind.startswith("absent")}
    assert "absent:cost" in absent
    full = [pair for seed in range(80) for pair in answers_of(SHEET, OTHER, OTHER, Random(seed))]
    assert not any(pair.kind in ("absent:cost", "absent:amount") for pair in full)


def test_typing_accidents_leave_most_questions_alone() -> None:
    said = [typed("Quel est le délai pour payer l'impôt ?", Random(seed)) for seed in range(300)]
    assert 0.5 < said.count("Quel est le délai pour payer l'impôt ?") / 300 < 0.8


def test_nearest_gives_itself_then_others_nearest_first() -> None:
    vectors = np.array([[1, 0], [0.9, 0.1], [0, 1], [0.5, 0.5]], dtype=np.float32)
    assert nearest(vectors[:1], vectors) == [[0, 1, 3, 2]]
