"""One request of a subscriber's person, and what the portal's pages are given besides what every face has."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import cast

from starlette.responses import Response

from newsflow.accounts.oidc.asking import Asking
from newsflow.accounts.people import AccountAct
from newsflow.documents.loads import Shelf
from newsflow.domain.guid import SubscriberId
from newsflow.domain.retention import Retention
from newsflow.portal.face import PORTAL
from newsflow.search.reader import Archive
from newsflow.subscribers.ledger import Ledger
from newsflow.web.forms import LIMIT_BYTES
from newsflow.web.within.face import Face, House
from newsflow.web.within.visit import NOBODYS, Endpoint, Guard, Inside
from newsflow.web.within.visit import Visit as AnyVisit


@dataclass(frozen=True, slots=True, kw_only=True)
class Portal(House):
    """What every page of the portal is given, whoever asks."""

    face: Face = PORTAL
    ledger: Ledger
    shelf: Shelf = field(default_factory=Shelf)
    kept: Retention = field(default_factory=Retention)
    archive: Archive | None = None
    """The search index; without it no words can be looked up."""
    asking: Asking = field(default_factory=Asking)
    """How organisations' own providers are asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit(AnyVisit):
    """One request of a subscriber's person."""

    @property
    def portal(self) -> Portal:
        """What the portal's pages are given."""
        return cast("Portal", self.house)

    @property
    def subscriber(self) -> SubscriberId:
        """The account that the page is about, as `authorise` was asked: nothing of another's is shown or done here."""
        assert self.account is not None
        return self.account


Page = Callable[[Visit], Awaitable[Response]]
Whose = Callable[[Visit], Awaitable[SubscriberId]]


async def own(visit: Visit) -> SubscriberId:
    """The reader's own organisation: for what is asked of the wire, of oneself, and of the account as a whole."""
    return visit.person.subscriber or NOBODYS


def signed_in(
    portal: Portal, page: Page, *acts: AccountAct, of: Whose, limit_bytes: int = LIMIT_BYTES
) -> Endpoint:
    """The endpoint of a page of the portal, as `Guard.endpoint` says. Whoever comes in may read the wire.

    `of` says whose account the page is about: `own`, or that of whom or what the address names.
    """
    inside = Inside(acts=(AccountAct.READ_WIRE, *acts), of=of)
    return Guard(house=portal, kind=Visit, page=page, inside=inside, limit_bytes=limit_bytes).endpoint()
