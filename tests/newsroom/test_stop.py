"""Hold, kill, withdraw, reinstate: one name is enough to stop, and nothing of the copy is left to serve."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from newsflow.db.pool import transaction
from newsflow.domain.codes import Action, ReasonClass
from newsflow.domain.content import canonical
from newsflow.domain.errors import BadInputError, ConflictError, NotAllowedError
from newsflow.newsroom.drafts import create, events, get
from newsflow.newsroom.stop import Stop, reinstate, stop
from newsflow.wire.fsck import fsck
from newsflow.wire.read import item, latest
from tests.builders import a_dispatch, a_picture, a_series

if TYPE_CHECKING:
    from tests.builders import Newsroom


@pytest.mark.parametrize("action", [Action.HOLD, Action.KILL, Action.WITHDRAW])
@pytest.mark.parametrize("language", ["tr", "fr", "ar", "en", "ru"])
async def test_a_stop_leaves_slug_time_and_instruction_and_nothing_of_the_copy(
    newsroom: Newsroom, action: Action, language: str
) -> None:
    text = a_dispatch(
        language=language, headline="Zeppelin over the quay", deck="A quiet flight", keywords=("quay",)
    )
    first = await newsroom.release(text)
    own, told = await newsroom.stop(first.guid, action)
    assert (own.guid, own.version, own.action) == (first.guid, 2, action)
    async with transaction(newsroom.pool) as db:
        entry, notice = await latest(db, first.guid), await latest(db, told.guid)
        stored = await item(db, first.guid)
    assert entry.content is not None
    assert notice.content is not None
    for content in (entry.content, notice.content):
        written = canonical(content).decode()
        for gone in ("Zeppelin", "quiet flight", "quay", "Hundreds came"):
            assert gone not in written
        assert "harbour-ferry" in content.headline
        assert content.headline.startswith(newsroom.agency.house(language).notice_marks[action])
    assert stored.headline == entry.content.headline
    assert first.guid in notice.content.body[0].text()


async def test_a_hold_is_reinstated_as_it_stood_and_said_so(newsroom: Newsroom) -> None:
    first = await newsroom.release(a_dispatch(headline="It stands"))
    await newsroom.stop(first.guid, Action.HOLD)
    async with transaction(newsroom.pool) as db:
        own, told = await reinstate(
            db, newsroom.clock, newsroom.agency, first.guid, newsroom.hand(newsroom.editor)
        )
    assert (own.version, own.action) == (3, Action.REINSTATE)
    async with transaction(newsroom.pool) as db:
        back, notice = (await latest(db, first.guid)).content, (await latest(db, told.guid)).content
        assert (await fsck(db)).faults == []
    assert back is not None
    assert back.headline == "It stands"
    assert notice is not None
    assert "It stands" not in canonical(notice).decode()


async def test_nothing_follows_a_kill(newsroom: Newsroom) -> None:
    first = await newsroom.release()
    late = await newsroom.draft(a_dispatch(headline="Late"), of=first.guid)
    await newsroom.stop(first.guid, Action.KILL)
    for action in (Action.HOLD, Action.KILL, Action.WITHDRAW):
        with pytest.raises(ConflictError, match="may not come here"):
            await newsroom.stop(first.guid, action)
    with pytest.raises(ConflictError, match="is dropped"):
        await newsroom.release_draft(late)
    with pytest.raises(ConflictError, match="names the old one"):
        await newsroom.draft(a_dispatch(headline="Later"), of=first.guid)
    async with transaction(newsroom.pool) as db:
        with pytest.raises(ConflictError):
            await reinstate(db, newsroom.clock, newsroom.agency, first.guid, newsroom.hand(newsroom.chief))


async def test_a_reason_that_repeats_the_killed_headline_is_refused(newsroom: Newsroom) -> None:
    first = await newsroom.release(a_dispatch(headline="İstanbul'da ılık gün", language="tr"))
    with pytest.raises(BadInputError, match="repeats the headline"):
        await newsroom.stop(first.guid, reason="“ISTANBUL'DA ILIK GÜN” is not so")
    assert await newsroom.stop(first.guid, reason="The forecast was another day's.")


async def test_a_reason_that_ends_with_a_full_stop_gets_no_second_one(newsroom: Newsroom) -> None:
    first = await newsroom.release()
    await newsroom.stop(first.guid, Action.HOLD, reason="The source took it back. ")
    async with transaction(newsroom.pool) as db:
        held = (await latest(db, first.guid)).content
    assert held is not None
    assert "The source took it back." in held.body[0].text()
    assert ".." not in held.body[0].text()


async def test_checking_is_a_reason_to_hold_and_none_to_kill_or_withdraw(newsroom: Newsroom) -> None:
    first = await newsroom.release()
    for action in (Action.KILL, Action.WITHDRAW):
        order = Stop(
            guid=first.guid,
            action=action,
            hand=newsroom.hand(newsroom.editor),
            reason_class=ReasonClass.CHECKING,
        )
        with pytest.raises(BadInputError, match="Only a hold is for checking"):
            async with transaction(newsroom.pool) as db:
                await stop(db, newsroom.clock, newsroom.agency, order)
    async with transaction(newsroom.pool) as db:
        held = replace(order, action=Action.HOLD)
        assert await stop(db, newsroom.clock, newsroom.agency, held)


async def test_a_kill_drops_what_is_being_written_of_the_item(newsroom: Newsroom) -> None:
    first = await newsroom.release()
    async with transaction(newsroom.pool) as db:
        draft = await create(
            db, a_dispatch(headline="More"), newsroom.clock(), guid=first.guid, action=Action.UPDATE
        )
    await newsroom.stop(first.guid, Action.HOLD)
    async with transaction(newsroom.pool) as db:
        assert (await get(db, draft)).state == "writing"
    await newsroom.stop(first.guid)
    async with transaction(newsroom.pool) as db:
        assert (await get(db, draft)).state == "dropped"
        assert (await events(db, draft))[0].act == "dropped"


async def test_a_reporter_may_not_stop_anything(newsroom: Newsroom) -> None:
    first = await newsroom.release()
    order = Stop(
        guid=first.guid,
        action=Action.KILL,
        hand=newsroom.hand(newsroom.reporter),
        reason_class=ReasonClass.HOAX,
    )
    with pytest.raises(NotAllowedError):
        async with transaction(newsroom.pool) as db:
            await stop(db, newsroom.clock, newsroom.agency, order)


async def test_a_reason_over_its_limit_is_refused_and_one_at_it_goes(newsroom: Newsroom) -> None:
    first = await newsroom.release()
    with pytest.raises(BadInputError, match="too long"):
        await newsroom.stop(first.guid, Action.HOLD, reason="x" * 501)
    assert await newsroom.stop(first.guid, Action.HOLD, reason="x" * 500)


async def test_a_reason_may_not_repeat_an_older_version_s_headline_either(newsroom: Newsroom) -> None:
    first = await newsroom.release(a_dispatch(headline="Mayor of Harbour leaves office"))
    await newsroom.release(a_dispatch(headline="Council meets in Harbour"), of=first.guid)
    await newsroom.stop(first.guid, Action.HOLD, reason="a source took it back")
    for reason in (
        "“Mayor of Harbour leaves office” was wrong",
        "the mayor of Harbour, leaves (office)",
        "Council meets in Harbour: not so",
    ):
        with pytest.raises(BadInputError, match="repeats the headline"):
            await newsroom.stop(first.guid, reason=reason)
    await newsroom.stop(first.guid, reason="the mayor is in office")


async def test_a_headline_of_one_word_may_not_be_repeated_but_its_letters_may_stand_in_others(
    newsroom: Newsroom,
) -> None:
    first = await newsroom.release(a_dispatch(headline="Séisme", language="fr"))
    with pytest.raises(BadInputError, match="repeats the headline"):
        await newsroom.stop(first.guid, reason="pas de SEISME hier")
    await newsroom.stop(first.guid, reason="le sismographe était en panne")
    short = await newsroom.release(a_dispatch(headline="Feu", language="fr", slug="feu-au-port"))
    await newsroom.stop(short.guid, reason="la feuille de route était fausse")


async def test_a_series_is_not_stopped_with_a_member_s_headline(newsroom: Newsroom) -> None:
    series = a_series(a_picture(), replace(a_picture(), headline="The mayor on the quay"))
    *_, group = await newsroom.release_series(series)
    with pytest.raises(BadInputError, match="The mayor on the quay"):
        await newsroom.stop(group.guid, reason="this is not the mayor on the quay")


async def test_a_reason_holds_no_line_break_and_no_mark_that_turns_the_text(newsroom: Newsroom) -> None:
    first = await newsroom.release()
    for reason in ("wrong\nplace", "wrong \u202eplace", "wrong\0place"):
        with pytest.raises(BadInputError, match="cannot go out"):
            await newsroom.stop(first.guid, reason=reason)
