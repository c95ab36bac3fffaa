"""What an editor may do to the public site from the desk's pages, and where those are."""

from urllib.parse import quote

from newsflow.accounts import audit
from newsflow.db.query import Connection
from newsflow.desk.editions.words import PREFIX
from newsflow.desk.visit import Visit
from newsflow.domain.edition import edition_of
from newsflow.domain.edition import editions as editions_of
from newsflow.domain.errors import BadInputError, NotFoundError
from newsflow.domain.guid import Guid
from newsflow.newsroom import editions
from newsflow.web.hours import read_hour
from newsflow.wire.read import item


def known_edition(visit: Visit) -> str:
    """The edition in the address. Raises NotFoundError for a language that has none."""
    code = str(visit.request.path_params["edition"])
    if code not in editions_of(visit.desk.agency):
        raise NotFoundError(
            "No such edition.", code[:40], "The site has one for each language of the agency."
        )
    return code


async def item_of(visit: Visit, db: Connection, code: str, guid: str) -> Guid:
    """The item's guid. Raises NotFoundError for none of this edition's."""
    found = await item(db, guid)
    if edition_of(visit.desk.agency, found.language) != code:
        raise NotFoundError(
            "This edition has no such item.", guid[:80], "Look in the edition of its language."
        )
    return found.guid


async def deed(visit: Visit, db: Connection, code: str, given: str) -> str:
    """What a button asks for, done and in the trail; gives what the next page says. Subscribers are sent nothing."""
    guid = await item_of(visit, db, code, given)
    clock, agency, by, form = visit.desk.clock, visit.desk.agency, visit.person.id, visit.form
    match form.line("act"):
        case "pin":
            until = read_hour(form.line("until"), agency.zoneinfo)
            await editions.pin(db, clock, agency, guid, by, until=until)
            said = "edition_pinned"
        case "words":
            await editions.set_summary(
                db,
                clock,
                agency,
                guid,
                by,
                summary=form.text("summary").split("\n\n"),
                headline=form.line("headline"),
                deck=form.line("deck"),
            )
            said = "edition_words"
        case "unpin":
            await editions.unpin(db, clock, agency, guid, by)
            said = "edition_unpinned"
        case "earlier" | "later" as way:
            await editions.move_pin(db, clock, code, guid, by, earlier=way == "earlier")
            said = "edition_moved"
        case "show":
            await editions.show(db, clock, agency, guid, by)
            said = "edition_shown"
        case "hide":
            await editions.hide(db, clock, agency, guid, by)
            said = "edition_hidden"
        case other:
            raise BadInputError("This form asks for nothing.", other[:40], "Load the page again.")
    await audit.note(db, visit.hand, said, f"item:{guid}", at=visit.now)
    return said


def address_of(code: str, guid: str) -> str:
    """Where the public version of an item is edited."""
    return f"{PREFIX}/{code}/{quote(guid, safe=':')}"
