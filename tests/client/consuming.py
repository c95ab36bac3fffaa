"""A consumer that is killed again and again, over a line that is cut again and again."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import sys
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from house.source import ROOT

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

    from tests.client.cutter import Cutter


PROGRAM = ROOT / "docs" / "examples" / "exactly_once.py"
QUIET = {name: value for name, value in os.environ.items() if not name.startswith("NEWSFLOW_")}


@dataclass(frozen=True, slots=True)
class Consumer:
    """The program of docs/examples with its login and its database."""

    login: tuple[str, str]
    file: Path
    longest_s: float = 1.2
    """How long it lives at most, after its first request."""

    async def start(self, base: str, *more: str) -> asyncio.subprocess.Process:
        """The program as a process."""
        return await asyncio.create_subprocess_exec(
            sys.executable, str(PROGRAM), base, *self.login, str(self.file), *more,
            stderr=asyncio.subprocess.PIPE, env=QUIET,
        )  # fmt: skip

    async def killed(self, url: str, cutter: Cutter, seeded: Random, until: asyncio.Event) -> int:
        """Run it and kill it at random moments, until `until`; gives how often.

        Fails when it ended by itself: whatever the line does, it goes on.
        """
        kills = 0
        while not until.is_set():
            cutter.arrived.clear()
            process = await self.start(f"{url}/v1")
            begun = asyncio.create_task(cutter.arrived.wait())
            ended = asyncio.create_task(process.wait())
            await asyncio.wait([ended, begun], timeout=60, return_when=asyncio.FIRST_COMPLETED)
            begun.cancel()
            await asyncio.wait([ended], timeout=seeded.random() * self.longest_s)
            if ended.done():
                assert process.stderr is not None
                raise AssertionError((await process.stderr.read()).decode())
            process.send_signal(signal.SIGKILL)
            await ended
            kills += 1
        return kills

    async def finish(self, url: str) -> None:
        """Let it come to the head in peace."""
        process = await self.start(f"{url}/v1", "--until-head")
        _, complaint = await asyncio.wait_for(process.communicate(), 60)
        assert process.returncode == 0, complaint.decode()

    def received(self) -> list[tuple[int, str, int]]:
        """What it holds, in the order in which it came: number, item, version."""
        with closing(sqlite3.connect(self.file)) as db:
            return list(db.execute("SELECT seq, guid, version FROM received ORDER BY rowid"))
