"""One request of a subscriber's person, and what the portal's pages are given besides what every face has."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import cast

from starlette.responses import Response

from newsflow.accounts.people import Act
from newsflow.documents.loads import Shelf
from newsflow.domain.guid import SubscriberId
from newsflow.portal.face import PORTAL
from newsflow.subscribers.ledger import Ledger
from newsflow.web.forms import LIMIT_BYTES
from newsflow.web.within.face import Face, House
from newsflow.web.within.visit import Endpoint, Guard
from newsflow.web.within.visit import Visit as AnyVisit


@dataclass(frozen=True, slots=True, kw_only=True)
class Portal(House):
    """What every page of the portal is given, whoever asks."""

    face: Face = PORTAL
    ledger: Ledger
    shelf: Shelf = field(default_factory=Shelf)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit(AnyVisit):
    """One request of a subscriber's person."""

    @property
    def portal(self) -> Portal:
        """What the portal's pages are given."""
        return cast("Portal", self.house)

    @property
    def subscriber(self) -> SubscriberId:
        """Whose person asks: nothing of another's is shown or done in this visit."""
        assert self.person.subscriber is not None
        return self.person.subscriber


Page = Callable[[Visit], Awaitable[Response]]


def signed_in(portal: Portal, page: Page, *acts: Act, limit_bytes: int = LIMIT_BYTES) -> Endpoint:
    """The endpoint of a page of the portal, as `Guard.endpoint` says. Whoever comes in may read the wire."""
    return Guard(
        house=portal, kind=Visit, page=page, acts=(Act.READ_WIRE, *acts), limit_bytes=limit_bytes
    ).endpoint()
