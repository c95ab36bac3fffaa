"""The audit trail as the desk reads it: named by ids alone, asked in words, page by page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import psycopg
import pytest

from newsflow.db.pool import transaction
from newsflow.ops.embedded import DatabaseRole
from tests.desk.test_people import invited

if TYPE_CHECKING:
    from tests.desk.room import DeskRoom
    from tests.harness import Database


async def test_the_trail_names_who_did_what_by_ids_alone_and_cannot_be_changed(
    desk: DeskRoom, database: Database
):
    await invited(desk)
    chief = await desk.client("chief")
    page = await chief.get("/desk/audit?act=invite")
    assert desk.people["administrator"].name in page.text
    with psycopg.connect(database.dsn()) as app:
        said = str(app.execute("SELECT person, key, act, subject, facts FROM audit").fetchall())
        assert "@" not in said
        assert "Ada" not in said
    tampering = (
        "UPDATE audit SET person = 'p_else'", "DELETE FROM audit", "TRUNCATE audit",
        "INSERT INTO audit (at, key, act, subject, facts, written) VALUES (now(), '', '', '', '{}', now())",
    )  # fmt: skip
    for role in (DatabaseRole.APP, DatabaseRole.OWNER):
        for statement in tampering[: 4 if role is DatabaseRole.APP else 3]:
            with (
                psycopg.connect(database.dsn(role)) as db,
                pytest.raises(psycopg.Error, match=r"denied|refused"),
            ):
                db.execute(statement)


async def test_the_trail_is_asked_in_the_words_that_its_lines_have(desk: DeskRoom):
    chief, ada = await desk.client("chief"), await desk.person("editor:ada")
    lines = (("draft:12", ada.id), ("item:nf:text:20260302:5", ""), (f"person:{ada.id}", ""), ("line:9", ""))
    async with transaction(desk.pool) as db:
        for subject, person in lines:
            await db.execute(
                "INSERT INTO audit (at, key, act, subject, person, facts) VALUES (now(), 'cli', 'test', %s, %s, '{}')",
                [subject, person or None],
            )
    asked = {
        "person": [ada.name.upper(), ada.email, ada.id],
        "subject": ["draft 12", "Draft 12", "draft:12"],
    }
    for name, words in asked.items():
        for each in words:
            page = (await chief.get("/desk/audit", params={name: each, "act": "test"})).text
            assert re.findall(r'audit\?subject=([^"]+)"', page) == ["draft%3A12"], each
    for words, subject in (
        ("nf:text:20260302:5", "item%3Anf%3Atext%3A20260302%3A5"),
        (f"Person {ada.name}", f"person%3A{ada.id}"),
        ("line:9", "line%3A9"),
    ):
        page = (await chief.get("/desk/audit", params={"subject": words, "act": "test"})).text
        assert re.findall(r'audit\?subject=([^"]+)"', page) == [subject], words
    assert f'value="{ada.name}"' in (await chief.get("/desk/audit", params={"person": ada.id})).text
    assert 'value="Draft 12"' in (await chief.get("/desk/audit?subject=draft:12")).text
    assert "Nothing is written down" in (await chief.get("/desk/audit?person=Nobody")).text
    async with transaction(desk.pool) as db:
        await db.execute("UPDATE person SET name = %s WHERE id = %s", [ada.name, chief.person.id])
    several = await chief.get("/desk/audit", params={"person": ada.name})
    assert (several.status_code, ada.email in several.text) == (400, True)


async def test_the_trail_is_read_page_by_page(desk: DeskRoom):
    chief = await desk.client("chief")
    async with transaction(desk.pool) as db:
        await db.execute(
            "INSERT INTO audit (at, key, act, subject, facts)"
            " SELECT now(), 'cli', 'test', 'line:' || n, '{}' FROM generate_series(1, 150) AS n"
        )
    first = await chief.get("/desk/audit?act=test")
    older = re.search(r'href="(/desk/audit\?[^"]*before=[^"]*)"', first.text)
    assert older is not None
    rest = await chief.get(older[1].replace("&amp;", "&"))
    assert "line:51<" in first.text
    assert "line:50<" in rest.text
    assert "line:51<" not in rest.text
    for before in ("x", "-1", "9" * 30, "²"):
        assert (await chief.get("/desk/audit", params={"before": before})).status_code == 400
