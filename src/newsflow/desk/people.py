"""Who works at the desk: an administrator invites, changes and closes; each is written down."""

from collections.abc import Iterable
from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from newsflow.accounts.deed import Deed
from newsflow.accounts.managing import (
    Facts,
    change,
    invite,
    new_link,
    sign_out_person,
    take_passkeys,
)
from newsflow.accounts.passkeys import passkeys_of
from newsflow.accounts.people import DESK_ROLES, Act, Person, Role, by_id, people
from newsflow.accounts.sessions import sessions_of
from newsflow.accounts.tokens import TokenKind
from newsflow.db.pool import reading, transaction
from newsflow.desk.desk_choices import DeskGroup, Option, desk_groups, language_options
from newsflow.desk.frame import ROLES, DeskFrame, answer, desk_frame, done
from newsflow.desk.visit import PREFIX, Desk, Visit, signed_in
from newsflow.domain.errors import BadInputError, NotFoundError
from newsflow.domain.worded import worded
from newsflow.mail import send
from newsflow.web.forms import Form
from newsflow.web.pages import page
from newsflow.web.say import LANGUAGES, NAMES, tongue
from newsflow.web.say import noop as _
from newsflow.web.within.codes import desk_in_words, language_in_words
from newsflow.web.within.letters import link_letter
from newsflow.web.within.proof import ProofField, proof_field, proved

PEOPLE = f"{PREFIX}/people"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """A person in the list, or on their own page."""

    id: str
    name: str
    email: str
    role: str
    role_name: str
    desks: tuple[str, ...]
    """In words; empty for all."""
    languages: tuple[str, ...]
    """In words."""
    active: bool
    needs_passkey: bool
    passkeys: int
    sessions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePage:
    """The list, and the form that invites."""

    frame: DeskFrame
    people: tuple[PersonLine, ...]
    roles: tuple[tuple[str, str], ...]
    desks: tuple[DeskGroup, ...]
    spoken: tuple[Option, ...]
    languages: tuple[tuple[str, str], ...]
    language: str
    """The agency's own, where the desk speaks it."""
    proof: ProofField


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPage:
    """One person."""

    frame: DeskFrame
    person: PersonLine
    roles: tuple[tuple[str, str], ...]
    desks: tuple[DeskGroup, ...]
    spoken: tuple[Option, ...]
    is_me: bool
    proof: ProofField
    erasing: ProofField
    days: int
    """For how long the name of one who is erased stays under what they released."""


PEOPLE_PAGE = page("desk/people/page.html", PeoplePage)
PERSON_PAGE = page("desk/people/person.html", PersonPage)


async def show(visit: Visit) -> Response:
    """The list."""
    async with reading(visit.desk.pool) as db:
        found = [one for one in await people(db) if one.is_of_desk and one.erased_at is None]
        lines = [await _line(visit, person) for person in found]
    context = PeoplePage(
        frame=await desk_frame(visit, _("People")),
        people=tuple(lines),
        roles=_roles(visit),
        desks=desk_groups(visit, ()),
        spoken=language_options(visit, ()),
        languages=tuple((code, NAMES[code]) for code in LANGUAGES),
        language=agencys if (agencys := visit.desk.agency.default_language) in LANGUAGES else visit.language,
        proof=await proof_field(visit, _inviting()),
    )
    return answer(visit, PEOPLE_PAGE, context)


async def show_one(visit: Visit) -> Response:
    """One person's page."""
    person = await person_asked(visit)
    context = PersonPage(
        frame=await desk_frame(visit, _("People")),
        person=await _line(visit, person),
        roles=_roles(visit),
        desks=desk_groups(visit, person.desks),
        spoken=language_options(visit, person.languages),
        is_me=person.id == visit.person.id,
        proof=await proof_field(visit, _changing(person)),
        erasing=await proof_field(visit, erasing(person)),
        days=visit.desk.kept.desk_names.days,
    )
    return answer(visit, PERSON_PAGE, context)


async def invite_one(visit: Visit) -> Response:
    """Back to the list; the letter with the link is in the outbox, in the same transaction."""
    hand = await proved(visit, _inviting())
    desk = visit.desk
    async with transaction(desk.pool) as db:
        facts, language = _facts(visit, None, active=True), _language_of(visit.form)
        made = await invite(db, hand, visit.form.line("email"), facts, language=language, now=visit.now)
        letter = link_letter(desk.agency, desk.origin, made.person, TokenKind.INVITATION, made.secret)
        await send(db, letter, visit.now)
    return done(PEOPLE, "invited")


async def change_one(visit: Visit) -> Response:
    """Back to the person's page, as they are now."""
    person = await person_asked(visit)
    hand = await proved(visit, _changing(person))
    async with transaction(visit.desk.pool) as db:
        await change(db, hand, person, _facts(visit, person, active=visit.form.has("active")), now=visit.now)
    return done(f"{PEOPLE}/{person.id}", "saved")


async def send_link(visit: Visit) -> Response:
    """Back to the person's page; a letter by which they choose a password is in the outbox."""
    person, desk = await person_asked(visit), visit.desk
    async with transaction(desk.pool) as db:
        secret = await new_link(db, visit.hand, person, now=visit.now)
        await send(db, link_letter(desk.agency, desk.origin, person, TokenKind.INVITATION, secret), visit.now)
    return done(f"{PEOPLE}/{person.id}", "link_sent")


async def sign_out_one(visit: Visit) -> Response:
    """Back to the person's page; they are signed out everywhere."""
    person = await person_asked(visit)
    async with transaction(visit.desk.pool) as db:
        await sign_out_person(db, visit.hand, person, now=visit.now)
    return done(f"{PEOPLE}/{person.id}", "signed_out")


async def take_keys(visit: Visit) -> Response:
    """Back to the person's page; their passkeys are gone, as they are from whoever found the lost one."""
    person = await person_asked(visit)
    hand = await proved(visit, _changing(person))
    async with transaction(visit.desk.pool) as db:
        await take_passkeys(db, hand, person, now=visit.now)
    return done(f"{PEOPLE}/{person.id}", "saved")


def _language_of(form: Form) -> str | None:
    """The language of the desk that a form names; None where it names none. Raises BadInputError."""
    language = form.line("language")
    if language and language not in LANGUAGES:
        raise BadInputError(
            "The desk does not speak this.",
            language[:40],
            worded("Choose %(list)s.", list=", ".join(LANGUAGES)),
        )
    return language or None


def _inviting() -> Deed:
    return Deed.of("invite")


def erasing(person: Person) -> Deed:
    """The deed that erases that person."""
    return Deed.of("erase a person", person.id)


def _changing(person: Person) -> Deed:
    return Deed.of("change a person", person.id)


async def person_asked(visit: Visit) -> Person:
    """The person of the desk whom the address names. Raises NotFoundError, for one who is erased too."""
    asked = str(visit.request.path_params["person"])
    async with reading(visit.desk.pool) as db:
        found = await by_id(db, asked)
    if found is None or not found.is_of_desk or found.erased_at is not None:
        raise NotFoundError("Nobody at the desk is that.", asked[:40], "See the list of people.")
    return found


def _among(ticked: tuple[str, ...], offered: Iterable[str]) -> tuple[str, ...]:
    """What was ticked, of what the page offers. Raises BadInputError."""
    known = set(offered)
    for code in ticked:
        if code not in known:
            raise BadInputError(
                "There is no such desk or language.", f"“{code[:40]}”.", "Choose from the list."
            )
    return tuple(dict.fromkeys(ticked))


def _facts(visit: Visit, held: Person | None, *, active: bool) -> Facts:
    """What the form says. A person keeps desks that the agency has no more until somebody takes them away."""
    form, asked = visit.form, visit.form.line("role")
    try:
        role = Role(asked)
    except ValueError:
        raise BadInputError("This is no role.", f"“{asked[:40]}”.", "Choose one of the list.") from None
    has_desks, speaks = (held.desks, held.languages) if held else ((), ())
    return Facts(
        name=form.line("name"),
        role=role,
        desks=_among(
            form.texts("desks"),
            (code for one in desk_groups(visit, has_desks) for code, *_rest in one.options),
        ),
        languages=_among(form.texts("languages"), (code for code, *_rest in language_options(visit, speaks))),
        active=active,
        needs_passkey=form.has("needs_passkey"),
    )


def _roles(visit: Visit) -> tuple[tuple[str, str], ...]:
    says = tongue(visit.language)
    return tuple((role.value, says.say(ROLES[role.value])) for role in Role if role in DESK_ROLES)


async def _line(visit: Visit, person: Person) -> PersonLine:
    agency = visit.desk.agency
    async with reading(visit.desk.pool) as db:
        held = await passkeys_of(db, person.id)
        sessions = await sessions_of(db, person.id, visit.now, visit.desk.terms)
    return PersonLine(
        id=person.id,
        name=person.name,
        email=person.email,
        role=person.role,
        role_name=tongue(visit.language).say(ROLES[person.role]),
        desks=tuple(desk_in_words(desk, agency, visit.language) for desk in person.desks),
        languages=tuple(language_in_words(code, agency, visit.language) for code in person.languages),
        active=person.active,
        needs_passkey=person.needs_passkey,
        passkeys=len(held),
        sessions=len(sessions),
    )


def routes(desk: Desk) -> list[BaseRoute]:
    """People; an administrator's alone."""
    posts = {
        "/people": invite_one,
        "/people/{person}": change_one,
        "/people/{person}/link": send_link,
        "/people/{person}/sign-out": sign_out_one,
        "/people/{person}/passkeys": take_keys,
    }
    return [
        Route("/people", signed_in(desk, show, Act.MANAGE_PEOPLE), methods=["GET", "HEAD"]),
        Route("/people/{person}", signed_in(desk, show_one, Act.MANAGE_PEOPLE), methods=["GET", "HEAD"]),
        *(
            Route(path, signed_in(desk, taken, Act.MANAGE_PEOPLE), methods=["POST"])
            for path, taken in posts.items()
        ),
    ]
