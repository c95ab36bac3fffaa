"""The ledger goes before the first byte: what left the house is written down, whatever happens next."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from starlette.applications import Starlette

from newsflow.has import routes
from newsflow.matching.contract import Entitlement
from newsflow.ops.embedded import DatabaseRole
from tests.has import copy
from tests.has.desk import SERVER_KEY
from tests.has.http import Client, authorization

if TYPE_CHECKING:
    from newsflow.domain.guid import Guid
    from newsflow.objects import ObjectStore
    from tests.harness import Database
    from tests.has.desk import Desk


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        ("document/{text}/newsml29", "has:document:newsml29"),
        ("document/{text}/newsml12", "has:document:newsml12"),
        ("document/{picture}/print", "has:document:print"),
        ("document/{series}/newsml29", "has:document:newsml29"),
        ("token/{picture}/web", "has:token:web"),
        ("multitoken/{series}/web", "has:multitoken:web"),
    ],
)
async def test_a_taking_is_committed_before_the_first_byte_goes(
    desk: Desk, store: ObjectStore, picture: tuple[Guid, Guid], begun: Database, *, asked: str, path: str
) -> None:
    """Issue 3: "The ledger …: written before the first byte"; asked by another connection as each part leaves."""
    text = await desk.release(copy.a_dispatch())
    machine = await desk.machine(Entitlement())
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
    address = "/abone/" + asked.format(text=text, picture=picture[0], series=picture[1])
    login = authorization(machine.username, machine.password)
    scope: dict[str, Any] = {
        "type": "http", "http_version": "1.1", "method": "GET", "scheme": "http", "path": address,
        "raw_path": address.encode(), "query_string": b"", "root_path": "", "client": ("192.0.2.7", 4000),
        "server": ("wire.example.org", 80),
        "headers": [(b"host", b"wire.example.org"), (b"authorization", login.encode())],
    }  # fmt: skip
    left: list[tuple[str, set[str]]] = []
    with psycopg.connect(begun.dsn(DatabaseRole.OWNER), autocommit=True) as other:

        async def receive() -> dict[str, Any]:
            await asyncio.Event().wait()  # a client that stays
            return {}

        async def send(message: Any) -> None:
            known = other.execute("SELECT path FROM taking").fetchall()
            left.append((message["type"], {str(row[0]) for row in known}))
            assert message.get("status", 200) in {200, 302}

        await app(scope, receive, send)
    assert left[0] == ("http.response.start", {path})


async def test_where_the_ledger_cannot_be_written_nothing_is_handed_over(
    desk: Desk, client: Client, picture: tuple[Guid, Guid], begun: Database
) -> None:
    text = await desk.release(copy.a_dispatch(headline="Körfezde vapur"))
    with psycopg.connect(begun.dsn(DatabaseRole.OWNER), autocommit=True) as owner:
        owner.execute("REVOKE INSERT ON taking FROM newsflow_app")
    for asked in (
        f"document/{text}/newsml29", f"document/{picture[0]}/print", f"document/{picture[1]}/newsml29",
        f"token/{picture[0]}/web", f"multitoken/{picture[1]}/web",
    ):  # fmt: skip
        answer = await client.get(f"/abone/{asked}")
        assert (answer.status, answer.json()["response"]["code"]) == (503, 503), asked
        assert "Location" not in answer.headers
        assert "vapur" not in answer.message
