"""Sitemaps: an index, the standing pages, each edition's dispatches month by month, and the news of two days."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from newsflow.db.pool import transaction
from newsflow.db.query import rows
from newsflow.domain.errors import NotFoundError
from newsflow.site import address
from newsflow.site.corners import named_topics
from newsflow.site.edition import Edition, Site
from newsflow.site.rows import ABOUTS, OF_MONTH, OF_NEWS, SPANS, MapRow
from newsflow.web.pages import page, revalidated

LONGEST = 50_000
"""Pages in one sitemap, at most (sitemaps.org); a month's newest where there were more."""
NEWS = 1_000
"""Dispatches in the news sitemap, at most, as search engines ask."""
NEWS_FOR = timedelta(days=2)
CORNERS_FOR = timedelta(days=30)
"""Topics and places stand in a sitemap as long as something was published under them."""
_CORNERS = re.compile(r"([A-Za-z0-9-]+)-corners\.xml")
_MONTH = re.compile(r"([A-Za-z0-9-]+)-(2[0-9]{3})-(0[1-9]|1[0-2])\.xml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A page as a sitemap lists it."""

    address: str
    changed: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitemap:
    """What a sitemap holds."""

    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """The sitemaps that there are."""

    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fresh:
    """A dispatch in the news sitemap."""

    address: str
    name: str
    language: str
    published: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsSitemap:
    """What the news sitemap holds."""

    items: tuple[Fresh, ...]


INDEX = page("site/machines/index.xml", Index)
SITEMAP = page("site/machines/sitemap.xml", Sitemap)
NEWS_SITEMAP = page("site/machines/news.xml", NewsSitemap)


async def index(site: Site, request: Request) -> Response:
    """All sitemaps: the standing pages', topics and places, then each edition's months, the newest first."""
    async with transaction(site.pool) as db:
        spans = await rows(db, SPANS, {"editions": list(site.editions)})
    zone = site.agency.zoneinfo
    months = [
        f"{site.origin}/sitemap-{span.edition}-{year:04}-{month:02}.xml"
        for span in spans
        for year, month in _months(span.first_at.astimezone(zone), span.last_at.astimezone(zone))
    ]
    corners = [f"{site.origin}/sitemap-{span.edition}-corners.xml" for span in spans]
    addresses = (f"{site.origin}/sitemap-pages.xml", *corners, *months)
    xml = site.pages.render(INDEX, Index(addresses=addresses))
    return _answer(request, xml)


def _months(first: datetime, last: datetime) -> Iterable[tuple[int, int]]:
    for number in range(last.year * 12 + last.month - 1, first.year * 12 + first.month - 2, -1):
        yield number // 12, number % 12 + 1


async def moved(request: Request) -> Response:
    """From where a sitemap once stood to where it stands: it may name only what lies beneath it (sitemaps.org)."""
    where = quote(f"/sitemap-{request.path_params['name']}")
    return RedirectResponse(where, status_code=301, headers={"Cache-Control": "no-cache"})


async def one(site: Site, request: Request) -> Response:
    """The sitemap of the standing pages, of an edition's topics and places, or of its month. Raises NotFoundError."""
    name = str(request.path_params["name"])
    if name == "pages.xml":
        return _places(site, request, [Place(address=path, changed=None) for path in _standing(site)])
    corners = _CORNERS.fullmatch(name)
    if corners is not None and corners[1] in site.editions:
        return _places(site, request, await _corners_of(site.edition(corners[1])))
    found = _MONTH.fullmatch(name)
    if found is None or found[1] not in site.editions:
        raise NotFoundError("There is no such sitemap.", name[:80], "/sitemap.xml names them all.")
    starts, ends = _bounds(int(found[2]), int(found[3]), site.agency.zoneinfo)
    facts = {"edition": found[1], "starts": starts, "ends": ends, "limit": LONGEST}
    async with transaction(site.pool) as db:
        of_month = await rows(db, OF_MONTH, facts)
    return _places(site, request, [_place(row) for row in of_month])


async def _corners_of(edition: Edition) -> list[Place]:
    """The topics that have a name in the edition's language, and the places."""
    facts = {"edition": edition.code, "since": edition.site.clock() - CORNERS_FOR, "limit": LONGEST}
    async with transaction(edition.site.pool) as db:
        topics = await edition.site.shelf.topics(db)
        found = await rows(db, ABOUTS, facts)
    named = {
        code for row in found if row.kind == "topic" for code in named_topics(topics, row.name, edition.code)
    }
    paths = [
        *(address.topic(edition.code, code) for code in sorted(named)),
        *(address.place(edition.code, row.name) for row in found if row.kind == "place"),
    ]
    return [Place(address=path, changed=None) for path in paths]


def _bounds(year: int, month: int, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """From the first moment of a month to that of the next, in the agency's zone."""
    after = (year + month // 12, month % 12 + 1)
    return datetime(year, month, 1, tzinfo=zone), datetime(*after, 1, tzinfo=zone)


def _standing(site: Site) -> Iterable[str]:
    for code in site.editions:
        yield address.front(code)
        yield from (address.section(code, section) for section in site.edition(code).sections())
        yield address.corrections(code)
        yield address.contact(code)
        yield from (address.legal(code, page.name) for page in site.theme.in_language(code))


def _place(row: MapRow) -> Place:
    return Place(
        address=address.dispatch(row.edition, row.guid, row.headline),
        changed=row.changed_at.isoformat(timespec="seconds"),
    )


def _places(site: Site, request: Request, places: Sequence[Place]) -> Response:
    whole = tuple(Place(address=f"{site.origin}{place.address}", changed=place.changed) for place in places)
    return _answer(request, site.pages.render(SITEMAP, Sitemap(places=whole)))


async def news(site: Site, request: Request) -> Response:
    """What was first published within two days, in all editions, for search engines' news."""
    since = site.clock() - NEWS_FOR
    async with transaction(site.pool) as db:
        found = await rows(db, OF_NEWS, {"since": since, "editions": list(site.editions), "limit": NEWS})
    items = tuple(
        Fresh(
            address=f"{site.origin}{address.dispatch(row.edition, row.guid, row.headline)}",
            name=site.agency.house(row.edition).agency_name,
            language=row.edition,
            published=row.first_at.isoformat(timespec="seconds"),
            title=row.headline,
        )
        for row in found
    )
    return _answer(request, site.pages.render(NEWS_SITEMAP, NewsSitemap(items=items)))


def _answer(request: Request, xml: str) -> Response:
    return revalidated(request, Response(xml, media_type="application/xml"))
