"""Assets: files that came in, and what was made of them. The newsroom releases from those that are ready."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import PurePath
from typing import NewType, TypeVar

import msgspec

from newsflow.db.query import Connection, rows, run
from newsflow.domain.codes import ItemType
from newsflow.domain.errors import ConflictError, NotFoundError
from newsflow.domain.guid import PersonId
from newsflow.domain.media import Rendition, RenditionName
from newsflow.domain.worded import unpacked, worded
from newsflow.media.door import look
from newsflow.media.facts import NOTHING_SAID, Facts
from newsflow.media.rows import ACCOMPANY, ADD, ASSETS, ASSETS_BY_ID, GIVE_WORDS, REMAKE, AssetRow
from newsflow.objects import ObjectStore
from newsflow.objects.store import Content

AssetId = NewType("AssetId", str)
MAX_TRIES = 3
"""How often a worker may begin an asset; after that the asset is refused, for a person to look at."""
LIST_LIMIT = 500

_Type = TypeVar("_Type")


class AssetState(StrEnum):
    """How far an asset is."""

    WAITING = "waiting"
    WORKING = "working"
    READY = "ready"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Companion:
    """A file that comes with another: subtitles or transcript of a video, a graphic in another format."""

    name: RenditionName
    content: Content


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAsset:
    """A file to be added. `kind` None: as the file's content says."""

    file_name: str
    content: Content
    kind: ItemType | None = None
    given: Facts = NOTHING_SAID
    companions: tuple[Companion, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A file that came in. `renditions` are there once it is ready; `because` says why it was refused."""

    id: AssetId
    kind: ItemType
    file_name: str
    state: AssetState
    because: str | None
    progress: int
    """Per cent."""
    tries: int
    original: Rendition
    renditions: tuple[Rendition, ...]
    facts: Facts
    """The desk's words, and the file's own where the desk says nothing."""
    given: Facts
    companions: tuple[Rendition, ...]
    created_by: PersonId | None
    created_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """A file that the door let in: it is stored, and in nobody's list yet."""

    file_name: str
    kind: ItemType
    original: Rendition
    companions: tuple[Rendition, ...]
    given: Facts


async def add(
    db: Connection, store: ObjectStore, new: NewAsset, now: datetime, *, by: PersonId | None = None
) -> Asset:
    """Store a file and make it wait for the worker. Raises as `take_in` does."""
    return await enter(db, await take_in(store, new), now, by=by)


async def take_in(store: ObjectStore, new: NewAsset) -> TakenIn:
    """Store a file; no connection is held while it is looked at and written.

    Raises RefusedFileError, with the reason, for what can be told before the work: too large, not of its name's or
    its kind's type, more than one file in one. Nothing of such a file is kept.
    """
    name = PurePath(new.file_name.replace("\\", "/")).name or "unnamed"
    kind, original = await look(store, new.content, name, new.kind)
    companions = [
        (await look(store, each.content, f"{name} ({each.name})", kind, each.name))[1]
        for each in new.companions
    ]
    return TakenIn(
        file_name=name, kind=kind, original=original, companions=tuple(companions), given=new.given
    )


async def enter(db: Connection, taken: TakenIn, now: datetime, *, by: PersonId | None = None) -> Asset:
    """Make a stored file an asset that waits for the worker."""
    asset_id = AssetId(uuid.uuid4().hex)
    await run(
        db,
        ADD,
        {
            "id": asset_id,
            "kind": taken.kind.value,
            "file_name": taken.file_name,
            "original": as_json(taken.original),
            "given": as_json(taken.given.plain()),
            "companions": as_json(taken.companions),
            "created_by": by,
            "now": now,
        },
    )
    return await asset(db, asset_id)


async def asset(db: Connection, asset_id: AssetId) -> Asset:
    """An asset by its id. Raises NotFoundError."""
    return (await _by_id(db, [asset_id]))[0]


async def assets(db: Connection, states: Iterable[AssetState] = AssetState) -> list[Asset]:
    """The assets in these states, the newest first."""
    wanted = [state.value for state in states]
    return [asset_of(row) for row in await rows(db, ASSETS, {"states": wanted, "limit": LIST_LIMIT})]


async def chosen(db: Connection, asset_ids: Sequence[AssetId]) -> tuple[Asset, ...]:
    """These assets in this order, however far they are. Raises NotFoundError."""
    return await _by_id(db, asset_ids)


async def ready(db: Connection, asset_ids: Sequence[AssetId]) -> tuple[Asset, ...]:
    """The assets to release from, in this order. Raises ConflictError for one that is not ready, saying why."""
    found = await _by_id(db, asset_ids)
    for each in found:
        if each.state is AssetState.REFUSED:
            raise ConflictError(
                worded("“%(file_name)s” was refused.", file_name=each.file_name),
                each.because or "",
                "Send another file, or leave it out.",
            )
        if each.state is not AssetState.READY:
            raise ConflictError(
                worded("“%(file_name)s” is not ready.", file_name=each.file_name),
                worded("It is at %(progress)s per cent.", progress=each.progress),
                "Wait for it, or release the text without it: text never waits.",
            )
    return found


async def remake(db: Connection, asset_id: AssetId, given: Facts, now: datetime) -> None:
    """Have the renditions made again with the desk's words in them. What was released stays as it is."""
    if not await run(db, REMAKE, {"id": asset_id, "given": as_json(given.plain()), "now": now}):
        raise _unknown(asset_id)


async def take_companion(store: ObjectStore, found: Asset, companion: Companion) -> Rendition:
    """Store a file that comes with an asset. Raises RefusedFileError for what does not go with one of its kind."""
    name = f"{found.file_name} ({companion.name})"
    return (await look(store, companion.content, name, found.kind, companion.name))[1]


async def accompany(db: Connection, asset_id: AssetId, beside: Rendition, now: datetime) -> None:
    """Have the renditions made again with this file among them, in place of one of its name."""
    wanted = {"id": asset_id, "name": beside.name.value, "beside": as_json(beside), "now": now}
    if not await run(db, ACCOMPANY, wanted):
        raise _unknown(asset_id)


async def give_words(db: Connection, asset_id: AssetId, given: Facts, now: datetime) -> None:
    """Take the desk's words for an asset as they are; its files get them when it is made again (`remake`)."""
    if not await run(db, GIVE_WORDS, {"id": asset_id, "given": as_json(given.plain()), "now": now}):
        raise _unknown(asset_id)


async def _by_id(db: Connection, asset_ids: Sequence[AssetId]) -> tuple[Asset, ...]:
    found = {
        row.id: asset_of(row)
        for row in await rows(db, ASSETS_BY_ID, {"ids": list(asset_ids), "limit": len(asset_ids)})
    }
    for wanted in asset_ids:
        if wanted not in found:
            raise _unknown(wanted)
    return tuple(found[wanted] for wanted in asset_ids)


def _unknown(asset_id: AssetId) -> NotFoundError:
    return NotFoundError("No such asset.", f"{asset_id}.", "See `newsflow assets`.")


def asset_of(row: AssetRow) -> Asset:
    """A row as an asset."""
    given = from_json(row.given, Facts)
    return Asset(
        id=AssetId(row.id),
        kind=ItemType(row.kind),
        file_name=row.file_name,
        state=AssetState(row.state),
        because=None if row.because is None else unpacked(row.because),
        progress=row.progress,
        tries=row.tries,
        original=from_json(row.original, Rendition),
        renditions=from_json(row.renditions, tuple[Rendition, ...]),
        facts=given.over(from_json(row.facts, Facts)),
        given=given,
        companions=from_json(row.companions, tuple[Rendition, ...]),
        created_by=None if row.created_by is None else PersonId(row.created_by),
        created_at=row.created_at,
        changed_at=row.changed_at,
    )


def as_json(value: object) -> str:
    """A typed value as JSON text, for a jsonb column."""
    return msgspec.json.encode(value).decode()


def from_json(text: str, kind: type[_Type]) -> _Type:
    """The value that `as_json` wrote."""
    return msgspec.json.decode(text, type=kind)
