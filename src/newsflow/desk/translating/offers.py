"""What earlier translations offer for the rows of a page, and those of the same story."""

from dataclasses import replace

from newsflow.db.query import Connection
from newsflow.desk.items.found import address_of
from newsflow.desk.translating.sides import MemoryOffer, PairRow, StoryPair
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.pair.memory import Remembered
from newsflow.newsroom.translation.memory import remembered_for
from newsflow.newsroom.translation.pairing import Beside

OFFERS_SHOWN = 6
"""Of one row."""


async def offers_of(
    db: Connection, beside: Beside, content: Dispatch, rows: tuple[PairRow, ...]
) -> tuple[tuple[PairRow, ...], tuple[StoryPair, ...]]:
    """The rows with what was made of their sentences before, the story's own first; and what was translated of the story."""
    found = await remembered_for(db, beside.latest or beside.original, content.language)
    story = (
        StoryPair(original=one.original.headline, text=one.translation.headline, address=address_of(one.guid))
        for one in found.story
    )
    return tuple(replace(row, memory=_of(row, found.sentences)) for row in rows), tuple(story)


def _of(row: PairRow, found: tuple[Remembered, ...]) -> tuple[MemoryOffer, ...]:
    parts = {int(n) for n in row.of.split(",") if n}
    if row.name == "headline":
        parts = {-1}
    offers = (
        MemoryOffer(
            source=one.told or one.sentence,
            text=one.translation,
            address=address_of(one.guid),
            is_of_story=one.is_of_story,
            is_alike=bool(one.told),
        )
        for one in found
        if one.part in parts and one.translation not in row.text
    )
    return tuple(offers)[:OFFERS_SHOWN]
