"""The worker: jobs at their beat, failures told and tried again, an end within bounds."""

from __future__ import annotations

import asyncio
import os
import signal
from typing import TYPE_CHECKING

import pytest

from newsflow.domain.errors import SetupError
from newsflow.ops.settings import Settings
from newsflow.ops.working import Job, work

if TYPE_CHECKING:
    from pathlib import Path

    from newsflow.db.pool import Pool
    from newsflow.domain.clock import Clock
    from tests.harness import Database, SettableClock


@pytest.fixture
def settings(database: Database) -> Settings:
    return Settings.read({"NEWSFLOW_DATABASE_URL": database.dsn(), "NEWSFLOW_SERVER_KEY": "k" * 32})


async def test_a_job_that_fails_in_the_database_is_tried_again(settings: Settings, clock: SettableClock):
    beats = 0

    async def run(pool: Pool, _: Clock, __: asyncio.Event) -> None:
        nonlocal beats
        beats += 1
        if beats == 1:
            async with pool.connection() as db:
                await db.execute("SELECT nothing FROM nowhere")
        os.kill(os.getpid(), signal.SIGTERM)

    async with asyncio.timeout(10):
        await work(settings, [Job("beat", 0.01, run)], clock)
    assert beats >= 2


async def test_a_job_with_a_bug_ends_the_worker_so_that_the_supervisor_starts_another(
    settings: Settings, clock: SettableClock
):
    async def run(_pool: Pool, _clock: Clock, _stop: asyncio.Event) -> None:
        msg = "planted"
        raise ZeroDivisionError(msg)

    with pytest.raises(ZeroDivisionError):
        await asyncio.wait_for(work(settings, [Job("bug", 1, run)], clock), 10)


async def test_a_job_that_will_not_end_is_cut_short(
    settings: Settings, clock: SettableClock, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("newsflow.ops.working.END_WITHIN_S", 0.1)
    cut: list[str] = []

    async def run(_pool: Pool, _clock: Clock, _stop: asyncio.Event) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        try:
            await asyncio.sleep(3600)
        except asyncio.CancelledError:
            cut.append("cut")
            raise

    async with asyncio.timeout(10):
        await work(settings, [Job("slow", 1, run)], clock)
    assert cut == ["cut"]


async def test_a_worker_without_jobs_waits_to_be_ended(settings: Settings, clock: SettableClock):
    task = asyncio.create_task(work(settings, [], clock))
    await asyncio.sleep(0.3)
    assert not task.done()
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.wait_for(task, 10)


async def test_a_database_that_does_not_answer_is_told(
    home: Path, clock: SettableClock, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("newsflow.db.pool.CONNECT_TIMEOUT_S", 0.3)
    elsewhere = {"NEWSFLOW_DATABASE_URL": f"host={home} dbname=newsflow", "NEWSFLOW_SERVER_KEY": "k" * 32}
    with pytest.raises(SetupError, match="does not answer"):
        await work(Settings.read(elsewhere), [], clock)
