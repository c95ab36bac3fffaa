"""Rows of the test wires' own tables."""

from dataclasses import dataclass
from datetime import datetime

from newsflow.db.query import query
from newsflow.domain.codes import Action
from newsflow.domain.content import digest_of, read
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.entry import Header
from newsflow.domain.guid import Guid, Seq, SubscriberId


@dataclass(frozen=True, slots=True)
class TestWire:
    """A contract's test wire: where it is, and which numbers a restore drill made void."""

    __test__ = False

    contract: str
    subscriber: SubscriberId
    epoch: int
    seq: Seq
    void_from: int | None
    void_to: int | None
    ends: datetime | None


@dataclass(frozen=True, slots=True)
class Head:
    """Where a test wire's next entry goes."""

    epoch: int
    seq: int


@dataclass(frozen=True, slots=True)
class Begun:
    """An epoch of a test wire, by its first entry."""

    epoch: int
    first_seq: Seq
    at: datetime


@dataclass(frozen=True, slots=True)
class Step:
    """What a drill has still to bring, after its text."""

    first_seq: int
    drill: str
    step: int


@dataclass(frozen=True, slots=True)
class TestEntry:
    """An entry, and its item as its latest entry leaves it."""

    __test__ = False

    seq: Seq
    epoch: int
    at: datetime
    guid: Guid
    version: int
    action: str
    not_before: datetime | None
    first_at: datetime
    story: str
    body: bytes
    last_seq: Seq
    last_action: str
    last_at: datetime
    last_version: int
    last_body: bytes

    def content(self) -> Dispatch:
        """What the version says."""
        return read(self.body)

    def header(self) -> Header:
        """A header like those of the real wire; nobody approved it, and its wire is called `test`."""
        return Header(
            wire="test", epoch=self.epoch, seq=self.seq, at=self.at, guid=self.guid, version=self.version,
            action=Action(self.action), not_before=self.not_before,
            content_digest=digest_of({"content": self.body.decode()}), approvals_digest=digest_of({"approvals": []}),
        )  # fmt: skip


PUT_WIRE = query("api/test_wire.put_wire")
WIRE_OF_SECRET = query("api/test_wire.wire_of_secret", TestWire)
WIRE_OF_CONTRACT = query("api/test_wire.wire_of_contract", TestWire)
LOCK_WIRE = query("api/test_wire.lock_wire", Head)
USED = query("api/test_wire.used")
MOVE_HEAD = query("api/test_wire.move_head")
PUT_ENTRY = query("api/test_wire.put_entry")
ENTRIES_AFTER = query("api/test_wire.entries_after", TestEntry)
OF_ITEM = query("api/test_wire.of_item", TestEntry)
EPOCHS = query("api/test_wire.epochs", Begun)
OF_STORIES = query("api/test_wire.of_stories", TestEntry)
ARM = query("api/test_wire.arm")
TAKE_REFUSAL = query("api/test_wire.take_refusal")
TAKE_CUT = query("api/test_wire.take_cut")
TAKE_TWICE = query("api/test_wire.take_twice")
FORGET_LAST = query("api/test_wire.forget_last")
BEGIN_EPOCH = query("api/test_wire.begin_epoch")
PUT_STEP = query("api/test_wire.put_step")
STEPS_DUE = query("api/test_wire.steps_due", Step)
DROP_STEPS = query("api/test_wire.drop_steps")
