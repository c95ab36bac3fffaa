"""One request of a subscriber: what is asked, what was said, and the agency's answer, which each who wrote is sent."""

from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts import audit
from newsflow.accounts.people import Act, Person, by_id
from newsflow.db.pool import reading, transaction
from newsflow.db.query import Connection
from newsflow.desk.frame import DeskFrame, answer, desk_frame, done, times
from newsflow.desk.requests.words import KINDS, STEPS
from newsflow.desk.visit import Desk, Visit, signed_in
from newsflow.domain.errors import BadInputError, NewsflowError, NotFoundError
from newsflow.mail import send
from newsflow.subscribers.enquiries.enquiries import WORDS_CHARACTERS
from newsflow.subscribers.requests import requests
from newsflow.subscribers.requests.rows import AccountRequest, RequestKind, RequestStep, StepRow
from newsflow.web.moments import Moment
from newsflow.web.pages import page
from newsflow.web.request_letters import DESK, to_them
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.refused import REFUSALS, Refused, refused


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStep:
    """A step: what, when, by whom, and in which words."""

    time: Moment
    text: str
    who: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """One of the people who wrote."""

    name: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """A request."""

    frame: DeskFrame
    address: str
    number: int
    organisation: str
    subscriber: str
    kind: str
    packages: str
    item: str
    """The address of the item that did not come; "" where it is about none."""
    guid: str
    came: Moment
    askers: tuple[Asker, ...]
    steps: tuple[CaseStep, ...]
    is_closed: bool
    words: str
    most: int
    refused: Refused | None


CASE = page("desk/requests/case.html", CasePage)


def routes(desk: Desk) -> list[Route]:
    """A request's address."""
    return [
        Route("/requests/{request}", signed_in(desk, case, Act.ANSWER_ENQUIRIES), methods=["GET", "POST"])
    ]


async def case(visit: Visit) -> Response:
    """The request; or what its form asks for, done, and who wrote told of it."""
    given = str(visit.request.path_params["request"])
    if not given.isascii() or not given.isdigit() or len(given) > 18:
        raise NotFoundError("No such request.", given[:40], "See the list of requests.")
    number = int(given)
    if visit.request.method != "POST":
        return await _page(visit, number)
    try:
        async with transaction(visit.desk.pool) as db:
            said = await _done(visit, db, number)
    except REFUSALS as error:
        return await _page(visit, number, error)
    return done(f"{DESK}/{number}", said)


async def _done(visit: Visit, db: Connection, number: int) -> str:
    """What the next page says. Letters and trail are in the transaction of the deed."""
    words: str | None = None
    match visit.form.line("act"):
        case "answer":
            words = visit.form.text("words").strip()
            await requests.answer(db, number, words, visit.person.id, visit.now)
            said = "request_answered"
        case "close":
            await requests.close(db, number, RequestStep.CLOSED, visit.person.id, visit.now)
            said = "request_closed"
        case other:
            raise BadInputError("This form asks for nothing.", other[:40], "Load the page again.")
    found = await requests.request_of(db, number)
    for person in await _askers(db, found, await requests.steps(db, number)):
        await send(db, to_them(visit.desk.agency, visit.desk.origin, person, found, words), visit.now)
    await audit.note(db, visit.hand, said, f"request:{number}", at=visit.now)
    return said


async def _askers(db: Connection, found: AccountRequest, steps: list[StepRow]) -> list[Person]:
    """Who wrote and still works there."""
    people = [await by_id(db, one) for one in requests.askers(steps)]
    return [one for one in people if one is not None and one.active and one.subscriber == found.subscriber]


async def _page(visit: Visit, number: int, error: NewsflowError | None = None) -> Response:
    async with reading(visit.desk.pool) as db:
        found = await requests.request_of(db, number)
        steps = await requests.steps(db, number)
        people = await _askers(db, found, steps)
    say, shown, is_item = tongue(visit.language).say, times(visit), found.kind == RequestKind.ITEM
    labels = {row.code: row.labels.get(visit.language) or row.code for row in visit.desk.agency.packages}
    context = CasePage(
        frame=await desk_frame(visit, _("Requests")),
        address=f"{DESK}/{number}",
        number=number,
        organisation=found.organisation,
        subscriber=found.subscriber,
        kind=say(KINDS[RequestKind(found.kind)]),
        packages="" if is_item else say(_(", ")).join(labels.get(code, code) for code in found.about),
        item=f"/desk/items/{found.about[0]}" if is_item else "",
        guid=found.about[0] if is_item else "",
        came=shown.full(found.asked_at),
        askers=tuple(Asker(name=one.name, email=one.email) for one in people),
        steps=tuple(
            CaseStep(
                time=shown.full(one.at),
                text=say(STEPS[RequestStep(one.kind)]),
                who=one.name or "",
                words=tuple((one.words or "").splitlines()),
            )
            for one in steps
        ),
        is_closed=found.closed_at is not None,
        words=visit.form.text("words"),
        most=WORDS_CHARACTERS,
        refused=None if error is None else refused(visit, error),
    )
    return answer(visit, CASE, context, status=200 if error is None else error.status)
