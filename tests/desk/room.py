"""A desk in a test: the whole application on `http://localhost:<port>`, a person of each role, and their browsers."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, cast

import httpx

from newsflow.accounts import passwords
from newsflow.accounts.people import Role, add_person, by_id
from newsflow.accounts.sessions import Terms, begin_session
from newsflow.db.pool import transaction
from newsflow.web.csrf import csrf_token
from tests.builders import SERVER_KEY

if TYPE_CHECKING:
    from argon2 import PasswordHasher
    from playwright.async_api import CDPSession, Page

    from newsflow.accounts.people import Person
    from newsflow.accounts.sessions import Opened
    from newsflow.db.pool import Pool
    from newsflow.domain.agency import Agency
    from tests.conftest import OpenPage
    from tests.harness import SettableClock

COOKIE = "newsflow"
PASSWORD = "salt marsh violin ladder"


@cache
def hash_by(hasher: PasswordHasher) -> str:
    """PASSWORD as that hasher keeps it; made once, since at its real cost it takes a tenth of a second of two cores."""
    return hasher.hash(PASSWORD)


def its_hash() -> str:
    """PASSWORD as it is kept at the cost of today."""
    return hash_by(passwords._HASHER)


class DeskClient(httpx.AsyncClient):
    """A signed-in person's HTTP client. It follows no redirect by itself.

    It verifies no certificate: a test's desk is plain HTTP, and reading the system's certificates costs each client 20 ms.
    """

    person: Person
    session: str
    csrf: str

    async def send_form(self, path: str, /, **fields: Any) -> httpx.Response:
        """The answer to a form of ours with those fields, sent as a browser would."""
        return await self.post(path, data={"csrf": self.csrf, **fields})


@dataclass(slots=True)
class DeskRoom:
    """The desk as tests use it. Everyone's password is PASSWORD; roles are named as in `Role`."""

    url: str
    pool: Pool
    agency: Agency
    clock: SettableClock
    open_page: OpenPage
    people: dict[str, Person] = field(default_factory=dict[str, Any])
    clients: list[DeskClient] = field(default_factory=list[DeskClient])

    async def person(self, role: str) -> Person:
        """The person of that role; `role:name` gives further ones of it. Made when first asked for."""
        if role not in self.people:
            word, _, name = role.partition(":")
            async with transaction(self.pool) as db:
                made = await add_person(
                    db,
                    email=f"{role.replace(':', '-')}@desk.example",
                    name=(name or word).replace("_", " ").capitalize(),
                    role=Role(word),
                    now=self.clock(),
                )
                await db.execute("UPDATE person SET password_hash = %s WHERE id = %s", [its_hash(), made])
                found = await by_id(db, made)
            assert found is not None
            self.people[role] = found
        return self.people[role]

    async def session(self, role: str, *, key: str = "password") -> Opened:
        """A session of that person, begun without the page: signing in by password costs a tenth of a second."""
        person = await self.person(role)
        async with transaction(self.pool) as db:
            return await begin_session(
                db, person, key=key, agent="test", address="127.0.0.1", now=self.clock(), terms=Terms()
            )

    async def client(self, role: str = "editor", *, key: str = "password") -> DeskClient:
        """An HTTP client signed in as that person; each call is a session of its own."""
        opened = await self.session(role, key=key)
        client = DeskClient(
            base_url=self.url,
            headers={"Accept": "text/html", "Accept-Language": "en", "Origin": self.url},
            cookies={COOKIE: opened.secret},
            verify=False,
        )
        client.person = self.people[role]
        client.session = opened.session.id
        client.csrf = csrf_token(SERVER_KEY, opened.session.id)
        self.clients.append(client)
        return client

    async def stranger(self) -> httpx.AsyncClient:
        """An HTTP client that is not signed in."""
        headers = {"Accept": "text/html", "Accept-Language": "en"}
        client = DeskClient(base_url=self.url, headers=headers, verify=False)
        self.clients.append(client)
        return client

    async def browser(self, role: str | None = "editor", *, passkeys: bool = False, **window: Any) -> Page:
        """A browser page signed in as that person (None: as nobody); with `passkeys` it holds an authenticator."""
        page = await self.open_page(**window)
        if passkeys:
            await authenticator(page)
        if role is not None:
            opened = await self.session(role)
            await page.context.add_cookies([{"name": COOKIE, "value": opened.secret, "url": self.url}])
        return page


AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@dataclass(frozen=True, slots=True)
class Authenticator:
    """A virtual authenticator in a page, over the browser's own protocol."""

    cdp: CDPSession
    id: str

    async def ask(self, command: str, **facts: Any) -> dict[str, Any]:
        """What the browser says to a command of its WebAuthn domain, about this authenticator."""
        facts["authenticatorId"] = self.id
        return cast("dict[str, Any]", await self.cdp.send(f"WebAuthn.{command}", facts))


async def authenticator(page: Page, **options: Any) -> Authenticator:
    """An authenticator that says yes at once, in this page: it keeps passkeys, and verifies its user."""
    cdp = await page.context.new_cdp_session(page)
    await cdp.send("WebAuthn.enable", {"enableUI": False})
    asked = {"options": {**AUTHENTICATOR, **options}}
    added = cast("dict[str, str]", await cdp.send("WebAuthn.addVirtualAuthenticator", asked))
    return Authenticator(cdp, added["authenticatorId"])
