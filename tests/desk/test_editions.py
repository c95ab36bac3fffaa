"""The public site at the desk: pins and their order, an editor's own words, off and on again; subscribers hear nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from newsflow.db.pool import transaction
from newsflow.domain.codes import Action
from newsflow.newsroom import editions
from newsflow.newsroom.editions.acts import HEADLINE
from newsflow.wire.read import head
from tests.builders import a_dispatch, a_newsroom

if TYPE_CHECKING:
    import httpx

    from tests.builders import Newsroom
    from tests.desk.room import DeskClient, DeskRoom

HERE = "/desk/editions/en"


@dataclass(frozen=True, slots=True)
class Public:
    """An edition with three dispatches, its editor, and a reader."""

    desk: DeskRoom
    newsroom: Newsroom
    editor: DeskClient
    reader: httpx.AsyncClient
    guids: tuple[str, ...]

    async def front(self) -> str:
        """The front page as the public reads it."""
        return (await self.reader.get("/en/")).text

    async def publish(self) -> None:
        """Nothing; the edition log has read the wire."""
        await editions.catch_up(self.desk.pool, self.desk.agency, self.desk.clock)


@pytest.fixture
async def public(desk: DeskRoom) -> Public:
    """An edition at work."""
    newsroom = await a_newsroom(desk.pool, desk.clock)
    made = [
        (await newsroom.release(a_dispatch(headline=f"Ferry number {one}", slug=f"ferry-{one}"))).guid
        for one in ("one", "two", "three")
    ]
    found = Public(desk, newsroom, await desk.client("editor:edda"), await desk.stranger(), tuple(made))
    await found.publish()
    return found


async def test_pins_lead_the_front_in_the_order_that_an_editor_gives_them(public: Public):
    one, two, three = public.guids
    for guid in (one, two, three):
        answer = await public.editor.send_form(HERE, act="pin", guid=guid)
        assert answer.headers["location"] == f"{HERE}?said=edition_pinned"
    for act, guid in (("earlier", one), ("later", three)):
        assert (await public.editor.send_form(HERE, act=act, guid=guid)).status_code == 303
    page = (await public.editor.get(HERE)).text
    for shown in (await public.front(), page[page.index('id="pins"') : page.index('id="places"')]):
        order = sorted(("one", "two", "three"), key=lambda name, text=shown: text.index(f"number {name}"))
        assert order == ["one", "three", "two"]
    await public.editor.send_form(HERE, act="unpin", guid=two)
    page = (await public.editor.get(HERE)).text
    assert "number two" not in page[page.index('id="pins"') : page.index('id="places"')]


async def test_an_editor_s_words_stand_with_name_and_times_and_go_back_to_the_rule_s(public: Public):
    one, here = public.guids[0], f"{HERE}/{public.guids[0]}"
    words = {"headline": "The ferry, in short", "deck": "", "summary": "It is back.\n\nIt is white."}
    assert (await public.editor.send_form(here, act="words", **words)).status_code == 303
    read = await public.reader.get((await public.reader.get(f"/items/{one}")).headers["location"])
    assert "The ferry, in short</h1>" in read.text
    assert "<p>It is back.</p>" in read.text
    page = (await public.editor.get(here)).text
    assert "in an editor’s words" in page
    assert public.editor.person.name in page
    assert "An editor’s words" in (await public.editor.get(HERE)).text
    await public.editor.send_form(here, act="show")
    assert "The ferry, in short" not in await public.front()


async def test_what_is_taken_off_is_gone_at_once_and_comes_back_by_a_button_and_subscribers_hear_nothing(
    public: Public,
):
    async with transaction(public.desk.pool) as db:
        before = (await head(db)).seq
    one = public.guids[0]
    await public.editor.send_form(HERE, act="hide", guid=one)
    assert "number one" not in await public.front()
    assert (await public.reader.get(f"/items/{one}")).status_code == 410
    off = (await public.editor.get(HERE)).text
    assert "number one" in off[off.index('id="off"') :]
    await public.editor.send_form(HERE, act="show", guid=one)
    assert "number one" in await public.front()
    async with transaction(public.desk.pool) as db:
        assert (await head(db)).seq == before
        cursor = await db.execute("SELECT act FROM audit WHERE act LIKE 'edition%' ORDER BY id")
        assert [act for (act,) in await cursor.fetchall()] == ["edition_hidden", "edition_shown"]


async def test_what_cannot_be_done_is_said_above_the_form_with_what_was_typed(public: Public):
    long = "A" * HEADLINE
    asked = (
        ({"act": "words", "headline": "A ferry", "summary": " \n\n "}, 400),
        ({"act": "words", "headline": f"{long}A", "summary": "It is back."}, 400),
        ({"act": "words", "headline": long, "summary": "It is back."}, 303),
        ({"act": "pin", "until": "2020-01-01T00:00"}, 400),
        ({"act": "earlier"}, 409),
        ({"act": "dance"}, 400),
    )
    for fields, status in asked:
        answer = await public.editor.send_form(f"{HERE}/{public.guids[0]}", **fields)
        assert answer.status_code == status, fields
        if status == 400 and "headline" in fields:
            assert f'value="{fields["headline"]}"' in answer.text


async def test_a_held_dispatch_cannot_be_shown_and_its_page_says_why(public: Public):
    one = public.guids[0]
    await public.newsroom.stop(one, Action.HOLD, "Somebody denies it.")
    answer = await public.editor.send_form(f"{HERE}/{one}", act="show")
    assert answer.status_code == 409
    assert "The wire has stopped it" in answer.text
    assert "Put these words on the site" not in answer.text


async def test_a_reporter_may_not_and_another_edition_has_no_such_item(public: Public):
    reporter = await public.desk.client("reporter:rae")
    assert (await reporter.get(HERE)).status_code == 403
    assert (await reporter.send_form(HERE, act="hide", guid=public.guids[0])).status_code == 403
    assert (await public.editor.get(f"/desk/editions/fr/{public.guids[0]}")).status_code == 404
    assert (await public.editor.get("/desk/editions/xx")).status_code == 404
    assert f'action="{HERE}"' in (await public.editor.get("/desk/editions")).text
