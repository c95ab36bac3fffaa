"""A portal in a test: the whole application, two subscribers with contracts, a master and an editor of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from newsflow.accounts.people import Role, add_person, by_id
from newsflow.accounts.sessions import Terms, begin_session
from newsflow.db.pool import transaction
from newsflow.domain.guid import SubscriberId
from newsflow.search.following import catch_up
from newsflow.subscribers.contracts import add_subscriber, contracts_of, end, sign
from newsflow.web.csrf import csrf_token
from tests.builders import SERVER_KEY, a_contract, a_newsroom
from tests.desk.room import DeskClient, DeskRoom, its_hash

if TYPE_CHECKING:
    import httpx
    from playwright.async_api import Page

    from newsflow.accounts.people import Person
    from newsflow.objects import ObjectStore
    from newsflow.search.reader import Archive
    from tests.builders import Newsroom

COOKIE = "newsflow-portal"
MASTER, EDITOR, OTHER = "gazette:master", "gazette:editor", "courier:master"


@dataclass(slots=True)
class PortalRoom:
    """The portal as tests use it. People are named `<subscriber>:<master or editor>`; the password is the desk's."""

    desk: DeskRoom
    newsroom: Newsroom
    archive: Archive
    store: ObjectStore | None = None
    people: dict[str, Person] = field(default_factory=dict[str, Any])

    @property
    def clock(self):
        """The clock of the room."""
        return self.desk.clock

    @property
    def pool(self):
        """The room's connections."""
        return self.desk.pool

    async def indexed(self) -> None:
        """Nothing; the archive has read all that is on the wire."""
        await catch_up(self.pool, self.archive.folder)

    async def subscriber(self, name: str, **covers: Any) -> None:
        """An organisation with a contract that covers everything, but for what `covers` narrows."""
        async with transaction(self.pool) as db:
            await add_subscriber(db, SubscriberId(name), f"The {name}", self.clock())
            await sign(db, a_contract(subscriber=name, **covers), self.clock())

    async def end_contract(self, name: str) -> None:
        """Nothing; the organisation's contracts are over now."""
        async with transaction(self.pool) as db:
            for contract in await contracts_of(db, SubscriberId(name)):
                await end(db, contract.id, self.clock(), "It is over.")

    async def person(self, who: str = MASTER) -> Person:
        """That person, made when first asked for."""
        if who not in self.people:
            subscriber, _, role = who.partition(":")
            async with transaction(self.pool) as db:
                made = await add_person(
                    db,
                    email=f"{role}@{subscriber}.example",
                    name=f"{subscriber} {role}".title(),
                    role=Role(f"subscriber_{role}"),
                    now=self.clock(),
                    subscriber=SubscriberId(subscriber),
                )
                await db.execute("UPDATE person SET password_hash = %s WHERE id = %s", [its_hash(), made])
                found = await by_id(db, made)
            assert found is not None
            self.people[who] = found
        return self.people[who]

    async def secret(self, who: str) -> tuple[str, str]:
        """A new session of that person: its cookie's secret and its id."""
        person = await self.person(who)
        async with transaction(self.pool) as db:
            opened = await begin_session(
                db, person, key="password", agent="test", address="127.0.0.1", now=self.clock(), terms=Terms()
            )
        return opened.secret, opened.session.id

    async def client(self, who: str = MASTER) -> DeskClient:
        """An HTTP client signed in as that person."""
        secret, session = await self.secret(who)
        client = DeskClient(
            base_url=self.desk.url,
            headers={"Accept": "text/html", "Accept-Language": "en", "Origin": self.desk.url},
            cookies={COOKIE: secret},
            verify=False,
        )
        client.person, client.session = await self.person(who), session
        client.csrf = csrf_token(SERVER_KEY, session)
        self.desk.clients.append(client)
        return client

    async def stranger(self) -> httpx.AsyncClient:
        """An HTTP client that is not signed in."""
        return await self.desk.stranger()

    async def browser(self, who: str = MASTER, **window: Any) -> Page:
        """A browser page signed in as that person."""
        page = await self.desk.open_page(**window)
        secret, _ = await self.secret(who)
        await page.context.add_cookies([{"name": COOKIE, "value": secret, "url": self.desk.url}])
        return page


async def a_portal(
    desk: DeskRoom, archive: Archive, store: ObjectStore | None = None, **covers: Any
) -> PortalRoom:
    """A portal with the gazette, whose contract covers what is given, and the courier, which has everything."""
    room = PortalRoom(desk, await a_newsroom(desk.pool, desk.clock), archive, store)
    await room.subscriber("gazette", **covers)
    await room.subscriber("courier")
    return room
