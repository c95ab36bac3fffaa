"""Stopped and embargoed media: no path hands over a file of theirs (contract §0)."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newsflow.domain.codes import Action
from newsflow.domain.dispatch import Restriction
from newsflow.newsroom.schedule import release_due
from tests.has import copy

if TYPE_CHECKING:
    from newsflow.domain.guid import Guid
    from tests.has.desk import Desk
    from tests.has.http import Client


async def test_a_killed_picture_is_410_as_a_file_and_a_notice_as_a_document(
    desk: Desk, client: Client, picture: tuple[Guid, Guid]
):
    """§0: "`document` answers 200 …, its media, `token`, `multitoken`: 410 in the envelope"."""
    guid, series = picture
    link = (await client.get(f"/abone/token/{guid}/print")).headers["Location"]
    await desk.stop(guid, Action.KILL)
    for path in (
        f"document/{guid}/print",
        f"document/{guid}/web",
        f"token/{guid}/print",
        f"multitoken/{guid}/web",
    ):
        answer = await client.get(f"/abone/{path}")
        assert (answer.status, answer.json()["response"]["code"]) == (410, 410), path
    assert (await client.get(urlsplit(link).path)).status == 410
    listed = (await client.search(filter_type=2)).json()["data"]["result"]
    assert listed[0]["title"] == "İPTAL: vapur-seferleri"
    assert listed[0]["group_id"] == series
    for path in (guid, series):
        document = await client.get(f"/abone/document/{path}/newsml29")
        assert document.status == 200
        assert b'<pubStatus qcode="stat:canceled"/>' in document.body
        for words in ("güneş", "Ada Örnek", "remoteContent", "rıhtıma"):
            assert words.encode() not in document.body
    assert (await client.get(f"/abone/multitoken/{series}/print")).status == 410, "nothing of it may be used"


async def test_a_killed_series_is_gone_with_all_its_members(desk: Desk, client: Client):
    first, second, series = await desk.series(copy.a_picture(), copy.a_picture())
    await desk.stop(series, Action.KILL)
    for guid in (first, second):
        assert (await client.get(f"/abone/document/{guid}/print")).status == 410
    for function in ("token", "multitoken"):
        assert (await client.get(f"/abone/{function}/{series}/print")).status == 410
    document = await client.get(f"/abone/document/{series}/newsml29")
    guids = re.findall(rb'<newsItem[^>]* guid="([^"]+)"', document.body)
    assert guids == [series.encode(), first.encode(), second.encode()], "ELX looks for each listed id there"
    assert document.body.count(b'<pubStatus qcode="stat:canceled"/>') == 3
    assert "güneş" not in document.body.decode()
    assert b"remoteContent" not in document.body
    old = (await client.get(f"/abone/document/{series}/newsml12")).body
    assert old.count(b'<Status FormalName="Canceled"/>') == 3
    assert b".jpg" not in old
    titles = [one["title"] for one in (await client.search()).json()["data"]["result"]]
    assert set(titles) == {"İPTAL: vapur-seferleri"}, "the notices and the two pictures"
    assert len(titles) == 5


async def test_a_held_picture_is_not_to_be_removed_yet(
    desk: Desk, client: Client, picture: tuple[Guid, Guid]
):
    """§0: "killed, withdrawn, held … 410 in the envelope"; a hold lasts until further notice only."""
    guid, series = picture
    await desk.stop(guid, Action.HOLD)
    for path in (f"document/{guid}/print", f"token/{guid}/web", f"multitoken/{series}/web"):
        answer = await client.get(f"/abone/{path}")
        assert answer.status == 410, path
        assert "until you are told" in answer.body.decode(), path
        assert "Remove" not in answer.body.decode(), path


async def test_embargoed_pictures_are_unknown_until_the_lift(desk: Desk, client: Client):
    """§0: "embargoed, scheduled: unknown to HAS until the lift or the hour"."""

    guid, series = await desk.series(copy.a_picture(), embargo=desk.clock() + timedelta(hours=1))
    for path in (f"document/{guid}/print", f"document/{series}/newsml29", f"token/{guid}/web"):
        assert (await client.get(f"/abone/{path}")).status == 404
    assert (await client.search()).ids == []
    await desk.lift(series)
    assert (await client.search()).ids == [guid]


async def test_a_picture_whose_rights_ended_leaves_search_links_and_files_by_itself(
    desk: Desk, client: Client
):
    """§0: "`hold`, `withdraw`: as kill". The worker asks at the hour; nobody has to think of it."""
    ends = desk.clock() + timedelta(hours=2)
    limited = copy.a_picture(restrictions=(Restriction(words="Yalnız bugün.", ends=ends),))
    first, second, series = await desk.series(limited, copy.a_picture())
    text = await desk.release(copy.a_dispatch(story=await desk.story_of(first)))
    assert {first, second} <= set((await client.search()).ids)
    assert (await client.get(f"/abone/token/{first}/print")).status == 302
    desk.clock.advance(timedelta(hours=2))
    own, told = await release_due(desk.pool, desk.clock, desk.agency, "worker-1")
    assert (own.guid, own.action) == (first, Action.WITHDRAW)
    for function in ("document", "token", "multitoken"):
        assert (await client.get(f"/abone/{function}/{first}/print")).status == 410
    assert "Yalnız bugün" not in (await client.get(f"/abone/document/{first}/newsml29")).body.decode()
    linked = (await client.get(f"/abone/document/{text}/newsml29")).body.decode()
    assert f'residref="{first}"' not in linked
    assert f'residref="{second}"' in linked
    listed = {one["id"]: one["title"] for one in (await client.search()).json()["data"]["result"]}
    assert "güneş" in listed[second]
    assert "güneş" not in listed.get(first, "")
    assert told.guid in listed
    assert b"stat:canceled" in (await client.get(f"/abone/document/{series}/newsml29")).body


async def test_a_stopped_picture_is_linked_no_more(desk: Desk, client: Client):
    """§1.8: "BIL takes the **first** seeAlso of any kind as the picture": it would fetch what is gone."""
    first, second, _ = await desk.series(copy.a_picture(), copy.a_picture())
    text = await desk.release(copy.a_dispatch(story=await desk.story_of(first)))
    await desk.stop(first, Action.WITHDRAW)
    body = (await client.get(f"/abone/document/{text}/newsml29")).body.decode()
    assert f'residref="{first}"' not in body
    assert f'residref="{second}"' in body
    await desk.reinstate(first)
    assert f'residref="{first}"' in (await client.get(f"/abone/document/{text}/newsml29")).body.decode()
