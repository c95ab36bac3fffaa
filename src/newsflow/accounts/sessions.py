"""Sessions: short, one cookie's secret each, over at once when they are ended.

A session ends at its hour, after hours without a request, by signing out, and with the person: who is closed, or signed
out everywhere, has none left. Every request asks the database, so nothing outlives its end by a cache.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from newsflow.accounts.people import Person
from newsflow.db.query import Connection, query, row, rows, run

SEEN_EVERY = timedelta(minutes=1)
"""How often a session's last use is written: not at every request."""

TOLD_CHARACTERS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How long sessions last (the settings `NEWSFLOW_SESSION_HOURS` and `NEWSFLOW_SESSION_IDLE_HOURS`)."""

    whole: timedelta = timedelta(hours=12)
    idle: timedelta = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Session:
    """A person's time at one browser."""

    id: str
    person: str
    key: str
    """By what it was opened: `password`, or `passkey:<16 hex>`."""
    agent: str
    address: str
    begun: datetime
    seen: datetime
    ends: datetime
    looker: str | None = None
    """Who of the agency looks on as the person (`looks.py`); None: it is the person's own."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A session just begun, and the secret for its cookie, which is nowhere else."""

    session: Session
    secret: str


@dataclass(frozen=True, slots=True)
class Owner:
    """A session and whose it is."""

    id: str
    person: str


_BEGIN = query("accounts.begin_session")
_BY_SECRET = query("accounts.session_by_secret", Session)
_WHOSE = query("accounts.session_owner", Owner)
_SEE = query("accounts.see_session")
_LIVE = query("accounts.live_session", Session)
_OF = query("accounts.sessions_of", Session)
_KEY = query("accounts.key_session")
_END = query("accounts.end_session")
_END_ALL = query("accounts.end_sessions_of")
_FLOOR = query("accounts.raise_session_floor")
_FORGET = query("accounts.forget_sessions")


async def begin_session(
    db: Connection,
    person: Person,
    *,
    key: str,
    agent: str,
    address: str,
    now: datetime,
    terms: Terms,
    looker: str | None = None,
) -> Opened:
    """A new session with a new secret, whatever the browser brought: nobody can plant one."""
    secret = secrets.token_urlsafe(32)
    session = Session(
        id=f"s_{secrets.token_hex(8)}",
        person=person.id,
        key=key,
        agent="".join(c for c in agent if c.isprintable())[:TOLD_CHARACTERS],
        address=address[:TOLD_CHARACTERS],
        begun=now,
        seen=now,
        ends=now + terms.whole,
        looker=looker,
    )
    facts = {name: getattr(session, name) for name in Session.__slots__}
    await run(db, _BEGIN, {**facts, "secret": _digest(secret)})
    return Opened(session, secret)


async def session_of(db: Connection, secret: str, now: datetime, terms: Terms) -> Session | None:
    """The live session of a cookie's secret, its last use written down; None when there is none, or no more."""
    found = await row(db, _BY_SECRET, {"secret": _digest(secret), "now": now, "idle_since": now - terms.idle})
    if found is not None and now - found.seen >= SEEN_EVERY:
        await run(db, _SEE, {"id": found.id, "now": now})
    return found


async def whose(db: Connection, secret: str) -> Owner | None:
    """Whose session a cookie's secret is or was, live or over: for a form that came too late. None for no such session."""
    return await row(db, _WHOSE, {"secret": _digest(secret)})


async def still_live(db: Connection, session: Session, now: datetime, terms: Terms) -> bool:
    """Whether the session goes on: for streams, which ask every second. Asking is no use of it."""
    return await row(db, _LIVE, {"id": session.id, "now": now, "idle_since": now - terms.idle}) is not None


async def sessions_of(db: Connection, person: str, now: datetime, terms: Terms) -> list[Session]:
    """The person's live sessions, the newest first."""
    return await rows(db, _OF, {"person": person, "now": now, "idle_since": now - terms.idle})


async def key_session(db: Connection, session: str, key: str) -> None:
    """Nothing; the session counts as opened by that key: its person enrolled it in this session just now."""
    await run(db, _KEY, {"id": session, "key": key})


async def end_session(db: Connection, session: str, person: str, now: datetime) -> bool:
    """Whether that session of that person was live, and is over now."""
    return await run(db, _END, {"id": session, "person": person, "now": now}) > 0


async def sign_out_everywhere(db: Connection, person: str, now: datetime) -> int:
    """How many of the person's sessions are over now: all, those included that another transaction is just beginning."""
    await run(db, _FLOOR, {"person": person, "now": now})
    return await run(db, _END_ALL, {"person": person, "now": now})


async def forget_sessions(db: Connection, before: datetime) -> int:
    """How many sessions that ended before then were deleted, with the address and the browser that they name."""
    return await run(db, _FORGET, {"before": before})


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()
