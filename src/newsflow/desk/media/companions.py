"""What comes with a file: subtitles and transcript of a video, a graphic in its other formats."""

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.people import Act
from newsflow.db.pool import transaction
from newsflow.desk.frame import done
from newsflow.desk.media.library import FORM_BYTES, store_of
from newsflow.desk.media.one import found_asset, shown
from newsflow.desk.media.words import COMPANIONS
from newsflow.desk.visit import Desk, Visit, signed_in
from newsflow.domain.errors import BadInputError
from newsflow.domain.media import RenditionName
from newsflow.domain.worded import worded
from newsflow.media import Companion, accompany, take_companion
from newsflow.web.within.refused import REFUSALS


def routes(desk: Desk) -> list[Route]:
    """Where such a file is sent."""
    sent = signed_in(desk, beside, Act.WRITE, limit_bytes=FORM_BYTES)
    return [Route("/media/assets/{asset}/companions", sent, methods=["POST"])]


async def beside(visit: Visit) -> Response:
    """A file that comes with another, stored; one of its name takes the place of the one before."""
    found = await found_asset(visit)
    try:
        name, files = visit.form.line("name"), visit.form.files("file")
        if name not in COMPANIONS:
            raise BadInputError("No such rendition.", f"“{name[:40]}”.", "Choose from the list.")
        if not files:
            raise BadInputError("There is no file.", worded("None was chosen."), "Choose one.")
        companion = Companion(name=RenditionName(name), content=files[0].chunks())
        rendition = await take_companion(store_of(visit), found, companion)
    except REFUSALS as error:
        return await shown(visit, found, error)
    async with transaction(visit.desk.pool) as db:
        await accompany(db, found.id, rendition, visit.now)
    return done(f"/desk/media/assets/{found.id}", "files_came")
