"""What an account may know of through HAS: from the lift on, whole or as a notice (design, invariants 4 to 6)."""

from datetime import datetime

from newsflow.domain.codes import Action, Form, Verdict
from newsflow.domain.entry import STOPS
from newsflow.matching.contract import searchable
from newsflow.matching.facts import Facts
from newsflow.matching.ruling import rule_any
from newsflow.matching.tree import All, AnyOf, Field, Open, Some, Taken, Tree
from newsflow.subscribers.api_users import Account
from newsflow.wire.rows import Item


def may_list(account: Account, now: datetime) -> Tree:
    """The tree of what HAS lists: covered now, or stopped after it was taken, or a notice of what was taken.

    HAS has no way to say "you had an older version of this", so an item that merely left the contract or its
    archive is not listed.
    """
    if not account.contracts:
        return Some(())
    # The ledger is asked last: PostgreSQL reads a condition from left to right, and few items are stopped.
    told = Some(
        (
            AnyOf(Field.ACTION, frozenset(action.value for action in STOPS)),
            AnyOf(Field.FORM, frozenset({Form.NOTICE.value})),
        )
    )
    return All((Open(), Some((searchable(account.contracts, now), All((told, Taken(account.subscriber)))))))


def ledger_key(item: Item) -> str:
    """The item whose taking counts: of a notice, the one that it tells of."""
    return item.notice_of or item.guid


def knows(item: Item, account: Account, took: bool, now: datetime) -> bool:
    """Whether the account may have this item's document: asked of the predicate for each row that leaves."""
    if item.embargoed:
        return False
    ruling = rule_any(facts(item, took=took), account.contracts, took, now)
    return ruling.verdict is Verdict.WHOLE or (ruling.verdict is Verdict.NOTICE and item.action in STOPS)


def facts(item: Item, *, took: bool) -> Facts:
    """The item's latest facts."""
    return Facts(
        guid=item.guid,
        type=item.type,
        language=item.language,
        form=item.form,
        section=item.section,
        packages=frozenset(item.packages),
        provider=item.provider,
        priority=item.priority,
        at=item.at,
        action=Action(item.action),
        embargoed=item.embargoed,
        notice_of=item.notice_of,
        restrictions=item.terms(),
        took=took,
    )
