"""Where files go from the media page: into the story of a text, into a series that is there, or nowhere yet."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsflow.accounts.people import Act, authorise
from newsflow.db.pool import reading, transaction
from newsflow.db.query import Connection
from newsflow.desk.visit import Visit
from newsflow.desk.writing.saving import begun
from newsflow.domain.codes import ItemType
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.errors import BadInputError
from newsflow.domain.media import Media
from newsflow.domain.worded import worded
from newsflow.media import AssetId, chosen
from newsflow.newsroom import drafts, locks
from newsflow.newsroom.from_assets import stripped, text_of_story
from newsflow.newsroom.rows import Draft
from newsflow.newsroom.saves import save
from newsflow.newsroom.series_drafts import assets_in, begin, in_this_order, is_media_draft

SITTING = "media"
"""The sitting of a form that saves once: nobody goes on writing in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Into:
    """Where the page's files go. `draft` is a text, or a series; 0: a series of its own is made."""

    draft: int = 0
    is_series: bool = False
    slug: str = ""
    headline: str = ""

    @property
    def is_named(self) -> bool:
        """Whether they go into something."""
        return self.draft > 0

    @property
    def query(self) -> str:
        """What the page's addresses carry on."""
        return f"into={self.draft}" if self.draft else ""

    @property
    def address(self) -> str:
        """The page's address."""
        return f"/desk/media?{self.query}" if self.query else "/desk/media"

    @property
    def draft_address(self) -> str:
        """Back to the text, or the series."""
        return series_address(self.draft) if self.is_series else f"/desk/drafts/{self.draft}"


def series_address(draft: int) -> str:
    """The page of a series' draft."""
    return f"/desk/series/{draft}"


async def into_of(visit: Visit) -> Into:
    """Where the address, or the form, says that files go."""
    asked = visit.form.line("into") or visit.request.query_params.get("into", "")
    if not asked.isdecimal() or not 0 < len(asked) <= 12 or int(asked) == 0:
        return Into()
    async with reading(visit.desk.pool) as db:
        draft = await drafts.get(db, int(asked))
    content = draft.dispatch()
    return Into(
        draft=draft.id,
        is_series=is_media_draft(content),
        slug=content.slug,
        headline=content.headline,
    )


async def put_into(visit: Visit, into: Into, assets: Sequence[AssetId]) -> str:
    """Put the files there, in one transaction; gives the address of what they are in now."""
    async with transaction(visit.desk.pool) as db:
        if into.is_series:
            await _join(db, visit, into.draft, assets)
            return series_address(into.draft)
        about = await _about(db, visit, into)
        authorise(visit.person, Act.WRITE, language=about.language, section=about.section)
        made = [
            await begin(db, about, some, visit.now, by=visit.person.id) for some in await _apart(db, assets)
        ]
    return series_address(made[0])


async def _apart(db: Connection, assets: Sequence[AssetId]) -> list[list[AssetId]]:
    """The files as they can go out: a series for each kind, each file by itself."""
    kinds: dict[ItemType, list[AssetId]] = defaultdict(list)
    for one in await chosen(db, assets):
        kinds[one.kind].append(one.id)
    files = [[one] for one in kinds.pop(ItemType.FILE, [])]
    return [*kinds.values(), *files]


async def _join(db: Connection, visit: Visit, number: int, assets: Sequence[AssetId]) -> None:
    draft: Draft = await drafts.locked(db, number)
    content = draft.dispatch()
    joined = in_this_order(content, (*assets_in(content), *assets))
    await keep(db, visit, draft, joined, base_save=draft.save)


async def keep(db: Connection, visit: Visit, draft: Draft, content: Dispatch, *, base_save: int) -> None:
    """Save the series, and leave the lock: its form is sent whole."""
    await save(
        db, draft.id, content, visit.hand, visit.now, base_save=base_save, sitting=SITTING, by_hand=True
    )
    await locks.leave(db, draft.id, visit.hand, sitting=SITTING)


async def _about(db: Connection, visit: Visit, into: Into) -> Dispatch:
    """What a new series says of itself: the codes of the text that it goes with, or what the form says."""
    if into.is_named:
        text = (await drafts.get(db, into.draft)).dispatch()
        if not text.slug:
            raise BadInputError(
                "The text has no slug yet.",
                worded("Draft %(draft)s.", draft=into.draft),
                "Give it one: the story ties them.",
            )
        return replace(stripped(text, text.slug, text.headline), media=Media())
    slug = visit.form.line("slug")
    text = await text_of_story(db, slug) if slug else None
    if text is not None:
        return replace(stripped(text, slug, text.headline), media=Media())
    return replace(begun(visit), slug=slug, media=Media())
