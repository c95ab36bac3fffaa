"""One request for a second look: the text in full, one proof; approve, refuse; and for whoever asked: withdraw, or alone."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from newsflow.accounts.deed import Deed
from newsflow.accounts.people import Act, Person, by_id, may
from newsflow.accounts.proving import Proof
from newsflow.db.pool import reading, transaction
from newsflow.db.query import Connection, query, row
from newsflow.desk.frame import DeskFrame, answer, desk_frame, done, times
from newsflow.desk.items.found import address_of
from newsflow.desk.media.library import picture
from newsflow.desk.releasing.members import MemberView, sealed_picture, sealed_views, sheet_of
from newsflow.desk.releasing.sentences import whom_it_reaches
from newsflow.desk.releasing.standing import Before, what_was_before
from newsflow.desk.releasing.words import ACTIONS, STATES, why_a_second_look
from newsflow.desk.visit import Desk, Visit, signed_in
from newsflow.domain.codes import Action
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.errors import NewsflowError
from newsflow.newsroom import drafts
from newsflow.newsroom.approvals import Outcome, Request, alone, approve, get, refuse, version_of, withdraw
from newsflow.newsroom.approvals.requests import WHY_CHARACTERS
from newsflow.newsroom.duty import is_on
from newsflow.newsroom.reach import Reach, reach_of
from newsflow.newsroom.rows import Draft, Number
from newsflow.newsroom.series_drafts import Whole, kept
from newsflow.web.moments import Moment
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.changes import Change, compared
from newsflow.web.within.proof import ProofField, proof_field, proved
from newsflow.web.within.refused import REFUSALS, Refused, refused
from newsflow.web.within.views import Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class AloneField:
    """Sending without a second person: from when, and what stands in the way."""

    is_time: bool
    starts: str
    is_on_duty: bool
    proof: ProofField


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalPage:
    """The page of a request."""

    frame: DeskFrame
    address: str
    draft_address: str
    lead_address: str
    item_address: str
    state: str
    is_open: bool
    stopped: str
    """What happened to the item that it follows, so that it cannot go out; "" where nothing did."""
    is_mine: bool
    may_approve: bool
    why: str
    """What was said when it ended."""
    who: str
    asked: Moment
    because: str
    due: Moment | None
    action: str
    sentences: tuple[str, ...]
    """Whom it reaches once somebody answers yes; none where it is answered."""
    digest: str
    sheet: Sheet | None
    members: tuple[MemberView, ...]
    changes: tuple[Change, ...]
    approve: ProofField
    alone: AloneField
    most: int
    mark: str
    fresh: str
    refused: Refused | None


APPROVAL = page("desk/release/approval.html", ApprovalPage)
LEAD_BEHIND = query("desk/releasing.lead_behind", Number)
Doing = Callable[[Visit, str], Awaitable[Outcome | None]]
"""What a button of the page does to the request of that id."""


def routes(desk: Desk) -> list[Route]:
    """The page, its acts, and its state for whoever waits."""

    def act(do: Doing, said: str) -> Callable[[Visit], Awaitable[Response]]:
        async def endpoint(visit: Visit) -> Response:
            return await _acted(visit, do, said)

        return endpoint

    return [
        Route("/approvals/{request}", signed_in(desk, shown)),
        Route("/approvals/{request}/state", signed_in(desk, state)),
        Route("/approvals/{request}/member", signed_in(desk, member)),
        *(
            Route(f"/approvals/{{request}}/{name}", signed_in(desk, act(do, said)), methods=["POST"])
            for name, do, said in (
                ("approve", _approve, "approved"),
                ("alone", _alone, "sent_alone"),
                ("refuse", _refuse, "refused"),
                ("withdraw", _withdraw, "request_withdrawn"),
            )
        ),
    ]


async def shown(visit: Visit) -> Response:
    """The page."""
    return await _shown(visit)


async def state(visit: Visit) -> Response:
    """A line that changes when the page should be loaded again."""
    async with reading(visit.desk.pool) as db:
        asked = await get(db, visit.request.path_params["request"])
    return PlainTextResponse(_mark(visit, asked))


async def member(visit: Visit) -> Response:
    """The picture of what goes out with it, as it was sealed."""
    async with reading(visit.desk.pool) as db:
        asked = await get(db, visit.request.path_params["request"])
        number = visit.request.query_params.get("number", "")
        found = await sealed_picture(db, asked.draft, version_of(asked), number)
    return await picture(visit, found.sha256)


def _mark(visit: Visit, asked: Request) -> str:
    return f"{asked.state} {visit.now >= asked.asked_at + visit.desk.agency.desk.alone_after}"


async def _acted(visit: Visit, do: Doing, said: str) -> Response:
    request = visit.request.path_params["request"]
    try:
        outcome = await do(visit, request)
    except REFUSALS as error:
        return await _shown(visit, error)
    if outcome is not None and outcome.item is not None:
        return done(address_of(outcome.item.guid), said)
    return done(f"/desk/approvals/{request}", said)


def alone_deed(request: str, digest: str) -> Deed:
    """What a passkey is asked to sign for sending alone: this request, this text."""
    return Deed.of("send alone", request, digest)


async def _approve(visit: Visit, request: str) -> Outcome:
    digest = visit.form.line("digest")
    hand = await proved(visit, Deed.of("approve", request, digest or "none"))
    async with transaction(visit.desk.pool) as db:
        return await approve(db, visit.desk.clock, visit.desk.agency, request, hand, digest_hex=digest)


async def _alone(visit: Visit, request: str) -> Outcome:
    digest, reason = visit.form.line("digest"), visit.form.text("reason")
    hand = await proved(visit, alone_deed(request, digest or "none"))
    async with transaction(visit.desk.pool) as db:
        return await alone(
            db, visit.desk.clock, visit.desk.agency, request, hand, digest_hex=digest, reason=reason
        )


async def _refuse(visit: Visit, request: str) -> None:
    async with transaction(visit.desk.pool) as db:
        await refuse(db, visit.desk.clock, request, visit.hand, why=visit.form.text("why"))


async def _withdraw(visit: Visit, request: str) -> None:
    async with transaction(visit.desk.pool) as db:
        await withdraw(db, visit.desk.clock, request, visit.hand, why=visit.form.line("why"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Open:
    """A request with all that its page tells."""

    asked: Request
    draft: Draft
    version: Dispatch | None
    whole: Whole | None
    reach: Reach | None
    before: Before
    ended: Person | None
    lead: int | None
    may_approve: bool
    is_on_duty: bool


async def _open(db: Connection, visit: Visit) -> _Open:
    asked = await get(db, visit.request.path_params["request"])
    draft = await drafts.get(db, asked.draft)
    version = None if asked.body is None else version_of(asked)
    action, is_open = Action(draft.action), asked.state == "open"
    where = {"language": draft.language, "section": draft.section}
    lead = await row(db, LEAD_BEHIND, {"draft": draft.id})
    return _Open(
        asked=asked,
        draft=draft,
        version=version,
        whole=await kept(db, draft.id) if is_open else None,
        reach=await reach_of(db, version, action, visit.now, guid=draft.guid)
        if version and is_open
        else None,
        before=await what_was_before(db, draft),
        ended=None if asked.ended_by is None else await by_id(db, asked.ended_by),
        lead=None if lead is None else lead.number,
        may_approve=may(visit.person, Act.APPROVE, lent=visit.lent) and visit.person.works_for(**where),
        is_on_duty=await is_on(db, visit.person, visit.now, **where),
    )


async def _shown(visit: Visit, error: NewsflowError | None = None) -> Response:
    async with reading(visit.desk.pool) as db:
        found = await _open(db, visit)
    asked, draft, version = found.asked, found.draft, found.version
    speaks, writes = tongue(visit.language), times(visit)
    nobody = speaks.say(_("somebody who is gone"))
    who = found.ended.name if found.ended else nobody
    action = Action(draft.action)
    context = ApprovalPage(
        frame=await desk_frame(visit, _("Approval")),
        address=f"/desk/approvals/{asked.id}",
        draft_address=f"/desk/drafts/{draft.id}",
        lead_address="" if found.lead is None else f"/desk/drafts/{found.lead}",
        item_address=_item_address(asked, draft),
        state=speaks.say(STATES[asked.state], name=who),
        is_open=asked.state == "open",
        stopped=speaks.say(found.before.over) if found.before.over else "",
        is_mine=asked.asked_by == visit.person.id,
        may_approve=found.may_approve,
        why=asked.why,
        who=asked.name or nobody,
        asked=writes.short(asked.asked_at, visit.now),
        because=why_a_second_look(asked.because, speaks),
        due=None if asked.due is None else writes.full(asked.due),
        action=speaks.say(ACTIONS[action]) if action in ACTIONS else action.value,
        sentences=()
        if version is None or found.reach is None or found.before.hides
        else whom_it_reaches(visit, version, found.reach),
        digest=asked.digest_hex,
        sheet=None if version is None or found.before.hides else sheet_of(version, visit.desk.agency),
        members=()
        if version is None or found.before.hides
        else sealed_views(visit, asked.id, found.whole, version),
        changes=await _changes(visit, found),
        approve=await proof_field(visit, asked.deed),
        alone=await _alone_field(visit, asked, is_on_duty=found.is_on_duty),
        most=WHY_CHARACTERS,
        mark=_mark(visit, asked),
        fresh=f"/desk/approvals/{asked.id}/state",
        refused=None if error is None else refused(visit, error),
    )
    return answer(visit, APPROVAL, context, status=200 if error is None else error.status)


async def _changes(visit: Visit, found: _Open) -> tuple[Change, ...]:
    if found.version is None or found.before.copy is None:
        return ()
    return await compared(visit, found.before.copy, found.version)


def _item_address(asked: Request, draft: Draft) -> str:
    """The item that came of it, or whose next version it is."""
    out = draft.released_guid if asked.state in {"approved", "sent_alone"} else None
    guid = out or draft.guid
    return "" if guid is None else address_of(guid)


async def _alone_field(visit: Visit, asked: Request, *, is_on_duty: bool) -> AloneField:
    starts = asked.asked_at + visit.desk.agency.desk.alone_after
    here = starts.astimezone(visit.desk.agency.zoneinfo)
    proof = await proof_field(visit, alone_deed(asked.id, asked.digest_hex))
    return AloneField(
        is_time=visit.now >= starts,
        starts=f"{here:%H:%M:%S}",
        is_on_duty=is_on_duty,
        # Whatever the person may show elsewhere, to send alone takes a passkey (invariant 9).
        proof=replace(proof, kind=Proof.PASSKEY.value),
    )
