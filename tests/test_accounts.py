"""Accounts: what the file holds, who gets in, who is told to wait, and which proxy is believed."""

import io
import json
import sys
from argparse import Namespace
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from time import perf_counter

import pytest

from assistant.commands.users import users
from assistant.errors import BadSetting, LimitReached, StoreProblem
from assistant.server.accounts import Accounts, Cost, SignIn, User, hash_password, identity
from assistant.settings import Settings

CHEAP = Cost(n=2, r=1, p=1)
PASSWORD = "une phrase de passe à moi"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    accounts = Accounts()
    accounts.add(tmp_path / "users.jsonl", "Marie", ["librarian", "counter"], PASSWORD, CHEAP)
    accounts.add(tmp_path / "users.jsonl", "paul", ["drafter"], None)
    return tmp_path / "users.jsonl"


def test_the_password_opens_and_nothing_else_does(file: Path) -> None:
    accounts = Accounts.read(file)
    assert accounts.check("marie", PASSWORD) == User("Marie", ("counter", "librarian"))
    assert accounts.check("MARIE ", "une phrase de passe a\u0300 moi") == User("Marie", ("counter", "librarian"))
    for name, password in [("marie", PASSWORD + " "), ("marie", ""), ("jean", PASSWORD), ("paul", ""), ("", "")]:
        assert accounts.check(name, password) is None


def test_roles_are_those_of_the_file_and_no_other(file: Path) -> None:
    marie = Accounts.read(file).find("marie")
    assert marie and marie.may("counter") and marie.may("librarian") and not marie.may("drafter")


def test_a_password_is_never_kept_and_two_alike_do_not_look_alike(file: Path) -> None:
    assert PASSWORD not in file.read_text("utf-8")
    one, other = hash_password(PASSWORD, CHEAP), hash_password(PASSWORD, CHEAP)
    assert one != other and one.startswith("scrypt$2$1$1$")


def test_only_the_server_may_read_the_file(file: Path) -> None:
    assert file.stat().st_mode & 0o777 == 0o600
    file.chmod(0o640)
    with pytest.raises(StoreProblem, match=r"d'autres que vous.*\n.*chmod 600"):
        Accounts.read(file)


def test_a_write_that_fails_leaves_the_file_as_it_was(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = file.read_bytes()
    accounts = Accounts.read(file)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(StoreProblem, match="le disque est plein"):
        accounts.add(file, "jean", ["counter"], None)
    assert file.read_bytes() == before and [path.name for path in file.parent.iterdir()] == ["users.jsonl"]


def test_no_file_is_no_account(tmp_path: Path) -> None:
    assert Accounts.read(tmp_path / "users.jsonl").users == []
    assert SignIn(tmp_path / "users.jsonl").check("marie", PASSWORD) is None


@pytest.mark.parametrize(
    "line",
    [
        "pas du JSON",
        '{"name": "jean"}',
        '{"name": "jean", "roles": "counter", "password": ""}',
        '{"name": "jean", "roles": ["chef"], "password": ""}',
        '{"name": "je an", "roles": ["counter"], "password": ""}',
        '{"name": "jean", "roles": ["counter"], "password": "secret"}',
        '{"name": "jean", "roles": ["counter"], "password": 12}',
        '{"name": "jean", "roles": [["counter"]], "password": ""}',
        '{"name": "jean", "roles": ["counter"], "password": "", "admin": true}',
        json.dumps({"name": "jean", "roles": [], "password": "scrypt$1073741824$8$1$aa$" + "00" * 32}),
        json.dumps({"name": "jean", "roles": [], "password": "scrypt$3$8$1$aa$" + "00" * 32}),
    ],
)
def test_a_damaged_account_is_named_and_nobody_gets_in_meanwhile(file: Path, line: str) -> None:
    with file.open("a", encoding="utf-8") as lines:
        lines.write(line + "\n")
    with pytest.raises(StoreProblem, match=r"users\.jsonl, ligne 3 : ce compte est endommagé"):
        SignIn(file).check("Marie", PASSWORD)


@pytest.mark.parametrize("password", ["court", "x" * 1_001])
def test_a_password_has_a_length(password: str) -> None:
    with pytest.raises(BadSetting, match="au moins 12 caractères"):
        hash_password(password, CHEAP)


@pytest.mark.parametrize("name", ["", "je an", "x" * 65, "jean\n", "<b>", "a$b"])
def test_a_name_is_made_of_letters(name: str, tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="Nom de compte refusé") if name.strip() != "jean" else pytest.raises(KeyError):
        Accounts().add(tmp_path / "users.jsonl", name, ["counter"], None)
        raise KeyError  # spaces around a name are no part of it


def test_who_fails_too_often_waits_and_keeps_nobody_else_out(file: Path) -> None:
    time = 0.0
    sign_in = SignIn(file, now=lambda: time)
    for _ in range(5):
        assert sign_in.check("Marie", "un mot de passe faux", "10.0.0.66") is None
    with pytest.raises(LimitReached, match="réessayez dans 30 secondes"):
        sign_in.check("marie", PASSWORD, "10.0.0.66")
    assert sign_in.check("marie", PASSWORD, "10.0.0.7")
    time = 31.0
    assert sign_in.check("marie", PASSWORD, "10.0.0.66")
    assert sign_in.check("marie", "un mot de passe faux", "10.0.0.66") is None


def test_wrong_passwords_sent_together_count_as_those_sent_in_turn(file: Path) -> None:
    # Slow enough for all to be there before the first is refused.
    Accounts.read(file).add(file, "marie", ["counter"], PASSWORD, Cost(n=2**13))
    sign_in = SignIn(file)

    def wrong(_: int) -> bool:
        try:
            return sign_in.check("marie", "un mot de passe faux") is None
        except LimitReached:
            return False

    with ThreadPoolExecutor(20) as pool:
        tried = sum(pool.map(wrong, range(20)))
    assert tried == 5


def test_who_is_removed_is_out_at_once(file: Path) -> None:
    sign_in = SignIn(file)
    assert sign_in.check("marie", PASSWORD)
    Accounts.read(file).remove(file, "MARIE")
    assert sign_in.check("marie", PASSWORD) is None
    assert [user.name for user in Accounts.read(file).users] == ["paul"]
    with pytest.raises(BadSetting, match="Aucun compte ne s'appelle marie"):
        Accounts.read(file).remove(file, "marie")


def test_an_unknown_name_takes_as_long_as_a_wrong_password(tmp_path: Path) -> None:
    accounts = Accounts()
    accounts.add(tmp_path / "users.jsonl", "marie", ["counter"], PASSWORD, Cost(n=2**13))

    def seconds(name: str) -> float:
        since = perf_counter()
        assert accounts.check(name, "un mot de passe faux") is None
        return perf_counter() - since

    known, unknown = (median(seconds(name) for _ in range(3)) for name in ("marie", "inconnue"))
    # A check that returns at once for who is unknown is thousands of times quicker.
    assert 0.2 < unknown / known < 5


PROXY = Settings(proxy_address="10.0.0.1", proxy_header="Remote-User")


@pytest.mark.parametrize("host", ["10.0.0.1", "::ffff:10.0.0.1"])
def test_a_proxy_is_believed_from_its_address(host: str, file: Path) -> None:
    accounts = Accounts.read(file)
    assert identity({"remote-user": " Paul "}, host, PROXY, accounts) == User("paul", ("drafter",))
    assert identity({"REMOTE-USER": "jeanne@ville.example"}, host, PROXY, accounts) == User(
        "jeanne@ville.example", ("counter",)
    )


@pytest.mark.parametrize(
    ("headers", "host", "settings"),
    [
        ({"Remote-User": "paul"}, "10.0.0.2", PROXY),
        ({"Remote-User": "paul"}, "", PROXY),
        ({"Remote-User": "paul"}, None, PROXY),
        ({"Remote-User": "paul"}, "testclient", PROXY),
        ({"Remote-User": "paul"}, "127.0.0.1", Settings()),
        ({}, "10.0.0.1", PROXY),
        ({"Remote-User": ""}, "10.0.0.1", PROXY),
        ({"Remote-User": "paul, marie"}, "10.0.0.1", PROXY),
        ({"Remote-User": "paul", "remote-user": "marie"}, "10.0.0.1", PROXY),
        ({"X-Forwarded-User": "paul"}, "10.0.0.1", PROXY),
    ],
)
def test_nobody_else_is_believed(headers: dict[str, str], host: str | None, settings: Settings, file: Path) -> None:
    assert identity(headers, host, settings, Accounts.read(file)) is None


def command(home: Path, action: str, name: str = "", *roles: str, no_password: bool = False) -> int:
    given = {"home": home, "action": action, "name": name, "role": list(roles), "no_password": no_password}
    return users(Namespace(**given, json=action == "list"))


def test_accounts_are_made_and_removed_from_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSWORD}\nune autre ligne\n"))
    assert command(tmp_path, "add", "marie", "counter", "drafter") == 0
    assert command(tmp_path, "add", "paul", "librarian", no_password=True) == 0
    assert Accounts.read(tmp_path / "users.jsonl").check("marie", PASSWORD)
    assert capsys.readouterr().out == "Compte marie créé : counter, drafter.\nCompte paul créé : librarian.\n"
    command(tmp_path, "list")
    assert json.loads(capsys.readouterr().out) == [
        {"name": "marie", "roles": ["counter", "drafter"], "password": True},
        {"name": "paul", "roles": ["librarian"], "password": False},
    ]
    assert command(tmp_path, "remove", "marie") == 0
    assert command(tmp_path, "add", "Paul", "counter", no_password=True) == 0
    assert capsys.readouterr().out == "Compte marie retiré.\nCompte Paul modifié : counter.\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", ""), "Quel compte"),
        (("add", "marie"), "Aucun rôle"),
        (("add", "marie", "counter"), "au moins 12 caractères"),
        (("remove", "marie"), "Aucun compte"),
    ],
)
def test_what_is_missing_is_said(
    arguments: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    with pytest.raises(BadSetting, match=said):
        command(tmp_path, *arguments)
    assert not list(tmp_path.iterdir())
