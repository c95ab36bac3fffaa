"""The media of a story, beside its text: what is on the wire, and what is being made."""

from dataclasses import dataclass

from newsflow.db.pool import reading
from newsflow.db.query import row
from newsflow.desk.items.found import address_of
from newsflow.desk.items.words import HAPPENED
from newsflow.desk.media.into import series_address
from newsflow.desk.media.words import KINDS, SERIES
from newsflow.desk.visit import Visit
from newsflow.desk.writing.words import STATES
from newsflow.domain.codes import Action, ItemType
from newsflow.domain.dispatch import Dispatch
from newsflow.newsroom.rows import LIVE_STORY, Draft
from newsflow.newsroom.series_drafts import assets_in, of_story
from newsflow.web.say import tongue
from newsflow.wire.read import story
from newsflow.wire.rows import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaLine:
    """A series, a picture or a file of the story."""

    address: str
    text: str
    kind: str
    state: str
    count: int
    """How many files a series in the making has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryMedia:
    """What the panel shows. Without a draft and a slug nothing can be attached yet."""

    upload: str = ""
    lines: tuple[MediaLine, ...] = ()


async def story_media(visit: Visit, draft: Draft | None, content: Dispatch) -> StoryMedia:
    """The media of the text's story."""
    if draft is None or not content.slug:
        return StoryMedia()
    async with reading(visit.desk.pool) as db:
        open_drafts = await of_story(db, content.slug)
        live = await row(db, LIVE_STORY, {"slug": content.slug})
        items = [] if live is None else await story(db, live.id)
    out = [_item(visit, one) for one in items if one.type != ItemType.TEXT and one.series is None]
    return StoryMedia(
        upload=f"/desk/media?into={draft.id}",
        lines=(*(_draft(visit, one) for one in open_drafts), *out),
    )


def _draft(visit: Visit, draft: Draft) -> MediaLine:
    say, content = tongue(visit.language).say, draft.dispatch()
    return MediaLine(
        address=series_address(draft.id),
        text=content.headline,
        kind=say(SERIES.get(content.type, KINDS[ItemType.FILE])),
        state=say(STATES[draft.state]),
        count=len(assets_in(content)),
    )


def _item(visit: Visit, item: Item) -> MediaLine:
    say, kind = tongue(visit.language).say, ItemType(item.type)
    return MediaLine(
        address=address_of(item.guid),
        text=item.headline or "",
        kind=say(SERIES[kind] if kind in SERIES else KINDS[kind]),
        state=say(HAPPENED[Action(item.action)]),
        count=0,
    )
