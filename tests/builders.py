"""Builders with one meaningful argument: an agency, people, drafts, contracts, released dispatches."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from newsflow.accounts.hand import PASSWORD, SESSION, Hand
from newsflow.accounts.people import Person, Role, add_person, by_id
from newsflow.db.pool import transaction
from newsflow.domain.checks.finding import CheckCode
from newsflow.domain.codes import Action, Form, ItemType, ReasonClass
from newsflow.domain.dispatch import Dispatch, paragraph
from newsflow.domain.guid import SubscriberId
from newsflow.domain.media import Media, Rendition, RenditionName
from newsflow.matching.contract import Contract, Entitlement
from newsflow.newsroom import drafts
from newsflow.newsroom.approvals import Outcome, ask
from newsflow.newsroom.description.agency_file import read_agency
from newsflow.newsroom.release import Names, release
from newsflow.newsroom.series import Series, release_series
from newsflow.newsroom.stop import Stop, stop
from newsflow.ops.demo import AGENCY_FILE
from newsflow.subscribers.api_users import Account, account, add_api_user
from newsflow.subscribers.contracts import add_subscriber, sign
from tests.harness import MORNING

if TYPE_CHECKING:
    from datetime import datetime

    from newsflow.db.pool import Pool
    from newsflow.domain.agency import Agency
    from newsflow.domain.clock import Clock
    from newsflow.domain.entry import Header
    from newsflow.domain.guid import Guid

SERVER_KEY = b"a key that only tests know, 32 b"


ALL_PASSED = dict.fromkeys(CheckCode, "Looked at.")
"""A word for every warning that the checks have."""
PASS_ALL = tuple(part for code in CheckCode for part in ("--pass", f"{code}=Looked at."))
"""The same for a command line."""


@cache
def the_agency() -> Agency:
    """The demo agency."""
    return read_agency(AGENCY_FILE)


def a_dispatch(**facts: Any) -> Dispatch:
    """A short story from an invented harbour town, valid for the demo agency, but for the facts given."""
    agency = the_agency()
    plain = Dispatch(
        language="en",
        form=Form.STORY,
        section=agency.sections[0].code,
        packages=(agency.packages[0].code,),
        provider=agency.providers[0].code,
        slug="harbour-ferry",
        headline="Ferry returns to the old harbour",
        body=(
            paragraph("The ferry came back on Monday, its bell ringing."),
            paragraph("Hundreds came to see it."),
        ),
    )
    return replace(plain, **facts)


def a_rendition(name: str, kind: str = "image/jpeg", size: int = 1_000) -> Rendition:
    """A rendition that lies nowhere: its digest is its name's."""
    digest = hashlib.sha256(name.encode()).hexdigest()
    return Rendition(name=RenditionName(name), type=kind, bytes=size, sha256=digest, width=640, height=480)


def a_picture(**media: Any) -> Dispatch:
    """A picture of the harbour ferry as it goes into a series, but for the media facts given."""
    plain: dict[str, Any] = {
        "caption": "The ferry comes in under a low sun.",
        "alt_text": "A small white ferry nears a stone quay.",
        "credit_line": "Ada Sample / Novafon",
        "renditions": (a_rendition("print", size=5_000), a_rendition("web")),
    }
    return a_dispatch(
        type=ItemType.PICTURE, headline="The ferry comes in", body=(), media=Media(**(plain | media))
    )


def a_series(*members: Dispatch, **facts: Any) -> Series:
    """A series of pictures, of two unless they are given."""
    about = a_dispatch(headline="The ferry is back", body=(), media=Media(caption="Its first day."), **facts)
    return Series(about=about, members=members or (a_picture(), a_picture(caption="The quay, after.")))


@dataclass(frozen=True, slots=True)
class Newsroom:
    """A desk at work in a test: the database, the clock, the agency and three people."""

    pool: Pool
    clock: Clock
    agency: Agency
    chief: Person
    editor: Person
    reporter: Person

    def hand(self, person: Person, key: str = PASSWORD, session: str | None = None) -> Hand:
        """A person who has just entered their password, in a session of their own, unless it is said otherwise."""
        own = f"session of {person.id}"
        return Hand(person=person, key=key, session=session or own, at=self.clock())

    async def ask(self, draft: int, person: Person | None = None, *, due: datetime | None = None) -> Outcome:
        """What comes of releasing a draft, by the chief, or by somebody else."""
        async with transaction(self.pool) as db:
            hand = self.hand(person or self.chief, SESSION)
            return await ask(db, self.clock, self.agency, draft, hand, due=due, passed=ALL_PASSED)

    async def draft(
        self, content: Dispatch | None = None, *, of: Guid | None = None, action: Action | None = None
    ) -> int:
        """The id of a new draft; with `of`, an update of that item, or what `action` says."""
        async with transaction(self.pool) as db:
            return await drafts.create(
                db,
                content or a_dispatch(),
                self.clock(),
                by=self.reporter.id,
                guid=of,
                action=action or (Action.NEW if of is None else Action.UPDATE),
            )

    async def release(
        self, content: Dispatch | None = None, *, of: Guid | None = None, action: Action | None = None
    ) -> Header:
        """The header of a dispatch released by the chief and approved by the editor."""
        draft = await self.draft(content, of=of, action=action)
        return (await self.release_draft(draft))[0]

    async def release_series(self, series: Series | None = None) -> list[Header]:
        """The headers of a series released by the chief: its members' in order, then its own."""
        async with transaction(self.pool) as db:
            names = Names(released_by=self.chief, approved_by=self.editor)
            return await release_series(db, self.clock, self.agency, series or a_series(), names)

    async def release_draft(self, draft: int, names: Names | None = None) -> list[Header]:
        """The headers of a draft put on the wire."""
        async with transaction(self.pool) as db:
            both = names or Names(released_by=self.chief, approved_by=self.editor)
            return await release(db, self.clock, self.agency, draft, both)

    async def stop(self, guid: str, action: Action = Action.KILL, reason: str = "") -> list[Header]:
        """The headers of a stop: the item's own and the notice's."""
        async with transaction(self.pool) as db:
            order = Stop(
                guid=guid,
                action=action,
                hand=self.hand(self.editor),
                reason_class=ReasonClass.FALSE,
                reason=reason,
            )
            return await stop(db, self.clock, self.agency, order)


async def a_newsroom(pool: Pool, clock: Clock) -> Newsroom:
    """A desk with a chief, an editor and a reporter."""
    async with transaction(pool) as db:
        people: list[Person] = []
        for role in (Role.CHIEF, Role.EDITOR, Role.REPORTER):
            made = await add_person(
                db, email=f"{role.value}@desk.example", name=role.value, role=role, now=clock()
            )
            found = await by_id(db, made)
            assert found is not None
            people.append(found)
    return Newsroom(pool, clock, the_agency(), *people)


def a_contract(
    *, subscriber: str = "gazette", starts: datetime = MORNING, ends: datetime | None = None, **covers: Any
) -> Contract:
    """A contract that covers everything, but for what `covers` narrows."""
    return Contract(
        id=f"c-{subscriber}",
        subscriber=subscriber,
        title="Everything",
        starts=starts,
        ends=ends,
        covers=Entitlement(**covers),
    )


async def an_account(
    pool: Pool, clock: Clock, contract: Contract, username: str = "7000001"
) -> tuple[Account, str]:
    """An API user of the contract's subscriber, and its secret."""
    async with transaction(pool) as db:
        subscriber = SubscriberId(contract.subscriber)
        await add_subscriber(db, subscriber, f"The {subscriber}", clock())
        await sign(db, contract, clock())
        secret = await add_api_user(
            db, username=username, subscriber=subscriber, server_key=SERVER_KEY, now=clock()
        )
        return await account(db, username), secret
