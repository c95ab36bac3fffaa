"""What changed in a version of an item, word by word against the copy that stood before it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from newsflow.domain import word_diff
from newsflow.domain.content import read
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.entry import STOPS
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.visit import Visit
from newsflow.wire.rows import EntryRow

_FIELDS = {"headline": _("Headline"), "deck": _("Deck")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One part of the text, before and after in one. `label` is empty for a paragraph."""

    label: str
    pieces: tuple[word_diff.Piece, ...]
    is_same: bool


async def changes_of(visit: Visit, entries: Sequence[EntryRow], version: int) -> tuple[Change, ...]:
    """What that version of an item changed, of its entries newest first; nothing where there is no such version, or nothing before it."""
    copies = [entry for entry in entries if entry.body is not None and entry.action not in STOPS]
    after = next((entry for entry in copies if entry.version == version), None)
    before = next((entry for entry in copies if entry.version < version), None)
    if after is None or before is None or after.body is None or before.body is None:
        return ()
    return await compared(visit, read(before.body), read(after.body))


async def compared(visit: Visit, before: Dispatch, after: Dispatch) -> tuple[Change, ...]:
    """Two versions word by word, without the parts that neither has. Long texts take a third of a second, beside the loop."""
    parts = await asyncio.to_thread(word_diff.diff, before, after)
    say = tongue(visit.language).say
    return tuple(
        Change(
            label=say(_FIELDS[part.field]) if part.field in _FIELDS else "",
            pieces=part.pieces,
            is_same=part.is_same,
        )
        for part in parts
        if part.pieces
    )
