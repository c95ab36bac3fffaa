"""Items as front and section pages list them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.requests import Request

from newsflow.domain.codes import Action, Priority
from newsflow.domain.errors import NotFoundError
from newsflow.domain.text import direction
from newsflow.domain.typeset import typeset
from newsflow.newsroom.editions.shown import AFTER_ALL, ListRow
from newsflow.site import address
from newsflow.site.edition import Edition
from newsflow.site.rows import PageRow, StoryRow
from newsflow.web.moments import Moment

HASTE = timedelta(days=1)
"""How long a list says that something was flash or urgent: later it is only noise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An item in a list."""

    address: str
    headline: str
    deck: str | None
    opening: str | None
    """The summary's first paragraph."""
    section: str
    section_address: str
    language: str
    direction: str
    time: Moment
    speed: str | None
    """`flash` or `urgent`; None for everything else."""
    is_corrected: bool


def speed(found: ListRow | PageRow | StoryRow) -> str | None:
    """What a reader is told of an item's haste, the same on every page: a flash is one by its form or its priority."""
    kinds = {found.form, found.priority}
    return next((str(kind) for kind in (Priority.FLASH, Priority.URGENT) if kind in kinds), None)


def entry(edition: Edition, found: ListRow, now: datetime) -> Entry:
    """A row as the list shows it."""
    return Entry(
        address=address.dispatch(found.edition, found.guid, found.headline),
        headline=typeset(found.headline, edition.code),
        deck=typeset(found.deck, edition.code) if found.deck else None,
        opening=typeset(found.summary[0], edition.code) if found.summary else None,
        section=edition.section_label(found.section),
        section_address=address.section(edition.code, found.section),
        language=edition.code,
        direction=direction(edition.code),
        time=edition.times.short(found.version_at, now),
        speed=speed(found) if now - found.version_at < HASTE else None,
        is_corrected=found.version_action == Action.CORRECT,
    )


def page_before(request: Request) -> int:
    """Before which number a page of a list begins: `?before=N`, else its first. Raises NotFoundError."""
    asked = request.query_params.get("before")
    if asked is None:
        return AFTER_ALL
    if not asked.isascii() or not asked.isdigit() or len(asked) > 18:
        raise NotFoundError("There is no such page of this list.", asked[:40], "Begin at its first page.")
    return int(asked)
