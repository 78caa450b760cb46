"""Readability: syllables, the formula, what makes a sentence hard, the words to replace."""

import pytest

from assistant.record.texts.jargon import TABLE, jargon
from assistant.record.texts.readable import Trouble, readability, words
from assistant.record.texts.syllables import syllables

COUNTED = {
    1: "le règle crèche pluie droits vie eau œuvre yeux versent bien fruit groupe m²",
    2: "demandes demandent critique agent maïs loyer pays famille année réel trouer géant client payer lycée CADA",
    3: "document création ouvrier éblouir paysage février étudient société algorithme aérien RSA 412 ambiguë",
    4: "coopérer priorité coefficient européenne algorithmique évaluation bénéficiaire aléatoire",
    5: "développement ambiguïté administration",
}


@pytest.mark.parametrize(("word", "count"), [(word, n) for n, line in COUNTED.items() for word in line.split()])
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_a_word_in_capitals_at_the_start_counts_the_same() -> None:
    assert syllables("Demande") == syllables("demande")
    assert syllables("rendez-vous") == 3


def test_an_elided_word_counts_with_the_next() -> None:
    assert words("L’aide qu'on verse, aujourd'hui, à 3,5 %.") == ["aide", "on", "verse", "aujourd'hui", "à", "3,5"]


def test_the_formula_is_that_of_kandel_and_moles() -> None:
    measured = readability("Le chat dort. La commission examine la demande.")
    assert (measured.words, measured.sentences, measured.syllables) == (8, 2, 13)
    assert measured.score == pytest.approx(207 - 1.015 * 8 / 2 - 73.6 * 13 / 8, abs=0.05)


def test_easy_is_above_hard() -> None:
    easy = readability("Vous faites la demande en ligne. Le service vous répond.")
    hard = readability("L'administration procède préalablement à l'individualisation des modalités d'attribution.")
    assert easy.score is not None
    assert hard.score is not None
    assert easy.score > 80 > 30 > hard.score
    assert (easy.level, hard.level) == ("très facile", "très difficile")


def test_nothing_to_read_has_no_score() -> None:
    assert readability(" \n— …").score is None


def test_a_short_text_is_only_a_hint() -> None:
    assert not readability("Le chat dort.").reliable
    assert readability("Le chat dort bien. " * 25).reliable


@pytest.mark.parametrize(
    ("sentence", "troubles"),
    [
        ("La commission lit la demande.", ()),
        ("Le service est ouvert le mardi et la famille est venue.", ()),
        ("La demande est examinée.", ()),
        ("La demande est examinée par le service, puis elle est classée.", ("passive",)),
        ("Les dossiers ont été reçus et seront ensuite instruits.", ("passive",)),
        ("Si le dossier est complet, l'aide est due.", ()),
        ("Si le dossier est complet et sauf refus du maire, l'aide est due.", ("conditions",)),
        ("Le service lit " + "la demande de la famille et " * 5 + "répond.", ("long",)),
    ],
)
def test_hard_sentences(sentence: str, troubles: tuple[Trouble, ...]) -> None:
    assert [hard.troubles for hard in readability(sentence).hard] == ([troubles] if troubles else [])


def test_each_trouble_has_its_advice() -> None:
    (hard,) = readability("La demande est examinée par le service, puis elle est classée.").hard
    assert hard.advice == ("2 verbes au passif : dites qui fait quoi.",)


def test_jargon_is_pointed_at_where_it_stands() -> None:
    text = "La décision est Notifiée à compter du 1er mars, conformément à l’arrêté."
    hits = jargon(text)
    assert [text[slice(*hit.span)] for hit in hits] == ["Notifiée", "à compter du", "conformément à", "arrêté"]
    assert hits[0].plain == "envoyer par écrit"


def test_of_two_words_the_longer_is_read() -> None:
    assert [hit.term for hit in jargon("Le revenu fiscal de référence compte.")] == ["revenu fiscal de référence"]


def test_plain_words_are_left_alone() -> None:
    assert jargon("Vous demandez une place. Le service vous répond en deux mois, à votre disposition.") == ()


def test_the_table_is_well_made() -> None:
    rows = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines()]
    assert len(rows) > 80
    assert all(len(row) == 2 and all(row) for row in rows)
    forms = [form for _, forms in rows[1:] for form in forms.split(", ")]
    assert len(forms) == len(set(forms))
