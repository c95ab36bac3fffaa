"""The organisation's people: a master invites, changes and closes; each is written down."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.deed import Deed
from newsflow.accounts.members import (
    Member,
    change_member,
    invite_member,
    member,
    members,
    new_member_link,
    take_member_passkeys,
)
from newsflow.accounts.oidc.linking import link_of
from newsflow.accounts.organisation.rules import rules_of
from newsflow.accounts.passkeys import passkeys_of
from newsflow.accounts.people import Person, Role
from newsflow.accounts.tokens import TokenKind
from newsflow.db.pool import reading, transaction
from newsflow.domain.errors import BadInputError
from newsflow.mail import send
from newsflow.portal.account.masters import for_masters
from newsflow.portal.account.rules import RulesForm, counted_letter, rules_form
from newsflow.portal.face import PREFIX, ROLES
from newsflow.portal.privacy.of_members import erasing
from newsflow.portal.provider.setting import unlinking
from newsflow.portal.visit import Portal, Visit
from newsflow.web.pages import page
from newsflow.web.say import LANGUAGES, NAMES, tongue
from newsflow.web.say import noop as _
from newsflow.web.within.frame import FaceFrame, answer, done, frame_of
from newsflow.web.within.letters import link_letter
from newsflow.web.within.proof import ProofField, proof_field, proved

PEOPLE = f"{PREFIX}/account/people"


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLine:
    """A person in the list, or on their own page."""

    id: str
    name: str
    email: str
    role: str
    role_name: str
    active: bool
    needs_passkey: bool
    passkeys: int
    is_me: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MembersPage:
    """The list, and the form that invites."""

    frame: FaceFrame
    people: tuple[MemberLine, ...]
    roles: tuple[tuple[str, str], ...]
    languages: tuple[tuple[str, str], ...]
    language: str
    proof: ProofField
    decided: RulesForm


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberPage:
    """One person."""

    frame: FaceFrame
    person: MemberLine
    roles: tuple[tuple[str, str], ...]
    proof: ProofField
    erasing: ProofField
    linked: str
    """To which provider's account they are linked: its host; "" without one."""
    unlinking: ProofField


MEMBERS_PAGE = page("portal/account/people.html", MembersPage)
MEMBER_PAGE = page("portal/account/person.html", MemberPage)


async def show(visit: Visit) -> Response:
    """The list."""
    async with reading(visit.portal.pool) as db:
        found = await members(db, visit.subscriber)
        rules = await rules_of(db, visit.subscriber)
    context = MembersPage(
        frame=await frame_of(visit, _("People")),
        people=tuple([await _line(visit, one) for one in found]),
        roles=_roles(visit),
        languages=tuple((code, NAMES[code]) for code in LANGUAGES),
        language=visit.language,
        proof=await proof_field(visit, _inviting()),
        decided=await rules_form(visit, rules),
    )
    return answer(visit, MEMBERS_PAGE, context)


async def show_one(visit: Visit) -> Response:
    """One person's page."""
    person = await _person(visit)
    async with reading(visit.portal.pool) as db:
        link = await link_of(db, person.id)
    context = MemberPage(
        frame=await frame_of(visit, _("People")),
        person=await _line(visit, person),
        roles=_roles(visit),
        proof=await proof_field(visit, _changing(person)),
        erasing=await proof_field(visit, erasing(person.id)),
        linked=urlsplit(link.issuer).hostname or "" if link else "",
        unlinking=await proof_field(visit, unlinking(person.id)),
    )
    return answer(visit, MEMBER_PAGE, context)


async def invite_one(visit: Visit) -> Response:
    """Back to the list; the letter with the link is in the outbox, in the same transaction."""
    hand = await proved(visit, _inviting())
    language = visit.form.line("language")
    portal = visit.portal
    async with transaction(portal.pool) as db:
        made = await invite_member(
            db,
            hand,
            visit.subscriber,
            visit.form.line("email"),
            _given(visit, active=True),
            language=language if language in LANGUAGES else None,
            now=visit.now,
        )
        letter = link_letter(portal.agency, portal.origin, made.person, TokenKind.INVITATION, made.secret)
        await send(db, letter, visit.now)
        if made.person.organisation_counts_use:
            await send(db, counted_letter(portal, made.person), visit.now)
    return done(PEOPLE, "invited")


async def change_one(visit: Visit) -> Response:
    """Back to the person's page, as they are now."""
    person = await _person(visit)
    hand = await proved(visit, _changing(person))
    async with transaction(visit.portal.pool) as db:
        await change_member(db, hand, person, _given(visit, active=visit.form.has("active")), now=visit.now)
    return done(f"{PEOPLE}/{person.id}", "saved")


async def send_link(visit: Visit) -> Response:
    """Back to the person's page; a letter by which they choose a password is in the outbox."""
    person, portal = await _person(visit), visit.portal
    async with transaction(portal.pool) as db:
        secret = await new_member_link(db, visit.hand, person, now=visit.now)
        await send(
            db, link_letter(portal.agency, portal.origin, person, TokenKind.INVITATION, secret), visit.now
        )
    return done(f"{PEOPLE}/{person.id}", "link_sent")


async def take_keys(visit: Visit) -> Response:
    """Back to the person's page; their passkeys are gone, and they are signed out everywhere."""
    person = await _person(visit)
    hand = await proved(visit, _changing(person))
    async with transaction(visit.portal.pool) as db:
        await take_member_passkeys(db, hand, person, now=visit.now)
    return done(f"{PEOPLE}/{person.id}", "signed_out")


def _inviting() -> Deed:
    return Deed.of("invite a member")


def _changing(person: Person) -> Deed:
    return Deed.of("change a member", person.id)


async def _person(visit: Visit) -> Person:
    async with reading(visit.portal.pool) as db:
        return await member(db, visit.subscriber, str(visit.request.path_params["person"]))


def _given(visit: Visit, *, active: bool) -> Member:
    asked = visit.form.line("role")
    try:
        role = Role(asked)
    except ValueError:
        raise BadInputError("This is no role.", f"“{asked[:40]}”.", "Choose one of the list.") from None
    return Member(
        name=visit.form.line("name"), role=role, active=active, needs_passkey=visit.form.has("needs_passkey")
    )


def _roles(visit: Visit) -> tuple[tuple[str, str], ...]:
    say = tongue(visit.language).say
    return tuple((role, say(words)) for role, words in ROLES.items())


async def _line(visit: Visit, person: Person) -> MemberLine:
    async with reading(visit.portal.pool) as db:
        held = await passkeys_of(db, person.id)
    return MemberLine(
        id=person.id,
        name=person.name,
        email=person.email,
        role=person.role,
        role_name=tongue(visit.language).say(ROLES[person.role]),
        active=person.active,
        needs_passkey=person.needs_passkey,
        passkeys=len(held),
        is_me=person.id == visit.person.id,
    )


def routes(portal: Portal) -> list[Route]:
    """People; a master's alone."""
    gets = {"/account/people": show, "/account/people/{person}": show_one}
    posts = {
        "/account/people": invite_one,
        "/account/people/{person}": change_one,
        "/account/people/{person}/link": send_link,
        "/account/people/{person}/passkeys": take_keys,
    }
    return for_masters(portal, gets=gets, posts=posts)
