"""Redact: a passage taken out by order, or initials put for a name. A new version without it; the older ones are erased.

`cut_of` says first what will be touched; `prepare` does it, and the caller appends what it gives. It erases before it appends, in one transaction, so that
no reader ever finds both the new version and an old one.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from newsflow.db.query import Connection, query, row, rows, run
from newsflow.domain.agency import Agency
from newsflow.domain.checks.tokens import same
from newsflow.domain.clock import Clock
from newsflow.domain.codes import Action, ItemType
from newsflow.domain.entry import Approval, Header, check_may_follow
from newsflow.domain.errors import BadInputError, ConflictError, GoneError
from newsflow.domain.guid import Guid
from newsflow.domain.redaction import Change, Redaction, Spot, holds, redact, remains
from newsflow.domain.release import faults
from newsflow.newsroom.item_lock import lock
from newsflow.newsroom.stop import signed
from newsflow.newsroom.translation.noting import translations_of
from newsflow.newsroom.translation.tasks import raise_task
from newsflow.wire.append import ToAppend, seal
from newsflow.wire.erase import Order, erase
from newsflow.wire.read import item, numbered, versions
from newsflow.wire.rows import Item, Number

OTHERS_LIMIT = 500
_LOOKED_AT = 200
"""So many entries of others are read to see whether they hold the passage."""
_MENDABLE = frozenset({"headline", "deck", "body"})
"""Faults that taking words out may make; others the version had before."""


@dataclass(frozen=True, slots=True)
class EntryWith:
    """An entry that may hold what is looked for."""

    guid: Guid
    seq: int


@dataclass(frozen=True, slots=True)
class DraftWith:
    """A draft that holds what is looked for; a dropped one is emptied with the order, others are for their writers."""

    id: int
    state: str
    headline: str


@dataclass(frozen=True, slots=True)
class NameWith:
    """A person or body of the names list that goes, with all its spellings."""

    id: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """What redacting one item comes to."""

    item: Item
    redaction: Redaction
    doubtful: tuple[Spot, ...]
    """Where the words seem to stand still afterwards, inside others."""
    older: tuple[Header, ...]
    """The versions that are erased."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Others:
    """What else holds the words: items that are not named, drafts that no order for the named ones empties, names of the list."""

    items: tuple[Guid, ...]
    drafts: tuple[DraftWith, ...]
    names: tuple[NameWith, ...] = ()


_ENTRIES_WITH = query("newsroom/legal.entries_with", EntryWith)
_DRAFTS_WITH = query("newsroom/legal.drafts_with", DraftWith)
_NAMES_WITH = query("newsroom/legal.names_with", NameWith)
_FORGET_NAMES = query("newsroom/legal.forget_names")
_EMPTY_SAVES = query("newsroom/legal.empty_saves")
_EMPTY_NOTES = query("newsroom/legal.empty_notes")
_EMPTY_DRAFT = query("newsroom/legal.empty_draft")
_RENAME_STORY = query("newsroom/legal.rename_story")
_SLUG_IS_FREE = query("newsroom/legal.slug_is_free", Number)


async def cut_of(
    db: Connection, agency: Agency, guid: str, changes: Sequence[Change], now: datetime
) -> Cut | None:
    """What redacting the item comes to, each place of it; None where nothing of it holds the words. Changes nothing.

    An item whose latest version holds nothing any more, but an older one does, is redacted too: the version goes out as
    it is, and the older ones go. Raises ConflictError for what may not be redacted as it stands.
    """
    before = await item(db, guid)
    if before.type != ItemType.TEXT:
        raise ConflictError(
            "The files of pictures and films hold their words too, and cannot be redacted.",
            guid,
            "Take it down, and release it again without them.",
        )
    check_may_follow(Action(before.action), Action.REDACT, guid, embargoed=before.embargoed)
    entries = await versions(db, guid)
    current = entries[0].content
    if current is None:
        raise GoneError("This item was erased by order.", guid, "There is nothing left to redact.")
    redaction = redact(current, changes)
    known = [entry for entry in entries if entry.content is not None]
    if not redaction.spots and not any(
        holds(entry.content, changes) for entry in known if entry.content is not None
    ):
        return None
    wrong = [
        fault
        for fault in faults(redaction.version, Action.REDACT, agency, now)
        if fault.field in _MENDABLE and fault not in faults(current, Action.REDACT, agency, now)
    ]
    if wrong:
        raise BadInputError(
            "Too little would be left.",
            f"{guid}: {wrong[0].words}",
            "Take it down, or put words in its place.",
        )
    return Cut(
        item=before,
        redaction=redaction,
        doubtful=remains(redaction.version, changes),
        older=tuple(entry.header for entry in known),
    )


async def others_with(
    db: Connection, changes: Sequence[Change], guids: Collection[str], targets: Collection[int]
) -> Others:
    """What else holds the words, of what is on the wire, of the desk's drafts and of its names list."""
    patterns = _all_patterns(changes)
    asked = {"patterns": patterns, "but": list(guids), "limit": _LOOKED_AT}
    near = await rows(db, _ENTRIES_WITH, asked)
    entries = await numbered(db, [found.seq for found in near])
    held = {
        entry.header.guid: None
        for entry in entries
        if entry.content is not None and entry.content.type is ItemType.TEXT and holds(entry.content, changes)
    }
    wanted = {"patterns": patterns, "targets": list(targets), "limit": OTHERS_LIMIT}
    called = {"folded": sorted({same(change.words) for change in changes}), "limit": OTHERS_LIMIT}
    return Others(
        items=tuple(held),
        drafts=tuple(await rows(db, _DRAFTS_WITH, wanted)),
        names=tuple(await rows(db, _NAMES_WITH, called)),
    )


async def prepare(
    db: Connection,
    clock: Clock,
    cuts: Sequence[Cut],
    *,
    order: Order,
    changes: Sequence[Change],
    words: Sequence[Approval],
) -> tuple[list[ToAppend], int]:
    """Erase the items' versions by an order of two people; gives what to append, and the order's number.

    `order` names who and why; its targets are the cuts'. The items are locked; raises ConflictError when one moved on.
    """
    entries: list[ToAppend] = []
    for cut in cuts:
        before = await lock(db, cut.item.guid)
        if before.version != cut.item.version:
            raise ConflictError("The item moved on.", before.guid, "Look at what will be touched once more.")
        sealed = seal(cut.redaction.version)
        entries.append(
            ToAppend(
                guid=before.guid,
                version=before.version + 1,
                action=Action.REDACT,
                content=sealed,
                approvals=tuple(signed(word, sealed) for word in words),
                not_before=cut.redaction.version.embargo if before.embargoed else None,
            )
        )
    targets = tuple(header.seq for cut in cuts for header in cut.older)
    others = await others_with(db, changes, [cut.item.guid for cut in cuts], targets)
    for draft in others.drafts:
        await run(db, _EMPTY_DRAFT, {"id": draft.id})
    await run(db, _FORGET_NAMES, {"ids": [name.id for name in others.names]})
    held = {"patterns": _all_patterns(changes, whole=True)}
    await run(db, _EMPTY_SAVES, held)
    await run(db, _EMPTY_NOTES, held)
    number = await erase(db, replace(order, targets=targets), clock())
    for cut in cuts:
        await _rename_story(db, cut)
        await _tell_translators(db, cut, clock())
    return entries, number


async def _tell_translators(db: Connection, cut: Cut, now: datetime) -> None:
    """A task for each translation: the passage may stand there in other words, which no search for these finds."""
    original, version = cut.item.guid, cut.item.version + 1
    for guid in await translations_of(db, original):
        await raise_task(db, guid, now, original=original, version=version, action=Action.REDACT.value)


async def _rename_story(db: Connection, cut: Cut) -> None:
    """A story keeps no slug that its item had to give up."""
    slug, story = cut.redaction.version.slug, cut.item.story
    if story is None or slug == cut.item.slug:
        return
    taken = await row(db, _SLUG_IS_FREE, {"slug": slug})
    free = taken is not None and not taken.number
    await run(
        db, _RENAME_STORY, {"story": story, "old": cut.item.slug, "slug": slug if free else f"{slug}-{story}"}
    )


def _all_patterns(changes: Sequence[Change], *, whole: bool = False) -> list[str]:
    return sorted({pattern for change in changes for pattern in _patterns(change.words, whole=whole)})


def _patterns(wanted: str, *, whole: bool) -> set[str]:
    """What SQL looks for: the longest word, before the domain looks closely; or the `whole`; as written in a few ways."""
    word = (
        wanted if whole else max(wanted.split(), key=len, default="").strip("'\"“”‘’«».,;:!?()[]\u200f\u200e")
    )
    word = json.dumps(word, ensure_ascii=False)[1:-1]
    ways = {
        word,
        word.replace("i", "İ"),
        word.replace("ı", "I"),
        word.replace("I", "ı"),
        word.replace("İ", "i"),
    }
    return {f"%{_escaped(way)}%" for way in ways if way}


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
