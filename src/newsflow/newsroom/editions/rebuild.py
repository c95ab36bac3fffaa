"""The edition log's rule-made part rebuilt from the wire, and compared with what is stored."""

from dataclasses import dataclass, field
from datetime import datetime

from newsflow.db.query import Connection, query, rows
from newsflow.domain.agency import Agency
from newsflow.domain.codes import Action
from newsflow.domain.edition import (
    PUTS_RIGHT,
    About,
    Act,
    Because,
    Before,
    Line,
    about_of,
    decide,
    due_of,
    edition_of,
    ends_of,
)
from newsflow.domain.entry import Entry
from newsflow.newsroom.editions import due
from newsflow.newsroom.editions.reader import READER, READER_AT
from newsflow.wire.read import READ_LIMIT, read

_FAULTS_LIMIT = 100


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A line of the log that no editor made."""

    seq: int
    edition: str
    guid: str
    act: str
    because: str
    wire_seq: int
    headline: str | None
    deck: str | None
    summary: list[str] | None
    topics: list[str] | None
    places: list[str] | None


@dataclass(frozen=True, slots=True)
class EditorsShown:
    """An item that an editor ever showed, and on which entry first."""

    guid: str
    wire_seq: int


EDITORS_SHOWN = query("newsroom/editions.editors_shown", EditorsShown)
RULE_LINES = query("newsroom/editions.rule_lines", RuleLine)


async def edition_faults(db: Connection, agency: Agency) -> list[str]:
    """Where the stored log differs from what the wire and the agency's rules make, in words; empty when right.

    Lines of erased entries are left out: their words are gone from both. Rules that were changed since show as
    faults of older lines; the log keeps what was public then.
    """
    expected, erased, killed = await _rebuilt(db, agency)
    stored = [line for line in await _stored(db) if line.wire_seq not in erased]
    found: list[str] = []
    for number in range(max(len(expected), len(stored))):
        want = _told(expected[number], killed) if number < len(expected) else "nothing"
        have = _told(stored[number], killed) if number < len(stored) else "nothing"
        if want != have:
            found.append(f"The wire makes {want}; the log holds {have}.")
    return found[:_FAULTS_LIMIT]


async def _rebuilt(db: Connection, agency: Agency) -> tuple[list[RuleLine], set[int], set[str]]:
    reached = await rows(db, READER_AT, {"name": READER})
    last = reached[0].seq if reached else 0
    shown = await rows(db, EDITORS_SHOWN, {"limit": READ_LIMIT})
    making = _Making(agency, {one.guid: one.wire_seq for one in shown})
    after = 0
    while after < last and (entries := await read(db, after, READ_LIMIT)):
        for entry in entries:
            if entry.header.seq <= last:
                making.arrive(entry)
        after = entries[-1].header.seq
    making.finish({(one.wire_seq, one.act) for one in await due.listed(db)})
    return making.lines, making.erased, making.killed


@dataclass(frozen=True, slots=True, order=True)
class _Waiting:
    """An entry on the due list, in the order in which they come due."""

    due_at: datetime
    seq: int
    act: str
    entry: Entry = field(compare=False)


class _Making:
    """The rules at work on the wire from its first entry, in memory and in the wire's own time."""

    def __init__(self, agency: Agency, editors: dict[str, int]) -> None:
        self.agency = agency
        self.editors = editors
        self.lines: list[RuleLine] = []
        self.erased: set[int] = set()
        self.killed: set[str] = set()
        self.shown: dict[str, int] = {}
        self.embargoed: set[str] = set()
        self.waiting: list[_Waiting] = []

    def arrive(self, entry: Entry) -> None:
        header = entry.header
        while (first := min(self.waiting, default=None)) is not None and first.due_at <= header.at:
            self.come_due(first)
        if header.not_before is not None and header.version == 1:
            self.embargoed.add(header.guid)
        if header.action is Action.LIFT:
            self.embargoed.discard(header.guid)
        if header.action is Action.KILL:
            self.killed.add(header.guid)
        if entry.content is None:
            self.erased.add(header.seq)
            return
        shown = header.guid in self.shown or self.editors.get(header.guid, header.seq) < header.seq
        waits = min((one.due_at for one in self.of(header.guid, Act.SHOW)), default=None)
        embargoed = self.is_embargoed(entry)
        hour = due_of(entry, self.agency, shown=shown, waits=waits, embargoed=embargoed)
        if hour is None or header.action in PUTS_RIGHT:
            self.cancel(header.guid, Act.SHOW)
        if hour is None:
            self.take(entry)
        else:
            self.waiting.append(_Waiting(hour, header.seq, Act.SHOW.value, entry))

    def finish(self, listed: set[tuple[int, str]]) -> None:
        """Let come due what is on the list no more."""
        while (first := min(self.waiting, default=None)) is not None:
            if (first.seq, first.act) in listed:
                self.waiting.remove(first)
            else:
                self.come_due(first)

    def come_due(self, one: _Waiting) -> None:
        self.waiting.remove(one)
        if one.act == Act.SHOW:
            self.take(one.entry)
        elif self.shown.get(one.entry.header.guid) == one.seq:
            self.add(one.entry, Line(act=Act.HIDE, because=Because.AGED))

    def take(self, entry: Entry) -> None:
        guid = entry.header.guid
        before = Before(shown=guid in self.shown)
        lines = decide(entry, before, self.agency, embargoed=self.is_embargoed(entry))
        if lines:
            self.cancel(guid, Act.HIDE)
        ends = ends_of(entry, self.agency)
        if ends is not None and any(line.because is Because.RULE for line in lines):
            self.waiting.append(_Waiting(ends, entry.header.seq, Act.HIDE.value, entry))
        for line in lines:
            self.add(entry, line)

    def add(self, entry: Entry, line: Line) -> None:
        header = entry.header
        content = entry.content
        edition = None if content is None else edition_of(self.agency, content.language)
        if content is None or edition is None:
            return
        if line.act is Act.SHOW:
            self.shown[header.guid] = header.seq
        else:
            self.shown.pop(header.guid, None)
        self.lines.append(_row(line, edition, header.guid, header.seq, about_of(content)))

    def of(self, guid: str, act: Act) -> list[_Waiting]:
        return [one for one in self.waiting if one.entry.header.guid == guid and one.act == act]

    def cancel(self, guid: str, act: Act) -> None:
        for one in self.of(guid, act):
            self.waiting.remove(one)

    def is_embargoed(self, entry: Entry) -> bool:
        return entry.header.not_before is not None or entry.header.guid in self.embargoed


def _row(line: Line, edition: str, guid: str, wire_seq: int, about: About) -> RuleLine:
    words, shows = line.words, line.act is Act.SHOW
    return RuleLine(
        seq=0,
        edition=edition,
        guid=guid,
        act=line.act.value,
        because=line.because.value,
        wire_seq=wire_seq,
        headline=words.headline if words else None,
        deck=words.deck if words else None,
        summary=list(words.summary) if words else None,
        topics=list(about.topics) if shows else None,
        places=list(about.places) if shows else None,
    )


def _told(line: RuleLine, killed: set[str]) -> str:
    """The line in words, to compare and to show. Of a killed item none may be left, so none are expected."""
    gone = line.guid in killed and (line.seq == 0 or line.headline is None)
    words = (
        "" if gone else f": {line.headline} / {line.deck} / {line.summary} / {line.topics} / {line.places}"
    )
    return f"“{line.act} {line.guid} in {line.edition} ({line.because}, entry {line.wire_seq}){words}”"


async def _stored(db: Connection) -> list[RuleLine]:
    found: list[RuleLine] = []
    while batch := await rows(db, RULE_LINES, {"after": found[-1].seq if found else 0, "limit": READ_LIMIT}):
        found += batch
    return found
