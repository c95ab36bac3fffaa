"""`search`: what an account may know of, newest first, a page at a time (§1.3)."""

from newsflow.db.query import Connection, row, rows
from newsflow.domain.agency import Agency
from newsflow.domain.codes import Verdict
from newsflow.domain.entry import STOPS
from newsflow.has.access import LISTED, knows, ledger_key, may_list, taken_of
from newsflow.has.envelope import Json, success
from newsflow.has.found import Asking
from newsflow.has.question import Question
from newsflow.has.rows import PAGE, TOTAL
from newsflow.has.sheet import seconds
from newsflow.has.titles import listed
from newsflow.matching.sql import where
from newsflow.matching.tree import All, Tree
from newsflow.search.find import Search, find
from newsflow.search.reader import Archive
from newsflow.search.shared import Lists, Wanted
from newsflow.search.standing import Asker, SearchBehindError
from newsflow.wire.rows import Item

DIALECT = "has"
"""Under this name a list keeps what is written of it here."""


async def search(
    db: Connection, asked: Question, *, asking: Asking, archive: Archive | None
) -> dict[str, Json]:
    """The page's items and the count of all. Raises SearchBehindError where words are asked and there is no index.

    Without words off the wire: that is asked where `polled` has no answer.
    """
    if asked.words is not None:
        return await _in_index(db, All((LISTED, *asked.parts, asked.words)), asked, asking, archive)
    return await _on_wire(db, asked, asking)


async def polled(asked: Question, *, asking: Asking, lists: Lists | None) -> bytes | None:
    """The reply's body to a question without words; None where there is no index or it is behind.

    The index lists for the last ten minutes too in a tenth of the database's time, and it joins in what was released or
    stopped since its last commit, so that whoever polls misses nothing.
    """
    if lists is None or asked.words is not None:
        return None
    account = asking.account
    wanted = Wanted(
        said=All((LISTED, *asked.parts)),
        asker=Asker(subscriber=account.subscriber, contracts=account.contracts),
        now=asking.now,
        offset=asked.offset,
        limit=asked.limit,
    )
    found = await lists.listing(wanted)
    if found is None:
        return None
    if DIALECT not in found.written:
        result: list[Json] = [_item(item, asking.agency) for item in found.items]
        found.written[DIALECT] = success({"result": result, "total": found.total}).body
    return found.written[DIALECT]


async def _on_wire(db: Connection, asked: Question, asking: Asking) -> dict[str, Json]:
    """The list as the database has it, which knows no words."""
    account, now = asking.account, asking.now
    condition = where(All((may_list(account, now), *asked.parts)))
    params = {**condition.params, "limit": asked.limit, "offset": asked.offset}
    hits = await rows(db, PAGE.ruled(condition.sql), params)
    taken = await taken_of(db, account, hits)
    result: list[Json] = [
        _item(hit, asking.agency) for hit in hits if knows(hit, account, ledger_key(hit) in taken, now)
    ]
    if hits:
        total = hits[0].total
    elif asked.offset:
        counted = await row(db, TOTAL.ruled(condition.sql), condition.params)
        total = counted.number if counted else 0
    else:
        total = 0
    return {"result": result, "total": total}


async def _in_index(
    db: Connection, tree: Tree, asked: Question, asking: Asking, archive: Archive | None
) -> dict[str, Json]:
    """The list as the index has it, which knows words; in the same order."""
    if archive is None:
        raise SearchBehindError(
            "No words can be looked up here.",
            "This node has no search index.",
            "Leave search_string out, or ask another node; filters and dates work.",
        )
    account = asking.account
    wanted = Search(
        tree=tree,
        asker=Asker(subscriber=account.subscriber, contracts=account.contracts),
        now=asking.now,
        zone=asking.agency.zoneinfo,
        offset=asked.offset,
        limit=asked.limit,
    )
    found = await find(db, archive, wanted)
    result: list[Json] = [
        _item(hit.item, asking.agency)
        for hit in found.hits
        if hit.ruling.verdict is Verdict.WHOLE or hit.item.action in STOPS
    ]
    return {"result": result, "total": found.total}


def _item(hit: Item, agency: Agency) -> Json:
    """One line of the list, its keys in HAS's order; `group_id` is absent where there is no series."""
    shown: dict[str, Json] = {
        "id": hit.guid,
        "type": hit.type,
        "date": seconds(hit.at),
        "title": listed(agency, hit),
    }
    return shown if hit.series is None else {**shown, "group_id": hit.series}
