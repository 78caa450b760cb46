"""Settings: a file, then variables, each value of its kind."""

from pathlib import Path

import pytest

from assistant.errors import BadSetting
from assistant.settings import Settings, read_settings


def test_without_anything_said_they_are_the_defaults(tmp_path: Path) -> None:
    assert read_settings(tmp_path, {}) == Settings()


def test_a_variable_goes_before_the_file_and_the_file_before_the_default(tmp_path: Path) -> None:
    (tmp_path / "glose.toml").write_text('audit_days = 30\nkeep_questions = false\nembedder = "words"\n', "utf-8")
    read = read_settings(tmp_path, {"GLOSE_AUDIT_DAYS": "7", "GLOSE_EMBEDDER": ""})
    assert read == Settings(audit_days=7, keep_questions=False, embedder="words")


@pytest.mark.parametrize(
    ("said", "meant"), [("non", False), ("FALSE", False), ("0", False), ("oui", True), ("1", True)]
)
def test_a_variable_says_yes_or_no(said: str, meant: bool, tmp_path: Path) -> None:
    assert read_settings(tmp_path, {"GLOSE_KEEP_QUESTIONS": said}).keep_questions is meant


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("embedder = 3", "« embedder » : réglage mal écrit.*entre guillemets"),
        ("audit_days = true", "« audit_days » : réglage mal écrit.*nombre entier"),
        ("audit_days = 1.5", "« audit_days » : réglage mal écrit"),
        ('audit_days = "beaucoup"', "« audit_days » : réglage mal écrit"),
        ("audit_days = 0", "il faut au moins 1"),
        ("audit_days = 1000000", "au plus 36500"),
        ("keep_questions = 1", "« keep_questions » : réglage mal écrit.*true ou false"),
        ('keep_questions = "peut-être"', "« keep_questions » : réglage mal écrit"),
        ('proxy_address = "mandataire"', "n'est pas une adresse IP"),
        ('couleur = "bleu"', "réglage inconnu ou mal écrit, « couleur »"),
    ],
)
def test_what_means_nothing_is_refused(line: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "glose.toml").write_text(line, "utf-8")
    with pytest.raises(BadSetting, match=f"(?s){said}"):
        read_settings(tmp_path, {})


def test_a_variable_that_means_nothing_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="GLOSE_AUDIT_DAYS : réglage mal écrit"):
        read_settings(tmp_path, {"GLOSE_AUDIT_DAYS": "-3"})


def test_the_mark_that_windows_puts_before_a_text_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "glose.toml").write_text("audit_days = 30\n", "utf-8-sig")
    assert read_settings(tmp_path, {}).audit_days == 30


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"audit_days = 30\nembedder = \n", r"\(ligne 2, colonne \d+\)"),
        ("embedder = 'été'".encode("cp1252"), "pas en UTF-8"),
        (b"embedder = ", "il s'arrête avant la fin d'une valeur"),
        (b"audit_days = " + b"9" * 5000, "un nombre y est trop long"),
    ],
)
def test_what_cannot_be_read_is_said_in_french(content: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / "glose.toml").write_bytes(content)
    with pytest.raises(BadSetting, match=f"réglages illisibles.*{said}"):
        read_settings(tmp_path, {})


def test_a_folder_in_the_place_of_the_settings_is_said(tmp_path: Path) -> None:
    (tmp_path / "glose.toml").mkdir()
    with pytest.raises(BadSetting, match="c'est un dossier"):
        read_settings(tmp_path, {})
