"""The gazette with a provider of its own, and a browser before it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import httpx

from newsflow.accounts.hand import cli_hand
from newsflow.accounts.oidc.providers import set_provider
from newsflow.accounts.oidc.terms import Terms
from newsflow.db.pool import transaction
from newsflow.domain.guid import SubscriberId
from tests.accounts.oidc.provider_double import CLIENT, SECRET
from tests.builders import SERVER_KEY
from tests.portal.room import COOKIE

if TYPE_CHECKING:
    from tests.accounts.oidc.provider_double import ProviderDouble
    from tests.portal.room import PortalRoom

GAZETTE = SubscriberId("gazette")
WITH = "/portal/sign-in/with/gazette"
SETTING = "/portal/account/sign-in"


@dataclass
class Sso:
    """The gazette with its provider, and a browser before it."""

    portal: PortalRoom
    double: ProviderDouble
    client: httpx.AsyncClient

    async def set(self, **terms: Any) -> None:
        """The provider set by the agency, which may name any domain."""
        given = Terms(issuer=self.double.issuer, client_id=CLIENT, domains=("gazette.example",))
        async with transaction(self.portal.pool) as db:
            hand = cli_hand(await self.portal.desk.person("administrator:adam"), self.portal.clock())
            await set_provider(
                db,
                hand,
                SubscriberId(terms.pop("subscriber", "gazette")),
                replace(given, **terms),
                secret=SECRET,
                server_key=SERVER_KEY,
                now=self.portal.clock(),
            )

    async def sent(self, **asked: str) -> str:
        """The address that the browser is sent to."""
        answer = await self.client.get(f"{WITH}/go", params=asked)
        assert answer.status_code == 303, answer.text
        return answer.headers["location"]

    async def came(self, **asked: str) -> httpx.Response:
        """There and back: what the portal says in the end."""
        return await self.client.get(await self.led(await self.sent(**asked)))

    async def begin_anew(self) -> None:
        """Nothing; the browser is signed out, and nobody is linked."""
        self.client.cookies.delete(COOKIE) if COOKIE in self.client.cookies else None
        async with transaction(self.portal.pool) as db:
            await db.execute("DELETE FROM provider_link")
            await db.execute("DELETE FROM sign_in_try")

    async def led(self, to: str) -> str:
        """Where the provider sends the browser on to."""
        async with httpx.AsyncClient(verify=False) as outside:
            return (await outside.get(to)).headers["location"]

    async def links(self) -> int:
        """How many people are linked."""
        async with transaction(self.portal.pool) as db:
            cursor = await db.execute("SELECT count(*) FROM provider_link")
            found = await cursor.fetchone()
        assert found is not None
        return found[0]
