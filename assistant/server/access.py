"""Who is there, and what they may do: everyone on one's own machine, the accounts of a file, or a proxy's word."""

from collections.abc import Mapping
from pathlib import Path

from assistant.server.accounts import Accounts, Role, SignIn, identity
from assistant.settings import Settings
from corpus.errors import UserError

_DOES: Mapping[Role, str] = {
    "counter": "poser des questions au guichet",
    "drafter": "rédiger des fiches",
    "librarian": "changer la bibliothèque",
}


class NotAllowed(UserError):
    """Somebody asks for what their roles do not grant."""


class Access:
    """Reads the accounts again each time: whoever is removed is out at once."""

    def __init__(self, home: Path, settings: Settings) -> None:
        self._file = home / settings.users
        self._settings = settings
        self._sign_in = SignIn(self._file)

    @property
    def by_proxy(self) -> bool:
        """Whether a reverse proxy says who is there."""
        return bool(self._settings.proxy_address)

    @property
    def by_password(self) -> bool:
        """Whether people sign in here."""
        return not self.by_proxy and self._file.exists()

    def sign_in(self, name: str, password: str, client: str = "") -> bool:
        """Whether that is somebody's password.

        For a while after several wrong ones from the address `client`, `LimitReached` says how long to wait.
        """
        return self._sign_in.check(name, password, client) is not None

    def announced(self, headers: Mapping[str, str], client: str | None) -> str | None:
        """Return the name that the proxy gives; None from anywhere else."""
        user = identity(headers, client, self._settings, Accounts.read(self._file))
        return user.name if user else None

    def may(self, user: str | None, role: Role) -> bool:
        """Whether somebody may do what a role allows."""
        if not self.by_proxy and not self.by_password:
            return True
        known = Accounts.read(self._file).find(user or "")
        # Whoever the proxy knows and the file does not may ask, and nothing else.
        return known.may(role) if known else bool(user) and self.by_proxy and role == "counter"

    def require(self, user: str | None, role: Role) -> None:
        """Refuse somebody who may not."""
        if not self.may(user, role):
            raise NotAllowed(
                f"Votre compte ne permet pas de {_DOES[role]}.", fix="demandez ce rôle à qui administre Glose"
            )
