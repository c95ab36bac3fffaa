"""An original is corrected, stopped or let go again: each released translation says so at once, and its desk has a task.

Lock order: the original first, then its translations from the nearest on, each before anybody asks what was translated from it: a
release of a translation locks its original (`check_original`), so that none slips through between the two. The entries are appended with the original's own, so that no reader ever sees the one without the other.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from newsflow.db.query import Connection, query, rows
from newsflow.domain.agency import Agency
from newsflow.domain.codes import Action
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.entry import STOPS, Approval
from newsflow.domain.errors import ConflictError, NotFoundError
from newsflow.domain.guid import Guid
from newsflow.domain.notice import Event, local_time
from newsflow.domain.translation_words import NOTED, note_of, with_note
from newsflow.newsroom.item_lock import lock
from newsflow.newsroom.translation.tasks import raise_task
from newsflow.wire.append import ToAppend, seal
from newsflow.wire.read import item as wire_item
from newsflow.wire.read import versions
from newsflow.wire.rows import Item

TRANSLATIONS_LIMIT = 500
"""Translations of one item, at most: there are not so many languages."""


@dataclass(frozen=True, slots=True)
class Translated:
    """An item that was translated from another."""

    guid: Guid


TRANSLATIONS = query("newsroom/translation.translations_of", Translated)


async def translations_of(db: Connection, guid: str) -> list[Guid]:
    """The items translated from this very one."""
    asked = {"original": guid, "limit": TRANSLATIONS_LIMIT}
    return [one.guid for one in await rows(db, TRANSLATIONS, asked) if one.guid != guid]


async def noted_translations(
    db: Connection,
    agency: Agency,
    event: Event,
    now: datetime,
    *,
    words: Sequence[Approval],
    but: frozenset[str] = frozenset(),
) -> list[ToAppend]:
    """What to append beside the original's own entry, in the names of whoever changed it; tasks are raised meanwhile.

    The original is locked. A translation that is stopped itself keeps still and has a task all the same; what an order
    erased has nothing left to note. `but` are items that the same call stops.
    """
    if event.action not in NOTED:
        return []
    entries: list[ToAppend] = []
    ahead = await translations_of(db, event.guid)
    seen = {event.guid, *but}
    while ahead:
        guid = ahead.pop(0)
        if guid in seen:
            continue
        seen.add(guid)
        item = await lock(db, guid)
        ahead += await translations_of(db, guid)
        if item.action == Action.KILL:
            continue
        await raise_task(db, guid, now, original=event.guid, version=event.version, action=event.action.value)
        current = (await versions(db, guid, 1))[0].content
        if item.action not in STOPS and current is not None:
            entries.append(_entry(item, current, _note(agency, current, event, now), words))
    return entries


async def check_original(db: Connection, version: Dispatch) -> None:
    """Pass when a new translation may go out beside its original, which is locked. Raises ConflictError where one is stopped.

    What it was translated from may be a translation itself: all the way up nothing may be stopped.
    """
    source = version.translated_from
    guid = None if source is None else source.item
    seen: set[str] = set()
    while guid is not None and guid not in seen:
        seen.add(guid)
        found = await _standing(db, guid, is_first=len(seen) == 1)
        if found is None:
            return
        if found.action in STOPS:
            raise ConflictError(
                "The original is stopped.",
                f"{guid}: {found.action}.",
                "A translation of it may not go out; drop it, or wait until the original is reinstated.",
            )
        before = (await versions(db, guid, 1))[0].content
        guid = None if before is None or before.translated_from is None else before.translated_from.item


async def _standing(db: Connection, guid: str, *, is_first: bool) -> Item | None:
    """The item as it is, locked if it is the nearest; None where the original is not held here."""
    with suppress(NotFoundError):
        return await lock(db, guid) if is_first else await wire_item(db, guid)
    return None


def _note(agency: Agency, current: Dispatch, event: Event, now: datetime) -> str:
    """The note in the translation's language. It names the original by its id: never its headline, never its words."""
    house = agency.house(current.language)
    reason = "" if event.reason_class is None else house.reasons.get(event.reason_class, "")
    note = note_of(
        current.language,
        event.action,
        item=event.guid,
        version=event.version,
        time=local_time(now, agency.zoneinfo),
        reason=reason,
    )
    return with_note(current.note, note, event.guid)


def _entry(item: Item, current: Dispatch, note: str, words: Sequence[Approval]) -> ToAppend:
    sealed = seal(replace(current, note=note, whats_new=None, correction=None))
    digest = sealed.digest.hex()
    return ToAppend(
        guid=item.guid,
        version=item.version + 1,
        action=Action.UPDATE,
        content=sealed,
        approvals=tuple(replace(word, act="noticed", content_digest=digest) for word in words),
        not_before=current.embargo if item.embargoed else None,
    )
