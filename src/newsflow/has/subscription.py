"""`subscription`: the union of an account's running contracts, and each of them (§1.5, C6)."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from newsflow.domain.agency import Agency, Code
from newsflow.has.envelope import Json
from newsflow.has.sheet import seconds
from newsflow.matching.contract import Contract, Entitlement, suspended
from newsflow.subscribers.quota import Used, left, quota_of


def subscription(
    contracts: Sequence[Contract], agency: Agency, now: datetime, taken: Used
) -> dict[str, Json]:
    """What is covered, as HAS numbers; a limit that is none is null; `subscriptions` has each contract.

    What is left of the limits are keys of our own, which old clients ignore.
    """
    running = [contract for contract in contracts if contract.runs(now)]
    quota = quota_of(running, now)
    return {
        **_covered([contract.covers for contract in running], agency),
        **_suspended(contracts, now),
        "download_left": left(quota.month, taken.month),
        "download_left_day": left(quota.day, taken.day),
        "subscriptions": [
            {
                "id": contract.id,
                "title": contract.title,
                "start_date": seconds(contract.starts),
                "end_date": None if contract.ends is None else seconds(contract.ends),
                **_covered([contract.covers], agency),
            }
            for contract in running
        ],
    }


def _suspended(contracts: Sequence[Contract], now: datetime) -> dict[str, Json]:
    """Why nothing is covered where the subscriber is suspended: a key of our own."""
    pause = suspended(contracts, now)
    return {} if pause is None else {"suspended": {"since": seconds(pause.since), "because": pause.because}}


def _covered(all_of: Sequence[Entitlement], agency: Agency) -> dict[str, Json]:
    return {
        "provider": _numbers(agency.providers, [one.providers for one in all_of]),
        "package": _numbers(agency.packages, [one.packages for one in all_of]),
        "category": _categories(agency, [one.sections for one in all_of]),
        "type": _numbers(agency.types, [one.types for one in all_of]),
        "language": _numbers(agency.languages, [one.languages for one in all_of]),
        "photo_size": _names(one.photo_sizes for one in all_of),
        "video_size": _names(one.video_sizes for one in all_of),
        "graph_size": _names(one.graph_sizes for one in all_of),
        "archive_days": _most([one.archive_days for one in all_of]),
        "download_limit": _sum([one.download_limit for one in all_of]),
        "download_limit_day": _sum([one.download_limit_day for one in all_of]),
    }


def _numbers(table: Sequence[Code], covered: Sequence[tuple[str, ...] | None]) -> list[Json]:
    """The numbers of the codes that any entitlement covers; None covers the whole table."""
    return list[Json](
        sorted(row.number for row in table if any(codes is None or row.code in codes for codes in covered))
    )


def _categories(agency: Agency, covered: Sequence[tuple[str, ...] | None]) -> list[Json]:
    """The numbers of the categories of which any section is covered."""
    numbers = {
        section.category
        for section in agency.sections
        if any(codes is None or section.code in codes for codes in covered)
    }
    return list[Json](sorted(numbers))


def _names(sizes: Iterable[tuple[str, ...]]) -> list[Json]:
    return list[Json](sorted({size for some in sizes for size in some}))


def _most(days: Sequence[int | None]) -> int | None:
    return None if None in days else max((day for day in days if day is not None), default=0)


def _sum(limits: Sequence[int | None]) -> int | None:
    return None if None in limits else sum(limit for limit in limits if limit is not None)
