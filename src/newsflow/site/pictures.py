"""The pictures beside a dispatch: as the page shows them, and their files, stripped of what is for desks alone."""

from dataclasses import dataclass
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from newsflow.db.pool import transaction
from newsflow.db.query import Connection, row, rows
from newsflow.domain.agency import PublicRule
from newsflow.domain.content import read
from newsflow.domain.edition import public_rule
from newsflow.domain.errors import NotFoundError
from newsflow.domain.public_pictures import PublicPicture, public_pictures
from newsflow.domain.text import direction
from newsflow.domain.typeset import typeset
from newsflow.media.embedded import for_the_public
from newsflow.media.facts import Facts
from newsflow.site import address
from newsflow.site.edition import Edition
from newsflow.site.gone import gone
from newsflow.site.rows import BODIES_OF_STORY, PAGE_OF, PICTURES_OF_STORY, PageRow
from newsflow.web.pages import revalidated

STORY = 60
"""Pictures and texts of a story that are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture on a page. Its caption stands there only in the page's own language."""

    address: str
    width: int
    height: int
    alt: str
    language: str
    direction: str
    caption: str | None
    credit: str


async def pictures_of(db: Connection, edition: Edition, found: PageRow) -> tuple[PublicPicture, ...]:
    """The public pictures of a dispatch that is shown; none where nobody serves files."""
    site = edition.site
    if site.store is None or found.body is None or found.story is None:
        return ()
    content = read(found.body)
    rule = public_rule(site.agency, content) or next(iter(site.agency.public_rules), PublicRule())
    if not rule.pictures:
        return ()
    until = site.clock() - timedelta(seconds=rule.delay_s)
    stored = await rows(db, PICTURES_OF_STORY, {"story": found.story, "until": until, "limit": STORY})
    if not stored:
        return ()
    bodies = await rows(db, BODIES_OF_STORY, {"story": found.story, "limit": STORY})
    return public_pictures(
        [(one.guid, read(one.body)) for one in stored],
        rule,
        site.agency,
        [" ".join(read(one.body).words()) for one in bodies],
        [found.headline or "", found.deck or "", " ".join(found.summary or ())],
    )


def as_shown(edition: Edition, guid: str, found: PublicPicture) -> Picture:
    """A picture as a page shows it beside the dispatch of that guid."""
    content, media = found.content, found.content.media
    assert media is not None
    same = content.language.partition("-")[0] == edition.code.partition("-")[0]
    caption = media.caption if same and found.has_clean_words else ""
    return Picture(
        address=address.picture(edition.code, guid, found.guid),
        width=found.file.width or 0,
        height=found.file.height or 0,
        alt=(media.alt_text or "") if found.has_clean_words else "",
        language=content.language,
        direction=direction(content.language),
        caption=typeset(caption, edition.code) if caption else None,
        credit=found.credit,
    )


async def picture(edition: Edition, request: Request) -> Response:
    """A picture's file, for as long as the public sees it beside the dispatch that its address names."""
    guid, wanted = str(request.path_params["guid"]), str(request.path_params["picture"])
    if "\0" in guid:
        raise _none(wanted)
    async with transaction(edition.site.pool) as db:
        found = await row(db, PAGE_OF, {"guid": guid})
        if found is None or found.edition != edition.code:
            raise _none(wanted)
        if not found.is_shown:
            return gone(edition, request, found)
        shown = {one.guid: one for one in await pictures_of(db, edition, found)}
    if wanted not in shown:
        raise _none(wanted)
    assert edition.site.store is not None
    one = shown[wanted]
    whole = b"".join([part async for part in edition.site.store.chunks(one.file.sha256)])
    return revalidated(
        request, Response(for_the_public(whole, _facts(edition, one)), media_type=one.file.type)
    )


def _facts(edition: Edition, found: PublicPicture) -> Facts:
    """Whose it is and on what terms: all that the public's file says."""
    rights, media = edition.site.agency.media, found.content.media
    assert media is not None
    return Facts(
        credit_line=found.credit,
        copyright=media.copyright or rights.copyright or f"© {edition.site.agency.name}",
        usage_terms=rights.usage_terms,
        ai_use=media.ai_use,
    )


def _none(wanted: str) -> NotFoundError:
    return NotFoundError("There is no such picture here.", wanted[:80], "Reload the page that showed it.")
