"""What an export hands back."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A file made of a record: its name, its media type, its bytes.

    `lost` says, in French, what the format has no place for, and what it asks for and the record does not hold.
    """

    name: str
    media_type: str
    data: bytes
    lost: tuple[str, ...] = ()
