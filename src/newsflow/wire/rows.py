"""Rows of the wire's tables, and how an entry is read from one."""

from dataclasses import dataclass
from datetime import datetime

import msgspec

from newsflow.db.query import query
from newsflow.domain.codes import Action
from newsflow.domain.content import read as read_content
from newsflow.domain.dispatch import Restriction
from newsflow.domain.entry import Approval, Approvals, Entry, Header
from newsflow.domain.errors import StoredContentError
from newsflow.domain.guid import Guid, Seq
from newsflow.matching.facts import Facts


@dataclass(frozen=True, slots=True)
class Head:
    """The wire's last entry: its name (the agency's code), epoch, number and time."""

    wire: str
    epoch: int
    seq: Seq
    at: datetime


@dataclass(frozen=True, slots=True)
class Pulse(Head):
    """The head, and the last order to erase."""

    erasure: int

    def head(self) -> Head:
        """The head alone."""
        return Head(self.wire, self.epoch, self.seq, self.at)


@dataclass(frozen=True, slots=True)
class Epoch:
    """An epoch of the wire, and which numbers of the one before a restore made void."""

    epoch: int
    first_seq: Seq
    at: datetime
    reason: str
    void_from: int | None
    void_to: int | None


@dataclass(frozen=True, slots=True)
class Number:
    """One number that the database gave."""

    number: int


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry as the tables hold it."""

    wire: str
    epoch: int
    seq: Seq
    at: datetime
    guid: Guid
    version: int
    action: str
    not_before: datetime | None
    content_digest: bytes
    approvals: bytes
    approvals_digest: bytes
    entry_digest: bytes
    salt: bytes | None
    body: bytes | None
    erased_by: int | None

    def header(self) -> Header:
        """What stands for ever."""
        return Header(
            wire=self.wire,
            epoch=self.epoch,
            seq=self.seq,
            at=self.at,
            guid=self.guid,
            version=self.version,
            action=Action(self.action),
            not_before=self.not_before,
            content_digest=self.content_digest,
            approvals_digest=self.approvals_digest,
        )

    def given(self) -> tuple[Approval, ...]:
        """Who released and who approved, by opaque id."""
        return msgspec.json.decode(self.approvals, type=Approvals).approvals

    def entry(self) -> Entry:
        """The entry, its content read (upcast from older schemas) or None when erased. Raises StoredContentError."""
        try:
            content = None if self.body is None else read_content(self.body)
        except StoredContentError as error:
            error.place = f"entry {self.seq}, version {self.version} of {self.guid}"
            raise
        return Entry(header=self.header(), content=content)


@dataclass(frozen=True, slots=True)
class Item:
    """An item as its latest entry leaves it."""

    guid: Guid
    type: str
    language: str
    form: str
    section: str
    packages: list[str]
    provider: str
    priority: str
    urgency: int
    story: str | None
    slug: str
    headline: str | None
    notice_of: Guid | None
    series: Guid | None
    first_at: datetime
    first_seq: Seq
    seq: Seq
    at: datetime
    version: int
    action: str
    embargoed: bool
    restrictions: str
    """The use terms as JSON; `terms` reads them."""
    replaced_by: Guid | None

    def terms(self) -> tuple[Restriction, ...]:
        """The use terms of the latest version."""
        return msgspec.json.decode(self.restrictions, type=tuple[Restriction, ...])

    def facts(self, *, took: bool = False) -> Facts:
        """What rulings are made on; `took` is whether the asker ever took a version of it."""
        return Facts(
            guid=self.guid,
            type=self.type,
            language=self.language,
            form=self.form,
            section=self.section,
            packages=frozenset(self.packages),
            provider=self.provider,
            priority=self.priority,
            at=self.at,
            action=Action(self.action),
            embargoed=self.embargoed,
            notice_of=self.notice_of,
            restrictions=self.terms(),
            took=took,
        )


@dataclass(frozen=True, slots=True)
class StoredItem(Item):
    """All that an item's row holds, for fsck to compare."""

    rights_end: datetime | None


@dataclass(frozen=True, slots=True)
class Erasure:
    """A recorded order to empty content."""

    id: int
    at: datetime
    law: str
    file_number: str
    asked_by: str
    ordered_by: str
    second: str
    targets: list[int]


@dataclass(frozen=True, slots=True)
class Use:
    """An entry that names a file, by the file's digest."""

    seq: Seq
    guid: Guid
    version: int
    sha256: str


TAKE_HEAD = query("wire.take_head", Head)
NEXT_NUMBER = query("wire.next_number", Number)
LAST_NUMBER = query("wire.last_number", Number)
PUT = query("wire.put")
HEAD = query("wire.head", Head)
PULSE = query("wire.pulse", Pulse)
EPOCHS = query("wire.epochs", Epoch)
READ_AFTER = query("wire.read_after", EntryRow)
READ_LAST = query("wire.read_last", EntryRow)
READ_NUMBERED = query("wire.read_numbered", EntryRow)
READ_ITEM = query("wire.read_item", EntryRow)
ITEM = query("wire.item", Item)
ITEMS_AFTER = query("wire.items_after", StoredItem)
ITEMS_NAMED = query("wire.items_named", Item)
ITEMS_OF_STORY = query("wire.items_of_story", Item)
ITEMS_OF_SERIES = query("wire.items_of_series", Item)
KNOWN_OF = query("wire.known_of", Number)
USERS_OF = query("wire.users_of", Use)
ERASE = query("wire.erase", Number)
ERASURES = query("wire.erasures", Erasure)
