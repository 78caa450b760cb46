"""The wording: what is sent, what comes back, and what becomes of it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from assistant.guard.verify import TO_SHOW, Guard
from assistant.quoting.quote import Candidate
from assistant.types import Citation, Failure, Message, Source, Verdict
from assistant.writing.attribute import Written, answers
from assistant.writing.write import grammar, messages, opening, telling, write
from corpus.compose import Composer
from corpus.types import Provenance, Role, Span
from tests.test_quote import candidate

QUOTES = ("La demande est gratuite.", "Le délai est de 2 mois.")


def citation(number: int, quote: str) -> Citation:
    source = Source(document="F1", version="sha256:0", kind="procedure", title="Une démarche")
    return Citation(number=number, source=source, section=(), page=None, span=Span(0, len(quote)), quote=quote)


CITATIONS = [citation(number, quote) for number, quote in enumerate(QUOTES, start=1)]


class Dictated:
    """A generator that writes what it is told, and notes whether it was closed."""

    name = "dictated"

    def __init__(self, *pieces: str) -> None:
        self.pieces, self.closed, self.grammar = pieces, False, ""

    def write(self, messages: Sequence[Message], /, *, grammar: str, limit: int) -> Iterator[str]:
        self.grammar = grammar
        try:
            yield from self.pieces
        finally:
            self.closed = True


class Suspicious:
    """A verifier that refuses sentences with "toujours", and notes what it was asked."""

    name = "suspicious"

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def verify(self, pairs: Sequence[tuple[str, str]], /) -> list[Verdict]:
        self.asked += pairs
        return [
            Verdict(support=0.1, failures=(Failure("not_supported", "toujours"),))
            if "toujours" in sentence
            else Verdict(support=0.9)
            for _, sentence in pairs
        ]


def written(*pieces: str) -> list[tuple[str, tuple[int, ...], bool]]:
    found = write("Combien de temps ?", CITATIONS, Dictated(*pieces), Suspicious())
    return [(w.text, w.citations, w.verdict.supported) for w in found]


def test_each_line_is_a_sentence_with_its_citations() -> None:
    assert written("C'est gra", "tuit. [1]\nVous avez deux mois. [2][1]\n") == [
        ("C'est gratuit.", (1,), True),
        ("Vous avez deux mois.", (2,), True),
    ]


def test_a_sentence_is_verified_by_each_quotation_alone() -> None:
    verifier = Suspicious()
    list(write("?", CITATIONS, Dictated("Vous avez deux mois. [2][1]\n"), verifier))
    assert verifier.asked == [(quote, "Vous avez deux mois.") for quote in QUOTES]


def test_a_sentence_with_the_number_of_its_neighbour_gets_the_number_of_the_quotation_that_supports_it() -> None:
    class Literal(Suspicious):
        def verify(self, pairs: Sequence[tuple[str, str]], /) -> list[Verdict]:
            failed = (Failure("not_supported", "?"),)
            return [Verdict(support=0.9, failures=() if "2 mois" in text else failed) for text, _ in pairs]

    [found] = write("?", CITATIONS, Dictated("Vous avez deux mois. [1]\n"), Literal())
    assert (found.citations, found.verdict.supported) == ((2,), True)


def test_a_sentence_that_no_quotation_supports_fails_as_it_does_against_those_it_names() -> None:
    [found] = write("?", CITATIONS, Dictated("C'est toujours gratuit. [2]\n"), Suspicious())
    assert (found.citations, found.verdict.failures[0].kind) == ((2,), "not_supported")


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        (("C'est toujours gratuit. [1]\n",), [("C'est toujours gratuit.", (1,), False)]),
        (("C'est gratuit.\n",), [("C'est gratuit.", (), False)]),
        (("C'est gratuit. [7]\n",), [("C'est gratuit.", (), False)]),
        (("C'est gratuit. [1]\nC'est gratuit. [1]\n",), [("C'est gratuit.", (1,), True)]),
        (("C'est gratuit. [1]\nVous avez deux",), [("C'est gratuit.", (1,), True)]),
        (("C'est gratuit. [1]",), [("C'est gratuit.", (1,), True)]),
        (("\n\n- C'est gratuit. [1]\n",), [("C'est gratuit.", (1,), True)]),
        (("Oui, c'est gratuit. [1]\n",), [("C'est gratuit.", (1,), True)]),
        (("Non. [1]\n",), []),
        ((), []),
    ],
    ids=[
        "refused",
        "without citation",
        "unknown citation",
        "repeated",
        "cut short",
        "no line end",
        "list",
        "yes",
        "no alone",
        "empty",
    ],
)
def test_what_the_model_may_do_wrong(pieces: Sequence[str], expected: list[tuple[str, tuple[int, ...], bool]]) -> None:
    assert written(*pieces) == expected


def test_closing_the_wording_stops_the_model() -> None:
    generator = Dictated("C'est gratuit. [1]\n", "Vous avez deux mois. [2]\n")
    sentences = write("?", CITATIONS, generator, Suspicious())
    next(sentences)
    sentences.close()  # type: ignore[attr-defined]
    assert generator.closed


def test_the_grammar_holds_to_the_number_of_the_quotation() -> None:
    assert grammar(2).endswith('"[2]" "\\n"')


def test_what_is_sent_is_one_quotation_under_its_heading_without_the_question() -> None:
    sent = messages(replace(CITATIONS[1], quote="Le délai\nest de 2 mois.", section=("Recours", "En cas de refus")))
    assert sent[0].role == "system"
    assert sent[-1] == Message("user", "Rubrique : En cas de refus\n[2] Le délai est de 2 mois.")


def test_a_quotation_that_goes_on_from_another_is_sent_under_its_title() -> None:
    cited = replace(CITATIONS[0], quote="Ce montant ne dépasse pas 30 %.", section=("Quel montant ?",))
    assert "Rubrique : Une démarche › Quel montant ?\n" in messages(cited)[-1].text


def test_what_looks_like_a_variable_in_a_quotation_stays_as_it_is() -> None:
    assert "{{place}}" in messages(citation(1, "Que veut dire {{place}} ?"))[-1].text


def test_all_but_the_last_turn_is_the_same_for_every_quotation() -> None:
    assert all(messages(one)[:-1] == opening() for one in CITATIONS)


class Script(Dictated):
    """A generator that rewords each quotation as it is told to, by its number, and notes the order."""

    def __init__(self, **lines: str) -> None:
        super().__init__()
        self.lines, self.asked = lines, ""

    def write(self, messages: Sequence[Message], /, *, grammar: str, limit: int) -> Iterator[str]:
        number = messages[-1].text.partition("[")[2][0]
        self.asked += number
        yield self.lines[f"q{number}"]


PAPERS = replace(CITATIONS[0], quote="Vous apportez :\n- une pièce d'identité,\n- votre bail.")


@pytest.mark.parametrize(("line", "kept"), [("un bail et une pièce d'identité", True), ("une pièce d'identité", False)])
def test_a_list_is_told_whole_or_not_at_all(line: str, kept: bool) -> None:
    [found] = write("?", [PAPERS], Dictated(f"Vous apportez {line}. [1]\n"), Suspicious())
    assert found.verdict.supported is kept


def test_two_quotations_that_differ_by_their_values_are_both_worded_where_their_headings_are_told() -> None:
    citations, found = quoted("F1", ("Le permis coûte 90 € par an.", 0.9), ("Le permis coûte 180 € par an.", 0.8))
    told = [replace(one, section=(f"{one.number}e véhicule",)) for one in citations]
    assert telling("Quel est le prix du permis ?", told, found) == told
    untold = [replace(one, section=(heading,)) for one, heading in zip(citations, ("Tarif", "Prix"), strict=True)]
    assert telling("Quel est le prix du permis ?", untold, found) == untold[:1]


def test_the_quotation_that_answers_best_is_worded_first() -> None:
    script = Script(q1="C'est gratuit. [1]\n", q2="Vous avez deux mois. [2]\n")
    assert [w.citations for w in write("?", CITATIONS, script, Suspicious(), best=2)] == [(2,), (1,)]


def test_nothing_more_is_written_once_the_sentence_that_carries_the_answer_failed() -> None:
    script = Script(q1="C'est gratuit. [1]\n", q2="Vous avez toujours deux mois. C'est long. [2]\n")
    [failed] = write("?", CITATIONS, script, Suspicious(), best=2)
    assert not failed.verdict.supported and script.asked == "2"


def test_a_sentence_goes_on_from_its_own_quotation_alone() -> None:
    script = Script(q1="La demande est gratuite. [1]\n", q2="Ce délai est de deux mois. [2]\n")
    first, following = write("?", CITATIONS, script, Suspicious(), best=1)
    assert (first.verdict.supported, following.verdict.supported) == (True, False)


def answering(*sentences: tuple[str, float]) -> list[int]:
    """The numbers worth wording among sentences of one page, each a quotation, with how each answers."""
    citations, found = quoted("F1", *sentences)
    return [c.number for c in telling("Quel délai ?", citations, found)]


def quoted(document: str, *sentences: tuple[str, float], first: int = 1) -> tuple[list[Citation], list[Candidate]]:
    """The sentences of one page as quotations, numbered from `first`, and how each answers."""
    composer = Composer("Une démarche")
    for text, _ in sentences:
        composer.add(text)
    page = composer.finish(id=document, kind="procedure", provenance=Provenance())
    found = [replace(candidate(page, text), meaning=meaning) for text, meaning in sentences]
    citations = [citation(n, c.text) for n, c in enumerate(found, start=first)]
    return [
        replace(one, span=Span(c.sentence.start, c.sentence.end), source=replace(one.source, document=document))
        for one, c in zip(citations, found, strict=True)
    ], found


def test_a_quotation_of_another_document_must_answer_nearly_as_well_as_the_best() -> None:
    own, beside = ("Le délai est de 2 mois.", 0.9), ("Le maire répond en 1 mois.", 0.6)
    assert answering(own, beside) == [1, 2]
    one, two = quoted("F1", own), quoted("F2", beside, first=2)
    assert [c.number for c in telling("Quel délai ?", [*one[0], *two[0]], [*one[1], *two[1]])] == [1]


def test_only_quotations_that_answer_are_worded() -> None:
    assert answering(("Le délai est de 2 mois.", 0.9), ("La mairie ferme à midi.", 0.1)) == [1]


def test_three_quotations_at_most_are_worded_in_reading_order() -> None:
    assert answering(("Un.", 0.5), ("Deux.", 0.9), ("Trois.", 0.8), ("Quatre.", 0.7)) == [2, 3, 4]


def test_an_example_is_quoted_and_never_worded() -> None:
    assert answering(("Exemple : vous payez 2,45 €.", 0.9), ("Le prix dépend du quotient.", 0.8)) == [2]


def test_of_quotations_that_hardly_answer_none_is_worded() -> None:
    assert answering(("Le bailleur a 2 mois pour répondre.", 0.35), ("Un rappel vous est adressé.", 0.25)) == []


def test_what_holds_in_another_case_is_not_worded() -> None:
    cases = ("Vous habitez Valbrume", "Vous n'habitez pas Valbrume")
    composer = Composer("Place en crèche")
    composer.add("Vous pouvez demander une place dès le 6e mois.")
    composer.add("Vous pouvez la demander après la naissance.")
    page = composer.finish(id="F1", kind="procedure", provenance=Provenance())
    found = [replace(candidate(page, page.text[b.start : b.end]), meaning=0.9) for b in page.blocks]
    citations = [
        replace(citation(n, c.text), span=Span(c.sentence.start, c.sentence.end), section=(cases[n - 1],))
        for n, c in enumerate(found, start=1)
    ]
    asked = {
        "Je n'habite pas Valbrume, dès quand puis-je demander une place ?": [2],
        "J'habite Valbrume, dès quand puis-je demander une place ?": [1],
        "Dès quand puis-je demander une place ?": [],
    }
    for question, numbers in asked.items():
        assert [c.number for c in telling(question, citations, found)] == numbers


def test_a_row_of_figures_is_told_without_the_model() -> None:
    row = citation(1, "Zone : B ; Quartier : Gare ; Nombre maximal de permis : 620")
    [found] = write("Combien ?", [row], Dictated("Vous pouvez avoir 620 permis. [1]\n"), Suspicious(), best=1)
    assert (found.text, found.citations) == (
        "Zone B, quartier Gare\u00a0: le nombre maximal de permis est de 620.",
        (1,),
    )


@pytest.mark.parametrize(
    ("role", "text", "worded"),
    [
        ("row", "Étape : Dépôt du dossier ; Date : du 1er septembre au 15 octobre", False),
        ("row", "Zone : B ; Quartier : Gare ; Nombre maximal de permis : 620", True),
        ("field", "Téléphone : 02 61 91 40 40", True),
        ("field", "Portée de la décision : Externe", False),
        ("field", "Finalité : classer les demandes de place en crèche pour que la commission les examine toutes", True),
        ("field", "La commission décide d'accorder l'aide et en fixe le montant, sans être tenue par le calcul.", True),
        ("field", "Outil d'aide à la décision", False),
        ("contact", "Service Petite enfance Par téléphone : 02 61 91 40 30", False),
        ("item", "Délai : 2 mois", True),
    ],
)
def test_rows_and_short_values_are_plain_as_they_stand(role: Role, text: str, worded: bool) -> None:
    composer = Composer("Une démarche")
    composer.add(text, role=role)
    page = composer.finish(id="F1", kind="procedure", provenance=Provenance())
    found = [replace(candidate(page, text), meaning=0.9)]
    whole = replace(citation(1, text), span=Span(found[0].sentence.start, found[0].sentence.end))
    assert telling("Combien ?", [whole], found) == ([whole] if worded else [])
    assert telling("", [whole], found) == [whole]
    assert telling("", [whole], [replace(found[0], rows=(whole.span, whole.span))]) == []


def test_a_line_of_a_register_is_not_a_wording_of_itself() -> None:
    field = [citation(1, "Mode de collecte : lecture automatique")]
    dictated = Dictated("Mode de collecte : lecture automatique. [1]\nLa lecture est automatique. [1]\n")
    assert [w.text for w in write("Comment ?", field, dictated, Suspicious())] == ["La lecture est automatique."]


def test_a_sentence_about_others_is_not_told_to_who_asks() -> None:
    prices = [citation(1, "Résident, 90 € ; non résident, 300 €.")]
    dictated = Dictated("Le tarif d'un non résident est de 300 €. [1]\nPour un résident, il est de 90 €. [1]\n")
    of_others, own = write("Combien paie un résident ?", prices, dictated, Suspicious())
    assert [failure.kind for failure in of_others.verdict.failures] == ["not_supported"]
    assert own.verdict.supported


def test_a_word_that_only_the_question_has_is_not_the_sources() -> None:
    aid = [citation(1, "Le plafond de l'aide est de 900 €.")]
    question = "Quel plafond de revenus faut-il respecter ?"
    wrong, right = write(
        question, aid, Dictated("Le plafond de revenus est de 900 €. [1]\nL'aide a un plafond. [1]\n"), Suspicious()
    )
    assert wrong.verdict.failures == (Failure("not_supported", "revenus"),)
    assert right.verdict.supported


def test_a_word_of_the_question_that_a_title_holds_may_be_said() -> None:
    [said] = write("Que dit la démarche ?", CITATIONS[:1], Dictated("La démarche est gratuite. [1]\n"), Suspicious())
    assert said.verdict.supported


class Trusting:
    """A reader of pairs that believes everything: what is refused, the rules refuse."""

    name = "trusting"

    def support(self, pairs: Sequence[tuple[str, str]], /) -> list[float]:
        return [0.9 for _ in pairs]


def by_rule(question: str, cited: Sequence[Citation], *lines: str) -> list[tuple[str, tuple[int, ...]]]:
    """The sentences that the rules let pass, with their numbers."""
    found = write(question, cited, Dictated(*(f"{line}\n" for line in lines)), Guard(Trusting(), TO_SHOW))
    return [(one.text, one.citations) for one in found if one.verdict.supported]


SILENCE = citation(
    1,
    "La ville s'engage à répondre sous 20 jours.\n\nSans réponse 1 mois après la réception de votre demande, celle-ci "
    "est considérée comme refusée. Vous avez alors 2 mois pour saisir la Cada. Cette saisine est obligatoire avant de "
    "s'adresser au juge.",
)


def test_each_sentence_of_a_line_stands_alone() -> None:
    line = "La ville répondra sous 20 jours. Si elle ne répond pas dans ce délai, votre demande est refusée."
    assert by_rule(
        "La mairie ne répond pas, que faire ?", [SILENCE], f"{line} Vous avez 2 mois pour saisir la Cada. [1]"
    ) == [
        ("La ville répondra sous 20 jours.", (1,)),
        ("Vous avez 2 mois pour saisir la Cada.", (1,)),
    ]


def test_what_goes_on_from_a_dropped_sentence_goes_with_it() -> None:
    cada = "Vous avez 2 mois pour saisir la Cada. Cette saisine est obligatoire avant de s'adresser au juge. [1]"
    assert len(by_rule("Que faire ?", [SILENCE], cada)) == 2
    assert by_rule("Que faire ?", [SILENCE], cada.replace("2 mois", "3 mois")) == []
    assert by_rule("Que faire ?", [SILENCE], "La famille peut également saisir la Cada. [1]") == []


def test_a_list_is_one_sentence_with_what_introduces_it() -> None:
    conditions = citation(1, "Vous devez remplir 2 conditions :\n- habiter la commune,\n- avoir 18 ans.")
    line = "Pour cela, vous devez remplir 2 conditions : - habiter la commune, - avoir 18 ans."
    assert by_rule("Quelles conditions ?", [conditions], f"{line} [1]") == [(line, (1,))]


def test_two_quotations_together_support_nothing() -> None:
    cited = [citation(1, "Le recours est gratuit."), citation(2, "Il se fait dans les 2 mois.")]
    assert by_rule("?", cited, "Le recours gratuit se fait dans les 3 mois. [1][2]") == []
    assert by_rule("?", cited, "Le recours est gratuit. [1][2]") == [("Le recours est gratuit.", (1,))]


def test_what_one_quotation_denies_is_not_told_by_another() -> None:
    denied = "En principe, vous ne bénéficiez pas de l'ARE si vous démissionnez."
    cited = [citation(1, denied), citation(2, "Si vous démissionnez pour suivre un conjoint, vous avez droit à l'ARE.")]
    line = "Si vous démissionnez, vous avez droit à l'ARE."
    assert by_rule("Ai-je droit à l'ARE si je démissionne ?", cited, f"{line} [2]") == []


def test_a_quotation_that_speaks_of_something_else_is_no_source() -> None:
    cited = [
        citation(1, "À chaque logement libéré, l'algorithme retient les demandes qui conviennent."),
        citation(2, "Le système de règles a été écrit par des personnes."),
    ]
    line = "Le système de règles est écrit par des personnes."
    assert by_rule("?", cited, f"{line} [1]") == [(line, (2,))]
    assert by_rule("?", cited[:1], f"{line} [1]") == []


@pytest.mark.parametrize(
    ("quote", "sentence"),
    [
        (
            "Vous devez fournir une pièce d'identité.",
            "Si vous n'avez pas eu de place, vous devez fournir une pièce d'identité.",
        ),
        ("Le prix est de 12,50 €.", "Si vous perdez la carte, le prix est de 12,50 €."),
        (
            "Vous devez fournir une pièce d'identité.",
            "Vous devez fournir la pièce d'identité mentionnée dans le texte.",
        ),
        ("Vous devez fournir une pièce d'identité.", "Vous devez fournir la pièce d'identité citée ci-dessus."),
        (
            "En principe, vous ne bénéficiez pas de l'ARE si vous démissionnez.",
            "Si vous démissionnez, vous avez droit à l'ARE.",
        ),
        ("Un permis est délivré aux résidents.", "Un permis est offert aux résidents."),
        ("Le conseil s'est réuni le 13 mai.", "Le conseil a réuni le 13 mai."),
        ("Le permis permet de stationner.", "Pour stationner, le permis permet de stationner."),
        ("L'obligation de publier s'applique à la ville.", "Les entreprises doivent publier."),
        ("La décision de la CALEOL se conteste auprès du tribunal.", "La CALEOL conteste la décision du tribunal."),
        ("Le service lui envoie les éléments de réponse.", "Le service vous envoie les éléments de réponse."),
        ("Sa demande date de 3 mois.", "Votre demande date de 3 mois."),
        ("Réclamation au service : un agent reprend le calcul.", "Contactez un agent qui reprend le calcul."),
        (
            "Le délégué vérifie les données : dpo@valbrume.example.",
            "Le délégué vérifie les données à dpo@valbrume.example.",
        ),
        ("2. Additionner les points justifiés.", "2. Additionner les points justifiés."),
    ],
)
def test_what_is_false_around_true_words_is_dropped(quote: str, sentence: str) -> None:
    assert by_rule("Et ma place, si je perds ma carte ou démissionne ?", [citation(1, quote)], f"{sentence} [1]") == []


@pytest.mark.parametrize(
    ("quote", "sentence"),
    [
        ("En cas de perte de la carte, elle coûte 25 €.", "Si vous perdez la carte, elle coûte 25 €."),
        ("Si vous déménagez, la demande est annulée.", "En cas de déménagement, la demande est annulée."),
        ("À défaut de paiement, l'inscription est annulée.", "Si vous ne payez pas, l'inscription est annulée."),
    ],
)
def test_a_condition_in_other_words_is_kept(quote: str, sentence: str) -> None:
    assert by_rule("?", [citation(1, quote)], f"{sentence} [1]") == [(sentence, (1,))]


def test_nothing_is_told_of_others_than_its_heading_nor_of_another_year() -> None:
    line = "Le prix payé par les familles de Valbrume dépend du quotient."
    cited = citation(1, line)
    assert by_rule("Quel prix ?", [cited], f"{line} [1]")
    assert not by_rule("Quel prix ?", [replace(cited, section=("Prix pour les non-résidents",))], f"{line} [1]")
    old = replace(cited, source=replace(cited.source, title="Cantine : ce qui change à la rentrée 2023"))
    assert not by_rule("Quel prix ?", [old], f"{line} [1]")
    assert by_rule("Quel prix à la rentrée 2023 ?", [old], f"{line} [1]")


def test_who_answers_by_an_address_may_be_written_to() -> None:
    line = "Contactez le service : dpo@valbrume.example."
    assert by_rule("?", [citation(1, "Réclamation auprès du service : dpo@valbrume.example.")], f"{line} [1]")


def test_what_code_told_comes_in_its_turn_after_what_the_model_makes_of_the_best() -> None:
    told = [Written("Le délai est de 2 mois.", (2,), Verdict(support=0.9), by_code=True)]
    found = list(write("Combien ?", CITATIONS, Dictated("C'est gratuit. [1]\n"), Suspicious(), best=1, told=told))
    assert [(one.text, one.by_code) for one in found] == [("C'est gratuit.", False), ("Le délai est de 2 mois.", True)]
    nothing = list(write("Combien ?", CITATIONS, Dictated(), Suspicious(), best=1, told=told))
    assert nothing == []


def test_a_purpose_that_the_heading_names_may_be_told() -> None:
    cited = replace(citation(1, "Vous la déposez en ligne ou au guichet."), section=("Faire la demande",))
    line = "Pour faire la demande, vous pouvez la déposer en ligne ou au guichet."
    assert by_rule("?", [cited], f"{line} [1]") == [(line, (1,))]
    assert by_rule("?", [replace(cited, section=())], f"{line} [1]") == []


def test_a_heading_alone_is_no_source() -> None:
    complaint = replace(citation(1, "La réclamation doit être écrite."), section=("« Ma facture est trop élevée. »",))
    assert by_rule("?", [complaint], "Votre facture est trop élevée. [1]") == []


def test_a_heading_told_as_a_statement_is_dropped() -> None:
    memo = replace(
        citation(1, "La réclamation sur la facture de déchets trop élevée doit être écrite."),
        section=("« Ma facture de déchets est trop élevée. »",),
    )
    assert by_rule("Ma facture ?", [memo], "Votre facture de déchets est trop élevée. [1]") == []


def test_the_case_of_a_heading_may_be_told() -> None:
    line = "Si vous n'habitez pas Valbrume, vous pouvez déposer une demande après la naissance."
    quote = "Vous pouvez déposer une demande après la naissance."
    assert by_rule("?", [replace(citation(1, quote), section=("Vous n'habitez pas Valbrume",))], f"{line} [1]")
    assert not by_rule("?", [replace(citation(1, quote), section=("Vous habitez Valbrume",))], f"{line} [1]")


def test_a_verb_that_french_does_not_conjugate_so_is_dropped() -> None:
    cited = citation(1, "Les familles reçoivent une réponse dans les 10 jours.")
    assert by_rule("?", [cited], "Vous reçoivez une réponse dans les 10 jours. [1]") == []
    assert by_rule("?", [cited], "Vous recevez une réponse dans les 10 jours. [1]")


def test_a_name_may_stand_in_the_title() -> None:
    titled = citation(1, "La commission répond sous 30 jours.")
    titled = replace(titled, source=replace(titled.source, title="Fonds municipal de solidarité logement (FMSL)"))
    line = "La commission du FMSL répond sous 30 jours."
    assert by_rule("?", [titled], f"{line} [1]") == [(line, (1,))]
    assert by_rule("?", [citation(1, titled.quote)], f"{line} [1]") == []


def test_what_is_left_without_the_sentence_that_answers_is_no_answer() -> None:
    def one(passes: bool, *numbers: int) -> Written:
        failures = () if passes else (Failure("not_supported", "?"),)
        return Written("…", numbers, Verdict(support=0.9, failures=failures))

    assert answers([one(True, 1)], 1)
    assert answers([one(True, 2), one(True, 3)], 1)
    assert answers([one(False, 2), one(True, 1)], 1)
    assert answers([one(True, 1), one(False, 1)], 1)
    assert not answers([one(False, 1), one(True, 1)], 1)
    assert not answers([one(True, 2), one(False, 1)], 1)
    assert not answers([one(True, 2), one(False, 3)], 1)
