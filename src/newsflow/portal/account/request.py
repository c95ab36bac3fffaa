"""One request to the agency: what was said on both sides, and what is written further."""

from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import Route

from newsflow.db.pool import reading, transaction
from newsflow.db.query import Connection
from newsflow.domain.errors import BadInputError, NewsflowError, NotFoundError
from newsflow.domain.guid import SubscriberId
from newsflow.mail import send
from newsflow.portal.account.request_words import REQUESTS, STEPS, RequestLine, request_line
from newsflow.portal.visit import Portal, Visit, signed_in
from newsflow.subscribers.enquiries.enquiries import WORDS_CHARACTERS
from newsflow.subscribers.requests.requests import close, request_of, steps, write
from newsflow.subscribers.requests.rows import RequestStep, StepRow
from newsflow.web.moments import Moment
from newsflow.web.pages import page
from newsflow.web.request_letters import to_us
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.frame import FaceFrame, answer, done, frame_of, times
from newsflow.web.within.refused import REFUSALS, Refused, refused
from newsflow.web.within.visit import NOBODYS


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidLine:
    """A step: what, when, by whom, and in which words."""

    text: str
    time: Moment
    who: str
    is_theirs: bool
    """Whether the agency said it."""
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPage:
    """A request."""

    frame: FaceFrame
    request: RequestLine
    steps: tuple[SaidLine, ...]
    words: str
    most: int
    refused: Refused | None


PAGE = page("portal/account/request.html", RequestPage)


async def show(visit: Visit) -> Response:
    """The page."""
    return await _page(visit)


async def act(visit: Visit) -> Response:
    """Back to the page, with what was written further, or taken back."""
    number, portal = _number(visit), visit.portal
    try:
        async with transaction(portal.pool) as db:
            said = await _done(visit, db, number)
            letter = to_us(portal.agency, portal.origin, await request_of(db, number))
            if letter is not None and said == "request_sent":
                await send(db, letter, visit.now)
    except REFUSALS as error:
        return await _page(visit, error)
    return done(f"{REQUESTS}/{number}", said)


async def _done(visit: Visit, db: Connection, number: int) -> str:
    """What the next page says."""
    match visit.form.line("act"):
        case "write":
            await write(db, number, visit.form.text("words").strip(), visit.person.id, visit.now)
            return "request_sent"
        case "take_back":
            await close(db, number, RequestStep.TAKEN_BACK, visit.person.id, visit.now)
            return "request_back"
        case other:
            raise BadInputError("This form asks for nothing.", other[:40], "Load the page again.")


async def _page(visit: Visit, error: NewsflowError | None = None) -> Response:
    number = _number(visit)
    async with reading(visit.portal.pool) as db:
        found = await request_of(db, number)
        said = await steps(db, number)
    context = RequestPage(
        frame=await frame_of(visit, _("Requests")),
        request=request_line(visit, found),
        steps=tuple(_said(visit, one) for one in said),
        words=visit.form.text("words"),
        most=WORDS_CHARACTERS,
        refused=None if error is None else refused(visit, error),
    )
    return answer(visit, PAGE, context, status=200 if error is None else error.status)


def _said(visit: Visit, step: StepRow) -> SaidLine:
    """A step. People of the desk speak for the agency, and are not named."""
    return SaidLine(
        text=tongue(visit.language).say(STEPS[RequestStep(step.kind)]),
        time=times(visit).full(step.at),
        who=(step.name or "") if step.is_theirs else visit.portal.agency.name,
        is_theirs=not step.is_theirs,
        words=tuple((step.words or "").splitlines()),
    )


def _number(visit: Visit) -> int:
    given = str(visit.request.path_params["request"])
    return int(given) if given.isascii() and given.isdigit() and len(given) <= 18 else 0


async def of_request(visit: Visit) -> SubscriberId:
    """Whose the request is that the address names."""
    async with reading(visit.portal.pool) as db:
        try:
            return (await request_of(db, _number(visit))).subscriber
        except NotFoundError:
            return NOBODYS


def routes(portal: Portal) -> list[Route]:
    """A request's address; everybody's of the organisation."""
    path = "/account/requests/{request}"
    return [
        Route(path, signed_in(portal, show, of=of_request), methods=["GET", "HEAD"]),
        Route(path, signed_in(portal, act, of=of_request), methods=["POST"]),
    ]
