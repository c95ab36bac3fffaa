"""A subscriber's first master is invited from its page: what the form takes, and what it does."""

from dataclasses import dataclass

from starlette.responses import Response

from newsflow.accounts.deed import Deed
from newsflow.accounts.members import Member, invite_member, members
from newsflow.accounts.people import Act, Person, Role, may
from newsflow.accounts.tokens import TokenKind
from newsflow.db.pool import transaction
from newsflow.desk.frame import done
from newsflow.desk.subscribers.words import HERE
from newsflow.desk.visit import Visit
from newsflow.domain.errors import ConflictError
from newsflow.domain.guid import SubscriberId
from newsflow.mail import send
from newsflow.subscribers.contracts import subscriber_named
from newsflow.web.say import LANGUAGES, NAMES
from newsflow.web.within.letters import link_letter
from newsflow.web.within.proof import ProofField, proof_field, proved


@dataclass(frozen=True, slots=True, kw_only=True)
class InviteForm:
    """What the form takes."""

    email: str
    name: str
    languages: tuple[tuple[str, str], ...]
    language: str
    proof: ProofField


def _inviting(subscriber: SubscriberId) -> Deed:
    return Deed.of("invite a first master", subscriber)


def _has_master(people: list[Person]) -> bool:
    return any(one.active and one.role == Role.SUBSCRIBER_MASTER for one in people)


async def invite_form(visit: Visit, subscriber: SubscriberId, people: list[Person]) -> InviteForm | None:
    """The form; None for who may not, and where a master is there, who invites the others."""
    if _has_master(people) or not may(visit.person, Act.MANAGE_PEOPLE):
        return None
    form, agencys = visit.form, visit.desk.agency.default_language
    return InviteForm(
        email=form.typed("email"),
        name=form.typed("name"),
        languages=tuple((code, NAMES[code]) for code in LANGUAGES),
        language=form.typed("language", agencys if agencys in LANGUAGES else visit.language),
        proof=await proof_field(visit, _inviting(subscriber)),
    )


async def invite_first(visit: Visit, subscriber: SubscriberId) -> Response:
    """Back to the page; the letter with the link is in the outbox. Raises ConflictError where a master is there."""
    hand, desk, form = await proved(visit, _inviting(subscriber)), visit.desk, visit.form
    language, given = form.line("language"), Member(name=form.line("name"), role=Role.SUBSCRIBER_MASTER)
    async with transaction(desk.pool) as db:
        found = await subscriber_named(db, subscriber)
        if _has_master(await members(db, found.id)):
            raise ConflictError("They have a master already.", found.name, "That one invites the others.")
        made = await invite_member(
            db,
            hand,
            found.id,
            form.line("email"),
            given,
            language=language if language in LANGUAGES else None,
            now=visit.now,
        )
        letter = link_letter(desk.agency, desk.origin, made.person, TokenKind.INVITATION, made.secret)
        await send(db, letter, visit.now)
    return done(f"{HERE}/{found.id}", "invited")
