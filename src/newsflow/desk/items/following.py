"""What is written after an item: an update, a new lead, a correction. Each begins a draft and opens it."""

from dataclasses import dataclass, replace

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.people import Act
from newsflow.db.pool import reading, transaction
from newsflow.desk.frame import DeskFrame, answer, desk_frame, done, times
from newsflow.desk.items.found import Found, ItemHead, find, head_of
from newsflow.desk.items.words import MOVED_ON, STATED
from newsflow.desk.visit import Desk, Visit, signed_in
from newsflow.domain.codes import Action
from newsflow.domain.entry import FOLLOWS
from newsflow.domain.errors import BadInputError, NewsflowError
from newsflow.domain.worded import worded
from newsflow.newsroom import drafts
from newsflow.newsroom.locks import leave
from newsflow.newsroom.next_version import begin_correction, begin_lead, begin_update
from newsflow.newsroom.saves import save
from newsflow.web.moments import Moment
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.refused import REFUSALS, Refused, refused
from newsflow.web.within.views import Sheet, for_subscribers

SENTENCE_CHARACTERS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectPage:
    """Where a correction begins: what was wrong, in a sentence."""

    frame: DeskFrame
    head: ItemHead
    over: str
    is_corrective: bool
    first: Moment
    hours: int
    sentence: str
    most: int
    sheet: Sheet | None
    refused: Refused | None


CORRECT = page("desk/item/correct.html", CorrectPage)


def routes(desk: Desk) -> list[Route]:
    """Their addresses."""
    return [
        Route("/items/{guid}/update", signed_in(desk, updating, Act.WRITE), methods=["POST"]),
        Route("/items/{guid}/lead", signed_in(desk, leading, Act.WRITE), methods=["POST"]),
        Route("/items/{guid}/correct", signed_in(desk, correcting, Act.WRITE), methods=["GET", "POST"]),
    ]


async def updating(visit: Visit) -> Response:
    """A draft of the next version, opened."""
    async with transaction(visit.desk.pool) as db:
        begun = await begin_update(db, visit.request.path_params["guid"], visit.hand, visit.now)
    return done(f"/desk/drafts/{begun.draft}")


async def leading(visit: Visit) -> Response:
    """A draft of a new lead, opened: slug, place and what it replaces are filled in."""
    async with transaction(visit.desk.pool) as db:
        begun = await begin_lead(db, visit.request.path_params["guid"], visit.hand, visit.now)
    return done(f"/desk/drafts/{begun.draft}")


async def correcting(visit: Visit) -> Response:
    """The page, or the correction's draft with its sentence in it, opened."""
    if visit.request.method != "POST":
        return await _shown(visit)
    try:
        draft = await _begin(visit, _sentence(visit))
    except REFUSALS as error:
        return await _shown(visit, error)
    return done(f"/desk/drafts/{draft}")


def _sentence(visit: Visit) -> str:
    """What was wrong. Raises BadInputError."""
    said = " ".join(visit.form.text("sentence").split())
    if not said or len(said) > SENTENCE_CHARACTERS:
        raise BadInputError(
            "Say in a sentence what was wrong.",
            worded("%(count)s characters.", count=len(said)),
            worded("Write 1 to %(most)s.", most=SENTENCE_CHARACTERS),
        )
    return said


async def _begin(visit: Visit, said: str) -> int:
    """The draft; of a corrective the sentence is its note to editors, since it corrects no version of its own."""
    async with transaction(visit.desk.pool) as db:
        guid = visit.request.path_params["guid"]
        begun = await begin_correction(db, visit.desk.agency, guid, visit.hand, visit.now)
        found = await drafts.get(db, begun.draft)
        content = found.dispatch()
        content = replace(content, note=said) if begun.is_corrective else replace(content, correction=said)
        sitting = f"item {visit.session.id}"[:40]
        await save(db, begun.draft, content, visit.hand, visit.now, base_save=found.save, sitting=sitting)
        await leave(db, begun.draft, visit.hand, sitting=sitting)
    return begun.draft


async def _shown(visit: Visit, error: NewsflowError | None = None) -> Response:
    async with reading(visit.desk.pool) as db:
        found = await find(db, visit)
    rules, live = visit.desk.agency.desk, found.live
    context = CorrectPage(
        frame=await desk_frame(visit, _("Correct")),
        head=head_of(visit, found),
        over=_over(visit, found),
        is_corrective=visit.now - found.item.first_at > rules.corrective_after,
        first=times(visit).full(found.item.first_at),
        hours=rules.corrective_after_h,
        sentence=visit.form.text("sentence"),
        most=SENTENCE_CHARACTERS,
        sheet=None if live is None or _over(visit, found) else for_subscribers(live, visit.desk.agency),
        refused=None if error is None else refused(visit, error),
    )
    return answer(visit, CORRECT, context, status=200 if error is None else error.status)


def _over(visit: Visit, found: Found) -> str:
    """Why nothing can be corrected here; "" where it can."""
    say = tongue(visit.language).say
    if Action.CORRECT not in FOLLOWS[found.action]:
        return say(STATED.get(found.action, MOVED_ON))
    if not found.is_text:
        return say(_("Only a text is corrected here. Media are corrected with their series."))
    return (
        "" if found.live is not None else say(_("Its text was erased by order: nothing is left to correct."))
    )
