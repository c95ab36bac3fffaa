"""The item's page: the whole dispatch as the contract allows, and all that belongs to it. Opening it is a taking."""

from starlette.responses import Response
from starlette.routing import Route

from newsflow.db.pool import reading, transaction
from newsflow.db.query import query, run
from newsflow.domain.errors import NotFoundError
from newsflow.domain.worded import worded
from newsflow.portal.item_view import ItemPage, ItemPart, view_of
from newsflow.portal.opened import Opened, opened, taken
from newsflow.portal.visit import Portal, Visit, own, signed_in
from newsflow.web.pages import page
from newsflow.web.within.frame import answer, frame_of

ITEM = page("portal/item/page.html", ItemPage)
BESIDE = page("portal/item/beside.html", ItemPart)

_READ = query("portal.read")


async def show(visit: Visit) -> Response:
    """The item, or with `?version=` what changed in that version; with `?beside=1` as it stands beside the wire."""
    params = visit.request.query_params
    async with reading(visit.portal.pool) as db:
        found = await opened(db, visit, visit.request.path_params["guid"])
        view = await view_of(db, visit, found, version=_version(found, params.get("version", "")))
    if visit.request.method == "GET":
        await taken(visit, found.reader, [found.take(visit, "page")] if found.handed else [])
        if visit.looker is None:
            mark = {"person": visit.person.id, "guid": found.item.guid, "version": found.item.version}
            async with transaction(visit.portal.pool) as db:
                await run(db, _READ, {**mark, "at": visit.now})
    if params.get("beside"):
        return answer(visit, BESIDE, ItemPart(item=view, token=visit.csrf))
    context = ItemPage(frame=await frame_of(visit, view.headline), item=view, token=visit.csrf)
    return answer(visit, ITEM, context)


def _version(found: Opened, asked: str) -> int:
    """The version that the address names; 0 for none. Raises NotFoundError for one that is not there."""
    if not asked:
        return 0
    known = {str(entry.version) for entry in found.entries}
    if asked not in known:
        raise NotFoundError(
            "There is no such version.",
            f"“{asked[:20]}”.",
            worded("Its versions are %(known)s.", known=", ".join(sorted(known, key=int))),
        )
    return int(asked)


def routes(portal: Portal) -> list[Route]:
    """The item's address."""
    return [Route("/items/{guid}", signed_in(portal, show, of=own), methods=["GET", "HEAD"])]
