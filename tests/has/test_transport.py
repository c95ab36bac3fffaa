"""Transport, auth, errors and pace (contract §1.1, §1.2); each test quotes the row that it holds."""

from __future__ import annotations

import asyncio
import base64
from typing import TYPE_CHECKING

import pytest
from starlette.applications import Starlette

from newsflow.db.pool import open_pool, transaction
from newsflow.has import routes
from newsflow.has.form import BODY_LIMIT
from newsflow.has.lateness import on_time
from newsflow.subscribers.api_users import new_secret
from tests.has import copy
from tests.has.conftest import EVERYTHING, Seconds
from tests.has.desk import SERVER_KEY, Machine
from tests.has.http import Client, authorization

if TYPE_CHECKING:
    from tests.conftest import Serve
    from tests.has.desk import Desk

ERROR_PATHS = (
    ("GET", "/abone/search", 405),
    ("PUT", "/abone/search/", 405),
    ("POST", "/abone/discover/tr_TR", 405),
    ("DELETE", "/abone/subscription", 405),
    ("POST", "/abone/document/nf:text:20260302:1/newsml29", 405),
    ("OPTIONS", "/abone/token/nf:text:20260302:1/print", 405),
    ("GET", "/abone/", 404),
    ("GET", "/abone/nothing", 404),
    ("GET", "/abone/document", 404),
    ("GET", "/abone/document/nf:text:20260302:1", 404),
    ("GET", "/abone/document/nf:text:20260302:1/newsml29/more", 404),
    ("GET", "/abone/document/nf:text:20260302:999/newsml29", 404),
    ("GET", "/abone/document/anything/print", 404),
    ("GET", "/abone/document/nf:text:20260302:1%00/newsml29", 404),
    ("GET", "/abone/document/%FF%FE/newsml29", 404),
    ("GET", "/abone/document/%0d%0aX", 404),
    ("GET", "/abone/document/%0d%0aX/newsml29", 404),
    ("GET", "/abone/document/nf:text:20260302:1%0a/newsml29", 404),
    ("GET", "/abone/%0a", 404),
    ("GET", "/abone/token/nf:picture:20260302:999/print", 404),
    ("GET", "/abone/multitoken/nf:picturegroup:20260302:999/print", 404),
    ("GET", "/abone/discover/xx_XX", 400),
)


async def test_http_basic_on_every_request_for_every_function(client: Client, url: str):
    """§1.1: "HTTP Basic on every request, for every function; no session, no key"."""
    nobody = Client(url)
    for method, path in (
        ("POST", "/abone/search"), ("GET", "/abone/discover/tr_TR"), ("GET", "/abone/subscription"),
        ("GET", "/abone/document/nf:text:20260302:1/newsml29"), ("GET", "/abone/nothing"),
        ("GET", "/abone/token/nf:text:20260302:1/print"), ("OPTIONS", "/abone/search"),
    ):  # fmt: skip
        answer = await nobody.ask(method, path)
        assert (answer.status, answer.json()["response"]["code"]) == (401, 401), path
        assert answer.json()["response"]["success"] is False
        assert answer.headers["WWW-Authenticate"] == 'Basic realm="HAS", charset="UTF-8"'
        assert answer.headers["Content-Type"].startswith("application/json")
        assert not [name for name in answer.headers if name.lower().startswith("access-control")]
    assert (await client.get("/abone/subscription")).status == 200


async def test_a_login_that_cannot_be_read_is_a_wrong_login(url: str):
    coded = (base64.b64encode(raw).decode() for raw in (b"no colon", b"\xff\xfe:x", b"a\x00b:x"))
    good_manners = (authorization("", ""), authorization("someone", "wrong"))
    for value in (
        "",
        "Basic",
        "Basic !!!",
        "Bearer abc",
        *(f"Basic {text}" for text in coded),
        *good_manners,
    ):
        answer = await Client(url).ask("GET", "/abone/subscription", {"Authorization": value})
        assert answer.status == 401, value
        assert answer.json()["response"]["code"] == 401


async def test_unknown_names_and_wrong_passwords_get_the_same_bytes(client: Client, url: str):
    assert client.machine is not None
    wrong = Machine(client.machine.username, client.machine.password + "x", "")
    unknown = Machine("7654321", "x", "")
    answers = [await Client(url, machine).get("/abone/subscription") for machine in (wrong, unknown)]
    assert answers[0].body == answers[1].body
    assert answers[0].status == answers[1].status == 401


async def test_a_password_may_hold_colons_and_any_letters(
    desk: Desk, url: str, monkeypatch: pytest.MonkeyPatch
):
    """RFC 7617: the username ends at the first colon; text is UTF-8."""
    machine = await desk.machine(EVERYTHING)

    def chosen(_size: int) -> str:
        return "iki:nokta:üst üste ✓"

    monkeypatch.setattr("secrets.token_urlsafe", chosen)
    async with transaction(desk.pool) as db:
        await new_secret(db, username=machine.username, server_key=SERVER_KEY, now=desk.clock())
    chosen_too = Client(url, Machine(machine.username, "iki:nokta:üst üste ✓", ""))
    assert (await chosen_too.get("/abone/subscription")).status == 200


async def test_every_error_is_the_envelope_with_the_same_code_and_never_a_picture_or_xml(
    client: Client, desk: Desk
):
    """C1: "real HTTP status **and** the JSON envelope with the same `code`"."""
    await desk.release(copy.a_dispatch())
    for method, path, status in ERROR_PATHS:
        answer = await client.ask(method, path)
        response = answer.json()["response"]
        assert (answer.status, response["code"]) == (status, status), (method, path)
        assert response["success"] is False
        assert isinstance(response["message"], str)
        assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
        assert ("Allow" in answer.headers) == (status == 405)


async def test_legacy_errors_answer_http_200_with_the_code_in_the_body(desk: Desk, url: str):
    """C1, C2: "a per-API-user switch "legacy errors" answers HTTP 200 with the code in the body"."""
    await desk.release(copy.a_dispatch())
    machine = await desk.machine(EVERYTHING, legacy_errors=True)
    for method, path, status in ERROR_PATHS:
        answer = await Client(url, machine).ask(method, path)
        assert (answer.status, answer.json()["response"]["code"]) == (200, status), (method, path)
    wrong = await Client(url, Machine(machine.username, "wrong", "")).get("/abone/subscription")
    assert (wrong.status, wrong.json()["response"]["code"]) == (200, 401)


async def test_header_names_go_out_in_canonical_case(client: Client, desk: Desk):
    """§1.2: "Send header names in canonical case (`Content-Type`, `Content-Disposition`)"."""
    guid = await desk.release(copy.a_dispatch())
    document = await client.get(f"/abone/document/{guid}/newsml29")
    assert {"Content-Type", "Content-Disposition", "Content-Length"} <= set(document.headers)
    assert {"Content-Type", "Content-Length"} <= set((await client.search()).headers)


async def test_both_slashes_answer_directly(client: Client):
    """§1.1: "must both take POST and answer directly: never 301/302 a POST"."""
    for slash in ("", "/"):
        assert (await client.search(f"/abone/search{slash}")).status == 200
        assert (await client.get(f"/abone/subscription{slash}")).status == 200
        assert (await client.get(f"/abone/discover/tr_TR{slash}")).status == 200


async def test_success_is_response_and_data(client: Client):
    """§1.2: "`response.success` (boolean), `response.code` (number, 200). `data` is the payload"."""
    answer = await client.search()
    assert answer.body == b'{"response":{"success":true,"code":200},"data":{"result":[],"total":0}}'
    assert answer.headers["Content-Type"].startswith("application/json")


async def test_a_body_over_the_limit_is_413_and_one_at_it_is_read(client: Client):
    """docs/has.md: a search's body may have 64 KiB."""
    filler = b"x=" + b"y" * (BODY_LIMIT - 2)
    assert (await client.ask("POST", "/abone/search", {}, filler)).status == 200
    refused = await client.ask("POST", "/abone/search", {}, filler + b"y")
    assert (refused.status, refused.json()["response"]["code"]) == (413, 413)
    assert "64 KiB" in refused.message


class TestPace:
    """§1.1, C9: 500 ms with 80 ms of slack, per API user, from the last accepted arrival."""

    @pytest.fixture
    def seconds(self) -> Seconds:
        return Seconds()

    @pytest.fixture
    async def paced(self, desk: Desk, serve: Serve, seconds: Seconds) -> Client:
        at = await serve(
            Starlette(
                routes=routes(
                    pool=desk.pool,
                    agency=desk.agency,
                    clock=desk.clock,
                    server_key=SERVER_KEY,
                    monotonic=seconds,
                    late=on_time,
                )
            )
        )
        return Client(at, await desk.machine(EVERYTHING))

    async def test_the_second_request_within_the_pace_is_429_short_and_without_retry_after(
        self, paced: Client
    ):
        assert (await paced.get("/abone/subscription")).status == 200
        answer = await paced.get("/abone/subscription")
        assert answer.status == 429
        assert answer.headers["Content-Type"] == "application/json"
        assert "try again in 0.500 sec" in answer.body.decode()
        assert len(answer.body) < 150
        assert "retry-after" not in {name.lower() for name in answer.headers}
        assert answer.json()["response"] == {
            "success": False, "code": 429, "message": "Too many requests, try again in 0.500 sec",
        }  # fmt: skip

    async def test_80_ms_are_forgiven_and_81_are_not(self, paced: Client, seconds: Seconds):
        statuses: list[int] = []
        for wait in (0.0, 0.419, 0.001, 0.420, 0.5):
            seconds.now += wait
            statuses.append((await paced.get("/abone/subscription")).status)
        assert statuses == [200, 429, 200, 200, 200]

    async def test_it_counts_from_the_last_accepted_arrival(self, paced: Client, seconds: Seconds):
        await paced.get("/abone/subscription")
        statuses: list[int] = []
        for _ in range(6):
            seconds.now += 0.1
            statuses.append((await paced.get("/abone/subscription")).status)
        assert statuses == [429, 429, 429, 429, 200, 429]

    async def test_waiting_exactly_as_told_is_enough(self, paced: Client, seconds: Seconds):
        await paced.get("/abone/subscription")
        seconds.now += 0.1
        told = (await paced.get("/abone/subscription")).message
        seconds.now += float(told.removesuffix(" sec").rpartition(" ")[2])
        assert (await paced.get("/abone/subscription")).status == 200

    async def test_each_api_user_has_a_pace_of_its_own_and_strangers_cannot_slow_it(
        self, paced: Client, desk: Desk
    ):
        assert paced.machine is not None
        other = Client(paced.url, await desk.machine(EVERYTHING))
        stranger = Client(paced.url, Machine(paced.machine.username, "wrong", ""))
        assert (await paced.get("/abone/subscription")).status == 200
        assert (await other.get("/abone/subscription")).status == 200
        third = Client(paced.url, await desk.machine(EVERYTHING))
        assert third.machine is not None
        stranger = Client(paced.url, Machine(third.machine.username, "wrong", ""))
        assert (await stranger.get("/abone/subscription")).status == 401
        assert (await third.get("/abone/subscription")).status == 200

    async def test_of_many_at_once_one_is_accepted(self, paced: Client):
        answers = await asyncio.gather(*(paced.get("/abone/subscription") for _ in range(8)))
        assert sorted(answer.status for answer in answers) == [200] + [429] * 7

    async def test_the_pace_error_is_429_for_legacy_accounts_too(self, paced: Client, desk: Desk):
        legacy = Client(paced.url, await desk.machine(EVERYTHING, legacy_errors=True))
        await legacy.get("/abone/subscription")
        assert (await legacy.get("/abone/subscription")).status == 429


async def test_a_database_that_is_gone_is_503_in_the_envelope(desk: Desk, serve: Serve):
    async with open_pool("postgresql://nobody@127.0.0.1:1/none", at_least=0) as gone:
        gone.timeout = 0.05
        at = await serve(
            Starlette(routes=routes(pool=gone, agency=desk.agency, clock=desk.clock, server_key=SERVER_KEY))
        )
        answer = await Client(at, Machine("x", "y", "")).search()
    assert (answer.status, answer.json()["response"]["code"]) == (503, 503)
