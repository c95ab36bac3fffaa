"""The page on which a master sets the organisation's provider, tries it, and takes it off."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.deed import Deed
from newsflow.accounts.members import member
from newsflow.accounts.oidc.linking import unlink
from newsflow.accounts.oidc.providers import drop_provider, provider_of, set_provider
from newsflow.accounts.oidc.terms import Provider, Terms, domains_of
from newsflow.accounts.oidc.trying import begin_trying, tried
from newsflow.db.pool import reading, transaction
from newsflow.domain.errors import NewsflowError, NotFoundError
from newsflow.portal.account.masters import for_masters
from newsflow.portal.face import PORTAL, PREFIX
from newsflow.portal.provider.door import redirect_uri
from newsflow.portal.visit import Portal, Visit
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.frame import FaceFrame, answer, done, frame_of
from newsflow.web.within.proof import ProofField, proof_field, proved, sign_in_address
from newsflow.web.within.refused import REFUSALS, Refused, refused
from newsflow.web.within.telling import say_words

SETTING = f"{PREFIX}/account/sign-in"
DEED = Deed.of("set the organisation's provider")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One thing that a try looked at."""

    is_good: bool
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingPage:
    """The provider as it stands, or as it was sent and refused; what registers it; what a try found."""

    frame: FaceFrame
    is_set: bool
    has_secret: bool
    issuer: str
    client_id: str
    domains: str
    passwords: bool
    admits: bool
    second_factor: bool
    redirect_uri: str
    way: str
    """Where the organisation's people may go directly."""
    origin: str
    """This installation's own address, as its operator set it."""
    is_inside: bool
    """Whether the operator named the provider's host as one inside their own net."""
    command: str
    """What shows an administrator of the agency the same."""
    looks: tuple[Look, ...]
    refused: Refused | None
    proof: ProofField


SETTING_PAGE = page("portal/account/sign_in.html", SettingPage)


async def show(visit: Visit) -> Response:
    """The page."""
    return await _page(visit, await _stored(visit))


async def save(visit: Visit) -> Response:
    """Back to the page; or what was sent, with what is wrong. A secret is never shown again."""
    form = visit.form
    given = Terms(
        issuer=form.line("issuer").strip(),
        client_id=form.line("client_id").strip(),
        domains=domains_of(form.text("domains")),
        passwords=form.has("passwords"),
        admits=form.has("admits"),
        second_factor=form.has("second_factor"),
    )
    try:
        hand = await proved(visit, DEED)
        async with transaction(visit.portal.pool) as db:
            await set_provider(
                db,
                hand,
                visit.subscriber,
                given,
                secret=form.line("client_secret").strip(),
                server_key=visit.portal.server_key,
                now=visit.now,
            )
    except REFUSALS as error:
        return await _page(visit, await _stored(visit), given=given, error=error)
    return done(SETTING, "saved")


async def drop(visit: Visit) -> Response:
    """Back to the page, which is empty now."""
    hand = await proved(visit, DEED)
    async with transaction(visit.portal.pool) as db:
        await drop_provider(db, hand, visit.subscriber, now=visit.now)
    return done(SETTING, "saved")


async def try_it(visit: Visit) -> Response:
    """The page with what a try found; nobody signs in by it."""
    provider = await _stored(visit)
    if provider is None:
        raise NotFoundError("This organisation has no sign-in of its own.", "", "Set it first.")
    portal = visit.portal
    async with transaction(portal.pool) as db:
        await begin_trying(db, visit.subscriber, address=portal.address_of(visit.request), now=visit.now)
    found = await tried(
        portal.asking, provider, redirect_uri=redirect_uri(portal, visit.subscriber), now=visit.now
    )
    speaks = tongue(visit.language)
    looks = tuple(Look(is_good=each.is_good, said=say_words(speaks, each.said)) for each in found)
    return await _page(visit, provider, looks=looks)


async def undo_link(visit: Visit) -> Response:
    """Back to the person's page; they are signed out, and linked anew at the next sign-in by the provider."""
    hand = await proved(visit, unlinking(str(visit.request.path_params["person"])))
    async with transaction(visit.portal.pool) as db:
        person = await member(db, visit.subscriber, str(visit.request.path_params["person"]))
        await unlink(db, hand, person, now=visit.now)
    return done(f"{PREFIX}/account/people/{person.id}", "signed_out")


def unlinking(person: str) -> Deed:
    """What a link's undoing is proved by."""
    return Deed.of("unlink a member", person)


async def _stored(visit: Visit) -> Provider | None:
    async with reading(visit.portal.pool) as db:
        return await provider_of(db, visit.subscriber, visit.portal.server_key)


async def _page(
    visit: Visit,
    stored: Provider | None,
    *,
    given: Terms | None = None,
    looks: tuple[Look, ...] = (),
    error: NewsflowError | None = None,
) -> Response:
    own = visit.person.email.lower().rpartition("@")[2]
    terms = given or (stored.terms if stored else Terms(issuer="", client_id="", domains=(own,)))
    context = SettingPage(
        frame=await frame_of(visit, _("Sign-in of the organisation")),
        is_set=stored is not None,
        has_secret=stored is not None and bool(stored.client_secret),
        issuer=terms.issuer,
        client_id=terms.client_id,
        domains="\n".join(terms.domains),
        passwords=terms.passwords,
        admits=terms.admits,
        second_factor=terms.second_factor,
        redirect_uri=redirect_uri(visit.portal, visit.subscriber),
        way=f"{visit.portal.origin}{sign_in_address(PORTAL, visit.subscriber)}",
        origin=visit.portal.origin,
        is_inside=urlsplit(terms.issuer).hostname in visit.portal.asking.inside_hosts,
        command=f"newsflow oidc {visit.subscriber}",
        looks=looks,
        refused=None if error is None else refused(visit, error),
        proof=await proof_field(visit, DEED),
    )
    return answer(visit, SETTING_PAGE, context, status=200 if error is None else error.status)


def routes(portal: Portal) -> list[Route]:
    """The page and its forms; a master's alone."""
    posts = {
        "/account/sign-in": save,
        "/account/sign-in/drop": drop,
        "/account/sign-in/try": try_it,
        "/account/people/{person}/unlink": undo_link,
    }
    return for_masters(portal, gets={"/account/sign-in": show}, posts=posts)
