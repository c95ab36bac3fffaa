"""Drafts: work on the next version. Nobody outside the desk sees them."""

from datetime import datetime

from newsflow.db.query import Connection, row, rows, run
from newsflow.domain.codes import Action
from newsflow.domain.content import canonical
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.entry import check_may_follow
from newsflow.domain.errors import BadInputError, ConflictError, NotFoundError
from newsflow.domain.guid import Guid, PersonId
from newsflow.newsroom.rows import CHANGE_DRAFT, CREATE_DRAFT, DRAFT, DRAFTS, Draft
from newsflow.wire.read import item

DRAFTS_LIMIT = 500
OPEN_STATES = ("writing", "with_editor", "for_approval", "scheduled")


async def create(
    db: Connection,
    content: Dispatch,
    now: datetime,
    *,
    by: PersonId | None = None,
    guid: Guid | None = None,
    action: Action = Action.NEW,
    reading: str | None = None,
) -> int:
    """Store a draft; gives its id. With `guid` it is the item's next version, an `update` or a `correct`.

    `reading` is the copy reader's account of an imported text, as JSON. Raises NotFoundError when the item is
    not on the wire, ConflictError when nothing of that kind may come after what happened to it.
    """
    if (guid is None) != (action is Action.NEW):
        raise BadInputError(
            "A draft is of a new item, or updates or corrects one.",
            f"Got “{action.value}” and {guid or 'no item'}.",
            "Give the item's id with update or correct, and none with new.",
        )
    base = None if guid is None else await _base(db, guid, action)
    made = await row(
        db,
        CREATE_DRAFT,
        {
            "guid": guid,
            "base_version": base,
            "action": action.value,
            "content": canonical(content),
            "headline": content.headline,
            "slug": content.slug,
            "language": content.language,
            "created_by": by,
            "now": now,
            "reading": reading,
        },
    )
    assert made is not None
    return made.number


async def _base(db: Connection, guid: Guid, action: Action) -> int:
    """The item's version that the draft is begun from. No work is begun that can never go out."""
    before = await item(db, guid)
    check_may_follow(Action(before.action), action, guid, embargoed=before.embargoed)
    return before.version


async def change(db: Connection, draft: int, content: Dispatch, now: datetime) -> None:
    """Store a draft's new content. A scheduled draft goes back to writing: it needs its release again."""
    changed = await run(
        db,
        CHANGE_DRAFT,
        {
            "id": draft,
            "content": canonical(content),
            "headline": content.headline,
            "slug": content.slug,
            "language": content.language,
            "now": now,
        },
    )
    if not changed:
        found = await get(db, draft)
        raise ConflictError(
            "This draft cannot be changed any more.", f"Draft {draft} is {found.state}.", "Begin a new one."
        )


async def get(db: Connection, draft: int) -> Draft:
    """A draft by its id. Raises NotFoundError."""
    found = await row(db, DRAFT, {"id": draft})
    if found is None:
        raise NotFoundError("No such draft.", f"{draft}.", "See `newsflow drafts`.")
    return found


async def open_drafts(db: Connection) -> list[Draft]:
    """What is being worked on or scheduled, the one changed last first."""
    return await rows(db, DRAFTS, {"states": list(OPEN_STATES), "limit": DRAFTS_LIMIT})
