"""The organisation's API users: a master makes, changes and closes them; a secret is shown this once and nowhere kept."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.audit import note
from newsflow.accounts.deed import Deed
from newsflow.db.pool import reading, transaction
from newsflow.db.query import query, rows
from newsflow.domain.errors import BadInputError, NotFoundError
from newsflow.domain.worded import worded
from newsflow.portal.account.masters import for_masters
from newsflow.portal.account.titles import set_title, title_choices
from newsflow.portal.face import PREFIX
from newsflow.portal.visit import Portal, Visit
from newsflow.subscribers.api_users import (
    add_api_user,
    change_api_user,
    end_older_secrets,
    login_named,
    new_secret,
)
from newsflow.subscribers.scopes import ALL_SCOPES, Scope
from newsflow.web.hours import read_hour, shown_hour
from newsflow.web.moments import Moment
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.frame import FaceFrame, answer, done, frame_of, times
from newsflow.web.within.proof import ProofField, proof_field, proved

LOGINS = f"{PREFIX}/account/logins"
LOGINS_MOST = 100
SCOPES = {
    "has": _("HAS, as clients know it"),
    "wire": _("The wire in order, and its stream"),
    "items": _("Single items and their files"),
    "search": _("Search"),
    "account": _("Contracts, use and quota"),
}
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,23}")


@dataclass(frozen=True, slots=True)
class LoginRow:
    """An API user as it stands."""

    username: str
    active: bool
    ends: datetime | None
    addresses: list[str]
    legacy_errors: bool
    scopes: list[str]
    secrets: int
    last_used_at: datetime | None
    title: int | None


_LOGINS = query("portal/account.logins", LoginRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginLine:
    """An API user in the list, or on its own page."""

    username: str
    address: str
    active: bool
    """Whether it is good now: open, and not past its end."""
    is_open: bool
    """Whether it may be used until its end, be that past or to come."""
    ends: Moment | None
    ends_field: str
    addresses: str
    legacy_errors: bool
    scopes: tuple[str, ...]
    """In words."""
    held: tuple[str, ...]
    """The same as codes, for the boxes of its form."""
    secrets: int
    used: Moment | None
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginsPage:
    """The list, and the form that makes one."""

    frame: FaceFrame
    logins: tuple[LoginLine, ...]
    scopes: tuple[tuple[str, str], ...]
    beginning: str
    proof: ProofField


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginPage:
    """One API user."""

    frame: FaceFrame
    login: LoginLine
    scopes: tuple[tuple[str, str], ...]
    titles: tuple[tuple[str, str], ...]
    zone: str
    proof: ProofField


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretPage:
    """A secret, shown this once."""

    frame: FaceFrame
    username: str
    secret: str
    address: str


LOGINS_PAGE = page("portal/account/logins.html", LoginsPage)
LOGIN_PAGE = page("portal/account/login.html", LoginPage)
SECRET_PAGE = page("portal/account/secret.html", SecretPage)


async def show(visit: Visit) -> Response:
    """The list."""
    context = LoginsPage(
        frame=await frame_of(visit, _("API users")),
        logins=tuple(_line(visit, one) for one in await _all(visit)),
        scopes=_scopes(visit),
        beginning=f"{visit.subscriber}.",
        proof=await proof_field(visit, _making()),
    )
    return answer(visit, LOGINS_PAGE, context)


async def show_one(visit: Visit) -> Response:
    """One API user's page."""
    found = await _one(visit)
    async with reading(visit.portal.pool) as db:
        titles = await title_choices(db, visit.subscriber, tongue(visit.language))
    context = LoginPage(
        frame=await frame_of(visit, _("API users")),
        login=_line(visit, found),
        scopes=_scopes(visit),
        titles=titles,
        zone=visit.portal.agency.zone,
        proof=await proof_field(visit, _changing(found.username)),
    )
    return answer(visit, LOGIN_PAGE, context)


async def make(visit: Visit) -> Response:
    """The new API user's secret, this once."""
    hand = await proved(visit, _making())
    name = visit.form.line("name").strip().lower()
    if _NAME.fullmatch(name) is None:
        raise BadInputError(
            "This cannot be a name.", f"“{name[:40]}”.", "Use small letters, digits and hyphens, 24 at most."
        )
    if len(await _all(visit)) >= LOGINS_MOST:
        raise BadInputError("These are too many API users.", f"{LOGINS_MOST}.", "Ask the agency.")
    username = f"{visit.subscriber}.{name}"
    async with transaction(visit.portal.pool) as db:
        secret = await add_api_user(
            db,
            username=username,
            subscriber=visit.subscriber,
            server_key=visit.portal.server_key,
            now=visit.now,
            addresses=tuple(visit.form.line("addresses").replace(",", " ").split()),
            scopes=_asked_scopes(visit),
        )
        await note(db, hand, "make_api_user", f"api_user:{username}", at=visit.now)
    return await _shown_once(visit, username, secret)


async def rotate(visit: Visit) -> Response:
    """A further secret, this once; the one before stays good, so that machines change without a gap."""
    found = await _one(visit)
    hand = await proved(visit, _changing(found.username))
    async with transaction(visit.portal.pool) as db:
        secret = await new_secret(
            db, username=found.username, server_key=visit.portal.server_key, now=visit.now
        )
        await note(db, hand, "new_secret", f"api_user:{found.username}", at=visit.now)
    return await _shown_once(visit, found.username, secret)


async def end_older(visit: Visit) -> Response:
    """Back to the page; the newest secret alone is good."""
    found = await _one(visit)
    hand = await proved(visit, _changing(found.username))
    async with transaction(visit.portal.pool) as db:
        await end_older_secrets(db, found.username)
        await note(db, hand, "end_secrets", f"api_user:{found.username}", at=visit.now)
    return done(f"{LOGINS}/{found.username}", "older_ended")


async def change(visit: Visit) -> Response:
    """Back to the page; the API user stands as the form says, within a second on every machine."""
    found = await _one(visit)
    hand = await proved(visit, _changing(found.username))
    form = visit.form
    async with transaction(visit.portal.pool) as db:
        before = await login_named(db, found.username)
        changed = replace(
            before,
            active=form.has("active"),
            ends=read_hour(form.line("ends"), visit.portal.agency.zoneinfo),
            addresses=form.line("addresses").replace(",", " ").split(),
            legacy_errors=form.has("legacy_errors"),
            scopes=sorted(_asked_scopes(visit)),
        )
        await change_api_user(db, changed)
        await set_title(db, visit.subscriber, found.username, form.line("title"))
        await note(
            db, hand, "change_api_user", f"api_user:{found.username}", at=visit.now, active=changed.active
        )
    return done(f"{LOGINS}/{found.username}", "api_changed")


async def _shown_once(visit: Visit, username: str, secret: str) -> Response:
    frame = await frame_of(visit, _("API users"))
    return answer(
        visit,
        SECRET_PAGE,
        SecretPage(frame=frame, username=username, secret=secret, address=f"{LOGINS}/{username}"),
    )


async def _all(visit: Visit) -> list[LoginRow]:
    async with reading(visit.portal.pool) as db:
        return await rows(db, _LOGINS, {"subscriber": visit.subscriber})


async def _one(visit: Visit) -> LoginRow:
    """The organisation's own API user that the address names; another's is not there."""
    asked = str(visit.request.path_params["username"])
    found = next((one for one in await _all(visit) if one.username == asked), None)
    if found is None:
        raise NotFoundError("You have no such API user.", f"“{asked[:80]}”.", "See the list.")
    return found


def _asked_scopes(visit: Visit) -> frozenset[Scope]:
    asked = frozenset(visit.form.texts("scope"))
    chosen = frozenset(scope for scope in ALL_SCOPES if scope.value in asked)
    if not chosen:
        raise BadInputError(
            "It would be for nothing.", worded("No part of the API is chosen."), "Choose one at least."
        )
    return chosen


def _scopes(visit: Visit) -> tuple[tuple[str, str], ...]:
    say = tongue(visit.language).say
    return tuple((scope.value, say(SCOPES[scope.value])) for scope in Scope)


def _making() -> Deed:
    return Deed.of("make an API user")


def _changing(username: str) -> Deed:
    return Deed.of("change an API user", username)


def _line(visit: Visit, one: LoginRow) -> LoginLine:
    writes = times(visit)
    return LoginLine(
        username=one.username,
        address=f"{LOGINS}/{one.username}",
        active=one.active and (one.ends is None or one.ends > visit.now),
        is_open=one.active,
        ends=None if one.ends is None else writes.full(one.ends),
        ends_field=shown_hour(one.ends, visit.portal.agency.zoneinfo),
        addresses=" ".join(one.addresses),
        legacy_errors=one.legacy_errors,
        scopes=tuple(tongue(visit.language).say(SCOPES[scope]) for scope in one.scopes),
        held=tuple(one.scopes),
        secrets=one.secrets,
        used=None if one.last_used_at is None else writes.short(one.last_used_at, visit.now),
        title="" if one.title is None else str(one.title),
    )


def routes(portal: Portal) -> list[Route]:
    """API users; a master's alone."""
    gets = {"/account/logins": show, "/account/logins/{username}": show_one}
    posts = {
        "/account/logins": make,
        "/account/logins/{username}": change,
        "/account/logins/{username}/secret": rotate,
        "/account/logins/{username}/older": end_older,
    }
    return for_masters(portal, gets=gets, posts=posts)
