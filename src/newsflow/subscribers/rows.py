"""Rows of the subscribers' tables."""

from dataclasses import dataclass
from datetime import datetime

from newsflow.db.query import query
from newsflow.domain.guid import SubscriberId
from newsflow.subscribers.quota import Used


@dataclass(frozen=True, slots=True)
class Subscriber:
    """An organisation."""

    id: SubscriberId
    name: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ContractRow:
    """A contract as stored; `ends` is the earlier of its term's end and its being ended."""

    id: str
    subscriber: SubscriberId
    title: str
    starts: datetime
    ends: datetime | None
    entitlement: str
    pauses: str | None
    """The subscriber's suspensions as JSON; None for none."""


@dataclass(frozen=True, slots=True)
class ApiUser:
    """A machine's login."""

    username: str
    subscriber: SubscriberId
    active: bool
    ends: datetime | None
    legacy_errors: bool
    addresses: list[str]
    """The networks from which it may ask; none: any."""
    scopes: list[str]


@dataclass(frozen=True, slots=True)
class Login(ApiUser):
    """A machine's login with a secret that was right."""

    last_used_at: datetime | None


@dataclass(frozen=True, slots=True)
class ApiUserRow:
    """A machine's login as an administrator sees it."""

    username: str
    subscriber: SubscriberId
    active: bool
    ends: datetime | None
    addresses: list[str]
    legacy_errors: bool
    scopes: list[str]
    secrets: int
    last_used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Takers:
    """The ids of all subscribers that took an item."""

    subscribers: list[SubscriberId]


@dataclass(frozen=True, slots=True)
class Taken:
    """The id of an item that was taken."""

    guid: str


@dataclass(frozen=True, slots=True)
class Taking:
    """One line of the ledger."""

    subscriber: SubscriberId
    guid: str
    version: int
    path: str
    times: int
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Ranged:
    """A version that lies in a range of a subscriber's, with what a contract asks of it."""

    subscriber: SubscriberId
    path: str
    contracts: list[str]
    first_at: datetime
    last_at: datetime
    guid: str
    version: int
    seq: int
    at: datetime
    action: str
    embargoed: bool
    type: str
    language: str
    form: str
    section: str
    packages: list[str]
    provider: str
    priority: str
    restrictions: str


@dataclass(frozen=True, slots=True)
class Counted:
    """How often something was asked or refused; an empty subscriber is nobody that is known."""

    minute: datetime
    subscriber: str
    what: str
    number: int


ADD_SUBSCRIBER = query("subscribers.add_subscriber")
SUBSCRIBER = query("subscribers.subscriber", Subscriber)
SUBSCRIBERS = query("subscribers.subscribers", Subscriber)
ADD_CONTRACT = query("subscribers.add_contract")
END_CONTRACT = query("subscribers.end_contract")
CONTRACTS_OF = query("subscribers.contracts_of", ContractRow)
ADD_API_USER = query("subscribers.add_api_user")
ADD_SECRET = query("subscribers.add_secret")
DROP_OLD_SECRETS = query("subscribers.drop_old_secrets")
SIGN_IN = query("subscribers.sign_in", Login)
SIGN_IN_BEARER = query("subscribers.sign_in_bearer", Login)
API_USER = query("subscribers.api_user", ApiUser)
USED = query("subscribers.used")
TAKE = query("subscribers.take")
TOOK = query("subscribers.took", Taken)
TAKERS = query("subscribers.takers", Taking)
TAKE_DAYS = query("subscribers.take_days")
LOCK_QUOTA = query("subscribers.lock_quota")
TAKEN_TODAY = query("subscribers.taken_today", Taken)
USED_QUOTA = query("subscribers.used_quota", Used)
WHO_TOOK = query("subscribers.who_took", Takers)
CHANGE_API_USER = query("subscribers.change_api_user")
API_USERS = query("subscribers.api_users", ApiUserRow)
COUNT = query("subscribers.count")
COUNTED = query("subscribers.counted", Counted)
PUT_RANGES = query("subscribers.put_ranges")
RANGED = query("subscribers.ranged", Ranged)
FORGET_RANGE_ADDRESSES = query("subscribers.forget_range_addresses")
FORGET_RANGE_PEOPLE = query("subscribers.forget_range_people")
FORGET_CURSOR_LOGINS = query("subscribers/reports.forget_cursor_logins")
FORGET_ADDRESSES = query("subscribers.forget_addresses")
FORGET_PEOPLE = query("subscribers.forget_people")
FORGET_COUNTERS = query("subscribers.forget_counters")
