"""An item in the portal: opened as the contract allows, in the ledger before it goes out, with all that belongs to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from newsflow.db.pool import transaction
from newsflow.domain.codes import Action
from newsflow.domain.dispatch import Restriction, Source, TranslatedFrom, paragraph
from newsflow.subscribers.ledger import takers
from tests.builders import a_dispatch
from tests.portal.room import EDITOR, MASTER, OTHER

if TYPE_CHECKING:
    from tests.portal.room import PortalRoom


async def taken(portal: PortalRoom, guid: str) -> list[tuple[str, int, str, int]]:
    """The ledger's lines of an item."""
    async with transaction(portal.pool) as db:
        return [(one.subscriber, one.version, one.path, one.times) for one in await takers(db, guid)]


async def test_opening_an_item_is_a_taking_and_looking_at_the_list_is_none(portal: PortalRoom):
    item = await portal.newsroom.release()
    client = await portal.client()
    await client.get("/portal/")
    await client.head(f"/portal/items/{item.guid}")
    assert await taken(portal, item.guid) == []
    page = await client.get(f"/portal/items/{item.guid}")
    assert "Hundreds came to see it." in page.text
    beside = await client.get(f"/portal/items/{item.guid}?beside=1")
    assert "<html" not in beside.text
    assert await taken(portal, item.guid) == [("gazette", 1, "portal:page", 2)]
    async with transaction(portal.pool) as db:
        cursor = await db.execute("SELECT DISTINCT last_user FROM taking")
        assert await cursor.fetchall() == [("portal",)], "the ledger names no person"


async def test_what_is_not_covered_is_said_to_be_not_there_on_every_path(portal: PortalRoom):
    await portal.subscriber("courrier-fr", languages=("fr",))
    item = await portal.newsroom.release()
    client = await portal.client("courrier-fr:master")
    for path in ("", "?beside=1", "/as/text", "/files/web", "/all.zip"):
        answer = await client.get(f"/portal/items/{item.guid}{path}")
        assert answer.status_code == 404, path
        assert "Ferry" not in answer.text
    refused = await client.send_form(f"/portal/items/{item.guid}/mark", does="save")
    assert refused.status_code == 404
    assert await taken(portal, item.guid) == []


async def test_an_embargoed_item_is_for_advance_copy_alone(portal: PortalRoom):
    await portal.subscriber("weekly", advance_copy=True)
    hour = portal.clock().replace(hour=18)
    item = await portal.newsroom.release(a_dispatch(embargo=hour))
    client, ahead = await portal.client(), await portal.client("weekly:master")
    assert (await client.get(f"/portal/items/{item.guid}")).status_code == 404
    assert item.guid not in (await client.get("/portal/")).text
    page = await ahead.get(f"/portal/items/{item.guid}")
    assert "Embargo" in page.text
    assert "18:00" in page.text or "21:00" in page.text


async def test_the_quota_is_asked_before_anything_goes_out_and_what_was_taken_today_goes_again(
    portal: PortalRoom,
):
    await portal.subscriber("village", download_limit_day=1)
    one, two = await portal.newsroom.release(), await portal.newsroom.release(a_dispatch(slug="two"))
    client = await portal.client("village:editor")
    assert (await client.get(f"/portal/items/{one.guid}")).status_code == 200
    refused = await client.get(f"/portal/items/{two.guid}")
    assert refused.status_code == 403
    assert "Hundreds came" not in refused.text
    assert (await client.get(f"/portal/items/{one.guid}")).status_code == 200
    assert await taken(portal, two.guid) == []


async def test_versions_are_compared_word_by_word(portal: PortalRoom):
    item = await portal.newsroom.release()
    changed = replace(
        a_dispatch(),
        body=(paragraph("The ferry came back on Tuesday, its bell ringing."),),
        correction="The day was wrong.",
    )
    await portal.newsroom.release(changed, of=item.guid, action=Action.CORRECT)
    client = await portal.client()
    page = await client.get(f"/portal/items/{item.guid}?version=2")
    assert '<ins class="diff">' in page.text
    assert "Tuesday" in page.text
    assert "The day was wrong." in page.text


async def test_rights_sources_and_where_a_translation_comes_from_are_said(portal: PortalRoom):
    original = await portal.newsroom.release(a_dispatch(story=None))
    french = a_dispatch(
        language="fr", headline="Le bac revient", slug="bac",
        sources=(Source(name="Harbour Office", words="the Harbour Office said"),),
        restrictions=(Restriction(words="Sauf archives.", no_archive=True, mandatory_credit=True),),
        translated_from=TranslatedFrom(language="en", item=original.guid, version=1, translator="Ada Sample", machine_aided=True),
    )  # fmt: skip
    item = await portal.newsroom.release(french)
    client = await portal.client()
    page = (await client.get(f"/portal/items/{item.guid}")).text
    for words in (
        "Ada Sample",
        "A machine helped",
        "Harbour Office",
        "Sauf archives.",
        "Not to be kept in archives",
        original.guid,
    ):
        assert words in page, words
    assert "Le bac revient" in (await client.get(f"/portal/items/{original.guid}")).text


@pytest.mark.parametrize("form", ["text", "html", "ninjs-3.1", "newsml-g2"])
async def test_every_format_is_a_download_with_a_line_in_the_ledger(portal: PortalRoom, form: str):
    item = await portal.newsroom.release()
    client = await portal.client()
    answer = await client.get(f"/portal/items/{item.guid}/as/{form}")
    assert answer.status_code == 200
    assert "Hundreds came" in answer.text
    assert answer.headers["content-disposition"].startswith("attachment")
    assert ("gazette", 1, f"portal:{form}", 1) in await taken(portal, item.guid)
    assert (await client.get(f"/portal/items/{item.guid}/as/stone")).status_code == 404


async def test_use_is_seen_by_colleagues_and_by_nobody_else(portal: PortalRoom):
    item = await portal.newsroom.release()
    master, editor, other = [await portal.client(who) for who in (MASTER, EDITOR, OTHER)]
    await master.send_form(f"/portal/items/{item.guid}/mark", does="use")
    assert "Used by Gazette Master" in (await editor.get("/portal/")).text
    assert "Gazette Master" not in (await other.get("/portal/")).text
    await master.send_form(f"/portal/items/{item.guid}/mark", does="unuse")
    assert "Used by" not in (await editor.get("/portal/")).text


async def test_after_a_contract_s_end_copy_is_gone_and_the_notice_of_a_kill_still_comes(portal: PortalRoom):
    item = await portal.newsroom.release()
    client = await portal.client()
    await client.get(f"/portal/items/{item.guid}")
    before = await taken(portal, item.guid)
    portal.clock.advance(timedelta(hours=1))
    await portal.end_contract("gazette")
    page = await client.get(f"/portal/items/{item.guid}")
    assert "Hundreds came" not in page.text
    assert await taken(portal, item.guid) == before, "no copy, no line in the ledger"
    for shown in (page.text, (await client.get("/portal/")).text):
        assert "No contract of yours covers this now." in shown
        assert "newer version" not in shown, "there is none: it is the contract that is over"
    assert 'data-stopped="outside"' in shown, "the kill's red is for what was stopped"
    assert "No contract is running" in (await client.get("/portal/")).text
    assert 'class="meters"' not in (await client.get("/portal/account")).text, "there is no limit of nothing"
    await portal.newsroom.stop(item.guid)
    assert "Killed" in (await client.get("/portal/")).text
    assert "Killed" in (await client.get(f"/portal/items/{item.guid}")).text
