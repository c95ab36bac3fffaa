"""What the benches of the wire stand on: a durable database, a desk, and drafts that are ready to go."""

from __future__ import annotations

import asyncio
import contextlib
import os
import platform
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg

from newsflow.db.pool import open_pool
from newsflow.ops.clock import now
from newsflow.ops.embedded import DatabaseRole, EmbeddedDatabase
from newsflow.ops.logging import configure_logging
from newsflow.ops.preparation import prepare
from newsflow.ops.settings import LogFormat, LogLevel
from tests.builders import a_newsroom, the_agency

if TYPE_CHECKING:
    from collections.abc import Generator

    from tests.builders import Newsroom


@dataclass(frozen=True, slots=True)
class Stage:
    """A running system with nothing released."""

    database: EmbeddedDatabase
    people: dict[str, Any]

    def dsn(self, role: DatabaseRole = DatabaseRole.APP) -> str:
        """How to connect as `role`."""
        return self.database.dsn(role)

    def drafts(self, number: int) -> int:
        """Makes so many drafts of one text, and gives the id of the first."""
        with psycopg.connect(self.dsn()) as db:
            found = db.execute("SELECT coalesce(max(id), 0) FROM draft WHERE state = 'writing'").fetchone()
            assert found is not None
            first = db.execute(
                "INSERT INTO draft (action, state, content, headline, slug, language, created_at, changed_at)"
                " SELECT d.action, d.state, d.content, d.headline, d.slug, d.language, d.created_at, d.changed_at"
                " FROM draft AS d, generate_series(1, %s) WHERE d.id = %s RETURNING id",
                [number, self.people["draft"]],
            ).fetchone()
        assert first is not None
        return int(first[0])


@contextlib.contextmanager
def stage(*, people: bool = True, keep: Path | None = None) -> Generator[Stage]:
    """A durable system in a folder of its own, as `newsflow up` sets it; gone afterwards, unless it is to `keep`.

    Without `people` the desk is empty, for a bench that staffs it itself.
    """
    configure_logging(LogLevel.WARNING, LogFormat.CONSOLE)
    with contextlib.ExitStack() as held:
        if keep is None:
            keep = Path(held.enter_context(tempfile.TemporaryDirectory(prefix="newsflow-bench-")))
        keep.mkdir(exist_ok=True)
        keep.chmod(0o755)  # as root, the server runs as a user that must reach its data folder
        with EmbeddedDatabase.open(keep / "data") as database:
            yield Stage(database, asyncio.run(_prepared(database, people=people)))


async def _prepared(database: EmbeddedDatabase, *, people: bool) -> dict[str, Any]:
    await prepare(database.dsn(DatabaseRole.OWNER), the_agency(), now)
    if not people:
        return {}
    async with open_pool(database.dsn(DatabaseRole.APP)) as pool:
        newsroom: Newsroom = await a_newsroom(pool, now)
        draft = await newsroom.draft()
    return {"chief": asdict(newsroom.chief), "editor": asdict(newsroom.editor), "draft": draft}


def machine() -> str:
    """The machine that the figures are of."""
    model = platform.machine()
    with contextlib.suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                model = line.partition(":")[2].strip()
                break
    return f"{os.cpu_count()} cores, {model}, {platform.system()} {platform.release()}, Python {platform.python_version()}"
