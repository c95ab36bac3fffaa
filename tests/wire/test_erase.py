"""Erasure by a recorded order: the words go everywhere in the database, the header stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg import errors, sql

from newsflow.db.pool import transaction
from newsflow.domain.codes import Action
from newsflow.domain.dispatch import Restriction, paragraph
from newsflow.domain.errors import BadInputError
from newsflow.domain.guid import PersonId
from newsflow.ops.embedded import DatabaseRole
from newsflow.wire.erase import Order, erase
from newsflow.wire.fsck import fsck
from newsflow.wire.read import item, read
from tests.harness import MORNING
from tests.wire.entries import a_dispatch, a_guid, put, put_new, to_append

if TYPE_CHECKING:
    from newsflow.db.pool import Pool
    from tests.harness import Database, SettableClock

SECRET = "Kestrelwood"
"""A word that stands in the erased dispatch and nowhere else."""

PUBLIC_WORDS = """
INSERT INTO edition_log (seq, at, edition, guid, act, because, wire_seq, headline, deck, summary)
VALUES (1, %s, 'en', %s, 'show', 'rule', 1, %s, %s, %s)
"""
RELEASED_DRAFT = """
INSERT INTO draft (action, state, language, content, headline, slug, created_at, changed_at, salt, reading,
                   released_guid, released_version)
VALUES ('new', 'released', 'en', %s, %s, %s, %s, %s, %s, %s, %s, 1)
"""
OPEN_DRAFT = """
INSERT INTO draft (action, state, language, content, headline, slug, created_at, changed_at, guid, base_version)
VALUES ('update', 'writing', 'en', %s, %s, %s, %s, %s, %s, 2)
"""


def an_order(*targets: int, ordered_by: str = "p-chief", second: str = "p-lawyer") -> Order:
    """An order of an invented court."""
    return Order(
        law="Press Act, § 12",
        file_number="4 C 77/26",
        asked_by="the court of the harbour town",
        ordered_by=PersonId(ordered_by),
        second=PersonId(second),
        targets=targets,
    )


async def erased(pool: Pool, order: Order) -> int:
    """The number of the order, carried out."""
    async with transaction(pool) as db:
        return await erase(db, order, MORNING)


async def whole_database(begun: Database) -> str:
    """Every row of every table as text."""
    texts: list[str] = []
    with psycopg.connect(begun.dsn(DatabaseRole.SUPERUSER)) as db:
        names = db.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
        ).fetchall()
        for (name,) in names:
            found = db.execute(sql.SQL("SELECT t::text FROM {} AS t").format(sql.Identifier(name))).fetchall()
            texts += [text for (text,) in found]
    return "\n".join(texts)


async def with_secrets(begun: Database, wire: Pool, clock: SettableClock) -> None:
    """Nothing; puts an item of two versions on the wire and its words wherever the house keeps words."""
    term = Restriction(words=f"Not for use in {SECRET}.", territories=("FR",))
    text = (paragraph(f"{SECRET} spoke."),)
    secret = a_dispatch(headline=f"{SECRET} speaks", slug=SECRET.lower(), body=text, restrictions=(term,))
    await put(wire, clock, to_append(a_guid(1), of=secret))
    await put(wire, clock, to_append(a_guid(1), 2, Action.UPDATE, of=secret))
    await put_new(wire, clock, [2])
    with psycopg.connect(begun.dsn()) as app:
        app.execute(PUBLIC_WORDS, [MORNING, a_guid(1), SECRET, SECRET, [SECRET]])
        words = [SECRET.encode(), SECRET, SECRET, MORNING, MORNING]
        app.execute(RELEASED_DRAFT, [*words, bytes(32), f'{{"by": "{SECRET}"}}', a_guid(1)])
        app.execute(OPEN_DRAFT, [*words, a_guid(1)])


def hidden_in(text: str) -> bool:
    """Whether the secret stands in the text, as words or as the hexadecimal of a bytea."""
    return SECRET.lower() in text.lower() or SECRET.encode().hex() in text


async def test_an_erased_text_is_gone_from_every_table_and_its_header_stays(
    begun: Database, wire: Pool, clock: SettableClock
):
    await with_secrets(begun, wire, clock)
    assert hidden_in(await whole_database(begun))
    number = await erased(wire, an_order(1, 2))
    assert not hidden_in(await whole_database(begun))
    async with transaction(wire) as db:
        report = await fsck(db)
        entries = await read(db, 0)
        left = await item(db, a_guid(1))
    assert (left.headline, left.slug) == (None, "")
    assert left.terms() == (Restriction(words="", territories=("FR",)),)
    assert number == 1
    assert (report.faults, report.entries, report.erased) == ([], 3, 2)
    assert [entry.content is None for entry in entries] == [True, True, False]
    assert [entry.header.version for entry in entries] == [1, 2, 1]


async def test_a_draft_that_was_begun_from_an_erased_version_is_dropped(
    begun: Database, wire: Pool, clock: SettableClock
):
    await with_secrets(begun, wire, clock)
    await erased(wire, an_order(1, 2))
    with psycopg.connect(begun.dsn()) as app:
        states = app.execute("SELECT state, guid IS NULL FROM draft ORDER BY id").fetchall()
    assert states == [("released", True), ("dropped", False)]


async def test_an_item_lives_on_after_an_older_version_was_erased(wire: Pool, clock: SettableClock):
    await put_new(wire, clock, [1])
    await put(
        wire, clock, to_append(a_guid(1), 2, Action.REDACT, of=a_dispatch(headline="Shortened by order"))
    )
    await erased(wire, an_order(1))
    await put(wire, clock, to_append(a_guid(1), 3, Action.UPDATE))
    async with transaction(wire) as db:
        assert (await fsck(db)).faults == []
        assert (await item(db, a_guid(1))).headline == a_dispatch().headline


async def test_a_second_order_for_the_same_text_is_recorded_and_the_first_stays_its_reason(
    wire: Pool, clock: SettableClock
):
    await put_new(wire, clock, [1, 2])
    first = await erased(wire, an_order(1))
    second = await erased(wire, an_order(1, 2))
    async with transaction(wire) as db:
        report = await fsck(db)
        reasons = await (await db.execute("SELECT erased_by FROM wire_content ORDER BY seq")).fetchall()
    assert reasons == [(first,), (second,)]
    assert (report.faults, report.erased) == ([], 2)


async def test_an_erasure_takes_two_people(wire: Pool, begun: Database, clock: SettableClock):
    await put_new(wire, clock, [1])
    with pytest.raises(BadInputError, match="two people"):
        await erased(wire, an_order(1, second="p-chief"))
    with psycopg.connect(begun.dsn()) as app, pytest.raises(errors.CheckViolation):
        app.execute("SELECT wire_erase(now(), 'law', '1', 'court', 'p-1', 'p-1', '{1}')")


async def test_an_erasure_names_its_law_its_file_and_who_asked(
    wire: Pool, begun: Database, clock: SettableClock
):
    await put_new(wire, clock, [1])
    for law, file_number, asked_by in (("", "1", "court"), ("law", "", "court"), ("law", "1", "")):
        with psycopg.connect(begun.dsn()) as app, pytest.raises(errors.CheckViolation):
            app.execute(
                "SELECT wire_erase(now(), %s, %s, %s, 'p-1', 'p-2', '{1}')", [law, file_number, asked_by]
            )


async def test_an_order_that_names_no_entry_of_this_wire_is_refused(wire: Pool, clock: SettableClock):
    await put_new(wire, clock, [1])
    with pytest.raises(BadInputError, match="names none"):
        await erased(wire, an_order())
    with pytest.raises(BadInputError, match="not on this wire"):
        await erased(wire, an_order(1, 99))
    async with transaction(wire) as db:
        assert (await fsck(db)).erased == 0
