"""Whether a draft may still be read: what became of it may have been killed since."""

from newsflow.db.query import Connection
from newsflow.domain.codes import Action
from newsflow.domain.errors import GoneError
from newsflow.domain.worded import worded
from newsflow.newsroom.drafts import DONE_STATES
from newsflow.newsroom.rows import Draft
from newsflow.wire.read import item


async def check_readable(db: Connection, draft: Draft) -> None:
    """Pass unless the draft is done with and its item was killed: no page shows a word of it then (invariant 6).

    One that is still written in stays open to whoever must drop it. Raises GoneError.
    """
    guid = draft.released_guid or draft.guid
    if guid is None or draft.state not in DONE_STATES:
        return
    if Action((await item(db, guid)).action) is Action.KILL:
        raise GoneError(
            "The item was killed.",
            worded("Draft %(draft)s became %(guid)s.", draft=draft.id, guid=guid),
            "See the item.",
        )
