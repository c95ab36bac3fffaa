"""Take down: an item is killed for legal reasons, its notice goes out, and every version of it is erased, files too."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsflow.db.query import Connection
from newsflow.domain.agency import Agency
from newsflow.domain.clock import Clock
from newsflow.domain.codes import Action, ReasonClass
from newsflow.domain.entry import STOPS, Approval, Entry, check_may_follow
from newsflow.domain.errors import ConflictError, SetupError
from newsflow.media import erase as erase_files
from newsflow.newsroom.item_lock import lock
from newsflow.newsroom.legal.erasing import Reach, digests_of, files_of, near_of, words_beside
from newsflow.newsroom.stop import Why, entries_of_stop
from newsflow.objects import ObjectStore
from newsflow.wire.append import ToAppend
from newsflow.wire.erase import Order, erase, other_users
from newsflow.wire.read import item, numbered, series, versions
from newsflow.wire.rows import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Fall:
    """What taking items down comes to: which are killed, and all that the order touches."""

    killed: tuple[Item, ...]
    """Items that still stand, or are held: a kill and its notice go out for each, and for a series' members."""
    reach: Reach


async def fall_of(db: Connection, guids: Sequence[str]) -> Fall:
    """What taking these items down touches. Changes nothing."""
    items = [await item(db, guid) for guid in guids]
    members = [member for each in items for member in await series(db, each.guid)]
    known = {each.guid: each for each in (*items, *members)}
    killed = tuple(each for each in items if each.action != Action.KILL)
    for each in killed:
        check_may_follow(Action(each.action), Action.KILL, each.guid, embargoed=each.embargoed)
    entries = [entry for each in known.values() for entry in await _words_of(db, each.guid)]
    targets = tuple(entry.header.seq for entry in entries)
    if not targets:
        raise ConflictError("There is nothing left to take down.", " ".join(guids), "Nothing needs doing.")
    going, kept = await files_of(db, targets, entries)
    near = [near for each in known.values() for near in await near_of(db, each)]
    return Fall(
        killed=killed,
        reach=Reach(
            entries=tuple(entry.header for entry in entries),
            files=going,
            kept=tuple(kept),
            beside=await words_beside(db, targets),
            near=tuple({one.guid: one for one in near if one.guid not in known}.values()),
        ),
    )


async def prepare(
    db: Connection,
    clock: Clock,
    agency: Agency,
    *,
    store: ObjectStore | None,
    fall: Fall,
    order: Order,
    word: Approval,
) -> tuple[list[ToAppend], int]:
    """Erase the items by an order of two people; gives the kills to append, and the order's number.

    The files go before the entries come, so that the wire's lock is held for no store. After a crash in between,
    the same decision is confirmed once more and ends what was begun.
    """
    kills: list[ToAppend] = []
    falling = frozenset(each.guid for each in fall.killed)
    for each in fall.killed:
        why = Why(action=Action.KILL, reason_class=ReasonClass.LEGAL)
        before = await lock(db, each.guid)
        if before.version != each.version:
            raise ConflictError("The item moved on.", each.guid, "Look at what will be touched once more.")
        kills += await entries_of_stop(db, clock, agency, before=before, why=why, word=word, besides=falling)
    targets = fall.reach.targets
    digests = set(digests_of(await numbered(db, targets)))
    kept = frozenset(use.sha256 for use in await other_users(db, targets, digests))
    number = await erase(db, replace(order, targets=targets), clock())
    if digests:
        if store is None:
            raise SetupError("There is no store here to delete files from.", "None is set.", "Set one.")
        await erase_files(db, store, digests, clock(), keeping=kept)
    return kills, number


async def _words_of(db: Connection, guid: str) -> list[Entry]:
    """The item's versions that hold copy, oldest first; a stop's own words stay, so that it is still told."""
    return [
        entry
        for entry in reversed(await versions(db, guid))
        if entry.content is not None and entry.header.action not in STOPS
    ]
