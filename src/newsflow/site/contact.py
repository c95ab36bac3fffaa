"""How to get from reading a part to receiving the whole."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from newsflow.site import address
from newsflow.site.edition import Edition, House
from newsflow.web.frame import Frame
from newsflow.web.pages import page


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPage:
    """What the contact page shows."""

    frame: Frame
    house: House
    title: str
    text: str
    leads_to: str
    label: str


CONTACT = page("site/contact/page.html", ContactPage)


async def contact(edition: Edition, request: Request) -> Response:
    """The agency's address, and what to write to it."""
    own, place = edition.words.site, edition.site.agency.contact
    here = address.contact(edition.code)
    elsewhere = {code: address.contact(code) for code in edition.site.editions if code != edition.code}
    is_link = place.startswith("https://")
    context = ContactPage(
        frame=edition.frame(own.contact, here, description=own.contact_title, elsewhere=elsewhere),
        house=edition.around(edition.site.clock(), elsewhere=elsewhere),
        title=own.contact_title,
        text=own.contact_text,
        leads_to=place if is_link else f"mailto:{place}",
        label=own.contact_open if is_link else own.contact_write.format(address=place),
    )
    return edition.site.pages.answer(request, CONTACT, context)
