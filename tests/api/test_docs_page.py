"""The examples of docs/api/README.md, run as they stand."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from typing import TYPE_CHECKING

from house.source import ROOT
from tests.has.desk import three

if TYPE_CHECKING:
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


async def test_every_example_of_the_page_runs(desk: Desk, reader: Reader) -> None:
    guid, _, _ = await three(desk)
    page = (ROOT / "docs/api/README.md").read_text(encoding="utf-8")
    given = {
        "WIRE": str(reader.http.base_url), "NAME": reader.machine.username, "SECRET": reader.machine.password,
        "GUID": guid, "PYTHONIOENCODING": "utf-8",
    }  # fmt: skip
    told: list[str] = []
    for kind, example in EXAMPLE.findall(page):
        commands = [example] if kind == "python" else [line for line in example.splitlines() if line]
        for command in commands:
            start = [sys.executable, "-c"] if kind == "python" else ["bash", "-c"]
            told.append(await ran([*start, command], given))
    assert len(told) == 10
    assert all(told)
    assert f"1 new {guid} True" in "".join(told)
