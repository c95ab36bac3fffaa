"""Who may come into the portal, and who may not: the desk and the portal never open for each other's people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsflow.db.pool import transaction
from tests.desk.room import COOKIE as DESK_COOKIE
from tests.desk.room import PASSWORD
from tests.portal.room import COOKIE, MASTER

if TYPE_CHECKING:
    import httpx

    from tests.portal.room import PortalRoom

TOKEN = re.compile(r'name="csrf" value="([0-9a-f]{64})"')


async def come(client: httpx.AsyncClient, email: str, face: str = "portal", **more: str) -> httpx.Response:
    """The answer to a filled-in sign-in form."""
    found = TOKEN.search((await client.get(f"/{face}/sign-in")).text)
    assert found is not None
    form = {"csrf": found[1], "email": email, "password": PASSWORD, **more}
    return await client.post(f"/{face}/sign-in", data=form)


async def test_a_subscriber_s_person_signs_in_and_is_led_to_the_wire(portal: PortalRoom):
    person, client = await portal.person(), await portal.stranger()
    first = await client.get("/portal/saved")
    assert first.headers["location"] == "/portal/sign-in?next=/portal/saved"
    answer = await come(client, person.email, next="/portal/saved")
    assert (answer.status_code, answer.headers["location"]) == (303, "/portal/saved")
    assert COOKIE in client.cookies
    page = await client.get("/portal/")
    assert page.status_code == 200
    assert "The wire is quiet" in page.text
    assert page.headers["cache-control"].endswith("no-store")


async def test_neither_face_lets_the_other_s_people_in_and_both_say_what_they_say_to_strangers(
    portal: PortalRoom,
):
    reader, editor = await portal.person(), await portal.desk.person("editor:edda")
    client = await portal.stranger()
    strange = await come(client, "nobody@nowhere.example")
    refused = await come(client, editor.email)
    assert refused.status_code == strange.status_code == 401
    assert refused.text.replace(editor.email, "") == strange.text.replace("nobody@nowhere.example", "")
    assert (await come(client, reader.email, face="desk")).status_code == 401


async def test_a_session_of_one_face_is_no_session_of_the_other(portal: PortalRoom):
    reader, editor = await portal.client(MASTER), await portal.desk.client("editor:edda")
    reader.cookies.set(DESK_COOKIE, reader.cookies[COOKIE])
    editor.cookies.set(COOKIE, editor.cookies[DESK_COOKIE])
    assert (await reader.get("/desk/")).status_code == 403
    assert (await editor.get("/portal/")).status_code == 403
    assert "The portal is for subscribers" in (await editor.get("/portal/")).text


async def test_a_person_who_was_closed_is_out_at_once(portal: PortalRoom):
    client = await portal.client()
    async with transaction(portal.pool) as db:
        await db.execute("UPDATE person SET active = false WHERE id = %s", [client.person.id])
    assert (await client.get("/portal/")).status_code == 303


async def test_a_letter_s_link_leads_to_the_face_of_its_person(portal: PortalRoom):
    person, client = await portal.person(), await portal.stranger()
    found = TOKEN.search((await client.get("/portal/forgot")).text)
    assert found is not None
    await client.post("/portal/forgot", data={"csrf": found[1], "email": person.email})
    async with transaction(portal.pool) as db:
        cursor = await db.execute("SELECT body FROM outbox")
        texts = [row[0] for row in await cursor.fetchall()]
    (link,) = re.findall(r"/portal/welcome\?key=\S+", texts[0])
    assert person.email in (await client.get(link)).text
    found = TOKEN.search((await client.get("/desk/forgot")).text)
    assert found is not None
    await client.post("/desk/forgot", data={"csrf": found[1], "email": person.email})
    async with transaction(portal.pool) as db:
        cursor = await db.execute("SELECT count(*) FROM outbox")
        assert await cursor.fetchone() == (1,)
