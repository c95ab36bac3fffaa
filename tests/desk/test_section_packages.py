"""A text that goes to another section goes out in that section's packages, unless somebody ticked others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsflow.db.pool import transaction
from newsflow.newsroom import drafts
from tests.builders import a_dispatch

if TYPE_CHECKING:
    from tests.desk.room import DeskRoom

MINE = {"sitting": "one", "base_save": "1"}


async def a_draft(desk: DeskRoom) -> str:
    content = a_dispatch(section="economy", packages=desk.agency.packages_of("economy"))
    async with transaction(desk.pool) as db:
        return f"/desk/drafts/{await drafts.create(db, content, desk.clock(), by=(await desk.person('reporter')).id)}"


async def test_another_section_brings_its_own_packages(desk: DeskRoom):
    client, address = await desk.client("reporter"), await a_draft(desk)
    page = (await client.get(address)).text
    assert re.findall(r'name="packages_shown" value="(\w+)"', page) == ["economy"]
    ticked = re.findall(r'name="packages" value="(\w+)" checked', page)
    moved = {"packages_shown": "economy", "packages": ticked, "section": "sport"}
    said = (await client.send_form(f"{address}/autosave", **MINE, **moved)).json()
    assert (ticked, said["packages"]) == (["general", "economy"], ["general", "sport"])


async def test_packages_that_somebody_ticked_go_with_the_text_to_another_section(desk: DeskRoom):
    client, address = await desk.client("reporter"), await a_draft(desk)
    moved = {"packages_shown": "economy", "packages": ["general", "local"], "section": "sport"}
    said = (await client.send_form(f"{address}/autosave", **MINE, **moved)).json()
    assert said["packages"] == ["general", "local"]
