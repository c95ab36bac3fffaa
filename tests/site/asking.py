"""Somebody who asks to receive the whole, with their browser and their mail."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from newsflow.db.pool import transaction
from newsflow.desk.enquiries.offering import trial_of
from newsflow.subscribers.enquiries import enquiries
from newsflow.subscribers.enquiries.offers import make_offer

if TYPE_CHECKING:
    import httpx

    from newsflow.domain.guid import PersonId
    from tests.harness import SettableClock
    from tests.site.builders import Newsroom

CONTACT = "/fr/contact"
EMAIL = "solene@gazette.example"
ASKED = {
    "organisation": "La Gazette du Port",
    "name": "Solène Quémeneur",
    "email": EMAIL,
    "wants": "Un quotidien régional, imprimé et en ligne, à partir de mai.",
    "language": ["fr", "ar"],
    "section": ["world", "culture"],
}


@dataclass(slots=True)
class Asker:
    """Somebody who asks, with their browser and their mail."""

    newsroom: Newsroom
    browser: httpx.AsyncClient
    clock: SettableClock

    async def asks(self, **facts: object) -> httpx.Response:
        """The answer to the form, filled in at a person's pace."""
        html = (await self.browser.get(CONTACT)).text
        found = re.search(r'name="token" value="([^"]+)"', html)
        assert found is not None
        self.clock.advance(timedelta(seconds=20))
        return await self.browser.post(CONTACT, data={**ASKED, "token": found[1], **facts})

    async def letters(self, to: str = EMAIL) -> list[tuple[str, str]]:
        """Subject and text of what waits to go out to somebody, in order."""
        async with transaction(self.newsroom.pool) as db:
            cursor = await db.execute(
                "SELECT subject, body FROM outbox WHERE recipient = %s ORDER BY id", [to]
            )
            return [(str(subject), str(body)) for subject, body in await cursor.fetchall()]

    async def page(self) -> str:
        """The address of their enquiry's page, as the last letter has it."""
        _, text = (await self.letters())[-1]
        return text[text.index("https://fil.example") :].split()[0].removeprefix("https://fil.example")

    async def confirmed(self) -> str:
        """The address of an enquiry that they confirmed."""
        assert (await self.asks()).status_code == 303
        page = await self.page()
        assert (await self.browser.post(page, data={"act": "confirm"})).status_code == 303
        return page


async def offered_trial(asker: Asker, by: PersonId, number: int = 1) -> None:
    async with transaction(asker.newsroom.pool) as db:
        found = await enquiries.enquiry_of(db, number)
        await make_offer(db, number, trial_of(asker.newsroom.agency, found), by, asker.clock())


def offer_of(html: str) -> str:
    found = re.search(r'name="offer" value="([0-9]+)"', html)
    assert found is not None, "an offer stands there"
    return found[1]
