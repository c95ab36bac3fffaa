"""What a draft of a next version would take the place of, and whether it still may."""

from dataclasses import dataclass

from newsflow.db.query import Connection
from newsflow.desk.items.words import MOVED_ON, STATED
from newsflow.domain.codes import Action
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.entry import FOLLOWS
from newsflow.domain.errors import ConflictError, GoneError
from newsflow.newsroom.rows import Draft
from newsflow.newsroom.stop import live_version
from newsflow.wire.read import item

_GONE = frozenset({Action.KILL, Action.WITHDRAW})
"""From these on nothing of the item is shown (invariant 6), and so nothing that was written after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """The item that a draft follows. Of a new item's draft: nothing."""

    copy: Dispatch | None = None
    """The last version that was copy; None where it may not be shown, or was erased."""
    moved_on: int = 0
    """The item's version, where it is not the one that the draft was begun from."""
    stopped: Action | None = None
    """What happened to the item, after which this draft cannot go out."""

    @property
    def over(self) -> str:
        """Why the draft cannot go out any more, to be said in the reader's language; "" where it can."""
        return "" if self.stopped is None else STATED.get(self.stopped, MOVED_ON)

    @property
    def hides(self) -> bool:
        """Whether the draft's text is not to be shown either: it is the stopped one's, or much of it."""
        return self.stopped in _GONE


async def what_was_before(db: Connection, draft: Draft) -> Before:
    """What the draft follows, as it stands now; of one that is out, whether what it became was killed or withdrawn."""
    if draft.released_guid is not None:
        last = Action((await item(db, draft.released_guid)).action)
        return Before(stopped=last if last in _GONE else None)
    if draft.guid is None:
        return Before()
    now = await item(db, draft.guid)
    last = Action(now.action)
    return Before(
        copy=None if last in _GONE else await _copy(db, draft.guid),
        moved_on=0 if now.version == draft.base_version else now.version,
        stopped=None if Action(draft.action) in FOLLOWS[last] else last,
    )


async def _copy(db: Connection, guid: str) -> Dispatch | None:
    try:
        return await live_version(db, guid)
    except (ConflictError, GoneError):
        return None
