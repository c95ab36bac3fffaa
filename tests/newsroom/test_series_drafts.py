"""A series is a draft like any text: sealed whole when it is asked for, approved by one word, out together."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from newsflow.db.pool import transaction
from newsflow.domain.codes import Action, ItemType
from newsflow.domain.errors import BadInputError, ConflictError, NotAllowedError, NotFoundError
from newsflow.domain.guid import Guid
from newsflow.domain.media import Media
from newsflow.media import AssetId, Facts, give_words
from newsflow.media.assets import as_json
from newsflow.newsroom import drafts
from newsflow.newsroom.approvals import refuse
from newsflow.newsroom.saves import save
from newsflow.newsroom.schedule import release_due
from newsflow.newsroom.series_drafts import begin, begin_more, in_this_order, kept
from newsflow.wire.fsck import fsck
from newsflow.wire.read import latest, series
from tests.builders import a_dispatch, a_rendition
from tests.newsroom.second_look import approved, entries, words_of

if TYPE_CHECKING:
    from newsflow.domain.dispatch import Dispatch
    from newsflow.domain.entry import Header
    from newsflow.newsroom.approvals import Request
    from tests.builders import Newsroom
    from tests.harness import SettableClock

RENDITIONS = (a_rendition("print"), a_rendition("web"), a_rendition("thumb"))
WORDS = Facts(caption="At the quay", alt_text="A white ferry", credit_line="Ada Sample / Novafon")


async def an_asset(
    newsroom: Newsroom, name: str, *, kind: str = "picture", state: str = "ready", given: Facts = WORDS
) -> AssetId:
    """The id of an asset as the worker leaves it."""
    facts = [name, kind, f"{name}.jpg", state, as_json(a_rendition("original")), as_json(RENDITIONS)]
    async with transaction(newsroom.pool) as db:
        await db.execute(
            "INSERT INTO asset (id, kind, file_name, state, original, renditions, given, created_at, changed_at)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, now(), now())",
            [*facts, as_json(given)],
        )
    return AssetId(name)


def about(**facts: object) -> Dispatch:
    plain = a_dispatch(headline="The ferry is back", body=(), media=Media(caption="Its first day."))
    return replace(plain, **facts)


async def a_series_draft(newsroom: Newsroom, *names: str, **facts: object) -> int:
    """The number of a draft of pictures with these names."""
    ids = [await an_asset(newsroom, name) for name in names or ("one", "two")]
    async with transaction(newsroom.pool) as db:
        return await begin(db, about(**facts), ids, newsroom.clock(), by=newsroom.reporter.id)


async def asked_for(newsroom: Newsroom) -> Request:
    """The request of a series that rings like a flash."""
    outcome = await newsroom.ask(await a_series_draft(newsroom, urgency=1))
    assert outcome.request is not None
    return outcome.request


async def content_of(newsroom: Newsroom, header: Header) -> Dispatch:
    async with transaction(newsroom.pool) as db:
        content = (await latest(db, Guid(header.guid))).content
    assert content is not None
    return content


async def test_a_series_draft_goes_out_with_its_members_numbered_together(newsroom: Newsroom) -> None:
    outcome = await newsroom.ask(await a_series_draft(newsroom))
    first, second, own = outcome.headers
    assert outcome.item == own
    assert [one.seq for one in (first, second, own)] == [1, 2, 3]
    assert first.at == own.at
    media = (await content_of(newsroom, own)).media
    assert media is not None
    assert media.members == (first.guid, second.guid)
    member = (await content_of(newsroom, second)).media
    assert member is not None
    assert (member.series, member.number, member.caption) == (own.guid, 2, "At the quay")
    async with transaction(newsroom.pool) as db:
        assert [one.guid for one in await series(db, Guid(own.guid))] == [first.guid, second.guid]
        assert (await fsck(db)).faults == []
    for header in outcome.headers:
        (word,) = await words_of(newsroom, header.guid)
        assert (word.by, word.content_digest) == (newsroom.chief.id, header.content_digest.hex())


async def test_the_second_word_is_for_every_entry_of_the_series(newsroom: Newsroom) -> None:
    asked = await asked_for(newsroom)
    assert await entries(newsroom) == 0
    with pytest.raises(NotAllowedError, match="another person"):
        await approved(newsroom, asked, newsroom.hand(newsroom.chief))
    outcome = await approved(newsroom, asked, newsroom.hand(newsroom.editor))
    assert len(outcome.headers) == 3
    for header in outcome.headers:
        words = await words_of(newsroom, header.guid)
        assert [(one.by, one.act) for one in words] == [
            (newsroom.chief.id, "released"),
            (newsroom.editor.id, "approved"),
        ]
        assert {one.content_digest for one in words} == {header.content_digest.hex()}
    async with transaction(newsroom.pool) as db:
        assert await kept(db, asked.draft) is None, "what is on the wire is kept nowhere else"
        assert (await fsck(db)).faults == []


async def test_a_word_is_for_the_members_as_they_were_sealed(newsroom: Newsroom) -> None:
    asked = await asked_for(newsroom)
    async with transaction(newsroom.pool) as db:
        other = replace(WORDS, caption="Something else altogether")
        await give_words(db, AssetId("one"), other, newsroom.clock())
    outcome = await approved(newsroom, asked, newsroom.hand(newsroom.editor))
    media = (await content_of(newsroom, outcome.headers[0])).media
    assert media is not None
    assert media.caption == "At the quay"


async def test_a_member_that_is_changed_under_a_request_voids_it(newsroom: Newsroom) -> None:
    asked = await asked_for(newsroom)
    async with transaction(newsroom.pool) as db:
        await db.execute("DELETE FROM sealed_part WHERE number = 2")
    with pytest.raises(ConflictError, match="is not what is kept"):
        await approved(newsroom, asked, newsroom.hand(newsroom.editor))
    assert await entries(newsroom) == 0


async def test_another_order_withdraws_the_request_and_goes_out_so(newsroom: Newsroom) -> None:
    asked = await asked_for(newsroom)
    hand = newsroom.hand(newsroom.reporter)
    async with transaction(newsroom.pool) as db:
        draft = await drafts.get(db, asked.draft)
        turned = in_this_order(draft.dispatch(), ("two", "one"))
        now = newsroom.clock()
        await save(db, draft.id, turned, hand, now, base_save=draft.save, sitting="s")
    with pytest.raises(ConflictError, match="over"):
        await approved(newsroom, asked, newsroom.hand(newsroom.editor))
    async with transaction(newsroom.pool) as db:
        assert (await drafts.get(db, asked.draft)).dispatch().media == replace(
            turned.media or Media(), members=("asset:two", "asset:one")
        )


async def test_a_refused_series_is_written_again(newsroom: Newsroom) -> None:
    asked = await asked_for(newsroom)
    async with transaction(newsroom.pool) as db:
        hand = newsroom.hand(newsroom.editor)
        await refuse(db, newsroom.clock, asked.id, hand, why="The second is blurred.")
    outcome = await newsroom.ask(asked.draft)
    assert outcome.request is not None
    assert outcome.request.id != asked.id
    assert len((await approved(newsroom, outcome.request, newsroom.hand(newsroom.editor))).headers) == 3


async def test_a_series_is_set_for_its_hour_and_goes_out_whole(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    draft = await a_series_draft(newsroom)
    outcome = await newsroom.ask(draft, due=clock() + timedelta(minutes=5))
    assert outcome.due is not None
    clock.advance(timedelta(minutes=6))
    headers = await release_due(newsroom.pool, newsroom.clock, newsroom.agency, "w1")
    assert [one.guid.split(":")[1] for one in headers] == ["picture", "picture", "picturegroup"]
    async with transaction(newsroom.pool) as db:
        assert (await fsck(db)).faults == []


async def test_pictures_join_a_series_that_is_out(newsroom: Newsroom) -> None:
    first, second, own = (await newsroom.ask(await a_series_draft(newsroom))).headers
    third, film = await an_asset(newsroom, "three"), await an_asset(newsroom, "film", kind="video")
    by = newsroom.reporter.id
    async with transaction(newsroom.pool) as db:
        draft = await begin_more(db, own.guid, [third], newsroom.clock(), by=by)
    member, again = (await newsroom.ask(draft)).headers
    assert (again.guid, again.version, again.action) == (own.guid, 2, Action.UPDATE)
    joined, group = (await content_of(newsroom, member)).media, (await content_of(newsroom, again)).media
    assert joined is not None
    assert group is not None
    assert group.members == (first.guid, second.guid, member.guid)
    assert (joined.series, joined.number) == (own.guid, 3)
    async with transaction(newsroom.pool) as db:
        assert (await fsck(db)).faults == []
        with pytest.raises(ConflictError, match="id of a series"):
            await begin_more(db, member.guid, [third], newsroom.clock(), by=by)
        mixed = await begin_more(db, own.guid, [film], newsroom.clock(), by=by)
    with pytest.raises(BadInputError, match="Of another kind"):
        await newsroom.ask(mixed)


@pytest.mark.parametrize(("state", "words"), [("waiting", "not ready"), ("refused", "was refused")])
async def test_an_asset_that_is_not_ready_keeps_the_series_back(
    newsroom: Newsroom, state: str, words: str
) -> None:
    draft = await a_series_draft(newsroom)
    async with transaction(newsroom.pool) as db:
        because = "It is cut off." if state == "refused" else None
        await db.execute("UPDATE asset SET state = %s, because = %s WHERE id = 'two'", [state, because])
    with pytest.raises(ConflictError, match=words):
        await newsroom.ask(draft)


async def test_a_member_without_alt_text_or_rights_keeps_the_series_back_with_its_number(
    newsroom: Newsroom,
) -> None:
    draft = await a_series_draft(newsroom)
    async with transaction(newsroom.pool) as db:
        await give_words(db, AssetId("two"), Facts(caption="Bare"), newsroom.clock())
    with pytest.raises(BadInputError, match=r"2, alt_text: .* 2, credit_line: "):
        await newsroom.ask(draft)


async def test_an_asset_erased_meanwhile_stops_the_request(newsroom: Newsroom) -> None:
    asked = await asked_for(newsroom)
    async with transaction(newsroom.pool) as db:
        await db.execute("UPDATE asset SET state = 'refused', because = 'It was erased.' WHERE id = 'one'")
    with pytest.raises(ConflictError, match="is gone"):
        await approved(newsroom, asked, newsroom.hand(newsroom.editor))


async def test_a_series_has_one_kind_and_a_file_is_alone(newsroom: Newsroom) -> None:
    picture, film = await an_asset(newsroom, "one"), await an_asset(newsroom, "film", kind="video")
    files = [await an_asset(newsroom, name, kind="file") for name in ("a", "b")]
    by = newsroom.reporter.id
    async with transaction(newsroom.pool) as db:
        for ids, words in (([picture, film], "one type"), (files, "by itself"), ([], "one type")):
            with pytest.raises(BadInputError, match=words):
                await begin(db, about(), ids, newsroom.clock(), by=by)
        with pytest.raises(NotFoundError):
            await begin(db, about(), [AssetId("none")], newsroom.clock(), by=by)
        draft = await begin(db, about(), files[:1], newsroom.clock(), by=by)
        await db.execute(
            "UPDATE asset SET renditions = %s WHERE id = 'a'",
            [as_json((a_rendition("original", "text/csv"),))],
        )
    (header,) = (await newsroom.ask(draft)).headers
    assert (await content_of(newsroom, header)).type is ItemType.FILE


async def test_what_is_erased_leaves_no_sealed_member_behind(newsroom: Newsroom) -> None:
    asked = await asked_for(newsroom)
    async with transaction(newsroom.pool) as db:
        assert await kept(db, asked.draft) is not None
        await db.execute("UPDATE draft SET content = '' WHERE id = %s", [asked.draft])
        assert await kept(db, asked.draft) is None
