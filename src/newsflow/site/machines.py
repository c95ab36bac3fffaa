"""What the site tells machines: robots.txt and a sitemap."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from newsflow.db.pool import transaction
from newsflow.db.query import rows
from newsflow.site import address
from newsflow.site.edition import Site
from newsflow.site.rows import EVERYTHING
from newsflow.web.pages import page, revalidated

LONGEST = 5_000
"""Pages in the sitemap, at most: the newest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A page as the sitemap lists it."""

    address: str
    changed: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitemap:
    """What the sitemap holds."""

    places: tuple[Place, ...]


SITEMAP = page("site/machines/sitemap.xml", Sitemap)


async def robots(site: Site, request: Request) -> Response:
    """Every public page may be read by machines; `/items/` only leads there."""
    text = f"User-agent: *\nDisallow: /items/\nSitemap: {site.origin}/sitemap.xml\n"
    return revalidated(request, PlainTextResponse(text))


async def sitemap(site: Site, request: Request) -> Response:
    """The fronts and the newest dispatches of all editions."""
    async with transaction(site.pool) as db:
        found = await rows(db, EVERYTHING, {"limit": LONGEST})
    fronts = [Place(address=f"{site.origin}{address.front(code)}", changed=None) for code in site.editions]
    places = [
        Place(
            address=f"{site.origin}{address.dispatch(item.edition, item.guid, item.headline)}",
            changed=item.version_at.isoformat(timespec="seconds"),
        )
        for item in found
        if item.edition in site.editions
    ]
    xml = site.pages.render(SITEMAP, Sitemap(places=(*fronts, *places)))
    return revalidated(request, Response(xml, media_type="application/xml"))
