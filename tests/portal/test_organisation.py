"""What an organisation decides for its own people and machines: passkeys, who sees who takes how much, how an API user stands."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from newsflow.db.pool import transaction
from tests.desk.room import PASSWORD
from tests.portal.room import EDITOR, MASTER, OTHER

if TYPE_CHECKING:
    from tests.portal.room import PortalRoom

RULES = "/portal/account/rules"
PEOPLE = "/portal/account/people"
LOGINS = "/portal/account/logins"
TOLD = "Your organisation sees how many items each person takes."


async def counted(portal: PortalRoom) -> list[tuple[str, str]]:
    """Of whom it is kept what they took."""
    async with transaction(portal.pool) as db:
        cursor = await db.execute("SELECT person, guid FROM person_taking ORDER BY person, guid")
        return await cursor.fetchall()


async def test_a_master_decides_that_everybody_signs_in_by_passkey_and_other_organisations_do_not(
    portal: PortalRoom,
):
    master, editor, other = [await portal.client(who) for who in (MASTER, EDITOR, OTHER)]
    assert (await master.send_form(RULES, needs_passkey="yes")).status_code == 403, "a proof is needed"
    assert (await editor.send_form(RULES, needs_passkey="yes", proof_password=PASSWORD)).status_code == 403
    assert (await editor.get("/portal/")).status_code == 200
    decided = await master.send_form(RULES, needs_passkey="yes", proof_password=PASSWORD)
    assert decided.status_code == 303
    for client in (master, editor):
        led = await client.get("/portal/")
        assert led.headers["location"] == "/portal/me?said=passkey_first"
    assert (await other.get("/portal/")).status_code == 200


async def test_who_takes_how_much_is_seen_by_masters_alone_once_decided_and_each_person_is_told(
    portal: PortalRoom,
):
    item = await portal.newsroom.release()
    master, editor = await portal.client(MASTER), await portal.client(EDITOR)
    address = f"/portal/items/{item.guid}"
    assert TOLD not in (await editor.get(address)).text
    assert await counted(portal) == [], "nobody is counted before it is decided"
    await master.send_form(RULES, use_by_person="yes", proof_password=PASSWORD)
    async with transaction(portal.pool) as db:
        cursor = await db.execute("SELECT recipient FROM outbox ORDER BY recipient")
        assert [to for (to,) in await cursor.fetchall()] == [
            "editor@gazette.example",
            "master@gazette.example",
        ]
    assert TOLD in (await editor.get(address)).text
    await editor.get(f"{address}/as/text")
    assert await counted(portal) == [(editor.person.id, item.guid)], "an item counts once a day"
    shown = (await master.get("/portal/account?days=90")).text
    assert "By person, in the portal" in shown
    assert "Gazette Editor" in shown
    assert "person,Gazette Editor,items,1" in (await master.get("/portal/account/use.csv")).text
    for kept_away in ("/portal/account", "/portal/account/use.csv"):
        assert "Gazette Editor,items" not in (await editor.get(kept_away)).text
    assert "By person" not in (await editor.get("/portal/account")).text

    invited = {"email": "new@gazette.example", "name": "New", "role": "subscriber_editor", "language": "fr"}
    await master.send_form(PEOPLE, proof_password=PASSWORD, **invited)
    async with transaction(portal.pool) as db:
        cursor = await db.execute(
            "SELECT count(*) FROM outbox WHERE recipient = %s AND body LIKE %s",
            [invited["email"], "%/portal/privacy%"],
        )
        assert await cursor.fetchone() == (1,), "whoever comes later is told as well"
    await master.send_form(RULES, proof_password=PASSWORD)
    assert await counted(portal) == [], "what was counted went with the decision"


async def test_the_form_of_an_api_user_stands_as_the_api_user_does_past_its_end_too(portal: PortalRoom):
    client = await portal.client(MASTER)
    await client.send_form(LOGINS, name="cms", scope=["has", "wire"], proof_password=PASSWORD)
    page = f"{LOGINS}/gazette.cms"
    await client.send_form(
        page, active="yes", scope=["has", "wire"], ends="2026-03-02T12:30", proof_password=PASSWORD
    )
    for is_over in (False, True):
        shown = (await client.get(page)).text
        ticked = re.findall(r'name="(scope|active)" value="(\w+)"[^>]* checked', shown)
        assert ticked == [("active", "yes"), ("scope", "has"), ("scope", "wire")], "as it is saved again"
        assert ("Closed" in (await client.get(LOGINS)).text) is is_over
        portal.clock.advance(timedelta(hours=1))
