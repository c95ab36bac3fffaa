"""Lists that machines poll: as `find` has them, made once for all who may have the same."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from newsflow.db.pool import transaction
from newsflow.domain.codes import Action, Verdict
from newsflow.domain.dispatch import Restriction
from newsflow.domain.entry import STOPS
from newsflow.domain.guid import SubscriberId
from newsflow.matching.tree import EVERYTHING, AnyOf, Field
from newsflow.search import shared
from newsflow.search.find import Search, find
from newsflow.search.shared import Listing, Lists, Wanted
from newsflow.search.standing import Asker
from newsflow.subscribers.contracts import add_subscriber
from newsflow.subscribers.ledger import Take, take
from newsflow.wire.erase import Order, erase
from newsflow.wire.read import latest
from tests.builders import a_contract, a_dispatch
from tests.matching.trees import SECTIONS, SUBSCRIBER
from tests.matching.wires import a_wire_of_all_kinds

if TYPE_CHECKING:
    from newsflow.matching.tree import Tree
    from tests.harness import SettableClock
    from tests.search.conftest import Shelf

GAZETTE, HERALD = SubscriberId(SUBSCRIBER), SubscriberId("herald")
EARLIER = timedelta(days=40)


@dataclass
class Desk:
    """A wire, its index and the lists of one web process; what they made is counted."""

    shelf: Shelf
    lists: Lists
    made: int = 0

    async def ids(
        self, asker: Asker, said: Tree = EVERYTHING, *, offset: int = 0, limit: int = 100
    ) -> list[str]:
        """What the list has."""
        found = await self.listing(asker, said, offset=offset, limit=limit)
        return [item.guid for item in found.items]

    async def listing(self, asker: Asker, said: Tree, *, offset: int = 0, limit: int = 100) -> Listing:
        """A page of it."""
        now = self.shelf.newsroom.clock()
        found = await self.lists.listing(Wanted(said=said, asker=asker, now=now, offset=offset, limit=limit))
        assert found is not None
        return found


@pytest.fixture
def desk(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Lists over the shelf's index."""
    made = Desk(shelf, Lists(shelf.newsroom.pool, shelf.archive))
    newest = shared.newest

    def counted(*asked: Any) -> tuple[list[int], int]:
        made.made += 1
        return newest(*asked)

    monkeypatch.setattr(shared, "newest", counted)
    return made


def an_asker(subscriber: SubscriberId = GAZETTE, **covers: Any) -> Asker:
    """A subscriber's machine."""
    contract = replace(a_contract(**covers), id=f"of-{subscriber}", subscriber=subscriber)
    return Asker(subscriber=subscriber, contracts=(replace(contract, starts=contract.starts - EARLIER),))


async def test_a_list_says_what_find_says_of_every_contract(desk: Desk, clock: SettableClock) -> None:
    await a_wire_of_all_kinds(desk.shelf.newsroom, clock)
    await desk.shelf.read()
    some: list[dict[str, Any]] = [
        {}, {"sections": SECTIONS[:1]}, {"languages": ("fr",), "archive_days": 5}, {"packages": ()},
        {"territories": ("TR",)}, {"sections": SECTIONS[1:2], "advance_copy": True},
    ]  # fmt: skip
    questions = (EVERYTHING, AnyOf(Field.LANGUAGE, frozenset({"tr", "fr"})))
    stops = 0
    for covers in some:
        for who in (GAZETTE, HERALD):
            for said in questions:
                asker = an_asker(who, **covers)
                for offset, limit in ((0, 100), (3, 5)):
                    listing = await desk.listing(asker, said, offset=offset, limit=limit)
                    wanted = Search(
                        tree=said, asker=asker, now=clock(), zone=desk.shelf.newsroom.agency.zoneinfo,
                        offset=offset, limit=limit,
                    )  # fmt: skip
                    async with transaction(desk.shelf.newsroom.pool) as db:
                        found = await find(db, desk.shelf.archive, wanted)
                    hits = [
                        hit.item for hit in found.hits
                        if hit.ruling.verdict is Verdict.WHOLE or hit.item.action in STOPS
                    ]  # fmt: skip
                    assert list(listing.items) == hits
                    assert listing.total == found.total
                    stops += sum(item.action in STOPS for item in listing.items)
    assert stops


async def test_a_list_is_made_once_for_all_who_may_have_the_same_and_for_nobody_else(
    desk: Desk, clock: SettableClock
) -> None:
    sold = await desk.shelf.newsroom.release(a_dispatch(section=SECTIONS[0]))
    other = await desk.shelf.newsroom.release(a_dispatch(section=SECTIONS[1]))
    await desk.shelf.read()
    one, same = an_asker(GAZETTE, sections=SECTIONS[:1]), an_asker(HERALD, sections=SECTIONS[:1])
    assert await asyncio.gather(*(desk.ids(asker) for asker in (one, same, one))) == [[sold.guid]] * 3
    assert desk.made == 1
    assert await desk.ids(an_asker(sections=SECTIONS[1:2])) == [other.guid]
    assert await desk.ids(one, limit=1, offset=1) == []
    assert desk.made == 3
    clock.advance(timedelta(seconds=1))
    assert await desk.ids(one) == [sold.guid]
    assert desk.made == 4, "a second later it is asked anew"
    ended = Asker(subscriber=one.subscriber, contracts=(replace(one.contracts[0], ends=clock()),))
    assert await desk.ids(ended) == []


async def test_what_is_released_stopped_or_erased_is_in_the_next_answer(
    desk: Desk, clock: SettableClock
) -> None:
    newsroom, asker = desk.shelf.newsroom, an_asker()
    first = await newsroom.release(a_dispatch())
    await desk.shelf.read()
    assert await desk.ids(asker) == [first.guid]
    second = await newsroom.release(a_dispatch(slug="second"))
    assert await desk.ids(asker) == [second.guid, first.guid], "the index has not read it"
    notice, *_ = await newsroom.stop(first.guid)
    listing = await desk.listing(asker, EVERYTHING)
    assert {item.guid: item.action for item in listing.items}[first.guid] == Action.KILL
    assert listing.total == len(listing.items) == 3
    await desk.shelf.read()
    assert [item.guid for item in (await desk.listing(asker, EVERYTHING)).items] == [
        item.guid for item in listing.items
    ]
    assert notice.guid in {item.guid for item in listing.items} | {first.guid}
    async with transaction(newsroom.pool) as db:
        entry = await latest(db, second.guid)
        people = {"ordered_by": newsroom.chief.id, "second": newsroom.editor.id}
        order = Order(law="A law", file_number="1", asked_by="Court", targets=(entry.header.seq,), **people)
        await erase(db, order, clock())
    listing = await desk.listing(asker, EVERYTHING)
    assert {item.guid: item.headline for item in listing.items}[second.guid] is None


async def test_a_stop_outside_the_contract_is_told_to_who_took_the_item_and_to_nobody_else(
    desk: Desk, clock: SettableClock
) -> None:
    newsroom = desk.shelf.newsroom
    sold = await newsroom.release(a_dispatch(section=SECTIONS[0]))
    async with transaction(newsroom.pool) as db:
        await add_subscriber(db, GAZETTE, "The Gazette", clock())
        await take(db, Take(subscriber=GAZETTE, username="u", guid=sold.guid, version=1, path="t"), clock())
    await desk.shelf.read()
    await newsroom.stop(sold.guid)
    elsewhere = {"sections": SECTIONS[1:2]}
    for read in (False, True):
        if read:
            await desk.shelf.read()
        assert sold.guid in await desk.ids(an_asker(GAZETTE, **elsewhere))
        assert await desk.ids(an_asker(HERALD, **elsewhere)) == []


async def test_a_restriction_that_names_subscribers_parts_their_lists(desk: Desk) -> None:
    bound = Restriction(words="For the Herald alone.", subscribers_in=(HERALD,))
    named = await desk.shelf.newsroom.release(a_dispatch(restrictions=(bound,)))
    await desk.shelf.read()
    assert await desk.ids(an_asker(GAZETTE)) == []
    assert await desk.ids(an_asker(HERALD)) == [named.guid]


async def test_without_an_index_there_is_no_list(desk: Desk, clock: SettableClock) -> None:
    wanted = Wanted(said=EVERYTHING, asker=an_asker(), now=clock(), offset=0, limit=9)
    await desk.shelf.newsroom.release(a_dispatch())
    assert await desk.lists.listing(wanted) is None
    await desk.shelf.read()
    found = await desk.lists.listing(wanted)
    assert found is not None
    assert found.total == 1


async def test_a_page_that_could_not_be_made_is_asked_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    released = await desk.shelf.newsroom.release(a_dispatch())
    await desk.shelf.read()
    counted = shared.newest

    def fails(*_: Any) -> tuple[list[int], int]:
        raise ValueError("the index broke")

    monkeypatch.setattr(shared, "newest", fails)
    with pytest.raises(ValueError, match="broke"):
        await desk.ids(an_asker())
    monkeypatch.setattr(shared, "newest", counted)
    assert await desk.ids(an_asker()) == [released.guid]
