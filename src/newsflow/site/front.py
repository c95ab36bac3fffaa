"""The front page of an edition."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from newsflow.db.pool import transaction
from newsflow.db.query import Connection, row
from newsflow.newsroom.editions.shown import Laid, laid_front
from newsflow.site import address
from newsflow.site.edition import Edition, House, Link
from newsflow.site.lists import Entry, entry
from newsflow.site.pictures import Picture, as_shown, pictures_of
from newsflow.site.rows import PAGE_OF
from newsflow.site.structured import Share, Structured, of_front
from newsflow.web.frame import Frame
from newsflow.web.pages import page
from newsflow.web.words import SiteWords

BESIDE = 2
"""Seconds beside the lead; all of them where the lead has a picture."""
BRIEFLY = "max-age=1"
"""Readers' pages ask for the flash line again and again: a cache before us answers a crowd of them."""


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
    words: SiteWords
    flash: Entry | None
    flash_now: str
    """Where the flash line stands alone."""
    script: str
    """What asks for it there."""
    lead: Entry | None
    lead_picture: Picture | None
    beside: tuple[Entry, ...]
    """The seconds that stand beside the lead."""
    beneath: tuple[Entry, ...]
    """And those in a row beneath it."""
    rivers: tuple[River, ...]
    share: Share
    structured: Structured


@dataclass(frozen=True, slots=True, kw_only=True)
class FlashLine:
    """The flash line alone; nothing where there is no flash."""

    words: SiteWords
    flash: Entry | None


FRONT = page("site/front/page.html", FrontPage)
FLASH = page("site/front/flash.html", FlashLine)


async def front(edition: Edition, request: Request) -> Response:
    """The front page: pins, then what is urgent and fresh, then each section's newest."""
    site = edition.site
    async with transaction(site.pool) as db:
        laid = await laid_front(db, site.agency, edition.code, site.clock())
        picture = await _picture(db, edition, laid.front.lead)
    return site.pages.answer(request, FRONT, _context(edition, laid, picture))


async def flash_line(edition: Edition, request: Request) -> Response:
    """The front's flash line as it is now, for a front page that stands open."""
    site = edition.site
    async with transaction(site.pool) as db:
        laid = await laid_front(db, site.agency, edition.code, site.clock())
    flash = laid.front.flash
    shown = entry(edition, laid.items[flash], site.clock()) if flash else None
    line = FlashLine(words=edition.words.site, flash=shown)
    return site.pages.answer(
        request, FLASH, line, headers={"Cache-Control": BRIEFLY, "X-Robots-Tag": "noindex"}
    )


async def _picture(db: Connection, edition: Edition, lead: str | None) -> Picture | None:
    """The first picture of the lead's story that the public may see."""
    found = await row(db, PAGE_OF, {"guid": lead}) if lead else None
    if found is None or not found.is_shown:
        return None
    shown = await pictures_of(db, edition, found)
    return as_shown(edition, found.guid, shown[0]) if shown else None


def _context(edition: Edition, laid: Laid, picture: Picture | None) -> FrontPage:
    now = edition.site.clock()
    front = laid.front
    beside = len(front.seconds) if picture else BESIDE
    entries = {guid: entry(edition, row, now) for guid, row in laid.items.items()}
    here = address.front(edition.code)
    elsewhere = {code: address.front(code) for code in edition.site.editions if code != edition.code}
    share, structured = of_front(edition, picture)
    return FrontPage(
        frame=edition.frame(
            edition.house.agency_name, here, description=edition.house.public_notice, elsewhere=elsewhere
        ),
        house=edition.around(now, is_front=True, lit=front.flash is not None),
        words=edition.words.site,
        flash=entries[front.flash] if front.flash else None,
        flash_now=address.flash_line(edition.code),
        script=edition.site.pages.static.path("js/flash-now.js"),
        lead=entries[front.lead] if front.lead else None,
        lead_picture=picture,
        beside=tuple(entries[guid] for guid in front.seconds[:beside]),
        beneath=tuple(entries[guid] for guid in front.seconds[beside:]),
        rivers=tuple(
            River(
                section=edition.link(
                    edition.section_label(river.section), address.section(edition.code, river.section)
                ),
                entries=tuple(entries[guid] for guid in river.items),
            )
            for river in front.rivers
        ),
        share=share,
        structured=structured,
    )
