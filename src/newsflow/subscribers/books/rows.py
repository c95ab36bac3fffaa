"""What the agency's books hold."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from newsflow.domain.guid import SubscriberId


class Medium(StrEnum):
    """What kind of title it is."""

    PRINT = "print"
    ONLINE = "online"
    RADIO = "radio"
    TELEVISION = "television"
    OTHER = "other"


class Per(StrEnum):
    """For how long a price is."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    ONCE = "once"


@dataclass(frozen=True, slots=True)
class Group:
    """A group of companies, and how many subscribers are in it."""

    id: str
    name: str
    members: int


@dataclass(frozen=True, slots=True)
class Title:
    """What a subscriber publishes; `ended_at` is when it was taken off."""

    id: int
    subscriber: SubscriberId
    name: str
    medium: str
    ended_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The commercial terms of a contract. Days are those of the agency's zone; `titles` are ids, none: all of them."""

    legal_name: str = ""
    tax_number: str = ""
    billing_address: str = ""
    signatory: str = ""
    price: Decimal | None = None
    currency: str = ""
    per: Per = Per.YEAR
    renews_on: date | None = None
    notice_by: date | None = None
    titles: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TermsRow:
    """One line of a contract's terms. The party's facts are None where they were forgotten."""

    contract: str
    number: int
    at: datetime
    by: str
    legal_name: str | None
    tax_number: str | None
    billing_address: str | None
    signatory: str | None
    price: Decimal | None
    currency: str | None
    per: str
    renews_on: date | None
    notice_by: date | None
    titles: list[int]


@dataclass(frozen=True, slots=True)
class ContractFacts:
    """Who signed a contract and when; who ended it and why. None: not by somebody of the desk, or not ended."""

    id: str
    created_at: datetime
    signed_by: str | None
    ended_at: datetime | None
    ended_by: str | None
    because: str | None
