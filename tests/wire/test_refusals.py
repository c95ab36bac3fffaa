"""What nobody may do to the wire: not the app, not the owner, not by going round through the functions."""

from __future__ import annotations

import hashlib
import itertools
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, LiteralString

import psycopg
import pytest
from psycopg import errors, sql

from newsflow.domain.codes import Action
from newsflow.domain.entry import FOLLOWS, Header, check_may_follow
from newsflow.domain.errors import ConflictError, SetupError
from newsflow.domain.guid import Guid, Seq
from newsflow.ops.embedded import DatabaseRole
from newsflow.wire.append import seal
from tests.harness import MORNING
from tests.wire.entries import WIRE, a_dispatch, a_guid, put, put_new, to_append

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsflow.db.pool import Pool
    from tests.harness import Database, SettableClock

TABLES = ("wire_entry", "wire_content", "wire_epoch", "wire_head", "wire_item", "wire_erasure")
TO_COME = datetime(9000, 1, 1, tzinfo=UTC)
FOR_EVER = ("wire_entry", "wire_epoch", "wire_erasure")
SIGNATURE = (
    "%(epoch)s::int, %(seq)s::bigint, %(at)s::timestamptz, %(guid)s::text, %(version)s::int, %(action)s::text,"
    " %(not_before)s::timestamptz, %(content_digest)s::bytea, %(approvals)s::bytea, %(approvals_digest)s::bytea,"
    " %(entry_digest)s::bytea, %(salt)s::bytea, %(body)s::bytea"
)


@pytest.fixture
def app(begun: Database) -> Iterator[psycopg.Connection]:
    """The app's role, as somebody who holds its password would use it."""
    with psycopg.connect(begun.dsn(), autocommit=True) as connection:
        yield connection


def put_by_hand(db: psycopg.Connection, *, wire: str = WIRE, **facts: Any) -> None:
    """Nothing; calls `wire_put` for a first entry that is right but for `facts`, its digests made to fit them."""
    content = seal(a_dispatch())
    approvals = b'{"approvals":[]}'
    given: dict[str, Any] = {
        "epoch": 1,
        "seq": 1,
        "at": MORNING,
        "guid": a_guid(1),
        "version": 1,
        "action": Action.NEW,
        "not_before": None,
        "content_digest": content.digest,
        "approvals_digest": hashlib.sha256(approvals).digest(),
        "salt": content.salt,
        "body": content.body,
        "approvals": approvals,
    } | facts
    names = (
        "epoch",
        "seq",
        "at",
        "guid",
        "version",
        "action",
        "not_before",
        "content_digest",
        "approvals_digest",
    )
    header = Header(wire=wire, **{name: given[name] for name in names})
    given.setdefault("entry_digest", header.digest())
    given["action"] = Action(given["action"]).value
    db.execute(f"SELECT wire_put({SIGNATURE})", given)


def test_an_entry_put_by_hand_goes_in_when_everything_is_right(app: psycopg.Connection):
    put_by_hand(app)
    assert app.execute("SELECT seq FROM wire_head").fetchone() == (1,)


WRONG: tuple[tuple[dict[str, Any], type[psycopg.Error]], ...] = (
    ({"seq": 2}, errors.SerializationFailure),
    ({"seq": 0}, errors.SerializationFailure),
    ({"epoch": 2}, errors.SerializationFailure),
    ({"at": MORNING - timedelta(seconds=1)}, errors.SerializationFailure),
    ({"version": 2}, errors.CheckViolation),
    ({"version": 0}, errors.CheckViolation),
    ({"action": Action.KILL}, errors.CheckViolation),
    ({"action": Action.LIFT}, errors.CheckViolation),
    ({"guid": Guid("a.b")}, errors.CheckViolation),
    ({"guid": Guid('nf:text:20260302:1","x":"')}, errors.CheckViolation),
    ({"content_digest": bytes(32)}, errors.CheckViolation),
    ({"approvals_digest": bytes(32)}, errors.CheckViolation),
    ({"entry_digest": bytes(32)}, errors.CheckViolation),
    ({"salt": bytes(32)}, errors.CheckViolation),
    ({"body": b"{}"}, errors.CheckViolation),
    ({"wire": "zz"}, errors.CheckViolation),
    ({"guid": Guid("zz:text:20260302:1")}, errors.CheckViolation),
)


def test_the_app_cannot_put_an_entry_that_is_not_the_next_one(app: psycopg.Connection):
    for facts, refused in WRONG:
        with pytest.raises(refused):
            put_by_hand(app, **facts)
    assert app.execute("SELECT count(*) FROM wire_entry").fetchone() == (0,)
    assert app.execute("SELECT seq FROM wire_head").fetchone() == (0,)


def test_an_entry_is_at_most_a_little_ahead_of_the_database_s_clock(app: psycopg.Connection):
    now = app.execute("SELECT clock_timestamp()").fetchone()
    assert now is not None
    with pytest.raises(errors.DatetimeFieldOverflow, match=r"entry 1 is of .*, and it is only"):
        put_by_hand(app, at=now[0] + timedelta(minutes=6))
    assert app.execute("SELECT seq, at FROM wire_head").fetchone() == (0, MORNING)
    put_by_hand(app, at=now[0] + timedelta(minutes=4))


async def test_a_node_whose_clock_is_ahead_releases_nothing_and_is_told_so(wire: Pool, begun: Database):
    with pytest.raises(SetupError, match="ahead of the database"):
        await put(wire, lambda: TO_COME, to_append(a_guid(1)), to_append(a_guid(2)))
    with psycopg.connect(begun.dsn(DatabaseRole.OWNER)) as owner:
        owner.execute("UPDATE wire_head SET at = %s", [TO_COME])
    (header,) = await put(wire, lambda: MORNING, to_append(a_guid(1)))
    assert header.at == TO_COME, "a wire that lies ahead already goes on"


async def test_a_kill_is_followed_by_nothing_ever(wire: Pool, clock: SettableClock):
    await put(wire, clock, to_append(a_guid(1)), to_append(a_guid(1), 2, Action.KILL))
    for action in Action:
        with pytest.raises(errors.CheckViolation):
            await put(wire, clock, to_append(a_guid(1), 3, action))


async def test_the_same_version_is_never_released_twice(wire: Pool, clock: SettableClock):
    await put_new(wire, clock, [1])
    with pytest.raises(errors.CheckViolation):
        await put_new(wire, clock, [1])


def test_the_database_and_the_domain_agree_on_what_may_follow_what(begun: Database):
    with psycopg.connect(begun.dsn(DatabaseRole.OWNER)) as owner:
        for last, action, embargoed in itertools.product(FOLLOWS, Action, (False, True)):
            (allowed,) = owner.execute(
                "SELECT wire_may_follow(%s, %s, %s)", [last and last.value, action.value, embargoed]
            ).fetchone() or (None,)
            try:
                check_may_follow(last, action, a_guid(1), embargoed=embargoed)
            except ConflictError:
                assert not allowed, (last, action, embargoed)
            else:
                assert allowed, (last, action, embargoed)


@pytest.mark.parametrize("not_before", [None, MORNING, MORNING + timedelta(microseconds=7)])
def test_the_database_and_the_domain_agree_on_an_entry_s_digest(begun: Database, not_before: datetime | None):
    header = Header(
        wire=WIRE,
        epoch=3,
        seq=Seq(2**52),
        at=MORNING + timedelta(microseconds=120),
        guid=a_guid(77),
        version=12,
        action=Action.CORRECT,
        not_before=not_before,
        content_digest=bytes(range(32)),
        approvals_digest=bytes(range(32, 64)),
    )
    facts = [getattr(header, name) for name in Header.__dataclass_fields__]
    with psycopg.connect(begun.dsn(DatabaseRole.OWNER)) as owner:
        owner.execute("SET TIME ZONE 'Asia/Kathmandu'")
        found = owner.execute(
            "SELECT wire_entry_digest(%s, %s::int, %s, %s, %s, %s::int, %s, %s::timestamptz, %s, %s)", facts
        ).fetchone()
    assert found == (header.digest(),)


CHANGES = ("UPDATE {table} SET {column} = {column}", "DELETE FROM {table}", "TRUNCATE {table} CASCADE")


def change(statement: str, table: str, column: str) -> sql.Composed:
    """The statement with its names put in."""
    return sql.SQL(statement).format(table=sql.Identifier(table), column=sql.Identifier(column))  # pyright: ignore[reportArgumentType] - one of the literals above


def test_the_app_has_no_write_right_on_the_wire(app: psycopg.Connection):
    columns = {"wire_item": "guid", "wire_content": "salt"}
    for table, statement in itertools.product(TABLES, (*CHANGES, "INSERT INTO {table} DEFAULT VALUES")):
        with pytest.raises(errors.InsufficientPrivilege):
            app.execute(change(statement, table, columns.get(table, "at")))


WAYS_ROUND: tuple[LiteralString, ...] = (
    "SELECT wire_begin('nf', now())",
    "SELECT wire_new_epoch(9, 9, now(), 'a restore that never was')",
    "SELECT setval('wire_number', 1)",
    "SELECT nextval('wire_number')",
    "ALTER TABLE wire_entry DISABLE TRIGGER ALL",
    "DROP TABLE wire_content",
    "SET session_replication_role = replica",
    "CREATE FUNCTION public.wire_refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    "CREATE TABLE public.wire_head_2 (seq bigint)",
    "CREATE SCHEMA pg_catalog_2",
    "SET ROLE newsflow_owner",
)


def test_the_app_has_no_way_round(app: psycopg.Connection):
    for statement in WAYS_ROUND:
        with pytest.raises(errors.InsufficientPrivilege):
            app.execute(statement)


async def test_a_table_of_the_asker_s_own_does_not_lead_the_functions_astray(
    wire: Pool, clock: SettableClock
):
    await put_new(wire, clock, [1])
    async with wire.connection() as db:
        await db.execute(
            "CREATE TEMP TABLE wire_head AS"
            " SELECT true AS one, 'nf' AS wire, 1 AS epoch, 998::bigint AS seq, now() AS at"
        )
        await db.execute("GRANT ALL ON pg_temp.wire_head TO PUBLIC")
        head = await (await db.execute("SELECT seq FROM wire_take_head()")).fetchone()
        await db.execute("DROP TABLE pg_temp.wire_head")
    assert head == (1,)
    (header,) = await put_new(wire, clock, [2])
    assert header.seq == 2


async def test_the_owner_cannot_change_what_is_for_ever(begun: Database, wire: Pool, clock: SettableClock):
    await put_new(wire, clock, [1])
    with psycopg.connect(begun.dsn(DatabaseRole.OWNER), autocommit=True) as owner:
        owner.execute(
            "INSERT INTO wire_erasure (at, law, file_number, asked_by, ordered_by, second, targets)"
            " VALUES (now(), 'law', '1', 'a court', 'p-1', 'p-2', '{}')"
        )
        for table, statement in itertools.product(FOR_EVER, CHANGES):
            with pytest.raises(errors.RestrictViolation, match="append-only"):
                owner.execute(change(statement, table, "at"))


ALTERATIONS: tuple[LiteralString, ...] = (
    "UPDATE wire_content SET body = '{}'",
    "UPDATE wire_content SET salt = NULL, body = NULL",
    "DELETE FROM wire_content",
    "TRUNCATE wire_content",
    "UPDATE wire_head SET seq = 0",
    "UPDATE wire_head SET at = '2001-01-01Z'",
    "UPDATE wire_head SET wire = 'zz'",
    "DELETE FROM wire_head",
    "TRUNCATE wire_head",
    "INSERT INTO wire_head SELECT false, wire, epoch, seq, at FROM wire_head",
)


async def test_the_owner_cannot_alter_content_or_turn_the_head_back(
    begun: Database, wire: Pool, clock: SettableClock
):
    await put_new(wire, clock, [1])
    with psycopg.connect(begun.dsn(DatabaseRole.OWNER), autocommit=True) as owner:
        for statement in ALTERATIONS:
            with pytest.raises((errors.RestrictViolation, errors.CheckViolation)):
                owner.execute(statement)


def test_a_reader_s_role_cannot_write_at_all(begun: Database):
    with psycopg.connect(begun.dsn(DatabaseRole.READONLY), autocommit=True) as readonly:
        assert readonly.execute("SELECT seq FROM wire_head").fetchone() == (0,)
        for statement in ("SELECT wire_take_head()", "SELECT wire_next_number()", "DELETE FROM reader"):
            with pytest.raises(errors.InsufficientPrivilege):
                readonly.execute(statement)
