"""The news list: what the desk expects, as each contract covers it, from the plan to the item that came of it."""

from __future__ import annotations

import csv
import html
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from newsflow.db.pool import transaction
from newsflow.domain.codes import Action, Form, ItemType
from newsflow.domain.coverage import AHEAD_DAYS, NOTE_MOST, SLUG_MOST, WHAT_MOST
from newsflow.newsroom.news_list import lines
from newsflow.portal.news_list import live
from newsflow.web.hours import shown_hour
from tests.builders import a_dispatch
from tests.portal.room import EDITOR, MASTER, OTHER
from tests.portal.test_wire import events

if TYPE_CHECKING:
    import httpx
    import pytest

    from tests.desk.room import DeskClient
    from tests.portal.room import PortalRoom

DESK, PORTAL, ONE = "/desk/news-list", "/portal/news-list", "/desk/news-list/1"


def hour(portal: PortalRoom, after: timedelta = timedelta(hours=2)) -> str:
    """An hour to come, as the desk's form writes it."""
    return shown_hour(portal.clock() + after, portal.desk.agency.zoneinfo)


def a_line(portal: PortalRoom, **facts: Any) -> dict[str, Any]:
    """What the desk's form says of a line."""
    plain = {
        "slug": "harbour-ferry",
        "what": "The ferry’s first day, from the quay",
        "note": "Seven hundred words.",
        "hour": hour(portal),
        "language": "en",
        "section": portal.desk.agency.sections[0].code,
        "form": Form.WRAP.value,
        "kinds": [ItemType.TEXT.value, ItemType.PICTURE_GROUP.value],
    }
    return plain | facts


async def planned(portal: PortalRoom, **facts: Any) -> DeskClient:
    """The editor who put that line on the list."""
    editor = await portal.desk.client("editor:edda")
    answer = await editor.send_form(DESK, **a_line(portal, **facts))
    assert answer.headers.get("location") == f"{DESK}?said=coverage_planned", answer.text
    return editor


def main_of(answer: httpx.Response) -> str:
    """What the page itself says."""
    return answer.text.partition("<main")[2].partition("</main>")[0]


async def seen(portal: PortalRoom, who: str = EDITOR, asked: str = "") -> str:
    """The list as that person sees it."""
    answer = await (await portal.client(who)).get(f"{PORTAL}{asked}")
    assert answer.status_code == 200, answer.text
    return main_of(answer)


async def test_a_line_is_planned_delayed_late_and_leads_to_what_came_of_it(portal: PortalRoom):
    editor = await planned(portal)
    page = await seen(portal)
    for said in (
        "harbour-ferry",
        "from the quay",
        "Seven hundred words.",
        "Planned",
        "Wrap-up",
        "Text + Pictures",
    ):
        assert said in page, said
    later_hour = hour(portal, timedelta(hours=5))
    changed = await editor.send_form(ONE, act="change", **a_line(portal, hour=later_hour))
    assert changed.headers["location"] == f"{DESK}?said=coverage_changed"
    page = await seen(portal)
    assert "Delayed" in page
    assert hour(portal)[-5:] in page.partition("<s>")[2].partition("</s>")[0], "the hour that was told first"
    portal.clock.advance(timedelta(hours=6))
    assert "Not here yet" in await seen(portal)
    await portal.newsroom.release(a_dispatch(slug="harbour-ferry", form=Form.FACTBOX))
    assert "Not here yet" in await seen(portal), "another form was planned"
    item = await portal.newsroom.release(
        a_dispatch(slug="harbour-ferry", form=Form.WRAP, headline="A first day")
    )
    page = await seen(portal)
    assert "Delivered" in page
    assert f'href="/portal/items/{item.guid}"' in page
    await portal.newsroom.stop(item.guid, Action.KILL)
    page = await seen(portal)
    assert "Killed" in page
    assert "from the quay" not in page, "the plan's words may be those of its headline"
    assert "Seven hundred" not in page


async def test_the_contract_decides_what_is_expected_as_for_a_dispatch(portal: PortalRoom):
    await portal.subscriber("photos", types=("picture",))
    await portal.subscriber("french", languages=("fr",))
    await portal.subscriber("elsewhere", sections=(portal.desk.agency.sections[1].code,))
    await planned(portal)
    assert "Text + Pictures" in await seen(portal, OTHER)
    page = await seen(portal, "photos:editor")
    assert "harbour-ferry" in page
    assert "Text + Pictures" not in page
    assert "Wrap-up" not in page, "a form is a text's"
    for who in ("french:editor", "elsewhere:editor"):
        assert "harbour-ferry" not in await seen(portal, who), who
    await portal.end_contract("gazette")
    page = await seen(portal)
    assert "No contract is running" in page
    assert "harbour-ferry" not in page


async def test_what_is_under_embargo_is_expected_still_where_advance_copy_is_not_had(portal: PortalRoom):
    await portal.subscriber("early", advance_copy=True)
    await planned(portal)
    embargo = portal.clock() + timedelta(hours=1)
    item = await portal.newsroom.release(a_dispatch(slug="harbour-ferry", form=Form.WRAP, embargo=embargo))
    assert item.guid in await seen(portal, "early:editor")
    page = await seen(portal)
    assert item.guid not in page
    assert "Planned" in page


async def test_the_address_says_the_days_and_the_codes_and_what_it_does_not_know_shows_nothing(
    portal: PortalRoom,
):
    await planned(portal)
    await planned(portal, slug="night-market", language="fr", hour=hour(portal, timedelta(days=1)))
    await planned(portal, slug="spring-fair", hour=hour(portal, timedelta(days=4)))
    day = (portal.clock() + timedelta(days=4)).date().isoformat()
    for asked, there, not_there in (
        ("", ("harbour-ferry", "night-market"), ("spring-fair",)),
        ("?day=today", ("harbour-ferry",), ("night-market",)),
        ("?day=tomorrow", ("night-market",), ("harbour-ferry",)),
        ("?day=week", ("harbour-ferry", "night-market", "spring-fair"), ()),
        (f"?day={day}", ("spring-fair",), ("harbour-ferry",)),
        ("?day=week&lang=fr", ("night-market",), ("harbour-ferry", "spring-fair")),
        ("?day=week&type=videogroup", (), ("harbour-ferry", "night-market", "spring-fair")),
    ):
        page = await seen(portal, asked=asked)
        assert all(slug in page for slug in there), asked
        assert not any(slug in page for slug in not_there), asked
    client = await portal.client()
    for wrong in ("?day=soon", "?day=9999-12-31", "?day=2026-13-01", "?lang=zz", "?section=x&day=week"):
        answer = await client.get(f"{PORTAL}{wrong}")
        assert answer.status_code == 400
        assert "does not know" in main_of(answer)
        assert "harbour-ferry" not in main_of(answer)


async def test_an_open_list_shows_what_changed_and_ends_with_access_and_the_file_says_the_same(
    portal: PortalRoom, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(live, "LOOK_S", 0.02)
    monkeypatch.setattr(live, "ASK_S", 0.02)
    editor, reader = await planned(portal, what="=1+1"), await portal.client(EDITOR)
    found = re.search(r' src="(/portal/news-list/live[^"]*)"', (await reader.get(PORTAL)).text)
    assert found
    address = html.unescape(found[1])
    assert "Planned" in await events(reader, address, "</ol>")
    await editor.send_form(ONE, act="cancel", because="The ferry stays in port.")
    assert 'data-line="1" data-off' in await events(reader, address, "stays in port")
    await editor.send_form(ONE, act="restore")
    item = await portal.newsroom.release(a_dispatch(slug="harbour-ferry", form=Form.WRAP))
    assert "Delivered" in await events(reader, address, f"/portal/items/{item.guid}")
    table = list(
        csv.DictReader((await reader.get(f"{PORTAL}.csv?day=week")).text.lstrip("\ufeff").splitlines())
    )
    assert [(one["slug"], one["what"], one["state"], one["types"], one["item"]) for one in table] == [
        ("harbour-ferry", "'=1+1", "delivered", "text picturegroup", item.guid)
    ]
    assert (await reader.get(f"{PORTAL}.csv?lang=fr")).text.count("\n") == 1, "its heads alone"
    assert (await reader.get(f"{PORTAL}.csv?day=never")).status_code == 400
    await portal.newsroom.stop(item.guid, Action.KILL)
    killed = await events(reader, address, "</ol>")
    assert "Killed" in killed
    assert "1+1" not in killed + (await reader.get(f"{PORTAL}.csv")).text
    portal.clock.advance(timedelta(seconds=1))
    await portal.end_contract("gazette")
    assert "event: off" in await events(reader, address, "event: off")


async def test_a_line_is_cancelled_with_its_reason_expected_again_and_linked_by_hand(portal: PortalRoom):
    editor = await planned(portal)
    assert (await editor.send_form(ONE, act="cancel", because=" ")).status_code == 400
    cancelled = await editor.send_form(ONE, act="cancel", because="The ferry stays in port.")
    assert cancelled.headers["location"] == f"{DESK}?said=coverage_cancelled"
    page = await seen(portal)
    assert "Cancelled" in page
    assert "The ferry stays in port." in page
    await editor.send_form(ONE, act="restore")
    assert "Planned" in await seen(portal)
    item = await portal.newsroom.release(a_dispatch(slug="another-slug"))
    assert (await editor.send_form(ONE, act="deliver", item="the ferry")).status_code == 400
    address = f"https://news.example/portal/items/{item.guid}"
    linked = await editor.send_form(ONE, act="deliver", item=address)
    assert linked.headers["location"] == f"{DESK}?said=coverage_delivered"
    assert f"/portal/items/{item.guid}" in await seen(portal)
    await editor.send_form(ONE, act="deliver", item="")
    assert "Planned" in await seen(portal)
    async with transaction(portal.pool) as db:
        cursor = await db.execute("SELECT act FROM audit WHERE subject = 'coverage:1' ORDER BY id")
        acts = [act for (act,) in await cursor.fetchall()]
    assert acts == [
        "coverage_planned",
        "coverage_cancelled",
        "coverage_restored",
        *["coverage_delivered"] * 2,
    ]


async def test_who_may_not_release_there_tells_subscribers_nothing(portal: PortalRoom):
    await planned(portal)
    reporter = await portal.desk.client("reporter:rae")
    assert (await reporter.get(DESK)).status_code == 200
    refused = await reporter.send_form(DESK, **a_line(portal, slug="of-a-reporter"))
    assert refused.status_code == 403
    stranger = await portal.desk.client("editor:sol")
    async with transaction(portal.pool) as db:
        await db.execute("UPDATE person SET desks = '{fr/*}' WHERE id = %s", [stranger.person.id])
    for path, act in ((DESK, {}), (ONE, {"act": "change"}), (ONE, {"act": "cancel", "because": "No."})):
        answer = await stranger.send_form(path, **a_line(portal), **act)
        assert answer.status_code == 403, path
    assert "Planned" in await seen(portal)


WRONG: tuple[tuple[dict[str, Any], str], ...] = (
    ({"slug": " "}, "The slug is missing."),
    ({"slug": "x" * (SLUG_MOST + 1)}, f"{SLUG_MOST} at most"),
    ({"what": ""}, "What is expected is missing."),
    ({"what": "x" * (WHAT_MOST + 1)}, f"{WHAT_MOST} at most"),
    ({"note": "x" * (NOTE_MOST + 1)}, f"{NOTE_MOST} at most"),
    ({"hour": ""}, "The hour is missing."),
    ({"hour": "2020-01-01T10:00"}, f"{AHEAD_DAYS} days ahead"),
    ({"language": "zz"}, "The agency does not have this."),
    ({"form": "flash"}, "The agency does not have this."),
    ({"kinds": "picture"}, "The agency does not have this."),
    ({"kinds": []}, "Nothing is expected of it."),
    ({"packages": "nothing"}, "The agency does not have this."),
)


async def test_a_line_that_says_too_little_or_too_much_is_shown_again_with_the_reason(portal: PortalRoom):
    editor = await portal.desk.client("editor:edda")
    for wrong, says in WRONG:
        answer = await editor.send_form(DESK, **a_line(portal, **wrong))
        assert answer.status_code == 400, wrong
        assert says in main_of(answer), wrong
        assert "Seven hundred words." in main_of(answer) or "note" in wrong
    edge = {"slug": "x" * SLUG_MOST, "what": "x" * WHAT_MOST, "note": "x" * NOTE_MOST}
    edge["hour"] = hour(portal, timedelta(days=AHEAD_DAYS, seconds=-60))
    assert (await editor.send_form(DESK, **a_line(portal, **edge))).status_code == 303


async def test_a_day_of_the_list_is_full_at_its_limit(portal: PortalRoom, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(lines, "DAY_MOST", 2)
    editor = await planned(portal)
    await planned(portal, slug="night-market")
    full = await editor.send_form(DESK, **a_line(portal, slug="spring-fair"))
    assert full.status_code == 409
    tomorrow = hour(portal, timedelta(days=1))
    await planned(portal, slug="spring-fair", hour=tomorrow)
    moved = await editor.send_form(f"{DESK}/3", act="change", **a_line(portal, slug="spring-fair"))
    assert moved.status_code == 409
    assert (
        await editor.send_form(f"{DESK}/3", act="change", **a_line(portal, hour=tomorrow))
    ).status_code == 303


async def test_a_draft_with_an_hour_fills_the_form_and_is_offered_until_it_is_on_the_list(portal: PortalRoom):
    editor = await portal.desk.client("editor:edda")
    draft = await portal.newsroom.draft(a_dispatch(slug="harbour-ferry", headline="The ferry is back"))
    async with transaction(portal.pool) as db:
        await db.execute(
            "UPDATE draft SET planned = %s WHERE id = %s", [portal.clock() + timedelta(hours=3), draft]
        )
    offered = main_of(await editor.get(DESK))
    assert f'href="{DESK}?draft={draft}#slug"' in offered
    filled = main_of(await editor.get(f"{DESK}?draft={draft}"))
    for said in ('value="harbour-ferry"', 'value="The ferry is back"', hour(portal, timedelta(hours=3))):
        assert said in filled
    await planned(portal)
    assert f"draft={draft}" not in main_of(await editor.get(DESK))
    portal.clock.advance(timedelta(days=2))
    back = await portal.desk.client("editor:edda")
    assert "harbour-ferry" in main_of(await back.get(f"{DESK}?week=before"))
    assert "harbour-ferry" not in await seen(portal, MASTER)
