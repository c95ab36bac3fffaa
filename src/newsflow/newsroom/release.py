"""Release: put a draft's version on the wire, in the name of a person (invariants 1, 4 and 9).

One transaction holds the draft's state and the entry; `wire.append` is its last act, so that the wire's lock is
held as briefly as can be.
"""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime

from newsflow.accounts.people import Act, Person, authorise
from newsflow.db.query import Connection, row, run
from newsflow.domain.agency import Agency
from newsflow.domain.clock import Clock
from newsflow.domain.codes import Action, Form
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.entry import NOTICED, Approval, Header
from newsflow.domain.errors import BadInputError, ConflictError, NotAllowedError
from newsflow.domain.guid import Guid, make_guid
from newsflow.domain.item_words import KIND_WORDS
from newsflow.domain.media import MEMBER_OF, SERIES_OF
from newsflow.domain.notice import Event, notice
from newsflow.domain.release import faults, lead_label, needs_second_look
from newsflow.domain.replies import check_stands_as_given
from newsflow.domain.worded import Coded, Kind, listed, worded
from newsflow.newsroom.drafts import locked
from newsflow.newsroom.fitting import check_moment, check_same_place
from newsflow.newsroom.item_lock import lock
from newsflow.newsroom.rows import (
    COUNT_LEADS,
    DRAFT,
    LIVE_STORY,
    MARK_RELEASED,
    OPEN_STORY,
    Draft,
)
from newsflow.newsroom.translation.going_out import check_may_go, origin_of, put_down
from newsflow.newsroom.translation.noting import check_original, noted_translations
from newsflow.wire.append import Sealed, ToAppend, append, next_number, seal
from newsflow.wire.read import versions
from newsflow.wire.rows import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Who releases, and who looked at it besides; `key` names what each acted with (`cli`, a passkey …)."""

    released_by: Person
    approved_by: Person | None = None
    key: str = "cli"

    def approvals(self, sealed: Sealed) -> tuple[Approval, ...]:
        """Their word for exactly these bytes."""
        digest = sealed.digest.hex()
        first = Approval(by=self.released_by.id, act="released", key=self.key, content_digest=digest)
        if self.approved_by is None:
            return (first,)
        second = Approval(by=self.approved_by.id, act="approved", key=self.key, content_digest=digest)
        return (first, second)


async def release(db: Connection, clock: Clock, agency: Agency, draft: int, names: Names) -> list[Header]:
    """Put a draft on the wire now; gives the headers: the item's own, then its notice's if it takes one.

    Raises BadInputError with every fault of the text, NotAllowedError, or ConflictError when the item moved on
    since the draft was begun. Commit right after: the wire is locked until then.
    """
    found = await locked(db, draft)
    version = await complete(db, agency, found, clock())
    check(version, Action(found.action), agency, clock(), names)
    sealed = seal(version)
    return await put(
        db, clock, agency, draft=found, version=version, sealed=sealed, approvals=names.approvals(sealed)
    )


async def complete(db: Connection, agency: Agency, draft: Draft, now: datetime) -> Dispatch:
    """The draft's version with what the system adds: its story by the slug, and a lead's label."""
    version = draft.dispatch()
    story = await story_of(db, version.slug, now)
    label = version.label
    if version.form is Form.LEAD and draft.guid is None:
        leads = await row(db, COUNT_LEADS, {"story": story, "language": version.language})
        assert leads is not None
        label = lead_label(leads.number + 1, agency.house(version.language).label_patterns)
    source, replaced = await origin_of(db, draft.id, version), await replaces_of(db, draft, version)
    return replace(version, story=story, label=label, replaces=replaced, translated_from=source)


async def replaces_of(db: Connection, draft: Draft, version: Dispatch) -> tuple[str, ...]:
    """What the version makes obsolete: what it says, and the flash that it was begun behind, once that is out."""
    flash = None if draft.behind is None else await row(db, DRAFT, {"id": draft.behind})
    if flash is None or flash.released_guid is None or flash.released_guid in version.replaces:
        return version.replaces
    return (*version.replaces, flash.released_guid)


async def story_of(db: Connection, slug: str, now: datetime) -> str:
    """The id of the live story with that slug, opened now where there is none."""
    found = await row(db, LIVE_STORY, {"slug": slug})
    if found is None:
        await run(db, OPEN_STORY, {"id": f"st_{secrets.token_hex(8)}", "slug": slug, "now": now})
        found = await row(db, LIVE_STORY, {"slug": slug})
    assert found is not None
    return found.id


def check(version: Dispatch, action: Action, agency: Agency, now: datetime, names: Names) -> None:
    """Pass when the version may go out in these names; else an error that says all that is missing."""
    check_names(names)
    check_ready(version, action, agency, now)
    check_second_look(version, names)


def check_ready(version: Dispatch, action: Action, agency: Agency, now: datetime) -> None:
    """Pass when nothing is missing in the text; else BadInputError with every fault of it."""
    found = faults(version, action, agency, now)
    if found:
        raise BadInputError(
            "This draft is not ready.",
            listed(
                (worded("%(field)s: %(words)s", field=fault.field, words=fault.words) for fault in found), " "
            ),
            "Mend it and release again.",
        )


def check_second_look(version: Dispatch, names: Names) -> None:
    """Pass when enough people looked at this; NotAllowedError for a flash in one name."""
    if needs_second_look(version) and names.approved_by is None:
        raise NotAllowedError(
            "A flash takes two names.",
            worded("Only %(email)s is given.", email=names.released_by.email),
            "Have a second person approve it, or give it another priority and urgency if it is no flash.",
        )


def check_names(names: Names) -> None:
    """Pass when these people may release and approve; else NotAllowedError."""
    authorise(names.released_by, Act.RELEASE)
    if names.approved_by is None:
        return
    authorise(names.approved_by, Act.APPROVE)
    if names.approved_by.id == names.released_by.id:
        raise NotAllowedError(
            "The second look is another person's.", names.released_by.email, "Ask a colleague."
        )


async def put(
    db: Connection,
    clock: Clock,
    agency: Agency,
    *,
    draft: Draft,
    version: Dispatch,
    sealed: Sealed,
    approvals: tuple[Approval, ...],
) -> list[Header]:
    """Mark the draft released and append its entry, with a notice where the action takes one."""
    entries = await entries_of(
        db, clock, agency, draft=draft, version=version, sealed=sealed, approvals=approvals
    )
    return await append(db, clock, entries)


async def entries_of(
    db: Connection,
    clock: Clock,
    agency: Agency,
    *,
    draft: Draft,
    version: Dispatch,
    sealed: Sealed,
    approvals: tuple[Approval, ...],
) -> list[ToAppend]:
    """The draft marked released, and what to append for it: its entry first, then its notice if it takes one."""
    before = await check_follows(db, draft, version)
    going = await check_may_go(db, draft, version)
    entry = ToAppend(
        guid=await new_guid(db, agency, version, clock()) if before is None else before.guid,
        version=1 if before is None else before.version + 1,
        action=Action(draft.action),
        content=sealed,
        approvals=approvals,
        not_before=version.embargo,
    )
    entries = [entry]
    if entry.action in NOTICED and before is not None:
        event = Event(
            guid=entry.guid,
            version=entry.version,
            action=entry.action,
            first_at=before.first_at,
            reason=version.correction or "",
        )
        told = await notice_entry(
            db, clock(), agency, about=version, event=event, approvals=approvals, before=before
        )
        entries += [told, *await noted_translations(db, agency, event, clock(), words=approvals)]
    by = approvals[0].by
    await put_down(db, agency, draft, version=version, guid=entry.guid, now=clock(), by=by, going=going)
    released = {"guid": entry.guid, "version": entry.version, "content": sealed.body}
    await run(db, MARK_RELEASED, {"id": draft.id, "now": clock(), **released})
    return entries


async def new_guid(db: Connection, agency: Agency, version: Dispatch, now: datetime) -> Guid:
    """A guid that was never given before."""
    number = await next_number(db)
    return make_guid(agency=agency.code, item_type=version.type, at=now, zone=agency.zoneinfo, number=number)


async def check_follows(db: Connection, draft: Draft, version: Dispatch) -> Item | None:
    """The item as it is now, locked, if the draft's version may come after it; None for a new item's draft."""
    if draft.guid is None:
        if version.type in {*SERIES_OF, *MEMBER_OF}:
            raise BadInputError(
                "A series and its members go out together, so that each is in exactly one.",
                worded("This draft: %(type)s.", type=KIND_WORDS[version.type]),
                "Use `newsflow series-release`.",
            )
        await check_original(db, version)
        return None
    before = await lock(db, draft.guid)
    check_moment(draft, before, version)
    if version.language != before.language:
        raise ConflictError(
            "An item keeps its language.",
            worded(
                "%(guid)s is in “%(language)s”; the draft is in “%(language_2)s”.",
                guid=before.guid,
                language=Coded(Kind.LANGUAGE, before.language),
                language_2=Coded(Kind.LANGUAGE, version.language),
            ),
            "Write a translation as an item of its own, with the same slug.",
        )
    await check_same_place(db, before, version)
    for entry in await versions(db, before.guid):
        if entry.content is not None:
            check_stands_as_given(entry.content, version)
    return before


async def notice_entry(
    db: Connection,
    now: datetime,
    agency: Agency,
    *,
    about: Dispatch,
    event: Event,
    approvals: tuple[Approval, ...],
    before: Item,
) -> ToAppend:
    """The entry of the notice that tells of an event, with a guid of its own, in the same names.

    Of an item under embargo nobody but advance accounts knows, so its notice stays with them too.
    """
    told = notice(about, event, agency)
    return ToAppend(
        guid=await new_guid(db, agency, told, now),
        version=1,
        action=Action.NEW,
        content=seal(told),
        approvals=tuple(replace(approval, act="noticed") for approval in approvals),
        not_before=about.embargo if before.embargoed else None,
    )
