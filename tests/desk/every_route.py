"""The desk's route table, and a desk on which every route has something to answer for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from starlette.routing import Mount, Route

from newsflow.accounts.people import Role, add_person
from newsflow.db.pool import transaction
from newsflow.desk.routes import routes
from newsflow.desk.visit import PREFIX, Desk, Guard
from newsflow.domain.codes import ItemType
from newsflow.domain.guid import SubscriberId
from newsflow.domain.media import Rendition, RenditionName
from newsflow.media import Facts, enter
from newsflow.media.assets import TakenIn
from newsflow.subscribers.enquiries.enquiries import ask, confirm
from newsflow.subscribers.enquiries.rows import Asked
from newsflow.subscribers.requests import requests
from newsflow.subscribers.requests.rows import Ask, RequestKind
from newsflow.web.hours import shown_hour
from newsflow.web.pages import Pages
from newsflow.web.static import load_static
from tests.builders import SERVER_KEY, a_contract, a_dispatch, a_newsroom, an_account
from tests.desk.room import PASSWORD

if TYPE_CHECKING:
    from functools import partial

    import httpx

    from newsflow.accounts.people import Act
    from tests.desk.room import DeskClient, DeskRoom

CHIEF, ADMIN, EDITOR, REPORTER = "chief:cleo", "administrator:adam", "editor:edda", "reporter:rae"
REQUEST = {
    "kind": "redact",
    "asked_by": "Harbour Town Court",
    "law": "Press Act",
    "file_number": "4 C 77/26",
    "due_at": "2026-12-01T12:00",
    "name": "Ada Sample",
    "letter": "Take the bell out.",
}
PICTURE = "quay"
PICTURES = frozenset({"/approvals/{request}/member", "/media/assets/{asset}/thumb"})
"""What is a picture, and so there only where one is stored."""
DOOR = {"/sign-in", "/sign-in/passkey", "/sign-in/ask", "/welcome", "/forgot"}
"""What somebody who is not signed in may ask for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One route of the table."""

    path: str
    methods: frozenset[str]
    acts: frozenset[Act]
    is_open: bool
    while_enrolling: bool


@dataclass(frozen=True, slots=True)
class World:
    """Something behind every address: what stands for the names in a route's path, by what stands before it."""

    desk: DeskRoom
    named: dict[str, str]

    def address(self, route: Known) -> str:
        """An address of the route that leads to something."""

        if f"whole {route.path}" in self.named:
            return PREFIX + self.named[f"whole {route.path}"]
        before, brace, after = route.path.partition("/{")
        return PREFIX + before + (f"/{self.named[before]}" + after.partition("}")[2] if brace else "")


def table(desk: DeskRoom) -> list[Known]:
    """Every route of the desk, from the table itself."""
    made = Desk(
        pool=desk.pool,
        agency=desk.agency,
        clock=desk.clock,
        pages=Pages(load_static()),
        origin=desk.url,
        server_key=SERVER_KEY,
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
        acts=frozenset(guard.acts) if guard else frozenset(),
        is_open=guard is None,
        while_enrolling=guard is not None and guard.while_enrolling,
    )


async def a_world(desk: DeskRoom) -> World:
    """A desk at work: dispatches in each state, drafts, a request, a legal request, people on duty."""
    newsroom = await a_newsroom(desk.pool, desk.clock)
    await an_account(desk.pool, desk.clock, a_contract(subscriber="gazette"), "7000001")
    guid = (await newsroom.release()).guid
    killed = (await newsroom.release(a_dispatch(headline="A second ferry", slug="second-ferry"))).guid
    chief, editor = await desk.client(CHIEF), await desk.client(EDITOR)
    editors = {"reason_class": "false", "reason": "It was not so.", "proof_password": PASSWORD}
    await sent(editor, f"/desk/items/{killed}/kill", **editors)
    section = desk.agency.sections[0].code
    draft, flash = await _written(editor, section)
    legal = await sent(chief, "/desk/legal/new", guids=guid, **REQUEST)
    await sent(editor, f"/desk/items/{guid}/translate", into="fr")
    name = {"kind": "place", "language": "fr", "spelling": "Vieux port", "standing": "house"}
    await sent(editor, "/desk/names/new", **name)
    taken = await editor.send_form("/desk/translations/1/take")
    pair = taken.headers["location"].removeprefix(PREFIX)
    reporter = await desk.person(REPORTER)
    await sent(chief, "/desk/duty", hours="8")
    return World(
        desk,
        {
            "/items": guid,
            "whole /items/{guid}/formats/{format}": f"/items/{guid}/formats/text",
            "whole /items/{guid}/formats/{format}/file": f"/items/{guid}/formats/text/file",
            "killed": killed,
            "/drafts": draft,
            "/approvals": flash,
            "/legal": legal,
            "/editions": "en",
            "whole /editions/{edition}/{guid}": f"/editions/en/{guid}",
            "/enquiries": await _enquiry(desk),
            "/subscribers": "gazette",
            "whole /subscribers/{subscriber}/people/{person}": f"/subscribers/gazette/people/{await _member(desk)}",
            "whole /subscribers/{subscriber}/contracts/{contract}": "/subscribers/gazette/contracts/c-gazette",
            "/requests": await _request(desk),
            "/news-list": await _expected(editor, desk, section),
            "/people": reporter.id,
            "/translations": "1",
            "whole /drafts/{draft:int}/translate": pair,
            "whole /drafts/{draft:int}/translate/beside": f"{pair}/beside",
            "/translations/tasks": "1",
            "/names": "1",
            "/media/assets": PICTURE,
            "/series": await _series(editor, desk),
            "/settings/sections": section,
            "/settings/packages": desk.agency.packages[0].code,
            "/settings/words": "en",
        },
    )


async def _enquiry(desk: DeskRoom) -> str:
    """The number of an enquiry that waits for an answer."""
    asked = Asked(
        edition="en",
        organisation="The Harbour Gazette",
        name="Gil Marlow",
        email="gil@gazette.example",
        wants="A weekly, in print.",
        languages=("en",),
        sections=(),
        sent_from="192.0.2.7",
    )
    async with transaction(desk.pool) as db:
        made = await ask(db, SERVER_KEY, asked, desk.clock())
        await confirm(db, made.id, desk.clock())
    return str(made.id)


async def _request(desk: DeskRoom) -> str:
    """The number of a subscriber's request that waits for an answer."""
    given = Ask(kind=RequestKind.PACKAGES, about=("general",), words="From May on, please.")
    async with transaction(desk.pool) as db:
        return str(await requests.ask(db, SubscriberId("gazette"), given, "p_gil", desk.clock()))


async def _expected(editor: DeskClient, desk: DeskRoom, section: str) -> str:
    """The number of a line of the news list."""
    hour = shown_hour(desk.clock() + timedelta(hours=3), desk.agency.zoneinfo)
    facts = {"slug": "harbour-tide", "what": "The tide.", "hour": hour, "language": "en", "section": section}
    await sent(editor, "/desk/news-list", form="story", kinds="text", **facts)
    return "1"


async def _member(desk: DeskRoom) -> str:
    """The id of one of the gazette's people."""
    async with transaction(desk.pool) as db:
        return await add_person(
            db,
            email="ada@gazette.example",
            name="Ada",
            role=Role.SUBSCRIBER_MASTER,
            now=desk.clock(),
            subscriber=SubscriberId("gazette"),
        )


async def _series(editor: DeskClient, desk: DeskRoom) -> str:
    """The number of a series of one picture, which waits for its worker."""
    original = Rendition(name=RenditionName.ORIGINAL, type="image/png", bytes=9, sha256="0" * 64)
    taken = TakenIn(
        file_name="quay.png", kind=ItemType.PICTURE, original=original, companions=(), given=Facts()
    )
    async with transaction(desk.pool) as db:
        made = await enter(db, taken, desk.clock())
        await db.execute("UPDATE asset SET id = %s WHERE id = %s", [PICTURE, made.id])
    return await sent(editor, "/desk/media/series", asset=PICTURE, slug="third-ferry")


async def _written(editor: DeskClient, section: str) -> tuple[str, str]:
    """The number of a draft, and the id of a flash's request."""
    draft = await sent(
        editor,
        "/desk/drafts/new",
        does="save",
        headline="A third ferry",
        body="It came.",
        section=section,
        language="en",
        planned="2026-03-03T06:00",
        embargo="2026-03-04T06:00",
    )
    flash = await sent(
        editor,
        "/desk/flash",
        text="Port closed to all ships",
        source="Harbour Office",
        section=section,
        slug="port",
        language="en",
    )
    return draft, flash


async def sent(client: DeskClient, path: str, **fields: str) -> str:
    """The last part of the address that the form led to."""
    answer = await client.send_form(path, **fields)
    assert answer.status_code == 303, (path, answer.status_code, main_of(answer))
    return answer.headers["location"].partition("?")[0].rpartition("/")[2]


def main_of(answer: httpx.Response) -> str:
    """What the page says, without its frame; for a failure's message."""
    return re.sub(r"\s*<[^>]*>\s*", " ", answer.text.partition("<main")[2])[:600]
