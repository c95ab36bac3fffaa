"""A process that is kept running: started, watched, started again after a wait that grows, and ended in bounds."""

import asyncio
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import structlog

from newsflow.ops.embedded.user import ServerUser

FIRST_WAIT_S = 0.5
LONGEST_WAIT_S = 30.0
STEADY_AFTER_S = 60.0
"""Who ran this long is no crash loop: its next wait is the first one again."""

STOP_WITHIN_S = 12.0
"""More than the web server's own limit, so that force is the exception."""

log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class ChildSpec:
    """What to run: a name for people, the arguments for this Python, and the environment."""

    name: str
    command: Sequence[str]
    environ: Mapping[str, str]

    @property
    def arguments(self) -> list[str]:
        """The argument list: this Python again, bound to our life (it gets SIGINT if we die)."""
        ourselves = ServerUser("ourselves", os.geteuid(), os.getegid())
        return ourselves.command(Path(sys.executable), *self.command)


def wait_before(restart: int) -> float:
    """Seconds to wait before restart number `restart` (1, 2, …) of a child that keeps ending: 0.5 s, doubling, to 30 s."""
    return min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** (restart - 1))


class Child:
    """One supervised process."""

    def __init__(self, spec: ChildSpec) -> None:
        """Nothing runs yet; `run` does."""
        self.spec = spec
        self.restarts = 0
        self._process: asyncio.subprocess.Process | None = None
        self._stopping = asyncio.Event()

    @property
    def pid(self) -> int | None:
        """The process id now; None while it waits to be started again."""
        return self._process.pid if self._process is not None and self._process.returncode is None else None

    async def run(self) -> None:
        """Keep the child running until `stop`; returns when it has ended for good."""
        loop = asyncio.get_running_loop()
        in_a_row = 0
        while not self._stopping.is_set():
            started_at = loop.time()
            self._process = await start(self.spec)
            log.info("child_started", child=self.spec.name, pid=self._process.pid)
            if self._stopping.is_set():  # asked while it was being started
                await end(self._process, self.spec.name, STOP_WITHIN_S)
            code = await self._process.wait()
            if self._stopping.is_set():
                return
            in_a_row = 1 if loop.time() - started_at > STEADY_AFTER_S else in_a_row + 1
            self.restarts += 1
            wait_s = wait_before(in_a_row)
            log.error("child_ended", child=self.spec.name, code=code, restarts_in_s=wait_s)
            try:
                await asyncio.wait_for(self._stopping.wait(), wait_s)
            except TimeoutError:
                continue

    async def stop(self, within_s: float = STOP_WITHIN_S) -> None:
        """End the child in order, by force when `within_s` is over; it is not started again."""
        self._stopping.set()
        process = self._process
        if process is None or process.returncode is not None:
            return
        await end(process, self.spec.name, within_s)

    def kill(self) -> None:
        """End the child at once: somebody asked twice."""
        self._stopping.set()
        if self._process is not None and self._process.returncode is None:
            self._process.kill()


async def start(spec: ChildSpec) -> asyncio.subprocess.Process:
    """The process of `spec`, in a session of its own: Ctrl-C reaches the supervisor alone, which ends all in order."""
    return await asyncio.create_subprocess_exec(
        *spec.arguments, env=dict(spec.environ), stdin=asyncio.subprocess.DEVNULL, start_new_session=True
    )


async def end(process: asyncio.subprocess.Process, name: str, within_s: float) -> None:
    """Returns when `process` is gone."""
    process.send_signal(signal.SIGTERM)
    try:
        await asyncio.wait_for(process.wait(), within_s)
    except TimeoutError:
        log.warning("child_did_not_stop", child=name, within_s=within_s)
        process.kill()
        await process.wait()
