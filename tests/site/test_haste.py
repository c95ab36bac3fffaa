"""What a reader is told of an item's haste: the same on its page as in every list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsflow.domain.codes import Form, Priority
from newsflow.domain.dispatch import paragraph

if TYPE_CHECKING:
    import httpx

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
