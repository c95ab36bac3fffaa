"""Every page of the desk, in a browser, by everybody: names, order, focus, room for a finger, contrast, a narrow window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from newsflow.accounts.people import may
from tests.axe import axe_faults
from tests.desk.every_route import ADMIN, CHIEF, PICTURES, a_world, table

if TYPE_CHECKING:
    from playwright.async_api import ConsoleMessage, Page

    from tests.desk.every_route import World
    from tests.desk.room import DeskRoom

SWEEP = (Path(__file__).parent / "sweep.js").read_text()
BARE = {
    "/live",
    "/ahead",
    "/privacy/mine.json",
    "/people/{person}/kept.json",
    "/subscribers.csv",
    "/subscriber-reports.csv",
    "/subscriber-kills.csv",
    "/subscriber-dates.csv",
    "/subscriber-groups.csv",
    "/subscribers/{subscriber}/terms.csv",
    "/subscribers/{subscriber}/sanctions.csv",
    "/subscribers/{subscriber}/looks.csv",
    "/flash/line",
    "/items/{guid}/formats/{format}/file",
    "/approvals/lines",
    "/approvals/{request}/state",
    "/drafts/{draft:int}/beside",
    "/drafts/{draft:int}/translate/beside",
    "/media/assets/{asset}/state",
    "/media/lines",
    *PICTURES,
}
"""What is no page of its own: streams and parts."""
WIDE = ("names", "headings", "landmarks", "ids", "sizes", "focus")
AXE = {
    "/",
    "/drafts/{draft:int}",
    "/drafts/{draft:int}/translate",
    "/items/{guid}",
    "/items/{guid}/kill",
    "/settings/looks",
}
"""The pages with the most parts: axe looks at these, a narrow window open, since it takes half a second for each."""
NARROW = ("sizes", "width", "headings")


def addresses(world: World) -> list[tuple[str, str | None]]:
    """Every page, an item that is dead, and an error; each with somebody who may see it."""
    found: dict[str, str | None] = {f"/desk/items/{world.named['killed']}": CHIEF}
    for route in table(world.desk):
        if "GET" in route.methods and route.path not in BARE:
            sees = all(may(world.desk.people[CHIEF], act) for act in route.acts)
            found[world.address(route)] = None if route.is_open else CHIEF if sees else ADMIN
    return list(found.items())


def complaints(page: Page) -> list[str]:
    """What the browser will have to say of the page: errors, policies broken, other hosts asked."""
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text) if _is_fault(line) else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda asked: None if "//localhost:" in asked.url else said.append(asked.url))
    return said


def _is_fault(line: ConsoleMessage) -> bool:
    return (
        line.type in {"error", "warning"} and "410 (Gone)" not in line.text
    )  # a letter's link without its secret


async def faults(page: Page, names: tuple[str, ...]) -> list[str]:
    """What is wrong with the page as it stands."""
    found: dict[str, list[str]] = await page.evaluate(
        "([sweep, names]) => { const all = eval(sweep)(); return Object.fromEntries(names.map(n => [n, all[n]()])) }",
        [SWEEP, list(names)],
    )
    return [f"{name}: {each}" for name, wrong in found.items() for each in wrong]


async def looked_at(page: Page) -> list[str]:
    """What is wrong with the page on a desk by day and by night, and on a phone."""
    await page.set_viewport_size({"width": 1280, "height": 900})
    await page.emulate_media(color_scheme="light", reduced_motion="reduce")
    found = await faults(page, (*WIDE, "contrast"))
    await page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    found += [f"dark {each}" for each in await faults(page, ("contrast",))]
    await page.set_viewport_size({"width": 320, "height": 700})
    return found + [f"narrow {each}" for each in await faults(page, NARROW)]


@pytest.mark.parametrize("locale", ["en", "ar"])
async def test_every_page_can_be_used_by_everybody(desk: DeskRoom, locale: str):
    world = await a_world(desk)
    pages = {role: await desk.browser(role, locale=locale) for role in (CHIEF, ADMIN, None)}
    said = {role: complaints(page) for role, page in pages.items()}
    wrong: list[str] = []
    asked = {world.address(route) for route in table(desk) if locale == "en" and route.path in AXE}
    for address, role in addresses(world):
        await pages[role].goto(desk.url + address)
        found = await looked_at(pages[role])
        if address in asked:
            found += await axe_faults(pages[role])
        wrong += [f"{address} {each}" for each in found + said[role]]
        said[role].clear()
    page = pages[CHIEF]
    await page.goto(f"{desk.url}/desk/no-such-page")
    wrong += [f"an error's page {each}" for each in await looked_at(page)]
    assert not wrong, "\n".join(wrong)
