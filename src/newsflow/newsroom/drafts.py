"""Drafts: work on the next version. Nobody outside the desk sees them."""

from datetime import datetime

from newsflow.db.query import Connection, row, rows, run
from newsflow.domain.clock import rfc3339
from newsflow.domain.codes import Action
from newsflow.domain.content import canonical
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.entry import check_may_follow
from newsflow.domain.errors import BadInputError, ConflictError, NotFoundError
from newsflow.domain.guid import Guid, PersonId
from newsflow.domain.item_words import ACTION_WORDS
from newsflow.domain.text import fold
from newsflow.domain.worded import worded
from newsflow.newsroom.rows import (
    ADD_EVENT,
    ADD_SAVE,
    CREATE_DRAFT,
    DRAFT,
    DRAFT_FOR_RELEASE,
    DRAFTS,
    EVENTS,
    Draft,
    DraftEvent,
)
from newsflow.wire.read import item

DRAFTS_LIMIT = 500
EVENTS_LIMIT = 500
NOTE_CHARACTERS = 2_000
DONE_STATES = frozenset({"released", "dropped"})
STATE_WORDS = {
    "writing": worded("being written"),
    "with_editor": worded("with an editor"),
    "for_approval": worded("waiting for approval"),
    "scheduled": worded("scheduled"),
    "released": worded("released"),
    "dropped": worded("dropped"),
}
"""What a draft's state is called in a sentence that refuses something."""
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
    behind: int | None = None,
    planned: datetime | None = None,
) -> int:
    """Store a draft; gives its id. With `guid` it is the item's next version, an `update` or a `correct`.

    `reading` is the copy reader's account of an imported text, as JSON; `behind` the flash's draft that it is the lead of,
    `planned` the hour it is to be released at. Raises NotFoundError when the item is not on the wire, ConflictError when nothing of that kind may come after what happened to it.
    """
    if (guid is None) != (action is Action.NEW):
        raise BadInputError(
            "A draft is of a new item, or updates or corrects one.",
            worded("Got “%(action)s” and “%(guid)s”.", action=ACTION_WORDS[action], guid=guid or ""),
            "Give the item's id with update or correct, and none with new.",
        )
    base = None if guid is None else await _base(db, guid, action)
    begun = {"guid": guid, "base_version": base, "action": action.value, "created_by": by, "behind": behind}
    made = await row(
        db, CREATE_DRAFT, {**begun, **columns(content), "now": now, "reading": reading, "planned": planned}
    )
    assert made is not None
    draft = made.number
    saved = {"draft": draft, "save": 1, "content": canonical(content), "by": by, "now": now}
    await run(db, ADD_SAVE, {**saved, "by_hand": True})
    await note(db, draft, "begun", by, now)
    if planned is not None:
        await note(db, draft, "planned", by, now, words=rfc3339(planned))
    return draft


def columns(content: Dispatch) -> dict[str, object]:
    """A draft's content and what the board shows of it, as its row holds them."""
    return {
        "content": canonical(content),
        "headline": content.headline,
        "slug": content.slug,
        "language": content.language,
        "section": content.section,
        "form": content.form.value,
        "priority": content.priority.value,
        "urgency": content.urgency,
        "embargo": content.embargo,
        "sought": fold(" ".join((content.headline, content.slug, content.deck or "", *content.words()))),
    }


async def note(
    db: Connection, draft: int, act: str, by: PersonId | None, now: datetime, *, words: str = ""
) -> None:
    """Write down what happened to a draft, with the note that came with it."""
    if len(words) > NOTE_CHARACTERS:
        raise BadInputError(
            "The note is too long.",
            worded("%(count)s characters.", count=len(words)),
            worded("Use %(most)s at most.", most=NOTE_CHARACTERS),
        )
    await run(db, ADD_EVENT, {"draft": draft, "act": act, "by": by, "now": now, "note": words})


async def events(db: Connection, draft: int) -> list[DraftEvent]:
    """What happened to a draft, the last first."""
    return await rows(db, EVENTS, {"draft": draft, "limit": EVENTS_LIMIT})


async def _base(db: Connection, guid: Guid, action: Action) -> int:
    """The item's version that the draft is begun from. No work is begun that can never go out."""
    before = await item(db, guid)
    check_may_follow(Action(before.action), action, guid, embargoed=before.embargoed)
    return before.version


async def locked(db: Connection, draft: int) -> Draft:
    """The draft, nobody else's to change until the transaction ends. Raises ConflictError when it is done with."""
    found = await row(db, DRAFT_FOR_RELEASE, {"id": draft})
    if found is None:
        raise NotFoundError("No such draft.", f"{draft}.", "See `newsflow drafts`.")
    if found.state in DONE_STATES:
        released = worded("Draft %(draft)s is released as %(guid)s.", draft=draft, guid=found.released_guid)
        dropped = worded("Draft %(draft)s is dropped.", draft=draft)
        which = dropped if found.released_guid is None else released
        raise ConflictError("This draft is done with.", which, "Begin a new one.")
    return found


async def get(db: Connection, draft: int) -> Draft:
    """A draft by its id. Raises NotFoundError."""
    found = await row(db, DRAFT, {"id": draft})
    if found is None:
        raise NotFoundError("No such draft.", f"{draft}.", "See `newsflow drafts`.")
    return found


async def open_drafts(db: Connection) -> list[Draft]:
    """What is being worked on or scheduled, the one changed last first."""
    return await rows(db, DRAFTS, {"states": list(OPEN_STATES), "limit": DRAFTS_LIMIT})
