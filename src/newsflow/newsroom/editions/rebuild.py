"""The edition log's rule-made part rebuilt from the wire, and compared with what is stored."""

from dataclasses import dataclass

from newsflow.db.query import Connection, query, rows
from newsflow.domain.agency import Agency
from newsflow.domain.codes import Action
from newsflow.domain.edition import Act, Before, Line, decide, edition_of
from newsflow.domain.entry import Entry
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
    making = _Making(agency)
    after = 0
    while after < last and (entries := await read(db, after, READ_LIMIT)):
        for entry in entries:
            if entry.header.seq <= last:
                making.take(entry)
        after = entries[-1].header.seq
    return making.lines, making.erased, making.killed


class _Making:
    """The rules at work on the wire from its first entry, in memory."""

    def __init__(self, agency: Agency) -> None:
        self.agency = agency
        self.lines: list[RuleLine] = []
        self.erased: set[int] = set()
        self.killed: set[str] = set()
        self.shown: dict[str, bool] = {}
        self.embargoed: set[str] = set()

    def take(self, entry: Entry) -> None:
        header = entry.header
        if header.not_before is not None and header.version == 1:
            self.embargoed.add(header.guid)
        if header.action is Action.LIFT:
            self.embargoed.discard(header.guid)
        if header.action is Action.KILL:
            self.killed.add(header.guid)
        if entry.content is None:
            self.erased.add(header.seq)
            return
        edition = edition_of(self.agency, entry.content.language)
        if edition is None:
            return
        before = Before(shown=self.shown.get(header.guid, False))
        embargoed = header.not_before is not None or header.guid in self.embargoed
        for line in decide(entry, before, self.agency, embargoed=embargoed):
            self.shown[header.guid] = line.act is Act.SHOW
            self.lines.append(_row(line, edition, header.guid, header.seq))


def _row(line: Line, edition: str, guid: str, wire_seq: int) -> RuleLine:
    words = line.words
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
    )


def _told(line: RuleLine, killed: set[str]) -> str:
    """The line in words, to compare and to show. Of a killed item none may be left, so none are expected."""
    gone = line.guid in killed and (line.seq == 0 or line.headline is None)
    words = "" if gone else f": {line.headline} / {line.deck} / {line.summary}"
    return f"“{line.act} {line.guid} in {line.edition} ({line.because}, entry {line.wire_seq}){words}”"


async def _stored(db: Connection) -> list[RuleLine]:
    found: list[RuleLine] = []
    while batch := await rows(db, RULE_LINES, {"after": found[-1].seq if found else 0, "limit": READ_LIMIT}):
        found += batch
    return found
