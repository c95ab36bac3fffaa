"""Entries become frames: ruled, rendered, several at once, each kept for all who get the same bytes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from newsflow.api.frame import Frame, frame
from newsflow.api.reader import Reader
from newsflow.api.ruled import Ruled, ruled
from newsflow.db.pool import Pool, reading
from newsflow.db.query import Connection
from newsflow.documents import Asking, Document, Wanted, documents_of
from newsflow.documents.asking import Addresses, Personal
from newsflow.documents.choosing import Accepted
from newsflow.documents.loads import Shelf
from newsflow.domain.agency import Agency
from newsflow.domain.codes import Verdict
from newsflow.domain.entry import STOPS, Entry
from newsflow.domain.errors import ConflictError, GoneError
from newsflow.matching.reading import Reading, Why
from newsflow.wire.rows import Item

MADE_AT_ONCE = 25
"""Entries whose documents are asked for together: the database is asked as often for these as for one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Framer:
    """Makes the frames of one page; takes a connection when it first needs one."""

    pool: Pool
    agency: Agency
    addresses: Addresses
    shelf: Shelf
    reader: Reader
    accepted: tuple[Accepted, ...]
    now: datetime
    known: dict[int, Frame | None]
    late: Callable[[], bool]
    """Whether to make no more, now that there is something."""

    async def frames(
        self, entries: Sequence[Entry], items: dict[str, Item], room: int
    ) -> dict[int, Frame | None]:
        """The frames that are not known, by number; none any more once there is no room, or it is late.

        What is for everybody gets known.
        """
        made: dict[int, Frame | None] = {}
        rest = [entry for entry in entries if int(entry.header.seq) not in self.known]
        if not rest:
            return made
        async with reading(self.pool) as db:
            told = await ruled(db, rest, items, self.reader, agency=self.agency, now=self.now)
            for start in range(0, len(told), MADE_AT_ONCE):
                fresh = await self._several(db, told[start : start + MADE_AT_ONCE])
                made |= fresh
                room -= sum(len(each.body) for each in fresh.values() if each is not None)
                if room <= 0 or (self.late() and any(each is not None for each in made.values())):
                    break
        return made

    async def _several(self, db: Connection, told: Sequence[Ruled]) -> dict[int, Frame | None]:
        """The frames of ruled entries, kept for others where they say nothing that is this subscriber's alone."""
        personal = [Personal(yes=each.personal) for each in told]
        wanted = {
            place: Wanted(each.entry, each.item, self._asking(personal[place]))
            for place, each in enumerate(told)
            if _is_handed(each)
        }
        documents = await documents_of(db, list(wanted.values()), self.accepted)
        found = dict(zip(wanted, documents, strict=True))
        made: dict[int, Frame | None] = {}
        for place, each in enumerate(told):
            seq = int(each.entry.header.seq)
            made[seq] = self._frame(each, found.get(place))
            if not personal[place].yes:
                self.known[seq] = made[seq]
        return made

    def _asking(self, personal: Personal) -> Asking:
        account = self.reader.account
        return Asking(
            agency=self.agency, now=self.now, addresses=self.addresses, shelf=self.shelf,
            subscriber=account.subscriber, contracts=account.contracts, personal=personal,
        )  # fmt: skip

    def _frame(self, each: Ruled, made: Document | GoneError | ConflictError | None) -> Frame | None:
        if each.reading is None:
            return None
        if isinstance(made, Document):
            held = (made.format, made.body)
            return frame(each.entry, each.item, each.reading, self.now, held, shown=made.shown)
        reading_of = each.reading
        if isinstance(made, GoneError):
            reading_of = replace(reading_of, verdict=Verdict.NONE, why=Why.ERASED)
        elif made is not None:
            reading_of = Reading(Verdict.NONE, Why.PARKED, (str(made.which),))
        return frame(each.entry, each.item, reading_of, self.now, None)


def _is_handed(each: Ruled) -> bool:
    """Whether the ruling gives a document: the version whole, or what tells of a stop."""
    if each.reading is None:
        return False
    return each.reading.verdict is Verdict.WHOLE or each.entry.header.action in STOPS
