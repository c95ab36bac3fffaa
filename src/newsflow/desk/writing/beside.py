"""What stands beside the text: slips, suggestions, and the two views; sent again after each save."""

from dataclasses import replace
from functools import partial

from starlette.responses import Response
from starlette.routing import Route

from newsflow.db.pool import reading
from newsflow.desk.frame import answer
from newsflow.desk.visit import Desk, Visit, signed_in
from newsflow.desk.wording import finding_in_words
from newsflow.desk.writing.going_out import going_out, plan_fault
from newsflow.desk.writing.gone import check_readable
from newsflow.desk.writing.sheet import Beside, Check, beside_of
from newsflow.desk.writing.suggesting import Vocabularies, suggestions
from newsflow.domain.checks.finding import Finding, Severity
from newsflow.domain.codes import Action, BlockKind
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.markup import write_markup
from newsflow.newsroom import drafts
from newsflow.newsroom.checking import check_draft
from newsflow.newsroom.release import replaces_of
from newsflow.newsroom.rows import Draft
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue

FIELDS = {"dateline": "place", "sources": "sources_name", "media": "slug"}
"""The editor's field for a field of the version, where it is called otherwise."""

MEND = _("Must be mended:")

BESIDE = page("desk/draft/_beside.html", Beside)


def routes(desk: Desk, known: Vocabularies) -> list[Route]:
    """Where the editor fetches them."""
    return [Route("/drafts/{draft:int}/beside", signed_in(desk, partial(refreshed, known)))]


async def refreshed(known: Vocabularies, visit: Visit) -> Response:
    """The part of the page that follows from what is saved."""
    async with reading(visit.desk.pool) as db:
        found = await drafts.get(db, int(visit.request.path_params["draft"]))
        await check_readable(db, found)
    return answer(visit, BESIDE, await beside(visit, known, found, found.dispatch()))


async def beside(visit: Visit, known: Vocabularies, draft: Draft | None, content: Dispatch) -> Beside:
    """Everything that stands beside that text. An empty page has no slips."""
    planned = None if draft is None else draft.planned
    fault, goes_out = plan_fault(visit, content, planned), going_out(visit, content, planned)
    hours = (_planned(visit, fault),) if fault else ()
    said = "" if fault else goes_out
    if not content.headline and not content.body:
        return beside_of(visit, content, hours, (), said)
    async with reading(visit.desk.pool) as db:
        action = Action.NEW if draft is None else Action(draft.action)
        before = None if draft is None else draft.guid
        number = None if draft is None else draft.id
        replaced = content.replaces if draft is None else await replaces_of(db, draft, content)
        checked = replace(content, replaces=replaced)
        findings = await check_draft(
            db, visit.desk.agency, checked, action, before=before, now=visit.now, draft=number
        )
    suggested = await suggestions(visit, content, known)
    checks = (*hours, *(_check(visit, content, one) for one in findings))
    return beside_of(visit, content, checks, suggested, said)


def _planned(visit: Visit, fault: str) -> Check:
    """What is wrong with the hour that the draft is planned for."""
    mend = tongue(visit.language).say(MEND)
    return Check(field="planned", start=0, end=0, label=mend, text=fault, refuses=True)


def _check(visit: Visit, content: Dispatch, finding: Finding) -> Check:
    """A finding in words, with its place in the editor's field."""
    speaks = tongue(visit.language)
    refuses = finding.severity is Severity.REFUSE
    ahead = 0
    if finding.field == "body" and finding.end > finding.start:
        ahead = _ahead(content, finding.part)
    return Check(
        field=FIELDS.get(finding.field, finding.field),
        start=finding.start + ahead,
        end=finding.end + ahead,
        label=speaks.say(MEND if refuses else _("Look again:")),
        text=finding_in_words(visit, finding),
        refuses=refuses,
    )


def _ahead(content: Dispatch, part: int) -> int:
    """Characters of the body's field before that block's own text: the blocks above it, and its mark."""
    above = write_markup(content.body[:part])
    mark = {BlockKind.SUBHEAD: 3, BlockKind.QUOTE: 2, BlockKind.LIST: 2}.get(content.body[part].kind, 0)
    return (len(above) + 2 if above else 0) + mark
