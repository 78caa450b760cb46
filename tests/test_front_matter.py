import pytest

from corpus.errors import UnreadableFile
from corpus.front_matter import load_yaml, split_front_matter
from corpus.types import Source


def yaml_file(text: str) -> Source:
    return Source(path="registre/creches.yaml", data=text.encode())


def markdown(text: str) -> Source:
    return Source(path="guide.md", data=text.encode())


def test_values_stay_as_they_were_written() -> None:
    read = load_yaml(
        yaml_file("date: 2020-03-01\nversion: 1.10\nobligatoire: no\nfinalité: ~\nbases: [article 1, 2]\n")
    )
    assert read == {
        "date": "2020-03-01",
        "version": "1.10",
        "obligatoire": "no",
        "finalité": None,
        "bases": ["article 1", "2"],
    }


def test_several_documents_in_one_file_are_a_list() -> None:
    assert load_yaml(yaml_file("nom: a\n---\nnom: b\n")) == [{"nom": "a"}, {"nom": "b"}]
    assert load_yaml(yaml_file("# seulement un commentaire\n")) is None


@pytest.mark.parametrize(
    ("damaged", "where"),
    [
        ("nom: [a\nville: b", "(ligne 2, colonne 6)"),
        ("nom: a\nville: b\nnom: c", "(ligne 3, colonne 1)"),
        ("[" * 100_000, "(ligne 1, colonne 101)"),
    ],
)
def test_a_damaged_file_says_where(damaged: str, where: str) -> None:
    with pytest.raises(UnreadableFile) as failure:
        load_yaml(yaml_file(damaged))
    assert "registre/creches.yaml" in failure.value.problem
    assert where in failure.value.problem


def test_aliases_of_aliases_do_not_fill_the_memory() -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    for text in (bomb, "&a [*a]"):
        with pytest.raises(UnreadableFile):
            load_yaml(yaml_file(text))


def test_a_tag_runs_nothing() -> None:
    assert load_yaml(yaml_file("a: !!python/object/apply:os.system ['exit 1']")) == {"a": ["exit 1"]}


def test_a_header_is_separated_from_the_body() -> None:
    front = split_front_matter(markdown("---\nTitle: Le guide\ndate: 2021-02-03\ntags: [a]\n---\n# Bonjour\n"))
    assert front.fields == {"title": "Le guide", "date": "2021-02-03"}
    assert front.body == "# Bonjour\n"
    assert front.first("titre", "title") == "Le guide"
    assert front.first("auteur") == ""


def test_a_damaged_header_keeps_the_body_and_says_so() -> None:
    front = split_front_matter(markdown("---\ntitle: 'x\n---\n# Bonjour\n"))
    assert (front.fields, front.body) == ({}, "# Bonjour\n")
    assert "en-tête YAML illisible" in front.note


@pytest.mark.parametrize(
    "text", ["# Bonjour\n", "---\nUn texte entre deux traits.\n\n---\nLa suite.\n", "--- a\nb: c\n"]
)
def test_what_is_not_a_header_stays_in_the_body(text: str) -> None:
    assert split_front_matter(markdown(text)).body == text
