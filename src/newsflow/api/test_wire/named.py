"""What a test wire is asked by name: by whom, where things lie, and feeds, whose address is their login."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from starlette.types import Scope

from newsflow.api.addresses import WireAddresses
from newsflow.api.asked import Asked, asked
from newsflow.api.feeds.door import FeedAddresses
from newsflow.api.looks import look_at
from newsflow.api.reply import Answer
from newsflow.api.test_wire.feed import PARAMETERS as FEED_PARAMETERS
from newsflow.api.test_wire.feed import feed
from newsflow.api.test_wire.looks import TEST_LOOKS, TestVisit
from newsflow.api.test_wire.looks import file as file_of
from newsflow.api.test_wire.reading import DEFAULT, TestReader
from newsflow.api.test_wire.rows import TestWire
from newsflow.api.test_wire.searching import SEARCH
from newsflow.api.test_wire.steps import advance
from newsflow.api.test_wire.store import wire_of
from newsflow.db.pool import Pool, transaction
from newsflow.domain.agency import Agency
from newsflow.domain.clock import Clock
from newsflow.domain.errors import NotFoundError
from newsflow.matching.query import parse
from newsflow.web.errors import MethodNotAllowedError
from newsflow.web.files import wanted
from newsflow.web.headers import origin

PREFIX = "/v1/test/"
READS = ("GET", "HEAD")
LOOKS = {**TEST_LOOKS, ("search",): SEARCH}
"""Each path that names something, in its parts; a star is a name."""


def parts_of(scope: Scope) -> list[str]:
    """What stands behind the prefix."""
    return str(scope["path"]).partition(PREFIX)[2].split("/")


def other_method(method: str, takes: str) -> MethodNotAllowedError:
    """The error of a method that the address does not take."""
    return MethodNotAllowedError(
        "This address does not take that method.", f"Got {method[:20]}.", f"It takes {takes}."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Answers out of a test wire as it stands now."""

    pool: Pool
    agency: Agency
    clock: Clock
    public_url: str | None

    def reader(self, scope: Scope, wire: TestWire, given: Asked) -> TestReader:
        """Who reads the wire, in which format. Raises BadInputError, QuestionError."""
        question = given.text("filter").strip()
        if question:
            parse(question, self.agency, self.clock())
        accepted = given.accepted()
        return TestReader(
            wire=wire, agency=self.agency, clock=self.clock, addresses=self._addresses(scope),
            question=question, accepted=DEFAULT if accepted is None else accepted[0],
        )  # fmt: skip

    async def look(self, scope: Scope, wire: TestWire, path: str) -> Answer:
        """The answer to what a path names. Raises NotFoundError."""
        found = look_at(path, LOOKS)
        if found is None:
            raise NotFoundError(
                "There is nothing at this address.", "", "It has what /v1/ has, and drills and feeds."
            )
        if scope["method"] not in READS:
            raise other_method(scope["method"], "GET")
        look, names = found
        given = asked(scope, look.parameters)
        reader = self.reader(scope, wire, given)
        return await self._answer(scope, reader, given, lambda visit: look.answer(visit, *names))

    async def feed(self, scope: Scope, wire: TestWire, secret: str, file: list[str]) -> Answer:
        """The feed, or a file of it. A text that it showed counts as read: a drill's next step stands in the next look."""
        home = origin(scope, self.public_url)
        reader = replace(
            self.reader(scope, wire, Asked({})), addresses=FeedAddresses(f"{home}{PREFIX}feeds/{secret}")
        )
        match file:
            case []:
                given = asked(scope, FEED_PARAMETERS)
                answer = await self._answer(
                    scope, reader, given, lambda visit: feed(visit.db, visit.reader, given, home=home)
                )
                if scope["method"] == "GET":
                    await self._go_on(wire, int(wire.seq))
                return answer
            case [guid, name]:
                given = asked(scope, ())
                return await self._answer(scope, reader, given, lambda visit: file_of(visit, guid, name))
            case _:
                raise NotFoundError("There is no such feed or file.", "", "Check the address.")

    async def _answer(
        self, scope: Scope, reader: TestReader, given: Asked, answer: Callable[[TestVisit], Awaitable[Answer]]
    ) -> Answer:
        await self._go_on(reader.wire, 0)
        async with transaction(self.pool) as db:
            reader = replace(reader, wire=await wire_of(db, reader.wire.contract))
            return await answer(TestVisit(
                db=db, reader=reader, addresses=self._addresses(scope), given=given, wanted=wanted(scope)
            ))  # fmt: skip

    async def _go_on(self, wire: TestWire, read: int) -> None:
        """Play what is due, of which somebody has everything up to `read`."""
        async with transaction(self.pool) as db:
            await advance(db, wire.contract, read, agency=self.agency, now=self.clock())

    def _addresses(self, scope: Scope) -> WireAddresses:
        return WireAddresses(origin(scope, self.public_url), PREFIX.rstrip("/"))
