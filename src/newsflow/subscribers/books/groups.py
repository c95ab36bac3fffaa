"""Groups of companies, and the titles that a subscriber publishes."""

from datetime import datetime

from newsflow.db.query import Connection, query, row, rows, run
from newsflow.db.refusal import told
from newsflow.domain.characters import what_is_wrong
from newsflow.domain.errors import BadInputError, ConflictError, NotFoundError
from newsflow.domain.guid import SubscriberId
from newsflow.subscribers.books.rows import Group, Medium, Title

GROUPS_LIMIT = 1_000
TITLES_LIMIT = 200
"""Titles of one subscriber, those taken off included."""
NAME_CHARACTERS = 200

_ADD_GROUP = query("subscribers/books.add_group")
_GROUPS = query("subscribers/books.groups", Group)
_GROUP_OF = query("subscribers/books.group_of", Group)
_PUT_IN_GROUP = query("subscribers/books.put_in_group")
_ADD_TITLE = query("subscribers/books.add_title")
_END_TITLE = query("subscribers/books.end_title")
_TITLES_OF = query("subscribers/books.titles_of", Title)


async def add_group(db: Connection, group: str, name: str, *, by: str, now: datetime) -> None:
    """Store a new group of companies. Raises ConflictError for an id that is there."""
    with told("group", group):
        await run(db, _ADD_GROUP, {"id": group, "name": check_name(name), "at": now, "by": by})


async def groups(db: Connection) -> list[Group]:
    """All groups, by name."""
    return await rows(db, _GROUPS, {"limit": GROUPS_LIMIT})


async def group_of(db: Connection, subscriber: SubscriberId) -> Group | None:
    """The group that a subscriber is in now; None for none."""
    return await row(db, _GROUP_OF, {"subscriber": subscriber})


async def put_in_group(
    db: Connection, subscriber: SubscriberId, group: str | None, *, by: str, now: datetime
) -> None:
    """Have a subscriber be of a group from now on, or of none. Raises NotFoundError for an unknown one."""
    with told("group", f"{group or 'none'} of {subscriber}"):
        await run(db, _PUT_IN_GROUP, {"subscriber": subscriber, "group": group, "at": now, "by": by})


async def add_title(
    db: Connection, subscriber: SubscriberId, name: str, medium: Medium, *, by: str, now: datetime
) -> None:
    """Store a title that the subscriber publishes. Raises ConflictError for one that is there, or one too many."""
    if len(await titles_of(db, subscriber)) >= TITLES_LIMIT:
        raise ConflictError(
            "This subscriber has too many titles.", f"{TITLES_LIMIT}.", "Use another subscriber."
        )
    facts = {"subscriber": subscriber, "name": check_name(name), "medium": medium.value, "at": now, "by": by}
    with told("title", f"“{name[:80]}” of {subscriber}"):
        await run(db, _ADD_TITLE, facts)


async def end_title(db: Connection, subscriber: SubscriberId, title: int, *, by: str, now: datetime) -> None:
    """Take a title off. Raises NotFoundError where there is none such."""
    if not await run(db, _END_TITLE, {"subscriber": subscriber, "id": title, "at": now, "by": by}):
        raise NotFoundError("No such title.", f"{subscriber}: {title}.", "See the subscriber's page.")


async def titles_of(db: Connection, subscriber: SubscriberId) -> list[Title]:
    """A subscriber's titles: those that are published first, then those taken off."""
    return await rows(db, _TITLES_OF, {"subscriber": subscriber, "limit": TITLES_LIMIT})


def check_name(text: str) -> str:
    """The name in one line, without blanks around it. Raises BadInputError."""
    name = text.strip()
    wrong = what_is_wrong(name)
    if not name or len(name) > NAME_CHARACTERS or wrong is not None:
        raise BadInputError(
            "This is no name.", f"“{name[:80]}”.", wrong or f"Write 1 to {NAME_CHARACTERS} characters."
        )
    return name
