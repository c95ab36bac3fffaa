"""Cores: rendered once, stored, and held against the official schema before they are served."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from newsflow.db.query import Connection, row, run
from newsflow.documents.loads import Checks
from newsflow.documents.rows import CORE, PUT_CORE, PUT_LINKS_FAULT, StoredCore
from newsflow.formats.choices import Choices
from newsflow.formats.core import Core, Slot
from newsflow.formats.names import Format
from newsflow.formats.sheet import NO_LINKS, Links, Sheet
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

    The core is held against the schema in force once, without links: one that fails is parked for all. With links each
    document is held against it once in this process: a fault that one asker's links make is that asker's alone. What tells
    of a stop goes out whatever a schema says.
    """
    sheet = matter.sheet
    key = {"seq": sheet.header.seq, "format": form.value, "choices": choices.key()}
    core, fault = await _held_core(db, matter, form, choices, key)
    made = _rendered(WRITERS[form], core, matter, choices, fault)
    if fault is not None or sheet.stopped or matter.links == NO_LINKS:
        return made
    fault = matter.checks.fault_of(form, made.body)
    if fault is not None:
        await run(db, PUT_LINKS_FAULT, {**key, "fault": fault})
        # The fault may quote the text, and a log may not.
        log.error("links_refused", guid=sheet.header.guid, version=sheet.header.version, format=form.value)
    return replace(made, fault=fault)


async def _held_core(
    db: Connection, matter: Matter, form: Format, choices: Choices, key: Mapping[str, object]
) -> tuple[Core, str | None]:
    """The core with what the schema in force says against it: as it was kept, else made, held against it and kept."""
    writer, sheet, checks = WRITERS[form], matter.sheet, matter.checks
    stored = await row(db, CORE, key)
    kept = None if stored is None or stored.revision != writer.revision else stored
    if kept is not None and kept.schemas == checks.number_for(form):
        return _core(kept), kept.fault
    core = writer.core(sheet, choices) if kept is None else _core(kept)
    bare = writer.whole(sheet, writer.joined(core, sheet, NO_LINKS, choices))
    fault = None if sheet.stopped else checks.fault_of(form, bare)
    await run(db, PUT_CORE, {
        **key, "revision": writer.revision, "parts": list(core.parts), "slots": [slot.value for slot in core.slots],
        "at": matter.now, "schemas": checks.number_for(form), "fault": fault,
    })  # fmt: skip
    if fault is not None:
        log.error("document_parked", guid=sheet.header.guid, version=sheet.header.version, format=form.value)
    return core, fault


def _rendered(writer: Writer, core: Core, matter: Matter, choices: Choices, fault: str | None) -> Rendered:
    entry = writer.joined(core, matter.sheet, matter.links, choices)
    return Rendered(entry, writer.whole(matter.sheet, entry), fault)


def _core(stored: StoredCore) -> Core:
    return Core(tuple(stored.parts), tuple(Slot(slot) for slot in stored.slots))
