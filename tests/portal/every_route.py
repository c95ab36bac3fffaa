"""The portal's route table, and a portal on which every route has something to answer for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from starlette.routing import Mount, Route

from newsflow.db.pool import transaction
from newsflow.domain.guid import SubscriberId
from newsflow.portal.face import PREFIX
from newsflow.portal.routes import routes
from newsflow.portal.visit import Portal
from newsflow.subscribers.api_users import add_api_user
from newsflow.subscribers.ledger import Ledger
from newsflow.subscribers.requests.requests import ask
from newsflow.subscribers.requests.rows import Ask, RequestKind
from newsflow.web.pages import Pages
from newsflow.web.static import load_static
from newsflow.web.within.visit import Guard
from tests.builders import SERVER_KEY, a_dispatch
from tests.portal.room import EDITOR

if TYPE_CHECKING:
    from functools import partial

    from newsflow.accounts.people import AccountAct
    from tests.portal.room import PortalRoom

DOOR = {
    "/sign-in",
    "/sign-in/passkey",
    "/sign-in/ask",
    "/sign-in/resume",
    "/sign-in/with",
    "/sign-in/with/{subscriber}",
    "/sign-in/with/{subscriber}/go",
    "/sign-in/with/{subscriber}/back",
    "/welcome",
    "/forgot",
}
"""What somebody who is not signed in may ask for."""
STREAMS = {"/live", "/news-list/live"}
LEADS_ON = {"/search/ask"}
"""What shows nothing itself."""
LEADS_AWAY = "/sign-in/with/{subscriber}/go"
"""What leads to another organisation's machine."""
LISTS = {
    "/account/use.csv",
    "/news-list.csv",
    "/search/ahead",
    "/search.csv",
    "/search.json",
    "/privacy/mine.json",
    "/account/people/{person}/kept.json",
    "/pictures/{guid}",
}
"""What is no page."""
FILES = {"/items/{guid}/files/{name}", "/items/{guid}/all.zip", "/saved.zip"}
"""What is there only of media or of saved items, which this world has none of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One route of the table."""

    path: str
    methods: frozenset[str]
    acts: frozenset[AccountAct]
    names_account: bool
    is_open: bool


@dataclass(frozen=True, slots=True)
class World:
    """Something behind every address, all of it the gazette's."""

    portal: PortalRoom
    named: dict[str, str]

    def address(self, route: Known) -> str:
        """An address of the route that leads to something of the gazette's."""
        path = route.path
        for name, value in self.named.items():
            path = path.replace("{" + name + "}", value)
        assert "{" not in path, path
        return PREFIX + path


def table(portal: PortalRoom) -> list[Known]:
    """Every route of the portal, from the table itself."""
    made = Portal(
        pool=portal.pool,
        agency=portal.desk.agency,
        clock=portal.clock,
        pages=Pages(load_static()),
        origin=portal.desk.url,
        server_key=SERVER_KEY,
        ledger=Ledger(portal.pool, portal.desk.agency.zoneinfo),
    )
    mounts = [route for route in routes(made) if isinstance(route, Mount)]
    return [_known(cast("Route", route)) for mount in mounts for route in mount.routes]


def _known(route: Route) -> Known:
    endpoint = cast("partial[object]", route.endpoint)
    first = endpoint.args[0] if endpoint.args else None
    guard = cast("Guard[Any]", first) if isinstance(first, Guard) else None
    return Known(
        path=route.path,
        methods=frozenset(route.methods or ()),
        acts=frozenset(guard.inside.acts) if guard and guard.inside else frozenset(),
        names_account=guard is not None and guard.inside is not None,
        is_open=guard is None,
    )


async def a_world(portal: PortalRoom) -> World:
    """A portal at work: an item that the gazette has, and the courier's contract does not cover."""
    item = await portal.newsroom.release(a_dispatch(headline="Only for the gazette"))
    await portal.indexed()
    editor = await portal.person(EDITOR)
    async with transaction(portal.pool) as db:
        gazette = SubscriberId("gazette")
        await add_api_user(
            db, username="gazette.cms", subscriber=gazette, server_key=SERVER_KEY, now=portal.clock()
        )
        given = Ask(kind=RequestKind.QUESTION, about=(), words="Is gazette.cms open to Gazette Editor?")
        request = await ask(db, gazette, given, editor.id, portal.clock())
        issuer, at = "https://login.gazette.example", portal.clock()
        await db.execute(
            "INSERT INTO identity_provider VALUES ('gazette', %s, 'client', '', true, false, false, %s)",
            [issuer, at],
        )
        await db.execute(
            "INSERT INTO provider_link VALUES ('gazette', %s, 'subject', %s, %s)", [issuer, editor.id, at]
        )
    return World(
        portal,
        {
            "username": "gazette.cms",
            "guid": item.guid,
            "format": "text",
            "name": "web",
            "person": editor.id,
            "request": str(request),
            "subscriber": gazette,
        },
    )
