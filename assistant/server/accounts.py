"""Who may do what, on a server: users and their roles, from a file of JSON lines that only the server may read.

Passwords are kept as scrypt hashes with their salt and parameters. Where a reverse proxy says who is there, its header
is believed from its address only, and the file gives the roles.
"""

import secrets
import stat
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from hashlib import scrypt, sha256
from hmac import compare_digest
from ipaddress import IPv6Address, ip_address
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Any, Literal, get_args

from assistant.errors import BadSetting, StoreProblem
from assistant.lines import PRIVATE
from assistant.server.limits import Attempts
from assistant.settings import Settings
from corpus.disk import refusal
from corpus.register.ids import slug

Role = Literal["counter", "drafter", "librarian"]
ROLES: tuple[Role, ...] = get_args(Role)

_SHORTEST, _LONGEST = 12, 1_000
_LONGEST_NAME = 64
_SALT_BYTES, _HASH_BYTES = 16, 32
_PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Cost:
    """Parameters of scrypt: those of a new password, kept with it so that they can grow later."""

    n: int = 2**14
    r: int = 8
    p: int = 5


COST = Cost()
_DEAREST = Cost(n=2**18, r=16, p=16)


@dataclass(frozen=True, slots=True)
class User:
    """Somebody, and what they may do."""

    name: str
    roles: tuple[Role, ...]

    def may(self, role: Role) -> bool:
        """Whether this role is one of theirs."""
        return role in self.roles


@dataclass(frozen=True, slots=True, kw_only=True)
class _Account:
    """A line of the file; without a password only a reverse proxy can say that this is who is there."""

    name: str
    roles: tuple[Role, ...]
    password: str = ""


class Accounts:
    """The users of a file, as it was read; adding and removing write it whole, or leave it as it was."""

    def __init__(self, accounts: Iterable[_Account] = ()) -> None:
        self._accounts = {_key(account.name): account for account in accounts}

    @classmethod
    def read(cls, file: Path) -> "Accounts":
        """Read a file, empty if there is none; a line that means nothing, or others who may read, is refused."""
        if _mode(file) & (stat.S_IRWXG | stat.S_IRWXO):
            raise StoreProblem(
                f"{file} : d'autres que vous peuvent lire ou écrire les comptes.", fix=f"lancez « chmod 600 {file} »"
            )
        return cls(_account(where, line) for where, line in PRIVATE.read(file))

    @property
    def users(self) -> list[User]:
        """Every user, by name."""
        return [User(account.name, account.roles) for _, account in sorted(self._accounts.items())]

    def find(self, name: str) -> User | None:
        """Return a user by name, whatever its capitals."""
        account = self._accounts.get(_key(name))
        return User(account.name, account.roles) if account else None

    def has_password(self, name: str) -> bool:
        """Whether somebody can sign in under this name, without a proxy."""
        account = self._accounts.get(_key(name))
        return bool(account and account.password)

    def check(self, name: str, password: str) -> User | None:
        """Return the user if that is the password; it takes as long when there is no such user."""
        account = self._accounts.get(_key(name))
        kept = account.password if account and account.password else self._nobodys()
        right = _matches(password, kept)
        return User(account.name, account.roles) if account and account.password and right else None

    def add(self, file: Path, name: str, roles: Iterable[Role], password: str | None, cost: Cost = COST) -> User:
        """Add a user, or change them, and write the file; without a password they come by the proxy alone."""
        name = unicodedata.normalize("NFC", name.strip())
        _check_name(name)
        kept = "" if password is None else hash_password(password, cost)
        chosen = tuple(role for role in ROLES if role in set(roles))
        account = _Account(name=name, roles=chosen, password=kept)
        self._accounts[_key(name)] = account
        self._write(file)
        return User(name, chosen)

    def remove(self, file: Path, name: str) -> None:
        """Remove a user and write the file; one who is not there is a `BadSetting`."""
        if _key(name) not in self._accounts:
            raise BadSetting(f"Aucun compte ne s'appelle {name}.", fix="« glose users list » donne la liste")
        del self._accounts[_key(name)]
        self._write(file)

    def _nobodys(self) -> str:
        """Return a password that is nobody's, and that takes as long to check as those of the file."""
        costs = (_parts(account.password)[0] for account in self._accounts.values() if account.password)
        cost = max(costs, key=lambda cost: cost.n * cost.r * cost.p, default=COST)
        return _written(cost, secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_HASH_BYTES))

    def _write(self, file: Path) -> None:
        PRIVATE.rewrite(file, (asdict(account) for account in self._accounts.values()))


class SignIn:
    """Asks for a name and a password. The file is read each time: who is removed is out at once.

    Failures count for a name from the address that connects, so that nobody can keep somebody else out from another
    machine. Behind a proxy that says nothing of who is there, everyone has the proxy's address.
    """

    def __init__(self, file: Path, now: Callable[[], float] = monotonic) -> None:
        self._file = file
        self._attempts = Attempts(now=now)
        # Each check takes 16 MB and a tenth of a second: in turn, they cannot fill the memory.
        self._one_at_a_time = Lock()

    def check(self, name: str, password: str, client: str = "") -> User | None:
        """Return the user if that is the password; whoever failed too often is refused with a `LimitReached`."""
        key = f"{_key(name)[:_LONGEST_NAME]}\0{client}"
        # Counted in turn too: sent together, all would be tried before the first one failed.
        with self._one_at_a_time:
            self._attempts.check(key)
            user = Accounts.read(self._file).check(name, password)
            if user:
                self._attempts.succeeded(key)
            else:
                self._attempts.failed(key)
        return user


def identity(
    headers: Mapping[str, str], client_host: str | None, settings: Settings, accounts: Accounts | None = None
) -> User | None:
    """Return who a reverse proxy says is there, or None: from another address, without a name, or with two of them.

    Their roles are those of the file; whoever is not in it may ask questions at the counter.
    """
    if not settings.proxy_address or not _same_address(client_host, settings.proxy_address):
        return None
    wanted = settings.proxy_header.casefold()
    names = [value.strip() for header, value in headers.items() if header.casefold() == wanted]
    # Two headers: one may come from whoever is asking, and not from the proxy.
    if len(names) != 1 or not _is_name(names[0]):
        return None
    known = accounts.find(names[0]) if accounts else None
    return known or User(names[0], ("counter",))


def home_of(home: Path, user: str) -> Path:
    """Return the folder under which the entries of a person are kept; without accounts there is one for all."""
    if not user:
        return home
    name = _key(user)
    return home / _PEOPLE / f"{slug(name) or 'personne'}-{sha256(name.encode()).hexdigest()[:12]}"


def homes(home: Path) -> list[Path]:
    """Return every folder that `home_of` has given, also to people who have no account any more."""
    return [home, *sorted((home / _PEOPLE).glob("*"))]


def hash_password(password: str, cost: Cost = COST) -> str:
    """Return a password as it is kept; one that is too short or too long is a `BadSetting`."""
    if not _SHORTEST <= len(password) <= _LONGEST:
        raise BadSetting(
            f"Mot de passe refusé : il doit avoir au moins {_SHORTEST} caractères, et au plus {_LONGEST}.",
            fix="choisissez par exemple une phrase de plusieurs mots",
        )
    salt = secrets.token_bytes(_SALT_BYTES)
    return _written(cost, salt, _scrypt(password, salt, cost))


def _written(cost: Cost, salt: bytes, hashed: bytes) -> str:
    return f"scrypt${cost.n}${cost.r}${cost.p}${salt.hex()}${hashed.hex()}"


def _scrypt(password: str, salt: bytes, cost: Cost) -> bytes:
    typed = unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
    room = 256 * cost.r * (cost.n + cost.p + 2)  # twice what it takes
    return scrypt(typed, salt=salt, n=cost.n, r=cost.r, p=cost.p, maxmem=room, dklen=_HASH_BYTES)


def _matches(password: str, kept: str) -> bool:
    cost, salt, hashed = _parts(kept)
    return compare_digest(_scrypt(password[:_LONGEST], salt, cost), hashed)


def _parts(kept: str) -> tuple[Cost, bytes, bytes]:
    """Take a kept password apart; a `ValueError` where it is none, or would take for ever."""
    scheme, n, r, p, salt, hashed = kept.split("$")
    cost, salt_bytes, hash_bytes = Cost(int(n), int(r), int(p)), bytes.fromhex(salt), bytes.fromhex(hashed)
    power_of_two = cost.n > 1 and cost.n & (cost.n - 1) == 0
    bearable = power_of_two and cost.n <= _DEAREST.n and 0 < cost.r <= _DEAREST.r and 0 < cost.p <= _DEAREST.p
    if scheme != "scrypt" or not bearable or len(hash_bytes) != _HASH_BYTES or not salt_bytes:
        raise ValueError(kept)
    return cost, salt_bytes, hash_bytes


def _mode(file: Path) -> int:
    """Return who may do what with a file; nobody anything where there is none."""
    try:
        return file.stat().st_mode
    except FileNotFoundError:
        return 0
    except OSError as error:
        raise StoreProblem(f"{file} : {refusal(error)}.", fix="vérifiez ce chemin et vos droits") from error


def _account(where: str, line: dict[str, Any] | None) -> _Account:
    try:
        account = _Account(**(line or {}))
        if not _is_name(account.name) or not isinstance(account.roles, list) or set(account.roles) - set(ROLES):
            raise ValueError(where)
        if account.password:
            _parts(account.password)
        return _Account(name=account.name, roles=tuple(account.roles), password=account.password)
    except (TypeError, ValueError, AttributeError) as error:
        raise StoreProblem(
            f"{where} : ce compte est endommagé.", fix="retirez cette ligne, puis recréez-le avec « glose users add »"
        ) from error


def _check_name(name: str) -> None:
    if not _is_name(name):
        raise BadSetting(
            f"Nom de compte refusé : « {name[:_LONGEST_NAME]} ».",
            fix=f"prenez des lettres, des chiffres, et . - _ @, sans espace ; {_LONGEST_NAME} caractères au plus",
        )


def _is_name(name: object) -> bool:
    if not isinstance(name, str) or not 0 < len(name) <= _LONGEST_NAME:
        return False
    return all(char.isalnum() or char in ".-_@" for char in name)


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name.strip()).casefold()


def _same_address(one: str | None, other: str) -> bool:
    try:
        return _address(one or "") == _address(other)
    except ValueError:
        return False


def _address(text: str) -> object:
    """Return an address; an IPv4 one that is written as IPv6, as some servers do, is itself."""
    address = ip_address(text)
    return (address.ipv4_mapped or address) if isinstance(address, IPv6Address) else address
