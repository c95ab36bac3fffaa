"""What an edition put right: corrections with what was wrong, and kills, of which nothing is repeated."""

from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response

from newsflow.db.pool import transaction
from newsflow.db.query import rows
from newsflow.domain.codes import Action
from newsflow.domain.content import read
from newsflow.domain.typeset import typeset
from newsflow.newsroom.editions.shown import AFTER_ALL
from newsflow.site import address
from newsflow.site.edition import Edition, House
from newsflow.site.lists import page_before
from newsflow.site.public import correction
from newsflow.site.rows import PUT_RIGHT, PutRightRow
from newsflow.web.frame import Frame
from newsflow.web.moments import Moment
from newsflow.web.pages import page

LENGTH = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class PutRight:
    """A correction, or a kill: then without a headline."""

    address: str
    headline: str | None
    guid: str
    text: str
    time: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionsPage:
    """What the page of corrections shows."""

    frame: Frame
    house: House
    entries: tuple[PutRight, ...]
    older: str | None
    newest: str | None


CORRECTIONS = page("site/corrections/page.html", CorrectionsPage)


async def corrections(edition: Edition, request: Request) -> Response:
    """What was wrong, newest first, `LENGTH` on a page."""
    before, now = page_before(request), edition.site.clock()
    facts = {"edition": edition.code, "before": before, "limit": LENGTH + 1}
    async with transaction(edition.site.pool) as db:
        found = await rows(db, PUT_RIGHT, facts)
    here, own = address.corrections(edition.code), edition.words.site
    elsewhere = {code: address.corrections(code) for code in edition.site.editions if code != edition.code}
    is_newest = before == AFTER_ALL
    context = CorrectionsPage(
        frame=edition.frame(
            own.corrections,
            here,
            description=own.corrections_text,
            elsewhere=elsewhere if is_newest else None,
            robots=None if is_newest else "noindex, follow",
        ),
        house=edition.around(now, elsewhere=elsewhere),
        entries=tuple(_entry(edition, row, now) for row in found[:LENGTH]),
        older=f"{here}?before={found[LENGTH - 1].seq}" if len(found) > LENGTH else None,
        newest=None if is_newest else here,
    )
    return edition.site.pages.answer(request, CORRECTIONS, context)


def _entry(edition: Edition, found: PutRightRow, now: datetime) -> PutRight:
    if found.action == Action.KILL or found.headline is None:
        where, headline = address.without_words(edition.code, found.guid), None
        first = edition.times.full(found.first_at)
        text = edition.words.site.cancelled_text.format(date=first.text)
    else:
        where = address.dispatch(edition.code, found.guid, found.headline)
        headline = typeset(found.headline, edition.code)
        versions = [read(body) for body in (found.body, found.body_before) if body]
        allowed = (found.headline, found.deck or "", " ".join(found.summary or ()))
        text = correction(edition, found.correction, versions, allowed)
    return PutRight(
        address=where,
        headline=headline,
        guid=found.guid,
        text=text,
        time=edition.times.short(found.at, now),
    )
