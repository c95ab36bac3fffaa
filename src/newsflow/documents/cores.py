"""Cores: rendered once, stored, and held against the official schema before they are served."""

from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from newsflow.db.query import Connection, row, run
from newsflow.documents.loads import Checks
from newsflow.documents.rows import CORE, PUT_CORE, StoredCore
from newsflow.formats.choices import Choices
from newsflow.formats.core import Core, Slot
from newsflow.formats.names import Format
from newsflow.formats.sheet import Links, Sheet
from newsflow.formats.writers import WRITERS, Writer

log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document's bytes; `fault` is what the schema says against them: then they are not to be served."""

    entry: bytes
    """As it stands in a list, where the format is a feed's; else the document."""
    body: bytes
    fault: str | None


@dataclass(frozen=True, slots=True)
class Matter:
    """What a document is rendered from, and when: an entry's sheet, one asker's links, the checks in force."""

    sheet: Sheet
    links: Links
    checks: Checks
    now: datetime


async def rendered(db: Connection, matter: Matter, form: Format, choices: Choices) -> Rendered:
    """The document of a sheet with one asker's links. Its core is stored, and stays as it first went out.

    Held against the schema in force the first time; a format of a version that fails is parked, unless it tells of
    a stop: that goes out whatever a schema says.
    """
    writer, sheet, checks = WRITERS[form], matter.sheet, matter.checks
    key = {"seq": sheet.header.seq, "format": form.value, "choices": choices.key()}
    stored = await row(db, CORE, key)
    core = None if stored is None or stored.revision != writer.revision else _core(stored)
    checked = stored.schemas if core is not None and stored is not None else 0
    fault = stored.fault if core is not None and stored is not None else None
    if core is not None and checked == _wanted(checks, form):
        return _rendered(writer, core, matter, choices, fault)
    if core is None:
        core = writer.core(sheet, choices)
    made = _rendered(writer, core, matter, choices, None)
    check = checks.by_format.get(form)
    fault = None if check is None or sheet.stopped else check(made.body)
    await run(db, PUT_CORE, {
        **key, "revision": writer.revision, "parts": list(core.parts), "slots": [slot.value for slot in core.slots],
        "at": matter.now, "schemas": _wanted(checks, form), "fault": fault,
    })  # fmt: skip
    if fault is not None:
        # The fault may quote the text, and a log may not.
        log.error("document_parked", guid=sheet.header.guid, version=sheet.header.version, format=form.value)
    return replace(made, fault=fault)


def _rendered(writer: Writer, core: Core, matter: Matter, choices: Choices, fault: str | None) -> Rendered:
    entry = writer.joined(core, matter.sheet, matter.links, choices)
    return Rendered(entry, writer.whole(matter.sheet, entry), fault)


def _core(stored: StoredCore) -> Core:
    return Core(tuple(stored.parts), tuple(Slot(slot) for slot in stored.slots))


def _wanted(checks: Checks, form: Format) -> int:
    """The load that the core must have been held against; 0 where no schema of the format is loaded."""
    return checks.number if form in checks.by_format else 0
