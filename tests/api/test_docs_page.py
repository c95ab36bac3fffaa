"""The examples of docs/api/README.md, run as they stand."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from typing import TYPE_CHECKING

from house.source import ROOT
from newsflow.matching.contract import Entitlement
from newsflow.search.following import catch_up
from tests.has import copy
from tests.has.desk import three

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from newsflow.domain.guid import Guid
    from newsflow.search.folder import IndexFolder
    from tests.api.conftest import Reader
    from tests.has.desk import Desk

EXAMPLE = re.compile(r"^```(sh|python)\n(.*?)^```", re.MULTILINE | re.DOTALL)


async def ran(command: list[str], environment: dict[str, str]) -> str:
    """What the example printed; fails where it failed."""
    process = await asyncio.create_subprocess_exec(
        *command,
        env={**os.environ, **environment},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, told = await asyncio.wait_for(process.communicate(), 30)
    assert process.returncode == 0, (command, told.decode())
    return out.decode()


async def test_every_example_of_the_page_runs(
    desk: Desk, reads: Callable[..., Awaitable[Reader]], picture: tuple[Guid, Guid], index: IndexFolder
) -> None:
    reader = await reads(Entitlement(history=True))
    guid, _, _ = await three(desk)
    await desk.change(guid, copy.a_dispatch(headline="Vapur seferleri sıklaştı"))
    await catch_up(desk.pool, index)
    page = (ROOT / "docs/api/README.md").read_text(encoding="utf-8")
    given = {
        "WIRE": str(reader.http.base_url), "NAME": reader.machine.username, "SECRET": reader.machine.password,
        "GUID": guid, "PICTURE": picture[0], "PYTHONIOENCODING": "utf-8",
    }  # fmt: skip
    told: list[str] = []
    for kind, example in EXAMPLE.findall(page):
        commands = [example] if kind == "python" else [line for line in example.splitlines() if line]
        for command in commands:
            start = [sys.executable, "-c"] if kind == "python" else ["bash", "-c"]
            told.append(await ran([*start, command], given))
    assert len(told) == 14
    assert all(told)
    said = "".join(told)
    assert f"update {guid} True" in said
    assert '"change":"' in said
    assert "100" in [each.strip() for each in told], "so many bytes of the picture"
