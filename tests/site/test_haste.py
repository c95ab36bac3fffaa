"""What a reader is told of an item's haste: the same on its page as in every list."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from newsflow.domain.codes import Form, Priority
from newsflow.domain.dispatch import paragraph

if TYPE_CHECKING:
    import httpx

    from tests.harness import SettableClock
    from tests.site.builders import Newsroom


@pytest.mark.parametrize(
    ("form", "priority", "mark"),
    [
        (Form.FLASH, Priority.FLASH, "▲▲</span> Flash"),
        (Form.FLASH, Priority.URGENT, "▲▲</span> Flash"),
        (Form.STORY, Priority.FLASH, "▲▲</span> Flash"),
        (Form.URGENT, Priority.ROUTINE, "▲</span> Urgent"),
        (Form.STORY, Priority.URGENT, "▲</span> Urgent"),
        (Form.STORY, Priority.IMPORTANT, None),
    ],
)
async def test_a_dispatch_is_as_pressing_on_its_page_as_on_the_front(
    newsroom: Newsroom, reader: httpx.AsyncClient, form: Form, priority: Priority, mark: str | None
):
    guid = await newsroom.release(form=form, priority=priority, body=(paragraph("Le pont est ouvert."),))
    await newsroom.publish()
    where = (await reader.get(f"/items/{guid}")).headers["location"]
    for path in (where, "/fr/", "/fr/section/culture/"):
        html = (await reader.get(path)).text
        assert ("▲" in html) is (mark is not None), path
        assert mark is None or mark in html, path


async def test_one_story_s_items_of_one_headline_are_told_apart(
    newsroom: Newsroom, reader: httpx.AsyncClient, clock: SettableClock
):
    await newsroom.release(form=Form.FLASH, priority=Priority.FLASH)
    clock.advance(timedelta(minutes=4))
    await newsroom.release(form=Form.LEAD, label="2e lead")
    clock.advance(timedelta(minutes=5))
    guid = await newsroom.release()
    await newsroom.publish()
    where = (await reader.get(f"/items/{guid}")).headers["location"]
    html = (await reader.get(where)).text
    lead, flash = html[html.index("Sur le même sujet") :].split("<li>")[1:3]
    assert ">12:04 <" in lead
    assert "2e lead" in lead
    assert "▲" not in lead
    assert ">12:00 <" in flash
    assert "▲▲</span> Flash" in flash
