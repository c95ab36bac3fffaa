"""A drill goes on when its readers have: the text is served whole first, and its stop comes when that was read."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from newsflow.api.test_wire.drills import Drill, Played, go_on, steps
from newsflow.api.test_wire.rows import (
    BEGIN_EPOCH,
    DROP_STEPS,
    ENTRIES_AFTER,
    FORGET_LAST,
    LOCK_WIRE,
    MOVE_HEAD,
    PUT_ENTRY,
    PUT_STEP,
    STEPS_DUE,
    Head,
    Step,
)
from newsflow.db.query import Connection, row, rows, run
from newsflow.domain.agency import Agency
from newsflow.domain.codes import Action
from newsflow.domain.content import canonical

STEP_S = 30
"""So long a step waits, where no reader comes past the one before it."""
RESTORE_LEAVES = 10
"""So many numbers are void after a restore drill, as after a real one: more than were lost."""
STEPS_AT_ONCE = 100
"""At most, for one look at the wire; the next has more."""


async def advance(db: Connection, contract: str, read: int, *, agency: Agency, now: datetime) -> None:
    """Play what is due on a test wire, of which a reader has everything up to `read`."""
    asked = {"contract": contract, "read": read, "now": now, "limit": STEPS_AT_ONCE}
    if await row(db, STEPS_DUE, asked) is None:
        return
    await row(db, LOCK_WIRE, {"contract": contract})
    for step in await rows(db, STEPS_DUE, asked):
        head = await row(db, LOCK_WIRE, {"contract": contract})
        text = await row(db, ENTRIES_AFTER, {"contract": contract, "after": step.first_seq - 1, "limit": 1})
        if head is None or text is None or text.seq != step.first_seq:
            continue  # a restore played a moment ago made it void
        own = {"contract": contract, "first_seq": step.first_seq, "last_seq": step.first_seq}
        await run(db, DROP_STEPS, own)
        if Drill(step.drill) is Drill.RESTORE:
            await _restore(db, contract, step.first_seq, head)
            continue
        first = Played(
            seq=text.seq, guid=text.guid, version=text.version, action=Action(text.action), not_before=text.not_before,
            first_at=text.first_at, content=text.content(),
        )  # fmt: skip
        played = go_on(Drill(step.drill), step.step, first, agency=agency, after_seq=head.seq, now=now)
        await put(db, contract, head.epoch, played, now)
        await keep(db, contract, replace(step, step=step.step + 1), played[-1].seq, now)


async def keep(db: Connection, contract: str, step: Step, after_seq: int, now: datetime) -> None:
    """Keep a drill's next step, if it has one, for when a reader is past `after_seq`."""
    if step.step <= steps(Drill(step.drill)):
        await run(db, PUT_STEP, {
            "contract": contract, "first_seq": step.first_seq, "after_seq": after_seq, "drill": step.drill,
            "step": step.step, "due": now + timedelta(seconds=STEP_S),
        })  # fmt: skip


async def put(db: Connection, contract: str, epoch: int, played: Sequence[Played], now: datetime) -> None:
    """Write a drill's entries, and move the head behind them."""
    for place, entry in enumerate(played):
        await run(db, PUT_ENTRY, {
            "contract": contract, "seq": entry.seq, "epoch": epoch, "at": now + timedelta(milliseconds=place),
            "guid": entry.guid, "version": entry.version, "action": entry.action.value, "not_before": entry.not_before,
            "first_at": entry.first_at, "story": entry.content.story, "body": canonical(entry.content),
        })  # fmt: skip
    await run(db, MOVE_HEAD, {"contract": contract, "seq": played[-1].seq})


async def _restore(db: Connection, contract: str, void_from: int, head: Head) -> None:
    """Make void what came from that number on, and what was to follow it; the wire goes on in a new epoch."""
    void_to = max(head.seq, void_from + RESTORE_LEAVES - 1)
    await run(db, FORGET_LAST, {"contract": contract, "void_from": void_from})
    await run(db, DROP_STEPS, {"contract": contract, "first_seq": void_from, "last_seq": void_to})
    await run(db, BEGIN_EPOCH, {"contract": contract, "void_from": void_from, "void_to": void_to})
