"""A process beside the worker that makes documents while the index is far behind (ADR-0039).

It is told on its standard input how to reach the database and which numbers are wanted, and answers on its output; it ends
when its input does, so that none outlives the worker.
"""

import asyncio
import gc
import struct
import sys
from contextlib import suppress
from operator import attrgetter
from typing import BinaryIO, Self

import msgspec

from newsflow.db.pool import Pool, open_pool, reading
from newsflow.db.query import rows
from newsflow.search.making import Made, document, tried
from newsflow.search.rows import LATEST_AFTER, Latest

PATIENCE_S = 120.0
"""For one batch; a database that is slower than that is read by the worker itself."""
BUFFERED_BYTES = 16_000_000
"""Of an answer; a batch has some ten million."""
COLLECTED_EVERY = 100_000
"""Objects between two searches for garbage in rings, of which making documents leaves none: Python's own 700 is work for nothing."""
_LENGTH = struct.Struct(">Q")


class HandLostError(Exception):
    """The process died, or takes too long."""


class _Wanted(msgspec.Struct, array_like=True):
    after: int
    until: int


class Hand:
    """The process, for one that asks: one batch after the other."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        """It was started, and told the database."""
        self._process = process
        self._turn = asyncio.Lock()
        self._asked = 0
        self._answers = msgspec.msgpack.Decoder(list[Made])

    @classmethod
    async def begun(cls, dsn: str) -> Self:
        """Start one."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-m", "newsflow.search.hand",
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, start_new_session=True,
            limit=BUFFERED_BYTES,
        )  # fmt: skip
        hand = cls(process)
        hand._say(msgspec.msgpack.encode(dsn))
        return hand

    async def make(self, after: int, until: int) -> list[Made]:
        """The documents of the items whose latest entry has one of these numbers. Raises HandLostError."""
        self._say(msgspec.msgpack.encode(_Wanted(after, until)))  # it begins while earlier answers are read
        async with self._turn:  # a lock is given in the order in which it was asked for, as the answers come
            assert self._process.stdout is not None
            try:
                async with asyncio.timeout(PATIENCE_S):
                    (length,) = _LENGTH.unpack(await self._process.stdout.readexactly(_LENGTH.size))
                    said = await self._process.stdout.readexactly(length)
            except (asyncio.IncompleteReadError, TimeoutError) as error:
                raise HandLostError(repr(error)) from error
        return await asyncio.to_thread(self._answers.decode, said)

    async def end(self) -> None:
        """End it, whatever it does: it reads, and nothing else."""
        with suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()

    def _say(self, said: bytes) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(_LENGTH.pack(len(said)) + said)


def _heard(stream: BinaryIO) -> bytes:
    """The next thing that was said; nothing at the end."""
    length = stream.read(_LENGTH.size)
    return stream.read(_LENGTH.unpack(length)[0]) if len(length) == _LENGTH.size else b""


async def _fetch(pool: Pool, heard: BinaryIO, fetched: "asyncio.Queue[list[Latest] | None]") -> None:
    """The items of what is wanted, one batch ahead of the one that is made ready; None at the end."""
    while said := await asyncio.to_thread(_heard, heard):
        wanted = msgspec.msgpack.decode(said, type=_Wanted)
        asked = {"after": wanted.after, "until": wanted.until, "limit": wanted.until - wanted.after}
        async with reading(pool) as db:
            items = await rows(db, LATEST_AFTER, asked, binary=True)
        await fetched.put(items)
    await fetched.put(None)


def _answer(items: list[Latest], answers: BinaryIO) -> None:
    """Language after language: its words are then still in the core's cache, here and where the index is written."""
    items.sort(key=attrgetter("language"))
    answer = msgspec.msgpack.encode([tried(item, document) for item in items])
    answers.write(_LENGTH.pack(len(answer)))
    answers.write(answer)
    answers.flush()


async def _work(heard: BinaryIO, answers: BinaryIO) -> None:
    dsn = msgspec.msgpack.decode(_heard(heard), type=str)
    fetched: asyncio.Queue[list[Latest] | None] = asyncio.Queue(maxsize=1)
    async with open_pool(dsn, at_most=1) as pool, asyncio.TaskGroup() as tasks:
        tasks.create_task(_fetch(pool, heard, fetched))
        while (items := await fetched.get()) is not None:
            await asyncio.to_thread(_answer, items, answers)


if __name__ == "__main__":
    gc.set_threshold(COLLECTED_EVERY)
    gc.freeze()
    asyncio.run(_work(sys.stdin.buffer, sys.stdout.buffer))
