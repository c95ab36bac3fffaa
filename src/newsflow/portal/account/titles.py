"""Under which of the organisation's titles an API user takes: for the plots of its use, and nothing hangs on it."""

from newsflow.db.query import Connection, query, run
from newsflow.domain.errors import BadInputError
from newsflow.domain.guid import SubscriberId
from newsflow.subscribers.books.groups import titles_of
from newsflow.web.say import Tongue
from newsflow.web.say import noop as _

_SET = query("portal/account.set_title")


async def title_choices(
    db: Connection, subscriber: SubscriberId, speaks: Tongue
) -> tuple[tuple[str, str], ...]:
    """The titles that an API user may be of, none first; nothing at all where the organisation has no title."""
    live = [(str(one.id), one.name) for one in await titles_of(db, subscriber) if one.ended_at is None]
    return (("", speaks.say(_("of no title"))), *live) if live else ()


async def set_title(db: Connection, subscriber: SubscriberId, username: str, asked: str) -> None:
    """Nothing; the organisation's API user takes under that title from now on. Raises BadInputError for another's."""
    live = {str(one.id): one.id for one in await titles_of(db, subscriber) if one.ended_at is None}
    if asked and asked not in live:
        raise BadInputError("This is no title of yours.", f"“{asked[:40]}”.", "Choose one of the list.")
    await run(db, _SET, {"subscriber": subscriber, "username": username, "title": live.get(asked)})
