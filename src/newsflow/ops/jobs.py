"""Everything that a worker does beside the web process; each job takes its own lease where it must be alone."""

import os
import socket
from collections.abc import Sequence

from newsflow.db.pool import Pool
from newsflow.domain.agency import Agency
from newsflow.domain.clock import Clock
from newsflow.newsroom.editions import catch_up
from newsflow.newsroom.schedule import LOOK_S, release_due
from newsflow.ops.working import Job

EDITIONS_EVERY_S = 0.25
"""How long the public site may lag behind the wire before a worker looks; a stop works there at once regardless."""


def jobs_of(agency: Agency) -> Sequence[Job]:
    """The jobs of a worker for this agency."""
    holder = f"{socket.gethostname()}/{os.getpid()}"

    async def scheduled(pool: Pool, clock: Clock) -> None:
        await release_due(pool, clock, agency, holder)

    async def editions(pool: Pool, clock: Clock) -> None:
        await catch_up(pool, agency, clock)

    return (
        Job("scheduled_releases", LOOK_S, scheduled),
        Job("editions", EDITIONS_EVERY_S, editions),
    )
