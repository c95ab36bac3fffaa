"""Inviting, changing, closing; letters' links; and everyone who may not trying each address."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from newsflow.accounts.people import Role, by_email
from newsflow.db.pool import transaction
from tests.desk.room import PASSWORD
from tests.desk.test_sign_in import TOKEN, come, set_cookie, token_of

if TYPE_CHECKING:
    import httpx

    from tests.desk.room import DeskRoom

NEW_PASSWORD = "copper lantern orchard tide"
OTHERS = [
    role.value for role in Role if role not in {"administrator", "subscriber_master", "subscriber_editor"}
]
WHO = {"name": "Ada Sample", "role": "editor", "desks": ["fr", "fr/sport"], "languages": ["fr"]}


async def link_of(desk: DeskRoom, email: str) -> str:
    """The address in the newest letter to somebody."""
    async with transaction(desk.pool) as db:
        cursor = await db.execute(
            "SELECT body FROM outbox WHERE recipient = %s ORDER BY id DESC LIMIT 1", [email]
        )
        found = await cursor.fetchone()
    assert found is not None, f"no letter to {email}"
    address = re.search(r"https?://\S+", found[0])
    assert address is not None
    return address[0].removeprefix(desk.url)


async def letters(desk: DeskRoom) -> int:
    """How many letters were written."""
    async with transaction(desk.pool) as db:
        cursor = await db.execute("SELECT count(*) FROM outbox")
        found = await cursor.fetchone()
    assert found is not None
    return int(found[0])


async def choose(
    client: httpx.AsyncClient, link: str, password: str = NEW_PASSWORD, again: str | None = None
) -> httpx.Response:
    """The answer to a password chosen by a letter's link."""
    page = await client.get(link)
    found = TOKEN.search(page.text)
    if found is None or 'name="key"' not in page.text:
        return page
    key = link.partition("key=")[2]
    data = {"csrf": found[1], "key": key, "password": password, "again": password if again is None else again}
    return await client.post("/desk/welcome", data=data)


async def invited(desk: DeskRoom, email: str = "ada@desk.example", **facts: str) -> str:
    """The link in the letter to somebody whom the administrator invited."""
    admin = await desk.client("administrator")
    answer = await admin.send_form("/desk/people", email=email, proof_password=PASSWORD, **{**WHO, **facts})
    assert answer.status_code == 303, answer.text
    return await link_of(desk, email)


async def test_an_administrator_invites_and_the_person_chooses_a_password_once(desk: DeskRoom):
    link = await invited(desk)
    first, second = await desk.stranger(), await desk.stranger()
    answer = await choose(first, link)
    assert answer.status_code == 303
    assert set_cookie(answer) is not None
    assert "ada@desk.example" in (await first.get("/desk/me")).text
    assert (await choose(second, link)).status_code == 410
    assert (await come(second, "ada@desk.example", NEW_PASSWORD)).status_code == 303
    async with transaction(desk.pool) as db:
        ada = await by_email(db, "ada@desk.example")
        cursor = await db.execute("SELECT secret FROM person_token")
        kept = b"".join([bytes(row[0]) for row in await cursor.fetchall()])
    assert (ada.role, ada.desks, ada.languages) == ("editor", ["fr", "fr/sport"], ["fr"])
    assert link.partition("key=")[2].encode() not in kept


async def test_desks_are_ticked_by_their_names_and_one_that_is_not_offered_is_refused(desk: DeskRoom):
    await invited(desk)
    admin = await desk.client("administrator")
    async with transaction(desk.pool) as db:
        ada = await by_email(db, "ada@desk.example")
        await db.execute("UPDATE person SET desks = %s WHERE id = %s", [["fr", "*/sport", "fr/gone"], ada.id])
    listed = (await admin.get("/desk/people", headers={"Accept-Language": "fr"})).text
    assert "Français<br>Sport dans toutes les langues<br>Français · gone" in listed
    page = (await admin.get(f"/desk/people/{ada.id}")).text
    for code in ("fr", "*/sport", "fr/gone"):
        assert f'name="desks" value="{code}" checked' in page, (
            "what the agency has no more is still to be seen"
        )
    for desks in (["fr sport"], ["xx"], ["*/gone"]):
        refused = await admin.send_form(
            f"/desk/people/{ada.id}", **{**WHO, "desks": desks}, active="yes", proof_password=PASSWORD
        )
        assert (refused.status_code, "There is no such desk or language." in refused.text) == (400, True)


async def test_an_invitation_is_void_after_three_days_and_by_the_next_one(desk: DeskRoom):
    link = await invited(desk)
    admin, client = await desk.client("administrator"), await desk.stranger()
    async with transaction(desk.pool) as db:
        ada = await by_email(db, "ada@desk.example")
    assert (await admin.send_form(f"/desk/people/{ada.id}/link")).status_code == 303
    newer = await link_of(desk, "ada@desk.example")
    assert newer != link
    assert (await choose(client, link)).status_code == 410
    desk.clock.advance(timedelta(days=3))
    assert (await choose(client, newer)).status_code == 410


@pytest.mark.parametrize(
    ("password", "again"),
    [
        ("short", "short"),
        (NEW_PASSWORD, "something else"),
        ("a" * 20, "a" * 20),
        ("ada sample is me", "ada sample is me"),
    ],
)
async def test_a_weak_or_mistyped_password_leaves_the_link_good(desk: DeskRoom, password: str, again: str):
    link, client = await invited(desk), await desk.stranger()
    answer = await choose(client, link, password, again)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert (await choose(client, link)).status_code == 303


async def ask_reset(desk: DeskRoom, email: str) -> httpx.Response:
    """The answer to whoever forgot the password of that address."""
    client = await desk.stranger()
    token = await token_of(client, "/desk/forgot")
    return await client.post("/desk/forgot", data={"csrf": token, "email": email})


async def test_a_reset_signs_out_everywhere_and_says_nothing_of_who_is_known(desk: DeskRoom):
    client = await desk.client("editor")
    known, unknown = await ask_reset(desk, client.person.email), await ask_reset(desk, "nobody@desk.example")
    assert (known.status_code, unknown.status_code) == (200, 200)
    assert TOKEN.sub("", known.text) == TOKEN.sub("", unknown.text)
    assert known.elapsed.total_seconds() > 0.29 < unknown.elapsed.total_seconds()
    assert await letters(desk) == 1
    await ask_reset(desk, client.person.email)
    assert await letters(desk) == 1, "a second letter within five minutes fills nobody's box"
    assert (await client.get("/desk/me")).status_code == 200
    stranger = await desk.stranger()
    assert (await choose(stranger, await link_of(desk, client.person.email))).status_code == 303
    assert (await client.get("/desk/me")).status_code == 303
    assert (await come(await desk.stranger(), client.person.email)).status_code == 401


async def test_a_closed_person_gets_no_reset_and_an_old_link_opens_nothing(desk: DeskRoom):
    person, admin = await desk.person("editor"), await desk.client("administrator")
    await ask_reset(desk, person.email)
    link = await link_of(desk, person.email)
    facts = {"name": person.name, "role": "editor", "proof_password": PASSWORD}
    assert (await admin.send_form(f"/desk/people/{person.id}", **facts)).status_code == 303
    assert (await choose(await desk.stranger(), link)).status_code == 410
    desk.clock.advance(timedelta(hours=1))
    await ask_reset(desk, person.email)
    assert await letters(desk) == 1


async def test_closing_or_changing_a_role_ends_live_sessions(desk: DeskRoom):
    client, admin = await desk.client("editor"), await desk.client("administrator")
    path, facts = (
        f"/desk/people/{client.person.id}",
        {"name": "Ed", "proof_password": PASSWORD, "active": "yes"},
    )
    assert (await admin.send_form(path, role="editor", **facts)).status_code == 303
    assert (await client.get("/desk/me")).status_code == 200
    assert (await admin.send_form(path, role="reporter", **facts)).status_code == 303
    assert (await client.get("/desk/me")).status_code == 303


async def test_nobody_changes_their_own_role_and_one_administrator_is_left(desk: DeskRoom):
    admin = await desk.client("administrator")
    me = f"/desk/people/{admin.person.id}"
    facts = {"name": "Admin", "proof_password": PASSWORD}
    assert (await admin.send_form(me, role="chief", active="yes", **facts)).status_code == 403
    assert (await admin.send_form(me, role="administrator", **facts)).status_code == 403
    other = await desk.client("administrator:second")
    assert (await other.send_form(me, role="reporter", active="yes", **facts)).status_code == 303
    assert (await admin.get("/desk/people")).status_code == 303


async def test_an_administrator_proves_themselves_before_giving_rights(desk: DeskRoom):
    admin = await desk.client("administrator")
    for proof in (
        {},
        {"proof_password": ""},
        {"proof_password": "wrong"},
        {"passkey": "{}", "passkey_nonce": "00"},
    ):
        answer = await admin.send_form("/desk/people", email="x@desk.example", **WHO, **proof)
        assert answer.status_code in {401, 403}, proof
    assert await letters(desk) == 0


@pytest.mark.parametrize("role", ["subscriber_master", "root", ""])
async def test_a_role_that_is_not_the_desk_s_is_refused(desk: DeskRoom, role: str):
    admin = await desk.client("administrator")
    facts = {**WHO, "role": role, "proof_password": PASSWORD}
    assert (await admin.send_form("/desk/people", email="x@desk.example", **facts)).status_code == 400


@pytest.mark.parametrize("role", OTHERS)
async def test_who_is_no_administrator_manages_nobody(desk: DeskRoom, role: str):
    client, target = await desk.client(role), await desk.person("administrator")
    assert (await client.get("/desk/people")).status_code == 403
    assert (await client.get(f"/desk/people/{target.id}")).status_code == 403
    for path in (
        "/desk/people",
        f"/desk/people/{target.id}",
        f"/desk/people/{client.person.id}",
        f"/desk/people/{target.id}/link",
        f"/desk/people/{target.id}/sign-out",
        f"/desk/people/{target.id}/passkeys",
    ):
        facts = {
            **WHO,
            "email": "x@desk.example",
            "role": "administrator",
            "proof_password": PASSWORD,
            "active": "yes",
        }
        assert (await client.send_form(path, **facts)).status_code == 403, path
    async with transaction(desk.pool) as db:
        assert (await by_email(db, client.person.email)).role == role
    seen = (await client.get("/desk/audit")).status_code
    assert seen == (200 if role == "chief" else 403)


async def test_an_invitation_comes_in_the_language_of_the_invited_and_so_do_their_pages(desk: DeskRoom):
    await invited(desk, language="fr")
    async with transaction(desk.pool) as db:
        cursor = await db.execute("SELECT body FROM outbox ORDER BY id DESC LIMIT 1")
        letter = await cursor.fetchone()
        assert (await by_email(db, "ada@desk.example")).interface_language == "fr"
    assert letter is not None
    assert letter[0].startswith("Bonjour Ada Sample")
    admin = await desk.client("administrator")
    odd = {**WHO, "language": "tlh", "proof_password": PASSWORD}
    assert (await admin.send_form("/desk/people", email="b@desk.example", **odd)).status_code == 400
