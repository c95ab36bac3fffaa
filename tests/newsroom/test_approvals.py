"""Who looks twice: another person, with a key and a session of their own, for exactly this text."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from newsflow.accounts.people import Act
from newsflow.accounts.proving import ProofMissingError
from newsflow.db.pool import transaction
from newsflow.domain.codes import Form
from newsflow.domain.desk_rules import DeskRules
from newsflow.domain.errors import BadInputError, ConflictError, NotAllowedError
from newsflow.newsroom import drafts
from newsflow.newsroom.approvals import ask, get, open_requests, refuse, version_of, withdraw
from newsflow.newsroom.duty import lend
from newsflow.newsroom.moves import send_back
from newsflow.newsroom.saves import save
from tests.builders import ALL_PASSED, a_dispatch
from tests.newsroom.second_look import KEY, a_flash, approved, entries, words_of

if TYPE_CHECKING:
    from tests.builders import Newsroom
    from tests.harness import SettableClock


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
            asked = (await ask(db, newsroom.clock, newsroom.agency, draft, first, passed=ALL_PASSED)).request
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
