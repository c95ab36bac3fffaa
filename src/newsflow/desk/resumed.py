"""After a sign-in in the midst of work: the form that came too late, to be looked at and sent now."""

from dataclasses import dataclass

from starlette.responses import Response

from newsflow.accounts.people import Person
from newsflow.desk.door import Door
from newsflow.desk.frame import DeskFrame, answer, desk_frame
from newsflow.desk.kept import Kept, Typed, typed
from newsflow.desk.visit import visit_of
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumedPage:
    """What was typed before the session was over."""

    frame: DeskFrame
    address: str
    fields: tuple[tuple[str, str], ...]
    typed: tuple[Typed, ...]
    had_files: bool


RESUMED = page("desk/resumed.html", ResumedPage)


async def resume(door: Door, person: Person, key: str, kept: Kept) -> Response:
    """The page with what was typed, in a new session. It does nothing by itself: the person sends it."""
    opened = await door.open(person, key=key)
    desk = door.desk
    visit = visit_of(desk, door.request, opened.session, person, desk.clock())
    context = ResumedPage(
        frame=await desk_frame(visit, _("Not sent yet")),
        address=kept.address,
        fields=kept.fields,
        typed=typed(kept.fields, tongue(visit.language)),
        had_files=kept.had_files,
    )
    response = answer(visit, RESUMED, context)
    desk.cookie.write(response, opened.secret)
    return response
