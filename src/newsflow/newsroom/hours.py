"""What happens to an item at its hour: an embargo is over, a right to use it ends. In the releaser's name."""

from dataclasses import replace

from newsflow.db.query import Connection, rows, run
from newsflow.domain.agency import Agency
from newsflow.domain.clock import Clock
from newsflow.domain.codes import Action, ReasonClass
from newsflow.domain.entry import STOPS, Approval, Header
from newsflow.newsroom.item_lock import lock
from newsflow.newsroom.rows import LOCK_ITEM
from newsflow.newsroom.stop import Why, entries_of_stop, lift_item, live_version
from newsflow.wire.append import append
from newsflow.wire.rows import READ_ITEM, EntryRow


async def lift_at_its_hour(db: Connection, clock: Clock, guid: str) -> list[Header]:
    """End an embargo whose hour has come, in the name of whoever released the item under it.

    Nothing is done, and no header given, when the embargo was moved or the item stopped meanwhile.
    """
    last = await _last(db, guid)
    if last.not_before is None or last.not_before > clock() or last.action in STOPS:
        return []
    return await lift_item(db, clock, guid, _word(last, "The embargo is over."))


async def withdraw_at_its_hour(db: Connection, clock: Clock, agency: Agency, guid: str) -> list[Header]:
    """Withdraw an item whose right to be used has ended, in the name of whoever released it with that end.

    Nothing is done, and no header given, when the end was moved or the item stopped meanwhile.
    """
    last = await _last(db, guid)
    if last.action in STOPS:
        return []
    current = await live_version(db, guid)
    ends = [term.ends for term in current.restrictions if term.ends is not None]
    if not ends or min(ends) > clock():
        return []
    why = Why(action=Action.WITHDRAW, reason_class=ReasonClass.RIGHTS)
    word = _word(last, "Its rights have ended.")
    before = await lock(db, guid)
    return await append(
        db, clock, await entries_of_stop(db, clock, agency, before=before, why=why, word=word)
    )


async def _last(db: Connection, guid: str) -> EntryRow:
    await run(db, LOCK_ITEM, {"guid": guid})
    return (await rows(db, READ_ITEM, {"guid": guid, "limit": 1}))[0]


def _word(last: EntryRow, reason: str) -> Approval:
    return replace(last.given()[0], act="released", content_digest="", reason=reason)
