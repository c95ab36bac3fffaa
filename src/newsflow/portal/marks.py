"""What a reader notes on an item: saved to their list, unread again, used by their newsroom."""

from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import Route

from newsflow.db.pool import transaction
from newsflow.db.query import Query, query, run
from newsflow.domain.errors import BadInputError
from newsflow.domain.worded import worded
from newsflow.portal.face import SAID
from newsflow.portal.item_view import ItemView, view_of
from newsflow.portal.lines import item_address
from newsflow.portal.opened import opened
from newsflow.portal.visit import Portal, Visit, own, signed_in
from newsflow.web.pages import page
from newsflow.web.say import tongue
from newsflow.web.within.frame import answer, done

_ACTS: dict[str, tuple[Query[None], str]] = {
    "save": (query("portal.save"), "kept"),
    "drop": (query("portal.unsave"), "dropped"),
    "use": (query("portal.use"), "used"),
    "unuse": (query("portal.unuse"), "unused"),
    "unread": (query("portal.unread"), "changed"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ActsPart:
    """What can be done with an item, once something was; `said` is what was."""

    item: ItemView
    token: str
    said: str


ACTS = page("portal/item/acts.html", ActsPart)


async def mark(visit: Visit) -> Response:
    """Back to the item; beside the wire, what can be done with it now."""
    does = visit.form.line("does")
    if does not in _ACTS:
        raise BadInputError(
            "There is no such mark.", f"“{does[:40]}”.", worded("There are %(list)s.", list=", ".join(_ACTS))
        )
    statement, said = _ACTS[does]
    async with transaction(visit.portal.pool) as db:
        found = await opened(db, visit, visit.request.path_params["guid"])
        facts = {
            "person": visit.person.id,
            "subscriber": visit.subscriber,
            "guid": found.item.guid,
            "at": visit.now,
        }
        await run(db, statement, facts)
        if visit.form.has("beside"):
            said_so = tongue(visit.language).say(SAID[said])
            view = await view_of(db, visit, found, version=0)
            return answer(visit, ACTS, ActsPart(item=view, token=visit.csrf, said=said_so))
    return done(item_address(found.item.guid), said)


def routes(portal: Portal) -> list[Route]:
    """Where marks are made."""
    return [Route("/items/{guid}/mark", signed_in(portal, mark, of=own), methods=["POST"])]
