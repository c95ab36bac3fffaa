"""Migrated databases for the tests, copied and dropped on the machine's second core while tests run on the first."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import count
from typing import TYPE_CHECKING, Self

from psycopg import sql

if TYPE_CHECKING:
    import psycopg

AHEAD = 3
"""So many lie ready: as many as one quick test after the other takes while one is copied."""


class DatabaseStock:
    """Copies of the template, each for one test; what a test had is dropped behind its back."""

    def __init__(self, administrator: psycopg.Connection, template: str, owner: str) -> None:
        self._administrator = administrator
        self._owner = owner
        self._template = template
        self._numbers = count(1)
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="databases")
        self._ready: deque[Future[str]] = deque()
        self._given_back: list[Future[None]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._worker.shutdown(wait=True, cancel_futures=True)

    def take(self) -> str:
        """Name of a database that no test has seen, owned by the migrations' role."""
        while len(self._ready) <= AHEAD:
            self._ready.append(self._worker.submit(self._make))
        return self._ready.popleft().result()

    def give_back(self, name: str) -> None:
        """Nothing; the database is dropped soon. Raises what an earlier drop failed with."""
        self._given_back.append(self._worker.submit(self._drop, name))
        while self._given_back and self._given_back[0].done():
            self._given_back.pop(0).result()

    def _make(self) -> str:
        name = f"test_{next(self._numbers)}"
        self._administrator.execute(
            # Copying files beats writing them to the log, which is the default, three times over.
            sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {} STRATEGY FILE_COPY").format(
                sql.Identifier(name), sql.Identifier(self._owner), sql.Identifier(self._template)
            )
        )
        return name

    def _drop(self, name: str) -> None:
        self._administrator.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
