"""The release: what was found, what will happen in a sentence, at once or at an hour, and whether a second look is asked."""

from dataclasses import dataclass, replace

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.people import Act, may
from newsflow.db.pool import reading, transaction
from newsflow.db.query import Connection
from newsflow.desk.frame import DeskFrame, answer, desk_frame, done
from newsflow.desk.items.found import address_of
from newsflow.desk.releasing.members import MemberView, as_it_goes, proposed_views, sheet_of
from newsflow.desk.releasing.sentences import Outlook, sentences
from newsflow.desk.releasing.slips import Slip, passed_by, slips_of
from newsflow.desk.releasing.standing import what_was_before
from newsflow.desk.releasing.words import ACTIONS, DRAFT_STATES
from newsflow.desk.translating.ordering import Choice, choices_for, order_chosen, orders_for
from newsflow.desk.translating.words import holds_choices
from newsflow.desk.visit import Desk, Visit, signed_in
from newsflow.desk.writing.going_out import plan_fault, zone_words
from newsflow.domain.codes import Action
from newsflow.domain.errors import NewsflowError
from newsflow.domain.second_look import second_look
from newsflow.newsroom import drafts
from newsflow.newsroom.approvals import Outcome, ask, request_of
from newsflow.newsroom.checking import check_draft
from newsflow.newsroom.duty import who_for
from newsflow.newsroom.reach import reach_of
from newsflow.newsroom.release import replaces_of
from newsflow.newsroom.rows import Draft
from newsflow.web.hours import read_hour, shown_hour
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.changes import Change, compared
from newsflow.web.within.refused import REFUSALS, Refused, refused
from newsflow.web.within.views import Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasePage:
    """The page before a release."""

    frame: DeskFrame
    address: str
    sheet: Sheet | None
    members: tuple[MemberView, ...]
    changes: tuple[Change, ...]
    """Against what is on the wire, of an item's next version."""
    item_address: str
    moved_on: int
    """The item's version, when it is not the one that the draft was begun from; else 0."""
    action: str
    over: str
    over_address: str
    may_release: bool
    sentences: tuple[str, ...]
    slips: tuple[Slip, ...]
    stops: bool
    """Whether something must be mended first."""
    due: str
    plan_fault: str
    """Why it cannot go out at the hour that it is planned for."""
    zone: str
    languages: tuple[Choice, ...]
    """Languages that can be ordered with the release."""
    holds: tuple[Choice, ...]
    refused: Refused | None
    button: str


RELEASE = page("desk/release/page.html", ReleasePage)


def routes(desk: Desk) -> list[Route]:
    """The page's address."""
    return [
        Route("/drafts/{draft:int}/release", signed_in(desk, releasing, Act.WRITE), methods=["GET", "POST"])
    ]


async def releasing(visit: Visit) -> Response:
    """The page, or the release."""
    number = int(visit.request.path_params["draft"])
    if visit.request.method != "POST":
        return await _shown(visit, number)
    try:
        due = read_hour(visit.form.line("due"), visit.desk.agency.zoneinfo)
        async with transaction(visit.desk.pool) as db:
            if visit.form.has("into"):
                guid = (await drafts.get(db, number)).guid
                await order_chosen(db, visit, guid=guid, draft=number if guid is None else None)
            outcome = await ask(
                db,
                visit.desk.clock,
                visit.desk.agency,
                number,
                visit.hand,
                due=due,
                passed=passed_by(visit.form),
            )
    except REFUSALS as error:
        return await _shown(visit, number, error)
    return _on(outcome)


def _on(outcome: Outcome) -> Response:
    """Where the release has led: its request, the board, or the item."""
    if outcome.request is not None:
        return done(f"/desk/approvals/{outcome.request.id}", "asked")
    if outcome.item is not None:
        return done(address_of(outcome.item.guid), "released")
    return done("/desk/", "scheduled")


async def _shown(visit: Visit, number: int, error: NewsflowError | None = None) -> Response:
    async with reading(visit.desk.pool) as db:
        draft = await drafts.get(db, number)
        over_address = await _over_address(db, draft)
        before = await what_was_before(db, draft)
        languages = choices_for(visit, draft.language, await orders_for(db, draft))
        goes = await as_it_goes(db, draft, visit.desk.agency, visit)
        version, action = goes.version, Action(draft.action)
        outlook = await _outlook(db, visit, draft)
        checked = replace(version, replaces=await replaces_of(db, draft, version))
        found = await check_draft(
            db,
            visit.desk.agency,
            checked,
            action,
            before=draft.guid,
            now=visit.now,
            draft=number,
            members=goes.members,
        )
    slips = slips_of(visit, number, goes.missing, found)
    over = DRAFT_STATES.get(draft.state, "") or before.over
    speaks = tongue(visit.language)
    planned = shown_hour(draft.planned, visit.desk.agency.zoneinfo)
    works = visit.person.works_for(language=draft.language, section=draft.section)
    context = ReleasePage(
        frame=await desk_frame(visit, _("Release")),
        address=f"/desk/drafts/{number}",
        sheet=None if before.hides else sheet_of(version, visit.desk.agency),
        members=proposed_views(visit, draft, goes),
        changes=() if before.copy is None else await compared(visit, before.copy, version),
        item_address="" if draft.guid is None else address_of(draft.guid),
        moved_on=before.moved_on,
        action=speaks.say(ACTIONS[action]) if action in ACTIONS else action.value,
        over=speaks.say(over) if over else "",
        over_address=over_address,
        may_release=works and may(visit.person, Act.RELEASE, lent=visit.lent),
        sentences=sentences(visit, version, outlook),
        slips=slips,
        stops=any(slip.refuses for slip in slips),
        due=visit.form.typed("due", planned),
        plan_fault="" if visit.form.has("due") else plan_fault(visit, version, draft.planned),
        zone=zone_words(visit, draft.planned),
        languages=languages,
        holds=holds_choices(visit) if draft.guid is None else (),
        refused=None if error is None else refused(visit, error),
        button=speaks.say(_("Ask for approval") if outlook.because else _("Release")),
    )
    return answer(visit, RELEASE, context, status=200 if error is None else error.status)


async def _over_address(db: Connection, draft: Draft) -> str:
    """Where a draft that cannot be released now is looked at instead."""
    if draft.state == "for_approval":
        request = await request_of(db, draft.id)
        return "" if request is None else f"/desk/approvals/{request.id}"
    guid = draft.released_guid or draft.guid
    return "" if guid is None else address_of(guid)


async def _outlook(db: Connection, visit: Visit, draft: Draft) -> Outlook:
    """What a release now would do."""
    version, action, agency = draft.dispatch(), Action(draft.action), visit.desk.agency
    on = await who_for(db, visit.now, language=version.language, section=version.section)
    at = max(visit.now, draft.planned or visit.now)
    look = second_look(version, action, agency, at=at, on_duty=len(on))
    return Outlook(
        reach=await reach_of(db, version, action, visit.now, guid=draft.guid),
        because=look.because if look.is_needed else "",
        others_on_duty=len(on - {visit.person.id}),
        planned=draft.planned if draft.planned and draft.planned > visit.now else None,
    )
