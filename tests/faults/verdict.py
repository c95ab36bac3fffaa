"""What must hold after any number of faults: the wire, the drafts, the writers and the readers agree."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, LiteralString

import psycopg

from newsflow.wire.fsck import Report, fsck

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.faults.rounds import Arena

DRAFT_WITHOUT_ENTRY = """
SELECT d.id::text FROM draft AS d
WHERE d.state = 'released' AND NOT EXISTS (
    SELECT FROM wire_entry AS e WHERE (e.guid, e.version) = (d.released_guid, d.released_version))
ORDER BY 1
LIMIT 10
"""
ENTRY_WITHOUT_DRAFT = """
SELECT e.seq::text FROM wire_entry AS e
JOIN wire_item AS i ON i.guid = e.guid
WHERE e.action IN ('new', 'update', 'correct') AND i.notice_of IS NULL AND NOT EXISTS (
    SELECT FROM draft AS d
    WHERE d.state = 'released' AND (d.released_guid, d.released_version) = (e.guid, e.version))
ORDER BY 1
LIMIT 10
"""
STOP_WITHOUT_NOTICE = """
SELECT e.seq::text FROM wire_entry AS e
WHERE e.action IN ('correct', 'kill') AND NOT EXISTS (
    SELECT FROM wire_item AS n WHERE n.notice_of = e.guid AND n.first_seq = e.seq + 1)
ORDER BY 1
LIMIT 10
"""
WIRE = "SELECT seq, guid, version FROM wire_entry ORDER BY seq"
PROMISES: tuple[tuple[LiteralString, str], ...] = (
    (DRAFT_WITHOUT_ENTRY, "Drafts say released without their entry"),
    (ENTRY_WITHOUT_DRAFT, "Entries stand on the wire, and no draft says released"),
    (STOP_WITHOUT_NOTICE, "Entries lack the notice that is numbered with them"),
)


def broken(arena: Arena) -> Iterator[str]:
    """Every promise that does not hold, in a sentence."""
    if errors := arena.errors():
        yield f"Somebody met what nobody expects: {errors}"
    report = asyncio.run(checked(arena.dsn))
    yield from report.faults
    with psycopg.connect(arena.dsn) as db:
        wire = [(int(seq), str(guid), int(version)) for seq, guid, version in db.execute(WIRE)]
        for query, says in PROMISES:
            if found := [str(each) for (each,) in db.execute(query)]:
                yield f"{says}: {', '.join(found)}."
    if lost := set(arena.lines("told")) - set(wire):
        yield f"Writers were told of entries that are not on the wire: {sorted(lost)[:10]}."
    for reader in ("poller", "follower"):
        seen = arena.lines(f"seen-{reader}")
        if seen != wire:
            first = next(
                (at for at, pair in enumerate(zip(seen, wire, strict=False)) if pair[0] != pair[1]), None
            )
            yield f"The {reader} saw {len(seen)} entries, the wire has {len(wire)}; they part at {first}."


async def checked(dsn: str) -> Report:
    """What fsck says."""
    async with await psycopg.AsyncConnection.connect(dsn) as db:
        await db.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        return await fsck(db)
