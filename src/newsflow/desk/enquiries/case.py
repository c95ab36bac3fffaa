"""One enquiry: what they want, what was said, and the agency's answer: words, a trial in one click, a contract."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts import audit
from newsflow.accounts.people import Act
from newsflow.db.pool import reading, transaction
from newsflow.db.query import Connection
from newsflow.desk.enquiries.inviting import invite_again, invited_mail
from newsflow.desk.enquiries.offering import (
    OfferFields,
    asked_for,
    contract_of,
    fields_of,
    in_language,
    trial_of,
)
from newsflow.desk.enquiries.words import FORGOTTEN, STEPS
from newsflow.desk.frame import DeskFrame, answer, desk_frame, done, times
from newsflow.desk.visit import Desk, Visit, signed_in
from newsflow.domain.errors import BadInputError, NewsflowError, NotFoundError
from newsflow.mail import send
from newsflow.subscribers.enquiries import enquiries
from newsflow.subscribers.enquiries.enquiries import WORDS_CHARACTERS
from newsflow.subscribers.enquiries.offers import make_offer, read_offer, standing
from newsflow.subscribers.enquiries.rows import Enquiry, StepKind, StepRow
from newsflow.web.enquiry_letters import DESK, to_them
from newsflow.web.moments import Moment
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.refused import REFUSALS, Refused, refused


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStep:
    """A step: what, when, by whom of the desk, and in which words."""

    time: Moment
    text: str
    who: str
    words: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """An enquiry."""

    frame: DeskFrame
    address: str
    number: int
    organisation: str
    name: str
    email: str
    language: str
    edition: str
    chosen: str
    """The offer that they chose on the site, "" for none."""
    languages: str
    sections: str
    wants: Sequence[str]
    came: Moment
    subscriber: str
    steps: tuple[CaseStep, ...]
    waiting: str
    """The title of an offer that waits for them."""
    is_closed: bool
    is_there: bool
    """Whether who asked is still known: else nobody can be answered."""
    days: int
    limit_day: int
    invited: str
    """The address that the portal's invitation may be sent to again."""
    offer: OfferFields
    words: str
    most: int
    refused: Refused | None


CASE = page("desk/enquiries/case.html", CasePage)


def routes(desk: Desk) -> list[Route]:
    """An enquiry's address."""
    return [
        Route(
            "/enquiries/{enquiry}",
            signed_in(desk, case, Act.ANSWER_ENQUIRIES),
            methods=["GET", "POST"],
        )
    ]


async def case(visit: Visit) -> Response:
    """The enquiry; or what its form asks for, done, and who asked written to."""
    number = _number(visit)
    if visit.request.method != "POST":
        return await _page(visit, number)
    try:
        async with transaction(visit.desk.pool) as db:
            said = await _done(visit, db, number)
    except REFUSALS as error:
        return await _page(visit, number, error)
    return done(f"{DESK}/{number}", said)


def _number(visit: Visit) -> int:
    given = str(visit.request.path_params["enquiry"])
    if not given.isascii() or not given.isdigit() or len(given) > 18:
        raise NotFoundError("No such enquiry.", given[:40], "See the list of enquiries.")
    return int(given)


async def _done(visit: Visit, db: Connection, number: int) -> str:
    """What the next page says. The letter and the trail are in the transaction of the deed."""
    found = await enquiries.enquiry_of(db, number)
    form, by, now = visit.form, visit.person.id, visit.now
    match form.line("act"):
        case "answer":
            words = form.text("words").strip()
            await enquiries.answer(db, number, words, by, now)
            what, said, letter = "answered", "enquiry_answered", words
        case "trial":
            await make_offer(db, number, trial_of(visit.desk.agency, found), by, now)
            what, said, letter = "offered", "enquiry_offered", ""
        case "contract":
            await make_offer(db, number, contract_of(visit, found), by, now)
            what, said, letter = "offered", "enquiry_offered", ""
        case "close":
            await enquiries.close(db, number, by, now)
            what, said, letter = "closed", "enquiry_closed", ""
        case "invitation":
            return await invite_again(visit, db, found)
        case other:
            raise BadInputError("This form asks for nothing.", other[:40], "Load the page again.")
    if found.email is not None:
        desk = visit.desk
        told = to_them(desk.agency, desk.origin, desk.server_key, found, what, said=letter)
        await send(db, told, now)
    await audit.note(db, visit.hand, said, f"enquiry:{number}", at=now)
    return said


async def _page(visit: Visit, number: int, error: NewsflowError | None = None) -> Response:
    async with reading(visit.desk.pool) as db:
        found = await enquiries.enquiry_of(db, number)
        steps = await enquiries.steps(db, number)
        invited = await invited_mail(visit, db, found)
    if found.confirmed_at is None:
        raise NotFoundError("No such enquiry.", f"{number}.", "Nobody has confirmed it.")
    agency, say = visit.desk.agency, tongue(visit.language).say
    offered = standing(steps)
    context = CasePage(
        frame=await desk_frame(visit, found.organisation or FORGOTTEN),
        address=f"{DESK}/{number}",
        number=number,
        organisation=found.organisation or say(FORGOTTEN),
        name=found.name or "",
        email=found.email or "",
        language=found.edition,
        edition=agency.house(found.edition).name,
        chosen=_chosen(visit, found),
        languages=say(_(", ")).join(_labels(visit, found, "languages")),
        sections=say(_(", ")).join(_labels(visit, found, "sections")),
        wants=(found.wants or "").splitlines(),
        came=times(visit).full(found.asked_at),
        subscriber=found.subscriber or "",
        steps=tuple(_step(visit, step, say) for step in steps),
        waiting=offered[1].title if offered else "",
        is_closed=found.closed_at is not None,
        is_there=found.email is not None,
        days=agency.site.trial_days,
        limit_day=agency.site.trial_limit_day,
        invited=invited,
        offer=fields_of(visit, found),
        words=visit.form.typed("words"),
        most=WORDS_CHARACTERS,
        refused=None if error is None else refused(visit, error),
    )
    return answer(visit, CASE, context, status=200 if error is None else error.status)


def _chosen(visit: Visit, found: Enquiry) -> str:
    offer = asked_for(visit.desk.agency, found)
    return "" if offer is None else in_language(visit.desk.agency, visit.language, offer.labels)


def _labels(visit: Visit, found: Enquiry, table: str) -> list[str]:
    rows = visit.desk.agency.languages if table == "languages" else visit.desk.agency.sections
    codes = found.languages if table == "languages" else found.sections
    labels = {row.code: row.labels.get(visit.language) or row.code for row in rows}
    return [labels.get(code, code) for code in codes]


def _step(visit: Visit, step: StepRow, say: Callable[[str], str]) -> CaseStep:
    offer = read_offer(step)
    return CaseStep(
        time=times(visit).full(step.at),
        text=say(STEPS[StepKind(step.kind)]) + (f": {offer.title}" if offer else ""),
        who=step.name or "",
        words=(step.words or "").splitlines(),
    )
