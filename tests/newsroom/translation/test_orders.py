"""Orders and queues, taking and giving back, machine marks, checks across the pair before a release."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from newsflow.accounts.people import Role, add_person, by_id
from newsflow.db.pool import transaction
from newsflow.domain.checks.finding import CheckCode
from newsflow.domain.codes import Action, Form
from newsflow.domain.desk_rules import OrderRule
from newsflow.domain.dispatch import Dispatch, paragraph
from newsflow.domain.errors import BadInputError, ChecksError, ConflictError, NotAllowedError
from newsflow.domain.pair.machine import sentences_of
from newsflow.newsroom.checking import check_draft
from newsflow.newsroom.drafts import get
from newsflow.newsroom.locks import leave
from newsflow.newsroom.names_list import load_names
from newsflow.newsroom.saves import save
from newsflow.newsroom.translation.machine_marks import accept, mark, marked
from newsflow.newsroom.translation.orders import Holds, Wanted, drop_order, get_order, order, orders_of, queue
from newsflow.newsroom.translation.taking import give_back, take
from newsflow.wire.read import latest
from tests.builders import a_dispatch

if TYPE_CHECKING:
    from newsflow.accounts.people import Person
    from newsflow.domain.entry import Header
    from newsflow.domain.guid import Guid
    from tests.builders import Newsroom

FRENCH = {
    "headline": "Le bac retrouve le vieux port",
    "body": (
        paragraph("Le bac est revenu lundi, cloche sonnante."),
        paragraph("Des centaines de gens sont venus le voir."),
    ),
}


async def ordered(newsroom: Newsroom, language: str = "fr", **wanted: Any) -> int:
    async with transaction(newsroom.pool) as db:
        hand = newsroom.hand(newsroom.editor)
        return await order(db, newsroom.agency, Wanted(language=language, **wanted), hand, newsroom.clock())


async def taken(newsroom: Newsroom, number: int, person: Person | None = None) -> int:
    async with transaction(newsroom.pool) as db:
        hand = newsroom.hand(person or newsroom.reporter)
        return await take(db, newsroom.agency, number, hand, newsroom.clock())


async def written(newsroom: Newsroom, draft: int, **facts: Any) -> None:
    async with transaction(newsroom.pool) as db:
        found = await get(db, draft)
        content = replace(found.dispatch(), **(FRENCH | facts))
        hand = newsroom.hand(newsroom.reporter)
        await save(db, draft, content, hand, newsroom.clock(), base_save=found.save, sitting="s")
        await leave(db, draft, hand, sitting="s")


async def content_of(newsroom: Newsroom, guid: Guid) -> Dispatch:
    async with transaction(newsroom.pool) as db:
        found = (await latest(db, guid)).content
    assert found is not None
    return found


async def findings(newsroom: Newsroom, draft: int) -> set[CheckCode]:
    async with transaction(newsroom.pool) as db:
        found = await get(db, draft)
        told = await check_draft(
            db, newsroom.agency, found.dispatch(), Action.NEW, before=None, now=newsroom.clock(), draft=draft
        )
    return {one.code for one in told}


async def test_an_order_is_taken_translated_and_closed_by_its_release(newsroom: Newsroom):
    original = await newsroom.release()
    number = await ordered(
        newsroom, original=original.guid, deadline=newsroom.clock() + timedelta(minutes=20)
    )
    draft = await taken(newsroom, number)
    await written(newsroom, draft)
    (header,) = await newsroom.release_draft(draft)
    content = await content_of(newsroom, header.guid)
    assert content.translated_from is not None
    assert (content.translated_from.item, content.translated_from.version) == (original.guid, 1)
    async with transaction(newsroom.pool) as db:
        assert await queue(db) == []
        (done,) = await orders_of(db, original.guid)
        assert done.state == "released"


async def test_a_queue_is_by_language_the_most_urgent_first_then_by_deadline_then_by_age(newsroom: Newsroom):
    slow = await newsroom.release(a_dispatch(slug="slow"))
    fast = await newsroom.release(a_dispatch(slug="fast", urgency=2))
    soon = newsroom.clock() + timedelta(minutes=5)
    numbers = [
        await ordered(newsroom, original=slow.guid),
        await ordered(newsroom, "ar", original=slow.guid),
        await ordered(newsroom, original=fast.guid),
        await ordered(
            newsroom, "fr", original=(await newsroom.release(a_dispatch(slug="due"))).guid, deadline=soon
        ),
    ]
    async with transaction(newsroom.pool) as db:
        assert [one.id for one in await queue(db, ("fr",))] == [numbers[2], numbers[3], numbers[0]]
        assert [one.id for one in await queue(db, ("ar",))] == [numbers[1]]


async def test_one_language_is_ordered_once(newsroom: Newsroom):
    original = await newsroom.release()
    await ordered(newsroom, original=original.guid)
    with pytest.raises(ConflictError, match="ordered already"):
        await ordered(newsroom, original=original.guid)
    with pytest.raises(BadInputError, match="no language to translate into"):
        await ordered(newsroom, "en", original=original.guid)


async def test_a_reporter_orders_nothing(newsroom: Newsroom):
    original = await newsroom.release()
    async with transaction(newsroom.pool) as db:
        hand = newsroom.hand(newsroom.reporter)
        with pytest.raises(NotAllowedError):
            await order(
                db, newsroom.agency, Wanted(language="fr", original=original.guid), hand, newsroom.clock()
            )


async def test_what_one_has_taken_another_gets_only_when_it_is_given_back(newsroom: Newsroom):
    original = await newsroom.release()
    number = await ordered(newsroom, original=original.guid)
    draft = await taken(newsroom, number)
    with pytest.raises(ConflictError, match="not to be had"):
        await taken(newsroom, number, newsroom.chief)
    async with transaction(newsroom.pool) as db:
        await give_back(
            db, number, newsroom.hand(newsroom.reporter), newsroom.clock(), words="My shift is over."
        )
    assert await taken(newsroom, number, newsroom.chief) == draft


async def test_a_dropped_order_is_in_no_queue(newsroom: Newsroom):
    original = await newsroom.release()
    number = await ordered(newsroom, original=original.guid)
    async with transaction(newsroom.pool) as db:
        await drop_order(db, number, newsroom.hand(newsroom.editor), newsroom.clock())
        assert await queue(db) == []
    await ordered(newsroom, original=original.guid)


async def test_a_flash_orders_its_languages_by_itself(newsroom: Newsroom):
    rules = replace(newsroom.agency.desk, orders=(OrderRule(into=("fr", "ar", "en"), within_s=300),))
    ruled = replace(newsroom, agency=replace(newsroom.agency, desk=rules))
    flash = await ruled.release(a_dispatch(form=Form.FLASH, body=(), headline="Ferry sinks", urgency=1))
    async with transaction(newsroom.pool) as db:
        found = await queue(db)
    assert {one.language for one in found} == {"fr", "ar"}
    assert {one.original for one in found} == {flash.guid}
    assert all(one.by_rule and one.deadline == newsroom.clock() + timedelta(minutes=5) for one in found)
    await ruled.release(a_dispatch())
    async with transaction(newsroom.pool) as db:
        assert len(await queue(db)) == 2


async def test_a_translation_of_a_draft_is_held_until_its_original_is_out_and_then_names_it(
    newsroom: Newsroom,
):
    source = await newsroom.draft()
    number = await ordered(newsroom, draft=source, holds=Holds.AFTER)
    draft = await taken(newsroom, number)
    await written(newsroom, draft)
    with pytest.raises(ConflictError, match="held until its original is out"):
        await newsroom.release_draft(draft)
    original = (await newsroom.release_draft(source))[0]
    (header,) = await newsroom.release_draft(draft)
    said = (await content_of(newsroom, header.guid)).translated_from
    assert said is not None
    assert (said.item, said.version) == (original.guid, 1)


async def test_nothing_made_by_a_machine_goes_out_before_a_person_touched_or_accepted_it(newsroom: Newsroom):
    original = await newsroom.release()
    draft = await taken(newsroom, await ordered(newsroom, original=original.guid))
    await written(newsroom, draft)
    async with transaction(newsroom.pool) as db:
        sentences = list(sentences_of((await get(db, draft)).dispatch()))
        await mark(db, draft, {one.digest for one in sentences}, "apertium", newsroom.clock())
    assert CheckCode.PAIR_MACHINE in await findings(newsroom, draft)
    with pytest.raises(ChecksError, match="nobody has looked at it"):
        await newsroom.release_draft(draft)
    with pytest.raises(ChecksError):
        await newsroom.ask(draft)
    await written(newsroom, draft, headline="Le bac est de retour au vieux port")
    async with transaction(newsroom.pool) as db:
        hand = newsroom.hand(newsroom.reporter)
        assert len(await marked(db, draft, (await get(db, draft)).dispatch())) == len(sentences) - 1
        assert (
            await accept(db, draft, {one.digest for one in sentences[1:]}, hand, newsroom.clock())
            == len(sentences) - 1
        )
    assert CheckCode.PAIR_MACHINE not in await findings(newsroom, draft)
    (header,) = await newsroom.release_draft(draft)
    said = (await content_of(newsroom, header.guid)).translated_from
    assert said is not None
    assert said.machine_aided
    async with transaction(newsroom.pool) as db, db.cursor() as cursor:
        await cursor.execute(
            "SELECT machine_share FROM translation_order WHERE original = %s", (original.guid,)
        )
        (share,) = await cursor.fetchone() or (0,)
    assert 50 < share < 80


async def test_a_machine_accepts_nothing(newsroom: Newsroom):
    original = await newsroom.release()
    draft = await taken(newsroom, await ordered(newsroom, original=original.guid))
    async with transaction(newsroom.pool) as db:
        hand = replace(newsroom.hand(newsroom.reporter), is_machine=True)
        with pytest.raises(NotAllowedError):
            await accept(db, draft, {b"x"}, hand, newsroom.clock())


async def test_a_release_is_told_of_slips_across_the_pair_and_of_an_original_that_moved(newsroom: Newsroom):
    original = await newsroom.release(
        a_dispatch(
            body=(paragraph("The ferry brought 340 people to Ankara on Monday."), paragraph("It rang."))
        )
    )
    async with transaction(newsroom.pool) as db:
        await load_names(db, "kind,en,fr\nplace,Ankara,Ankara\n", newsroom.clock())
    draft = await taken(newsroom, await ordered(newsroom, original=original.guid))
    await written(
        newsroom,
        draft,
        body=(paragraph("Le bac a amené 430 personnes lundi à Angora."), paragraph("Il a sonné.")),
    )
    found = await findings(newsroom, draft)
    assert {CheckCode.PAIR_NUMBER_MISSING, CheckCode.PAIR_NAME_MISSING} <= found
    assert CheckCode.PAIR_ORIGINAL_MOVED not in found
    await newsroom.release(a_dispatch(whats_new="More.", body=(paragraph("It is over."),)), of=original.guid)
    assert CheckCode.PAIR_ORIGINAL_MOVED in await findings(newsroom, draft)


async def test_an_order_names_its_original_and_who_has_it(newsroom: Newsroom):
    original: Header = await newsroom.release()
    number = await ordered(newsroom, original=original.guid, note="The harbour desk needs it.")
    await taken(newsroom, number)
    async with transaction(newsroom.pool) as db:
        found = await get_order(db, number)
    assert (found.headline, found.from_language, found.name) == (
        "Ferry returns to the old harbour", "en", "reporter",
    )  # fmt: skip


async def test_a_translator_of_another_language_does_not_take_it(newsroom: Newsroom):
    original = await newsroom.release()
    number = await ordered(newsroom, original=original.guid)
    async with transaction(newsroom.pool) as db:
        made = await add_person(
            db, email="t@desk.example", name="T", role=Role.TRANSLATOR, now=newsroom.clock()
        )
        person = await by_id(db, made)
    assert person is not None
    with pytest.raises(NotAllowedError):
        await taken(newsroom, number, replace(person, desks=["ar"]))
