"""A series goes out whole: its members and itself, numbered together, in a person's name."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from newsflow.db.pool import transaction
from newsflow.domain.characters import character_faults
from newsflow.domain.codes import Action, ItemType, Verdict
from newsflow.domain.errors import BadInputError, ConflictError, NotAllowedError
from newsflow.domain.guid import parse_guid
from newsflow.matching.contract import covers
from newsflow.matching.facts import facts_of
from newsflow.matching.predicate import ask
from newsflow.matching.ruling import rule
from newsflow.media import Asset, AssetId, AssetState, Facts
from newsflow.newsroom.from_assets import Words, member
from newsflow.newsroom.release import Names
from newsflow.newsroom.series import Series, release_series
from newsflow.newsroom.stop import lift, reinstate
from newsflow.wire.fsck import fsck
from newsflow.wire.read import item, latest, series
from tests.builders import a_contract, a_dispatch, a_picture, a_rendition, a_series
from tests.harness import MORNING

if TYPE_CHECKING:
    from newsflow.domain.dispatch import Dispatch
    from tests.builders import Newsroom
    from tests.harness import SettableClock


async def content_of(newsroom: Newsroom, guid: str) -> Dispatch:
    """The item's latest content."""
    async with transaction(newsroom.pool) as db:
        content = (await latest(db, (await item(db, guid)).guid)).content
    assert content is not None
    return content


async def test_a_series_is_its_members_in_order_and_then_itself_numbered_together(newsroom: Newsroom) -> None:
    text = await newsroom.release()
    first, second, group = await newsroom.release_series()
    assert [first.seq, second.seq, group.seq] == [text.seq + 1, text.seq + 2, text.seq + 3]
    assert first.at == second.at == group.at
    assert [parse_guid(one.guid).type for one in (first, second, group)] == [
        ItemType.PICTURE,
        ItemType.PICTURE,
        ItemType.PICTURE_GROUP,
    ]
    own = await content_of(newsroom, group.guid)
    assert own.media is not None
    assert own.media.members == (first.guid, second.guid)
    for number, header in enumerate((first, second), start=1):
        media = (await content_of(newsroom, header.guid)).media
        assert media is not None
        assert (media.series, media.number) == (group.guid, number)
    stories = {(await content_of(newsroom, one.guid)).story for one in (text, first, second, group)}
    assert len(stories) == 1, "the slug makes them one story with the text"
    async with transaction(newsroom.pool) as db:
        assert [one.guid for one in await series(db, group.guid)] == [first.guid, second.guid]
        assert (await fsck(db)).faults == []


async def test_a_picture_alone_is_a_series_of_one_and_a_file_has_none(newsroom: Newsroom) -> None:
    assert len(await newsroom.release_series(a_series(a_picture()))) == 2
    (file,) = await newsroom.release_series(
        a_series(replace(a_picture(renditions=(a_rendition("original", "text/csv"),)), type=ItemType.FILE))
    )
    assert parse_guid(file.guid).type is ItemType.FILE


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"alt_text": None}, "2, alt_text: Say in a sentence what is seen"),
        ({"alt_text": "  "}, "2, alt_text"),
        ({"credit_line": None}, "2, credit_line: Say whose it is"),
        ({"caption": ""}, "2, caption: Write a caption"),
        (
            {"renditions": (a_rendition("print"),)},
            "2, renditions: It lacks files that its kind .picture. has: print, web",
        ),
    ],
)
async def test_a_picture_without_words_rights_or_files_keeps_the_whole_series_back(
    newsroom: Newsroom, facts: dict[str, Any], words: str
) -> None:
    with pytest.raises(BadInputError, match=words):
        await newsroom.release_series(a_series(a_picture(), a_picture(**facts)))
    async with transaction(newsroom.pool) as db:
        assert (await fsck(db)).entries == 0


async def test_a_picture_cannot_go_out_by_itself_as_a_draft(newsroom: Newsroom) -> None:
    with pytest.raises(BadInputError, match="goes out in a series"):
        await newsroom.release(a_picture())


async def test_a_reporter_releases_no_series_and_types_do_not_mix(newsroom: Newsroom) -> None:
    async with transaction(newsroom.pool) as db:
        with pytest.raises(NotAllowedError):
            await release_series(
                db, newsroom.clock, newsroom.agency, a_series(), Names(released_by=newsroom.reporter)
            )
    for members in ((a_dispatch(),), (a_picture(), a_dispatch())):
        with pytest.raises(BadInputError, match="one type"):
            await newsroom.release_series(a_series(*members))
    with pytest.raises(BadInputError, match="Got none"):
        await newsroom.release_series(Series(about=a_dispatch(), members=()))


async def test_a_member_is_killed_alone_and_keeps_its_place_in_the_series(newsroom: Newsroom) -> None:
    first, second, group = await newsroom.release_series()
    own, told = await newsroom.stop(first.guid)
    assert (own.guid, own.action) == (first.guid, Action.KILL)
    notice = await content_of(newsroom, told.guid)
    assert notice.type is ItemType.TEXT
    assert (await content_of(newsroom, first.guid)).media is None
    async with transaction(newsroom.pool) as db:
        assert [one.guid for one in await series(db, group.guid)] == [first.guid, second.guid]
        assert (await item(db, second.guid)).action == Action.NEW
        assert (await item(db, group.guid)).action == Action.NEW


async def test_a_killed_series_takes_its_members_with_it_each_with_its_notice(newsroom: Newsroom) -> None:
    first, second, group = await newsroom.release_series()
    await newsroom.stop(first.guid)
    headers = await newsroom.stop(group.guid)
    assert [(one.guid, one.action) for one in headers[:2]] == [
        (group.guid, Action.KILL),
        (second.guid, Action.KILL),
    ]
    told = [(await content_of(newsroom, one.guid)).notice_of for one in headers[2:]]
    assert [one.item for one in told if one] == [group.guid, second.guid]
    assert len({one.at for one in headers}) == 1
    async with transaction(newsroom.pool) as db:
        assert (await fsck(db)).faults == []


async def test_a_reinstated_series_brings_back_what_was_stopped_with_it(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    first, second, group = await newsroom.release_series()
    await newsroom.stop(first.guid, Action.HOLD)
    clock.advance(timedelta(minutes=1))
    await newsroom.stop(group.guid, Action.WITHDRAW)
    async with transaction(newsroom.pool) as db:
        headers = await reinstate(
            db, newsroom.clock, newsroom.agency, group.guid, newsroom.hand(newsroom.editor)
        )
    assert [one.guid for one in headers[:2]] == [group.guid, second.guid]
    back = (await content_of(newsroom, second.guid)).media
    assert back is not None
    assert back.rendition("print")
    async with transaction(newsroom.pool) as db:
        assert (await item(db, first.guid)).action == Action.HOLD


async def test_a_series_under_embargo_is_lifted_with_its_members(newsroom: Newsroom) -> None:
    hour = newsroom.clock() + timedelta(hours=2)
    first, second, group = await newsroom.release_series(a_series(embargo=hour))
    assert first.not_before == second.not_before == group.not_before == hour
    async with transaction(newsroom.pool) as db:
        lifted = await lift(db, newsroom.clock, group.guid, newsroom.hand(newsroom.chief))
        assert {one.guid for one in lifted} == {first.guid, second.guid, group.guid}
        assert not any([(await item(db, one.guid)).embargoed for one in lifted])


async def test_who_has_pictures_has_their_series_and_who_has_text_has_neither(newsroom: Newsroom) -> None:
    headers = await newsroom.release_series()
    for types, verdict in ((("picture",), Verdict.WHOLE), (("text", "video"), Verdict.NONE)):
        contract = a_contract(types=types)
        for header in headers:
            facts = facts_of(header, await content_of(newsroom, header.guid), embargoed=False)
            assert rule(facts, contract, False, newsroom.clock()).verdict is verdict  # noqa: FBT003 - as it is called
            assert ask(covers(contract.covers), facts).yes is (verdict is Verdict.WHOLE)


async def test_a_member_s_words_are_changed_by_a_draft_and_its_place_never(newsroom: Newsroom) -> None:
    first, _, group = await newsroom.release_series()
    current = await content_of(newsroom, first.guid)
    assert current.media is not None
    better = replace(current, media=replace(current.media, caption="The ferry comes in at dawn."))
    header = await newsroom.release(better, of=first.guid)
    assert (header.guid, header.version) == (first.guid, 2)
    moved = replace(current, media=replace(current.media, series=group.guid + "1"))
    own = await content_of(newsroom, group.guid)
    assert own.media is not None
    shorter = replace(own, media=replace(own.media, members=(first.guid,)))
    for guid, version in ((first.guid, moved), (first.guid, a_dispatch()), (group.guid, shorter)):
        with pytest.raises(ConflictError, match="keeps its type, its series and its members"):
            await newsroom.release(version, of=guid)
    await newsroom.release(replace(own, headline="The ferry is back for good"), of=group.guid)


def test_a_member_takes_over_what_its_file_says_without_what_may_not_go_out():
    said = Facts(
        headline="The ferry\ncomes in",
        caption="The ferry comes in.\nIt is late.\u202e",
        alt_text="A white\tferry",
        creator=("Ada\nSample",),
        credit_line="Novafon\u2067",
        city="Sfax\u2028",
        keywords=("ferry\n",),
    )
    rendition = a_rendition("original")
    asset = Asset(
        id=AssetId("as_1"),
        kind=ItemType.PICTURE,
        file_name="ferry\u202egpj.jpg",
        state=AssetState.READY,
        because=None,
        progress=100,
        tries=1,
        original=rendition,
        renditions=(rendition,),
        facts=said,
        given=Facts(),
        companions=(),
        created_by=None,
        created_at=MORNING,
        changed_at=MORNING,
    )
    made = member(asset, Words(asset="as_1"), a_dispatch(headline="Another", body=()))
    assert character_faults(made) == []
    assert made.headline == "The ferry comes in"
    assert made.media is not None
    assert made.media.caption == "The ferry comes in.\nIt is late."
    assert (made.credits[0].name, made.places[0].name) == ("Ada Sample", "Sfax")
