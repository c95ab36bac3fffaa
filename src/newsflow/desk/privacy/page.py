"""A person's own page of what is kept of them at the desk: the table, all of it as a file, and its end."""

from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.deed import Deed
from newsflow.accounts.erasing import erase_of_desk
from newsflow.db.pool import reading, transaction
from newsflow.desk.frame import DeskFrame, answer, desk_frame
from newsflow.desk.privacy.export import kept_of
from newsflow.desk.privacy.table import TABLE
from newsflow.desk.visit import PREFIX, Desk, Visit, signed_in
from newsflow.domain.errors import NewsflowError
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.proof import ProofField, proof_field, proved
from newsflow.web.within.refused import REFUSALS, Refused, refused
from newsflow.web.within.retained import KeptLine, check_certain, json_file, kept_lines
from newsflow.web.within.sign_in import signed_out

PRIVACY = f"{PREFIX}/privacy"
DEED = Deed.of("erase my account")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyPage:
    """The page."""

    frame: DeskFrame
    kept: tuple[KeptLine, ...]
    agency: str
    contact: str
    days: int
    """For how long the name stays under what they released."""
    proof: ProofField
    refused: Refused | None


PAGE = page("desk/privacy/page.html", PrivacyPage)


async def show(visit: Visit, error: NewsflowError | None = None) -> Response:
    """The page."""
    agency, kept = visit.desk.agency, visit.desk.kept
    context = PrivacyPage(
        frame=await desk_frame(visit, _("Privacy")),
        kept=kept_lines(tongue(visit.language), kept, TABLE),
        agency=agency.name,
        contact=agency.contact,
        days=kept.desk_names.days,
        proof=await proof_field(visit, DEED),
        refused=None if error is None else refused(visit, error),
    )
    return answer(visit, PAGE, context, status=200 if error is None else error.status)


async def as_file(visit: Visit) -> Response:
    """All that is kept of whoever asks, as JSON."""
    async with reading(visit.desk.pool) as db:
        made = await kept_of(db, visit.person, visit.now, whole=True)
    return json_file(made, visit.person.id)


async def erase(visit: Visit) -> Response:
    """To the sign-in page; the person is erased, and every session of theirs is over."""
    try:
        check_certain(visit.form)
        hand = await proved(visit, DEED)
        async with transaction(visit.desk.pool) as db:
            await erase_of_desk(db, hand, visit.person, now=visit.now)
    except REFUSALS as error:
        return await show(visit, error)
    return signed_out(visit.desk)


def routes(desk: Desk) -> list[Route]:
    """Everybody's own."""
    return [
        Route("/privacy", signed_in(desk, show), methods=["GET", "HEAD"]),
        Route("/privacy/mine.json", signed_in(desk, as_file), methods=["GET", "HEAD"]),
        Route("/privacy/erase", signed_in(desk, erase), methods=["POST"]),
    ]
