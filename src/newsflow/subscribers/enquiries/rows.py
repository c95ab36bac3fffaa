"""What is stored of an enquiry."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class StepKind(StrEnum):
    """What was done."""

    CONFIRMED = "confirmed"
    WROTE = "wrote"
    ANSWERED = "answered"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    SECRET = "secret"  # noqa: S105 - the name of a step, no secret
    """A further secret of the login was shown."""
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An enquiry as the form gives it. `sent_from` is the network address, of which only an HMAC is kept."""

    edition: str
    organisation: str
    name: str
    email: str
    wants: str
    languages: tuple[str, ...]
    sections: tuple[str, ...]
    sent_from: str
    offer: str | None = None
    """The code of what they chose of the agency's offers."""


@dataclass(frozen=True, slots=True)
class Enquiry:
    """An enquiry as it stands. Who asked is None once that is forgotten."""

    id: int
    nonce: str
    asked_at: datetime
    edition: str
    languages: list[str]
    sections: list[str]
    offer: str | None
    confirmed_at: datetime | None
    subscriber: str | None
    closed_at: datetime | None
    organisation: str | None
    name: str | None
    email: str | None
    wants: str | None


@dataclass(frozen=True, slots=True)
class Listed(Enquiry):
    """An enquiry with its last step."""

    last_kind: str
    last_at: datetime


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step; `name` is whose of the desk did it, None where who asked did."""

    number: int
    at: datetime
    kind: str
    by: str | None
    name: str | None
    words: str | None
    offer: str | None


@dataclass(frozen=True, slots=True)
class Lately:
    """How many asked within the window."""

    from_here: int
    for_them: int
    unconfirmed: int


@dataclass(frozen=True, slots=True)
class Number:
    """One number."""

    number: int
