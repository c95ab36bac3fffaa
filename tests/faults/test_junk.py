"""Whatever is typed or sent, the desk answers in words: no field and no address breaks it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

import pytest

from newsflow.accounts import passwords
from newsflow.accounts.people import may
from tests.desk.conftest import CHEAP
from tests.desk.every_route import ADMIN, CHIEF, a_world, table
from tests.desk.opened import open_desk

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import httpx

    from tests.conftest import OpenPage
    from tests.desk.every_route import World
    from tests.desk.room import DeskClient, DeskRoom
    from tests.harness import Database, SettableClock

JUNK = (
    "a\x00b",
    "\u202e\u2066\u200f\ufeffa\u0301\u0301{{ 7 * 7 }}%s%(x)s\\'\U000e0001\ufffe\uffff\U0010ffff😀" * 40,
    "-99999999999999999999999999",
    "99999999999999999999999999",
    "0001-01-01T00:00",
)
LONG = "ي" * 500_000
"""One megabyte."""
SURROGATE = "%ED%A0%80"
QUERY = (
    "q",
    "language",
    "section",
    "column",
    "said",
    "next",
    "slug",
    "before",
    "closed",
    "form",
    "item",
    "key",
    "version",
    "who",
)
LEFT_OUT = {"/desk/sign-out", "/desk/me/sessions/end-all", "/desk/drafts/new"}
"""What ends the session; and what reads its fields as a draft's page does."""


@pytest.fixture
async def desk(
    database: Database, clock: SettableClock, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[DeskRoom]:
    """A desk on an empty wire, whose passwords cost little."""
    passwords._nobodys.cache_clear()
    monkeypatch.setattr(passwords, "_HASHER", CHEAP)
    async with open_desk(database, clock, open_page) as room:
        yield room


class Forms(HTMLParser):
    """The forms of a page: where each is sent, and what its fields hold."""

    def __init__(self, here: str) -> None:
        super().__init__()
        self.here = here
        self.found: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        if tag == "form" and facts.get("method") == "post":
            self.found.append((facts.get("action") or self.here, {}))
        name = facts.get("name")
        if tag in {"input", "textarea", "select", "button"} and name and self.found:
            self.found[-1][1].setdefault(name, facts.get("value", ""))


async def forms(client: DeskClient, world: World) -> dict[str, dict[str, str]]:
    """Every form of every page that the person may see, by where it is sent."""
    found: dict[str, dict[str, str]] = {}
    for route in table(world.desk):
        if (
            "GET" in route.methods
            and route.path != "/live"
            and all(may(client.person, act) for act in route.acts)
        ):
            page = Forms(world.address(route))
            page.feed((await client.get(page.here)).text)
            for address, fields in page.found:
                found.setdefault(address, {}).update(fields)
    return found


def kinds(fields: dict[str, str]) -> list[str]:
    """One field of each kind: a table of settings has hundreds that are read alike."""
    found: dict[str, str] = {}
    for name in fields:
        found.setdefault(re.sub(r"\d+", "0", name.partition(".")[0]), name)
    return [name for name in found.values() if name != "csrf"]


async def test_no_junk_in_any_field_breaks_the_desk(desk: DeskRoom):
    world = await a_world(desk)
    done: set[str] = set()
    for role in (CHIEF, ADMIN):
        client = await desk.client(role)
        for address, fields in (await forms(client, world)).items():
            if address in LEFT_OUT or address in done:
                continue
            done.add(address)
            for name in kinds(fields):
                for junk in JUNK:
                    if (await tried(client, address, {**fields, name: junk})).status_code == 401:
                        client = await desk.client(role)
            await tried(client, address, dict.fromkeys(fields, LONG[: 900_000 // max(1, len(fields))]))
            await tried(client, address, {}, more="&" + "&".join(f"{name}={SURROGATE}" for name in fields))


async def tried(client: DeskClient, address: str, fields: dict[str, str], more: str = "") -> httpx.Response:
    """The answer to the form, which is in words whatever was typed."""
    body = urlencode({**fields, "csrf": client.csrf}) + more
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = await client.post(address, content=body, headers=kind)
    assert answer.status_code < 500, (address, {name: value[:20] for name, value in fields.items()})
    return answer


async def test_no_junk_in_an_address_breaks_the_desk(desk: DeskRoom):
    world = await a_world(desk)
    client, admin = await desk.client(CHIEF), await desk.client(ADMIN)
    for route in table(desk):
        who = admin if not all(may(client.person, act) for act in route.acts) else client
        before, brace, after = route.path.partition("/{")
        for junk in JUNK:
            word = quote(junk[:100], safe="")
            if brace:
                address = f"/desk{before}/{word}{after.partition('}')[2]}"
                for method in route.methods & {"GET", "POST"}:
                    answer = await who.request(
                        method, address, data={"csrf": who.csrf} if method == "POST" else None
                    )
                    assert answer.status_code < 500, (method, address)
            if "GET" in route.methods and route.path != "/live":
                asks = "&".join(f"{name}={word}" for name in QUERY)
                answer = await who.get(f"{world.address(route)}?{asks}")
                assert answer.status_code < 500, (route.path, junk)
    answer = await client.get(f"/desk/drafts/paste?q={SURROGATE}&language={SURROGATE}&said={SURROGATE}")
    assert answer.status_code < 500
