"""The site's addresses and what answers at each."""

from collections.abc import Awaitable, Callable
from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from newsflow.db.pool import Pool
from newsflow.domain.agency import Agency
from newsflow.domain.clock import Clock
from newsflow.site import address
from newsflow.site.contact import contact
from newsflow.site.dispatch import by_guid, dispatch
from newsflow.site.edition import Edition, Site
from newsflow.site.front import front
from newsflow.site.machines import robots, sitemap
from newsflow.site.section import section
from newsflow.web.negotiate import wished_language
from newsflow.web.pages import Pages

Endpoint = Callable[[Request], Awaitable[Response]]


def routes(*, pool: Pool, agency: Agency, clock: Clock, pages: Pages, public_url: str) -> list[BaseRoute]:
    """The public site: `/`, an edition under each language, `/items/<guid>`, robots.txt and the sitemap."""
    site = Site(pool=pool, agency=agency, clock=clock, pages=pages, origin=public_url.rstrip("/"))
    return [
        Route("/", _given(choose, site)),
        Route("/items/{guid}", _given(by_guid, site)),
        Route("/robots.txt", _given(robots, site)),
        Route("/sitemap.xml", _given(sitemap, site)),
        *(Mount(f"/{code}", routes=_edition(site.edition(code))) for code in site.editions),
    ]


def _edition(edition: Edition) -> list[BaseRoute]:
    return [
        Route("/", _given(front, edition)),
        Route("/contact", _given(contact, edition)),
        Route("/section/{code}/", _given(section, edition)),
        Route("/{guid}", _given(dispatch, edition)),
        Route("/{guid}/", _given(dispatch, edition)),
        Route("/{guid}/{words}", _given(dispatch, edition)),
    ]


def _given(endpoint: Callable[..., Awaitable[Response]], what: Site | Edition) -> Endpoint:
    return partial(endpoint, what)


async def choose(site: Site, request: Request) -> Response:
    """From `/` to the edition that the reader's browser asks for; any other is a link away on every page."""
    code = wished_language(request, site.editions)
    headers = {"Vary": "Accept-Language", "Cache-Control": "no-cache"}
    return RedirectResponse(address.front(code), status_code=302, headers=headers)
