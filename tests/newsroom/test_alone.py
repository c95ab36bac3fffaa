"""Alone, by the table, at an hour, and too late: how else a release gets its words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from newsflow.accounts.proving import ProofMissingError
from newsflow.db.pool import transaction
from newsflow.domain.checks.finding import CheckCode
from newsflow.domain.codes import Action, Form, Priority
from newsflow.domain.desk_rules import DeskRules, LookRule
from newsflow.domain.errors import BadInputError, ChecksError, ConflictError, NotAllowedError
from newsflow.newsroom import drafts
from newsflow.newsroom.approvals import ask, get
from newsflow.newsroom.duty import begin, look_after, owed_looks
from newsflow.newsroom.schedule import release_due
from newsflow.wire.read import item
from tests.builders import a_dispatch
from tests.newsroom.second_look import KEY, MINUTE, a_flash, approved, entries, sent_alone, words_of

if TYPE_CHECKING:
    from tests.builders import Newsroom
    from tests.harness import SettableClock


async def test_alone_after_the_wait_on_duty_with_a_passkey_and_a_reason_and_the_chief_is_told(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    draft = await newsroom.draft(a_dispatch(form=Form.FLASH, body=()))
    asked = (await newsroom.ask(draft, newsroom.editor)).request
    assert asked is not None
    clock.advance(MINUTE - timedelta(seconds=1))
    with pytest.raises(NotAllowedError, match="on duty"):
        await sent_alone(newsroom, asked, newsroom.hand(newsroom.editor, KEY))
    async with transaction(newsroom.pool) as db:
        until = clock() + timedelta(hours=8)
        await begin(db, newsroom.hand(newsroom.editor), clock(), until=until, alone=True)
    with pytest.raises(ConflictError, match="1 s are left"):
        await sent_alone(newsroom, asked, newsroom.hand(newsroom.editor, KEY))
    clock.advance(timedelta(seconds=1))
    for key in ("password", "session", "cli"):
        with pytest.raises(ProofMissingError, match="takes a passkey"):
            await sent_alone(newsroom, asked, newsroom.hand(newsroom.editor, key))
    with pytest.raises(BadInputError, match="takes a reason"):
        await sent_alone(newsroom, asked, newsroom.hand(newsroom.editor, KEY), reason="  ")
    with pytest.raises(NotAllowedError, match="You can approve it"):
        await sent_alone(newsroom, asked, newsroom.hand(newsroom.chief, KEY))
    assert await entries(newsroom) == 0
    (header,) = (await sent_alone(newsroom, asked, newsroom.hand(newsroom.editor, KEY))).headers
    (word,) = await words_of(newsroom, header.guid)
    assert (word.by, word.key, word.reason) == (newsroom.editor.id, KEY, "sent_alone")
    async with transaction(newsroom.pool) as db:
        (owed,) = await owed_looks(db)
        letters = await (await db.execute("SELECT recipient, subject, body FROM outbox")).fetchall()
        with pytest.raises(NotAllowedError, match="another person"):
            await look_after(db, owed.id, newsroom.hand(newsroom.editor), clock())
        await look_after(db, owed.id, newsroom.hand(newsroom.chief), clock(), words="Right.")
        assert await owed_looks(db) == []
    assert (owed.act, owed.guid, owed.reason) == ("sent_alone", header.guid, "Nobody answers.")
    ((to, subject, text),) = letters
    assert to == newsroom.chief.email
    assert header.guid in subject
    assert "Nobody answers." in text
    assert "Ferry" not in text


async def test_a_shift_at_another_desk_sends_nothing_alone(newsroom: Newsroom, clock: SettableClock) -> None:
    draft = await newsroom.draft(a_dispatch(form=Form.FLASH, body=()))
    asked = (await newsroom.ask(draft, newsroom.editor)).request
    assert asked is not None
    async with transaction(newsroom.pool) as db:
        until = clock() + timedelta(hours=8)
        await begin(db, newsroom.hand(newsroom.editor), clock(), until=until, desk="fr")
    clock.advance(MINUTE)
    with pytest.raises(NotAllowedError, match="on duty"):
        await sent_alone(newsroom, asked, newsroom.hand(newsroom.editor, KEY))


async def test_the_table_asks_for_more_and_never_for_less(newsroom: Newsroom, clock: SettableClock) -> None:
    rule = LookRule(says="Corrections are read twice.", actions=(Action.CORRECT,))
    quiet = LookRule(says="Never mind.", forms=(Form.FLASH,), on_duty=99)
    strict = replace(newsroom, agency=replace(newsroom.agency, desk=DeskRules(second_look=(rule, quiet))))
    first = (await strict.ask(await strict.draft())).headers[0]
    text = a_dispatch(headline="Ferry returns on Tuesday", correction="It came on Tuesday.")
    draft = await strict.draft(text, of=first.guid, action=Action.CORRECT)
    asked = (await strict.ask(draft)).request
    assert asked is not None
    assert asked.because == "Corrections are read twice."
    own, told = (await approved(strict, asked, strict.hand(strict.editor))).headers
    assert (own.action, told.action) == (Action.CORRECT, Action.NEW)
    ringing = await strict.draft(a_dispatch(priority=Priority.FLASH, slug="ringing"))
    assert (await strict.ask(ringing)).request


async def test_what_is_approved_for_an_hour_goes_out_at_it_in_both_names(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    draft = await newsroom.draft(a_dispatch(form=Form.FLASH, body=()))
    due = clock() + timedelta(hours=1)
    asked = (await newsroom.ask(draft, due=due)).request
    assert asked is not None
    assert (await approved(newsroom, asked, newsroom.hand(newsroom.editor))).due == due
    assert await entries(newsroom) == 0
    clock.set(due)
    (header,) = await release_due(newsroom.pool, clock, newsroom.agency, "worker")
    assert [word.by for word in await words_of(newsroom, header.guid)] == [
        newsroom.chief.id,
        newsroom.editor.id,
    ]
    assert header.content_digest == asked.digest


async def test_what_is_approved_after_its_hour_goes_out_at_once(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    draft = await newsroom.draft(a_dispatch(form=Form.FLASH, body=()))
    asked = (await newsroom.ask(draft, due=clock() + timedelta(minutes=1))).request
    assert asked is not None
    clock.advance(timedelta(minutes=2))
    assert (await approved(newsroom, asked, newsroom.hand(newsroom.editor))).headers


async def test_an_approval_is_refused_when_the_text_may_no_longer_go_out(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    text = a_dispatch(form=Form.FLASH, body=(), embargo=clock() + timedelta(minutes=1))
    asked = (await newsroom.ask(await newsroom.draft(text))).request
    assert asked is not None
    clock.advance(timedelta(minutes=2))
    with pytest.raises(BadInputError, match="embargo is over"):
        await approved(newsroom, asked, newsroom.hand(newsroom.editor))
    first = await newsroom.release(a_dispatch(slug="other"))
    update = await newsroom.draft(a_dispatch(slug="other", urgency=1), of=first.guid)
    waits = (await newsroom.ask(update)).request
    assert waits is not None
    await newsroom.stop(first.guid, Action.KILL)
    with pytest.raises(ConflictError, match="is dropped"):
        await approved(newsroom, waits, newsroom.hand(newsroom.editor))


async def test_a_lead_asked_for_before_another_went_out_is_asked_for_again(newsroom: Newsroom) -> None:
    waits = await newsroom.draft(a_dispatch(form=Form.LEAD, urgency=1))
    asked = (await newsroom.ask(waits)).request
    assert asked is not None
    await newsroom.release(a_dispatch(form=Form.LEAD))
    with pytest.raises(ConflictError, match="moved on since this was asked"):
        await approved(newsroom, asked, newsroom.hand(newsroom.editor))


async def test_a_desk_of_another_language_approves_nothing_here(newsroom: Newsroom) -> None:
    asked = await a_flash(newsroom)
    other = replace(newsroom.editor, desks=["tr", "*/sport"])
    with pytest.raises(NotAllowedError, match="another desk"):
        await approved(newsroom, asked, newsroom.hand(other))


async def test_what_the_checks_warn_of_goes_out_with_a_word_for_each_that_stays_inside(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    draft = await newsroom.draft()
    hand = newsroom.hand(newsroom.chief)
    async with transaction(newsroom.pool) as db:
        with pytest.raises(ChecksError, match="dateline_missing"):
            await ask(db, clock, newsroom.agency, draft, hand)
        passed = {CheckCode.DATELINE_MISSING: "Filed from everywhere."}
        (header,) = (await ask(db, clock, newsroom.agency, draft, hand, passed=passed)).headers
        told = (await drafts.events(db, draft))[0]
        trail = await (await db.execute("SELECT facts::text FROM audit")).fetchall()
    assert told.note == "passed_dateline_missing: Filed from everywhere."
    assert "everywhere" not in str(trail)
    assert await words_of(newsroom, header.guid)


async def test_an_erased_item_leaves_nothing_of_its_request(newsroom: Newsroom) -> None:
    asked = await a_flash(newsroom)
    (header,) = (await approved(newsroom, asked, newsroom.hand(newsroom.editor))).headers
    async with transaction(newsroom.pool) as db:
        await db.execute(
            "SELECT wire_erase(%s, 'law', '1', 'court', 'p-one', 'p-two', %s::bigint[])",
            [newsroom.clock(), [header.seq]],
        )
        found = await get(db, asked.id)
        assert (found.body, found.salt, found.digest) == (None, None, asked.digest)
        assert (await item(db, header.guid)).headline is None
        left = await (await db.execute("SELECT content FROM draft_save")).fetchall()
    assert left == [(None,)]
