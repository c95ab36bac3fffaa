"""What a contract covers, and the tree that it compiles to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from newsflow.domain.codes import Form
from newsflow.domain.entry import STOPS
from newsflow.domain.media import SERIES_OF
from newsflow.matching.tree import All, AnyOf, Field, Not, Open, Permitted, Since, Some, Taken, Tree

CONTRACTS_KEPT = 4096
"""How many entitlements' trees are kept: the same few are asked of each row that leaves."""

REPLAY_DAYS_AT_LEAST = 30
"""Days of replay that every contract has (design, Words: cursor)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entitlement:
    """What is covered. None means all of its kind; an empty tuple means nothing.

    `archive_days` governs search and first fetch, None without end; `download_limit` is items a month,
    `download_limit_day` a day, None without limit; sizes are rendition names.
    """

    packages: tuple[str, ...] | None = None
    providers: tuple[str, ...] | None = None
    sections: tuple[str, ...] | None = None
    types: tuple[str, ...] | None = None
    languages: tuple[str, ...] | None = None
    priorities: tuple[str, ...] | None = None
    photo_sizes: tuple[str, ...] = ("print", "web")
    video_sizes: tuple[str, ...] = ("sd", "web")
    graph_sizes: tuple[str, ...] = ("ai", "eps", "pdf", "raster")
    archive_days: int | None = None
    replay_days: int = REPLAY_DAYS_AT_LEAST
    advance_copy: bool = False
    history: bool = False
    """Whether older versions may be had, and what changed between them."""
    territories: tuple[str, ...] | None = None
    media: tuple[str, ...] | None = None
    download_limit: int | None = None
    download_limit_day: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """A time in which the subscriber is suspended: from `since` (included) until `until` (not included); None: until lifted."""

    since: datetime
    until: datetime | None
    because: str

    def holds(self, now: datetime) -> bool:
        """Whether the subscriber is suspended then."""
        return self.since <= now and (self.until is None or now < self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """An immutable contract with its term: from `starts` (included) until `ends` (not included)."""

    id: str
    subscriber: str
    title: str
    starts: datetime
    ends: datetime | None
    covers: Entitlement
    pauses: tuple[Pause, ...] = ()
    """When its subscriber was suspended: the contract did not run then."""

    def runs(self, now: datetime) -> bool:
        """Whether the contract is in force, and its subscriber not suspended."""
        return self.starts <= now and (self.ends is None or now < self.ends) and self.pause(now) is None

    def pause(self, now: datetime) -> Pause | None:
        """The suspension that holds then; None for none."""
        return next((pause for pause in self.pauses if pause.holds(now)), None)

    def tells(self, now: datetime) -> bool:
        """Whether what was taken under it is still told of: kills and legal notices come for a year after its end.

        A suspension ends none of it.
        """
        return self.ends is None or now < a_year_after(self.ends)


def a_year_after(at: datetime) -> datetime:
    """The same moment twelve months later; of 29 February the first of March."""
    try:
        return at.replace(year=at.year + 1)
    except ValueError:
        return at.replace(year=at.year + 1, month=3, day=1)


def suspended(contracts: Iterable[Contract], now: datetime) -> Pause | None:
    """Why a subscriber with these contracts gets no copy now, and since when; None where it is not suspended."""
    return next((pause for one in contracts if (pause := one.pause(now)) is not None), None)


@lru_cache(maxsize=CONTRACTS_KEPT)
def covers(entitlement: Entitlement) -> Tree:
    """The tree of what an entitlement covers, whatever the time and the action."""
    asked = (
        (Field.PACKAGES, entitlement.packages),
        (Field.PROVIDER, entitlement.providers),
        (Field.SECTION, entitlement.sections),
        (Field.TYPE, with_series(entitlement.types)),
        (Field.LANGUAGE, entitlement.languages),
        (Field.PRIORITY, entitlement.priorities),
    )
    parts: list[Tree] = [AnyOf(of, frozenset(values)) for of, values in asked if values is not None]
    if not entitlement.advance_copy:
        parts.append(Open())
    return All(tuple(parts))


def with_series(types: tuple[str, ...] | None) -> tuple[str, ...] | None:
    """The types with those of their series: who has pictures has the picture series that they come in."""
    if types is None:
        return None
    return (*types, *(series.value for member, series in SERIES_OF.items() if member.value in types))


def permitted(contract: Contract, now: datetime) -> Tree:
    """The tree of what the items' own restrictions let the contract's subscriber use now."""
    territories, media = contract.covers.territories, contract.covers.media
    return Permitted(
        subscriber=contract.subscriber,
        territories=None if territories is None else frozenset(territories),
        media=None if media is None else frozenset(media),
        now=now,
    )


def in_archive(contract: Contract, now: datetime) -> Tree:
    """The tree of what a running contract lets an account search: covered, and as old as its archive goes."""
    if not contract.runs(now):
        return Some(())
    tree = All((covers(contract.covers), permitted(contract, now)))
    if contract.covers.archive_days is None:
        return tree
    return All((tree, Since(now - timedelta(days=contract.covers.archive_days))))


def searchable(contracts: tuple[Contract, ...], now: datetime) -> Tree:
    """The union of what the contracts let an account search."""
    return Some(tuple(in_archive(contract, now) for contract in contracts))


_TOLD = Some(
    (
        AnyOf(Field.ACTION, frozenset(action.value for action in STOPS)),
        AnyOf(Field.FORM, frozenset({Form.NOTICE.value})),
    )
)


def listed(contracts: tuple[Contract, ...], subscriber: str, now: datetime) -> Tree:
    """The tree of what lists and search show: covered now, or stopped after it was taken, or a notice of what was taken.

    From the lift of an embargo on, advance copy or not (invariant 4). An item that merely left the contract or its
    archive is not listed: a list says what may be had.
    """
    if not any(contract.tells(now) for contract in contracts):
        return Some(())
    # The ledger is asked last: PostgreSQL reads a condition from left to right, and few items are stopped.
    told = All((_TOLD, Taken(subscriber, _ever(contracts))))
    return All((Open(), Some((searchable(contracts, now), told))))


def _ever(contracts: tuple[Contract, ...]) -> Tree:
    """What the contracts cover, whether they run or not."""
    return Some(tuple(covers(contract.covers) for contract in contracts))


def hanging(contracts: tuple[Contract, ...], now: datetime) -> Tree:
    """The tree of what is `listed` only if it was taken: stops and notices that no contract covers now."""
    telling = any(contract.tells(now) for contract in contracts)
    return All((Open(), _TOLD, Not(searchable(contracts, now)))) if telling else Some(())


def visible(contracts: tuple[Contract, ...], subscriber: str, now: datetime) -> Tree:
    """The tree of what an account may know of, whole or as a notice: true exactly where `rule_any` is not none."""
    telling = [contract for contract in contracts if contract.tells(now)]
    may = () if any(contract.covers.advance_copy for contract in telling) else (Open(),)
    stopped = All((_TOLD, *may, Taken(subscriber, _ever(contracts))))
    told = All((*may, Taken(subscriber)))
    return Some((searchable(contracts, now), told, stopped)) if telling else Some(())
