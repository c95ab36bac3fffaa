"""The description in force, watched: every process takes a change of the desk's within seconds, without a restart (ADR-0025)."""

import asyncio
from collections.abc import Awaitable, Callable

import psycopg
import psycopg_pool
import structlog

from newsflow.db.pool import Pool, reading
from newsflow.domain.agency import Agency
from newsflow.domain.clock import Clock
from newsflow.domain.errors import SetupError
from newsflow.newsroom.description.in_force import InForce, in_force, number_in_force

LOOK_EVERY_S = 1.0
"""One query by the last row of a small table; a notification could get lost, and would cost a connection a process."""
AFTER_FAILURE_S = 5.0

Take = Callable[[InForce], Awaitable[None]]
AgencyRun = Callable[[Pool, Clock, Agency, asyncio.Event], Awaitable[None]]
Run = Callable[[Pool, Clock, asyncio.Event], Awaitable[None]]

log = structlog.stdlib.get_logger(__name__)


async def watch(pool: Pool, given: InForce, take: Take, stop: asyncio.Event) -> None:
    """Hand each description that comes into force to `take`, until `stop` is set.

    One that this program cannot read (a newer one's) is told once, and what was taken before stays.
    """
    seen, file = given.number, given.agency
    while not stop.is_set():
        wait_s = LOOK_EVERY_S
        try:
            async with reading(pool) as db:
                number = await number_in_force(db)
                if number != seen:
                    seen = number
                    await take(await in_force(db, file))
                    log.info("agency_changed", number=seen)
        except SetupError as error:
            log.exception("agency_not_taken", number=seen, exc_info=error)
        except (psycopg.Error, psycopg_pool.PoolTimeout) as error:
            wait_s = AFTER_FAILURE_S
            log.warning("agency_not_looked_at", problem=type(error).__name__)
        await _pause(stop, wait_s)


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return


class AgencyNow:
    """The agency as a worker's jobs have it: a job that is given one ends its turn when another comes into force."""

    def __init__(self, given: InForce) -> None:
        """`given` is what is in force as the worker starts."""
        self._in_force = given
        self._over = asyncio.Event()

    async def keep(self, pool: Pool, clock: Clock, stop: asyncio.Event) -> None:
        """A job of its own: watch, and end the others' turns at a change."""
        assert clock is not None
        await watch(pool, self._in_force, self._take, stop)

    async def _take(self, found: InForce) -> None:
        self._in_force = found
        over, self._over = self._over, asyncio.Event()
        over.set()

    def given_to(self, run: AgencyRun) -> Run:
        """`run` with the agency in force; what it does is let finish, and it is run again with the next one."""

        async def turn(pool: Pool, clock: Clock, stop: asyncio.Event) -> None:
            ends = asyncio.Event()
            waiting = [asyncio.create_task(event.wait()) for event in (stop, self._over)]
            for each in waiting:
                each.add_done_callback(lambda _: ends.set())
            try:
                await run(pool, clock, self._in_force.agency, ends)
            finally:
                for each in waiting:
                    each.cancel()

        return turn
