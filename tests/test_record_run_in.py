"""The labels that open the paragraphs of an entry fill its fields, and those of no other entry."""

from pathlib import Path

import pytest

from assistant.record.finding.headed import opens
from assistant.record.finding.run_in import Labels
from assistant.record.types import Record
from tests.records import read
from tests.test_record_draft import drafted

REGISTER = """
# Registre des algorithmes de la ville de Sorgeville

Ce registre est tenu par la direction générale.

## 1. TILLEUL – ordre des demandes de jardin

**À quoi ça sert.** Proposer un ordre des demandes. L'outil ne choisit pas la parcelle.

**Texte.** Délibération du 3 mai 2024.

**Comment ça marche.** Chaque situation vaut des points :

| Situation | Points |
|---|---|
| Habite un immeuble | 9 |

À partir de 10 points, la demande passe devant.

**Rôle de l'humain.** L'élue aux jardins relit la liste chaque lundi.

**Données.** Adresse, composition du foyer.

**Contact.** tilleul@sorgeville.example

## 2. ARDOISE – tournées des cantines

**But :** composer les tournées.

**Fondement :** règlement du service, article 4.

**Décision :** automatique.

**Données :** adresse des écoles, nombre de repas.

**Contester une tournée :** ardoise@sorgeville.example ; un agent répond.
"""


@pytest.fixture
def tilleul(tmp_path: Path) -> Record:
    return drafted(tmp_path, "TILLEUL", registre=REGISTER)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("purpose", "Proposer un ordre des demandes. L'outil ne choisit pas la parcelle."),
        ("legal_basis", "Délibération du 3 mai 2024."),
        ("role", "L'élue aux jardins relit la liste chaque lundi."),
        ("data", "Adresse, composition du foyer."),
    ],
)
def test_what_follows_a_label_fills_the_field_that_it_names(tilleul: Record, key: str, text: str) -> None:
    assert tilleul.fields[key].text == text


def test_a_label_reaches_the_paragraphs_that_a_table_cuts_off_from_it(tilleul: Record) -> None:
    assert "À partir de 10 points" in tilleul.fields["operations"].text
    assert tilleul.fields["operations"].tables


def test_a_label_alone_is_never_quoted_nor_offered_to_check(tilleul: Record) -> None:
    quotes = {citation.quote for citation in tilleul.citations}
    quotes |= {citation.quote for value in tilleul.fields.values() for citation in value.doubtful}
    assert quotes.isdisjoint({"À quoi ça sert.", "Texte.", "Rôle de l'humain.", "Comment ça marche."})


def test_one_entry_of_a_register_takes_nothing_from_another(tilleul: Record) -> None:
    assert not any("repas" in citation.quote or "ardoise" in citation.quote for citation in tilleul.citations)


def test_a_label_with_a_colon_is_quoted_with_its_value(tmp_path: Path) -> None:
    fields = drafted(tmp_path, "ARDOISE", registre=REGISTER).fields
    assert fields["purpose"].text == "But : composer les tournées."
    assert fields["automation"].text == "Décision : automatique."
    assert fields["data"].text == "Données : adresse des écoles, nombre de repas."
    assert "un agent répond" in fields["appeals"].text


def test_a_label_on_a_line_of_its_own_reaches_the_paragraphs_under_it_and_no_note(tmp_path: Path) -> None:
    text = (
        "# Aide Rebond\n\nPublics éligibles :\n\nBénéficiaire du RSA domicilié dans le département\n\n"
        "Contrat d'engagement réciproque en cours depuis trois mois au moins.\n\nPièces à fournir :\n\n"
        "Attestation d'éligibilité au RSA\n\nBarème : 300 euros par mois.\n\n¹ Hors activité à domicile des époux\n"
    )
    fields = drafted(tmp_path, "Aide Rebond", aide=text).fields
    assert fields["public"].text.startswith("Publics éligibles :")
    assert "Bénéficiaire du RSA" in fields["public"].text and "engagement réciproque" in fields["public"].text
    assert "Attestation" in fields["data"].text and "activité à domicile" not in fields["operations"].text


def test_labels_make_an_entry_from_three_matters() -> None:
    text = (
        "# Note\n\nBut. Aider les familles.\n\nDonnées. Adresse du foyer.\n\nElle a été votée. Le vote date de mai.\n"
    )
    assert not Labels(read("note.md", text)).entries
    assert Labels(read("note.md", text + "\nRecours. Écrire au maire.\n")).entries


def test_an_item_of_a_list_opens_with_a_label_only_where_it_names_a_matter() -> None:
    items = "- But : aider ;\n- Données : adresse ;\n- Recours : au maire ;\n- ancienneté : 2 points.\n"
    document = read("note.md", f"# Note\n\nCe que dit la note :\n\n{items}")
    labels = Labels(document)
    found = [labels.over(document.text.index(word), ()) for word in ("aider", "adresse", "au maire")]
    assert [label.text for label in found if label] == ["but", "donnees", "recours"]


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("a quoi ca sert", "purpose"),
        ("but", "purpose"),
        ("texte", "legal_basis"),
        ("base juridique", "legal_basis"),
        ("comment ca marche", "operations"),
        ("criteres et ponderation", "operations"),
        ("role de l'humain", "role"),
        ("qui decide", "role"),
        ("degre d'automatisation", "automation"),
        ("donnees utilisees", "data"),
        ("reclamation", "appeals"),
        ("recours et intervention humaine", "appeals"),
    ],
)
def test_a_label_names_a_matter(label: str, key: str) -> None:
    assert opens(label, key)


@pytest.mark.parametrize(("label", "key"), [("prestataire", "service"), ("le texte voté", "legal_basis")])
def test_a_label_on_something_else_names_none(label: str, key: str) -> None:
    assert not opens(label, key)
