"""Groups of companies, and the form that adds a subscriber or a group."""

import re
from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.people import Act, may
from newsflow.db.pool import reading, transaction
from newsflow.desk.frame import DeskFrame, DeskLink, answer, desk_frame, done
from newsflow.desk.subscribers.files import csv_file
from newsflow.desk.subscribers.tabs import tabs
from newsflow.desk.subscribers.words import GROUPS, HERE
from newsflow.desk.visit import Desk, Visit, signed_in
from newsflow.domain.errors import BadInputError, NewsflowError
from newsflow.domain.guid import SubscriberId
from newsflow.newsroom.dealings.books import new_group
from newsflow.newsroom.dealings.contracts import new_subscriber
from newsflow.subscribers.books.groups import check_name, groups
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.within.refused import REFUSALS, Refused, refused

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLine:
    """A group, and how many are in it."""

    id: str
    name: str
    members: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupsPage:
    """The groups, and the forms."""

    frame: DeskFrame
    tabs: tuple[DeskLink, ...]
    lines: tuple[GroupLine, ...]
    address: str
    may_manage: bool
    id: str
    name: str
    refused: Refused | None


GROUPS_PAGE = page("desk/subscribers/groups.html", GroupsPage)


async def show(visit: Visit) -> Response:
    """The page."""
    return await _page(visit)


async def as_file(visit: Visit) -> Response:
    """The groups as CSV."""
    async with reading(visit.desk.pool) as db:
        lines = [(one.id, one.name, one.members) for one in await groups(db)]
    return csv_file("groups.csv", ("id", "name", "subscribers"), lines)


async def change(visit: Visit) -> Response:
    """Back to the page with a new group, on to the page of a new subscriber, or why not."""
    form, now = visit.form, visit.now
    try:
        id_, name = form.line("id"), check_name(form.line("name"))
        if _ID.fullmatch(id_) is None:
            raise BadInputError(
                "This is no short id.", f"“{id_[:80]}”.", "Use small letters, digits and hyphens, 40 at most."
            )
        async with transaction(visit.desk.pool) as db:
            if form.line("act") == "group":
                await new_group(db, visit.hand, id_, name, now=now)
            else:
                await new_subscriber(db, visit.hand, SubscriberId(id_), name, now=now)
    except REFUSALS as error:
        return await _page(visit, error)
    return done(GROUPS if form.line("act") == "group" else f"{HERE}/{id_}", "saved")


async def _page(visit: Visit, error: NewsflowError | None = None) -> Response:
    async with reading(visit.desk.pool) as db:
        found = await groups(db)
    context = GroupsPage(
        frame=await desk_frame(visit, _("Groups")),
        tabs=tabs(visit),
        lines=tuple(GroupLine(id=one.id, name=one.name, members=one.members) for one in found),
        address=GROUPS,
        may_manage=may(visit.person, Act.MANAGE_SUBSCRIBERS),
        id=visit.form.typed("id"),
        name=visit.form.typed("name"),
        refused=None if error is None else refused(visit, error),
    )
    return answer(visit, GROUPS_PAGE, context, status=200 if error is None else error.status)


def routes(desk: Desk) -> list[Route]:
    """The groups' address, and their file's."""
    path = "/subscriber-groups"
    return [
        Route(f"{path}.csv", signed_in(desk, as_file, Act.SEE_SUBSCRIBERS), methods=["GET", "HEAD"]),
        Route(path, signed_in(desk, show, Act.SEE_SUBSCRIBERS), methods=["GET", "HEAD"]),
        Route(path, signed_in(desk, change, Act.MANAGE_SUBSCRIBERS), methods=["POST"]),
    ]
