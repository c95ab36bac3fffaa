"""A series as it will go out: each entry sealed under its own guid when it is asked for, and numbered together.

One word of a person is for all of them: the digest that an approval signs is over every content digest in order.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from newsflow.db.query import Connection, query, rows, run
from newsflow.domain.agency import Agency
from newsflow.domain.clock import Clock
from newsflow.domain.codes import Action
from newsflow.domain.content import read
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.entry import Approval, Header
from newsflow.domain.errors import BadInputError, ConflictError
from newsflow.domain.guid import Guid
from newsflow.domain.media import MEMBER_OF, Media
from newsflow.domain.release import faults
from newsflow.domain.worded import listed, worded
from newsflow.newsroom.release import check_follows, new_guid
from newsflow.newsroom.rows import MARK_RELEASED, Draft
from newsflow.newsroom.series_drafts.making import assets_in, check_kept, on_the_wire, placed, proposed
from newsflow.wire.append import Sealed, ToAppend, append, seal

MARK = b"newsflow series\n"


@dataclass(frozen=True, slots=True)
class Part:
    """One entry that waits: 0 is the series' own, the members follow in order."""

    guid: Guid
    number: int
    salt: bytes
    body: bytes

    @property
    def sealed(self) -> Sealed:
        """Its bytes, as they go onto the wire."""
        return Sealed(self.salt, self.body)

    @property
    def version(self) -> Dispatch:
        """What it says."""
        return read(self.body)


@dataclass(frozen=True, slots=True)
class Whole:
    """A series with the members that go out with it."""

    own: Part
    members: tuple[Part, ...]

    @property
    def digest(self) -> bytes:
        """What one word for all of them signs: SHA-256 over each content digest, the series' own first."""
        each = (part.sealed.digest for part in (self.own, *self.members))
        return hashlib.sha256(MARK + b"".join(each)).digest()


_ADD = query("newsroom/series_drafts.add_part")
_PARTS = query("newsroom/series_drafts.parts", Part)
_FORGET = query("newsroom/series_drafts.forget_parts")
PARTS_LIMIT = 201


async def seal_draft(
    db: Connection, agency: Agency, draft: Draft, version: Dispatch, now: datetime
) -> tuple[Dispatch, Whole | None]:
    """The version as it goes out, and where it is a series with new members, all of it sealed.

    Raises BadInputError with every fault of every member, ConflictError for an asset that is not ready.
    """
    version, members = await proposed(db, version)
    if not members:
        return version, None
    if Action(draft.action) is Action.CORRECT:
        raise ConflictError(
            "A correction adds no members.",
            worded("Draft %(draft)s.", draft=draft.id),
            "Send the members with an update.",
        )
    group = draft.guid or await new_guid(db, agency, version, now)
    first = len(on_the_wire(version)) + 1
    named = [placed(one, group, number) for number, one in enumerate(members, start=first)]
    _check(named, agency, now, first=first)
    guids = [await new_guid(db, agency, one, now) for one in named]
    media = version.media or Media()
    version = replace(version, media=replace(media, members=(*on_the_wire(version), *guids)))
    whole = Whole(
        own=_part(group, 0, version),
        members=tuple(
            _part(guid, number, one)
            for number, (guid, one) in enumerate(zip(guids, named, strict=True), start=1)
        ),
    )
    await _keep(db, draft.id, whole)
    return version, whole


def _part(guid: Guid, number: int, version: Dispatch) -> Part:
    sealed = seal(version)
    return Part(guid, number, sealed.salt, sealed.body)


def _check(members: Sequence[Dispatch], agency: Agency, now: datetime, *, first: int) -> None:
    found = [
        worded("%(number)s, %(field)s: %(words)s", number=number, field=fault.field, words=fault.words)
        for number, version in enumerate(members, start=first)
        for fault in faults(version, Action.NEW, agency, now)
    ]
    if found:
        raise BadInputError("This series is not ready.", listed(found, " "), "Mend it and release again.")


async def check_still(db: Connection, agency: Agency, draft: Draft, whole: Whole, now: datetime) -> None:
    """Pass when every member may still go out as it was sealed."""
    await check_kept(db, draft)
    first = len(on_the_wire(whole.own.version)) - len(whole.members) + 1
    _check([part.version for part in whole.members], agency, now, first=first)


async def _keep(db: Connection, draft: int, whole: Whole) -> None:
    """Keep what was sealed, in place of what was sealed for that draft before."""
    await run(db, _FORGET, {"draft": draft})
    for part in (whole.own, *whole.members):
        sealing = {"salt": part.salt, "body": part.body}
        await run(db, _ADD, {"guid": part.guid, "draft": draft, "number": part.number, **sealing})


async def kept(db: Connection, draft: int) -> Whole | None:
    """The series as it was sealed for that draft; None for a draft of anything else."""
    found = await rows(db, _PARTS, {"draft": draft, "limit": PARTS_LIMIT})
    return Whole(found[0], tuple(found[1:])) if found and found[0].number == 0 else None


async def check_series_follows(db: Connection, draft: Draft, version: Dispatch) -> int:
    """The number of the series' next version, if this may come after it as it is on the wire, locked now."""
    if draft.guid is None:
        return 1
    before = draft.dispatch()
    out = on_the_wire(before)
    assert version.media is not None
    bare = replace(version, media=replace(version.media, members=out))
    found = await check_follows(db, draft, bare)
    assert found is not None
    return found.version + 1


async def entries_of_whole(
    db: Connection, clock: Clock, draft: Draft, whole: Whole, approvals: tuple[Approval, ...]
) -> list[ToAppend]:
    """The draft marked released, and its entries: the members in order, then the series. Each has its own word."""
    version = whole.own.version
    number = await check_series_follows(db, draft, version)
    entries = [_entry(part, 1, Action.NEW, version, approvals) for part in whole.members]
    entries.append(_entry(whole.own, number, Action(draft.action), version, approvals))
    released = {"guid": whole.own.guid, "version": number, "content": whole.own.body}
    await run(db, MARK_RELEASED, {"id": draft.id, "now": clock(), **released})
    await run(db, _FORGET, {"draft": draft.id})
    return entries


async def put_whole(
    db: Connection, clock: Clock, draft: Draft, approvals: tuple[Approval, ...]
) -> list[Header]:
    """The series that was scheduled, on the wire: the members' headers in order, then its own."""
    whole = await kept(db, draft.id)
    if whole is None:
        raise ConflictError(
            "Nothing is sealed for it.", worded("Draft %(draft)s.", draft=draft.id), "Release it again."
        )
    await check_kept(db, draft)
    return await append(db, clock, await entries_of_whole(db, clock, draft, whole, approvals))


def _entry(
    part: Part, number: int, action: Action, series: Dispatch, approvals: tuple[Approval, ...]
) -> ToAppend:
    digest = part.sealed.digest.hex()
    return ToAppend(
        guid=part.guid,
        version=number,
        action=action,
        content=part.sealed,
        approvals=tuple(replace(one, content_digest=digest) for one in approvals),
        not_before=series.embargo,
    )


def is_whole_series(draft: Draft) -> bool:
    """Whether the draft puts new members of a series on the wire."""
    content = draft.dispatch()
    return content.type in MEMBER_OF and bool(assets_in(content))
