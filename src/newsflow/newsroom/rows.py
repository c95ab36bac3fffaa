"""Rows of the newsroom's tables."""

from dataclasses import dataclass
from datetime import datetime

from newsflow.db.query import query
from newsflow.domain.content import read
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.guid import Guid, PersonId, StoryId


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A draft that waits for its hour, and whose desk it is."""

    id: int
    language: str
    section: str


@dataclass(frozen=True, slots=True)
class Draft:
    """Work on the next version, inside the desk."""

    id: int
    guid: Guid | None
    base_version: int | None
    action: str
    state: str
    content: bytes
    headline: str
    slug: str
    language: str
    section: str
    created_by: PersonId | None
    created_at: datetime
    changed_at: datetime
    due: datetime | None
    salt: bytes | None
    approvals: bytes | None
    released_guid: Guid | None
    released_version: int | None
    save: int
    """The number of its last save."""
    since: datetime | None
    """When it came into its state."""
    holder: PersonId | None
    """With whom it lies."""
    behind: int | None
    """The flash's draft whose item this one replaces once both are out."""
    planned: datetime | None
    """The hour that the desk plans to release it at; it releases nothing by itself."""

    def dispatch(self) -> Dispatch:
        """The draft's content."""
        return read(self.content)


@dataclass(frozen=True, slots=True)
class Save:
    """One save of a draft, without its content."""

    number: int
    saved_by: PersonId | None
    name: str | None
    """Whoever saved it, while the person is known."""
    saved_at: datetime
    by_hand: bool
    """Somebody said “save”; else it was saved while they typed."""


@dataclass(frozen=True, slots=True)
class Saved:
    """The content of one save; None once it was erased by order."""

    content: bytes | None


@dataclass(frozen=True, slots=True)
class Lock:
    """Who writes in a draft, in which sitting, and until when if it is not renewed."""

    holder: PersonId
    name: str | None
    sitting: str
    taken_at: datetime
    until_at: datetime


@dataclass(frozen=True, slots=True)
class DraftEvent:
    """What happened to a draft, by whom, and the note that came with it."""

    at: datetime
    act: str
    by: PersonId | None
    name: str | None
    note: str


@dataclass(frozen=True, slots=True)
class Number:
    """One number."""

    number: int


@dataclass(frozen=True, slots=True)
class NextDue:
    """When the next scheduled release is due, if there is one."""

    due: datetime | None


@dataclass(frozen=True, slots=True)
class Due:
    """An item that something is due for, and since when: its embargo is over, or its rights have ended."""

    guid: Guid
    due: datetime


@dataclass(frozen=True, slots=True)
class Story:
    """The id of a live story."""

    id: StoryId


CREATE_DRAFT = query("newsroom.create_draft", Number)
CHANGE_DRAFT = query("newsroom.change_draft")
PLAN_DRAFT = query("newsroom.plan_draft")
ADD_SAVE = query("newsroom.add_save")
MARK_BY_HAND = query("newsroom.mark_by_hand")
THIN_SAVES = query("newsroom.thin_saves")
SAVES = query("newsroom.saves", Save)
SAVED = query("newsroom.saved", Saved)
MOVE_DRAFT = query("newsroom.move_draft")
DROP_DRAFTS_OF = query("newsroom.drop_drafts_of")
DROP_DEAD_DRAFTS = query("newsroom.drop_dead_drafts")
SCHEDULED_BY = query("newsroom.scheduled_by", Scheduled)
ADD_EVENT = query("newsroom.add_event")
EVENTS = query("newsroom.events", DraftEvent)
LOCK_OF = query("newsroom.lock_of", Lock)
TAKE_LOCK = query("newsroom.take_lock")
LEAVE_LOCK = query("newsroom.leave_lock")
DRAFT = query("newsroom.draft", Draft)
DRAFT_FOR_RELEASE = query("newsroom.draft_for_release", Draft)
DRAFTS = query("newsroom.drafts", Draft)
DUE_DRAFTS = query("newsroom.due_drafts", Draft)
LIFTS_DUE = query("newsroom.lifts_due", Due)
RIGHTS_OVER = query("newsroom.rights_over", Due)
NEXT_DUE = query("newsroom.next_due", NextDue)
MARK_RELEASED = query("newsroom.mark_released")
MARK_SCHEDULED = query("newsroom.mark_scheduled")
MARK_REFUSED = query("newsroom.mark_refused")
LOCK_ITEM = query("newsroom.lock_item")
OPEN_STORY = query("newsroom.open_story")
LIVE_STORY = query("newsroom.live_story", Story)
COUNT_LEADS = query("newsroom.count_leads", Number)
TAKE_LEASE = query("newsroom.take_lease")
GIVE_LEASE_BACK = query("newsroom.give_lease_back")
