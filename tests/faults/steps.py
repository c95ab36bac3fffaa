"""The steps of a release as the database sees them, and a process that dies, or kills, at one of them.

Nothing in the program knows of this: the writers of the crash rounds use a connection whose statements are
counted, each named as the query that it runs, so that a step that a later change adds is a step here at once.
"""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

import psycopg

from newsflow.db.query import REGISTRY


class Fault(StrEnum):
    """Whom the SIGKILL hits."""

    WRITER = "writer"
    """The writing process itself."""
    SESSION = "session"
    """Its server process: PostgreSQL ends every session and recovers by itself."""
    SERVER = "server"
    """The postmaster: the server is gone until somebody starts it again."""
    READER = "reader"
    """The reader that polls, at any moment: it goes on from the last line that it wrote down."""


@dataclass(slots=True)
class Steps:
    """Counts the steps passed, and kills at the one that was agreed on."""

    fault: Fault | None = None
    at: int = -1
    cluster: Path = Path()
    passed: list[str] = field(default_factory=list[str])
    backend: int = 0
    is_armed: bool = False

    def pass_by(self, name: str) -> None:
        """Nothing, at any step but the one; there the process may not come back."""
        if not self.is_armed:
            return
        self.passed.append(name)
        if len(self.passed) - 1 != self.at:
            return
        match self.fault:
            case Fault.WRITER:
                os.kill(os.getpid(), signal.SIGKILL)
            case Fault.SESSION if self.backend:
                os.kill(self.backend, signal.SIGKILL)
            case Fault.SERVER | Fault.SESSION:
                pid = int((self.cluster / "postmaster.pid").read_text(encoding="utf-8").split("\n", 1)[0])
                os.kill(pid, signal.SIGKILL)
            case Fault.READER | None:
                pass


STEPS = Steps()
"""This process's own; a process is one writer."""


class WatchedCursor(psycopg.AsyncCursor[Any]):
    """A cursor that passes two steps a statement."""

    async def execute(self, query: Any, *arguments: Any, **options: Any) -> Any:
        """As every cursor."""
        name = NAMES.get(query, "statement")
        STEPS.pass_by(f"before {name}")
        result = await super().execute(query, *arguments, **options)
        STEPS.pass_by(f"after {name}")
        return result


class WatchedConnection(psycopg.AsyncConnection[Any]):
    """A connection that passes two steps a commit."""

    async def commit(self) -> None:
        """As every connection."""
        STEPS.pass_by("before commit")
        await super().commit()
        STEPS.pass_by("after commit")


NAMES: dict[Any, str] = {}


async def connected(dsn: str) -> WatchedConnection:
    """A watched connection in UTC, as the pool's are."""
    NAMES.update({each.sql: each.name for each in REGISTRY})
    STEPS.pass_by("before connect")
    db = await WatchedConnection.connect(dsn, cursor_factory=WatchedCursor, options="-c TimeZone=UTC")
    STEPS.backend = db.info.backend_pid
    STEPS.pass_by("after connect")
    return db
