"""Whether the public site shows an item, and where that is changed."""

from dataclasses import dataclass
from urllib.parse import quote

from newsflow.accounts.people import Act
from newsflow.db.query import Connection
from newsflow.desk.editions.deeds import address_of as version_address
from newsflow.desk.items.found import Found, can
from newsflow.desk.visit import Visit
from newsflow.domain.edition import edition_of
from newsflow.domain.entry import STOPS
from newsflow.newsroom.reach import public_now
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.views import for_the_public

NEVER = _("It was never on the public site.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicView:
    """Whether the public site shows it, and where."""

    words: str
    address: str
    headline: str
    edit: str
    """Where its public version is edited; "" for who does not, and for what is in no edition."""


async def public_view(db: Connection, visit: Visit, found: Found) -> PublicView:
    """What the item's page says of the public site."""
    line, say = await public_now(db, found.item.guid), tongue(visit.language).say
    edition = edition_of(visit.desk.agency, found.item.language)
    edits = edition is not None and found.is_text and can(visit, found, Act.EDIT_EDITION)
    edit = version_address(edition, found.item.guid) if edits and edition else ""
    if line is None:
        words = _("It is not on the public site yet.") if _comes(visit, found) else NEVER
        return PublicView(words=say(words), address="", headline="", edit=edit)
    if not line.shown or found.action in STOPS:
        return PublicView(
            words=say(_("The public site does not show it any more.")), address="", headline="", edit=edit
        )
    return PublicView(
        words=say(_("The public site shows it, shortened.")),
        address=f"/{line.edition}/{quote(found.item.guid, safe=':')}",
        headline=line.headline or "",
        edit=edit,
    )


def _comes(visit: Visit, found: Found) -> bool:
    """Whether a rule shows it that has not had its say: within a second of the release, or at the hour that it waits for."""
    live = found.live
    return (
        found.action not in STOPS and live is not None and for_the_public(live, visit.desk.agency) is not None
    )
