"""The site's addresses and what answers at each."""

from collections.abc import Awaitable, Callable
from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route, Router

from newsflow.db.pool import transaction
from newsflow.site import address
from newsflow.site.contact import contact, sent
from newsflow.site.corner_page import Find, corner
from newsflow.site.corners import place_corner, section_corner, topic_corner
from newsflow.site.corrections import corrections
from newsflow.site.dispatch import by_guid, dispatch
from newsflow.site.edition import FEEDS, Edition, Site
from newsflow.site.enquiry import enquiry
from newsflow.site.feeds import of_corner, of_edition
from newsflow.site.front import flash_line, front
from newsflow.site.keys import SITEMAP, keyed
from newsflow.site.legal import legal
from newsflow.site.memory import Endpoint, Memory, brief
from newsflow.site.pictures import picture
from newsflow.site.sitemaps import index, moved, news, one
from newsflow.site.terms import robots, security, tdm_policy, tdmrep, trust
from newsflow.web.negotiate import wished_language


def routes(site: Site) -> list[BaseRoute]:
    """The public site: `/`, an edition under each language, `/items/<guid>`, robots.txt and the sitemap."""
    memory = Memory(site.pool, site.clock)
    return [
        Route("/", _given(choose, site)),
        Route("/items/{guid}", _given(by_guid, site)),
        Route("/items/{guid}/", _given(by_guid, site)),
        *_machines(site, memory),
        *(route for code in site.editions for route in _edition(site.edition(code), memory)),
    ]


def _machines(site: Site, memory: Memory) -> list[BaseRoute]:
    """What machines ask for at addresses that are the same at every site."""

    def kept(endpoint: Endpoint) -> Endpoint:
        return memory.remembering(keyed(endpoint, SITEMAP))

    return [
        Route("/robots.txt", _given(robots, site)),
        Route("/sitemap.xml", kept(_given(index, site))),
        Route("/sitemap-{name}", kept(_given(one, site))),
        Route("/sitemaps/{name}", moved),
        Route("/news-sitemap.xml", kept(_given(news, site))),
        Route("/trust.txt", _given(trust, site)),
        Route("/.well-known/trust.txt", _given(trust, site)),
        Route("/.well-known/security.txt", _given(security, site)),
        Route("/.well-known/tdmrep.json", _given(tdmrep, site)),
        Route(address.TDM_POLICY, _given(tdm_policy, site)),
    ]


def _edition(edition: Edition, memory: Memory) -> list[BaseRoute]:
    """Addresses that differ by a slash at the end are told the right one here, without a host: Starlette would take
    the host from whatever the request says.
    """

    def kept(endpoint: Endpoint) -> Endpoint:
        return memory.remembering(keyed(endpoint, f"edition:{edition.code}"))

    here = [
        Route("/", kept(_given(front, edition))),
        Route("/flash", brief(edition.site.clock, kept(_given(flash_line, edition)))),
        Route("/contact", _given(contact, edition), methods=["GET", "POST"]),
        Route("/contact/sent", _given(sent, edition)),
        Route("/enquiry/{key}", _given(enquiry, edition), methods=["GET", "POST"]),
        Route("/contact/", _given(_contact, edition)),
        Route("/about/{name}", _given(legal, edition)),
        Route("/corrections", _given(_corrections, edition)),
        Route("/corrections/", kept(_given(corrections, edition))),
        *(Route(f"/{name}", kept(_given(of_edition, edition))) for name in FEEDS),
        *_corner("/section/{code}", section_corner, edition, memory),
        *_corner("/topic/{code}", topic_corner, edition, memory),
        *_corner("/place/{name}", place_corner, edition, memory),
        Route("/{guid}/picture/{picture}.jpg", kept(_given(picture, edition))),
        Route("/{guid}", kept(_given(dispatch, edition))),
        Route("/{guid}/", kept(_given(dispatch, edition))),
        Route("/{guid}/{words}", kept(_given(dispatch, edition))),
    ]
    at = address.front(edition.code).rstrip("/")
    return [Route(at, _given(_front, edition)), Mount(at, app=Router(here, redirect_slashes=False))]


def _corner(at: str, find: Find, edition: Edition, memory: Memory) -> list[BaseRoute]:
    def kept(endpoint: Endpoint) -> Endpoint:
        return memory.remembering(keyed(endpoint, f"edition:{edition.code}"))

    return [
        Route(f"{at}/{{form}}", kept(partial(of_corner, find, edition))),
        Route(at, partial(_moved_corner, find, edition)),
        Route(f"{at}/", kept(partial(corner, find, edition))),
    ]


async def _front(edition: Edition, request: Request) -> Response:
    return _moved(request, address.front(edition.code))


async def _contact(edition: Edition, request: Request) -> Response:
    return _moved(request, address.contact(edition.code))


async def _corrections(edition: Edition, request: Request) -> Response:
    return _moved(request, address.corrections(edition.code))


async def _moved_corner(find: Find, edition: Edition, request: Request) -> Response:
    async with transaction(edition.site.pool) as db:
        here = await find(db, edition, request)
    return _moved(request, here.path)


def _moved(request: Request, where: str) -> Response:
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(where + query, status_code=301, headers={"Cache-Control": "no-cache"})


def _given(endpoint: Callable[..., Awaitable[Response]], what: Site | Edition) -> Endpoint:
    return partial(endpoint, what)


async def choose(site: Site, request: Request) -> Response:
    """From `/` to the edition that the reader's browser asks for; any other is a link away on every page."""
    code = wished_language(request, site.editions)
    headers = {"Vary": "Accept-Language", "Cache-Control": "no-cache"}
    return RedirectResponse(address.front(code), status_code=302, headers=headers)
