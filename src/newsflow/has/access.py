"""What an account may know of through HAS: from the lift on, whole or as a notice (design, invariants 4 to 6)."""

from collections.abc import Iterable
from datetime import datetime

from newsflow.db.query import Connection
from newsflow.domain.codes import Verdict
from newsflow.domain.entry import STOPS
from newsflow.domain.media import MEMBER_OF
from newsflow.matching.contract import Contract, listed
from newsflow.matching.ruling import rule, rule_any
from newsflow.matching.tree import All, AnyOf, Field, Not, Tree
from newsflow.subscribers.api_users import Account
from newsflow.subscribers.ledger import took
from newsflow.wire.rows import Item

LISTED = Not(AnyOf(Field.TYPE, frozenset(kind.value for kind in MEMBER_OF)))
"""A series is not listed: its members are, each with its `group_id` (§1.3)."""


def may_list(account: Account, now: datetime) -> Tree:
    """The tree of what HAS lists: covered now, or stopped after it was taken, or a notice of what was taken.

    HAS has no way to say "you had an older version of this", so an item that merely left the contract or its
    archive is not listed.
    """
    return All((LISTED, listed(account.contracts, account.subscriber, now)))


def ledger_key(item: Item) -> str:
    """The item whose taking counts: of a notice, the one that it tells of."""
    return item.notice_of or item.guid


async def taken_of(db: Connection, account: Account, items: Iterable[Item]) -> frozenset[str]:
    """The ledger's keys of those items that the account took, where the ruling hangs on it: on stops and notices."""
    hanging = [ledger_key(item) for item in items if item.action in STOPS or item.notice_of is not None]
    return await took(db, account.subscriber, hanging)


def knows(item: Item, account: Account, took: bool, now: datetime) -> bool:
    """Whether the account may have this item's document: asked of the predicate for each row that leaves."""
    if item.embargoed:
        return False
    ruling = rule_any(item.facts(took=took), account.contracts, took, now)
    return ruling.verdict is Verdict.WHOLE or (ruling.verdict is Verdict.NOTICE and item.action in STOPS)


def covering(item: Item, account: Account, took: bool, now: datetime) -> tuple[Contract, ...]:
    """The contracts that cover the item whole: their sizes together are those that may be had of it."""
    about = item.facts(took=took)
    return tuple(
        contract
        for contract in account.contracts
        if rule(about, contract, took, now).verdict is Verdict.WHOLE
    )
