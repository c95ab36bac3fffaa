"""The client for programs that wait."""

import time
from collections.abc import Callable, Generator, Iterator
from typing import Self, Unpack

import httpx

from newsflow.client.course import OK, Course
from newsflow.client.entry import Batch, Event
from newsflow.client.pace import Trouble
from newsflow.client.reading import NORMAL, Options, Reading, Tuning, login


class Client:
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
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._http = httpx.Client(base_url=base, auth=login(user, secret))
        self._tuning = tuning
        self._sleep = sleep

    def __enter__(self) -> Self:
        """The client itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Give the connections back."""
        self._http.close()

    def follow(self, **options: Unpack[Options]) -> Generator[Event, None, None]:
        """Each event of the wire in order, each once. Raises RefusedError, UnreadableError, DigestError, StoreError.

        Commit `event.cursor` in the transaction of your own work and begin with it (`after`): then each entry is
        dealt with exactly once, whatever breaks. With a `store` it is at least once.
        """
        reading = Reading(**options)
        for batch in self._read(reading):
            for event in batch.events:
                yield event
                if reading.store is not None:
                    reading.store.save(event.cursor)
            if reading.store is not None and batch.moves_on:
                reading.store.save(batch.cursor)

    def batches(self, **options: Unpack[Options]) -> Generator[Batch, None, None]:
        """As `follow`, but as many events at once as came together: for whoever commits them together."""
        reading = Reading(**options)
        for batch in self._read(reading):
            if batch.events:
                yield batch
            if reading.store is not None:
                reading.store.save(batch.cursor)

    def _read(self, reading: Reading) -> Iterator[Batch]:
        """Every batch that has events or moves the cursor."""
        course = reading.course(self._tuning)
        while True:
            before = course.cursor
            asked = (
                self._stream(course)
                if reading.streams(course)
                else self._poll(course, reading.poll_s(course))
            )
            for got in asked:
                if isinstance(got, Trouble):
                    self._tuning.on_trouble(got)
                    self._sleep(got.wait_s)
                    continue
                if got.events or got.cursor != before:
                    yield got
                if reading.until_head and got.at_head:
                    return

    def _poll(self, course: Course, wait_s: int) -> Iterator[Batch | Trouble]:
        try:
            answer = self._http.get(
                "entries", params=course.pull(wait_s), timeout=self._tuning.polling(wait_s)
            )
        except httpx.RequestError as error:
            yield course.cut(f"{type(error).__name__}: {error}")
            return
        yield course.pulled(answer.status_code, answer.headers, answer.content)

    def _stream(self, course: Course) -> Iterator[Batch | Trouble]:
        params, headers = course.stream()
        timeout = self._tuning.streaming()
        ended = "The stream ended."
        try:
            with self._http.stream(
                "GET", "stream", params=params, headers=headers, timeout=timeout
            ) as answer:
                if answer.status_code != OK:
                    yield course.failed(answer.status_code, answer.headers, answer.read())
                    return
                course.opened(answer.headers)
                for chunk in answer.iter_bytes():
                    got = course.streamed(chunk)
                    if got is not None:
                        yield got
                    if isinstance(got, Trouble):
                        return
        except httpx.RequestError as error:
            ended = f"{type(error).__name__}: {error}"
        yield course.cut(ended)
