"""Content on the wire of a schema that this program does not know: ours to mend, and said so on every machine's door."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest
import structlog
from starlette.applications import Starlette

from newsflow.domain import content
from newsflow.has import routes as has_routes
from tests.has import copy
from tests.has.desk import SERVER_KEY

if TYPE_CHECKING:
    from tests.api.conftest import Reader
    from tests.conftest import Serve
    from tests.has.desk import Desk


def told(logs: Any, seq: int) -> bool:
    """Whether the log says which entry it was."""
    return any(
        line["event"] == "content_unreadable"
        and line["log_level"] == "error"
        and f"entry {seq}," in line["place"]
        and "Schema 1." in line["why"]
        for line in logs
    )


@pytest.mark.parametrize("path", ["entries?after=0", "items/{guid}", "items/{guid}/versions"])
async def test_the_api_answers_500_says_what_and_the_log_says_which_entry(
    desk: Desk, reader: Reader, path: str, monkeypatch: pytest.MonkeyPatch
):
    guid = await desk.release(copy.a_dispatch())
    monkeypatch.setattr(content, "SCHEMA", 99)
    with structlog.testing.capture_logs() as logs:
        answer = await reader.http.get(
            f"/v1/{path.format(guid=guid)}", auth=(reader.machine.username, reader.machine.password)
        )
    assert answer.status_code == 500, answer.text
    said = answer.json()
    assert said["type"] == "urn:newsflow:problem:stored-content"
    assert said["which"] == "Schema 1."
    assert guid not in answer.text
    assert told(logs, 1)


async def test_has_answers_500_in_its_envelope_and_the_log_says_which_entry(
    desk: Desk, reader: Reader, serve: Serve, monkeypatch: pytest.MonkeyPatch
):
    guid = await desk.release(copy.a_dispatch())
    url = await serve(
        Starlette(
            routes=has_routes(
                pool=desk.pool, agency=desk.agency, clock=desk.clock, server_key=SERVER_KEY, pace_ms=0
            )
        )
    )
    monkeypatch.setattr(content, "SCHEMA", 99)
    async with httpx.AsyncClient(
        base_url=url, auth=(reader.machine.username, reader.machine.password)
    ) as http:
        with structlog.testing.capture_logs() as logs:
            answer = await http.get(f"/abone/document/{guid}/newsml29")
        assert answer.status_code == answer.json()["response"]["code"] == 500
        assert "schema that is not known here" in answer.json()["response"]["message"]
        assert told(logs, 1)
        listed = await http.post("/abone/search", data={})
    assert listed.status_code == 200, "a list reads no content"
