"""`newsflow work`: the jobs that run beside the web process, each at its own beat."""

import asyncio
import signal
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import psycopg
import psycopg_pool
import structlog

from newsflow.db.pool import Pool
from newsflow.domain.clock import Clock
from newsflow.domain.errors import NewsflowError
from newsflow.ops.access import app_pool
from newsflow.ops.settings import Settings

END_WITHIN_S = 4.0
"""How long a job may take to finish when the worker is asked to end; less than the supervisor's patience."""

log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """Something done beside the web process: one beat of it, or all of it until `run`'s event is set.

    It is run again `every_s` seconds after it returned or failed. Who must be alone takes a lease in `run`.
    """

    name: str
    every_s: float
    run: Callable[[Pool, Clock, asyncio.Event], Awaitable[None]]


async def work(settings: Settings, jobs: Sequence[Job], clock: Clock) -> None:
    """Run `jobs` until SIGINT or SIGTERM; the one that runs then is let finish, for a while."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, stop.set)
    async with app_pool(settings, at_most=2 * len(jobs) + 2) as pool:
        log.info("worker_started", jobs=[job.name for job in jobs])
        running = [asyncio.create_task(_repeat(job, pool, clock, stop), name=job.name) for job in jobs]
        asked = asyncio.create_task(stop.wait())
        await asyncio.wait({asked, *running}, return_when=asyncio.FIRST_COMPLETED)
        stop.set()
        await asked
        await _finish(running)
    log.info("worker_stopped")


async def _finish(running: Sequence[asyncio.Task[None]]) -> None:
    """Wait for what runs, within bounds. A job's bug is raised: the supervisor then starts the worker anew."""
    if not running:
        return
    done, late = await asyncio.wait(running, timeout=END_WITHIN_S)
    for task in late:
        log.warning("job_cut_short", job=task.get_name(), within_s=END_WITHIN_S)
        task.cancel()
    await asyncio.gather(*late, return_exceptions=True)
    for task in done:
        task.result()


async def _repeat(job: Job, pool: Pool, clock: Clock, stop: asyncio.Event) -> None:
    """A failure of the database or of a rule is told and tried again at the next beat; anything else is a bug."""
    while not stop.is_set():
        try:
            await job.run(pool, clock, stop)
        except (psycopg.Error, psycopg_pool.PoolTimeout, NewsflowError) as error:
            log.exception("job_failed", job=job.name, exc_info=error)
        try:
            await asyncio.wait_for(stop.wait(), job.every_s)
        except TimeoutError:
            continue
