"""Entries for the wire's tests: dispatches with one meaningful argument, appended through the real door."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsflow.db.pool import transaction
from newsflow.domain.codes import Action, Form
from newsflow.domain.dispatch import Dispatch, paragraph
from newsflow.domain.entry import Approval
from newsflow.domain.guid import Guid, PersonId
from newsflow.wire.append import ToAppend, append, seal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from newsflow.db.pool import Pool
    from newsflow.domain.clock import Clock
    from newsflow.domain.entry import Header

WIRE = "nf"


def a_guid(number: int) -> Guid:
    """The guid of text `number`."""
    return Guid(f"{WIRE}:text:20260302:{number}")


def a_dispatch(**facts: Any) -> Dispatch:
    """A short story from an invented harbour town, but for the facts given."""
    plain = Dispatch(
        language="en",
        form=Form.STORY,
        section="world",
        packages=("main",),
        provider="own",
        slug="harbour-ferry",
        headline="Ferry returns to the old harbour",
        body=(paragraph("The ferry came back on Monday, its bell ringing."),),
    )
    fields = {name: getattr(plain, name) for name in Dispatch.__dataclass_fields__}
    return Dispatch(**(fields | facts))


def to_append(
    guid: Guid,
    version: int = 1,
    action: Action = Action.NEW,
    *,
    of: Dispatch | None = None,
    not_before: datetime | None = None,
) -> ToAppend:
    """One entry to be, approved by an editor under the digest of its content."""
    content = seal(of or a_dispatch())
    approval = Approval(
        by=PersonId("p-editor"), act="released", key="session", content_digest=content.digest.hex()
    )
    return ToAppend(
        guid=guid,
        version=version,
        action=action,
        content=content,
        approvals=(approval,),
        not_before=not_before,
    )


async def put(pool: Pool, clock: Clock, *entries: ToAppend) -> list[Header]:
    """The entries' headers, appended together in one transaction."""
    async with transaction(pool) as db:
        return await append(db, clock, entries)


async def put_new(pool: Pool, clock: Clock, numbers: Sequence[int]) -> list[Header]:
    """The headers of new items with these numbers, one transaction each."""
    return [header for number in numbers for header in await put(pool, clock, to_append(a_guid(number)))]
