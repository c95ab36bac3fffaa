"""What is kept of a person of the desk: said on a page, given as a file, ended on their word; and no proof is harmed by it."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from typing import TYPE_CHECKING

import psycopg
import pytest

from newsflow.accounts.erasing import erase_of_desk
from newsflow.accounts.hand import cli_hand
from newsflow.accounts.managing import Facts, change
from newsflow.accounts.people import Role, by_id
from newsflow.db.pool import transaction
from newsflow.domain.errors import ConflictError
from newsflow.domain.retention import Retention
from newsflow.ops.ageing import age
from tests.builders import a_newsroom
from tests.desk.room import PASSWORD
from tests.portal.test_privacy import tables_that_say

if TYPE_CHECKING:
    from tests.desk.room import DeskRoom

PRIVACY, EDITOR, ADMIN = "/desk/privacy", "editor:oriole", "administrator:adam"
"""No name of hex letters alone: one such, Edda, is looked for in every table, and stands in one digest of a thousand."""
PARTS = {"account", "sessions", "shifts", "saved_versions", "draft_moves", "audit_trail"}


async def lived_in(desk: DeskRoom) -> str:
    """The id of an item that the editor stopped, after a shift and a draft."""
    guid = (await (await a_newsroom(desk.pool, desk.clock)).release()).guid
    editor = await desk.client(EDITOR)
    await editor.send_form("/desk/duty", hours="8")
    section = desk.agency.sections[0].code
    words = {"headline": "A third ferry", "body": "It came.", "section": section, "language": "en"}
    await editor.send_form("/desk/drafts/new", does="save", **words)
    stop = {"reason_class": "false", "reason": "It was not so.", "proof_password": PASSWORD}
    assert (await editor.send_form(f"/desk/items/{guid}/kill", **stop)).status_code == 303
    return guid


async def test_everybody_downloads_what_is_kept_of_them_and_an_administrator_less_and_on_the_record(
    desk: DeskRoom,
):
    await lived_in(desk)
    editor, admin = await desk.client(EDITOR), await desk.client(ADMIN)
    page = (await editor.get(PRIVACY)).text
    assert "365 days" in page
    given = json.loads((await editor.get(f"{PRIVACY}/mine.json")).text)
    assert set(given) >= PARTS
    assert given["account"][0]["email"] == editor.person.email
    assert "It came." not in json.dumps(given), "texts are the agency's"
    theirs = (await admin.get(f"/desk/people/{editor.person.id}/kept.json")).text
    assert "sessions" not in json.loads(theirs)
    assert "127.0.0.1" not in theirs
    async with transaction(desk.pool) as db:
        cursor = await db.execute("SELECT person, subject FROM audit WHERE act = 'export_person'")
        assert await cursor.fetchall() == [(admin.person.id, f"person:{editor.person.id}")]


async def test_who_is_erased_leaves_an_id_a_name_for_a_while_and_every_proof_as_it_was(desk: DeskRoom):
    guid, kept = await lived_in(desk), Retention()
    editor, chief = await desk.client(EDITOR), await desk.client("chief:cleo")
    name, person = editor.person.name, editor.person.id
    assert (await editor.send_form(f"{PRIVACY}/erase", proof_password=PASSWORD)).status_code == 400
    assert (await editor.send_form(f"{PRIVACY}/erase", certain="yes")).status_code == 403
    erased = await editor.send_form(f"{PRIVACY}/erase", certain="yes", proof_password=PASSWORD)
    assert erased.headers["location"] == "/desk/sign-in"
    assert (await editor.get("/desk/")).status_code == 303
    assert name in (await chief.get(f"/desk/items/{guid}")).text, "who answers for it can be asked"
    assert name not in (await chief.get("/desk/duty")).text
    async with transaction(desk.pool) as db:
        assert await tables_that_say(db, editor.person.email) == []
        assert await tables_that_say(db, name) == ["person"]
    desk.clock.advance(kept.desk_names - timedelta(hours=1))
    await age(desk.pool, desk.clock, kept, asyncio.Event())
    async with transaction(desk.pool) as db:
        assert await tables_that_say(db, name) == ["person"]
    desk.clock.advance(timedelta(hours=1))
    await age(desk.pool, desk.clock, kept, asyncio.Event())
    chief = await desk.client("chief:cleo")
    item = (await chief.get(f"/desk/items/{guid}")).text
    assert (person in item, name in item) == (True, False)
    async with transaction(desk.pool) as db:
        assert await tables_that_say(db, name) == []
        cursor = await db.execute(
            "SELECT act FROM audit WHERE person = %s ORDER BY id DESC LIMIT 2", [person]
        )
        assert await cursor.fetchall() == [("erase_person",), ("kill",)]


async def test_an_erased_account_is_never_opened_again(desk: DeskRoom):
    admin, editor = await desk.client(ADMIN), await desk.person(EDITOR)
    last = await admin.send_form(f"{PRIVACY}/erase", certain="yes", proof_password=PASSWORD)
    assert (last.status_code, "last administrator" in last.text) == (409, True)
    address = f"/desk/people/{editor.id}"
    assert (await admin.send_form(f"{address}/erase", proof_password=PASSWORD)).status_code == 400
    done = await admin.send_form(f"{address}/erase", certain="yes", proof_password=PASSWORD)
    assert done.headers["location"].endswith("said=erased")
    assert (await admin.get(address)).status_code == 404
    assert editor.name not in (await admin.get("/desk/people")).text
    hand = cli_hand(admin.person, desk.clock())
    async with transaction(desk.pool) as db:
        person = await by_id(db, editor.id)
        assert person is not None
        with pytest.raises(ConflictError, match="erased"):
            await change(db, hand, person, Facts(name="Oriole", role=Role.EDITOR), now=desk.clock())
        with pytest.raises(ConflictError, match="erased"):
            await erase_of_desk(db, hand, person, now=desk.clock())
    with pytest.raises(psycopg.errors.CheckViolation):
        async with transaction(desk.pool) as db:
            await db.execute("UPDATE person SET active = true WHERE id = %s", [editor.id])
