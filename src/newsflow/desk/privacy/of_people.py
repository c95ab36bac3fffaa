"""What an administrator gives and ends for a person of the desk: what is kept of them, but for what is theirs alone."""

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.audit import note
from newsflow.accounts.erasing import erase_of_desk
from newsflow.accounts.people import Act
from newsflow.db.pool import transaction
from newsflow.desk.frame import done
from newsflow.desk.people import PEOPLE, erasing, person_asked
from newsflow.desk.privacy.export import kept_of
from newsflow.desk.visit import Desk, Visit, signed_in
from newsflow.domain.errors import NotAllowedError
from newsflow.domain.worded import worded
from newsflow.web.within.proof import proved
from newsflow.web.within.retained import check_certain, json_file


async def as_file(visit: Visit) -> Response:
    """What is kept of the person, without from where they signed in; that an administrator asked is written down."""
    person = await person_asked(visit)
    async with transaction(visit.desk.pool) as db:
        made = await kept_of(db, person, visit.now, whole=False)
        await note(db, visit.hand, "export_person", f"person:{person.id}", at=visit.now)
    return json_file(made, person.id)


async def erase(visit: Visit) -> Response:
    """Back to the people of the desk, of whom that one is none any more."""
    person = await person_asked(visit)
    if person.id == visit.person.id:
        raise NotAllowedError("This is you.", worded("Nothing was erased."), "See “Privacy” in the menu.")
    check_certain(visit.form)
    hand = await proved(visit, erasing(person))
    async with transaction(visit.desk.pool) as db:
        await erase_of_desk(db, hand, person, now=visit.now)
    return done(PEOPLE, "erased")


def routes(desk: Desk) -> list[Route]:
    """An administrator's alone."""
    manage = Act.MANAGE_PEOPLE
    return [
        Route("/people/{person}/kept.json", signed_in(desk, as_file, manage), methods=["GET", "HEAD"]),
        Route("/people/{person}/erase", signed_in(desk, erase, manage), methods=["POST"]),
    ]
