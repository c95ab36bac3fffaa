"""The page of a section, a topic or a place: its dispatches by time."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from newsflow.db.pool import transaction
from newsflow.db.query import Connection
from newsflow.domain.errors import NotFoundError
from newsflow.newsroom.editions.shown import AFTER_ALL, ListRow, newest
from newsflow.site.corners import Corner
from newsflow.site.edition import Edition, House
from newsflow.site.lists import Entry, entry, page_before
from newsflow.web.frame import Frame
from newsflow.web.pages import page

LENGTH = 30

Find = Callable[[Connection, Edition, Request], Awaitable[Corner]]


@dataclass(frozen=True, slots=True, kw_only=True)
class CornerPage:
    """What the page shows; `kind` says before its name what it is, where the name alone does not."""

    frame: Frame
    house: House
    label: str
    kind: str | None
    entries: tuple[Entry, ...]
    with_section: bool
    older: str | None
    newest: str | None


CORNER = page("site/corner/page.html", CornerPage)


async def corner(find: Find, edition: Edition, request: Request) -> Response:
    """The corner's dispatches, newest first, `LENGTH` on a page."""
    before, now = page_before(request), edition.site.clock()
    async with transaction(edition.site.pool) as db:
        here = await find(db, edition, request)
        found = await newest_of(db, edition, here, LENGTH + 1, before)
    shown, is_newest = found[:LENGTH], before == AFTER_ALL
    own = edition.words.site
    context = CornerPage(
        frame=edition.frame(
            here.label,
            here.path,
            elsewhere=here.elsewhere if is_newest else None,
            robots=None if is_newest else "noindex, follow",
        ),
        house=edition.around(
            now, section=here.section, corner=(here.label, here.path), elsewhere=here.elsewhere
        ),
        label=here.label,
        kind=own.topic if here.topics is not None else own.place if here.place is not None else None,
        entries=tuple(entry(edition, row, now) for row in shown),
        with_section=here.section is None,
        older=f"{here.path}?before={shown[-1].seq}" if len(found) > LENGTH else None,
        newest=None if is_newest else here.path,
    )
    return edition.site.pages.answer(request, CORNER, context)


async def newest_of(db: Connection, edition: Edition, here: Corner, limit: int, before: int) -> list[ListRow]:
    """What the corner shows now. Raises NotFoundError for a topic or place of which the public may read nothing."""
    found = await newest(
        db, edition.code, limit, section=here.section, topics=here.topics, place=here.place, before=before
    )
    if not found and here.section is None:
        raise NotFoundError(
            "Nothing public is filed here.", here.label[:80], "The front page has what is new."
        )
    return found
