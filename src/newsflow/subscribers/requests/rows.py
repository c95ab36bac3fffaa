"""What is stored of a request."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from newsflow.domain.guid import SubscriberId


class RequestKind(StrEnum):
    """What is asked for."""

    PACKAGES = "packages"
    ITEM = "item"
    """An item that did not come."""
    QUESTION = "question"


class RequestStep(StrEnum):
    """What was done."""

    ASKED = "asked"
    WROTE = "wrote"
    TAKEN_BACK = "taken_back"
    ANSWERED = "answered"
    CLOSED = "closed"


THEIRS = frozenset({RequestStep.ASKED, RequestStep.WROTE, RequestStep.TAKEN_BACK})
"""Steps of the subscriber's people; the others are the desk's."""
WAITS = frozenset({RequestStep.ASKED, RequestStep.WROTE})
"""After these it is the agency's turn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A request as the form gives it."""

    kind: RequestKind
    about: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class AccountRequest:
    """A request as it stands, with the organisation's name and its last step."""

    id: int
    subscriber: SubscriberId
    organisation: str
    kind: str
    about: list[str]
    asked_at: datetime
    closed_at: datetime | None
    last_kind: str
    last_at: datetime

    @property
    def waits(self) -> bool:
        """Whether it is the agency's turn."""
        return self.closed_at is None and self.last_kind in WAITS


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step; the name is None once its person is erased."""

    number: int
    at: datetime
    kind: str
    by: str
    name: str | None
    words: str | None

    @property
    def is_theirs(self) -> bool:
        """Whether the subscriber's people did it."""
        return self.kind in THEIRS


@dataclass(frozen=True, slots=True)
class Number:
    """One number."""

    number: int
