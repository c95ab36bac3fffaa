"""A newsroom, its subscribers and their machines, for tests of what HAS hands over."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from newsflow.accounts.hand import cli_hand
from newsflow.accounts.people import Person, Role
from newsflow.db.pool import transaction
from newsflow.domain.codes import Action, ReasonClass
from newsflow.domain.entry import Approval
from newsflow.domain.guid import Guid, PersonId, SubscriberId, make_guid
from newsflow.matching.contract import Contract, Entitlement
from newsflow.newsroom.release import Names
from newsflow.newsroom.series import Series, release_series
from newsflow.newsroom.stop import Stop, lift, reinstate, stop
from newsflow.subscribers.api_users import add_api_user
from newsflow.subscribers.contracts import add_subscriber, sign
from newsflow.wire.append import ToAppend, append, next_number, seal
from newsflow.wire.read import item, latest
from tests.harness import MORNING
from tests.has import copy

if TYPE_CHECKING:
    from datetime import datetime

    from newsflow.db.pool import Pool
    from newsflow.domain.agency import Agency
    from newsflow.domain.dispatch import Dispatch
    from newsflow.domain.entry import Header
    from tests.harness import SettableClock

SERVER_KEY = b"a key that only this test knows, long enough"
CHIEF = Person(PersonId("p-chief"), "chief@novafon.example", "Chief", Role.CHIEF, None, active=True)
LONG_AGO = MORNING - timedelta(days=400)
NUMBERS = count(1)


@dataclass(frozen=True, slots=True)
class Machine:
    """An API user's login and the subscriber that it belongs to."""

    username: str
    password: str
    subscriber: str


@dataclass(frozen=True, slots=True)
class Desk:
    """Releases, stops and signs; the clock moves a second with each act, so that no two share a date."""

    pool: Pool
    agency: Agency
    clock: SettableClock

    async def release(self, content: Dispatch, *, not_before: datetime | None = None) -> Guid:
        """The guid of the new item."""
        async with transaction(self.pool) as db:
            guid = make_guid(
                agency=self.agency.code, item_type=content.type, at=self.clock(), zone=self.agency.zoneinfo,
                number=await next_number(db),
            )  # fmt: skip
        await self.put(guid, 1, Action.NEW, content, not_before)
        return guid

    async def series(self, *members: Dispatch, **about: Any) -> tuple[Guid, ...]:
        """The guids of a series' members, in order, then its own."""
        self.clock.advance(timedelta(seconds=1))
        series = Series(about=copy.a_dispatch(body=(), headline="Körfezde vapur", **about), members=members)
        async with transaction(self.pool) as db:
            names = Names(released_by=CHIEF)
            headers = await release_series(db, self.clock, self.agency, series, names)
        return tuple(header.guid for header in headers)

    async def story_of(self, guid: Guid) -> str | None:
        """The story that an item is in."""
        async with transaction(self.pool) as db:
            return (await item(db, guid)).story

    async def change(self, guid: Guid, content: Dispatch, action: Action = Action.UPDATE) -> Header:
        """The header of the item's next version, without a notice."""
        async with transaction(self.pool) as db:
            before = await item(db, guid)
        return await self.put(guid, before.version + 1, action, content)

    async def put(
        self, guid: Guid, version: int, action: Action, content: Dispatch, not_before: datetime | None = None
    ) -> Header:
        """The header of one entry."""
        sealed = seal(content)
        word = Approval(by=CHIEF.id, act="released", key="cli", content_digest=sealed.digest.hex())
        entry = ToAppend(guid=guid, version=version, action=action, content=sealed, approvals=(word,),
                         not_before=not_before)  # fmt: skip
        self.clock.advance(timedelta(seconds=1))
        async with transaction(self.pool) as db:
            return (await append(db, self.clock, [entry]))[0]

    async def stop(self, guid: Guid, action: Action, why: ReasonClass = ReasonClass.FALSE) -> Guid:
        """The guid of the notice that tells of the hold, kill or withdrawal."""
        self.clock.advance(timedelta(seconds=1))
        async with transaction(self.pool) as db:
            order = Stop(guid=guid, action=action, hand=cli_hand(CHIEF, self.clock()), reason_class=why)
            return (await stop(db, self.clock, self.agency, order))[1].guid

    async def reinstate(self, guid: Guid) -> Guid:
        """The guid of the notice."""
        self.clock.advance(timedelta(seconds=1))
        async with transaction(self.pool) as db:
            return (await reinstate(db, self.clock, self.agency, guid, cli_hand(CHIEF, self.clock())))[1].guid

    async def lift(self, guid: Guid) -> None:
        """Nothing; the embargo is over."""
        self.clock.advance(timedelta(seconds=1))
        async with transaction(self.pool) as db:
            await lift(db, self.clock, guid, cli_hand(CHIEF, self.clock()))

    async def correct(self, guid: Guid, what: str, **facts: Any) -> Guid:
        """The guid of the notice that tells of the correction, appended in the same call."""
        from newsflow.domain.notice import Event, notice

        async with transaction(self.pool) as db:
            before = await item(db, guid)
            current = (await latest(db, guid)).content
            number = await next_number(db)
        assert current is not None
        version = replace(current, correction=what, **facts)
        event = Event(guid=guid, version=before.version + 1, action=Action.CORRECT, first_at=before.first_at,
                      reason=what)  # fmt: skip
        told = Guid(f"{self.agency.code}:text:20260302:{number}")
        own = ToAppend(guid=guid, version=before.version + 1, action=Action.CORRECT, content=seal(version),
                       approvals=())  # fmt: skip
        also = ToAppend(guid=told, version=1, action=Action.NEW, approvals=(),
                        content=seal(notice(version, event, self.agency)))  # fmt: skip
        self.clock.advance(timedelta(seconds=1))
        async with transaction(self.pool) as db:
            await append(db, self.clock, [own, also])
        return told

    async def machine(
        self, *covers: Entitlement, starts: datetime = LONG_AGO, ends: datetime | None = None,
        legacy_errors: bool = False, addresses: tuple[str, ...] = (),
    ) -> Machine:  # fmt: skip
        """A new subscriber with one contract for each entitlement, and an API user of it."""
        number = next(NUMBERS)
        subscriber = SubscriberId(f"paper-{number}")
        async with transaction(self.pool) as db:
            await add_subscriber(db, subscriber, f"Paper {number}", self.clock())
            for place, entitlement in enumerate(covers):
                contract = Contract(id=f"c-{number}-{place}", subscriber=subscriber, title=f"Contract {place}",
                                    starts=starts, ends=ends, covers=entitlement)  # fmt: skip
                await sign(db, contract, self.clock())
            username = f"{3_000_000 + number}-şube"
            password = await add_api_user(
                db, username=username, subscriber=subscriber, server_key=SERVER_KEY, now=self.clock(),
                legacy_errors=legacy_errors, addresses=addresses,
            )  # fmt: skip
        return Machine(username, password, subscriber)


async def three(desk: Desk) -> tuple[Guid, Guid, Guid]:
    """A Turkish story, a French one in two packages, a Russian one about sport; oldest first."""
    return (
        await desk.release(copy.a_dispatch()),
        await desk.release(copy.french()),
        await desk.release(copy.russian()),
    )
