"""Earlier translations of the same sentences, and of the same story, from our own wire."""

import asyncio
from dataclasses import dataclass

from newsflow.db.query import Connection, query, rows
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.guid import Guid
from newsflow.domain.pair.memory import Earlier, Remembered, remembered
from newsflow.wire.read import versions

PAIRS_LIMIT = 150
"""The newest translations between the two languages that are read, the story's own first."""
ENTRIES_BACK = 20_000
"""So many entries of the wire are looked back over."""
STORY_SHOWN = 20
"""Earlier translations of a story that are named, the newest first."""
_VERSIONS = 5


@dataclass(frozen=True, slots=True)
class PairRow:
    """A translation and its original."""

    guid: Guid
    original: Guid


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What earlier translations between two languages have to say of a text."""

    sentences: tuple[Remembered, ...]
    story: tuple[Earlier, ...]
    """Those of its own story, the newest first."""


_PAIRS = query("newsroom/translation.latest_pairs", PairRow)


async def remembered_for(db: Connection, original: Dispatch, language: str) -> Memory:
    """How sentences of `original` were put in `language` before, and what else of its story was.

    Reads some hundred texts: ask once as the page opens.
    """
    between = {"language": language, "origin": original.language, "slug": original.slug}
    asked = {**between, "back": ENTRIES_BACK, "limit": PAIRS_LIMIT}
    earlier = [
        found for one in await rows(db, _PAIRS, asked) if (found := await _earlier(db, one)) is not None
    ]
    return Memory(
        sentences=await asyncio.to_thread(remembered, original, earlier),
        story=tuple(one for one in earlier if one.slug == original.slug)[:STORY_SHOWN],
    )


async def _earlier(db: Connection, one: PairRow) -> Earlier | None:
    translation = (await versions(db, one.guid, 1))[0].content
    source = None if translation is None else translation.translated_from
    if translation is None or source is None:
        return None
    copies = [entry for entry in await versions(db, one.original, _VERSIONS) if entry.content is not None]
    made_from = next((entry for entry in copies if entry.header.version == source.version), None)
    if made_from is None or made_from.content is None:
        return None
    return Earlier(guid=one.guid, slug=translation.slug, original=made_from.content, translation=translation)
