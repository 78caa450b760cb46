"""An acronym is spelled out in the words of a document, whose initials it is, and in no others."""

from pathlib import Path

import pytest

from assistant.record.acronyms import spelled_out
from assistant.record.sources import read_documents
from assistant.record.texts.glossary import define, glossary
from tests.test_record_draft import drafted


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("Le calcul est fait par la caisse d'allocations familiales (CAF).", "caisse d'allocations familiales (CAF)"),
        ("l’Allocation Personnalisée d’Autonomie (A.P.A.)", "Allocation Personnalisée d’Autonomie (A.P.A.)"),
        ("un accueil de loisirs sans hébergement (ALSH)", "accueil de loisirs sans hébergement (ALSH)"),
        ("avec un CER (Contrat d'engagement réciproque) signé", "CER (Contrat d'engagement réciproque)"),
        ("QF : quotient familial de l'année", "QF : quotient familial"),
        ("la Maison départementale des personnes handicapées (la MDPH)", None),
        ("la carte mobilité inclusion (ou CMI)", "carte mobilité inclusion (ou CMI)"),
        ("une vérification des ressources trimestrielles (D.T.R)", None),
        ("le revenu de solidarité active (AAH)", None),
        ("le quotient (QF)", None),
        ("La CAF (voir l'annexe) verse l'aide.", None),
        ("Voir le code rural (CR) et la loi (LO).", "code rural (CR)"),
    ],
)
def test_an_acronym_is_the_initials_of_the_words_beside_it(text: str, spelled: str | None) -> None:
    found = [text[one.span.start : one.span.end] for one in spelled_out(text)]
    whole = "Maison départementale des personnes handicapées (la MDPH)"
    assert found == ([spelled] if spelled else [whole] if "MDPH" in text else [])


RULES = """
# Tarif de la cantine

Le tarif de la cantine est calculé d'après le quotient familial (QF) et les données de la CAF.

Les bénéficiaires du R.S.A. ont un tarif réduit de la cantine.

La caisse d'allocations familiales (CAF) transmet le QF au service de la cantine.

Le revenu de solidarité active (RSA) est versé par le Département, pas par l'ANCT.
"""


def test_the_glossary_of_a_draft_spells_its_acronyms_out_as_its_documents_do(tmp_path: Path) -> None:
    record = drafted(tmp_path, "Tarif de la cantine", rules=RULES)
    documents, _ = read_documents([tmp_path])
    said = "\n".join(value.text for value in record.fields.values())
    found = {one.term: one for one in glossary(record, documents)}
    assert found["CAF"].text == "caisse d'allocations familiales (CAF)" and "CAF" in said
    assert found["QF"].text == "quotient familial (QF)"
    for one in found.values():
        if one.citation:
            span = one.citation.span
            assert documents[0].text[span.start : span.end] == one.text
    kept = {one.term: one.text for one in glossary(record)}
    assert kept == {term: one.text for term, one in found.items()}


def test_an_acronym_that_no_document_spells_out_is_left_to_define(tmp_path: Path) -> None:
    record = drafted(
        tmp_path, "Tarif de la cantine", rules=RULES.replace("caisse d'allocations familiales (CAF)", "CAF")
    )
    found = {one.term: one.text for one in glossary(record)}
    assert found["CAF"] == ""


def test_a_term_is_explained_by_where_it_is_spelled_out(tmp_path: Path) -> None:
    (tmp_path / "rules.md").write_text(RULES, "utf-8")
    documents, _ = read_documents([tmp_path])
    found = define("RSA", documents)
    assert found and found.text == "revenu de solidarité active (RSA)"
