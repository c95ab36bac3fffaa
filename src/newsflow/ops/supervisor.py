"""`newsflow up`: database, migrations, one web process and the workers as one tree with one end.

Start: database → migrate → demo (if asked) → web → workers → ready. Stop: web → workers → database, each bounded.
"""

import asyncio
import http.client
import json
import os
import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import structlog

from newsflow.domain.errors import SetupError
from newsflow.ops.children import Child, ChildSpec, start, wait_before
from newsflow.ops.embedded import EmbeddedDatabase
from newsflow.ops.embedded.folder import FolderGoneError
from newsflow.ops.settings import Settings

READY_WITHIN_S = 60.0
LOOK_EVERY_S = 0.2
CLIENT_TIMEOUT_S = 5.0

FIRST_PERSON = 'newsflow person-add ADDRESS "NAME" --role administrator'
NEWSFLOW = ("-m", "newsflow.ops")

log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Plan:
    """What `up` was asked for. `environ` is what the children are given."""

    settings: Settings
    environ: Mapping[str, str]
    demo: bool = False
    ready_file: Path | None = None
    web: tuple[str, ...] = (*NEWSFLOW, "serve")
    worker: tuple[str, ...] = (*NEWSFLOW, "work")
    demo_loader: tuple[str, ...] = (*NEWSFLOW, "demo-load")


class Supervisor:
    """One node: made from a plan, run once."""

    def __init__(self, plan: Plan, *, migrate: Callable[[], bool], say: Callable[[str], None]) -> None:
        """`migrate` brings the database up to date and tells whether it has an administrator.

        `say` takes the lines meant for the person who started us.
        """
        self.plan = plan
        self.children: list[Child] = []
        self.database: EmbeddedDatabase | None = None
        self._migrate = migrate
        self._say = say
        self._stop = asyncio.Event()
        self._asked = 0
        self._has_administrator = True

    async def run(self) -> int:
        """Run until somebody asks us to end; the exit code. SetupError when the node does not come up."""
        loop = asyncio.get_running_loop()
        for sign in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(sign, self.ask_to_stop)
        if self.plan.ready_file is not None:
            self.plan.ready_file.unlink(missing_ok=True)
        try:
            await self._bring_up()
            await self._watch_database()
        finally:
            await self._bring_down()
        return 0

    def ask_to_stop(self) -> None:
        """End in order; asked again, end the children at once."""
        self._asked += 1
        self._stop.set()
        if self._asked > 1:
            for child in self.children:
                child.kill()

    async def _bring_up(self) -> None:
        settings = self.plan.settings
        if settings.is_embedded:
            self.database = await asyncio.to_thread(
                EmbeddedDatabase.open, settings.data, database_user=settings.database_user
            )
        self._has_administrator = await asyncio.to_thread(self._migrate)
        if self.plan.demo and not (settings.data / "demo.json").exists():
            await self._load_demo()
        web = Child(ChildSpec("web", self.plan.web, self.plan.environ))
        workers = [
            Child(ChildSpec(f"worker-{number}", self.plan.worker, self.plan.environ))
            for number in range(1, settings.workers + 1)
        ]
        self.children = [web, *workers]
        self._runs = [asyncio.create_task(child.run(), name=child.spec.name) for child in self.children]
        await self._until_it_answers(web)
        if not self._stop.is_set():
            self._tell()

    async def _load_demo(self) -> None:
        loader = await start(ChildSpec("demo", self.plan.demo_loader, self.plan.environ))
        stop = asyncio.create_task(self._stop.wait())
        done = asyncio.create_task(loader.wait())
        await asyncio.wait({stop, done}, return_when=asyncio.FIRST_COMPLETED)
        stop.cancel()
        if not done.done():
            loader.terminate()
        if await done != 0 and not self._stop.is_set():
            raise SetupError(
                "The demo could not be loaded.",
                f"`newsflow demo-load` ended with {loader.returncode}; its words stand above.",
                "Mend that, empty the data folder and start again.",
            )

    async def _until_it_answers(self, web: Child) -> None:
        until = asyncio.get_running_loop().time() + READY_WITHIN_S
        while not self._stop.is_set():
            if await asyncio.to_thread(answers, self.plan.settings):
                return
            if asyncio.get_running_loop().time() > until:
                raise SetupError(
                    "The web process does not answer.",
                    f"{self.plan.settings.public_url} gave nothing in {READY_WITHIN_S:.0f} s"
                    f" and {web.restarts} restarts.",
                    "Read what it logged above.",
                )
            await self._pause(LOOK_EVERY_S / 2)

    def _tell(self) -> None:
        address = f"http://localhost:{self.plan.settings.port}"
        if self.plan.ready_file is not None:
            write_ready_file(self.plan.ready_file, address, self.plan.settings.data)
        self._say(f"Newsflow answers at {address}")
        logins = self.plan.settings.data / "demo.json"
        if self.plan.demo and logins.exists():
            self._say(f"The demo's logins stand in {logins}.")
        if not (self.plan.demo or self._has_administrator):
            self._say("Nobody can invite people yet. Add the first administrator from another terminal:")
            self._say(f"  {FIRST_PERSON} --data {self.plan.settings.data}")
        self._say(f"Its data lies in {self.plan.settings.data}. Ctrl-C ends it.")

    async def _watch_database(self) -> None:
        while not self._stop.is_set():
            if self.database is not None and self.database.has_ended:
                await self._restart_database(self.database)
            await self._pause(LOOK_EVERY_S)

    async def _restart_database(self, database: EmbeddedDatabase) -> None:
        failures = 0
        while not self._stop.is_set():
            log.error("database_ended", pid=database.pid)
            try:
                await asyncio.to_thread(database.restart)
            except FolderGoneError:
                raise
            except SetupError as error:
                failures += 1
                log.exception("database_not_restarted", failures=failures, exc_info=error)
                await self._pause(wait_before(failures))
            else:
                return

    async def _pause(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stop.wait(), seconds)
        except TimeoutError:
            return

    async def _bring_down(self) -> None:
        if self.plan.ready_file is not None:
            self.plan.ready_file.unlink(missing_ok=True)
        web, workers = self.children[:1], self.children[1:]
        for group in (web, workers):
            await asyncio.gather(*(child.stop() for child in group))
        if self.children:
            await asyncio.gather(*self._runs, return_exceptions=True)
        if self.database is not None:
            await asyncio.to_thread(self.database.stop)
        log.info("node_stopped")


def answers(settings: Settings) -> bool:
    """Whether the web process answers a GET with anything but a fault of its own."""
    connection = http.client.HTTPConnection(settings.hosts[0], settings.port, timeout=CLIENT_TIMEOUT_S)
    try:
        connection.request("GET", "/", headers={"User-Agent": "newsflow-up"})
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def write_ready_file(path: Path, url: str, data: Path) -> None:
    """Write where we are and who may sign in, whole or not at all; mode 0600, since passwords stand in it."""
    known: dict[str, object] = {"api_users": [], "desk_users": [], "portal_users": []}
    demo = data / "demo.json"
    if demo.exists():
        known |= cast("dict[str, object]", json.loads(demo.read_text(encoding="utf-8")))
    making = path.with_name(f".{path.name}.{os.getpid()}")
    making.touch(mode=0o600)
    making.write_text(
        json.dumps({"url": url, **known}, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )
    making.replace(path)
