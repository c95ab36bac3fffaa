"""What authenticators are asked to sign: nonces that are kept here and taken out once, within five minutes."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from newsflow.accounts.deed import Deed
from newsflow.db.query import Connection, query, row, run
from newsflow.domain.errors import NotAllowedError

GOOD_FOR = timedelta(minutes=5)


class Purpose(StrEnum):
    """What an answer is for; one for another purpose is refused."""

    ENROL = "enrol"
    SIGN_IN = "sign_in"
    PROVE = "prove"


class PasskeyError(NotAllowedError):
    """The passkey's answer is not one to what was asked."""

    slug = "passkey"


@dataclass(frozen=True, slots=True)
class Taken:
    """A nonce that was taken out of the table."""

    nonce: bytes


_PUT = query("accounts.put_challenge")
_TAKE = query("accounts.take_challenge", Taken)
_FORGET = query("accounts.forget_challenges")


async def new_nonce(
    db: Connection, purpose: Purpose, deed: Deed, *, session: str | None, now: datetime
) -> bytes:
    """32 random bytes for a challenge, kept for five minutes."""
    await run(db, _FORGET, {"now": now})
    nonce = secrets.token_bytes(32)
    facts = {"purpose": purpose.value, "deed": deed.digest, "session": session}
    await run(db, _PUT, {**facts, "nonce": nonce, "ends": now + GOOD_FOR})
    return nonce


async def take_nonce(
    db: Connection, purpose: Purpose, deed: Deed, *, session: str | None, nonce: str, now: datetime
) -> bytes:
    """The nonce that was sent back, which nobody can take again. Raises PasskeyError."""
    try:
        asked = bytes.fromhex(nonce)
    except ValueError:
        asked = b""
    facts = {"purpose": purpose.value, "deed": deed.digest, "session": session}
    taken = await row(db, _TAKE, {**facts, "nonce": asked, "now": now})
    if taken is None:
        raise refused("It was asked for too long ago, for something else, or was used already.", None)
    return taken.nonce


def refused(why: str, error: Exception | None) -> PasskeyError:
    """The error for an answer that is not taken."""
    about = "" if error is None else f" ({type(error).__name__})"
    return PasskeyError("The passkey was not taken.", f"{why}{about}", "Try once more from a fresh page.")
