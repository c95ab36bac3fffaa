"""The pages that are a master's alone, each about the account of the person or API user that its address names."""

from collections.abc import Mapping

from starlette.routing import Route

from newsflow.accounts.people import AccountAct, by_id
from newsflow.db.pool import reading
from newsflow.domain.errors import NotFoundError
from newsflow.domain.guid import SubscriberId
from newsflow.portal.visit import Page, Portal, Visit, own, signed_in
from newsflow.subscribers.api_users import login_named
from newsflow.web.within.visit import NOBODYS


def for_masters(portal: Portal, *, gets: Mapping[str, Page], posts: Mapping[str, Page]) -> list[Route]:
    """The routes of pages and of forms, by their paths."""
    methods = [(gets, ["GET", "HEAD"]), (posts, ["POST"])]
    return [
        Route(path, signed_in(portal, page, AccountAct.MANAGE_ACCOUNT, of=of_address), methods=allowed)
        for pages, allowed in methods
        for path, page in pages.items()
    ]


async def of_address(visit: Visit) -> SubscriberId:
    """Whose the person or the API user is that the address names; where it names none, the reader's own."""
    named = visit.request.path_params
    if "person" in named:
        async with reading(visit.portal.pool) as db:
            person = await by_id(db, str(named["person"]))
        return (person.subscriber if person else None) or NOBODYS
    if "username" in named:
        async with reading(visit.portal.pool) as db:
            try:
                return (await login_named(db, str(named["username"]))).subscriber
            except NotFoundError:
                return NOBODYS
    return await own(visit)
