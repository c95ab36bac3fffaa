"""What is listed for whom, and how an item stands in the list as it goes on (contract §0)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from newsflow.db.pool import transaction
from newsflow.domain.codes import Action, Form, Priority
from newsflow.domain.guid import SubscriberId
from newsflow.matching.contract import Entitlement
from newsflow.search.following import catch_up
from newsflow.subscribers.contracts import contracts_of
from newsflow.subscribers.ranges import Range, Ranges
from tests.has import copy
from tests.has.conftest import EVERYTHING
from tests.has.desk import three
from tests.has.http import Client

if TYPE_CHECKING:
    from newsflow.search.folder import IndexFolder
    from tests.has.desk import Desk


async def test_the_contract_decides_what_is_listed(desk: Desk, url: str):
    turkish, french, russian = await three(desk)
    old = await desk.release(copy.a_dispatch(language="en"))
    desk.clock.advance(timedelta(days=3))
    new = await desk.release(copy.a_dispatch(language="en"))
    for covers, listed in (
        ([Entitlement(languages=("tr",))], [turkish]),
        ([Entitlement(packages=("special",)), Entitlement(sections=("sport",))], [russian, french]),
        ([Entitlement(languages=("en",), archive_days=2)], [new]),
        ([Entitlement(languages=("en",), archive_days=4)], [new, old]),
        ([Entitlement(languages=())], []),
        ([], []),
    ):
        answer = await Client(url, await desk.machine(*covers)).search()
        assert answer.ids == listed
        assert answer.json()["data"]["total"] == len(listed)
    ended = await desk.machine(EVERYTHING, ends=desk.clock() - timedelta(seconds=1))
    assert (await Client(url, ended).search()).ids == []


async def test_an_update_moves_the_item_to_the_top_under_the_same_id(desk: Desk, client: Client):
    """§0: order = `seq` of the latest entry; "HAS gives the latest version only"."""
    first, second, third = await three(desk)
    header = await desk.change(first, copy.a_dispatch(headline="Vapur seferleri sıklaştı"))
    answer = await client.search()
    assert answer.ids == [first, third, second]
    top = answer.json()["data"]["result"][0]
    assert top["title"] == "Vapur seferleri sıklaştı"
    assert top["date"] == f"{header.at:%Y-%m-%dT%H:%M:%SZ}"


async def test_a_stopped_item_stays_listed_by_mark_and_slug(desk: Desk, client: Client):
    """§0: "`title` = the language's mark and the slug, never the old headline"."""
    guids = await three(desk)
    marks = ((guids[0], Action.KILL, "İPTAL: vapur-seferleri"), (guids[1], Action.WITHDRAW, "RETRAIT: ferry-golfe"),
             (guids[2], Action.HOLD, "ПРИДЕРЖАТЬ: регата"))  # fmt: skip
    for guid, action, title in marks:
        notice = await desk.stop(guid, action)
        answer = await client.search()
        titles = {found["id"]: found["title"] for found in answer.json()["data"]["result"]}
        assert titles[guid] == title
        assert titles[notice] == title
        assert answer.ids[:2] == [notice, guid]
    for content in (copy.a_dispatch(), copy.french(), copy.russian()):
        assert content.headline not in (await client.search()).body.decode()


async def test_whoever_took_it_is_told_of_a_kill_after_the_contract_ended(desk: Desk, url: str):
    """Design, invariant 6: a kill goes to everyone who took any version; the words: "never `notice`"."""
    guid = await desk.release(copy.a_dispatch())
    soon = desk.clock() + timedelta(minutes=5)
    took, never = await desk.machine(EVERYTHING, ends=soon), await desk.machine(EVERYTHING, ends=soon)
    assert (await Client(url, took).get(f"/abone/document/{guid}/newsml29")).status == 200
    desk.clock.advance(timedelta(hours=1))
    assert (await Client(url, took).search()).ids == [], "a contract's end ends what is whole"
    notice = await desk.stop(guid, Action.KILL)
    assert (await Client(url, took).search()).ids == [notice, guid]
    assert b"stat:canceled" in (await Client(url, took).get(f"/abone/document/{guid}/newsml29")).body
    assert (await Client(url, never).search()).ids == []
    assert (await Client(url, never).get(f"/abone/document/{guid}/newsml29")).status == 404


async def test_whoever_pulled_it_by_cursor_is_told_of_its_kill_after_the_contract_ended(
    desk: Desk, url: str, index: IndexFolder
):
    """Of what the API hands over by cursor the ledger holds ranges of numbers, which more lies in than was covered."""
    turkish, french, _ = await three(desk)
    soon = desk.clock() + timedelta(minutes=5)
    machine = await desk.machine(Entitlement(languages=("fr",)), ends=soon)
    async with transaction(desk.pool) as db:
        contracts = await contracts_of(db, SubscriberId(machine.subscriber))
    pulled = Range(
        subscriber=SubscriberId(machine.subscriber), path="v1:entries", contracts=tuple(one.id for one in contracts),
        after_seq=0, to_seq=3, first_at=desk.clock(), last_at=desk.clock(), username=machine.username, address=None,
    )  # fmt: skip
    await Ranges(desk.pool).pulled(pulled)
    desk.clock.advance(timedelta(hours=1))
    notice = await desk.stop(french, Action.KILL)
    await desk.stop(turkish, Action.KILL)
    client = Client(url, machine)
    answer = await client.search()
    assert (answer.ids, answer.json()["data"]["total"]) == ([notice, french], 2)
    await catch_up(desk.pool, index)
    assert (await client.search(search_string="FERRY-GOLFE")).ids == [notice, french]
    assert (await client.search(search_string="vapur-seferleri")).ids == []
    assert b"stat:canceled" in (await client.get(f"/abone/document/{french}/newsml29")).body


async def test_an_embargoed_item_is_unknown_until_the_lift_even_with_advance_copy(desk: Desk, url: str):
    """§0: "embargoed, scheduled: unknown to HAS until the lift or the hour"."""
    client = Client(url, await desk.machine(Entitlement(advance_copy=True)))
    later = desk.clock() + timedelta(hours=2)
    guid = await desk.release(copy.a_dispatch(embargo=later), not_before=later)
    assert (await client.search()).ids == []
    assert (await client.get(f"/abone/document/{guid}/newsml29")).status == 404
    desk.clock.advance(timedelta(hours=3))
    assert (await client.search()).ids == [], "the hour alone lifts nothing"
    await desk.lift(guid)
    assert (await client.search()).ids == [guid]
    document = await client.get(f"/abone/document/{guid}/newsml29")
    assert b"embargoed" not in document.body
    assert b"EMBARGO" not in document.body


async def test_a_flash_and_its_lead_are_items_of_their_own(desk: Desk, client: Client):
    """§0: "flash → urgent → lead are always new ids"."""
    flash = await desk.release(copy.flash())
    lead = await desk.release(
        copy.a_dispatch(form=Form.LEAD, priority=Priority.IMPORTANT, replaces=(flash,), label="1. lead")
    )
    assert (await client.search()).ids == [lead, flash]


async def test_what_is_listed_is_what_is_handed_over(desk: Desk, url: str):
    """Design, invariant 5: SQL and predicate agree, here through the whole of HAS, for every kind of state."""
    soon, later = desk.clock() + timedelta(minutes=30), desk.clock() + timedelta(days=9)
    guids = [*await three(desk), await desk.release(copy.flash())]
    guids += [await desk.release(copy.a_dispatch(packages=(package,))) for package in ("special", "local")]
    machines = [
        await desk.machine(EVERYTHING),
        await desk.machine(EVERYTHING, ends=soon),
        await desk.machine(Entitlement(languages=("tr",), archive_days=1)),
        await desk.machine(Entitlement(packages=("special",)), Entitlement(sections=("sport",)), ends=later),
        await desk.machine(Entitlement(advance_copy=True), starts=later),
        await desk.machine(),
    ]
    for machine in machines[:4]:
        for guid in guids[::2]:
            await Client(url, machine).get(f"/abone/document/{guid}/newsml29")
    desk.clock.advance(timedelta(hours=1))
    notices = [
        await desk.stop(guid, action) for guid, action in zip(guids, (Action.KILL, Action.HOLD), strict=False)
    ]
    notices += [await desk.correct(guids[2], "Парусов было 40."), await desk.stop(guids[4], Action.WITHDRAW)]
    notices.append(await desk.reinstate(guids[1]))
    hidden = await desk.release(copy.a_dispatch(embargo=later), not_before=later)
    moved = await desk.change(
        guids[3], copy.a_dispatch(packages=("local",), language="en", section="science")
    )
    everything = [*guids, *notices, hidden]
    for days in (0, 2, 10):
        desk.clock.advance(timedelta(days=days))
        for number, machine in enumerate(machines):
            client = Client(url, machine)
            answer = await client.search()
            handed = {
                guid for guid in everything
                if (await client.get(f"/abone/document/{guid}/newsml29")).status == 200
            }  # fmt: skip
            assert set(answer.ids) == handed, (days, number)
            assert answer.json()["data"]["total"] == len(handed), (days, number)
    assert moved.guid in (await Client(url, machines[0]).search()).ids


async def test_a_title_is_one_line_whatever_an_old_headline_held(desk: Desk, client: Client):
    """Releases before the rule for characters let line breaks and controls in; scripts read a list by lines."""
    await desk.release(copy.a_dispatch(headline="Vapur\nseferleri \x07başladı\u2028 bugün"))
    assert (await client.search()).json()["data"]["result"][0]["title"] == "Vapur seferleri başladı bugün"


async def test_a_killed_item_s_title_keeps_its_latin_slug_in_order_in_an_arabic_line(
    desk: Desk, client: Client
):
    """The item and its notice read the same; the isolates are what a list from right to left needs (UAX #9)."""
    guid = await desk.release(copy.a_dispatch(language="ar", slug="port-12"))
    told = await desk.stop(guid, Action.KILL)
    titles = {each["id"]: each["title"] for each in (await client.search()).json()["data"]["result"]}
    assert titles == {guid: "إلغاء: \u2068port-12\u2069", told: "إلغاء: \u2068port-12\u2069"}
