"""A person's own page of what is kept of them: the table, all of it as a file, and its end."""

from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.deed import Deed
from newsflow.accounts.erasing import erase_member
from newsflow.db.pool import reading, transaction
from newsflow.domain.errors import NewsflowError
from newsflow.portal.face import PREFIX
from newsflow.portal.privacy.export import kept_of
from newsflow.portal.privacy.table import TABLE
from newsflow.portal.visit import Portal, Visit, own, signed_in
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.frame import FaceFrame, answer, frame_of
from newsflow.web.within.proof import ProofField, proof_field, proved
from newsflow.web.within.refused import REFUSALS, Refused, refused
from newsflow.web.within.retained import KeptLine, check_certain, json_file, kept_lines
from newsflow.web.within.sign_in import signed_out

PRIVACY = f"{PREFIX}/privacy"
DEED = Deed.of("erase my account")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyPage:
    """The page."""

    frame: FaceFrame
    kept: tuple[KeptLine, ...]
    agency: str
    contact: str
    proof: ProofField
    refused: Refused | None


PAGE = page("portal/privacy/page.html", PrivacyPage)


async def show(visit: Visit) -> Response:
    """The page."""
    return await _page(visit)


async def _page(visit: Visit, error: NewsflowError | None = None) -> Response:
    agency = visit.portal.agency
    context = PrivacyPage(
        frame=await frame_of(visit, _("Privacy")),
        kept=kept_lines(tongue(visit.language), visit.portal.kept, TABLE),
        agency=agency.name,
        contact=agency.contact,
        proof=await proof_field(visit, DEED),
        refused=None if error is None else refused(visit, error),
    )
    return answer(visit, PAGE, context, status=200 if error is None else error.status)


async def as_file(visit: Visit) -> Response:
    """All that is kept of whoever asks, as JSON."""
    async with reading(visit.portal.pool) as db:
        made = await kept_of(db, visit.person, visit.now, whole=True)
    return json_file(made, visit.person.id)


async def erase(visit: Visit) -> Response:
    """To the sign-in page; the person is erased, and every session of theirs is over."""
    try:
        check_certain(visit.form)
        hand = await proved(visit, DEED)
        async with transaction(visit.portal.pool) as db:
            await erase_member(db, hand, visit.person, now=visit.now)
    except REFUSALS as error:
        return await _page(visit, error)
    return signed_out(visit.portal)


def routes(portal: Portal) -> list[Route]:
    """Everybody's own."""
    return [
        Route("/privacy", signed_in(portal, show, of=own), methods=["GET", "HEAD"]),
        Route("/privacy/mine.json", signed_in(portal, as_file, of=own), methods=["GET", "HEAD"]),
        Route("/privacy/erase", signed_in(portal, erase, of=own), methods=["POST"]),
    ]
