"""Which parts of a document are in another language than French."""

import pytest

from assistant.record.language import foreign_parts, is_foreign_part
from tests.records import read

ENGLISH = "The tool decides every application without review. Officers are not asked, and this is on the record."


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        (ENGLISH, True),
        ("Das Amt entscheidet über die Anträge und der Bürger wird mit Brief nicht gehört.", True),
        ("Si oui ou non, cochez une case ; joignez avis, photo, justificatif, attestation.", False),
        ("L'outil décide de toutes les demandes sans relecture.", False),
        ("QF 400 450 500 550 600 650 700 750 800", False),
    ],
)
def test_a_paragraph_in_another_language_is_seen(text: str, foreign: bool) -> None:
    assert is_foreign_part(text) is foreign


def test_parts_in_another_language_are_counted_and_told() -> None:
    french = "L'aide est destinée aux familles qui habitent la commune. Le maire décide après avis de la commission."
    (note,) = foreign_parts(read("a.md", f"# Règles\n\n{french}\n\n{ENGLISH}\n\n{french}\n\n{ENGLISH}\n"))
    assert note.startswith("« Règles » : 2 passages ne sont pas en français.")
    assert not list(foreign_parts(read("a.md", f"# Règles\n\n{french}\n")))
