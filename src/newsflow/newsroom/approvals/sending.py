"""What has its words goes out: onto the wire, or into the schedule."""

from dataclasses import dataclass
from datetime import datetime

from newsflow.accounts import audit
from newsflow.accounts.hand import Hand
from newsflow.db.query import Connection
from newsflow.domain.agency import Agency
from newsflow.domain.clock import Clock, rfc3339
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.entry import Approval, Header
from newsflow.domain.guid import parse_guid
from newsflow.domain.media import MEMBER_OF
from newsflow.newsroom.approvals.requests import Request
from newsflow.newsroom.drafts import note
from newsflow.newsroom.duty.after_look import ALONE, owe_look
from newsflow.newsroom.release import entries_of
from newsflow.newsroom.rows import Draft
from newsflow.newsroom.schedule import mark_scheduled
from newsflow.newsroom.series_drafts import Whole, entries_of_whole
from newsflow.newsroom.telling import tell_chiefs_of_alone
from newsflow.wire.append import Sealed, ToAppend, append

RELEASED = "released"
SCHEDULED = "scheduled"
"""What the trail says when the hour is still to come; it says `released` at the hour (`newsroom.schedule`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What an act came to: entries on the wire, a request that waits, or an hour at which it goes out."""

    headers: tuple[Header, ...] = ()
    request: Request | None = None
    due: datetime | None = None

    @property
    def item(self) -> Header | None:
        """The entry that the act was about: of a series its own, not a member's."""
        own = (header for header in self.headers if parse_guid(header.guid).type in MEMBER_OF)
        return next(own, next(iter(self.headers), None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A sealed version on its way out."""

    draft: Draft
    version: Dispatch
    sealed: Sealed
    due: datetime | None
    whole: Whole | None = None
    """A series with its members; `sealed` is then its own part."""

    @property
    def digest(self) -> bytes:
        """What a person's word is for: the content digest, or that of a whole series."""
        return self.sealed.digest if self.whole is None else self.whole.digest


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
    digest = release.digest.hex()
    later = release.due is not None and release.due > now
    done = SCHEDULED if later and act == RELEASED else act
    await audit.note(db, hand, done, f"draft:{draft.id}", at=now, digest=digest)
    if later:
        assert release.due is not None
        # A series' draft goes on naming its assets: what goes out is kept sealed beside it.
        stays = sealed if release.whole is None else Sealed(sealed.salt, draft.content)
        await mark_scheduled(db, draft.id, stays, words, due=release.due, now=now)
        await note(db, draft.id, SCHEDULED, hand.person.id, now, words=rfc3339(release.due))
        return Outcome(due=release.due)
    entries = await _entries(db, clock, agency, release, words)
    if act == ALONE:
        own = entries[0 if release.whole is None else -1]
        by = hand.person.id
        await owe_look(db, guid=own.guid, version=own.version, act=ALONE, by=by, now=now, reason=said)
        await tell_chiefs_of_alone(db, own.guid, hand.person, said, now)
    return Outcome(headers=tuple(await append(db, clock, entries)))


async def _entries(
    db: Connection, clock: Clock, agency: Agency, release: Release, words: tuple[Approval, ...]
) -> list[ToAppend]:
    if release.whole is not None:
        return await entries_of_whole(db, clock, release.draft, release.whole, words)
    return await entries_of(
        db,
        clock,
        agency,
        draft=release.draft,
        version=release.version,
        sealed=release.sealed,
        approvals=words,
    )


def word_of(hand: Hand, act: str, sealed: Sealed) -> Approval:
    """A person's word for exactly these bytes."""
    return Approval(by=hand.person.id, act=act, key=hand.key, content_digest=sealed.digest.hex())
