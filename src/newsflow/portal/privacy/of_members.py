"""What a master gives and ends for one of the organisation's people: what is kept of them, but for what is theirs alone."""

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.audit import note
from newsflow.accounts.deed import Deed
from newsflow.accounts.erasing import erase_member
from newsflow.accounts.members import member
from newsflow.db.pool import transaction
from newsflow.domain.errors import NotAllowedError
from newsflow.domain.worded import worded
from newsflow.portal.account.masters import for_masters
from newsflow.portal.face import PREFIX
from newsflow.portal.privacy.export import kept_of
from newsflow.portal.visit import Portal, Visit
from newsflow.web.within.frame import done
from newsflow.web.within.proof import proved
from newsflow.web.within.retained import json_file


def erasing(person: str) -> Deed:
    """The deed that erases that person."""
    return Deed.of("erase a member", person)


async def as_file(visit: Visit) -> Response:
    """What is kept of the person, without what they read and where they signed in; that a master asked is written down."""
    async with transaction(visit.portal.pool) as db:
        person = await member(db, visit.subscriber, str(visit.request.path_params["person"]))
        made = await kept_of(db, person, visit.now, whole=False)
        await note(db, visit.hand, "export_member", f"person:{person.id}", at=visit.now)
    return json_file(made, person.id)


async def erase(visit: Visit) -> Response:
    """Back to the organisation's people, of whom that one is none any more."""
    asked = str(visit.request.path_params["person"])
    if asked == visit.person.id:
        raise NotAllowedError("This is you.", worded("Nothing was erased."), "See “Privacy” in the menu.")
    hand = await proved(visit, erasing(asked))
    async with transaction(visit.portal.pool) as db:
        person = await member(db, visit.subscriber, asked)
        await erase_member(db, hand, person, now=visit.now)
    return done(f"{PREFIX}/account/people", "erased")


def routes(portal: Portal) -> list[Route]:
    """A master's alone."""
    return for_masters(
        portal,
        gets={"/account/people/{person}/kept.json": as_file},
        posts={"/account/people/{person}/erase": erase},
    )
