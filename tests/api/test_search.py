"""The archive over the API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsflow.domain.codes import Action
from newsflow.matching.contract import Entitlement
from newsflow.search.following import catch_up
from tests.has import copy
from tests.has.desk import three

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from newsflow.search.folder import IndexFolder
    from tests.api.conftest import Reader
    from tests.has.desk import Desk


async def test_the_archive_gives_what_the_contract_covers_with_marks_and_counts(
    desk: Desk, index: IndexFolder, reads: Callable[..., Awaitable[Reader]]
) -> None:
    turkish, french, _ = await three(desk)
    killed = await desk.release(copy.a_dispatch(headline="Vapurda yangın"))
    await desk.stop(killed, Action.KILL)
    await catch_up(desk.pool, index)
    reader = await reads(Entitlement(languages=("tr",)))
    answer = await reader.get("search", q="vapur", marks=1, counts=1)
    said = answer.json()
    assert said["items"][-1]["guid"] == turkish
    assert said["items"][-1]["marks"]
    assert [hit["guid"] for hit in said["items"] if hit["stopped"]] == [killed]
    reasons = {hit["guid"]: (hit["ruling"]["verdict"], hit["ruling"]["reason"]) for hit in said["items"]}
    assert reasons[killed] == ("notice", "stopped"), "as entries say"
    assert reasons[turkish] == ("whole", "covered")
    assert "yangın" not in answer.text
    assert {"value": "tr", "number": said["total"]} in said["counts"]["lang"]
    assert french not in answer.text
    wrong = await reader.get("search", q="form:led")
    assert (wrong.status_code, wrong.json()["at"]) == (400, 6)
