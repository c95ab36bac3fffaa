"""The client for asyncio."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from typing import Self, Unpack

import httpx

from newsflow.client.course import OK, Course
from newsflow.client.entry import Batch, Event
from newsflow.client.pace import Trouble
from newsflow.client.reading import NORMAL, Options, Reading, Tuning, login


class AsyncClient:
    """Reads a wire for ever: cuts, 429 and restarts are waited out, and no entry comes twice or is left out.

    `base` is the API's address, such as `https://wire.example/v1`, or that of a test wire. `with` closes it.
    """

    def __init__(
        self,
        base: str,
        *,
        secret: str,
        user: str | None = None,
        tuning: Tuning = NORMAL,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._http = httpx.AsyncClient(base_url=base, auth=login(user, secret))
        self._tuning = tuning
        self._sleep = sleep

    async def __aenter__(self) -> Self:
        """The client itself."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close it."""
        await self.close()

    async def close(self) -> None:
        """Give the connections back."""
        await self._http.aclose()

    async def follow(self, **options: Unpack[Options]) -> AsyncGenerator[Event, None]:
        """Each event of the wire in order, each once. Raises RefusedError, UnreadableError, DigestError, StoreError.

        Commit `event.cursor` in the transaction of your own work and begin with it (`after`): then each entry is
        dealt with exactly once, whatever breaks. With a `store` it is at least once.
        """
        reading = Reading(**options)
        async with aclosing(self._read(reading)) as batches:
            async for batch in batches:
                for event in batch.events:
                    yield event
                    if reading.store is not None:
                        await asyncio.to_thread(reading.store.save, event.cursor)
                if reading.store is not None and batch.moves_on:
                    await asyncio.to_thread(reading.store.save, batch.cursor)

    async def batches(self, **options: Unpack[Options]) -> AsyncGenerator[Batch, None]:
        """As `follow`, but as many events at once as came together: for whoever commits them together."""
        reading = Reading(**options)
        async with aclosing(self._read(reading)) as batches:
            async for batch in batches:
                if batch.events:
                    yield batch
                if reading.store is not None:
                    await asyncio.to_thread(reading.store.save, batch.cursor)

    async def _read(self, reading: Reading) -> AsyncGenerator[Batch, None]:
        """Every batch that has events or moves the cursor."""
        course = reading.course(self._tuning)
        while True:
            before = course.cursor
            asked = (
                self._stream(course)
                if reading.streams(course)
                else self._poll(course, reading.poll_s(course))
            )
            async with aclosing(asked) as answers:
                async for got in answers:
                    if isinstance(got, Trouble):
                        self._tuning.on_trouble(got)
                        await self._sleep(got.wait_s)
                        continue
                    if got.events or got.cursor != before:
                        yield got
                    if reading.until_head and got.at_head:
                        return

    async def _poll(self, course: Course, wait_s: int) -> AsyncGenerator[Batch | Trouble, None]:
        try:
            answer = await self._http.get(
                "entries", params=course.pull(wait_s), timeout=self._tuning.polling(wait_s)
            )
        except httpx.RequestError as error:
            yield course.cut(f"{type(error).__name__}: {error}")
            return
        yield course.pulled(answer.status_code, answer.headers, answer.content)

    async def _stream(self, course: Course) -> AsyncGenerator[Batch | Trouble, None]:
        params, headers = course.stream()
        timeout = self._tuning.streaming()
        ended = "The stream ended."
        try:
            async with self._http.stream(
                "GET", "stream", params=params, headers=headers, timeout=timeout
            ) as answer:
                if answer.status_code != OK:
                    yield course.failed(answer.status_code, answer.headers, await answer.aread())
                    return
                course.opened(answer.headers)
                async for chunk in answer.aiter_bytes():
                    got = course.streamed(chunk)
                    if got is not None:
                        yield got
                    if isinstance(got, Trouble):
                        return
        except httpx.RequestError as error:
            ended = f"{type(error).__name__}: {error}"
        yield course.cut(ended)
