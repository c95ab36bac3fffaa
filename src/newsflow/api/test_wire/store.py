"""Makes a contract's test wire, signs its reader in, and runs drills on it."""

import secrets
from datetime import datetime

from newsflow.api.test_wire.drills import ARMED, Drill, Played, play
from newsflow.api.test_wire.rows import (
    ARM,
    LOCK_WIRE,
    PUT_WIRE,
    USED,
    WIRE_OF_CONTRACT,
    WIRE_OF_SECRET,
    Step,
    TestWire,
)
from newsflow.api.test_wire.steps import advance, keep, put
from newsflow.db.query import Connection, row, run
from newsflow.db.refusal import told
from newsflow.domain.agency import Agency
from newsflow.domain.errors import ConflictError, LostCursorError, NotFoundError
from newsflow.subscribers.api_users import SECRET_BYTES, secret_hmac
from newsflow.wire.read import Cursor

ENTRIES_AT_MOST = 10_000
"""On one test wire; a program that plays drills in a loop is told so."""


async def make_test_wire(
    db: Connection, contract: str, *, server_key: bytes, now: datetime, secret: str | None = None
) -> str:
    """The secret of a contract's test wire, which is shown this once; the one before it ends. The wire goes on.

    A `secret` is given by the sandbox alone, which guards nothing; else it is generated.
    """
    secret = secret or secrets.token_urlsafe(SECRET_BYTES)
    made = {"contract": contract, "secret_hmac": secret_hmac(server_key, secret), "at": now}
    with told("contract", contract):
        await run(db, PUT_WIRE, made)
    return secret


async def wire_of(db: Connection, contract: str) -> TestWire:
    """A contract's test wire. Raises NotFoundError."""
    found = await row(db, WIRE_OF_CONTRACT, {"contract": contract})
    if found is None:
        raise NotFoundError(
            "The contract has no test wire.", f"“{contract[:80]}”.", "`newsflow test-wire` makes one."
        )
    return found


async def sign_in(
    db: Connection, secret: str, *, username: str | None, server_key: bytes, now: datetime
) -> TestWire | None:
    """The test wire of a secret; None where it is not right, or the contract has ended. Basic names the contract."""
    found = await row(db, WIRE_OF_SECRET, {"secret_hmac": secret_hmac(server_key, secret)})
    if found is None or (found.ends is not None and found.ends <= now):
        return None
    if username is not None and username != found.contract:
        return None
    await run(db, USED, {"contract": found.contract, "now": now})
    return found


def judge(wire: TestWire, cursor: Cursor) -> None:
    """Pass when the cursor can be read from; else LostCursorError, as on the real wire."""
    void_from, void_to = wire.void_from, wire.void_to
    if (
        void_from is not None
        and void_to is not None
        and cursor.epoch < wire.epoch
        and cursor.seq >= void_from
    ):
        resume = f"{wire.epoch}.{void_from - 1}"
        raise LostCursorError(
            "The entries that this cursor saw last are void: the wire was restored from a backup.",
            f"It says {cursor}; numbers {void_from} to {void_to} are void.",
            f"Drop what came with them and resume at {resume}.",
            resume=resume, void_from=void_from, void_to=void_to,
        )  # fmt: skip
    if cursor.seq > wire.seq or cursor.epoch > wire.epoch:
        resume = f"{wire.epoch}.{min(cursor.seq, wire.seq)}"
        raise LostCursorError(
            "This cursor is ahead of the wire, or of another wire.",
            f"It says {cursor}; the head is {wire.epoch}.{wire.seq}.",
            f"Resume at {resume}, or earlier.",
            resume=resume, void_from=None, void_to=None,
        )  # fmt: skip


async def drill(db: Connection, contract: str, what: Drill, *, agency: Agency, now: datetime) -> list[Played]:
    """Begin a drill on a contract's test wire; gives the entries it begins with. Raises NotFoundError, ConflictError when it is full."""
    await advance(db, contract, 0, agency=agency, now=now)
    head = await row(db, LOCK_WIRE, {"contract": contract})
    if head is None:
        raise NotFoundError(
            "The contract has no test wire.", f"“{contract[:80]}”.", "`newsflow test-wire` makes one."
        )
    if head.seq >= ENTRIES_AT_MOST:
        raise ConflictError(
            "This test wire is full.", f"It has {head.seq} numbers.", "Ask the agency for another contract's."
        )
    played = play(what, agency=agency, after_seq=head.seq, now=now)
    await put(db, contract, head.epoch, played, now)
    await keep(db, contract, Step(played[0].seq, what.value, 2), played[-1].seq, now)
    armed = {"refuse": 0, "cut": 0, "twice": 0} | ARMED.get(what, {})
    if any(armed.values()):
        await run(db, ARM, {"contract": contract, **armed})
    return played
