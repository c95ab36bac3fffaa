"""The front page of an edition."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from newsflow.db.pool import transaction
from newsflow.db.query import Connection, row, rows
from newsflow.domain.front import Candidate, Front, arrange
from newsflow.site import address
from newsflow.site.edition import Edition, House, Link
from newsflow.site.lists import Entry, entry, newest
from newsflow.site.pictures import Picture, as_shown, pictures_of
from newsflow.site.rows import PAGE_OF, PINNED, ListRow
from newsflow.site.structured import Share, Structured, of_front
from newsflow.web.frame import Frame
from newsflow.web.pages import page

CANDIDATES = 150
"""How many of the newest the front is laid from."""

BESIDE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class River:
    """A section on the front."""

    section: Link
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontPage:
    """What the front page shows."""

    frame: Frame
    house: House
    flash: Entry | None
    lead: Entry | None
    lead_picture: Picture | None
    beside: tuple[Entry, ...]
    """The seconds that stand beside the lead."""
    beneath: tuple[Entry, ...]
    """And those in a row beneath it."""
    rivers: tuple[River, ...]
    share: Share
    structured: Structured


FRONT = page("site/front/page.html", FrontPage)


async def front(edition: Edition, request: Request) -> Response:
    """The front page: what is urgent and fresh, then each section's newest."""
    site, now = edition.site, edition.site.clock()
    async with transaction(site.pool) as db:
        pins = [pin.guid for pin in await rows(db, PINNED, {"edition": edition.code, "now": now})]
        found = await newest(db, edition, CANDIDATES)
        if missing := set(pins) - {row.guid for row in found}:
            found += await newest(db, edition, len(missing), guids=sorted(missing))
        laid = arrange((_candidate(row, pins) for row in found), edition.sections(), now)
        picture = await _picture(db, edition, laid.lead)
    return site.pages.answer(request, FRONT, _context(edition, found, laid, picture))


async def _picture(db: Connection, edition: Edition, lead: str | None) -> Picture | None:
    """The first picture of the lead's story that the public may see."""
    found = await row(db, PAGE_OF, {"guid": lead}) if lead else None
    if found is None or not found.is_shown:
        return None
    shown = await pictures_of(db, edition, found)
    return as_shown(edition, found.guid, shown[0]) if shown else None


def _candidate(row: ListRow, pins: list[str]) -> Candidate:
    return Candidate(
        guid=row.guid,
        story=row.story,
        section=row.section,
        form=row.form,
        urgency=row.urgency,
        shown_at=row.version_at,
        pinned=row.guid in pins,
    )


def _context(edition: Edition, found: list[ListRow], laid: Front, picture: Picture | None) -> FrontPage:
    now = edition.site.clock()
    entries = {row.guid: entry(edition, row, now) for row in found}
    here = address.front(edition.code)
    elsewhere = {code: address.front(code) for code in edition.site.editions if code != edition.code}
    share, structured = of_front(edition, picture)
    return FrontPage(
        frame=edition.frame(
            edition.house.agency_name, here, description=edition.house.public_notice, elsewhere=elsewhere
        ),
        house=edition.around(now, is_front=True, lit=laid.flash is not None),
        flash=entries[laid.flash] if laid.flash else None,
        lead=entries[laid.lead] if laid.lead else None,
        lead_picture=picture,
        beside=tuple(entries[guid] for guid in laid.seconds[:BESIDE]),
        beneath=tuple(entries[guid] for guid in laid.seconds[BESIDE:]),
        rivers=tuple(
            River(
                section=edition.link(
                    edition.section_label(river.section), address.section(edition.code, river.section)
                ),
                entries=tuple(entries[guid] for guid in river.items),
            )
            for river in laid.rivers
        ),
        share=share,
        structured=structured,
    )
