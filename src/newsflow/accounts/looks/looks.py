"""Looks: a named person of the agency sees the portal as one of a subscriber's people does; read only, and for a while.

A look is a session of that person's which says whose look it is. The organisation's master sees each.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from newsflow.accounts.audit import note
from newsflow.accounts.hand import Hand
from newsflow.accounts.members import member
from newsflow.accounts.people import Act, Person, authorise, by_id
from newsflow.accounts.sessions import Opened, Session, Terms, begin_session, end_session
from newsflow.db.query import Connection, query, rows, run
from newsflow.domain.characters import what_is_wrong
from newsflow.domain.errors import BadInputError, ConflictError, NotAllowedError
from newsflow.domain.guid import SubscriberId

LOOK = timedelta(minutes=30)
"""How long a look lasts at most."""
LOOKS_LIMIT = 200
"""Looks shown to a master, the latest."""
REASON_CHARACTERS = 500


@dataclass(frozen=True, slots=True)
class Look:
    """A look as the master sees it: who of the agency, as whom, why, from when until when. None: erased since."""

    begun: datetime
    over: datetime
    because: str
    by: str | None
    person: str | None


_BEGIN = query("accounts/looks.begin_look")
_END = query("accounts/looks.end_look")
_LOOKS = query("accounts/looks.looks_of", Look)


async def begin_look(
    db: Connection,
    hand: Hand,
    subscriber: SubscriberId,
    person: str,
    because: str,
    *,
    address: str,
    now: datetime,
) -> Opened:
    """The session of a new look. Raises NotFoundError for nobody of theirs, ConflictError for a closed account."""
    authorise(hand.person, Act.SEE_AS)
    found, reason = await member(db, subscriber, person), because.strip()
    if not found.active:
        raise ConflictError("This account is closed.", found.email, "Look as somebody else.")
    if not reason or len(reason) > REASON_CHARACTERS or what_is_wrong(reason, lines=True) is not None:
        raise BadInputError(
            "Say why you look.", f"“{reason[:40]}”.", "Write a sentence; their master reads it."
        )
    opened = await begin_session(
        db,
        found,
        key=hand.key,
        agent=f"a look by {hand.person.name}",
        address=address,
        now=now,
        terms=Terms(whole=LOOK, idle=LOOK),
        looker=hand.person.id,
    )
    facts = {"session": opened.session.id, "subscriber": subscriber, "person": found.id, "by": hand.person.id}
    await run(db, _BEGIN, {**facts, "because": reason, "begun": now, "ends": opened.session.ends})
    await note(db, hand, "see_as", f"person:{found.id}", at=now, subscriber=subscriber)
    return opened


async def looker_of(db: Connection, session: Session) -> Person | None:
    """Who looks on in that session; None where it is the person's own. Raises NotAllowedError where they may no more."""
    if session.looker is None:
        return None
    looker = await by_id(db, session.looker)
    if looker is None:
        raise NotAllowedError("Whoever looked is gone.", "", "Sign in again.")
    authorise(looker, Act.SEE_AS)
    return looker


async def end_look(db: Connection, hand: Hand, session: str, person: str, *, now: datetime) -> None:
    """Nothing; the look is over."""
    await end_session(db, session, person, now)
    await run(db, _END, {"session": session, "now": now})
    await note(db, hand, "see_as_ended", f"person:{person}", at=now)


async def looks_of(db: Connection, subscriber: SubscriberId) -> list[Look]:
    """The looks into an organisation's portal, the latest first."""
    return await rows(db, _LOOKS, {"subscriber": subscriber, "limit": LOOKS_LIMIT})
