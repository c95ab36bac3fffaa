"""Who reads by cursor, and how: the account, the format, the question."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from newsflow.documents.choosing import Accepted
from newsflow.subscribers.api_users import Account
from newsflow.subscribers.quota import Quota, quota_of
from newsflow.subscribers.ranges import Range

WhoIs = Callable[[], Awaitable[Account]]
"""The account of a request as it stands now. Raises the error that says why it may not go on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Whoever pulls or streams."""

    account: Account
    address: str
    path: str
    """As the ledger names it."""
    question: str = ""
    accepted: tuple[Accepted, ...] | None = None
    """What was asked for; None: what the subscriber takes."""

    @property
    def username(self) -> str:
        """The login's name."""
        return self.account.username

    def quota(self, now: datetime) -> Quota:
        """How many items may be taken."""
        return quota_of(self.account.contracts, now)

    def by_range(self, now: datetime) -> bool:
        """Whether the ledger holds ranges of numbers for it: it asks for all, and has no limit.

        A range is turned into versions by the contracts alone, whenever it is asked. A question could not be: it asks words
        of the copy, which a kill or an order to erase takes away, just when who took it must be known. So whoever
        narrows has a line for each entry, which `usage` counts too.
        """
        return not self.question and self.quota(now).endless

    def range(self, after_seq: int, to_seq: int | None, first_at: datetime, last_at: datetime) -> Range:
        """A line of the ledger."""
        return Range(
            subscriber=self.account.subscriber,
            path=self.path,
            contracts=tuple(sorted(one.id for one in self.account.contracts)),
            after_seq=after_seq,
            to_seq=to_seq,
            first_at=first_at,
            last_at=last_at,
            username=self.account.username,
            address=self.address or None,
            running=tuple(sorted(one.id for one in self.account.contracts if one.runs(first_at))),
        )
