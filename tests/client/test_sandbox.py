"""`newsflow sandbox` is a wire that a developer starts with one command, and that leaves nothing behind."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from newsflow.client import AsyncClient, Entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsflow.client import Event

QUIET = {name: value for name, value in os.environ.items() if not name.startswith("NEWSFLOW_")}


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder that the database's own user reaches, where the tests run as root."""
    with tempfile.TemporaryDirectory(prefix="newsflow-tests-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)
        assert list(Path(folder).iterdir()) == [], "nothing of the sandbox stays"


async def test_a_developer_reads_drills_from_the_sandbox_and_ends_it(home: Path):
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "newsflow.ops", "sandbox", "--port", "0", "--every", "0.2",
        stdout=asyncio.subprocess.PIPE, env=QUIET | {"PYTHONUNBUFFERED": "1", "TMPDIR": str(home)},
    )  # fmt: skip
    assert process.stdout is not None
    try:
        async with asyncio.timeout(60):
            while not (
                found := re.search(rb"answers at (http://[0-9.:]+/v1/test)", await process.stdout.readline())
            ):
                assert process.returncode is None
        base = found[1].decode()
        seen: list[Event] = []
        async with asyncio.timeout(30), AsyncClient(base, user="sandbox", secret="sandbox") as client:
            async for event in client.follow(live=True):
                seen.append(event)
                if len(seen) >= 6:
                    break
            async with httpx.AsyncClient(auth=("sandbox", "sandbox")) as http:
                played = await http.post(f"{base}/drills/kill")
                assert played.status_code == 200
        assert {event.action for event in seen if isinstance(event, Entry)} >= {"new", "update", "correct"}
        assert all("TEST" in str(event.document) for event in seen if isinstance(event, Entry))
    finally:
        process.send_signal(signal.SIGINT)
        code = await asyncio.wait_for(process.wait(), 30)
    assert code == 0
