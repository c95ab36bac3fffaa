"""Whose passkeys there are (WebAuthn, ADR-0021). How one is enrolled and used stands in `ceremonies.py`."""

from dataclasses import dataclass
from datetime import datetime

from newsflow.db.query import Connection, query, rows, run


@dataclass(frozen=True, slots=True)
class Passkey:
    """A passkey of a person. The private half never leaves their authenticator."""

    credential: bytes
    key: str
    """As a hand names it: `passkey:<16 hex>`."""
    person: str
    public_key: bytes
    sign_count: int
    name: str
    backed_up: bool
    """Whether it is kept in more places than one device."""
    made: datetime
    used: datetime | None


_OF = query("accounts.passkeys_of", Passkey)
_DROP = query("accounts.drop_passkey")


async def passkeys_of(db: Connection, person: str) -> list[Passkey]:
    """The person's passkeys, the oldest first."""
    return await rows(db, _OF, {"person": person})


async def drop_passkey(db: Connection, person: str, key: str) -> bool:
    """Whether that passkey was the person's, and is gone."""
    return await run(db, _DROP, {"person": person, "key": key}) > 0
