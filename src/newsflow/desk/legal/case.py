"""A legal request's page: what is asked, about which items, what was decided, and all that it touches before it does."""

from dataclasses import dataclass

from starlette.responses import Response

from newsflow.accounts.deed import Deed
from newsflow.db.pool import reading
from newsflow.db.query import Connection
from newsflow.desk.frame import DeskFrame, answer, desk_frame, times
from newsflow.desk.legal.inbox import LEGAL, urgency_of
from newsflow.desk.legal.views import LegalItem, PlanView, items_of, plan_view
from newsflow.desk.legal.words import DOES, ENDED, KINDS, STATES, VERDICTS
from newsflow.desk.visit import Visit
from newsflow.domain.errors import BadInputError, NewsflowError, NotAllowedError
from newsflow.domain.redaction import MARK
from newsflow.newsroom.legal.decisions import Decision, check_other, decisions_of, plan_of_waiting
from newsflow.newsroom.legal.plans import Plan, Verdict, plan_of, read_changes
from newsflow.newsroom.legal.requests import Asker, Kind, Request, asker_of, request_of
from newsflow.web.forms import Form
from newsflow.web.moments import Moment
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.proof import ProofField, proof_field
from newsflow.web.within.refused import REFUSALS, Refused, refused


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHead:
    """What is asked, by whom, until when."""

    number: int
    address: str
    kind: str
    asked_by: str
    law: str
    file_number: str
    came: Moment
    due: Moment
    urgency: str
    state: str
    is_open: bool
    is_closed: bool
    entered_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLine:
    """A decision, and who gave both words for it."""

    verdict: str
    state: str
    reason: str
    decided_by: str
    decided: Moment
    confirmed_by: str
    ended: Moment | None
    order: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictChoice:
    """A verdict and what it does."""

    code: str
    text: str
    does: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideFields:
    """What was typed."""

    words: str = ""
    put: str = MARK
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyFields:
    """What was typed of a reply that was refused; `given` says whether one was."""

    given: bool
    guid: str
    kind: str
    headline: str
    text: str

    @classmethod
    def of(cls, form: Form) -> "ReplyFields":
        """As the form has them."""
        named = {name: form.typed(name) for name in ("guid", "kind", "headline", "text")}
        return cls(given=form.has("headline"), **named)


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """The page of a request."""

    frame: DeskFrame
    head: CaseHead
    asker: Asker | None
    items: tuple[LegalItem, ...]
    plan: PlanView | None
    """What the waiting decision, or the one being looked at, touches."""
    decisions: tuple[DecisionLine, ...]
    choices: tuple[VerdictChoice, ...]
    fields: DecideFields
    reply: ReplyFields
    not_yours: str
    """Why this person may not confirm; "" when they may, or nothing waits."""
    proof: ProofField | None
    refused: Refused | None


CASE = page("desk/legal/case.html", CasePage)


def deed_of(request: int, digest_hex: str) -> Deed:
    """What the second person's proof is for: this request, touching exactly this."""
    return Deed.of("confirm a legal decision", str(request), digest_hex)


async def shown(visit: Visit, error: NewsflowError | None = None, *, look: bool = False) -> Response:
    """The request; with `look` what the typed decision would touch; with `error` why a form was refused."""
    request: int = visit.request.path_params["request"]
    async with reading(visit.desk.pool) as db:
        asked, made = await request_of(db, request), await decisions_of(db, request)
        asker = await asker_of(db, request)
        items = await items_of(db, visit, asked.guids)
        plan, error = await _plan(db, visit, asked, look=look, error=error)
        view = None if plan is None else await plan_view(db, visit, plan)
    waits = asked.state == "decided"
    not_yours = _not_yours(visit, made[0]) if waits else ""
    may_confirm = waits and plan is not None and not not_yours
    proof = await proof_field(visit, deed_of(request, plan.digest_hex)) if plan and may_confirm else None
    form, chosen = visit.form, visit.form.text("verdict") or asked.kind
    say = tongue(visit.language).say
    context = CasePage(
        frame=await desk_frame(visit, say(_("Legal request %(number)s"), number=request)),
        head=_head(visit, asked),
        asker=asker,
        items=items,
        plan=view,
        decisions=tuple(_decision(visit, one) for one in made),
        choices=tuple(
            VerdictChoice(
                code=one.value, text=say(VERDICTS[one]), does=say(DOES[one]), chosen=one.value == chosen
            )
            for one in Verdict
        ),
        fields=DecideFields(
            words=form.text("words"),
            put=form.text("put") if form.has("put") else MARK,
            reason=form.text("reason"),
        ),
        reply=ReplyFields.of(form),
        not_yours=not_yours,
        proof=proof,
        refused=None if error is None else refused(visit, as_refusal(error)),
    )
    return answer(visit, CASE, context, status=200 if error is None else error.status)


def as_refusal(error: NewsflowError) -> NewsflowError:
    """The error as one that a form's page shows: an item that is not there or is erased is a field that is wrong."""
    if isinstance(error, REFUSALS):
        return error
    return BadInputError(error.what, error.which, error.what_now)


async def _plan(
    db: Connection, visit: Visit, asked: Request, *, look: bool, error: NewsflowError | None
) -> tuple[Plan | None, NewsflowError | None]:
    """What waits, or what is looked at; and the error, which may be that it cannot be done as things stand."""
    agency, verdict = visit.desk.agency, visit.form.text("verdict")
    try:
        if asked.state == "decided":
            return await plan_of_waiting(db, agency, asked.id, visit.now), error
        if look and verdict in set(Verdict):
            changes = read_changes(Verdict(verdict), visit.form.text("words"), visit.form.text("put"))
            return (
                await plan_of(db, agency, Verdict(verdict), asked.guids, changes=changes, now=visit.now),
                error,
            )
    except NewsflowError as impossible:
        return None, error or impossible
    return None, error


def _head(visit: Visit, asked: Request) -> CaseHead:
    say, shows = tongue(visit.language).say, times(visit)
    return CaseHead(
        number=asked.id,
        address=f"{LEGAL}/{asked.id}",
        kind=say(KINDS[Kind(asked.kind)]),
        asked_by=asked.asked_by,
        law=asked.law,
        file_number=asked.file_number or f"legal:{asked.id}",
        came=shows.full(asked.came_at),
        due=shows.full(asked.due_at),
        urgency=urgency_of(asked, visit.now),
        state=say(STATES[asked.state]),
        is_open=asked.state == "open",
        is_closed=asked.state == "closed",
        entered_by=asked.name or asked.opened_by,
    )


def _decision(visit: Visit, made: Decision) -> DecisionLine:
    say, shows = tongue(visit.language).say, times(visit)
    return DecisionLine(
        verdict=say(VERDICTS[Verdict(made.verdict)]),
        state=say(ENDED[made.state]),
        reason=made.reason,
        decided_by=made.name or made.decided_by,
        decided=shows.full(made.decided_at),
        confirmed_by=made.confirmer or made.confirmed_by or "",
        ended=None if made.ended_at is None else shows.full(made.ended_at),
        order=made.erasure,
    )


def _not_yours(visit: Visit, waiting: Decision) -> str:
    say = tongue(visit.language).say
    if waiting.decided_by == visit.person.id:
        return say(_("You decided this. Another person confirms it."))
    try:
        check_other(waiting, visit.hand)
    except NotAllowedError:
        return say(_("This is confirmed with another key, in another session, than it was decided with."))
    return ""
