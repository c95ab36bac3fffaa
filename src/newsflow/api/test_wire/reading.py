"""Pages of a test wire, framed as those of the real one; nothing is stored of what is rendered, and no ledger is written."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from newsflow.api.frame import Frame, frame
from newsflow.api.ruled import facts_at
from newsflow.api.test_wire.rows import ENTRIES_AFTER, OF_ITEM, OF_STORIES, TestEntry, TestWire
from newsflow.db.query import Connection, rows
from newsflow.documents.asking import Addresses
from newsflow.documents.choosing import Accepted
from newsflow.domain.agency import Agency
from newsflow.domain.clock import Clock
from newsflow.domain.codes import Action, Verdict
from newsflow.domain.content import read
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.entry import STOPS, Entry
from newsflow.domain.guid import Guid
from newsflow.domain.media import Rendition
from newsflow.domain.notice import notice_headline
from newsflow.formats.names import Format
from newsflow.formats.sheet import File, Link, Links, Relation, Sheet, sheet_of
from newsflow.formats.writers import WRITERS
from newsflow.matching.contract import Contract, Entitlement
from newsflow.matching.facts import Facts
from newsflow.matching.query import parse
from newsflow.matching.reading import Reading, Standing, read_entry
from newsflow.matching.ruling import Ruling, rule_any
from newsflow.matching.tree import EVERYTHING
from newsflow.wire.rows import Item

STORY_LIMIT, ITEMS_LIMIT = 1_000, 10_000
DEFAULT = Accepted(Format.NINJS_3)
ALWAYS = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class TestReader:
    """Reads one test wire. It covers everything, advance copy too: whoever tries code tries all of it."""

    __test__ = False

    wire: TestWire
    agency: Agency
    clock: Clock
    addresses: Addresses
    """Where items and files of this wire are had."""
    question: str = ""
    accepted: Accepted = DEFAULT
    contract: Contract = field(init=False)

    def __post_init__(self) -> None:
        """Make the contract that rules on a test wire."""
        object.__setattr__(self, "contract", Contract(
            id=self.wire.contract, subscriber=self.wire.subscriber, title="TEST: test wire",
            starts=ALWAYS, ends=None, covers=Entitlement(advance_copy=True, history=True),
        ))  # fmt: skip

    async def after(self, db: Connection, seq: int, limit: int) -> tuple[list[Frame], int]:
        """The frames of the entries after a number, and the number that was looked at last."""
        found = await rows(db, ENTRIES_AFTER, {"contract": self.wire.contract, "after": seq, "limit": limit})
        stories = sorted({entry.story for entry in found})
        asked = {"contract": self.wire.contract, "stories": stories, "limit": STORY_LIMIT}
        beside = await rows(db, OF_STORIES, asked)
        frames = [made for entry in found if (made := self._frame(entry, beside)) is not None]
        return frames, found[-1].seq if found else seq

    async def latest(self, db: Connection, *stories: str) -> list[TestEntry]:
        """The latest entry of each item, or of each item of these stories, the one that changed last first."""
        asked = {"contract": self.wire.contract, "stories": list(stories) or None, "limit": ITEMS_LIMIT}
        return sorted(await rows(db, OF_STORIES, asked), key=lambda one: one.seq, reverse=True)

    async def versions(self, db: Connection, guid: str) -> list[TestEntry]:
        """An item's entries, the newest first."""
        asked = {"contract": self.wire.contract, "guid": guid, "limit": STORY_LIMIT}
        return await rows(db, OF_ITEM, asked)

    def _frame(self, row: TestEntry, beside: Sequence[TestEntry]) -> Frame | None:
        content = row.content()
        entry, item, now = Entry(header=row.header(), content=content), item_of(row), self.clock()
        reading = self._reading(entry, item, now)
        if reading is None:
            return None
        handed = reading.verdict is Verdict.WHOLE or entry.header.action in STOPS
        made = (self.accepted.format, self.document(row, content, beside)) if handed else None
        return frame(entry, item, reading, now, made)

    def _reading(self, entry: Entry, item: Item, now: datetime) -> Reading | None:
        asked = parse(self.question, self.agency, now) if self.question else EVERYTHING
        facts = facts_at(entry, item)
        return read_entry(facts, Standing(Action(item.action)), (self.contract,), now, asked)

    def rules(self, facts: Facts) -> Ruling:
        """What is had of an item's latest version."""
        return rule_any(facts, (self.contract,), facts.took, self.clock())

    def document(self, row: TestEntry, content: Dispatch, beside: Sequence[TestEntry]) -> bytes:
        """The document, made now and stored nowhere."""
        writer, choices = WRITERS[self.accepted.format], self.accepted.choices
        sheet = sheet_of(row.header(), content, self.agency, row.first_at)
        links = Links(
            items=tuple(self.link(other, content) for other in beside if other.guid != row.guid),
            files=self._files(row.guid, content) if sheet.media is not None else (),
        )
        return writer.core(sheet, choices).joined(writer.fill(sheet, links, choices))

    def link(self, other: TestEntry, content: Dispatch) -> Link:
        """Another item, as an item with that content links to it."""
        said, stopped = other.content(), Action(other.action) in STOPS
        house = self.agency.house(said.language)
        held: Sheet | None = None
        if said.media is not None and not stopped:
            held = sheet_of(other.header(), said, self.agency, other.first_at)
        return Link(
            guid=other.guid, version=other.version, type=said.type, action=Action(other.action),
            relation=_relation(content, other.guid), language=said.language, at=other.at,
            address=self.addresses.document(other.guid, self.accepted.format),
            title=notice_headline(house, Action(other.action), said.slug, said.language) if stopped else said.headline,
            sheet=held, files=() if held is None else self._files(other.guid, said),
        )  # fmt: skip

    def _files(self, guid: str, content: Dispatch) -> tuple[File, ...]:
        return tuple(
            File(rendition=each, address=self.addresses.file(guid, each)) for each in files_of(content)
        )


def files_of(content: Dispatch) -> tuple[Rendition, ...]:
    """The files of an item that was not stopped."""
    return () if content.media is None else content.media.renditions


def _relation(content: Dispatch, other: str) -> Relation:
    media = content.media
    if content.notice_of is not None and content.notice_of.item == other:
        return Relation.NOTICE_OF
    if media is not None and other in media.members:
        return Relation.MEMBER
    return Relation.SERIES if media is not None and media.series == other else Relation.STORY


def item_of(row: TestEntry) -> Item:
    """The entry's item as its latest entry leaves it."""
    said = read(row.last_body)
    return Item(
        guid=row.guid, type=said.type.value, language=said.language, form=said.form.value, section=said.section,
        packages=list(said.packages), provider=said.provider, priority=said.priority.value, urgency=said.urgency,
        story=said.story, slug=said.slug, headline=said.headline,
        notice_of=None if said.notice_of is None else Guid(said.notice_of.item), series=None if said.media is None or said.media.series is None else Guid(said.media.series), first_at=row.first_at,
        first_seq=row.seq, seq=row.last_seq, at=row.last_at, version=row.last_version, action=row.last_action,
        embargoed=said.embargo is not None, restrictions="[]", replaced_by=None,
    )  # fmt: skip
