"""What a series' draft holds: the series' own words, and its members as assets, in order. Their words are the assets'.

A member that is on the wire already stands there by its guid; one that is still to go out as `asset:<id>`.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from newsflow.db.query import Connection, query, rows
from newsflow.domain.codes import Action, ItemType
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.errors import BadInputError, ConflictError
from newsflow.domain.guid import PersonId
from newsflow.domain.item_words import KIND_WORDS
from newsflow.domain.media import MEMBER_OF, SERIES_OF, Media
from newsflow.domain.worded import worded
from newsflow.media import Asset, AssetId, AssetState, chosen, ready
from newsflow.newsroom import drafts
from newsflow.newsroom.from_assets import Words, member
from newsflow.newsroom.rows import Draft
from newsflow.wire.read import item, latest

ASSET = "asset:"
STAND_IN = "x:{}:20000101:1"
"""The series' guid before it has one, for the rules that ask a member for it."""
DRAFTS_LIMIT = 100
_OF_STORY = query("newsroom/series_drafts.of_story", Draft)


def assets_in(content: Dispatch) -> tuple[AssetId, ...]:
    """The assets that the draft is to put on the wire, in order."""
    members = () if content.media is None else content.media.members
    return tuple(AssetId(one.removeprefix(ASSET)) for one in members if one.startswith(ASSET))


def on_the_wire(content: Dispatch) -> tuple[str, ...]:
    """The guids of the members that are out already, in order."""
    members = () if content.media is None else content.media.members
    return tuple(one for one in members if not one.startswith(ASSET))


def is_media_draft(content: Dispatch) -> bool:
    """Whether a draft is made of assets: a series, or a file."""
    return content.type in MEMBER_OF or bool(assets_in(content))


def in_this_order(content: Dispatch, assets: Sequence[str]) -> Dispatch:
    """The draft's content with these assets, each once, behind what is on the wire already."""
    named = tuple(f"{ASSET}{one}" for one in dict.fromkeys(assets))
    media = content.media or Media()
    return replace(content, media=replace(media, members=(*on_the_wire(content), *named)))


async def begin(
    db: Connection, about: Dispatch, assets: Sequence[AssetId], now: datetime, *, by: PersonId
) -> int:
    """Begin a series of these assets, ready or not; gives the draft's number. A file goes out by itself.

    Raises BadInputError for assets of several kinds, or several files; NotFoundError.
    """
    kinds = {one.kind for one in await chosen(db, assets)}
    if len(kinds) != 1:
        raise BadInputError(
            "A series has items of one type: pictures, videos or graphics.",
            worded("Got %(list)s.", list=", ".join(sorted(one.value for one in kinds)) or "none"),
            "Make one series of each type.",
        )
    kind = kinds.pop()
    if kind is ItemType.FILE and len(assets) > 1:
        raise BadInputError(
            "A file goes out by itself.", worded("Got %(count)s.", count=len(assets)), "Make a draft of each."
        )
    content = replace(about, type=SERIES_OF.get(kind, kind), body=())
    return await drafts.create(db, in_this_order(content, assets), now, by=by)


async def begin_more(
    db: Connection, guid: str, assets: Sequence[AssetId], now: datetime, *, by: PersonId
) -> int:
    """Begin an update of a series that is out: these assets join it. Gives the draft's number."""
    found = await item(db, guid)
    current = (await latest(db, found.guid)).content
    if current is None or current.media is None or current.type not in MEMBER_OF:
        raise ConflictError(
            "Nothing can be added to this.", guid, "Give the id of a series that may be used."
        )
    content = in_this_order(replace(current, correction=None), assets)
    return await drafts.create(db, content, now, by=by, guid=found.guid, action=Action.UPDATE)


async def proposed(db: Connection, version: Dispatch) -> tuple[Dispatch, tuple[Dispatch, ...]]:
    """The version as it would go out now, and the members that would go out with it, without their guids.

    Raises ConflictError for an asset that is not ready, with how far it is or why it was refused.
    """
    wanted = assets_in(version)
    if not wanted:
        return version, ()
    assets = await ready(db, wanted)
    _one_kind(version, assets)
    like = replace(version, media=None, deck=None, whats_new=None, correction=None, replaces=(), label=None)
    made = [member(one, Words(asset=one.id), like) for one in assets]
    if version.type is ItemType.FILE:
        return made[0], ()
    first = len(on_the_wire(version)) + 1
    group = STAND_IN.format(version.type.value)
    return version, tuple(placed(one, group, number) for number, one in enumerate(made, start=first))


def placed(version: Dispatch, group: str, number: int) -> Dispatch:
    """A member in its series, at its place in it."""
    assert version.media is not None
    return replace(version, media=replace(version.media, series=group, number=number))


def _one_kind(version: Dispatch, assets: Sequence[Asset]) -> None:
    wanted = MEMBER_OF.get(version.type, ItemType.FILE)
    others = [one.file_name for one in assets if one.kind is not wanted]
    if others:
        raise BadInputError(
            worded("Only this kind goes in here: %(kind)s.", kind=KIND_WORDS[wanted]),
            worded("Of another kind: %(list)s.", list=", ".join(others)),
            "Take that out.",
        )
    if version.type is ItemType.FILE and len(assets) > 1:
        raise BadInputError(
            "A file goes out by itself.", worded("Got %(count)s.", count=len(assets)), "Make a draft of each."
        )


async def check_kept(db: Connection, draft: Draft) -> None:
    """Pass while none of the draft's assets was refused or erased since it was sealed."""
    for one in await chosen(db, assets_in(draft.dispatch())):
        if one.state is AssetState.REFUSED:
            raise ConflictError(
                worded("“%(file_name)s” is gone.", file_name=one.file_name),
                one.because or "",
                "Withdraw the request; leave it out.",
            )


async def of_story(db: Connection, slug: str) -> list[Draft]:
    """The open drafts of series and files in the story of that slug, the one changed last first."""
    return await rows(db, _OF_STORY, {"slug": slug, "limit": DRAFTS_LIMIT})
