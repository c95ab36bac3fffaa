"""A wire with items of every kind, for tests that hold the back-ends of a tree to the predicate."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from newsflow.db.pool import transaction
from newsflow.domain.codes import Action, Form, PlaceRole, Priority
from newsflow.domain.dispatch import Place, Restriction
from newsflow.domain.guid import SubscriberId
from newsflow.matching.facts import Facts, facts_of
from newsflow.subscribers.contracts import add_subscriber
from newsflow.subscribers.ledger import Take, take
from newsflow.wire.read import item, latest, read
from tests.builders import a_dispatch
from tests.matching.trees import LANGUAGES, MEDIA, PACKAGES, PROVIDERS, SECTIONS, SUBSCRIBER, TERRITORIES

if TYPE_CHECKING:
    from datetime import datetime

    from tests.builders import Newsroom
    from tests.harness import SettableClock

ITEMS = 60


async def a_wire_of_all_kinds(newsroom: Newsroom, clock: SettableClock) -> list[Facts]:
    """The facts of some sixty items over ten days: embargoed, held, killed, corrected, some of them taken."""
    dice = random.Random(7)
    async with transaction(newsroom.pool) as db:
        await add_subscriber(db, SubscriberId(SUBSCRIBER), "The Gazette", clock())
    for number in range(ITEMS):
        clock.advance(timedelta(hours=4))
        header = await newsroom.release(
            a_dispatch(
                language=dice.choice(LANGUAGES),
                form=dice.choice([Form.STORY, Form.LEAD, Form.ADVISORY]),
                section=dice.choice(SECTIONS),
                packages=tuple(dice.sample(PACKAGES, dice.randint(1, 3))),
                provider=dice.choice(PROVIDERS),
                priority=dice.choice([Priority.ROUTINE, Priority.URGENT, Priority.FLASH]),
                slug=f"slug-{number}",
                story=dice.choice([None, "harbour", "quake"]),
                topics=dice.choice([(), ("medtop:11000000",), ("medtop:11000000", "medtop:15000000")]),
                urgency=dice.randint(1, 9),
                places=dice.choice([(), (Place(name="İZMİR", role=PlaceRole.ABOUT),)]),
                restrictions=some_terms(dice, clock()),
                embargo=clock() + timedelta(days=30) if dice.random() < 0.2 else None,
            )
        )
        if dice.random() < 0.4:
            async with transaction(newsroom.pool) as db:
                taken = Take(
                    subscriber=SubscriberId(SUBSCRIBER), username="u", guid=header.guid, version=1, path="t"
                )
                await take(db, taken, clock())
        if dice.random() < 0.3:
            await newsroom.stop(header.guid, dice.choice([Action.HOLD, Action.KILL, Action.WITHDRAW]))
    await newsroom.release_series()
    return await facts_of_all(newsroom)


def some_terms(dice: random.Random, now: datetime) -> tuple[Restriction, ...]:
    """No use term mostly, else one or two of every kind."""
    return tuple(
        Restriction(
            words="As told.",
            territories=tuple(dice.sample(TERRITORIES, dice.randint(0, 2))),
            media=tuple(dice.sample(MEDIA, dice.randint(0, 2))),
            subscribers_in=dice.choice([(), (), (SUBSCRIBER,), ("others",)]),
            subscribers_out=dice.choice([(), (), (SUBSCRIBER,)]),
            starts=now + timedelta(days=dice.randint(-3, 12)) if dice.random() < 0.3 else None,
            ends=now + timedelta(days=dice.randint(0, 12)) if dice.random() < 0.3 else None,
            no_archive=dice.random() < 0.3,
        )
        for _ in range(dice.choice([0, 0, 0, 1, 2]))
    )


async def facts_of_all(newsroom: Newsroom) -> list[Facts]:
    """The facts of each item's latest entry, from the wire, with whether it was taken."""
    found: list[Facts] = []
    async with transaction(newsroom.pool) as db:
        for guid in sorted({entry.header.guid for entry in await read(db, 0)}):
            entry, stored = await latest(db, guid), await item(db, guid)
            assert entry.content is not None
            facts = facts_of(entry.header, entry.content, embargoed=stored.embargoed)
            cursor = await db.execute("SELECT 1 FROM taking WHERE guid = %s", [facts.notice_of or guid])
            found.append(replace(facts, took=await cursor.fetchone() is not None))
    return found
