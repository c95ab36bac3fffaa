"""What was erased after a backup does not come back with it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from newsflow.db.pool import transaction
from newsflow.media import erase as erase_files
from newsflow.newsroom.legal.erasing import carry_out, reach
from newsflow.objects import Place, open_store
from newsflow.ops.backup import Restoring
from newsflow.ops.backup.orders import as_lines, orders_of
from newsflow.wire.erase import erase
from newsflow.wire.fsck import fsck
from newsflow.wire.read import latest
from tests.backup.test_restore import newsroom, restored, running, source, taken
from tests.builders import a_dispatch
from tests.ops.cli.test_erase_commands import a_picture, an_asset
from tests.wire.test_erase import an_order

if TYPE_CHECKING:
    from pathlib import Path

    from newsflow.ops.backup import Source
    from tests.builders import Newsroom
    from tests.harness import SettableClock

__all__ = ["newsroom", "source"]


async def test_erasure_orders_recorded_after_the_backup_are_carried_out_again(
    newsroom: Newsroom, source: Source, home: Path, clock: SettableClock
):
    secret = a_dispatch(headline="Kestrelwood speaks")
    erased_before, erased_after = await newsroom.release(secret), await newsroom.release(secret)
    kept = await newsroom.release(a_dispatch())
    await erased(newsroom, clock, erased_before.seq)
    await taken(source, home, clock)
    lost = await newsroom.release(secret)
    await erased(newsroom, clock, erased_after.seq, lost.seq)
    await erased(newsroom, clock, lost.seq)
    async with transaction(newsroom.pool) as db:
        (home / "orders").write_bytes(
            as_lines(await orders_of(db, newsroom.agency.code), newsroom.agency.code)
        )

    done = await restored(home, clock, Restoring(orders=home / "orders", fast_and_unsafe=True))

    assert (done.replayed, done.report.erased) == (1, 2)
    async with running(home) as pool, transaction(pool) as db:
        assert (await latest(db, erased_after.guid)).content is None
        assert (await latest(db, kept.guid)).content is not None
        assert (await fsck(db)).faults == []


async def test_files_erased_after_the_backup_do_not_come_back_even_where_their_entries_are_lost(
    newsroom: Newsroom, source: Source, home: Path, clock: SettableClock
):
    store = open_store(Place(url=str(source.objects), scratch=home / "scratch"))
    known, _ = await a_picture(newsroom, store, b"known", b"known, smaller", slug="known")
    await a_picture(newsroom, store, b"shown", b"shared", slug="shown")
    await an_asset(newsroom, store, b"lost", b"lost, smaller", slug="lost")
    await taken(source, home, clock)
    lost, _ = await a_picture(newsroom, store, b"lost later", b"shared", slug="later")
    orders: list[int] = []
    for guid in (known, lost):
        await newsroom.stop(guid)
        async with transaction(newsroom.pool) as db:
            orders += (await reach(db, [guid])).targets
    async with transaction(newsroom.pool) as db:
        await carry_out(db, store, an_order(*orders), clock())
        gone = hashlib.sha256(b"original of lost").hexdigest()
        await erase_files(db, store, [gone], clock())
        (home / "orders").write_bytes(
            as_lines(await orders_of(db, newsroom.agency.code), newsroom.agency.code)
        )

    done = await restored(home, clock, Restoring(orders=home / "orders", fast_and_unsafe=True))

    assert done.replayed == 1
    again = open_store(Place(url=str(home / "new" / "objects"), scratch=home / "scratch"))
    there = {
        content: await again.exists(hashlib.sha256(content).hexdigest())
        for content in (b"known", b"original of known", b"shown", b"shared", b"lost", b"original of lost")
    }
    assert there == {
        b"known": False,
        b"original of known": False,
        b"shown": True,
        b"shared": True,
        b"lost": False,
        b"original of lost": False,
    }


async def erased(newsroom: Newsroom, clock: SettableClock, *targets: int) -> None:
    """Nothing; carries out an order for these entries."""
    async with transaction(newsroom.pool) as db:
        await erase(db, an_order(*targets), clock())
