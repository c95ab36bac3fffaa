"""Who looks twice: another person, with a key and a session of their own, for exactly this text."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from newsflow.accounts.people import Act, Person, Role, add_person, by_id
from newsflow.accounts.proving import ProofMissingError
from newsflow.db.pool import transaction
from newsflow.db.query import rows
from newsflow.domain.codes import Action, Form, Priority
from newsflow.domain.desk_rules import DeskRules, LookRule
from newsflow.domain.errors import BadInputError, ConflictError, NotAllowedError
from newsflow.newsroom import drafts
from newsflow.newsroom.approvals import alone, approve, ask, get, open_requests, refuse, version_of, withdraw
from newsflow.newsroom.duty import begin, lend, look_after, owed_looks
from newsflow.newsroom.moves import send_back
from newsflow.newsroom.saves import save
from newsflow.newsroom.schedule import release_due
from newsflow.wire.read import item, read
from newsflow.wire.rows import READ_ITEM
from tests.builders import a_dispatch

if TYPE_CHECKING:
    from newsflow.accounts.hand import Hand
    from newsflow.domain.entry import Approval
    from newsflow.newsroom.approvals import Outcome, Request
    from tests.builders import Newsroom
    from tests.harness import SettableClock

KEY = "passkey:0123456789abcdef"
MINUTE = timedelta(seconds=60)


async def a_flash(newsroom: Newsroom, slug: str = "harbour-ferry") -> Request:
    """A flash that the chief asked for and that waits."""
    draft = await newsroom.draft(a_dispatch(form=Form.FLASH, body=(), slug=slug))
    asked = (await newsroom.ask(draft)).request
    assert asked is not None
    return asked


async def approved(newsroom: Newsroom, asked: Request, hand: Hand, digest: str | None = None) -> Outcome:
    """What comes of somebody's word for a request, in a transaction of its own."""
    async with transaction(newsroom.pool) as db:
        return await approve(
            db, newsroom.clock, newsroom.agency, asked.id, hand, digest_hex=digest or asked.digest_hex
        )


async def sent_alone(
    newsroom: Newsroom, asked: Request, hand: Hand, reason: str = "Nobody answers."
) -> Outcome:
    """What comes of sending without a second person."""
    async with transaction(newsroom.pool) as db:
        return await alone(
            db,
            newsroom.clock,
            newsroom.agency,
            asked.id,
            hand,
            digest_hex=asked.digest_hex,
            reason=reason,
        )


async def words_of(newsroom: Newsroom, guid: str) -> tuple[Approval, ...]:
    """The approvals that stand on the wire for an item's latest entry."""
    async with transaction(newsroom.pool) as db:
        return (await rows(db, READ_ITEM, {"guid": guid, "limit": 1}))[0].given()


async def a_person(newsroom: Newsroom, name: str, role: Role) -> Person:
    """A further person of the desk."""
    async with transaction(newsroom.pool) as db:
        made = await add_person(db, email=f"{name}@desk.example", name=name, role=role, now=newsroom.clock())
        found = await by_id(db, made)
    assert found is not None
    return found


async def entries(newsroom: Newsroom) -> int:
    """How many entries the wire has."""
    async with transaction(newsroom.pool) as db:
        return len(await read(db, 0))


async def test_a_story_goes_out_by_one_word_and_a_flash_waits_for_the_second(newsroom: Newsroom) -> None:
    plain = await newsroom.ask(await newsroom.draft())
    assert len(plain.headers) == 1
    asked = await a_flash(newsroom, "other")
    assert (asked.because, asked.state) == ("flash", "open")
    assert await entries(newsroom) == 1
    async with transaction(newsroom.pool) as db:
        assert (await drafts.get(db, asked.draft)).state == "for_approval"
        assert [one.id for one in await open_requests(db)] == [asked.id]
    (header,) = (await approved(newsroom, asked, newsroom.hand(newsroom.editor))).headers
    first, second = await words_of(newsroom, header.guid)
    assert (first.by, first.act, first.key) == (newsroom.chief.id, "released", "session")
    assert (second.by, second.act, second.key) == (newsroom.editor.id, "approved", "password")
    assert (
        {first.content_digest, second.content_digest} == {asked.digest_hex} == {header.content_digest.hex()}
    )


async def test_an_approval_is_used_once(newsroom: Newsroom) -> None:
    asked = await a_flash(newsroom)
    hand = newsroom.hand(newsroom.editor)
    await approved(newsroom, asked, hand)
    with pytest.raises(ConflictError, match="done with"):
        await approved(newsroom, asked, hand)
    assert await entries(newsroom) == 1


async def test_an_approval_cannot_be_moved_to_another_text(newsroom: Newsroom) -> None:
    one, other = await a_flash(newsroom), await a_flash(newsroom, "other")
    hand = newsroom.hand(newsroom.editor)
    with pytest.raises(ConflictError, match="for another text"):
        await approved(newsroom, other, hand, digest=one.digest_hex)
    for nonsense in ("", "é", other.digest_hex.upper()):
        with pytest.raises(ConflictError, match="for another text"):
            await approved(newsroom, other, hand, digest=nonsense or "-")
    assert one.deed.digest != other.deed.digest
    assert await entries(newsroom) == 0


async def test_two_requests_for_the_same_words_have_digests_of_their_own(newsroom: Newsroom) -> None:
    one = await a_flash(newsroom)
    async with transaction(newsroom.pool) as db:
        await withdraw(db, newsroom.clock, one.id, newsroom.hand(newsroom.chief))
    two = (await newsroom.ask(one.draft)).request
    assert two is not None
    assert version_of(two) == version_of(one)
    assert two.digest != one.digest
    with pytest.raises(ConflictError, match="is withdrawn"):
        await approved(newsroom, one, newsroom.hand(newsroom.editor))
    with pytest.raises(ConflictError, match="for another text"):
        await approved(newsroom, two, newsroom.hand(newsroom.editor), digest=one.digest_hex)


async def test_nobody_approves_their_own(newsroom: Newsroom) -> None:
    asked = await a_flash(newsroom)
    mine = newsroom.hand(newsroom.chief, KEY, "another session")
    with pytest.raises(NotAllowedError, match="the same person"):
        await approved(newsroom, asked, mine)


async def test_one_key_gives_one_word_whoever_holds_it(newsroom: Newsroom) -> None:
    draft = await newsroom.draft(a_dispatch(form=Form.FLASH, body=()))
    for key, session, says in ((KEY, "two", "the same key"), ("cli", None, "both at the command line")):
        async with transaction(newsroom.pool) as db:
            first = replace(newsroom.hand(newsroom.chief, key), session=None)
            asked = (await ask(db, newsroom.clock, newsroom.agency, draft, first)).request
        assert asked is not None
        with pytest.raises(NotAllowedError, match=says):
            await approved(newsroom, asked, replace(newsroom.hand(newsroom.editor, key), session=session))
        async with transaction(newsroom.pool) as db:
            await withdraw(db, newsroom.clock, asked.id, first)


async def test_a_word_from_the_session_that_asked_is_refused(newsroom: Newsroom) -> None:
    asked = await a_flash(newsroom)
    same = newsroom.hand(newsroom.editor, KEY, asked.asked_session)
    with pytest.raises(NotAllowedError, match="the same session"):
        await approved(newsroom, asked, same)


async def test_a_machine_s_account_neither_asks_nor_approves(newsroom: Newsroom) -> None:
    asked = await a_flash(newsroom)
    with pytest.raises(NotAllowedError, match="A machine"):
        await approved(newsroom, asked, replace(newsroom.hand(newsroom.editor), is_machine=True))
    draft = await newsroom.draft()
    async with transaction(newsroom.pool) as db:
        machine = replace(newsroom.hand(newsroom.chief), is_machine=True)
        with pytest.raises(NotAllowedError, match="A machine"):
            await ask(db, newsroom.clock, newsroom.agency, draft, machine)
    assert await entries(newsroom) == 0


async def test_an_approval_takes_a_fresh_proof(newsroom: Newsroom, clock: SettableClock) -> None:
    asked = await a_flash(newsroom)
    with pytest.raises(ProofMissingError, match="password once more"):
        await approved(newsroom, asked, newsroom.hand(newsroom.editor, "session"))
    old = newsroom.hand(newsroom.editor, KEY)
    clock.advance(timedelta(minutes=5, seconds=1))
    with pytest.raises(NotAllowedError, match="proof is old"):
        await approved(newsroom, asked, old)
    assert await entries(newsroom) == 0


async def test_a_role_that_must_show_a_passkey_approves_with_nothing_less(newsroom: Newsroom) -> None:
    strict = replace(newsroom, agency=replace(newsroom.agency, desk=DeskRules(passkey_roles=("editor",))))
    asked = await a_flash(strict)
    for key, session in (("password", "theirs"), ("cli", None)):
        with pytest.raises(ProofMissingError):
            await approved(strict, asked, replace(newsroom.hand(newsroom.editor, key), session=session))
    assert (await approved(strict, asked, newsroom.hand(newsroom.editor, KEY))).headers


async def test_whoever_may_not_release_neither_asks_nor_approves(newsroom: Newsroom) -> None:
    draft = await newsroom.draft()
    with pytest.raises(NotAllowedError, match="may not release"):
        await newsroom.ask(draft, newsroom.reporter)
    asked = await a_flash(newsroom, "other")
    with pytest.raises(NotAllowedError, match="may not approve"):
        await approved(newsroom, asked, newsroom.hand(newsroom.reporter))


async def test_an_approval_of_a_closed_account_s_request_is_refused(newsroom: Newsroom) -> None:
    asked = await a_flash(newsroom)
    async with transaction(newsroom.pool) as db:
        await db.execute("UPDATE person SET active = false WHERE id = %s", [newsroom.chief.id])
    with pytest.raises(NotAllowedError, match="account is closed"):
        await approved(newsroom, asked, newsroom.hand(newsroom.editor))


async def test_a_right_lent_for_a_shift_releases_until_it_ends(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    async with transaction(newsroom.pool) as db:
        until = clock() + timedelta(hours=8)
        hand = newsroom.hand(newsroom.chief)
        await lend(db, newsroom.reporter, Act.RELEASE, hand, clock(), until=until, reason="Night shift.")
    assert (await newsroom.ask(await newsroom.draft(), newsroom.reporter)).headers
    clock.advance(timedelta(hours=8))
    with pytest.raises(NotAllowedError, match="may not release"):
        await newsroom.ask(await newsroom.draft(), newsroom.reporter)


async def test_editing_withdraws_the_request(newsroom: Newsroom, clock: SettableClock) -> None:
    asked = await a_flash(newsroom)
    hand = newsroom.hand(newsroom.reporter)
    text = a_dispatch(form=Form.FLASH, body=(), headline="Ferry returns, with its bell")
    async with transaction(newsroom.pool) as db:
        number = await save(db, asked.draft, text, hand, clock(), base_save=1, sitting="one")
        assert number == 2
        assert (await get(db, asked.id)).state == "withdrawn"
        assert (await drafts.get(db, asked.draft)).state == "writing"
    with pytest.raises(ConflictError, match="is withdrawn"):
        await approved(newsroom, asked, newsroom.hand(newsroom.editor))
    async with transaction(newsroom.pool) as db:
        acts = [event.act for event in await drafts.events(db, asked.draft)]
    assert acts == ["withdrawn", "asked", "begun"]
    assert await entries(newsroom) == 0


async def test_saving_the_same_words_withdraws_nothing(newsroom: Newsroom, clock: SettableClock) -> None:
    asked = await a_flash(newsroom)
    async with transaction(newsroom.pool) as db:
        same = (await drafts.get(db, asked.draft)).dispatch()
        hand = newsroom.hand(newsroom.reporter)
        assert await save(db, asked.draft, same, hand, clock(), base_save=1, sitting="one") == 1
        assert (await get(db, asked.id)).state == "open"


async def test_a_refusal_says_why_and_is_another_person_s(newsroom: Newsroom) -> None:
    asked = await a_flash(newsroom)
    async with transaction(newsroom.pool) as db:
        with pytest.raises(NotAllowedError, match="refuses their own"):
            await refuse(db, newsroom.clock, asked.id, newsroom.hand(newsroom.chief), why="No.")
        with pytest.raises(BadInputError, match="says why"):
            await refuse(db, newsroom.clock, asked.id, newsroom.hand(newsroom.editor), why=" ")
        await refuse(db, newsroom.clock, asked.id, newsroom.hand(newsroom.editor), why="Who says so?")
        draft = await drafts.get(db, asked.draft)
        event = (await drafts.events(db, asked.draft))[0]
    assert (draft.state, draft.holder) == ("writing", newsroom.chief.id)
    assert (event.act, event.note, event.name) == ("refused", "Who says so?", "editor")
    assert (await newsroom.ask(asked.draft)).request


async def test_sending_back_what_waits_withdraws_it(newsroom: Newsroom, clock: SettableClock) -> None:
    asked = await a_flash(newsroom)
    async with transaction(newsroom.pool) as db:
        await send_back(db, asked.draft, newsroom.hand(newsroom.editor), clock(), words="Name the harbour.")
        assert (await get(db, asked.id)).state == "withdrawn"


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
    with pytest.raises(ConflictError, match="may not come here"):
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
