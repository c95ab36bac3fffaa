"""One's own account: password, passkeys, sessions, the language of the pages."""

from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from newsflow.accounts.audit import note
from newsflow.accounts.ceremonies import ask_enrol, enrol
from newsflow.accounts.deed import ADD_PASSKEY, Deed
from newsflow.accounts.hand import PASSKEY
from newsflow.accounts.managing import sign_out_person
from newsflow.accounts.passkeys import Passkey, drop_passkey, passkeys_of
from newsflow.accounts.people import set_interface_language
from newsflow.accounts.proving import came_as_they_must
from newsflow.accounts.sessions import Session, begin_session, end_session, key_session, sessions_of
from newsflow.accounts.tokens import set_password
from newsflow.db.pool import reading, transaction
from newsflow.domain.errors import BadInputError, NotFoundError
from newsflow.domain.worded import worded
from newsflow.web.moments import Moment
from newsflow.web.pages import page
from newsflow.web.say import LANGUAGES, NAMES
from newsflow.web.say import noop as _
from newsflow.web.within.browsers import browser_of
from newsflow.web.within.face import House
from newsflow.web.within.frame import FaceFrame, answer, done, frame_of, times
from newsflow.web.within.proof import ProofField, asked_answer, party_of, proof_field, proved
from newsflow.web.within.sign_in import signed_out
from newsflow.web.within.visit import Visit, signed_in

NEW_PASSWORD = Deed.of("set a password")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyLine:
    """A passkey, as its owner sees it."""

    key: str
    name: str
    backed_up: bool
    made: Moment
    used: Moment | None
    proof: ProofField


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLine:
    """A session, as its owner sees it."""

    id: str
    agent: str
    whole_agent: str
    """As the browser says it of itself."""
    address: str
    by: str
    begun: Moment
    seen: Moment
    is_this: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MePage:
    """What the page of one's own account shows."""

    frame: FaceFrame
    email: str
    languages: tuple[tuple[str, str], ...]
    language: str
    keys: tuple[KeyLine, ...]
    must_enrol: bool
    """Whether nothing else opens until a passkey is enrolled."""
    add: ProofField
    change: ProofField
    sessions: tuple[SessionLine, ...]
    origin: str


ME_PAGE = page("web/within/me.html", MePage)


async def me(visit: Visit) -> Response:
    """The page."""
    async with reading(visit.house.pool) as db:
        held = await passkeys_of(db, visit.person.id)
        sessions = await sessions_of(db, visit.person.id, visit.now, visit.house.terms)
    enough = came_as_they_must(visit.person, visit.session.key, visit.house.agency.desk.passkey_roles)
    context = MePage(
        frame=await frame_of(visit, _("Your account")),
        email=visit.person.email,
        languages=tuple((code, NAMES[code]) for code in LANGUAGES),
        language=visit.language,
        keys=tuple([await _key_line(visit, each) for each in held]),
        must_enrol=not enough and not held,
        add=await proof_field(visit, ADD_PASSKEY, first_passkey=True),
        change=await proof_field(visit, NEW_PASSWORD, first_passkey=True),
        sessions=tuple(_session_line(visit, each) for each in sessions),
        origin=visit.house.origin,
    )
    return answer(visit, ME_PAGE, context)


async def _key_line(visit: Visit, passkey: Passkey) -> KeyLine:
    says = times(visit)
    return KeyLine(
        key=passkey.key,
        name=passkey.name,
        backed_up=passkey.backed_up,
        made=says.short(passkey.made, visit.now),
        used=says.short(passkey.used, visit.now) if passkey.used else None,
        proof=await proof_field(visit, _removing(passkey.key)),
    )


def _session_line(visit: Visit, session: Session) -> SessionLine:
    says = times(visit)
    return SessionLine(
        id=session.id,
        agent=browser_of(session.agent),
        whole_agent=session.agent,
        address=session.address,
        by=session.key.partition(":")[0],
        begun=says.short(session.begun, visit.now),
        seen=says.short(session.seen, visit.now),
        is_this=session.id == visit.session.id,
    )


def _removing(key: str) -> Deed:
    return Deed.of("remove a passkey", key)


async def set_language(visit: Visit) -> Response:
    """Back to the page, in the language chosen."""
    language = visit.form.line("language")
    if language not in LANGUAGES:
        raise BadInputError(
            "These pages do not speak this.",
            language[:40],
            worded("Choose %(list)s.", list=", ".join(LANGUAGES)),
        )
    async with transaction(visit.house.pool) as db:
        await set_interface_language(db, visit.person.id, language)
    return done(visit.house.face.me, "saved")


async def change_password(visit: Visit) -> Response:
    """Back to the page, in a new session: all others are over."""
    password = visit.form.text("password")
    if password != visit.form.text("again"):
        raise BadInputError(
            "The two passwords differ.", worded("Nothing was changed."), "Write the same one twice."
        )
    hand = await proved(visit, NEW_PASSWORD, first_passkey=True)
    house = visit.house
    async with transaction(house.pool) as db:
        await set_password(db, visit.person, password, visit.now)
        await note(db, hand, "set_password", f"person:{visit.person.id}", at=visit.now)
        session = visit.session
        opened = await begin_session(
            db,
            visit.person,
            key=session.key,
            agent=session.agent,
            address=session.address,
            now=visit.now,
            terms=house.terms,
        )
    response = done(visit.house.face.me, "saved")
    house.cookie.write(response, opened.secret)
    return response


async def ask_new(visit: Visit) -> Response:
    """What the passkey element asks for a new passkey."""
    async with transaction(visit.house.pool) as db:
        return asked_answer(
            await ask_enrol(db, party_of(visit.house), visit.person, visit.session.id, visit.now)
        )


async def add_key(visit: Visit) -> Response:
    """Back to the page with one passkey more; proved by one that is there, or for the first by the password."""
    hand = await proved(visit, ADD_PASSKEY, first_passkey=True)
    async with transaction(visit.house.pool) as db:
        key = await enrol(
            db,
            party_of(visit.house),
            visit.person,
            visit.session.id,
            nonce=visit.form.line("new_nonce"),
            answer=visit.form.text("new"),
            name=visit.form.line("name"),
            now=visit.now,
        )
        if not visit.session.key.startswith(PASSKEY):
            await key_session(db, visit.session.id, key)
        await note(db, hand, "add_passkey", f"person:{visit.person.id}", at=visit.now, passkey=key)
    return done(visit.house.face.me, "passkey_added")


async def remove_key(visit: Visit) -> Response:
    """Back to the page without that passkey."""
    key = visit.form.line("key")
    hand = await proved(visit, _removing(key))
    async with transaction(visit.house.pool) as db:
        if not await drop_passkey(db, visit.person.id, key):
            raise NotFoundError("You have no such passkey.", key[:40], "Load the page again.")
        await note(db, hand, "remove_passkey", f"person:{visit.person.id}", at=visit.now, passkey=key)
    return done(visit.house.face.me, "saved")


async def end_one(visit: Visit) -> Response:
    """Back to the page; that session of one's own is over."""
    session = visit.form.line("session")
    async with transaction(visit.house.pool) as db:
        if not await end_session(db, session, visit.person.id, visit.now):
            raise NotFoundError("You have no such session.", session[:40], "Load the page again.")
        await note(db, visit.hand, "end_session", f"person:{visit.person.id}", at=visit.now, ended=session)
    return signed_out(visit.house) if session == visit.session.id else done(visit.house.face.me, "saved")


async def end_all(visit: Visit) -> Response:
    """To the sign-in page: every session of one's own is over, this one too."""
    async with transaction(visit.house.pool) as db:
        await sign_out_person(db, visit.hand, visit.person, now=visit.now)
    return signed_out(visit.house)


def routes(house: House) -> list[BaseRoute]:
    """One's own account; open to those who must enrol a passkey first."""
    posts = {
        "/me/language": set_language,
        "/me/password": change_password,
        "/me/passkeys": add_key,
        "/me/passkeys/ask": ask_new,
        "/me/passkeys/remove": remove_key,
        "/me/sessions/end": end_one,
        "/me/sessions/end-all": end_all,
    }
    return [
        Route("/me", signed_in(house, me, while_enrolling=True), methods=["GET", "HEAD"]),
        *(
            Route(path, signed_in(house, taken, while_enrolling=True), methods=["POST"])
            for path, taken in posts.items()
        ),
    ]
