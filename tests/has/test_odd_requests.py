"""Requests that no client of the contract sends, and faults of our own: each is answered in the envelope."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from newsflow.app import Parts, build
from newsflow.db.pool import transaction
from newsflow.matching.contract import Entitlement
from newsflow.ops.web_server import with_origin_targets
from newsflow.subscribers.ledger import takers
from newsflow.web.authorization import Login, basic
from tests.harness import MORNING
from tests.has import copy
from tests.has.conftest import EVERYTHING
from tests.has.desk import SERVER_KEY, Machine
from tests.has.http import Client, authorization

if TYPE_CHECKING:
    import pytest

    from tests.conftest import Serve
    from tests.has.desk import Desk


async def test_a_head_request_is_answered_as_its_get_without_the_body_and_takes_nothing(
    client: Client, desk: Desk
):
    """§1.6: "Range, ETag, HEAD: nobody uses them"; monitors do."""
    guid = await desk.release(copy.a_dispatch())
    document = f"/abone/document/{guid}/newsml29"
    for path in (document, "/abone/subscription", "/abone/discover/tr_TR", f"/abone/token/{guid}/print"):
        head = await client.ask("HEAD", path)
        if path == document:
            async with transaction(desk.pool) as db:
                assert await takers(db, guid) == []
        get = await client.get(path)
        assert (head.status, head.body) == (get.status, b""), path
        assert head.headers["Content-Length"] == get.headers["Content-Length"] == str(len(get.body))
    search = await client.ask("HEAD", "/abone/search")
    assert (search.status, search.headers["Allow"], search.body) == (405, "POST", b"")


async def test_a_target_with_the_host_in_it_is_answered_by_has_and_the_site(
    desk: Desk, client: Client, serve: Serve
):
    """RFC 9112 §3.2.2: a client that was set up for a proxy sends `GET http://host/path`, and must be served."""
    parts = Parts(
        pool=desk.pool,
        agency=desk.agency,
        clock=desk.clock,
        server_key=SERVER_KEY,
        public_url="http://host",
        has_pace_ms=0,
    )
    here = Client(await serve(with_origin_targets(build(parts))), client.machine)
    for path in ("/abone/subscription", "/robots.txt"):
        plain, absolute = await here.get(path), await here.get(f"http://has.example:8{path}")
        assert (absolute.status, absolute.body) == (plain.status, plain.body), path
        assert plain.status == 200


async def test_a_login_without_its_padding_is_read(client: Client, url: str):
    """RFC 4648 wants `=` to the end of four characters; hand-made clients leave it off."""
    assert client.machine is not None
    for spaces in range(3):
        machine = Machine(client.machine.username, client.machine.password + " " * spaces, "")
        coded = authorization(machine.username, machine.password).rstrip("=")
        answer = await Client(url).ask("GET", "/abone/subscription", {"Authorization": coded})
        assert answer.status == (200 if spaces == 0 else 401)
    assert basic(b"Basic YTpi") == basic(b"Basic YTpi") == Login("a", "b")
    assert basic(b"Basic YTpiYw") == basic(b"Basic YTpiYw==") == Login("a", "bc")
    assert basic(b"Basic YTpiY") is None


async def test_what_nobody_foresaw_is_500_in_the_envelope_without_a_trace(
    desk: Desk, client: Client, url: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    """C1, for the errors that are ours too: a client gets what it can read, the log gets the trace."""

    def planted(*_: object) -> None:
        raise ZeroDivisionError("planted fault")

    monkeypatch.setattr("newsflow.has.door.discover", planted)
    legacy = Client(url, await desk.machine(EVERYTHING, legacy_errors=True))
    for asked, status in ((client, 500), (legacy, 200)):
        answer = await asked.get("/abone/discover/tr_TR")
        assert (answer.status, answer.json()["response"]["code"]) == (status, 500)
        assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
        assert not any(word in answer.body for word in (b"planted", b"ZeroDivision", b"Traceback", b".py"))
    assert "planted fault" in caplog.text


async def test_nothing_is_read_of_what_the_account_may_not_know_so_that_no_clock_tells_it_is_there(
    desk: Desk, url: str, monkeypatch: pytest.MonkeyPatch
):
    """C2: "Dosya Bulunamadı" for what is hidden, and after as little work as for what is not there."""
    hidden = await desk.release(copy.a_dispatch(), not_before=MORNING + timedelta(days=1))
    outside = await desk.release(copy.a_dispatch(slug="autre"))
    reader = Client(url, await desk.machine(Entitlement(languages=("fr",), advance_copy=True)))

    async def never(*_: object) -> None:
        raise AssertionError("the content was read")

    monkeypatch.setattr("newsflow.wire.read.latest", never)
    for guid in (hidden, outside, "nf:text:20260302:987654"):
        assert (await reader.get(f"/abone/document/{guid}/newsml29")).status == 404, guid
