"""What a draft of a next version would take the place of."""

from newsflow.db.query import Connection
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.errors import ConflictError, GoneError
from newsflow.newsroom.rows import Draft
from newsflow.newsroom.stop import live_version


async def standing_copy(db: Connection, draft: Draft) -> Dispatch | None:
    """The item's last version that was copy; None of a new item, and where it was erased by order."""
    if draft.guid is None:
        return None
    try:
        return await live_version(db, draft.guid)
    except (ConflictError, GoneError):
        return None
