"""Each fault that can be planted in a wire, and that fsck finds it. One test a fault."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg import sql

from newsflow.db.pool import transaction
from newsflow.domain.codes import Action, ItemType
from newsflow.domain.dispatch import Restriction
from newsflow.domain.media import Media
from newsflow.ops.embedded import DatabaseRole
from newsflow.wire.fsck import Report, fsck
from tests.harness import MORNING
from tests.wire.entries import a_dispatch, a_guid, put, put_new, to_append
from tests.wire.test_erase import an_order, erased

if TYPE_CHECKING:
    from newsflow.db.pool import Pool
    from tests.harness import Database, SettableClock


@pytest.fixture
async def full(wire: Pool, clock: SettableClock) -> Pool:
    """Six entries: two new items, an update, a kill with its notice, and a lead that replaces."""
    for number in (1, 2):
        await put_new(wire, clock, [number])
        clock.advance(timedelta(minutes=1))
    await put(
        wire, clock, to_append(a_guid(1), 2, Action.UPDATE, of=a_dispatch(headline="Ferry delayed again"))
    )
    await put(wire, clock, to_append(a_guid(2), 2, Action.KILL), to_append(a_guid(3)))
    clock.advance(timedelta(minutes=1))
    await put(wire, clock, to_append(a_guid(4), of=a_dispatch(replaces=(a_guid(1),), label="2nd lead")))
    assert (await checked(wire)).faults == []
    return wire


async def checked(pool: Pool) -> Report:
    """What fsck says, as the app."""
    async with transaction(pool) as db:
        await db.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        return await fsck(db)


async def the_fault(pool: Pool) -> str:
    """What fsck says of a wire that has a fault, in one text."""
    faults = (await checked(pool)).faults
    assert faults
    return " ".join(faults)


async def test_a_whole_wire_has_no_fault_and_is_counted(full: Pool):
    assert await checked(full) == Report(entries=6, items=4, erased=0, epochs=1, faults=[])


async def test_an_empty_wire_has_no_fault(wire: Pool):
    assert await checked(wire) == Report(epochs=1)


async def test_a_hole_is_found(full: Pool, superuser: psycopg.Connection):
    superuser.execute("DELETE FROM wire_content WHERE seq = 3")
    superuser.execute("DELETE FROM wire_entry WHERE seq = 3")
    assert "Entries 3 to 3 are missing." in await the_fault(full)


async def test_lost_content_is_found(full: Pool, superuser: psycopg.Connection):
    superuser.execute("DELETE FROM wire_content WHERE seq = 2")
    assert "Entries 2 to 2 are missing." in await the_fault(full)


async def test_a_lost_end_is_found(full: Pool, superuser: psycopg.Connection):
    superuser.execute("DELETE FROM wire_content WHERE seq = 6")
    superuser.execute("DELETE FROM wire_entry WHERE seq = 6")
    assert "The head says 6, the last entry is 5." in await the_fault(full)


async def test_a_lost_beginning_is_found(full: Pool, superuser: psycopg.Connection):
    superuser.execute("DELETE FROM wire_content WHERE seq = 1")
    assert "Epoch 1 begins at 1, its first entry is 2." in await the_fault(full)


async def test_two_entries_that_changed_places_are_found(full: Pool, superuser: psycopg.Connection):
    for table in ("wire_entry", "wire_content"):
        for old, new in ((1, 100), (2, 1), (100, 2)):
            moved = sql.SQL("UPDATE {} SET seq = %s WHERE seq = %s").format(sql.Identifier(table))
            superuser.execute(moved, [new, old])
    found = await the_fault(full)
    assert "The header of entry 1 is not what its digest says." in found
    assert "The header of entry 2 is not what its digest says." in found


async def test_an_altered_text_is_found(full: Pool, superuser: psycopg.Connection):
    superuser.execute(
        "UPDATE wire_content SET body = convert_to(replace(convert_from(body, 'UTF8'), 'Monday', 'Sunday'), 'UTF8')"
        " WHERE seq = 1"
    )
    assert "The content of entry 1 is not what its digest says." in await the_fault(full)


async def test_a_text_that_cannot_be_read_is_found(full: Pool, superuser: psycopg.Connection):
    superuser.execute("UPDATE wire_content SET body = '{\"schema\": 1}' WHERE seq = 1")
    assert "The content of entry 1 cannot be read" in await the_fault(full)


async def test_a_changed_salt_is_found(full: Pool, superuser: psycopg.Connection):
    superuser.execute("UPDATE wire_content SET salt = sha256(salt) WHERE seq = 4")
    assert "The content of entry 4 is not what its digest says." in await the_fault(full)


async def test_a_changed_approval_is_found(full: Pool, superuser: psycopg.Connection):
    superuser.execute(
        "UPDATE wire_entry SET approvals ="
        " convert_to(replace(convert_from(approvals, 'UTF8'), 'p-editor', 'p-nobody'), 'UTF8') WHERE seq = 5"
    )
    assert "The approvals of entry 5 are not what their digest says." in await the_fault(full)


async def test_a_changed_header_is_found(full: Pool, superuser: psycopg.Connection):
    superuser.execute("UPDATE wire_entry SET not_before = '2026-03-03Z' WHERE seq = 3")
    assert "The header of entry 3 is not what its digest says." in await the_fault(full)


async def test_time_that_runs_back_is_found(full: Pool, superuser: psycopg.Connection):
    superuser.execute("UPDATE wire_entry SET at = %s WHERE seq = 4", [MORNING])
    assert "Entry 4 is older" in await the_fault(full)


async def test_an_illegal_transition_is_found(full: Pool, superuser: psycopg.Connection):
    superuser.execute("UPDATE wire_entry SET action = 'reinstate' WHERE seq = 3")
    assert "Entry 3: “reinstate” may not come here." in await the_fault(full)


async def test_a_version_out_of_turn_is_found(full: Pool, superuser: psycopg.Connection):
    superuser.execute("UPDATE wire_entry SET version = 9 WHERE seq = 3")
    assert f"Entry 3 is version 9 of {a_guid(1)}; 2 was due." in await the_fault(full)


async def test_an_item_s_row_that_says_something_else_is_found(full: Pool, superuser: psycopg.Connection):
    superuser.execute("UPDATE wire_item SET section = 'sport' WHERE guid = %s", [a_guid(1)])
    superuser.execute("UPDATE wire_item SET action = 'update' WHERE guid = %s", [a_guid(2)])
    found = await the_fault(full)
    assert f"{a_guid(1)} is stored with other facts than its latest version has." in found
    assert f"{a_guid(2)} is stored as ('update'" in found


async def test_an_item_s_missing_row_is_found(full: Pool, superuser: psycopg.Connection):
    superuser.execute("DELETE FROM wire_item WHERE guid = %s", [a_guid(3)])
    assert await the_fault(full) == f"{a_guid(3)} is on the wire and not among the items."


async def test_an_item_that_was_never_on_the_wire_is_found(full: Pool, superuser: psycopg.Connection):
    superuser.execute("UPDATE wire_item SET guid = %s WHERE guid = %s", [a_guid(7), a_guid(3)])
    assert f"{a_guid(7)} is among the items and not on the wire." in await the_fault(full)


async def test_a_forgotten_replacement_is_found(full: Pool, superuser: psycopg.Connection):
    superuser.execute("UPDATE wire_item SET replaced_by = NULL")
    assert await the_fault(full) == f"{a_guid(1)} is stored without the item that replaced it."


async def test_a_head_that_is_off_is_found(full: Pool, superuser: psycopg.Connection):
    superuser.execute("UPDATE wire_head SET seq = 9")
    assert await the_fault(full) == "The head says 9, the last entry is 6."


async def test_a_text_that_was_emptied_without_an_order_is_found(full: Pool, superuser: psycopg.Connection):
    await erased(full, an_order(6))
    superuser.execute(
        "UPDATE wire_content SET salt = NULL, body = NULL, erased_by = 1 WHERE seq = 1"  # order 1 names entry 6
    )
    assert "The content of entry 1 is gone and no recorded order names it." in await the_fault(full)


async def test_an_order_that_was_not_carried_out_is_found(full: Pool, superuser: psycopg.Connection):
    superuser.execute(
        "INSERT INTO wire_erasure (at, law, file_number, asked_by, ordered_by, second, targets)"
        " VALUES (now(), 'law', '1', 'court', 'p-1', 'p-2', '{5}')"
    )
    assert await the_fault(full) == "Order 1 names entry 5, and its content still stands."


async def test_erased_words_that_still_stand_in_the_item_s_row_are_found(
    full: Pool, superuser: psycopg.Connection
):
    await erased(full, an_order(6))
    superuser.execute("UPDATE wire_item SET headline = 'Ferry' WHERE seq = 6")
    assert await the_fault(full) == f"{a_guid(4)} was erased and its words are still stored."


async def test_an_entry_of_an_epoch_that_never_began_is_found(full: Pool, superuser: psycopg.Connection):
    superuser.execute("UPDATE wire_entry SET epoch = 4 WHERE seq = 6")
    assert "Entry 6 is of epoch 4, which is not recorded." in await the_fault(full)


async def test_an_entry_with_a_void_number_is_found(full: Pool, superuser: psycopg.Connection):
    superuser.execute(
        "INSERT INTO wire_epoch VALUES (2, 500, %s, 'restore', 6, 499)", [MORNING + timedelta(hours=1)]
    )
    assert "Entry 6 of epoch 1 has a number that epoch 2 made void." in await the_fault(full)


async def test_an_item_number_that_could_be_given_twice_is_found(full: Pool, superuser: psycopg.Connection):
    superuser.execute("SELECT setval('wire_number', 3)")
    assert await the_fault(full) == "Item number 4 is in use, and the numbers given end at 3."


async def test_fsck_runs_as_the_role_that_may_only_read(full: Pool, begun: Database):
    async with await psycopg.AsyncConnection.connect(begun.dsn(DatabaseRole.READONLY)) as db:
        assert (await fsck(db)).entries == 6


async def test_an_item_s_series_and_the_end_of_its_rights_are_compared_too(
    full: Pool, superuser: psycopg.Connection, clock: SettableClock
):
    term = Restriction(words="Until spring.", ends=MORNING + timedelta(days=30))
    later = replace(term, ends=MORNING + timedelta(days=60))
    picture = a_dispatch(
        type=ItemType.PICTURE,
        body=(),
        media=Media(series="nf:picturegroup:20260302:9"),
        restrictions=(later, term),
    )
    await put(full, clock, to_append(a_guid(5), of=picture))
    await put(full, clock, to_append(a_guid(5), 2, Action.UPDATE, of=replace(picture, media=Media())))
    assert (await checked(full)).faults == []
    superuser.execute("UPDATE wire_item SET rights_end = %s WHERE guid = %s", [later.ends, a_guid(5)])
    assert await the_fault(full) == f"{a_guid(5)} is stored with other facts than its latest version has."
    superuser.execute(
        "UPDATE wire_item SET rights_end = %s, series = NULL WHERE guid = %s", [term.ends, a_guid(5)]
    )
    assert "is stored in the series None; the wire says nf:picturegroup:20260302:9." in await the_fault(full)


async def test_a_series_that_only_an_erased_version_named_is_believed(
    full: Pool, superuser: psycopg.Connection, clock: SettableClock
):
    picture = a_dispatch(type=ItemType.PICTURE, body=(), media=Media(series="nf:picturegroup:20260302:9"))
    await put(full, clock, to_append(a_guid(5), of=picture))
    await erased(full, an_order(7))
    assert (await checked(full)).faults == []
    superuser.execute("UPDATE wire_item SET rights_end = now() WHERE guid = %s", [a_guid(1)])
    assert "other facts" in await the_fault(full)
