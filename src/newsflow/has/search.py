"""`search`: what an account may know of, newest first, a page at a time (§1.3)."""

from datetime import datetime

from newsflow.db.query import Connection, row, rows
from newsflow.domain.agency import Agency
from newsflow.has.access import knows, ledger_key, may_list, taken_of
from newsflow.has.envelope import Json
from newsflow.has.question import Question
from newsflow.has.rows import PAGE, TOTAL, Hit
from newsflow.has.sheet import seconds
from newsflow.has.titles import listed
from newsflow.matching.sql import where
from newsflow.matching.tree import All
from newsflow.subscribers.api_users import Account


async def search(
    db: Connection, asked: Question, *, account: Account, agency: Agency, now: datetime
) -> dict[str, Json]:
    """The page's items and the count of all."""
    condition = where(All((may_list(account, now), *asked.parts)))
    params = {**condition.params, "limit": asked.limit, "offset": asked.offset}
    hits = await rows(db, PAGE.ruled(condition.sql), params)
    taken = await taken_of(db, account, hits)
    result: list[Json] = [
        _item(hit, agency) for hit in hits if knows(hit, account, ledger_key(hit) in taken, now)
    ]
    if hits:
        total = hits[0].total
    elif asked.offset:
        counted = await row(db, TOTAL.ruled(condition.sql), condition.params)
        total = counted.number if counted else 0
    else:
        total = 0
    return {"result": result, "total": total}


def _item(hit: Hit, agency: Agency) -> Json:
    """One line of the list, its keys in HAS's order; `group_id` is absent where there is no series."""
    shown: dict[str, Json] = {
        "id": hit.guid,
        "type": hit.type,
        "date": seconds(hit.at),
        "title": listed(agency, hit),
    }
    return shown if hit.series is None else {**shown, "group_id": hit.series}
