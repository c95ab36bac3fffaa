"""Pages of a test wire, framed as those of the real one; nothing is stored of what is rendered, and no ledger is written."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from newsflow.api.frame import Frame, frame
from newsflow.api.ruled import facts_at
from newsflow.api.test_wire.picture import RENDITION
from newsflow.api.test_wire.rows import ENTRIES_AFTER, OF_STORIES, TestEntry, TestWire
from newsflow.db.query import Connection, rows
from newsflow.documents.choosing import Accepted
from newsflow.domain.agency import Agency
from newsflow.domain.clock import Clock
from newsflow.domain.codes import Action, Verdict
from newsflow.domain.content import read
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.entry import STOPS, Entry
from newsflow.domain.guid import Guid
from newsflow.domain.notice import notice_headline
from newsflow.formats.names import Format
from newsflow.formats.sheet import File, Link, Links, Relation, Sheet, sheet_of
from newsflow.formats.writers import WRITERS
from newsflow.matching.contract import Contract, Entitlement
from newsflow.matching.query import parse
from newsflow.matching.reading import Reading, Standing, read_entry
from newsflow.matching.tree import EVERYTHING
from newsflow.wire.rows import Item

STORY_LIMIT = 1_000
DEFAULT = Accepted(Format.NINJS_3)


@dataclass(frozen=True, slots=True, kw_only=True)
class TestReader:
    """Reads one test wire. It covers everything, advance copy too: whoever tries code tries all of it."""

    __test__ = False

    wire: TestWire
    agency: Agency
    clock: Clock
    base: str
    """The test wire's own address, which files lie under."""
    question: str = ""
    accepted: Accepted = DEFAULT
    _contract: Contract = field(init=False)

    def __post_init__(self) -> None:
        """Make the contract that rules on a test wire."""
        object.__setattr__(self, "_contract", Contract(
            id=self.wire.contract, subscriber=self.wire.subscriber, title="test wire",
            starts=datetime.min.replace(tzinfo=self.clock().tzinfo), ends=None, covers=Entitlement(advance_copy=True),
        ))  # fmt: skip

    async def after(self, db: Connection, seq: int, limit: int) -> tuple[list[Frame], int]:
        """The frames of the entries after a number, and the number that was looked at last."""
        found = await rows(db, ENTRIES_AFTER, {"contract": self.wire.contract, "after": seq, "limit": limit})
        stories = sorted({entry.story for entry in found})
        asked = {"contract": self.wire.contract, "stories": stories, "limit": STORY_LIMIT}
        beside = await rows(db, OF_STORIES, asked)
        frames = [made for entry in found if (made := self._frame(entry, beside)) is not None]
        return frames, found[-1].seq if found else seq

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
        return read_entry(facts, Standing(Action(item.action)), (self._contract,), now, asked)

    def document(self, row: TestEntry, content: Dispatch, beside: Sequence[TestEntry]) -> bytes:
        """The document, made now and stored nowhere."""
        writer, choices = WRITERS[self.accepted.format], self.accepted.choices
        sheet = sheet_of(row.header(), content, self.agency, row.first_at)
        links = Links(
            items=tuple(self._link(other, content) for other in beside if other.guid != row.guid),
            files=self._files(row.guid) if sheet.media is not None else (),
        )
        return writer.core(sheet, choices).joined(writer.fill(sheet, links, choices))

    def _link(self, other: TestEntry, content: Dispatch) -> Link:
        said, stopped = other.content(), Action(other.action) in STOPS
        house = self.agency.house(said.language)
        told = content.notice_of is not None and content.notice_of.item == other.guid
        held: Sheet | None = None
        if said.media is not None and not stopped:
            held = sheet_of(other.header(), said, self.agency, other.first_at)
        return Link(
            guid=other.guid, version=other.version, type=said.type, action=Action(other.action),
            relation=Relation.NOTICE_OF if told else Relation.STORY, language=said.language, at=other.at,
            title=notice_headline(house, Action(other.action), said.slug, said.language) if stopped else said.headline,
            sheet=held, files=() if held is None else self._files(other.guid),
        )  # fmt: skip

    def _files(self, guid: str) -> tuple[File, ...]:
        return (File(rendition=RENDITION, address=f"{self.base}/files/{guid}/{RENDITION.name.value}"),)


def item_of(row: TestEntry) -> Item:
    """The entry's item as its latest entry leaves it."""
    said = read(row.last_body)
    return Item(
        guid=row.guid, type=said.type.value, language=said.language, form=said.form.value, section=said.section,
        packages=list(said.packages), provider=said.provider, priority=said.priority.value, urgency=said.urgency,
        story=said.story, slug=said.slug, headline=said.headline,
        notice_of=None if said.notice_of is None else Guid(said.notice_of.item), series=None, first_at=row.first_at,
        first_seq=row.seq, seq=row.last_seq, at=row.last_at, version=row.last_version, action=row.last_action,
        embargoed=said.embargo is not None, restrictions="[]", replaced_by=None,
    )  # fmt: skip
