"""The page of a dispatch that is not shown any more. It says what happened, and nothing of what it said."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from newsflow.domain.codes import Action
from newsflow.domain.edition import Because
from newsflow.site import address
from newsflow.site.edition import Edition, House
from newsflow.site.rows import PageRow
from newsflow.web.frame import Frame
from newsflow.web.pages import page


@dataclass(frozen=True, slots=True, kw_only=True)
class GonePage:
    """What stands in the place of a dispatch. Its id is all that it keeps."""

    frame: Frame
    house: House
    title: str
    text: str
    guid: str
    is_killed: bool
    front: str


GONE = page("site/dispatch/gone.html", GonePage)


def gone(edition: Edition, request: Request, found: PageRow) -> Response:
    """410 for what will not come back, 404 for what is being checked; never the headline, never stored."""
    kind, status = _kind(found)
    own = edition.words.site
    said = {
        Because.KILLED: own.killed,
        Because.WITHDRAWN: own.withdrawn,
        Because.HELD: own.held,
    }.get(kind, own.hidden)
    context = GonePage(
        frame=edition.frame(said.title, "", robots="noindex"),
        house=edition.around(edition.site.clock()),
        title=said.title,
        text=said.text,
        guid=found.guid,
        is_killed=kind is Because.KILLED,
        front=address.front(edition.code),
    )
    # The address may still say what the headline said; this one, which every link of ours has from now on, does not.
    where = address.without_words(edition.code, found.guid)
    return edition.site.pages.answer(
        request,
        GONE,
        context,
        status=status,
        headers={"Cache-Control": "no-store", "Content-Location": where},
    )


def _kind(found: PageRow) -> tuple[Because, int]:
    """What the wire says comes first; then what the log says."""
    stopped = {Action.KILL: Because.KILLED, Action.WITHDRAW: Because.WITHDRAWN, Action.HOLD: Because.HELD}
    kind = stopped.get(Action(found.item_action))
    if kind is None:
        waits = found.item_action == Action.REDACT and found.item_seq > found.wire_seq
        kind = Because.HELD if waits or found.because == Because.HELD else Because.EDITOR
    return kind, 404 if kind is Because.HELD else 410
