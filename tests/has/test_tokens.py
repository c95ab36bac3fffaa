"""`token`, `multitoken` and their links (contract §1.7, §0)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from starlette.applications import Starlette

from newsflow.db.pool import transaction
from newsflow.domain.codes import Action
from newsflow.domain.errors import NotAllowedError
from newsflow.domain.network import network
from newsflow.has import links, routes
from newsflow.matching.contract import Entitlement
from newsflow.subscribers.ledger import takers
from newsflow.web.client import Proxies
from tests.harness import MORNING
from tests.has import copy
from tests.has.conftest import HIGH, WEB
from tests.has.desk import SERVER_KEY
from tests.has.http import Client

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

    from newsflow.domain.guid import Guid
    from newsflow.objects import ObjectStore
    from tests.conftest import Serve
    from tests.has.desk import Desk

TICKET = links.Ticket(
    "3000001", "nf:picture:20260302:7", "print", int((MORNING + timedelta(days=1)).timestamp())
)
NONCE = b"n" * links.NONCE_BYTES


async def test_a_token_is_302_to_a_link_that_needs_no_login(
    desk: Desk, client: Client, picture: tuple[Guid, Guid]
):
    """§1.7: "**302** with `Location` = temporary download URL"; "the link itself needs no Basic auth"."""
    answer = await client.get(f"/abone/token/{picture[0]}/print")
    assert (answer.status, answer.body) == (302, b"")
    assert answer.headers["Content-Length"] == "0"
    location = answer.headers["Location"]
    assert location.startswith(f"{client.url}/abone/download/")
    assert picture[0] not in location
    assert client.machine is not None
    stranger = Client(client.url)
    got = await stranger.get(urlsplit(location).path)
    assert (got.status, got.headers["Content-Type"], got.body) == (200, "image/jpeg", HIGH)
    assert got.headers["Content-Disposition"].endswith("_High.jpg")
    part = await stranger.ask("GET", urlsplit(location).path, {"Range": "bytes=0-3"})
    assert (part.status, part.body) == (206, HIGH[:4])
    assert (await stranger.ask("POST", urlsplit(location).path)).status == 405


async def test_nec_reads_the_location_from_the_raw_headers(client: Client, picture: tuple[Guid, Guid]):
    """§1.7: "NEC (no follow, regex `Location: (.*)` on raw headers, format web)"."""
    answer = await client.get(f"/abone/token/{picture[0]}/web")
    assert "Location" in answer.headers, "spelled so"
    assert (await Client(client.url).get(urlsplit(answer.headers["Location"]).path)).body == WEB


async def test_issuing_the_link_is_what_the_ledger_counts(
    desk: Desk, client: Client, picture: tuple[Guid, Guid]
):
    """§0: "issuing the link is what the ledger counts as taking"."""
    location = (await client.get(f"/abone/token/{picture[0]}/web")).headers["Location"]
    for _ in range(3):
        await client.get(urlsplit(location).path)
    async with transaction(desk.pool) as db:
        assert [(row.path, row.times) for row in await takers(db, picture[0])] == [("has:token:web", 1)]


async def test_a_link_is_over_after_a_day(desk: Desk, client: Client, picture: tuple[Guid, Guid]):
    """§1.7: "the link lives one day …; otherwise 403"."""
    path = urlsplit((await client.get(f"/abone/token/{picture[0]}/web")).headers["Location"]).path
    desk.clock.advance(timedelta(hours=23, minutes=59))
    assert (await client.get(path)).status == 200
    desk.clock.advance(timedelta(minutes=1))
    over = await client.get(path)
    assert (over.status, over.json()["response"]["code"]) == (403, 403)


def test_a_link_from_elsewhere_altered_or_under_another_key_is_refused():
    """§1.7: "works only from the IP that made the API call; otherwise 403"."""
    link = links.sealed(TICKET, "192.0.2.7", SERVER_KEY, NONCE)
    assert links.opened(link, "192.0.2.7", SERVER_KEY, MORNING) == TICKET
    assert "3000001" not in link
    for text, address, key in (
        (link, "192.0.2.8", SERVER_KEY), (link, "", SERVER_KEY), (link, "192.0.2.7", b"another key"),
        (link[:-2], "192.0.2.7", SERVER_KEY), ("", "192.0.2.7", SERVER_KEY), ("é", "192.0.2.7", SERVER_KEY),
        *((f"{link[:n]}{'A' if link[n] != 'A' else 'B'}{link[n + 1:]}", "192.0.2.7", SERVER_KEY)
          for n in range(0, len(link) - 1, 7)),
    ):  # fmt: skip
        with pytest.raises(NotAllowedError):
            links.opened(text, address, key, MORNING)


async def test_the_door_binds_a_link_to_the_connection_s_other_end(
    desk: Desk, serve: Serve, store: ObjectStore, picture: tuple[Guid, Guid]
):
    """§0: "bound to the caller's address"; no header that a client can write moves it."""
    app = Starlette(
        routes=routes(
            pool=desk.pool,
            agency=desk.agency,
            clock=desk.clock,
            server_key=SERVER_KEY,
            pace_ms=0,
            store=store,
        )
    )

    async def elsewhere(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            scope = {**scope, "client": ("192.0.2.9", 4000)}
        await app(scope, receive, send)

    machine = await desk.machine(Entitlement())
    here, there = Client(await serve(app), machine), Client(await serve(elsewhere), machine)
    path = urlsplit((await here.get(f"/abone/token/{picture[0]}/web")).headers["Location"]).path
    assert (await here.get(path)).status == 200
    for headers in ({}, {"X-Forwarded-For": "127.0.0.1"}, {"Forwarded": "for=127.0.0.1"}):
        assert (await there.ask("GET", path, headers)).status == 403


async def test_behind_a_proxy_of_ours_links_and_lists_go_by_the_address_that_it_saw(
    desk: Desk, serve: Serve, store: ObjectStore, picture: tuple[Guid, Guid]
):
    """§0: "bound to the caller's address", which a client cannot choose by a header of its own."""
    app = Starlette(
        routes=routes(
            pool=desk.pool, agency=desk.agency, clock=desk.clock, server_key=SERVER_KEY, pace_ms=0, store=store,
            proxies=Proxies(networks=(network("127.0.0.1"),)),
        )
    )  # fmt: skip
    url = await serve(app)
    reader = Client(url, await desk.machine(Entitlement(), addresses=("192.0.2.7",)))
    from_paper = {"X-Forwarded-For": "198.51.100.1, 192.0.2.7"}
    assert (await reader.ask("GET", "/abone/subscription", from_paper)).status == 200
    for spoof in ({"X-Forwarded-For": "192.0.2.7, 198.51.100.1"}, {"Forwarded": "for=192.0.2.7"}, {}):
        assert (await reader.ask("GET", "/abone/subscription", spoof)).status == 403, spoof
    found = await reader.ask("GET", f"/abone/token/{picture[0]}/web", from_paper)
    path = urlsplit(found.headers["Location"]).path
    assert (await Client(url).ask("GET", path, {"X-Forwarded-For": "192.0.2.7"})).status == 200
    assert (await Client(url).ask("GET", path, {"X-Forwarded-For": "192.0.2.7, 192.0.2.8"})).status == 403


async def test_a_link_ends_with_its_login_s_contract(desk: Desk, url: str, picture: tuple[Guid, Guid]):
    """Issue 3: "does not exist for the account in search, … tokens and links"."""
    reader = Client(url, await desk.machine(Entitlement(), ends=desk.clock() + timedelta(hours=2)))
    path = urlsplit((await reader.get(f"/abone/token/{picture[0]}/web")).headers["Location"]).path
    assert (await reader.get(path)).status == 200
    desk.clock.advance(timedelta(hours=3))
    assert (await reader.get(path)).status == 403


async def test_multitoken_has_the_links_of_every_member_at_once(
    desk: Desk, client: Client, store: ObjectStore
):
    """§0: "envelope with `data.result[]` of `{id, type, url, expires}`"."""
    for content in (HIGH, WEB):
        await store.put(content)
    files = (copy.rendition("print", HIGH), copy.rendition("web", WEB))
    first, second, third, series = await desk.series(*(copy.a_picture(*files) for _ in range(3)))
    await desk.stop(second, Action.HOLD)
    answer = await client.get(f"/abone/multitoken/{series}/web")
    assert answer.status == 200
    assert answer.headers["Content-Type"].startswith("application/json")
    data: dict[str, Any] = answer.json()["data"]
    assert [(one["id"], one["type"]) for one in data["result"]] == [(first, "picture"), (third, "picture")]
    assert data["total"] == 2
    for one in data["result"]:
        assert list(one) == ["id", "type", "url", "expires"]
        assert one["expires"] == "2026-03-03T09:00:02Z"
        assert (await Client(client.url).get(urlsplit(str(one["url"])).path)).body == WEB
    async with transaction(desk.pool) as db:
        assert [row.path for row in await takers(db, first)] == ["has:multitoken:web"]
        assert await takers(db, second) == []


async def test_texts_series_and_newsml_have_no_token(desk: Desk, client: Client, picture: tuple[Guid, Guid]):
    """§1.7: "newsml formats not allowed"."""
    for path, words in (
        (f"token/{picture[0]}/newsml29", "newsml formats not allowed"),
        (f"multitoken/{picture[1]}/newsml12", "newsml formats not allowed"),
        (f"token/{picture[1]}/print", "multitoken"),
        (f"multitoken/{picture[1]}/sd", "print, web"),
    ):
        answer = await client.get(f"/abone/{path}")
        assert (answer.status, answer.json()["response"]["code"]) == (400, 400), path
        assert words in answer.message


async def test_a_client_behind_a_list_of_addresses_is_refused_from_elsewhere(
    desk: Desk, url: str, picture: tuple[Guid, Guid]
):
    """Issue 3: "API users with … address allow-list"."""
    machine = await desk.machine(Entitlement(), addresses=("192.0.2.0/24",))
    refused = await Client(url, machine).get("/abone/subscription")
    assert (refused.status, refused.json()["response"]["code"]) == (403, 403)
    assert "127.0.0.1" in refused.message
    old = await desk.machine(Entitlement(), addresses=("192.0.2.0/24",), legacy_errors=True)
    refused = await Client(url, old).get("/abone/subscription")
    assert (refused.status, refused.json()["response"]["code"]) == (200, 403), "C1: the switch is the user's"
    local = await desk.machine(Entitlement(), addresses=("192.0.2.0/24", "127.0.0.1"))
    assert (await Client(url, local).get("/abone/subscription")).status == 200
