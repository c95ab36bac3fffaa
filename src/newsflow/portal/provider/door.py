"""To an organisation's provider and back. It works without JavaScript, and a page says of each failure what to do.

A link leads there, not a form: the policy of our pages lets a form go nowhere but to us, redirections included.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import urlencode

import structlog
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from newsflow.accounts.oidc.faults import Fault, ProviderError
from newsflow.accounts.oidc.providers import provider_of, subscriber_of_email
from newsflow.accounts.oidc.signing_in import Back, Here, came_back, host_of, sent_off
from newsflow.accounts.oidc.terms import Provider
from newsflow.db.pool import reading
from newsflow.domain.errors import NewsflowError, TooFastError
from newsflow.domain.guid import SubscriberId
from newsflow.portal.face import PORTAL
from newsflow.portal.visit import Portal
from newsflow.web.csrf import ForgedError
from newsflow.web.forms import Form
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.door import Door
from newsflow.web.within.frame import FaceFrame
from newsflow.web.within.proof import sign_in_address
from newsflow.web.within.sign_in import door_page
from newsflow.web.within.sign_in_words import NoProviderError
from newsflow.web.within.telling import say_words
from newsflow.web.within.visit import safe_next, seen_after

log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class WithPage:
    """The way to one organisation's provider."""

    frame: FaceFrame
    name: str
    host: str
    """The provider's, so that whoever is led there knows the address."""
    go: str
    passwords: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WithoutPage:
    """Why nobody was signed in."""

    frame: FaceFrame
    what: str
    what_now: str
    again: str
    """Where to begin again; "" where that is no use."""


WITH_PAGE = page("portal/door/with.html", WithPage)
WITHOUT_PAGE = page("portal/door/without.html", WithoutPage)


async def find(portal: Portal, request: Request) -> Response:
    """On to the page of the organisation that signs this domain in, or the sign-in page with what was wrong."""
    door, form = Door.of(portal, request), Form()
    try:
        form = await door.form()
    except ForgedError as error:
        return door_page(door, form, error)
    async with reading(portal.pool) as db:
        subscriber = await subscriber_of_email(db, form.line("email"))
    if subscriber is None:
        return door_page(door, form, NoProviderError())
    return seen_after(_address(subscriber, "", {"next": form.line("next")}))


async def show(portal: Portal, request: Request) -> Response:
    """The page that leads to the provider."""
    door = Door.of(portal, request)
    provider = await _provider(portal, request)
    frame = door.frame(_("Sign in by your organisation"))
    asked = {"next": request.query_params.get("next", "")}
    context = WithPage(
        frame=frame,
        name=provider.name,
        host=host_of(provider),
        go=_address(provider.subscriber, "/go", asked),
        passwords=provider.terms.passwords,
    )
    return door.answer(WITH_PAGE, context, frame.language)


async def go(portal: Portal, request: Request) -> Response:
    """Off to the provider."""
    if request.method == "HEAD":
        return await show(portal, request)
    door = Door.of(portal, request)
    provider = await _provider(portal, request)
    next_path = request.query_params.get("next", "")
    to = await sent_off(
        _here(portal),
        provider,
        browser=door.secret,
        next_path=safe_next(PORTAL, next_path) if next_path else "",
        anew=request.query_params.get("anew") == "1",
        redirect_uri=redirect_uri(portal, provider.subscriber),
        address=portal.address_of(request),
    )
    response = RedirectResponse(to, status_code=303, headers={"Cache-Control": "no-store"})
    portal.door_cookie.write(response, door.secret)
    return response


async def back(portal: Portal, request: Request) -> Response:
    """In, with a new session; or out, with the reason."""
    door = Door.of(portal, request)
    provider = await _provider(portal, request)
    said = request.query_params
    if any(len(said.getlist(name)) > 1 for name in ("state", "code", "error", "iss")):
        raise ProviderError(Fault.STRANGE, "doubled")
    known = await came_back(
        _here(portal),
        provider,
        Back(
            state=said.get("state", ""),
            code=said.get("code", ""),
            error=said.get("error", ""),
            issuer=said.get("iss", ""),
            browser=portal.door_cookie.read(request),
            redirect_uri=redirect_uri(portal, provider.subscriber),
        ),
    )
    return await door.let_in(known.person, key=known.key, next_path=known.next)


def redirect_uri(portal: Portal, subscriber: SubscriberId) -> str:
    """Where the organisation's provider sends people back to; each has its own, so that no provider answers for another."""
    return f"{portal.origin}{sign_in_address(PORTAL, subscriber, '/back')}"


async def _provider(portal: Portal, request: Request) -> Provider:
    subscriber = SubscriberId(str(request.path_params["subscriber"]))
    if not subscriber.isprintable():
        raise ProviderError(Fault.NONE_SET)
    async with reading(portal.pool) as db:
        provider = await provider_of(db, subscriber, portal.server_key)
    if provider is None:
        raise ProviderError(Fault.NONE_SET)
    return provider


def _address(subscriber: SubscriberId, path: str, asked: dict[str, str]) -> str:
    given = {name: value for name, value in asked.items() if value}
    return sign_in_address(PORTAL, subscriber, path) + (f"?{urlencode(given)}" if given else "")


def _here(portal: Portal) -> Here:
    return Here(pool=portal.pool, asking=portal.asking, server_key=portal.server_key, clock=portal.clock)


async def _or_why(
    portal: Portal, work: Callable[[Portal, Request], Awaitable[Response]], request: Request
) -> Response:
    """What the work gives, or the page that says why not; the log has a word of it, and nothing of what was sent."""
    subscriber = str(request.path_params["subscriber"])
    try:
        return await work(portal, request)
    except ProviderError as error:
        log.info("provider_refused", subscriber=subscriber[:64], fault=error.fault.code, why=error.why)
        again = "" if error.fault is Fault.NONE_SET else sign_in_address(PORTAL, subscriber)
        return _without(Door.of(portal, request), error, again)
    except TooFastError as error:
        log.info("provider_refused", subscriber=subscriber[:64], fault="too-fast", why="too-fast")
        said = TooFastError(error.what, "", _("Wait a quarter of an hour."), wait_s=error.wait_s)
        return _without(Door.of(portal, request), said, "")


def _without(door: Door, error: NewsflowError, again: str) -> Response:
    # A link to another language would bring the provider's answer a second time, when it counts no more.
    frame = replace(door.frame(_("Nobody was signed in")), languages=())
    speaks = tongue(frame.language)
    context = WithoutPage(
        frame=frame,
        what=say_words(speaks, error.what),
        what_now=say_words(speaks, error.what_now),
        again=again,
    )
    return door.answer(WITHOUT_PAGE, context, frame.language, error.status)


def routes(portal: Portal) -> list[Route]:
    """The door of organisations that have a provider."""
    gets = {"": show, "/go": go, "/back": back}
    return [
        Route("/sign-in/with", partial(find, portal), methods=["POST"]),
        *(
            Route("/sign-in/with/{subscriber}" + path, partial(_or_why, portal, work), methods=["GET"])
            for path, work in gets.items()
        ),
    ]
