"""What code says without a model: what is plain already, labels, and the applicant who becomes "vous"."""

import pytest

from assistant.types import Citation
from assistant.writing.labelled import contact, field
from assistant.writing.plain import plain
from assistant.writing.tell import at_once, has_answer, is_told, says, tell
from assistant.writing.third_person import to_reader
from tests.test_write import Suspicious, citation

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("quote", "said"),
    [
        ("Vous recevez une réponse dans les 10 jours.", ["Vous recevez une réponse dans les 10 jours."]),
        (
            "La commission n'accorde aucune dérogation qui porterait une classe à 30.",
            ["La commission n'accorde aucune dérogation qui porterait une classe à 30."],
        ),
        ("Le permis coûte 90 € par an.", ["Le permis coûte 90 € par an."]),
        ("Attention : le dossier doit être complet.", ["Le dossier doit être complet."]),
        ("Mis à jour le 7 avril 2026\n\nLa ville réserve 312 logements.", ["La ville réserve 312 logements."]),
        (
            "La commission décide. Elle se réunit chaque mois.",
            ["La commission décide.", "Elle se réunit chaque mois."],
        ),
        (
            "Vous apportez :\n- une pièce d'identité ;\n- votre bail.",
            ["Vous apportez : une pièce d'identité, votre bail."],
        ),
        (
            "Vous apportez :\n- une pièce d'identité, même périmée,\n- votre bail.",
            ["Vous apportez : une pièce d'identité, même périmée ; votre bail."],
        ),
        ("En cas d'urgence : le directeur décide seul.", ["En cas d'urgence : le directeur décide seul."]),
        (
            "Le service répond aux demandes. Courriel : dpo@valbrume.example.",
            ["Le service répond aux demandes.", "Écrivez à dpo@valbrume.example."],
        ),
    ],
)
def test_what_is_plain_is_told_in_its_words(quote: str, said: list[str]) -> None:
    assert plain(quote) == said


@pytest.mark.parametrize(
    "quote",
    [
        "Elle est versée au propriétaire.",
        "Ce montant ne dépasse pas 30 % du budget.",
        "Le service lui envoie une réponse.",
        "Le conseil a fixé leur secteur.",
        "Peu importe qu'il décide seul.",
        "S'il est faux, envoyez le justificatif.",
        "Selon l'article L. 311-3-1, la mairie doit répondre.",
        "Le conseil a voté la délibération n° 12.",
        "Abrogé depuis le 1er janvier 2026.\n\nUne prime de 40 € est versée en septembre.",
        "Nous publions les règles.",
        "La commission notifie sa décision au pétitionnaire.",
        "Vous devez fournir :",
        "Additionner les points du dossier.",
        "2. Le logiciel choisit la tranche.",
        "Les ménages qui habitent la commune et dont le quotient ne dépasse pas 850 €.",
        "Les pièces que vous fournissez.",
        "La part fixe annuelle de 118 €.",
        "Un couple avec 2 enfants gagne 2 000 € par mois.",
        "Le tableur propose 70 % de 300 €, soit 210 €.",
        "Somme des revenus de l'année, divisée par 12.",
        "Téléphone et adresse du service.",
        "Vous devez remplir les conditions suivantes :\nhabiter la commune",
        " ".join(["Le service répond"] + ["aux personnes"] * 16) + ".",
        " ".join(["La commission décide."] * 6),
    ],
)
def test_what_needs_other_words_is_left_to_the_model(quote: str) -> None:
    assert plain(quote) == []


def test_jargon_may_be_said_to_who_used_it() -> None:
    quote = "Le barème compte 9 critères."
    assert (plain(quote), plain(quote, "Combien de critères a le barème ?")) == ([], [quote])


@pytest.mark.parametrize(
    ("sentence", "turned"),
    [
        ("Le demandeur dépose son dossier en mairie.", "Vous déposez votre dossier en mairie."),
        ("La famille dispose de 10 jours pour répondre.", "Vous disposez de 10 jours pour répondre."),
        ("L'usager ne paie pas ses 2 premières levées.", "Vous ne payez pas vos 2 premières levées."),
        ("Le demandeur a 2 mois pour répondre.", "Vous avez 2 mois pour répondre."),
        ("Le demandeur a été entendu.", ""),
        ("Le demandeur dépose le dossier qu'il a rempli.", ""),
        ("Le demandeur se présente au guichet.", ""),
        ("Le demandeur instruit la demande.", ""),
        ("Chaque famille admise a 10 jours.", ""),
        ("La commission peut refuser sa demande.", ""),
    ],
)
def test_an_applicant_becomes_vous_where_nothing_else_could_be_meant(sentence: str, turned: str) -> None:
    assert to_reader([sentence]) == [turned or sentence]


def test_of_several_sentences_none_is_turned() -> None:
    said = ["Le demandeur dépose son dossier.", "Il reçoit un numéro."]
    assert to_reader(said) == said


def test_a_contact_is_told_only_where_each_line_says_what_it_is() -> None:
    lines = ["Pôle social", "Sur place : 12 rue Haute, 00240 Valbrume", "Du lundi au jeudi de 9h à 12h"]
    ways = ["Par téléphone : 02 61 91 40 30", "Par courriel : pole@a.fr"]
    assert contact("\n".join(lines + ways)) == [
        f"Pôle social{NBSP}: appelez le 02 61 91 40 30, écrivez à pole@a.fr ou allez au 12 rue Haute, 00240 Valbrume, "
        "du lundi au jeudi de 9h à 12h."
    ]
    assert contact("\n".join([*lines, *ways, "02 61 91 40 31"])) == []
    assert contact("Pôle social\n12 rue Haute") == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Nombre de décisions administratives prises par an : 214 demandes en 2025", "Il y a eu 214 demandes en 2025."),
        (
            "Date de mise à jour des informations : 2026-06-01",
            "Les informations ont été mises à jour le 1er juin 2026.",
        ),
        (
            "Contact au sein de l'administration concernée : a@b.fr, 02 61 91 40 30",
            "Écrivez à a@b.fr ou appelez le 02 61 91 40 30.",
        ),
        ("Direction/service porteur : service Logement", f"Le service porteur est le suivant{NBSP}: service Logement."),
        ("Base légale : code de l'éducation", f"La base légale est la suivante{NBSP}: code de l'éducation."),
        ("Données traitées : adresse ; âge", ""),
        ("Portée de la décision : Externe", ""),
        ("Une phrase sans intitulé", ""),
    ],
)
def test_a_short_field_is_told_by_its_label(line: str, said: str) -> None:
    assert field(line) == ([said] if said else [])


def cited(*quotes: str) -> list[Citation]:
    return [citation(number, quote) for number, quote in enumerate(quotes, start=1)]


def test_what_code_says_is_verified_and_comes_best_first() -> None:
    quotes = cited("La demande est gratuite.", "Le délai est de 2 mois.")
    told = at_once("Combien ?", quotes, Suspicious(), best=2)
    assert [(one.text, one.citations, one.by_code) for one in told] == [
        ("Le délai est de 2 mois.", (2,), True),
        ("La demande est gratuite.", (1,), True),
    ]
    assert has_answer(told, 2) and not has_answer(told[1:], 2)


def test_a_quotation_is_told_whole_or_not_at_all() -> None:
    doubtful = cited("La demande est gratuite. Elle est toujours acceptée.")
    assert at_once("Combien ?", doubtful, Suspicious(), best=1) == []


def test_where_vous_fails_the_words_of_the_quotation_are_told() -> None:
    class AgainstVous(Suspicious):
        def verify(self, pairs):  # type: ignore[no-untyped-def]
            return super().verify([(text, said.replace("Vous", "toujours")) for text, said in pairs])

    quotes = cited("La famille dépose un dossier.")
    assert [one.text for one in at_once("?", quotes, Suspicious(), best=1)] == ["Vous déposez un dossier."]
    assert [one.text for one in at_once("?", quotes, AgainstVous(), best=1)] == ["La famille dépose un dossier."]
    assert at_once("?", cited("Le demandeur dépose un dossier."), AgainstVous(), best=1) == []


def test_nothing_is_told_twice() -> None:
    quotes = cited("La famille a 10 jours pour accepter la place.", "Chaque famille a 10 jours pour accepter la place.")
    told = at_once("?", quotes, Suspicious(), best=1)
    assert [one.citations for one in told] == [(1,)] and is_told(quotes[1].quote, told)
    assert not is_told("La famille a 15 jours pour accepter la place.", told)
    assert not is_told("La famille a 10 jours pour accepter la place. Sans réponse, elle va à la suivante.", told)


def test_code_has_words_for_rows_contacts_fields_and_plain_sentences_alone() -> None:
    assert tell("Zone : B ; Nombre de permis : 620") == (f"Zone B{NBSP}: le nombre de permis est de 620.",)
    quotes = cited("Le délai est de 2 mois.", "Chez nous, le délai est de 2 mois.")
    assert (says("?", quotes, 1), says("?", quotes, 2)) == (True, False)
