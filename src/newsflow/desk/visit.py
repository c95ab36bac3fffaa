"""One request of a person of the desk, and what the desk's pages are given besides what every face has."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from starlette.responses import Response

from newsflow.accounts.people import LENDABLE, Act, Person, may
from newsflow.db.pool import reading
from newsflow.db.query import query, row
from newsflow.desk.face import DESK, HOME, ME, PREFIX
from newsflow.documents import how_many_parked
from newsflow.domain.retention import Retention
from newsflow.newsroom.duty import lent_to
from newsflow.newsroom.engines import Engine
from newsflow.subscribers.requests import requests
from newsflow.web.forms import LIMIT_BYTES
from newsflow.web.within.face import Face, House
from newsflow.web.within.visit import Endpoint, Guard, seen_after
from newsflow.web.within.visit import Visit as AnyVisit

__all__ = ["HOME", "ME", "PREFIX", "Desk", "Guard", "Page", "Visit", "seen_after", "signed_in"]


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many releases wait for a second look."""

    count: int


_WAITING = query("desk.waiting", Waiting)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk(House):
    """What every page of the desk is given, whoever asks."""

    face: Face = DESK
    kept: Retention = field(default_factory=Retention)
    """How long what is kept that names a person."""
    engine: Engine | None = None
    """The machine that drafts translations, where one is set up."""

    async def lent(self, person: Person, now: datetime) -> frozenset[Act]:
        """What is lent to the person now; nobody is asked for whose role gives all that can be lent."""
        if all(may(person, act) for act in LENDABLE):
            return frozenset()
        async with reading(self.pool) as db:
            return await lent_to(db, person, now)

    async def counts(self) -> Mapping[str, int]:
        """How many releases wait for a second look, how many documents are parked, how many subscribers wait for an answer."""
        async with reading(self.pool) as db:
            waiting = await row(db, _WAITING)
            aside = await how_many_parked(db)
            asked = await requests.waiting(db)
        return {
            f"{PREFIX}/approvals": waiting.count if waiting else 0,
            f"{PREFIX}/parked": aside,
            f"{PREFIX}/enquiries": asked,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit(AnyVisit):
    """One request of a person of the desk."""

    @property
    def desk(self) -> Desk:
        """What the desk's pages are given."""
        return cast("Desk", self.house)


Page = Callable[[Visit], Awaitable[Response]]


def signed_in(
    desk: Desk, page: Page, *acts: Act, limit_bytes: int = LIMIT_BYTES, while_enrolling: bool = False
) -> Endpoint:
    """The endpoint of a page of the desk, as `Guard.endpoint` says."""
    return Guard(
        house=desk, kind=Visit, page=page, acts=acts, limit_bytes=limit_bytes, while_enrolling=while_enrolling
    ).endpoint()
