"""Everything that a worker does beside the web process; each job takes its own lease where it must be alone."""

import asyncio
import os
import socket
from collections.abc import Sequence

from newsflow.db.pool import Pool
from newsflow.domain.agency import Agency
from newsflow.domain.clock import Clock
from newsflow.newsroom.editions import run_editions
from newsflow.newsroom.schedule import run_schedule
from newsflow.ops.working import Job

AGAIN_S = 0.5
"""How soon a job that failed is tried again."""


def jobs_of(agency: Agency) -> Sequence[Job]:
    """The jobs of a worker for this agency."""
    holder = f"{socket.gethostname()}/{os.getpid()}"

    async def scheduled(pool: Pool, clock: Clock, stop: asyncio.Event) -> None:
        await run_schedule(pool, clock, agency, holder, stop)

    async def editions(pool: Pool, clock: Clock, stop: asyncio.Event) -> None:
        await run_editions(pool, agency, clock, stop)

    return (
        Job("scheduled_releases", AGAIN_S, scheduled),
        Job("editions", AGAIN_S, editions),
    )
