"""A section of an edition: its dispatches by time."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from newsflow.db.pool import transaction
from newsflow.domain.errors import NotFoundError
from newsflow.site import address
from newsflow.site.edition import Edition, House
from newsflow.site.lists import AFTER_ALL, Entry, entry, newest, page_before
from newsflow.web.frame import Frame
from newsflow.web.pages import page

LENGTH = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionPage:
    """What a section's page shows."""

    frame: Frame
    house: House
    label: str
    entries: tuple[Entry, ...]
    older: str | None
    newest: str | None


SECTION = page("site/section/page.html", SectionPage)


async def section(edition: Edition, request: Request) -> Response:
    """The section's dispatches, newest first, `LENGTH` on a page."""
    code = known_section(edition, request)
    before = page_before(request)
    now = edition.site.clock()
    async with transaction(edition.site.pool) as db:
        found = await newest(db, edition, LENGTH + 1, section=code, before=before)
    shown = found[:LENGTH]
    here, label = address.section(edition.code, code), edition.section_label(code)
    elsewhere = {
        other: address.section(other, code) for other in edition.site.editions if other != edition.code
    }
    is_newest = before == AFTER_ALL
    context = SectionPage(
        frame=edition.frame(
            label,
            here,
            elsewhere=elsewhere if is_newest else None,
            robots=None if is_newest else "noindex, follow",
        ),
        house=edition.around(now, section=code, elsewhere=elsewhere),
        label=label,
        entries=tuple(entry(edition, row, now) for row in shown),
        older=f"{here}?before={shown[-1].seq}" if len(found) > LENGTH else None,
        newest=None if is_newest else here,
    )
    return edition.site.pages.answer(request, SECTION, context)


def known_section(edition: Edition, request: Request) -> str:
    """The code of the section in the address. Raises NotFoundError for one that the agency has not."""
    code = str(request.path_params["code"])
    if code not in edition.sections():
        raise NotFoundError("There is no such section.", code, "The front page names them all.")
    return code
