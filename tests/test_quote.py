"""What a sentence is quoted with, so that it stays true."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.asked.question import understand
from assistant.quoting.quote import MAX_QUOTATIONS, Candidate, choose, likeliest, quotations, sentences
from corpus.compose import Composer
from corpus.cut import cut
from corpus.types import Document, Provenance, Sentence, Span
from index.types import Hit


def page(items: Sequence[str]) -> Document:
    composer = Composer("Carte de résident")
    with composer.section("Démarche"):
        lead = composer.add("Vous devez fournir :")
        for item in items:
            composer.add(item, role="item", lead=(lead,))
        composer.add("La carte est gratuite. Elle dure un an.")
    return composer.finish(id="F1", kind="procedure", provenance=Provenance())


def candidate(document: Document, text: str) -> Candidate:
    for passage in cut(document):
        for sentence in passage.sentences:
            if document.text[sentence.start : sentence.end] == text:
                hit = Hit(
                    passage=passage, version=document.version, kind="procedure", title=document.title, text="",
                    score=1, meaning=1, words=1,
                )  # fmt: skip
                return Candidate(hit=hit, sentence=sentence, text=text, meaning=1, overlap=1, shows=True, score=1)
    raise AssertionError(text)


def quotes(document: Document, *texts: str) -> list[str]:
    found = quotations([candidate(document, text) for text in texts], lambda _: document)
    return [document.text[quotation.span.start : quotation.span.end] for quotation in found]


def test_an_item_brings_its_lead_in_and_its_whole_short_list() -> None:
    assert quotes(page(["une photo", "un timbre"]), "un timbre") == ["Vous devez fournir :\n- une photo\n- un timbre"]


def test_a_long_list_is_not_quoted_whole_and_the_lead_in_stays() -> None:
    long = [f"le justificatif numéro {n}, daté de moins de trois mois et signé" for n in range(20)]
    assert quotes(page(long), long[12]) == ["Vous devez fournir :", long[12]]


def test_sentences_that_follow_each_other_are_one_quotation() -> None:
    document = page(["une photo"])
    assert quotes(document, "Elle dure un an.", "La carte est gratuite.") == ["La carte est gratuite. Elle dure un an."]


def test_never_more_than_five() -> None:
    long = [f"le justificatif numéro {n}, daté de moins de trois mois et signé" for n in range(20)]
    assert len(quotes(page(long), *long[::3])) <= MAX_QUOTATIONS


def paragraph(*sentences: str) -> Document:
    composer = Composer("Aide au logement")
    with composer.section("Versement"):
        composer.add(" ".join(sentences))
    return composer.finish(id="F2", kind="procedure", provenance=Provenance())


def test_a_sentence_that_begins_with_a_pronoun_is_quoted_with_the_one_it_speaks_of() -> None:
    document = paragraph("L'aide peut atteindre 900 €.", "Elle est versée au propriétaire.")
    assert quotes(document, "Elle est versée au propriétaire.") == [
        "L'aide peut atteindre 900 €. Elle est versée au propriétaire."
    ]


def test_an_impersonal_pronoun_speaks_of_nothing_before_it() -> None:
    document = paragraph("L'aide peut atteindre 900 €.", "Il faut joindre le bail.")
    assert quotes(document, "Il faut joindre le bail.") == ["Il faut joindre le bail."]


def test_a_lead_in_inside_its_paragraph_comes_with_the_sentence_and_heads_no_list() -> None:
    document = paragraph("Le conseil s'est réuni.", "Conseillers en exercice : 78. Pouvoirs : 9.")
    start = document.text.index("Conseillers")
    chosen = candidate(document, "Le conseil s'est réuni.")
    lead = Span(start, start + len("Conseillers en exercice :"))
    chosen = replace(chosen, sentence=Sentence(start=lead.end + 1, end=len(document.text), role="text", lead=(lead,)))
    (quoted,) = quotations([chosen], lambda hit: document)
    assert document.text[quoted.span.start : quoted.span.end] == "Conseillers en exercice : 78. Pouvoirs : 9."


def test_the_rows_beside_a_row_are_quoted_with_it() -> None:
    composer = Composer("Cantine scolaire")
    rows = [composer.add(f"Tranche : {name} ; Prix : {price} €", role="row") for name, price in (("A", 1), ("B", 2))]
    document = composer.finish(id="F1", kind="procedure", provenance=Provenance())
    chosen = replace(candidate(document, "Tranche : B ; Prix : 2 €"), rows=tuple(rows))
    (quoted,) = quotations([chosen], lambda _: document)
    assert quoted.span == Span(rows[0].start, rows[1].end)


def test_a_passage_that_was_read_and_answers_comes_before_one_that_was_not() -> None:
    document = paragraph("L'aide peut atteindre 900 €.", "Elle est versée au propriétaire.")
    read = candidate(document, "L'aide peut atteindre 900 €.")
    unread = replace(read, hit=replace(read.hit, passage=replace(read.hit.passage, section=("Ailleurs",))))
    for weight, best in ((0.9, read), (0.1, unread)):
        first, second = likeliest([read, unread], {read.hit.passage: weight})
        assert first.hit == best.hit and first.score > second.score


def test_nothing_is_chosen_where_the_best_means_too_little() -> None:
    document = paragraph("L'aide peut atteindre 900 €.")
    weak = replace(candidate(document, "L'aide peut atteindre 900 €."), meaning=0.2)
    assert choose([weak], floor=0.25) == [] and choose([weak], floor=0.15) == [weak]


def test_what_means_little_beside_the_best_is_left_out() -> None:
    document = paragraph("L'aide peut atteindre 900 €.", "La mairie ouvre à midi.")
    best = candidate(document, "L'aide peut atteindre 900 €.")
    noise = replace(candidate(document, "La mairie ouvre à midi."), meaning=0.05)
    assert choose([best, noise]) == [best]


def test_the_same_words_in_another_case_of_the_page_are_not_said_already() -> None:
    document = paragraph("Le prix est de 25 €.")
    one = candidate(document, "Le prix est de 25 €.")
    other = replace(one, hit=replace(one.hit, passage=replace(one.hit.passage, section=("En Guyane",))))
    twin = replace(one, hit=replace(one.hit, passage=replace(one.hit.passage, document="F9")))
    assert choose([one, other]) == [one, other] and choose([one, one]) == [one] and choose([one, twin]) == [one]


def found(question: str, document: Document) -> list[str]:
    hits = [
        Hit(
            passage=passage, version=document.version, kind="procedure", title=document.title, text="", score=1,
            meaning=1, words=1,
        )
        for passage in cut(document)
    ]  # fmt: skip
    best = sentences(understand(question), hits, lambda _: document, lambda _: 0.5)
    return [document.text[one.sentence.start : one.sentence.end] for one in best]


def test_a_label_is_quoted_to_who_asks_for_it_alone() -> None:
    composer = Composer("Tarif de la cantine")
    composer.add("Identifiant : cantine-tarif", role="field")
    composer.add("Finalité : calculer le tarif.", role="field")
    document = composer.finish(id="F1", kind="register", provenance=Provenance())
    assert found("tarif cantine", document) == ["Finalité : calculer le tarif."]
    assert len(found("Quel est l'identifiant du traitement ?", document)) == 2


def test_the_general_case_stands_before_the_particular_one() -> None:
    composer = Composer("Carte d'identité")
    with composer.section("En Guyane"):
        composer.add("Le prix est de 12,50 €.")
    with composer.section("En France"):
        composer.add("Le prix est de 25 €.")
    document = composer.finish(id="F1", kind="procedure", provenance=Provenance())
    assert found("La carte d'identité est-elle payante ?", document)[0] == "Le prix est de 25 €."
    assert found("La carte d'identité est-elle payante en Guyane ?", document)[0] == "Le prix est de 12,50 €."
