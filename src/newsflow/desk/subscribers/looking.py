"""A look into the portal as one of a subscriber's people sees it: the reason is asked, and the master reads it."""

from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.deed import Deed
from newsflow.accounts.looks.looks import LOOK, REASON_CHARACTERS, begin_look
from newsflow.accounts.members import member
from newsflow.accounts.people import Act, Person
from newsflow.db.pool import reading, transaction
from newsflow.desk.frame import DeskFrame, answer, desk_frame
from newsflow.desk.subscribers.words import HERE
from newsflow.desk.visit import Desk, Visit, seen_after, signed_in
from newsflow.domain.errors import NewsflowError
from newsflow.domain.guid import SubscriberId
from newsflow.subscribers.contracts import subscriber_named
from newsflow.web.cookies import Cookie
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.within.face import PORTAL_COOKIE, PORTAL_PREFIX
from newsflow.web.within.proof import ProofField, proof_field, proved
from newsflow.web.within.refused import REFUSALS, Refused, refused


@dataclass(frozen=True, slots=True, kw_only=True)
class LookPage:
    """The form that asks why."""

    frame: DeskFrame
    address: str
    back: str
    name: str
    person: str
    minutes: int
    because: str
    most: int
    proof: ProofField
    refused: Refused | None


LOOK_PAGE = page("desk/subscribers/look.html", LookPage)


async def show(visit: Visit) -> Response:
    """The form."""
    return await _page(visit)


async def begin(visit: Visit) -> Response:
    """On to the portal, as that person sees it; or the form with why not."""
    subscriber, person = await _asked(visit)
    try:
        hand = await proved(visit, _deed(person))
        async with transaction(visit.desk.pool) as db:
            opened = await begin_look(
                db,
                hand,
                subscriber,
                person.id,
                visit.form.text("because"),
                address=visit.desk.address_of(visit.request),
                now=visit.now,
            )
    except REFUSALS as error:
        return await _page(visit, error)
    response = seen_after(f"{PORTAL_PREFIX}/")
    Cookie(PORTAL_COOKIE, https=visit.desk.is_https).write(response, opened.secret)
    return response


async def _asked(visit: Visit) -> tuple[SubscriberId, Person]:
    names = visit.request.path_params
    subscriber = SubscriberId(str(names["subscriber"]))
    async with reading(visit.desk.pool) as db:
        return subscriber, await member(db, subscriber, str(names["person"]))


def _deed(person: Person) -> Deed:
    return Deed.of("see as", person.id)


async def _page(visit: Visit, error: NewsflowError | None = None) -> Response:
    subscriber, person = await _asked(visit)
    async with reading(visit.desk.pool) as db:
        name = (await subscriber_named(db, subscriber)).name
    back = f"{HERE}/{subscriber}"
    context = LookPage(
        frame=await desk_frame(visit, _("See the portal as they do")),
        address=f"{back}/people/{person.id}",
        back=back,
        name=name,
        person=person.name,
        minutes=int(LOOK.total_seconds()) // 60,
        because=visit.form.typed("because"),
        most=REASON_CHARACTERS,
        proof=await proof_field(visit, _deed(person)),
        refused=None if error is None else refused(visit, error),
    )
    return answer(visit, LOOK_PAGE, context, status=200 if error is None else error.status)


def routes(desk: Desk) -> list[Route]:
    """The form's address."""
    path = "/subscribers/{subscriber}/people/{person}"
    return [
        Route(path, signed_in(desk, show, Act.SEE_AS), methods=["GET", "HEAD"]),
        Route(path, signed_in(desk, begin, Act.SEE_AS), methods=["POST"]),
    ]
