"""Saving a translation: by hand and while one types; what a machine wrote, accepted; the slips, fetched again."""

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.people import Act
from newsflow.db.pool import reading, transaction
from newsflow.db.query import Connection
from newsflow.desk.frame import answer, done
from newsflow.desk.translating.rows import pairs_as_shown, place_of, read_rows
from newsflow.desk.translating.sides import PairSlips, Slip
from newsflow.desk.visit import Desk, Visit, signed_in
from newsflow.desk.wording import finding_in_words
from newsflow.desk.writing.fields import ReadForm
from newsflow.desk.writing.saving import autosaved
from newsflow.domain.checks.finding import Finding, Severity
from newsflow.domain.codes import Action
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.errors import BadInputError, ConflictError
from newsflow.domain.pair.align import Pair
from newsflow.domain.worded import worded
from newsflow.newsroom import drafts
from newsflow.newsroom.checking import check_draft
from newsflow.newsroom.rows import Draft
from newsflow.newsroom.translation.machine_marks import accept
from newsflow.newsroom.translation.pairing import Beside, beside_of
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue

ACCEPTED_AT_ONCE = 1_000
SLIPS = page("desk/translation/_slips.html", PairSlips)


def routes(desk: Desk) -> list[Route]:
    """Where an open translation saves to while one types, and what it fetches."""
    write, post = Act.WRITE, ["POST"]
    return [
        Route("/drafts/{draft:int}/translate/autosave", signed_in(desk, autosave, write), methods=post),
        Route("/drafts/{draft:int}/translate/accept", signed_in(desk, accepting, write), methods=post),
        Route("/drafts/{draft:int}/translate/beside", signed_in(desk, refreshed)),
    ]


async def autosave(visit: Visit) -> Response:
    """A save while one types."""
    return await autosaved(visit, rows_read)


async def rows_read(db: Connection, visit: Visit, draft: Draft) -> ReadForm:
    """What the form's rows hold."""
    content = draft.dispatch()
    beside = await held(db, content, draft.id)
    return ReadForm(read_rows(visit.form, content, beside.original), draft.planned, {})


async def held(db: Connection, content: Dispatch, draft: int) -> Beside:
    """The original of a draft. Raises ConflictError where it is no translation of a text that is held here."""
    beside = await beside_of(db, content, draft)
    if beside is None:
        raise ConflictError(
            "This is no translation of a text held here.",
            worded("Draft %(draft)s.", draft=draft),
            "Write it in the editor.",
        )
    return beside


async def accepting(visit: Visit) -> Response:
    """A machine's sentences, accepted as they are. A page with scripts stays where it is."""
    await accepted(visit, int(visit.request.path_params["draft"]))
    return Response(status_code=204)


async def accepted(visit: Visit, number: int) -> None:
    """Nothing; the sentences that the form's pressed buttons name may go as the machine gave them."""
    asked = visit.form.texts("accept")
    if len(asked) > ACCEPTED_AT_ONCE or any(len(one) != 64 or not one.isalnum() for one in asked):
        raise BadInputError(
            "This names no sentence.", worded("%(count)s marks.", count=len(asked)), "Load the page again."
        )
    try:
        digests = {bytes.fromhex(one) for one in asked}
    except ValueError:
        raise BadInputError("This names no sentence.", asked[0][:40], "Load the page again.") from None
    async with transaction(visit.desk.pool) as db:
        await accept(db, number, digests, visit.hand, visit.now)


async def refreshed(visit: Visit) -> Response:
    """The slips of what is saved; `?rows=` says how the open page lays its paragraphs."""
    number = int(visit.request.path_params["draft"])
    async with reading(visit.desk.pool) as db:
        draft = await drafts.get(db, number)
        content = draft.dispatch()
        beside = await beside_of(db, content, number)
        if beside is None:
            return done(f"/desk/drafts/{number}/beside")
        pairs = pairs_as_shown(visit.request.query_params.get("rows", ""), beside.original, content)
        checks = await slips(db, visit, draft, pairs)
    return answer(visit, SLIPS, PairSlips(slips=checks))


async def slips(db: Connection, visit: Visit, draft: Draft, pairs: tuple[Pair, ...]) -> tuple[Slip, ...]:
    """What the checks find, what must be mended first, each with its place on the page."""
    content = draft.dispatch()
    findings = await check_draft(
        db,
        visit.desk.agency,
        content,
        Action(draft.action),
        before=draft.guid,
        now=visit.now,
        draft=draft.id,
    )
    found = [_slip(visit, draft.id, one, pairs, content) for one in findings]
    return tuple(sorted(found, key=lambda one: not one.refuses))


def _slip(visit: Visit, draft: int, one: Finding, pairs: tuple[Pair, ...], content: Dispatch) -> Slip:
    speaks = tongue(visit.language)
    refuses = one.severity is Severity.REFUSE
    place = place_of(one, pairs, content)
    return Slip(
        address=f"#{place.field}" if place else f"/desk/drafts/{draft}#{one.field}",
        jump=place.field if place else "",
        start=place.start if place else 0,
        end=place.end if place else 0,
        label=speaks.say(_("Must be mended:") if refuses else _("Look again:")),
        text=finding_in_words(visit, one),
        refuses=refuses,
    )
