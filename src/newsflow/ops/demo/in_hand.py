"""What the demo's desk has in hand when it opens: a draft in each column of the board, left there by the real acts."""

from datetime import timedelta

from newsflow.accounts.hand import cli_hand
from newsflow.db.pool import Pool, transaction
from newsflow.domain.agency import Agency
from newsflow.domain.clock import Clock
from newsflow.newsroom import drafts, moves
from newsflow.newsroom.approvals import ask
from newsflow.ops.demo import DRAFTS
from newsflow.ops.demo.cast import Desk
from newsflow.ops.demo.plan import New
from newsflow.ops.demo.written import written

SCHEDULED_IN, PLANNED_IN = timedelta(hours=8), timedelta(hours=3)


async def leave_in_hand(pool: Pool, clock: Clock, agency: Agency, desk: Desk) -> None:
    """Store the drafts of `drafts/*.toml`; each one's key is the column that it is to stand in."""
    for step in written(agency, clock(), DRAFTS):
        assert isinstance(step, New)
        await _leave(pool, clock, agency, desk, step)


async def _leave(pool: Pool, clock: Clock, agency: Agency, desk: Desk, step: New) -> None:
    column = step.key.rpartition("/")[2]
    writer = desk.reporter if column in {"writing", "with_editor"} else desk.editor
    async with transaction(pool) as db:
        planned = clock() + PLANNED_IN if column == "writing" else None
        draft = await drafts.create(db, step.content, step.at, by=writer.id, planned=planned)
        hand = cli_hand(writer, clock())
        match column:
            case "with_editor":
                await moves.hand_on(db, draft, hand, clock(), words="Birlik’i aradım, saatler doğru.")
            case "for_approval":
                await ask(db, clock, agency, draft, hand)
            case "scheduled":
                await ask(db, clock, agency, draft, hand, due=clock() + SCHEDULED_IN)
            case _:
                pass
