"""Moves of a draft between desks: handed to an editor, sent back with a note, taken, dropped."""

from datetime import datetime

from newsflow.accounts.hand import Hand
from newsflow.accounts.people import Act, Person, authorise
from newsflow.db.query import Connection, run
from newsflow.domain.errors import BadInputError, ConflictError, NotAllowedError
from newsflow.domain.worded import Worded, worded
from newsflow.newsroom.approvals.requests import withdraw_open
from newsflow.newsroom.drafts import STATE_WORDS, locked, note
from newsflow.newsroom.duty import lent_to
from newsflow.newsroom.rows import MOVE_DRAFT, Draft


async def hand_on(
    db: Connection, draft: int, hand: Hand, now: datetime, *, to: Person | None = None, words: str = ""
) -> None:
    """Hand a draft to the editors, or to one of them: it is in their column from now on."""
    found = await _found(db, draft, hand, Act.WRITE, now)
    if found.state != "writing":
        raise _not_now(found, worded("handed to an editor"))
    if to is not None:
        authorise(to, Act.RELEASE, language=found.language, section=found.section)
    await _move(db, found, "with_editor", None if to is None else to.id, now)
    await note(db, draft, "handed_on", hand.person.id, now, words=words)


async def take(db: Connection, draft: int, hand: Hand, now: datetime) -> None:
    """Take a draft in hand: it lies with this person from now on, in the same column."""
    found = await _found(db, draft, hand, Act.WRITE, now)
    if found.state not in {"writing", "with_editor"}:
        raise _not_now(found, worded("taken"))
    await _move(db, found, found.state, hand.person.id, now)
    await note(db, draft, "taken", hand.person.id, now)


async def send_back(db: Connection, draft: int, hand: Hand, now: datetime, *, words: str) -> None:
    """Send a draft back to whoever began it, with a note on what is to be done. A request is withdrawn."""
    found = await _found(db, draft, hand, Act.RELEASE, now)
    if found.state not in {"with_editor", "for_approval"}:
        raise _not_now(found, worded("sent back"))
    if not words.strip():
        raise BadInputError(
            "A draft is not sent back without a word.",
            worded("Draft %(draft)s.", draft=draft),
            "Say what to mend.",
        )
    await withdraw_open(db, draft, hand, now, why=words)
    await _move(db, found, "writing", found.created_by, now)
    await note(db, draft, "sent_back", hand.person.id, now, words=words)


async def drop(db: Connection, draft: int, hand: Hand, now: datetime, *, words: str = "") -> None:
    """Drop a draft: nothing of it goes out. Its writer may, and whoever may release."""
    found = await _found(db, draft, hand, Act.WRITE, now)
    if found.created_by != hand.person.id:
        await _may(db, found, hand, Act.RELEASE, now)
    await withdraw_open(db, draft, hand, now, why=words)
    await _move(db, found, "dropped", found.holder, now)
    await note(db, draft, "dropped", hand.person.id, now, words=words)


async def _found(db: Connection, draft: int, hand: Hand, act: Act, now: datetime) -> Draft:
    found = await locked(db, draft)
    await _may(db, found, hand, act, now)
    return found


async def _may(db: Connection, draft: Draft, hand: Hand, act: Act, now: datetime) -> None:
    lent = await lent_to(db, hand.person, now)
    authorise(hand.person, act, language=draft.language, section=draft.section, lent=lent)
    if hand.is_machine:
        raise NotAllowedError("A machine moves no drafts.", hand.person.email, "Sign in as a person.")


def _not_now(draft: Draft, what: Worded) -> ConflictError:
    return ConflictError(
        "This draft cannot be moved so now.",
        worded(
            "Draft %(draft)s is %(state)s and cannot be %(what)s.",
            draft=draft.id,
            state=STATE_WORDS[draft.state],
            what=what,
        ),
        "Look at the board.",
    )


async def _move(db: Connection, draft: Draft, state: str, holder: str | None, now: datetime) -> None:
    await run(db, MOVE_DRAFT, {"id": draft.id, "state": state, "holder": holder, "now": now})
