"""The hour that a draft is planned for: a field of its own beside the embargo, kept with the draft, never a release."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import TYPE_CHECKING

from newsflow.accounts.hand import Hand
from newsflow.db.pool import transaction
from newsflow.newsroom import drafts, moves
from newsflow.newsroom.schedule import release_due
from tests.builders import a_dispatch
from tests.desk.test_release_page import PASSED

if TYPE_CHECKING:
    from newsflow.newsroom.rows import Draft
    from tests.desk.room import DeskRoom

PLANNED, LATER = "2026-03-02T18:00", "2026-03-02T20:00"
MINE = {"sitting": "one", "base_save": "1"}


async def draft_of(desk: DeskRoom, number: int) -> Draft:
    async with transaction(desk.pool) as db:
        return await drafts.get(db, number)


async def a_draft(desk: DeskRoom) -> int:
    async with transaction(desk.pool) as db:
        return await drafts.create(db, a_dispatch(), desk.clock(), by=(await desk.person("reporter")).id)


async def test_the_planned_hour_is_kept_while_one_types_and_proposed_at_the_release(desk: DeskRoom):
    number, reporter, editor = await a_draft(desk), await desk.client("reporter"), await desk.client("editor")
    address = f"/desk/drafts/{number}"
    saved = await reporter.send_form(f"{address}/autosave", **MINE, planned=PLANNED)
    assert saved.status_code == 200, saved.text
    kept = await draft_of(desk, number)
    assert kept.planned == datetime(2026, 3, 2, 18, 0, tzinfo=desk.agency.zoneinfo).astimezone(UTC)
    assert (kept.save, kept.state) == (1, "writing")
    page = unescape((await reporter.get(address)).text)
    assert f'value="{PLANNED}"' in page
    assert "Once released, it goes out by itself at 2 March 2026, 18:00" in page
    assert "Planned for 18:00" in (await editor.get("/desk/")).text
    await reporter.send_form(f"{address}/autosave", **MINE, headline="Ferry is late")
    assert (await draft_of(desk, number)).planned == kept.planned
    proposed = (await editor.get(f"{address}/release")).text
    assert f'value="{PLANNED}"' in proposed
    assert "Planned for 2 March 2026, 18:00" in proposed
    desk.clock.advance(timedelta(days=1))
    assert await release_due(desk.pool, desk.clock, desk.agency, "a") == []


async def test_a_planned_hour_that_is_past_or_after_the_embargo_is_said_before_the_release(desk: DeskRoom):
    number, editor = await a_draft(desk), await desk.client("editor")
    address = f"/desk/drafts/{number}"

    async def said(**hours: str) -> list[str]:
        fields = {**MINE, "base_save": str((await draft_of(desk, number)).save)}
        await editor.send_form(f"{address}/autosave", **fields, **hours)
        return [unescape((await editor.get(path)).text) for path in (address, f"{address}/beside")]

    for page in await said(planned=PLANNED, embargo=LATER):
        assert "advance copy alone at 2 March 2026, 18:00" in page
        assert "to all at 2 March 2026, 20:00" in page
    for page in await said(planned=LATER, embargo=PLANNED):
        assert "The embargo would be over at that hour." in page
    assert "The embargo would be over at that hour." in (await editor.get(f"{address}/release")).text
    for page in await said(planned="2026-03-01T18:00", embargo=""):
        assert "This hour is past. 1 March 2026, 18:00 UTC+3. Give a later one" in page
    refused = await editor.send_form(f"{address}/release", due="2026-03-01T18:00", **PASSED)
    assert refused.status_code == 400


async def test_another_planned_hour_takes_back_what_was_scheduled_for_the_first(desk: DeskRoom):
    number, editor = await a_draft(desk), await desk.client("editor")
    address = f"/desk/drafts/{number}"
    assert (await editor.send_form(f"{address}/release", due=PLANNED, **PASSED)).status_code == 303
    scheduled = await draft_of(desk, number)
    assert (scheduled.state, scheduled.planned) == ("scheduled", scheduled.due)
    await editor.send_form(f"{address}/autosave", **MINE, planned=PLANNED)
    assert (await draft_of(desk, number)).state == "scheduled"
    await editor.send_form(f"{address}/autosave", **MINE, planned=LATER)
    moved = await draft_of(desk, number)
    assert (moved.state, moved.due) == ("writing", None)
    assert f'value="{LATER}"' in (await editor.get(f"{address}/release")).text


async def test_a_draft_s_history_says_who_planned_which_hour_and_hides_no_word_by_it(desk: DeskRoom):
    number, editor = await a_draft(desk), await desk.client("editor:edda")
    address = f"/desk/drafts/{number}"

    async def history() -> list[str]:
        text = re.sub(r"<[^>]+>", " ", unescape((await editor.get(f"{address}/versions")).text))
        return re.findall(r"Edda (?:planned|took|set|sent)[^\n]*", re.sub(r" +", " ", text))

    async with transaction(desk.pool) as db:
        hand = Hand(person=await desk.person("editor:edda"), key="test", session="one", at=desk.clock())
        await moves.hand_on(db, number, hand, desk.clock())
        await moves.send_back(db, number, hand, desk.clock(), words="Who says so?")
    for hour in (LATER, "2026-03-02T19:30", PLANNED):
        await editor.send_form(f"{address}/autosave", **MINE, planned=hour)
    assert await history() == [
        "Edda planned it for 2 March 2026, 18:00 UTC+3 ",
        "Edda sent it back Who says so? ",
    ], "what one planned on the way there is no history"
    assert "Who says so?" in (await editor.get(address)).text
    await editor.send_form(f"{address}/autosave", **MINE, planned="")
    assert (await history())[0] == "Edda took the planned hour away "
    assert (await editor.send_form(f"{address}/release", due=PLANNED, **PASSED)).status_code == 303
    assert (await history())[0] == "Edda set it for 2 March 2026, 18:00 UTC+3 "
