"""Scripts in the manner of real customers' clients, run as processes against HAS (contract, throughout)."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from starlette.applications import Starlette

from newsflow.domain.codes import Action
from newsflow.has import routes
from tests.foreign import php
from tests.has import copy
from tests.has.conftest import EVERYTHING
from tests.has.desk import SERVER_KEY, Desk, Machine

if TYPE_CHECKING:
    from newsflow.domain.guid import Guid
    from tests.conftest import Serve
    from tests.has.http import Client

CLIENTS = Path(__file__).parent / "clients"
QUIET = {name: value for name, value in os.environ.items() if not name.startswith("NEWSFLOW_")}


async def run(client: Client, script: str, *arguments: str, program: str = sys.executable) -> Any:
    """What the script printed, as JSON; fails the test when it ended badly."""
    assert client.machine is not None
    path = CLIENTS / script
    login = (client.url, client.machine.username, client.machine.password)
    process = await asyncio.create_subprocess_exec(
        program, str(path), *login, *arguments,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE, env=QUIET,
    )  # fmt: skip
    output, complaint = await asyncio.wait_for(process.communicate(), timeout=90)
    assert process.returncode == 0, f"{output.decode()}\n{complaint.decode()}"
    return json.loads(output)


@pytest.fixture
async def stories(desk: Desk) -> tuple[Guid, Guid, Guid]:
    """A Turkish story, a French one, and a flash that was killed; oldest first."""
    turkish, french = await desk.release(copy.a_dispatch()), await desk.release(copy.french())
    flash = await desk.release(copy.flash())
    await desk.stop(flash, Action.KILL)
    return turkish, french, flash


async def test_pya_pages_all_oldest_first(client: Client, stories: tuple[Guid, Guid, Guid]):
    """§1.3: "PYA pages while offset < total", "reverses it to get oldest first"."""
    got = await run(client, "pya.py", "0")
    assert [found["id"] for found in got["found"]][:3] == list(stories)
    assert len(got["found"]) == 4
    for document in got["documents"].values():
        assert document["children"] == 0
        assert document["html"].startswith("<p>")
    assert got["documents"][stories[0]]["headline"] == copy.a_dispatch().headline
    assert got["documents"][stories[2]]["statuses"] == ["stat:canceled"]
    assert got["tables"]["type"]["1"] == "Haber"


async def test_pya_at_its_own_pace_is_never_refused(desk: Desk, serve: Serve):
    """§1.1: "PYA, BIL, KIT, ELX, BCM sleep exactly 500 ms. A strict limiter rejects an honest client"."""
    from tests.has.http import Client

    await desk.release(copy.a_dispatch())
    at = await serve(
        Starlette(routes=routes(pool=desk.pool, agency=desk.agency, clock=desk.clock, server_key=SERVER_KEY))
    )
    got = await run(Client(at, await desk.machine(EVERYTHING)), "pya.py", "0.5")
    assert len(got["documents"]) == 1
    assert got["refused"] == []


async def test_blu_reads_headline_byline_abstract_and_linked_titles(
    client: Client, stories: tuple[Guid, Guid, Guid]
):
    """§1.8: BLU requires hl1 and byttl as plain text, and a title in every link (KeyError without)."""
    got = await run(client, "blu.py")
    assert got["skipped"] == 0
    by_id = {story["id"]: story for story in got["stories"]}
    french = by_id[stories[1]]
    assert french["title"] == copy.french().headline
    assert french["author"] == "Ada Örnek"
    assert french["summary"] == copy.french().deck
    assert french["text"].startswith("<p>ISTANBUL (NF) - ")
    assert by_id[stories[0]]["summary"] is None, "the element is there, and empty"
    killed = by_id[stories[2]]
    assert killed["links"] == [[got["stories"][0]["id"], "İPTAL: vapur-seferleri"]]


async def test_elx_finds_what_it_asserts(client: Client, stories: tuple[Guid, Guid, Guid]):
    """§1.2, §1.6: multipart search; exactly `application/xml`; everything after the first `=` is the file name."""
    got = await run(client, "elx.py", "0")
    assert got["wrong"] == [404, True, 404]
    turkish = next(one for one in got["read"] if one["name"] == f"{stories[0].replace(':', '_')}.xml")
    assert turkish["holder"] == "Novafon Ajansı"
    assert turkish["subjects"] == ["AAcat:GUN", "AApackage:1"]
    assert turkish["country"] == "Türkiye"
    assert turkish["creators"] == {"AArole:publisher": "Novafon Ajansı"}
    assert turkish["content"].startswith("<p>İZMİR (NF) - ")


async def test_bil_kit_and_phb_in_php(client: Client, stories: tuple[Guid, Guid, Guid]):
    """§1.8: SimpleXML casts, XPath with "n", the first `tr` name as category, the split at the agency's mark."""
    program = php("SimpleXML", otherwise="the same manners are held in test_newsml29.py")
    got = await run(client, "kit.php", "0", program=program)
    assert len(got) == 4
    by_id = {one["id"]: one for one in got}
    french = by_id[stories[1]]
    assert french["category"] == "Genel"
    assert french["city"] == "Istanbul"
    assert french["keywords"] == ["ferry", "golfe & port"]
    assert french["group"] is None
    assert french["created"] == "2026-03-02 12:00:02"
    assert french["before"] == "ISTANBUL "
    assert french["after"].startswith(" - Les ferries ont repris")
    assert by_id[stories[0]]["summary"] == ""


async def test_omk_and_bcm_in_node(client: Client, stories: tuple[Guid, Guid, Guid]):
    """§1.1, §1.3: ids percent-encoded in the path; `"NOW"` with literal double quotes; priority <= 2 is a flash."""
    node = shutil.which("node")
    if node is None:
        pytest.skip(
            "no node on this machine; the same requests are made in test_search.py and test_document.py"
        )
    got = await run(client, "omk.js", "0", program=node)
    assert got["success"] is True
    assert len(got["stories"]) == 4
    by_id = {one["id"]: one for one in got["stories"]}
    assert by_id[stories[0]]["category"] == "GUN"
    assert by_id[stories[0]]["created"] == "2026-03-02T09:00:01Z"
    assert by_id[stories[0]]["flash"] is False
    assert by_id[stories[0]]["body"].startswith("&lt;p&gt;İZMİR (NF) - ")


@dataclass(slots=True)
class Now:
    """The real clock: this is about what happens at once."""

    def __call__(self) -> datetime:
        """The present moment."""
        return datetime.now(UTC)

    def advance(self, _by: object) -> None:
        """Nothing: real time passes by itself."""


WRITERS, STORIES = 3, 30
LAST = "son haber"


async def busy_desk(desk: Desk) -> tuple[set[Guid], dict[str, Guid], dict[str, Guid]]:
    """What concurrent writers released: all guids, and the notices of each kill and correction by its item."""
    released: set[Guid] = set()
    killed: dict[str, Guid] = {}
    corrected: dict[str, Guid] = {}

    async def writer(name: int) -> None:
        for number in range(STORIES):
            guid = await desk.release(copy.a_dispatch(slug=f"yazar-{name}-{number}"))
            released.add(guid)
            await asyncio.sleep(0.02)  # so that the clients, which take a while to start, meet the writers
            if number % 10 == 3:
                await asyncio.sleep(0.05)
                killed[guid] = await desk.stop(guid, Action.KILL)
            if number % 10 == 6:
                await asyncio.sleep(0.05)
                corrected[guid] = await desk.correct(
                    guid, "Sefer saati 9 değil 10.", headline="Düzeltilmiş başlık"
                )

    await asyncio.gather(*(writer(name) for name in range(WRITERS)))
    await desk.release(copy.a_dispatch(headline=LAST))
    return released, killed, corrected


async def test_a_date_poller_and_an_id_rememberer_miss_nothing_while_others_write(
    begun: object, desk: Desk, serve: Serve
):
    """§0: "never not at all"; clients that remember ids "learn … by the **notice**"."""
    from tests.has.http import Client

    live = Desk(desk.pool, desk.agency, Now())  # pyright: ignore[reportArgumentType] - stands in for the settable clock
    at = await serve(
        Starlette(
            routes=routes(
                pool=desk.pool, agency=desk.agency, clock=live.clock, server_key=SERVER_KEY, pace_ms=0
            )
        )
    )
    machines: list[Machine] = [await live.machine(EVERYTHING) for _ in range(2)]
    by_date, by_id, (released, killed, corrected) = await asyncio.gather(
        run(Client(at, machines[0]), "date_poller.py", LAST),
        run(Client(at, machines[1]), "id_rememberer.py", LAST),
        busy_desk(live),
    )
    notices = set(killed.values()) | set(corrected.values())
    assert len(killed) == len(corrected) == WRITERS * 3
    seen = {item["id"] for item in by_date}
    assert released | notices <= seen, "the date poller missed an item"
    titles = {(item["id"], item["title"].split(":")[0]) for item in by_date}
    assert {(guid, "İPTAL") for guid in killed} <= titles
    assert {(guid, "Düzeltilmiş başlık") for guid in corrected} <= titles

    assert released | notices <= set(by_id), "the id-remembering client missed an item"
    for mark, told in (("İPTAL", killed), ("DÜZELTME", corrected)):
        for guid, notice in told.items():
            assert by_id[notice]["title"].startswith(f"{mark}: yazar-")
            assert guid in by_id[notice]["html"]
