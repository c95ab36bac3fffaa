"""Those outside the newsroom: what a subscriber's machine and a reader of the public site are given."""

from __future__ import annotations

import re
from contextlib import asynccontextmanager
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, cast

import httpx

from newsflow.newsroom.editions import catch_up

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from tests.desk.room import DeskRoom


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the public site: its status, and its words without their markup."""

    status: int
    text: str


@dataclass(frozen=True, slots=True)
class Outside:
    """A subscriber's machine, which asks HAS, and a reader, who opens the site."""

    desk: DeskRoom
    machine: httpx.AsyncClient
    reader: httpx.AsyncClient

    @classmethod
    @asynccontextmanager
    async def of(cls, desk: DeskRoom, username: str, secret: str) -> AsyncGenerator[Outside]:
        """Both, until the block ends."""
        async with (
            httpx.AsyncClient(base_url=desk.url, auth=(username, secret)) as machine,
            httpx.AsyncClient(
                base_url=desk.url, headers={"Accept": "text/html"}, follow_redirects=True
            ) as reader,
        ):
            yield cls(desk, machine, reader)

    async def listed(self) -> dict[str, str]:
        """The titles that HAS lists, by id, the newest first."""
        answer = await self.machine.post("/abone/search", data={"filter_type": "1,2,3"})
        found = cast("list[dict[str, str]]", answer.json()["data"]["result"])
        return {one["id"]: one["title"] for one in found}

    async def document(self, guid: str) -> str:
        """The item's NewsML document."""
        answer = await self.machine.get(f"/abone/document/{guid}/newsml29")
        assert answer.status_code == 200, answer.text
        return answer.text

    async def page(self, guid: str) -> Page:
        """The item on the public site, once the site has read the wire to its end."""
        await catch_up(self.desk.pool, self.desk.agency, self.desk.clock)
        answer = await self.reader.get(f"/items/{guid}")
        bare = re.sub(r"<[^>]+>", "", answer.text)
        return Page(answer.status_code, re.sub(r"\s+", " ", unescape(bare)))
