"""What of the last days is nearly the same as a draft."""

from datetime import datetime, timedelta

from newsflow.db.query import Connection, query, rows
from newsflow.domain.checks.facts import Similar
from newsflow.domain.codes import ItemType
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.entry import Entry
from newsflow.domain.guid import Guid
from newsflow.newsroom.near.reader import DAYS, catch_up
from newsflow.newsroom.near.sketch import SHORT, bands, runs, share
from newsflow.newsroom.rows import Number
from newsflow.wire.read import numbered

ALIKE = 0.6
"""The share of common runs from which a text is a near-duplicate."""
SHORT_ALIKE = 0.8
"""The same for single words of short texts."""
CANDIDATES_LIMIT = 30
TOLD_LIMIT = 3

_ALIKE = query("newsroom/near.alike", Number)


async def near_duplicates(
    db: Connection, version: Dispatch, now: datetime, *, own: Guid | None = None, catches_up: bool = True
) -> tuple[Similar, ...]:
    """The nearest items of the last days, at most three, nearest first; not the item itself, nor what it replaces.

    A story's own forms repeat one another: a lead is compared with leads. Looks for new entries first, unless
    `catches_up` says no: a release must not hold the reader's row until it commits.
    """
    if version.type is not ItemType.TEXT:
        return ()
    wanted = bands(version)
    if not wanted:
        return ()
    if catches_up:
        async with (
            db.transaction()
        ):  # pages ask outside of one, and the reader's row is locked while it reads
            await catch_up(db, now)
    without = [*version.replaces, *([] if own is None else [own])]
    asked = {"bands": wanted, "since": now - timedelta(days=DAYS), "without": without}
    found = await rows(db, _ALIKE, {**asked, "limit": CANDIDATES_LIMIT})
    mine = runs(version)
    similar = [
        _similar(entry, share(mine, runs(entry.content)))
        for entry in await numbered(db, [each.number for each in found])
        if entry.content is not None and _may_repeat(version, entry.content)
    ]
    least = SHORT_ALIKE if len(mine) <= SHORT else ALIKE
    near = sorted((one for one in similar if one.share >= least), key=lambda one: (-one.share, one.guid))
    return tuple(near[:TOLD_LIMIT])


def _may_repeat(version: Dispatch, other: Dispatch) -> bool:
    """Whether the other text is not simply an earlier form of the same story."""
    return version.story is None or other.story != version.story or other.form is version.form


def _similar(entry: Entry, common: float) -> Similar:
    content = entry.content
    slug = "" if content is None else content.slug
    return Similar(guid=entry.header.guid, slug=slug, at=entry.header.at, share=common)
