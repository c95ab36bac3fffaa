"""The invitation to the portal that came of an enquiry is sent again: to whom, and by whom it may be."""

from newsflow.accounts.members import members, new_member_link
from newsflow.accounts.people import Act, Person, may
from newsflow.accounts.tokens import TokenKind
from newsflow.db.query import Connection
from newsflow.desk.visit import Visit
from newsflow.domain.errors import NotFoundError
from newsflow.domain.guid import SubscriberId
from newsflow.mail import send
from newsflow.subscribers.enquiries.rows import Enquiry
from newsflow.web.within.letters import link_letter


async def invitee(db: Connection, found: Enquiry) -> Person | None:
    """Who asked, as a person of the subscriber that they became; None where they are none."""
    if found.subscriber is None or found.email is None:
        return None
    people = await members(db, SubscriberId(found.subscriber))
    return next((one for one in people if one.active and one.email.lower() == found.email.lower()), None)


async def invited_mail(visit: Visit, db: Connection, found: Enquiry) -> str:
    """The address that the invitation may be sent to again; "" for none, and for who may not."""
    person = await invitee(db, found) if may(visit.person, Act.MANAGE_PEOPLE) else None
    return "" if person is None else person.email


async def invite_again(visit: Visit, db: Connection, found: Enquiry) -> str:
    """What the next page says; a letter with a new link is in the outbox. Raises NotFoundError."""
    person, desk = await invitee(db, found), visit.desk
    if person is None:
        raise NotFoundError("Nobody was invited.", f"{found.id}.", "See the subscriber's people.")
    secret = await new_member_link(db, visit.hand, person, now=visit.now)
    await send(db, link_letter(desk.agency, desk.origin, person, TokenKind.INVITATION, secret), visit.now)
    return "link_sent"
