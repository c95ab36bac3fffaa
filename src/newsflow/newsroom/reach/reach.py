"""Each subscriber's ruling on an item or on a version to be, by the one function that rules (invariant 5)."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import groupby

import msgspec

from newsflow.db.query import Connection, query, row, rows
from newsflow.domain.codes import Action, Verdict
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.guid import Guid, SubscriberId
from newsflow.matching.contract import CONTRACTS_KEPT, Contract, Entitlement
from newsflow.matching.facts import Facts
from newsflow.matching.ruling import Ruling, rule_any
from newsflow.subscribers.contracts import pauses_of
from newsflow.subscribers.ledger import takers
from newsflow.subscribers.rows import Taking
from newsflow.wire.rows import Item

CONTRACTS_LIMIT = 100_000


@dataclass(frozen=True, slots=True)
class ContractOf:
    """A subscriber and one of its contracts; the contract's columns are None where it has none."""

    subscriber: SubscriberId
    name: str
    contract: str | None
    title: str | None
    starts: datetime | None
    ends: datetime | None
    entitlement: str | None
    pauses: str | None


@dataclass(frozen=True, slots=True)
class PublicNow:
    """What the public site does with an item."""

    edition: str
    shown: bool
    headline: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What one subscriber may have of an item now, and what it took."""

    subscriber: SubscriberId
    name: str
    ruling: Ruling
    took: tuple[Taking, ...]

    def newest(self) -> int | None:
        """The newest version that it took, None where it took none."""
        return max((taking.version for taking in self.took), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How many subscribers a version will go to: whole, or as a notice that it changed; of how many in all."""

    whole: int
    notice: int
    of: int


_CONTRACTS = query("newsroom/reach.contracts", ContractOf)
_PUBLIC = query("newsroom/reach.public_now", PublicNow)


async def standings(db: Connection, item: Item, now: datetime) -> list[Standing]:
    """Every subscriber's standing to an item as its latest entry leaves it, by name. Ruled beside the loop."""
    facts = item.facts()
    about = item.guid if item.notice_of is None else item.notice_of
    taken = _by_subscriber(await takers(db, item.guid))
    told = taken if about == item.guid else _by_subscriber(await takers(db, about))
    known = await rows(db, _CONTRACTS, {"now": now, "limit": CONTRACTS_LIMIT})

    def ruled() -> list[Standing]:
        return [
            Standing(
                subscriber=subscriber,
                name=name,
                ruling=rule_any(facts, contracts, subscriber in taken or subscriber in told, now),
                took=taken.get(subscriber, ()),
            )
            for subscriber, name, contracts in _subscribers(known)
        ]

    return await asyncio.to_thread(ruled)


async def reach_of(
    db: Connection, version: Dispatch, action: Action, now: datetime, *, guid: Guid | None
) -> Reach:
    """Whom a version would go to if it went out now; `guid` is the item whose next version it is."""
    took = frozenset[SubscriberId]() if guid is None else frozenset(_by_subscriber(await takers(db, guid)))
    facts = Facts(
        guid=guid or "",
        type=version.type.value,
        language=version.language,
        form=version.form.value,
        section=version.section,
        packages=frozenset(version.packages),
        provider=version.provider,
        priority=version.priority.value,
        at=now,
        action=action,
        embargoed=version.embargo is not None,
        restrictions=version.restrictions,
    )
    known = await rows(db, _CONTRACTS, {"now": now, "limit": CONTRACTS_LIMIT})

    def ruled() -> list[Verdict]:
        return [
            rule_any(facts, contracts, who in took, now).verdict for who, _, contracts in _subscribers(known)
        ]

    verdicts = await asyncio.to_thread(ruled)
    return Reach(whole=verdicts.count(Verdict.WHOLE), notice=verdicts.count(Verdict.NOTICE), of=len(verdicts))


async def public_now(db: Connection, guid: str) -> PublicNow | None:
    """What the public site does with an item; None where it never heard of it."""
    return await row(db, _PUBLIC, {"guid": guid})


def _subscribers(found: Iterable[ContractOf]) -> Iterable[tuple[SubscriberId, str, tuple[Contract, ...]]]:
    for (subscriber, name), each in groupby(found, key=lambda one: (one.subscriber, one.name)):
        yield subscriber, name, tuple(_contracts(each))


def _contracts(found: Iterable[ContractOf]) -> Iterable[Contract]:
    for one in found:
        if one.contract is not None and one.starts is not None and one.entitlement is not None:
            yield Contract(
                id=one.contract,
                subscriber=one.subscriber,
                title=one.title or "",
                starts=one.starts,
                ends=one.ends,
                covers=_entitlement(one.entitlement),
                pauses=pauses_of(one.pauses),
            )


@lru_cache(maxsize=CONTRACTS_KEPT)
def _entitlement(text: str) -> Entitlement:
    return msgspec.json.decode(text, type=Entitlement)


def _by_subscriber(found: Iterable[Taking]) -> dict[SubscriberId, tuple[Taking, ...]]:
    kept: dict[SubscriberId, tuple[Taking, ...]] = {}
    for taking in found:
        kept[taking.subscriber] = (*kept.get(taking.subscriber, ()), taking)
    return kept
