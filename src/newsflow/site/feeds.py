"""Feeds of an edition and of each of its sections, topics and places, as Atom, RSS and JSON Feed: the public part, as the pages have it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response

from newsflow.db.pool import transaction
from newsflow.domain.errors import NotFoundError
from newsflow.domain.media import AiUse
from newsflow.domain.typeset import typeset
from newsflow.formats.feed import FeedEntry, FeedHead, Mining, entry_core, feed
from newsflow.formats.glossary import Term, scheme
from newsflow.formats.names import ABOUT
from newsflow.formats.newscodes import data_mining
from newsflow.newsroom.editions.shown import AFTER_ALL, ListRow, newest
from newsflow.site import address
from newsflow.site.corner_page import Find, newest_of
from newsflow.site.corners import Corner
from newsflow.site.edition import FEEDS, Edition
from newsflow.site.lists import page_before
from newsflow.web.pages import page, revalidated

LENGTH = 50
"""Dispatches in a feed; what came before is a page on (RFC 5005)."""
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)
"""When a feed that has nothing in it was last changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPage:
    """What an entry says: the summary, and that subscribers read the whole."""

    summary: tuple[str, ...]
    notice: str
    contact: str
    subscribe: str


ENTRY = page("site/machines/entry.html", EntryPage)


async def of_edition(edition: Edition, request: Request) -> Response:
    """The newest of an edition."""
    return await _answer(edition, request, None)


async def of_corner(find: Find, edition: Edition, request: Request) -> Response:
    """The newest of a section, a topic or a place."""
    return await _answer(edition, request, find)


async def _answer(edition: Edition, request: Request, find: Find | None) -> Response:
    name = request.url.path.rpartition("/")[2]
    if name not in FEEDS:
        raise NotFoundError("There is no such feed.", name[:40], f"There are {', '.join(FEEDS)}.")
    form, before = FEEDS[name], page_before(request)
    async with transaction(edition.site.pool) as db:
        corner = await find(db, edition, request) if find else None
        found = (
            await newest_of(db, edition, corner, LENGTH + 1, before)
            if corner
            else await newest(db, edition.code, LENGTH + 1, before=before)
        )
    shown = found[:LENGTH]
    here = f"{corner.path if corner else address.front(edition.code)}{name}"
    head = _head(edition, corner, here, shown, older=len(found) > LENGTH, is_newest=before == AFTER_ALL)
    entries = [entry_core(form, _entry(edition, row)).joined({}) for row in shown]
    return revalidated(request, Response(feed(form, head, entries), media_type=ABOUT[form].media_type))


def _head(
    edition: Edition,
    corner: Corner | None,
    here: str,
    shown: Sequence[ListRow],
    *,
    older: bool,
    is_newest: bool,
) -> FeedHead:
    origin, name = edition.site.origin, edition.house.agency_name
    home = corner.path if corner else address.front(edition.code)
    return FeedHead(
        id=f"{origin}{here}",
        title=f"{name} – {corner.label}" if corner else name,
        author=name,
        language=edition.code,
        updated=max((row.changed_at for row in shown), default=_NEVER),
        address=f"{origin}{here}"
        if is_newest
        else f"{origin}{here}?before={shown[0].seq + 1}"
        if shown
        else None,
        home=f"{origin}{home}",
        about=edition.house.public_notice,
        rights=edition.site.agency.media.copyright or f"© {edition.site.agency.name}",
        older=f"{origin}{here}?before={shown[-1].seq}" if older else None,
    )


def _entry(edition: Edition, row: ListRow) -> FeedEntry:
    site = edition.site
    summary = tuple(typeset(part, edition.code) for part in row.summary or ())
    said = EntryPage(
        summary=summary,
        notice=edition.house.public_notice,
        contact=f"{site.origin}{address.contact(edition.code)}",
        subscribe=edition.house.contact,
    )
    label, use = edition.section_label(row.section), data_mining(site.agency.site.ai_use or AiUse.UNSPECIFIED)
    return FeedEntry(
        id=row.guid,
        title=typeset(row.headline, edition.code),
        language=edition.code,
        published=row.first_at,
        updated=row.changed_at,
        html=site.pages.render(ENTRY, said).strip(),
        authors=(edition.house.agency_name,),
        address=f"{site.origin}{address.dispatch(row.edition, row.guid, row.headline)}",
        summary=typeset(row.deck, edition.code) if row.deck else None,
        rights=site.agency.media.copyright or f"© {site.agency.name}",
        terms=(Term(rel="section", scheme=scheme(site.agency, "section"), code=row.section, name=label),),
        mining=Mining(reserved=site.agency.site.reserves, policy=site.tdm_policy, ai_use=use)
        if use
        else None,
    )
