"""What a reader notes on an item: saved to their list, unread again, used by their newsroom."""

from starlette.responses import Response
from starlette.routing import Route

from newsflow.db.pool import transaction
from newsflow.db.query import Query, query, run
from newsflow.domain.errors import BadInputError
from newsflow.portal.lines import item_address
from newsflow.portal.opened import opened
from newsflow.portal.visit import Portal, Visit, own, signed_in
from newsflow.web.within.frame import done

_ACTS: dict[str, tuple[Query[None], str]] = {
    "save": (query("portal.save"), "kept"),
    "drop": (query("portal.unsave"), "dropped"),
    "use": (query("portal.use"), "used"),
    "unuse": (query("portal.unuse"), "unused"),
    "unread": (query("portal.unread"), "changed"),
}


async def mark(visit: Visit) -> Response:
    """Back to the item, or for the wire's page nothing but that it is done."""
    does = visit.form.line("does")
    if does not in _ACTS:
        raise BadInputError("There is no such mark.", f"“{does[:40]}”.", f"There are {', '.join(_ACTS)}.")
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
    return done(item_address(found.item.guid), said)


def routes(portal: Portal) -> list[Route]:
    """Where marks are made."""
    return [Route("/items/{guid}/mark", signed_in(portal, mark, of=own), methods=["POST"])]
