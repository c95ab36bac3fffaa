"""What has its words goes out: onto the wire, or into the schedule."""

from dataclasses import dataclass
from datetime import datetime

from newsflow.accounts import audit
from newsflow.accounts.hand import Hand
from newsflow.db.query import Connection
from newsflow.domain.agency import Agency
from newsflow.domain.clock import Clock
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.entry import Approval, Header
from newsflow.newsroom.approvals.requests import Request
from newsflow.newsroom.drafts import note
from newsflow.newsroom.duty.after_look import ALONE, owe_look
from newsflow.newsroom.release import entries_of
from newsflow.newsroom.rows import Draft
from newsflow.newsroom.schedule import mark_scheduled
from newsflow.newsroom.telling import tell_chiefs_of_alone
from newsflow.wire.append import Sealed, append


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What an act came to: entries on the wire, a request that waits, or an hour at which it goes out."""

    headers: tuple[Header, ...] = ()
    request: Request | None = None
    due: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A sealed version on its way out."""

    draft: Draft
    version: Dispatch
    sealed: Sealed
    due: datetime | None


async def send(
    db: Connection,
    clock: Clock,
    agency: Agency,
    release: Release,
    hand: Hand,
    *,
    words: tuple[Approval, ...],
    act: str,
    said: str = "",
) -> Outcome:
    """Put the version on the wire, or schedule it when its hour is still to come."""
    now = clock()
    draft, sealed = release.draft, release.sealed
    await note(db, draft.id, act, hand.person.id, now, words=said)
    digest = sealed.digest.hex()
    await audit.note(db, hand, act, f"draft:{draft.id}", at=now, digest=digest)
    if release.due is not None and release.due > now:
        await mark_scheduled(db, draft.id, sealed, words, due=release.due, now=now)
        await note(db, draft.id, "scheduled", hand.person.id, now)
        return Outcome(due=release.due)
    entries = await entries_of(
        db, clock, agency, draft=draft, version=release.version, sealed=sealed, approvals=words
    )
    if act == ALONE:
        own = entries[0]
        by = hand.person.id
        await owe_look(db, guid=own.guid, version=own.version, act=ALONE, by=by, now=now, reason=said)
        await tell_chiefs_of_alone(db, own.guid, hand.person, said, now)
    return Outcome(headers=tuple(await append(db, clock, entries)))


def word_of(hand: Hand, act: str, sealed: Sealed) -> Approval:
    """A person's word for exactly these bytes."""
    return Approval(by=hand.person.id, act=act, key=hand.key, content_digest=sealed.digest.hex())
