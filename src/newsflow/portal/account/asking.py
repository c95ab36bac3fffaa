"""Asking the agency: for more packages, for an item that did not come, or a question. Colleagues see it, and its answer."""

from dataclasses import dataclass
from urllib.parse import unquote

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.people import set_interface_language
from newsflow.db.pool import reading, transaction
from newsflow.domain.errors import BadInputError, NewsflowError
from newsflow.mail import send
from newsflow.portal.account.request_words import (
    KINDS,
    REQUESTS,
    RequestLine,
    packages,
    request_line,
)
from newsflow.portal.account.why import ASKED_MOST, guid_in
from newsflow.portal.visit import Portal, Visit, own, signed_in
from newsflow.subscribers.enquiries.enquiries import WORDS_CHARACTERS
from newsflow.subscribers.requests.requests import ask, request_of, requests
from newsflow.subscribers.requests.rows import Ask, RequestKind
from newsflow.web.pages import page
from newsflow.web.request_letters import to_us
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.frame import FaceFrame, FaceLink, answer, done, frame_of
from newsflow.web.within.refused import REFUSALS, Refused, refused


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestsPage:
    """The organisation's requests, and the form for one more."""

    frame: FaceFrame
    requests: tuple[RequestLine, ...]
    kinds: tuple[FaceLink, ...]
    kind: str
    packages: tuple[tuple[str, str, bool], ...]
    """Code, name, and whether it is ticked; to choose from where more packages are asked for."""
    item: str
    words: str
    most: int
    refused: Refused | None


PAGE = page("portal/account/requests.html", RequestsPage)


async def show(visit: Visit) -> Response:
    """The list, and the form of the kind that the address names."""
    return await _page(visit, _kind(visit.request.query_params.get("kind", "")))


async def send_one(visit: Visit) -> Response:
    """On to the request's own page; the agency has a letter that it waits. Or the form with what was wrong."""
    portal, kind = visit.portal, _kind(visit.form.line("kind"))
    try:
        given = Ask(kind=kind, about=_about(visit, kind), words=visit.form.text("words").strip())
        async with transaction(portal.pool) as db:
            if visit.person.interface_language is None:
                # The answer is mailed in the language in which it was asked, where none was ever chosen.
                await set_interface_language(db, visit.person.id, visit.language)
            number = await ask(db, visit.subscriber, given, visit.person.id, visit.now)
            letter = to_us(portal.agency, portal.origin, await request_of(db, number))
            if letter is not None:
                await send(db, letter, visit.now)
    except REFUSALS as error:
        return await _page(visit, kind, error)
    return done(f"{REQUESTS}/{number}", "request_sent")


async def _page(visit: Visit, kind: RequestKind, error: NewsflowError | None = None) -> Response:
    say, form = tongue(visit.language).say, visit.form
    async with reading(visit.portal.pool) as db:
        found = await requests(db, subscriber=visit.subscriber)
    context = RequestsPage(
        frame=await frame_of(visit, _("Requests")),
        requests=tuple(request_line(visit, one) for one in found),
        kinds=tuple(
            FaceLink(address=f"{REQUESTS}?kind={one.value}#ask", text=say(words), current=one is kind)
            for one, words in KINDS.items()
        ),
        kind=kind.value,
        packages=tuple(
            (code, name, form.ticked("package", code, held=False)) for code, name in packages(visit).items()
        ),
        item=form.typed("item", visit.request.query_params.get("item", "")[:ASKED_MOST]),
        words=form.text("words"),
        most=WORDS_CHARACTERS,
        refused=None if error is None else refused(visit, error),
    )
    return answer(visit, PAGE, context, status=200 if error is None else error.status)


def _kind(text: str) -> RequestKind:
    return RequestKind(text) if text in set(RequestKind) else RequestKind.QUESTION


def _about(visit: Visit, kind: RequestKind) -> tuple[str, ...]:
    """What the form says it is about. Raises BadInputError where no id stands in what names the item."""
    if kind is RequestKind.PACKAGES:
        asked = set(visit.form.texts("package"))
        return tuple(code for code in packages(visit) if code in asked)
    if kind is RequestKind.QUESTION:
        return ()
    typed = visit.form.line("item").strip()[:ASKED_MOST]
    found = guid_in(unquote(typed))
    if found is None:
        raise BadInputError(
            "No item's id stands in this.", f"“{typed[:80]}”.", "Give the id, or an address that holds it."
        )
    return (found,)


def routes(portal: Portal) -> list[Route]:
    """The list, and where its form goes; everybody's of the organisation."""
    return [
        Route("/account/requests", signed_in(portal, show, of=own), methods=["GET", "HEAD"]),
        Route("/account/requests", signed_in(portal, send_one, of=own), methods=["POST"]),
    ]
