"""What is done from a legal request's page: items, decide, take back, confirm, enter a reply."""

from collections.abc import Awaitable, Callable

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.people import Act
from newsflow.db.pool import transaction
from newsflow.db.query import Connection
from newsflow.desk.frame import done
from newsflow.desk.legal.case import deed_of, shown
from newsflow.desk.legal.inbox import LEGAL
from newsflow.desk.visit import PREFIX, Desk, Visit, signed_in
from newsflow.domain.codes import ReplyKind
from newsflow.domain.errors import BadInputError, NotFoundError
from newsflow.domain.worded import worded
from newsflow.newsroom.legal import decisions
from newsflow.newsroom.legal.plans import Verdict, read_changes
from newsflow.newsroom.legal.replies import begin_reply
from newsflow.newsroom.legal.requests import locked, set_item
from newsflow.web.within.proof import proved
from newsflow.web.within.refused import REFUSALS


def routes(desk: Desk) -> list[Route]:
    """A request's address, and one for each act."""
    acts: tuple[tuple[str, Callable[[Visit], Awaitable[Response]]], ...] = (
        ("items", items),
        ("decide", decide),
        ("take-back", take_back),
        ("confirm", confirm),
        ("reply", reply),
    )
    return [
        Route("/legal/{request:int}", signed_in(desk, shown, Act.ANSWER_LEGAL)),
        *(
            Route(
                f"/legal/{{request:int}}/{name}",
                signed_in(desk, _or_why_not(act), Act.ANSWER_LEGAL),
                methods=["POST"],
            )
            for name, act in acts
        ),
    ]


def _or_why_not(act: Callable[[Visit], Awaitable[Response]]) -> Callable[[Visit], Awaitable[Response]]:
    async def answered(visit: Visit) -> Response:
        try:
            return await act(visit)
        except (*REFUSALS, NotFoundError) as error:
            return await shown(visit, error)

    return answered


def _number(visit: Visit) -> int:
    number: int = visit.request.path_params["request"]
    return number


def _back(visit: Visit, said: str) -> Response:
    return done(f"{LEGAL}/{_number(visit)}", said)


async def items(visit: Visit) -> Response:
    """Items put to the request, or one taken from it."""
    dropped = visit.form.line("drop")
    async with transaction(visit.desk.pool) as db:
        for guid in [dropped] if dropped else visit.form.text("guids").split():
            await set_item(db, _number(visit), guid, visit.hand, visit.now, dropped=bool(dropped))
    return _back(visit, "saved")


async def decide(visit: Visit) -> Response:
    """What the decision would touch, shown; or the decision, made."""
    form = visit.form
    verdict = form.line("verdict")
    if verdict not in set(Verdict):
        raise BadInputError("Choose what is decided.", worded("Nothing was chosen."), "Choose one.")
    if form.line("does") != "decide":
        return await shown(visit, look=True)
    changes = read_changes(Verdict(verdict), form.text("words"), form.text("put"))
    async with transaction(visit.desk.pool) as db:
        await decisions.decide(
            db,
            visit.desk.agency,
            _number(visit),
            Verdict(verdict),
            hand=visit.hand,
            now=visit.now,
            reason=form.text("reason"),
            changes=changes,
        )
    return _back(visit, "legal_decided")


async def take_back(visit: Visit) -> Response:
    """The waiting decision, taken back."""
    async with transaction(visit.desk.pool) as db:
        await decisions.take_back(db, _number(visit), visit.hand, visit.now)
    return _back(visit, "legal_taken_back")


async def confirm(visit: Visit) -> Response:
    """The waiting decision, carried out by the second person's proof."""
    digest_hex = visit.form.line("digest")
    if not digest_hex:
        raise BadInputError(
            "What is confirmed is missing.", worded("The form lacks it."), "Load the page again."
        )
    hand = await proved(visit, deed_of(_number(visit), digest_hex))
    async with transaction(visit.desk.pool) as db:
        carried = await decisions.confirm(
            db,
            visit.desk.clock,
            visit.desk.agency,
            _number(visit),
            hand=hand,
            digest_hex=digest_hex,
            store=visit.desk.store,
        )
    return _back(visit, "legal_begun" if carried.drafts else "legal_done")


async def reply(visit: Visit) -> Response:
    """A draft of the text that was sent in, which stands as it was given."""
    async with transaction(visit.desk.pool) as db:
        draft = await _begin(db, visit)
    return done(f"{PREFIX}/drafts/{draft}")


async def _begin(db: Connection, visit: Visit) -> int:
    form, number = visit.form, _number(visit)
    kind, guid = form.line("kind"), form.line("guid")
    if guid not in (await locked(db, number)).guids:
        raise BadInputError("Choose what it answers.", guid, "Put the item to this request first.")
    return await begin_reply(
        db,
        visit.desk.agency,
        guid,
        ReplyKind(kind) if kind in set(ReplyKind) else ReplyKind.REPLY,
        headline=form.line("headline"),
        text=form.text("text"),
        hand=visit.hand,
        now=visit.now,
        request=number,
    )
