"""One look at the database for all live streams that ask at the same time."""

from __future__ import annotations

import asyncio

import pytest

from newsflow.web.within.shared_look import SharedLook, event


async def test_all_who_ask_at_the_same_time_share_one_look():
    looks = 0

    async def look() -> int:
        nonlocal looks
        looks += 1
        await asyncio.sleep(0)
        return looks

    shared = SharedLook(look, every_s=3600)
    assert await asyncio.gather(*(shared.now() for _ in range(5))) == [1] * 5
    anew = SharedLook(look, every_s=0)
    assert [await anew.now(), await anew.now()] == [2, 3]


async def test_a_look_that_failed_is_taken_again_by_the_next_who_asks():
    tries = iter([ConnectionError("the database is away"), "there"])

    async def look() -> str:
        found = next(tries)
        if isinstance(found, ConnectionError):
            raise found
        return found

    shared = SharedLook(look, every_s=3600)
    with pytest.raises(ConnectionError):
        await shared.now()
    assert await shared.now() == "there"


def test_an_event_carries_a_part_of_a_page_line_by_line():
    assert event("board", "<p>\nÇeşme</p>") == "event: board\ndata: <p>\ndata: Çeşme</p>\n\n"
