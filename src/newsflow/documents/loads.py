"""What the operator loads: schemas of the formats, and the tree of media topics. The newest load of a kind is in force."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from newsflow.accounts import audit
from newsflow.accounts.hand import Hand
from newsflow.accounts.people import Act, authorise
from newsflow.db.query import Connection, row, rows, run
from newsflow.documents.rows import LAST_LOAD, LOAD, LOAD_FILE, LOADED_FILES, Load
from newsflow.documents.schemas import Check, checks_of
from newsflow.domain.errors import BadInputError
from newsflow.domain.topics import SHIPPED, Topics
from newsflow.formats.media_topics import read_topics
from newsflow.formats.names import Format

FILES_LIMIT = 100
"""Files in one load, at most."""
PASSED_LIMIT = 20_000
"""Documents that stood up and are not asked about again in this process; some 2 MB of digests."""
FILE_BYTES = 16 * 1024 * 1024
"""A file, at most; the whole tree of media topics has 2.5 MB."""


class Kind(StrEnum):
    """What can be loaded."""

    SCHEMAS = "schemas"
    TOPICS = "topics"


async def load(db: Connection, hand: Hand, kind: Kind, files: Mapping[str, bytes], now: datetime) -> int:
    """Put these files in force; gives the load's number. None at all takes what was loaded out of force.

    Raises BadInputError naming the file that cannot be used; nothing is kept then.
    """
    authorise(hand.person, Act.SET_WIRE)
    _check_sizes(files)
    if kind is Kind.SCHEMAS:
        if files and not checks_of(files):
            raise BadInputError(
                "No schema of a format of ours is among these files.",
                f"{len(files)} files: {', '.join(sorted(files)[:5])}.",
                "Give the folder with NewsML-G2, NITF, ninjs or NewsML 1.2.",
            )
    else:
        for name, body in files.items():
            read_topics(name, body)
    number = await row(db, LOAD, {"kind": kind.value, "at": now, "by": hand.person.id})
    assert number is not None
    for name, body in sorted(files.items()):
        await run(db, LOAD_FILE, {"load": number.number, "name": name, "body": body})
    await audit.note(db, hand, "load", f"load:{kind.value}", at=now, number=number.number, files=len(files))
    return number.number


def _check_sizes(files: Mapping[str, bytes]) -> None:
    if len(files) > FILES_LIMIT:
        raise BadInputError(
            "These are too many files.", f"{len(files)}.", f"A load has {FILES_LIMIT} at most."
        )
    for name, body in files.items():
        if len(body) > FILE_BYTES:
            raise BadInputError(
                "A file is too large.", f"{name}: {len(body)} bytes.", f"It may have {FILE_BYTES} bytes."
            )


async def last_load(db: Connection, kind: Kind) -> Load | None:
    """The load of a kind that is in force."""
    return await row(db, LAST_LOAD, {"kind": kind.value})


@dataclass(frozen=True, slots=True)
class Checks:
    """The checks of a load, by format; `number` is the load's, 0 where none was ever made."""

    number: int = 0
    by_format: Mapping[Format, Check] = field(default_factory=dict[Format, Check])
    _passed: dict[bytes, None] = field(default_factory=dict[bytes, None], repr=False, compare=False)
    """The digests of documents that stood up, the oldest first."""

    def number_for(self, form: Format) -> int:
        """The load that a core must have been held against; 0 where no schema of the format is loaded."""
        return self.number if form in self.by_format else 0

    def fault_of(self, form: Format, document: bytes) -> str | None:
        """What the format's schema says against a document; the same bytes are asked of it once, as long as they are known."""
        check = self.by_format.get(form)
        if check is None:
            return None
        digest = hashlib.sha256(form.value.encode() + document).digest()
        if digest in self._passed:
            return None
        fault = check(document)
        if fault is None:
            while len(self._passed) >= PASSED_LIMIT:
                del self._passed[next(iter(self._passed))]
            self._passed[digest] = None
        return fault


@dataclass(slots=True)
class Shelf:
    """What is in force, read once a load and kept in this process; a new load is taken at the next question."""

    _checks: Checks = field(default_factory=Checks)
    _topics: Topics = SHIPPED
    _topics_number: int = 0

    async def checks(self, db: Connection) -> Checks:
        """The schemas' checks that are in force."""
        found = await last_load(db, Kind.SCHEMAS)
        if found is not None and found.number != self._checks.number:
            self._checks = Checks(found.number, checks_of(await _files(db, found.number)))
        return self._checks

    async def topics(self, db: Connection) -> Topics:
        """The media topics in force: the loaded ones over those that ship."""
        found = await last_load(db, Kind.TOPICS)
        if found is not None and found.number != self._topics_number:
            topics = SHIPPED
            for name, body in (await _files(db, found.number)).items():
                topics = topics.over(read_topics(name, body))
            self._topics, self._topics_number = topics, found.number
        return self._topics


async def _files(db: Connection, number: int) -> dict[str, bytes]:
    found = await rows(db, LOADED_FILES, {"load": number, "limit": FILES_LIMIT})
    return {file.name: file.body for file in found}
