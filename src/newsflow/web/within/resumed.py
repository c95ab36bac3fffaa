"""After a sign-in in the midst of work: the form that came too late, to be looked at and sent now."""

from dataclasses import dataclass

from starlette.responses import Response

from newsflow.accounts.people import Person
from newsflow.accounts.sessions import Session
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.door import Door
from newsflow.web.within.frame import FaceFrame, answer, frame_of
from newsflow.web.within.kept import Kept, Typed, typed
from newsflow.web.within.visit import Visit, visit_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumedPage:
    """What was typed before the session was over."""

    frame: FaceFrame
    address: str
    fields: tuple[tuple[str, str], ...]
    typed: tuple[Typed, ...]
    had_files: bool


RESUMED = page("web/within/resumed.html", ResumedPage)


async def resume(door: Door, person: Person, key: str, kept: Kept) -> Response:
    """The page with what was typed, in a new session. It does nothing by itself: the person sends it."""
    opened = await door.open(person, key=key)
    response = await resumed(door, opened.session, person, kept)
    door.house.cookie.write(response, opened.secret)
    return response


async def resumed(door: Door, session: Session, person: Person, kept: Kept) -> Response:
    """The same page in a session that is there already: the person signed in in another window."""
    house = door.house
    visit = visit_of(house, door.request, session, person, house.clock(), kind=Visit)
    context = ResumedPage(
        frame=await frame_of(visit, _("Not sent yet")),
        address=kept.address,
        fields=kept.fields,
        typed=typed(kept.fields, tongue(visit.language)),
        had_files=kept.had_files,
    )
    return answer(visit, RESUMED, context)
