"""How many items an account may still take this month and today, in the agency's zone. PURE but for its error."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from newsflow.domain.errors import NotAllowedError
from newsflow.domain.notice import local_time
from newsflow.domain.worded import worded
from newsflow.matching.contract import Contract


class QuotaError(NotAllowedError):
    """The account has taken all that its contracts let it take for now."""

    slug = "quota"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """Items that may be taken in a month and in a day; None without limit. An item counts once a day."""

    month: int | None = None
    day: int | None = None

    @property
    def endless(self) -> bool:
        """Whether there is no limit at all."""
        return self.month is None and self.day is None


@dataclass(frozen=True, slots=True)
class Used:
    """Items taken this month and today, each counted once a day."""

    month: int
    day: int


def quota_of(contracts: Iterable[Contract], now: datetime) -> Quota:
    """What the running contracts let an account take together: limits add up, one without limit lifts all."""
    running = [contract.covers for contract in contracts if contract.runs(now)]
    return Quota(
        month=_sum([covers.download_limit for covers in running]),
        day=_sum([covers.download_limit_day for covers in running]),
    )


def _sum(limits: list[int | None]) -> int | None:
    return None if None in limits else sum(limit for limit in limits if limit is not None)


def day_of(now: datetime, zone: ZoneInfo) -> date:
    """The day in the agency's zone."""
    return now.astimezone(zone).date()


def first_of_month(day: date) -> date:
    """The month's first day."""
    return day.replace(day=1)


def left(limit: int | None, used: int) -> int | None:
    """What is left of a limit; None without limit."""
    return None if limit is None else max(limit - used, 0)


def check_quota(quota: Quota, used: Used, more: int, now: datetime, zone: ZoneInfo) -> None:
    """Pass when `more` items may be taken now; else QuotaError says when counting begins again."""
    today = day_of(now, zone)
    if quota.month is not None and used.month + more > quota.month:
        again = first_of_month(first_of_month(today) + timedelta(days=32))
        raise _over(
            worded("The contract has %(limit)s items a month.", limit=quota.month), _midnight(again, zone)
        )
    if quota.day is not None and used.day + more > quota.day:
        again = today + timedelta(days=1)
        raise _over(
            worded("The contract has %(limit)s items a day.", limit=quota.day), _midnight(again, zone)
        )


def _midnight(day: date, zone: ZoneInfo) -> str:
    return local_time(datetime.combine(day, time(), zone), zone)


def _over(limit: str, again: str) -> QuotaError:
    return QuotaError(
        "The download limit is reached.",
        limit,
        worded("It begins again at %(again)s. What was taken today may be fetched again.", again=again),
    )
