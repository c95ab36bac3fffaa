"""A face that people sign in to: how it is called, where it lies, whom it lets in; and what its pages are given."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from urllib.parse import urlsplit

from starlette.requests import Request

from newsflow.accounts.people import AccountAct, Act, Person
from newsflow.accounts.sessions import Terms
from newsflow.db.pool import Pool
from newsflow.domain.agency import Agency
from newsflow.domain.clock import Clock
from newsflow.objects import ObjectStore
from newsflow.web.client import NO_PROXIES, Proxies, client_address
from newsflow.web.cookies import Cookie
from newsflow.web.pages import Pages

PORTAL_PREFIX = "/portal"
PORTAL_COOKIE = "newsflow-portal"
"""Where the subscribers' face lies and by which cookie: for the desk, which opens looks into it."""
NO_COUNTS: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A link of every page: its address, its words, its key, and the act without which it would lead to a refusal."""

    address: str
    text: str
    key: str | None = None
    act: Act | AccountAct | None = None
    also: tuple[str, ...] = ()
    """Beginnings of other addresses that belong to it."""
    only_if_any: bool = False
    """In the bar only while something waits behind it (`House.counts`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One of the faces. `said` is what a page says of the form that led to it, by the code that `done` was given."""

    name: str
    """Of its style sheet, its script and what its tests ask for."""
    title: str
    prefix: str
    cookie: str
    of_desk: bool
    """Whether the agency's own people are let in, or those of subscribers."""
    not_yours: tuple[str, str]
    """What a person of the other side is told, and what now."""
    said: Mapping[str, str]
    roles: Mapping[str, str]
    nav: tuple[Way, ...]
    menu: tuple[Way, ...]

    @property
    def home(self) -> str:
        """The first page."""
        return f"{self.prefix}/"

    @property
    def sign_in(self) -> str:
        """The page of the door."""
        return f"{self.prefix}/sign-in"

    @property
    def me(self) -> str:
        """The page of one's own account."""
        return f"{self.prefix}/me"

    def lets_in(self, person: Person) -> bool:
        """Whether the person is of this face's side."""
        return person.is_of_desk if self.of_desk else person.is_of_subscriber


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What every page of a face is given, whoever asks."""

    face: Face
    pool: Pool
    agency: Agency
    clock: Clock
    pages: Pages
    origin: str
    """The public address, without a slash at its end."""
    server_key: bytes
    store: ObjectStore | None = None
    proxies: Proxies = NO_PROXIES
    terms: Terms = field(default_factory=Terms)

    @property
    def is_https(self) -> bool:
        """Whether the outside reaches us so."""
        return self.origin.startswith("https://")

    @property
    def cookie(self) -> Cookie:
        """The session's cookie."""
        return Cookie(self.face.cookie, https=self.is_https)

    @property
    def door_cookie(self) -> Cookie:
        """The cookie that forms before sign-in are bound to."""
        return Cookie(f"{self.face.cookie}-door", https=self.is_https)

    @property
    def host(self) -> str:
        """The public host, which passkeys are bound to (WebAuthn's RP id)."""
        return urlsplit(self.origin).hostname or "localhost"

    def address_of(self, request: Request) -> str:
        """The network address that asks."""
        return client_address(request.scope, self.proxies)

    async def lent(self, person: Person, now: datetime) -> frozenset[Act]:  # noqa: ARG002 - for a face that lends
        """What is lent to the person now, besides what their role gives."""
        return frozenset()

    async def counts(self) -> Mapping[str, int]:
        """What waits behind links of the bar, by their address."""
        return NO_COUNTS
