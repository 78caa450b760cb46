"""Ids that stay."""

from corpus.register.ids import Marks, own_ids
from tests.registers import csv_file, read


def test_ids_do_not_depend_on_the_order() -> None:
    rows = [
        ("", "Cantine", "Valmont", "a"),
        ("", "Cantine", "Bellerive", "b"),
        ("7", "Crèche", "Valmont", "c"),
        ("7", "Parking", "Valmont", "d"),
    ]
    labels = ("Identifiant", "Nom de l'algorithme", "Administration", "Finalité")
    forwards, backwards = read(csv_file(labels, *rows)), read(csv_file(labels, *rows[::-1]))
    assert [page.id for page in forwards] == [page.id for page in backwards][::-1]
    assert [page.id for page in forwards][:2] == ["registre:cantine-valmont", "registre:cantine-bellerive"]
    assert len({page.id for page in forwards}) == 4
    assert any("« 7 » porté par plusieurs entrées" in note for note in forwards[2].notes)


def test_an_id_is_its_own_else_its_address_else_its_name() -> None:
    entries = [
        Marks(id="BE 12", url="https://r.example/x", name="A", publisher="", content="1"),
        Marks(id="", url="https://r.example/files-d-attente.html", name="B", publisher="", content="2"),
        Marks(id="", url="https://r.example/portail", name="Accès à l'été", publisher="", content="3"),
        Marks(id="", url="https://r.example/portail", name="", publisher="", content="4"),
    ]
    assert own_ids(entries)[:3] == ["BE-12", "files-d-attente", "acces-a-l-ete"]
    assert len(own_ids(entries)[3]) == 8


def test_a_suffix_never_takes_the_id_of_another() -> None:
    named = [("cantine", "valmont"), ("cantine", "bellerive"), ("cantine-valmont", "")]
    entries = [Marks(id="", url="", name=n, publisher=p, content=f"{n}{p}") for n, p in named]
    assert len(set(own_ids(entries))) == 3
