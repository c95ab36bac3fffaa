"""`newsflow migrate`: the wire begins once, and a code in use keeps its meaning."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import psycopg
import pytest

from newsflow.domain.errors import SetupError
from newsflow.newsroom.description.agency_file import read_agency
from newsflow.ops.demo import AGENCY_FILE
from newsflow.ops.embedded import DatabaseRole
from newsflow.ops.preparation import has_administrator, prepare

if TYPE_CHECKING:
    from newsflow.domain.agency import Agency
    from tests.harness import Database, SettableClock


@pytest.fixture
def agency() -> Agency:
    return read_agency(AGENCY_FILE)


def codes(database: Database, kind: str) -> dict[str, tuple[int, bool]]:
    with psycopg.connect(database.dsn()) as db:
        rows = db.execute(
            "SELECT code, number, retired FROM agency_code WHERE kind = %s ORDER BY code", [kind]
        )
        return {code: (number, retired) for code, number, retired in rows}


async def test_the_wire_begins_once_under_the_agency_s_code(
    database: Database, agency: Agency, clock: SettableClock
):
    owner = database.dsn(DatabaseRole.OWNER)
    assert await prepare(owner, agency, clock) == [], "the test's database is migrated already"
    await prepare(owner, agency, clock)
    with psycopg.connect(database.dsn()) as db:
        assert db.execute("SELECT wire, epoch, seq FROM wire_head").fetchall() == [(agency.code, 1, 0)]
        assert db.execute("SELECT count(*) FROM wire_epoch").fetchone() == (1,)


async def test_whether_somebody_may_invite_people_is_known_before_anybody_signs_in(
    database: Database, clock: SettableClock
):
    owner = database.dsn(DatabaseRole.OWNER)
    assert not await has_administrator(owner)
    with psycopg.connect(owner) as db:
        db.execute(
            "INSERT INTO person (id, email, email_folded, name, role, created_at)"
            " VALUES ('p_1', 'a@desk.example', 'a@desk.example', 'Ada', 'administrator', %s)",
            [clock()],
        )
    assert await has_administrator(owner)
    with psycopg.connect(owner) as db:
        db.execute("UPDATE person SET active = false WHERE id = 'p_1'")
    assert not await has_administrator(owner)


async def test_another_agency_s_database_is_refused(database: Database, agency: Agency, clock: SettableClock):
    owner = database.dsn(DatabaseRole.OWNER)
    await prepare(owner, agency, clock)
    with pytest.raises(SetupError, match="belongs to another agency"):
        await prepare(owner, replace(agency, code="zz"), clock)


async def test_the_agency_s_codes_are_kept_with_their_numbers(
    database: Database, agency: Agency, clock: SettableClock
):
    await prepare(database.dsn(DatabaseRole.OWNER), agency, clock)
    assert codes(database, "package") == {each.code: (each.number, each.retired) for each in agency.packages}
    assert codes(database, "section") == {
        each.code: (each.category, each.retired) for each in agency.sections
    }


async def test_a_code_left_out_is_retired_and_not_forgotten(
    database: Database, agency: Agency, clock: SettableClock
):
    owner = database.dsn(DatabaseRole.OWNER)
    await prepare(owner, agency, clock)
    left_out = agency.packages[-1]
    await prepare(owner, replace(agency, packages=agency.packages[:-1]), clock)
    assert codes(database, "package")[left_out.code] == (left_out.number, True)


async def test_a_number_that_was_another_code_s_is_refused(
    database: Database, agency: Agency, clock: SettableClock
):
    owner = database.dsn(DatabaseRole.OWNER)
    await prepare(owner, agency, clock)
    reused = (*agency.packages[:-1], replace(agency.packages[-1], code="re-used"))
    with pytest.raises(SetupError, match="cannot change its meaning"):
        await prepare(owner, replace(agency, packages=reused), clock)
    assert "re-used" not in codes(database, "package")


async def test_a_code_s_number_cannot_change(database: Database, agency: Agency, clock: SettableClock):
    owner = database.dsn(DatabaseRole.OWNER)
    await prepare(owner, agency, clock)
    moved = (*agency.packages[:-1], replace(agency.packages[-1], number=9999))
    with pytest.raises(SetupError, match="cannot change its meaning"):
        await prepare(owner, replace(agency, packages=moved), clock)


async def test_a_section_may_move_to_another_category(
    database: Database, agency: Agency, clock: SettableClock
):
    owner = database.dsn(DatabaseRole.OWNER)
    await prepare(owner, agency, clock)
    other = next(c.number for c in agency.categories if c.number != agency.sections[0].category)
    moved = (replace(agency.sections[0], category=other), *agency.sections[1:])
    await prepare(owner, replace(agency, sections=moved), clock)
    assert codes(database, "section")[agency.sections[0].code] == (other, False)
