"""What is kept of a subscriber's person: said on a page, given as a file, ended on their word, and forgotten in time."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg import sql

from newsflow.accounts.people import by_id
from newsflow.db.pool import transaction
from newsflow.domain.retention import Retention
from newsflow.ops.ageing import age
from newsflow.subscribers.ledger import takers
from tests.desk.room import PASSWORD
from tests.portal.room import EDITOR, MASTER, OTHER

if TYPE_CHECKING:
    from newsflow.db.query import Connection
    from tests.portal.room import PortalRoom

PRIVACY, PEOPLE = "/portal/privacy", "/portal/account/people"
THEIRS_ALONE = {
    "sessions",
    "sign_in_tries",
    "opened",
    "place_on_the_wire",
    "saved",
    "kept_questions",
    "shared",
}
FILES_PARTS = {
    "passkey": "passkeys",
    "person_taking": "taken_by_day",
    "person_token": "links",
    "portal_density": "density",
    "portal_place": "place_on_the_wire",
    "portal_question": "kept_questions",
    "portal_read": "opened",
    "portal_saved": "saved",
    "portal_share": "shared",
    "portal_use": "notes_of_use",
    "provider_link": "organisation_sign_in",
    "session": "sessions",
}
"""Every table that hangs on a person, and the file's part that has its lines."""


async def lived_in(portal: PortalRoom) -> str:
    """The id of an item, after the gazette's editor read, saved, used and asked, and is counted."""
    item = await portal.newsroom.release()
    master, editor = await portal.client(MASTER), await portal.client(EDITOR)
    await master.send_form("/portal/account/rules", use_by_person="yes", proof_password=PASSWORD)
    await editor.get("/portal/")
    address = f"/portal/items/{item.guid}"
    await editor.get(address)
    for does in ("save", "use"):
        await editor.send_form(f"{address}/mark", does=does)
    await editor.send_form("/portal/questions", name="Sport", does="keep", asked="section=sport")
    await editor.send_form(f"{address}/share", to=master.person.id, note="Look.")
    await editor.send_form("/portal/density", density="compact")
    await editor.send_form("/portal/account/requests", kind="question", words="Where is it?")
    await master.send_form(f"{PEOPLE}/{editor.person.id}/link")
    async with transaction(portal.pool) as db:
        await db.execute(
            "INSERT INTO provider_link (subscriber, issuer, subject, person, linked) VALUES ('gazette', 'i', 's', %s, %s)",
            [editor.person.id, portal.clock()],
        )
    return item.guid


async def about(portal: PortalRoom, person: str) -> list[str]:
    """The tables that hang on a person and hold something of this one."""
    async with transaction(portal.pool) as db:
        found: list[str] = []
        for table in FILES_PARTS:
            cursor = await db.execute(
                sql.SQL("SELECT count(*) FROM {} AS t WHERE t::text LIKE %s").format(sql.Identifier(table)),
                [f"%{person}%"],
            )
            if await cursor.fetchone() != (0,):
                found.append(table)
    return found


async def tables_that_say(db: Connection, words: str) -> list[str]:
    """The tables of the whole database, as far as the app may read them, that hold these words anywhere."""
    cursor = await db.execute(
        "SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
        " AND has_table_privilege(oid, 'SELECT') ORDER BY relname"
    )
    names = [str(name) for (name,) in await cursor.fetchall()]
    assert {"person", "outbox", "audit", "account_request_step"} <= set(names)
    found: list[str] = []
    for name in names:
        asked = sql.SQL("SELECT count(*) FROM {} AS t WHERE t::text ILIKE %s").format(sql.Identifier(name))
        cursor = await db.execute(asked, [f"%{words}%"])
        if await cursor.fetchone() != (0,):
            found.append(name)
    return found


async def test_the_page_says_what_is_kept_and_how_long_as_this_installation_has_it(portal: PortalRoom):
    editor = await portal.client(EDITOR)
    page = (await editor.get(PRIVACY)).text
    for said in ("Which items you opened", "30 days", "365 days", "for good", portal.desk.agency.contact):
        assert said in page


async def test_the_file_has_every_table_that_hangs_on_a_person_and_a_master_s_has_not_what_is_theirs_alone(
    portal: PortalRoom,
):
    guid = await lived_in(portal)
    editor, master = await portal.client(EDITOR), await portal.client(MASTER)
    async with transaction(portal.pool) as db:
        cursor = await db.execute(
            "SELECT DISTINCT conrelid::regclass::text FROM pg_constraint"
            " WHERE contype = 'f' AND confrelid = 'person'::regclass"
        )
        assert {table for (table,) in await cursor.fetchall()} == set(FILES_PARTS)
    given = json.loads((await editor.get(f"{PRIVACY}/mine.json")).text)
    expected = set(FILES_PARTS.values()) - {"passkeys"}
    assert expected | {"account", "letters", "requests"} <= set(given)
    assert given["opened"][0]["guid"] == guid
    assert given["account"][0]["email"] == editor.person.email
    theirs = (await master.get(f"{PEOPLE}/{editor.person.id}/kept.json")).text
    assert not set(json.loads(theirs)) & THEIRS_ALONE
    assert "127.0.0.1" not in theirs
    other = await portal.client(OTHER)
    assert (await other.get(f"{PEOPLE}/{editor.person.id}/kept.json")).status_code == 404
    assert editor.person.id not in (await other.get(f"{PRIVACY}/mine.json")).text


async def test_who_erases_themselves_leaves_the_ledger_s_proof_and_a_number_that_names_nobody(
    portal: PortalRoom,
):
    guid = await lived_in(portal)
    editor, master = await portal.client(EDITOR), await portal.client(MASTER)
    assert set(await about(portal, editor.person.id)) == set(FILES_PARTS) - {"passkey"}
    async with transaction(portal.pool) as db:
        assert "person" in await tables_that_say(db, editor.person.email)
    uncertain = await editor.send_form(f"{PRIVACY}/erase", proof_password=PASSWORD)
    assert uncertain.status_code == 400
    assert (await editor.send_form(f"{PRIVACY}/erase", certain="yes")).status_code == 403
    erased = await editor.send_form(f"{PRIVACY}/erase", certain="yes", proof_password=PASSWORD)
    assert erased.headers["location"] == "/portal/sign-in"
    assert (await editor.get("/portal/")).status_code == 303
    assert await about(portal, editor.person.id) == []
    async with transaction(portal.pool) as db:
        assert await by_id(db, editor.person.id) is None
        assert [one.subscriber for one in await takers(db, guid)] == ["gazette"], "that it was taken stands"
        for said in (editor.person.email, editor.person.name):
            assert await tables_that_say(db, said) == []
        cursor = await db.execute("SELECT person FROM audit WHERE act = 'erase_member'")
        assert await cursor.fetchall() == [(editor.person.id,)]
    asked = (await master.get("/portal/account/requests/1")).text
    assert "somebody who is erased" in asked
    assert "Where is it?" in asked


async def test_a_master_erases_one_of_theirs_never_another_s_nor_the_last_master(portal: PortalRoom):
    master, other, desk = await portal.client(MASTER), await portal.person(OTHER), portal.newsroom.editor
    editor = await portal.person(EDITOR)
    last = await master.send_form(f"{PRIVACY}/erase", certain="yes", proof_password=PASSWORD)
    assert (last.status_code, "last master" in last.text) == (409, True)
    for foreign in (other.id, desk.id):
        answer = await master.send_form(f"{PEOPLE}/{foreign}/erase", proof_password=PASSWORD)
        assert answer.status_code == 404
    assert (await master.send_form(f"{PEOPLE}/{editor.id}/erase")).status_code == 403, "a proof is needed"
    done = await master.send_form(f"{PEOPLE}/{editor.id}/erase", proof_password=PASSWORD)
    assert done.headers["location"].endswith("said=erased")
    async with transaction(portal.pool) as db:
        assert await by_id(db, editor.id) is None
        assert await by_id(db, other.id) == other
    with pytest.raises(psycopg.errors.RestrictViolation):
        async with transaction(portal.pool) as db:
            await db.execute("DELETE FROM person WHERE id = %s", [desk.id])


async def test_what_is_older_than_its_setting_is_forgotten_to_the_day_and_nothing_before(portal: PortalRoom):
    await lived_in(portal)
    editor = await portal.client(EDITOR)
    await editor.send_form("/portal/account/requests/1", act="take_back")
    day, began = timedelta(days=1), portal.clock()
    kept = Retention(
        reading=2 * day, use_by_person=5 * day, requests=7 * day, sign_ins=9 * day, letters=9 * day
    )

    async def left() -> tuple[int, int, int]:
        async with transaction(portal.pool) as db:
            cursor = await db.execute(
                "SELECT (SELECT count(*) FROM portal_read), (SELECT count(*) FROM person_taking),"
                " (SELECT count(*) FROM account_request_step WHERE words IS NOT NULL)"
            )
            found = await cursor.fetchone()
        assert found is not None
        return found

    for days, expected in (
        (2, (1, 1, 1)),
        (3, (0, 1, 1)),
        (5, (0, 1, 1)),
        (6, (0, 0, 1)),
        (7, (0, 0, 1)),
        (8, (0, 0, 0)),
    ):
        portal.clock.set(began + days * day)
        await age(portal.pool, portal.clock, kept, asyncio.Event())
        assert await left() == expected, days
