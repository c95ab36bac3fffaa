"""The page of a dispatch: what the public may read of it, or why it is not here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from newsflow.db.pool import transaction
from newsflow.db.query import Connection, row, rows
from newsflow.domain.codes import ReplyKind
from newsflow.domain.content import read
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.edition import About, about_of
from newsflow.domain.errors import BadInputError, NotFoundError
from newsflow.domain.guid import parse_guid
from newsflow.domain.public_pictures import PublicPicture
from newsflow.domain.text import direction
from newsflow.domain.topics import Topics
from newsflow.domain.translations import same_dispatch
from newsflow.domain.typeset import typeset
from newsflow.newsroom.editions.shown import ListRow, newest
from newsflow.site import address
from newsflow.site.corners import named_topics, topic_label
from newsflow.site.edition import Edition, House, Link, Site
from newsflow.site.gone import gone
from newsflow.site.lists import Entry, entry, speed
from newsflow.site.pictures import Picture, as_shown, pictures_of
from newsflow.site.public import Public, public
from newsflow.site.rows import OF_STORY, PAGE_OF, PageRow, StoryRow
from newsflow.site.structured import Share, Structured, of_dispatch
from newsflow.web.frame import Frame
from newsflow.web.moments import Moment
from newsflow.web.pages import page

STORY = 60
"""How many items of a story are looked at for links."""
SAME_STORY = 5
SAME_SECTION = 5
"""How many of the section's newest stand beside a dispatch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sibling:
    """Another item of the story: a flash, its urgent and its lead may all have one headline, and tell apart by these."""

    link: Link
    time: Moment
    speed: str | None
    label: str | None
    """Such as "2nd lead"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """That the text is a reply, or printed by order of a court; the link where the public may read what it answers."""

    words: str
    link: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchPage:
    """What the page of a dispatch shows."""

    frame: Frame
    house: House
    dispatch: Public
    replaced: Link | None
    answered: Answered | None
    other_languages: tuple[Link, ...]
    same_story: tuple[Sibling, ...]
    same_section: tuple[Entry, ...]
    """The newest of its section, but for those of its story."""
    filed: tuple[Link, ...]
    """Its places and topics."""
    pictures: tuple[Picture, ...]
    share: Share
    structured: Structured


DISPATCH = page("site/dispatch/page.html", DispatchPage)


async def dispatch(edition: Edition, request: Request) -> Response:
    """The page; a redirect where the address says other words or another edition; 410 where it was stopped."""
    site, guid = edition.site, _guid(request)
    async with transaction(site.pool) as db:
        found = await row(db, PAGE_OF, {"guid": guid})
        related = (
            await rows(db, OF_STORY, {"story": found.story, "limit": STORY})
            if found is not None and found.is_shown and found.story is not None
            else []
        )
        topics = await site.shelf.topics(db)
        shown = found is not None and found.is_shown and found.edition == edition.code
        pictures = await pictures_of(db, edition, found) if shown and found is not None else ()
        section = await _of_section(db, edition, found) if shown and found is not None else []
    if found is None or found.edition not in site.editions:
        raise _unknown(guid)
    own = site.edition(found.edition)
    if not found.is_shown or found.headline is None:
        return gone(own, request, found)
    here = address.dispatch(found.edition, found.guid, found.headline)
    asked = request.path_params.get("words")
    if found.edition != edition.code or asked != address.headline_words(found.headline):
        # The words may change back: the redirect is for good, but is asked for again.
        return RedirectResponse(here, status_code=301, headers={"Cache-Control": "no-cache"})
    return site.pages.answer(
        request, DISPATCH, _context(own, found, related, section=section, topics=topics, pictures=pictures)
    )


async def _of_section(db: Connection, edition: Edition, found: PageRow) -> list[ListRow]:
    listed = await newest(db, edition.code, STORY, section=found.section)
    others = [
        one for one in listed if one.guid != found.guid and (one.story is None or one.story != found.story)
    ]
    return others[:SAME_SECTION]


async def by_guid(site: Site, request: Request) -> Response:
    """A redirect from `/items/<guid>` to the page, whatever its edition and words are now."""
    guid = _guid(request)
    async with transaction(site.pool) as db:
        found = await row(db, PAGE_OF, {"guid": guid})
    if found is None or found.edition not in site.editions:
        raise _unknown(guid)
    if not found.is_shown or found.headline is None:
        return gone(site.edition(found.edition), request, found)
    where = address.dispatch(found.edition, found.guid, found.headline)
    return RedirectResponse(where, status_code=302, headers={"Cache-Control": "no-cache"})


def _guid(request: Request) -> str:
    """The id in the address. What cannot be one is not asked of the database, which refuses some characters."""
    guid = str(request.path_params["guid"])
    try:
        parse_guid(guid)
    except BadInputError:
        raise _unknown(guid) from None
    return guid


def _unknown(guid: str) -> NotFoundError:
    return NotFoundError("There is no such dispatch here.", guid[:80], "The front page has what is new.")


def _context(
    edition: Edition,
    found: PageRow,
    related: Sequence[StoryRow],
    *,
    section: Sequence[ListRow],
    topics: Topics,
    pictures: Sequence[PublicPicture],
) -> DispatchPage:
    assert found.body is not None
    assert found.headline is not None
    here = address.dispatch(edition.code, found.guid, found.headline)
    content = read(found.body)
    shown = public(edition, found, content)
    others = [other for other in related if other.guid != found.guid]
    translations = _translations(edition, found.guid, related)
    elsewhere = {other.edition: _address(other) for other in translations}
    same = [o for o in others if o.edition == edition.code and o.guid != found.replaced_by]
    newer = next((o for o in others if o.guid == found.replaced_by), None)
    now = edition.site.clock()
    about = about_of(content)
    filed = (*_places(edition, about), *_topics(edition, about, topics))
    seen = tuple(as_shown(edition, found.guid, one) for one in pictures)
    share, structured = of_dispatch(
        edition, shown, content, found, translations=elsewhere.values(), pictures=seen
    )
    return DispatchPage(
        frame=edition.frame(shown.headline, here, description=shown.opening, elsewhere=elsewhere),
        house=edition.around(
            now,
            section=found.section,
            corner=(shown.section, shown.section_address),
            elsewhere=elsewhere,
        ),
        dispatch=shown,
        replaced=_link(newer) if newer else None,
        answered=_answered(edition, content, others),
        other_languages=tuple(
            _link(other, note=edition.site.agency.house(other.edition).name) for other in translations
        ),
        same_story=tuple(_sibling(edition, other, now) for other in same[:SAME_STORY]),
        same_section=tuple(entry(edition, one, now) for one in section),
        filed=filed,
        pictures=seen,
        share=share,
        structured=structured,
    )


def _places(edition: Edition, about: About) -> list[Link]:
    return [edition.link(name, address.place(edition.code, name)) for name in about.places]


def _topics(edition: Edition, about: About, topics: Topics) -> list[Link]:
    """Each topic by its nearest name in the edition's language: its own, or that of the topic above it."""
    nearest = (named_topics(topics, code, edition.code)[:1] for code in about.topics)
    codes = dict.fromkeys(code for found in nearest for code in found)
    return [
        edition.link(topic_label(topics, code, edition.code) or code, address.topic(edition.code, code))
        for code in codes
    ]


def _answered(edition: Edition, content: Dispatch, others: Sequence[StoryRow]) -> Answered | None:
    if content.answers is None:
        return None
    words = edition.words.site
    told = {ReplyKind.REPLY: words.reply, ReplyKind.COURT_TEXT: words.court_text}
    about = next((other for other in others if other.guid == content.answers.item), None)
    return Answered(words=told[content.answers.kind], link=None if about is None else _link(about))


def _translations(edition: Edition, guid: str, related: Sequence[StoryRow]) -> list[StoryRow]:
    """The newest public version of this dispatch in each other edition, in the order of the editions."""
    same = same_dispatch(guid, {other.guid: other.original for other in related})
    order = edition.site.editions
    newest: dict[str, StoryRow] = {}
    for other in related:
        if other.guid in same and other.edition != edition.code and other.edition in order:
            newest.setdefault(other.edition, other)
    return [newest[code] for code in order if code in newest]


def _sibling(edition: Edition, other: StoryRow, now: datetime) -> Sibling:
    return Sibling(
        link=_link(other),
        time=edition.times.short(other.version_at, now),
        speed=speed(other),
        label=other.label,
    )


def _link(other: StoryRow, *, note: str | None = None) -> Link:
    return Link(
        text=typeset(other.headline, other.edition),
        note=note,
        address=_address(other),
        language=other.edition,
        direction=direction(other.edition),
    )


def _address(other: StoryRow) -> str:
    return address.dispatch(other.edition, other.guid, other.headline)
