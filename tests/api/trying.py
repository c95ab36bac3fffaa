"""A developer at a subscriber, who tries code on a test wire."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from newsflow.client import AsyncClient
from newsflow.client.reading import Tuning

if TYPE_CHECKING:
    import httpx

    from newsflow.client import Event, Trouble


@dataclass(slots=True)
class Tried:
    """A developer at a subscriber, with a test wire."""

    http: httpx.AsyncClient
    contract: str
    secret: str
    troubles: list[Trouble] = field(default_factory=list)

    async def plays(self, drill: str) -> list[dict[str, Any]]:
        """The entries of a drill."""
        answer = await self.http.post(f"drills/{drill}")
        assert answer.status_code == 200, answer.text
        return answer.json()["entries"]

    async def entries(self, after: object = 0, **params: Any) -> list[dict[str, Any]]:
        """The entries after a cursor."""
        answer = await self.http.get("entries", params={"after": str(after), **params})
        assert answer.status_code == 200, answer.text
        return answer.json()["entries"]

    async def reads(self, after: object = 0, **params: Any) -> list[dict[str, Any]]:
        """What a reader by cursor gets until nothing comes: a drill goes on when it was read."""
        found: list[dict[str, Any]] = []
        before, cursor = "", str(after)
        while cursor != before:
            answer = await self.http.get("entries", params={"after": cursor, **params})
            said: dict[str, Any] = answer.json()
            found += said["entries"]
            before, cursor = cursor, parse_qs(urlsplit(str(said["next"])).query)["after"][0]
        return found

    async def follows(self, *, live: bool = False, number: int = 0, after: str = "0") -> list[Event]:
        """What the client reads to the head, or `number` events."""
        found: list[Event] = []
        slept = asyncio.sleep
        tuning = Tuning(on_trouble=self.troubles.append, jitter=lambda: 1.0)
        async with AsyncClient(
            str(self.http.base_url), secret=self.secret, tuning=tuning, sleep=lambda _: slept(0)
        ) as client:
            async for event in client.follow(after=after, live=live, until_head=not number):
                found.append(event)
                if len(found) == number:
                    break
        return found
