"""The agency's own pages in an edition: imprint, privacy, terms, as its theme has them."""

from dataclasses import dataclass

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from newsflow.domain.errors import NotFoundError
from newsflow.site import address
from newsflow.site.edition import Edition, House
from newsflow.web.frame import Frame
from newsflow.web.pages import page


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalView:
    """What such a page shows. The theme made the HTML: of Markdown alone, what is HTML in it escaped."""

    frame: Frame
    house: House
    title: str
    text: Markup


LEGAL = page("site/legal/page.html", LegalView)


async def legal(edition: Edition, request: Request) -> Response:
    """The page of that name in the edition's language."""
    name, theme = str(request.path_params["name"]), edition.site.theme
    found = next((one for one in theme.in_language(edition.code) if one.name == name), None)
    if found is None:
        raise NotFoundError("There is no such page here.", name[:40], "The foot of each page names them all.")
    elsewhere = {
        one.language: address.legal(one.language, name)
        for one in theme.pages
        if one.name == name and one.language != edition.code
    }
    context = LegalView(
        frame=edition.frame(found.title, address.legal(edition.code, name), elsewhere=elsewhere),
        house=edition.around(edition.site.clock(), elsewhere=elsewhere),
        title=found.title,
        text=Markup(found.html),  # noqa: S704 - Markdown's own elements alone; what is HTML in the text is escaped
    )
    return edition.site.pages.answer(request, LEGAL, context)
