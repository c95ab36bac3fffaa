"""Cores: rendered once, stored, and held against the official schema before they are served."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from newsflow.db.query import Connection, rows, run, run_each
from newsflow.documents.loads import Checks
from newsflow.documents.rows import CORES, PUT_CORE, PUT_LINKS_FAULT, StoredCore
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


async def rendered_all(
    db: Connection, matters: Sequence[Matter], form: Format, choices: Choices
) -> list[Rendered]:
    """The documents of several sheets, each with one asker's links. Cores are stored, and stay as they first went out.

    A core is held against the schema in force once, without links: one that fails is parked for all. With links each
    document is held against it once in this process: a fault that one asker's links make is that asker's alone. What tells
    of a stop goes out whatever a schema says.
    """
    made: list[Rendered] = []
    cores = await _held_cores(db, matters, form, choices)
    for matter, (core, fault) in zip(matters, cores, strict=True):
        found = _rendered(WRITERS[form], core, matter, choices, fault)
        if fault is None and not matter.sheet.stopped and matter.links != NO_LINKS:
            found = replace(found, fault=matter.checks.fault_of(form, found.body))
            if found.fault is not None:
                await run(db, PUT_LINKS_FAULT, {**_key(matter, form, choices), "fault": found.fault})
                # The fault may quote the text, and a log may not.
                log.error("links_refused", **_which(matter), format=form.value)
        made.append(found)
        await asyncio.sleep(0)  # others may go on in between: a page has many of these
    return made


async def _held_cores(
    db: Connection, matters: Sequence[Matter], form: Format, choices: Choices
) -> list[tuple[Core, str | None]]:
    """Each core with what the schema in force says against it: as it was kept, else made, held against it and kept."""
    writer, cores = WRITERS[form], list[tuple[Core, str | None]]()
    asked = {
        "seqs": [matter.sheet.header.seq for matter in matters], "format": form.value, "choices": choices.key(),
        "limit": len(matters),
    }  # fmt: skip
    stored = {each.seq: each for each in await rows(db, CORES, asked, binary=True)}
    fresh: dict[int, Mapping[str, object]] = {}
    for matter in matters:
        sheet, checks = matter.sheet, matter.checks
        kept = stored.get(sheet.header.seq)
        if kept is not None and kept.revision != writer.revision:
            kept = None
        if kept is not None and kept.schemas == checks.number_for(form):
            cores.append((_core(kept), kept.fault))
            continue
        core = writer.core(sheet, choices) if kept is None else _core(kept)
        bare = writer.whole(sheet, writer.joined(core, sheet, NO_LINKS, choices))
        fault = None if sheet.stopped else checks.fault_of(form, bare)
        fresh[sheet.header.seq] = {
            **_key(matter, form, choices), "revision": writer.revision, "parts": list(core.parts),
            "slots": [slot.value for slot in core.slots], "at": matter.now, "schemas": checks.number_for(form),
            "fault": fault,
        }  # fmt: skip
        if fault is not None:
            log.error("document_parked", **_which(matter), format=form.value)
        cores.append((core, fault))
        await asyncio.sleep(0)
    # In the order of their numbers, so that two processes that keep the same cores wait for each other, never both.
    await run_each(db, PUT_CORE, [fresh[seq] for seq in sorted(fresh)])
    return cores


def _key(matter: Matter, form: Format, choices: Choices) -> dict[str, object]:
    return {"seq": matter.sheet.header.seq, "format": form.value, "choices": choices.key()}


def _which(matter: Matter) -> dict[str, object]:
    header = matter.sheet.header
    return {"guid": header.guid, "version": header.version}


def _rendered(writer: Writer, core: Core, matter: Matter, choices: Choices, fault: str | None) -> Rendered:
    entry = writer.joined(core, matter.sheet, matter.links, choices)
    return Rendered(entry, writer.whole(matter.sheet, entry), fault)


def _core(stored: StoredCore) -> Core:
    return Core(tuple(stored.parts), tuple(Slot(slot) for slot in stored.slots))
