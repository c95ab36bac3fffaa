"""The outbox: a letter is written in the transaction of what it tells of, so that neither is there without the other."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from newsflow.db.query import Connection, query, row, run
from newsflow.domain.errors import BadInputError

TRIES = 12
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter in plain text."""

    to: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A letter in the outbox."""

    id: int
    recipient: str
    subject: str
    body: str
    written: datetime
    tries: int


_PUT = query("mail.put_letter")
_NEXT = query("mail.next_letter", Outgoing)
_SENT = query("mail.sent_letter")
_LATER = query("mail.later_letter")
_GIVE_UP = query("mail.give_up_letter")
_FORGET = query("mail.forget_letters")
_FORGET_TO = query("mail.forget_letters_to")

_SPACES = str.maketrans("\u00a0\u202f", "  ")
"""Spaces that French has before its marks; Python counts them among what cannot be printed."""


async def send(db: Connection, letter: Letter, now: datetime) -> None:
    """Put the letter into the outbox; a worker sends it once this transaction is committed."""
    if not letter.to.isprintable() or not letter.subject.translate(_SPACES).isprintable():
        raise BadInputError(
            "This letter cannot be sent.", "Its address or subject has a line break.", "Mend it."
        )
    facts = {"recipient": letter.to, "subject": letter.subject, "body": letter.text, "now": now}
    await run(db, _PUT, facts)


async def next_letter(db: Connection, now: datetime) -> Outgoing | None:
    """The next letter that is due, held by this transaction: another worker takes the one after it."""
    return await row(db, _NEXT, {"now": now})


async def sent_letter(db: Connection, letter: Outgoing, now: datetime) -> None:
    """Nothing; the letter is marked as gone, and its text is emptied: it may have held a link that signs in."""
    await run(db, _SENT, {"id": letter.id, "now": now})


async def failed_letter(db: Connection, letter: Outgoing, why: str, now: datetime) -> bool:
    """Whether the letter is tried again: after a minute, then twice as long each time, twelve times in all."""
    if letter.tries + 1 >= TRIES:
        await run(db, _GIVE_UP, {"id": letter.id, "why": why[:500]})
        return False
    wait = min(FIRST_WAIT * 2**letter.tries, LONGEST_WAIT)
    await run(db, _LATER, {"id": letter.id, "why": why[:500], "due": now + wait})
    return True


async def forget_letters_to(db: Connection, recipient: str) -> int:
    """How many letters to an address were deleted, sent or not."""
    return await run(db, _FORGET_TO, {"recipient": recipient})


async def forget_letters(db: Connection, before: datetime) -> int:
    """How many letters that were written before then were deleted, sent or not."""
    return await run(db, _FORGET, {"before": before})
