"""The page of an enquiry, for who has its key: confirm, see what was said, write, accept an offer, see the login."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from newsflow.accounts.members import admit_first
from newsflow.accounts.tokens import TokenKind
from newsflow.db.pool import transaction
from newsflow.db.query import Connection
from newsflow.domain.errors import BadInputError, ConflictError, NotFoundError, TooFastError
from newsflow.domain.guid import SubscriberId
from newsflow.mail import send
from newsflow.matching.contract import Contract
from newsflow.site.contact import LIMIT_BYTES, word
from newsflow.site.edition import Edition, House
from newsflow.site.offer import OfferView, StepLine, offer_view, step_line
from newsflow.site.selling import chosen_line
from newsflow.subscribers.contracts import contracts_of
from newsflow.subscribers.enquiries.enquiries import WORDS_CHARACTERS, by_key, confirm, steps, write
from newsflow.subscribers.enquiries.offers import accept, further_secret, standing
from newsflow.subscribers.enquiries.rows import Enquiry, StepRow
from newsflow.web.csrf import check_origin
from newsflow.web.enquiry_letters import page_of, to_them, to_us
from newsflow.web.forms import Form, read_form
from newsflow.web.frame import Frame
from newsflow.web.pages import page
from newsflow.web.say import tongue
from newsflow.web.within.letters import link_letter

PRIVATE = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
"""The address is the key: nothing keeps the page, and no other site learns where its reader came from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginView:
    """A login with its secret, shown once."""

    username: str
    secret: str
    try_it: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnquiryPage:
    """What the page of an enquiry shows."""

    frame: Frame
    house: House
    is_confirmed: bool
    is_subscriber: bool
    steps: tuple[StepLine, ...]
    offer: OfferView | None
    running: tuple[str, ...]
    login: LoginView | None
    wrong: str
    most_words: int


ENQUIRY = page("site/enquiry/page.html", EnquiryPage)


async def enquiry(edition: Edition, request: Request) -> Response:
    """The page; or what its form asks for, done. A key that opens nothing is told so, calmly."""
    key = str(request.path_params["key"])
    form = Form()
    if request.method == "POST":
        check_origin(request, edition.site.origin)
        form = await read_form(request, limit_bytes=LIMIT_BYTES)
    try:
        async with transaction(edition.site.pool) as db:
            found = await by_key(db, edition.site.server_key, key)
            login = await _done(edition, db, found, form) if form.pairs else None
            if form.pairs and login is None:
                return RedirectResponse(page_of(edition.code, key), status_code=303, headers=PRIVATE)
            return await _page(edition, request, db, key, login=login)
    except NotFoundError:
        gone = edition.words.enquiry.gone
        return word(edition, request, gone.title, gone.text, status=404)
    except (BadInputError, ConflictError, TooFastError) as error:
        async with transaction(edition.site.pool) as db:
            return await _page(edition, request, db, key, refused=error)


async def _done(edition: Edition, db: Connection, found: Enquiry, form: Form) -> LoginView | None:
    """A login to be shown now, where the form led to one; who must know of what was done is written to."""
    site, now = edition.site, edition.site.clock()
    what, login = form.line("act"), None
    told = "step"
    if what == "confirm":
        if not await confirm(db, found.id, now):
            return None
        told = "asked"
    elif found.confirmed_at is None:
        raise ConflictError("The enquiry is not confirmed yet.", f"{found.id}.", "Confirm it first.")
    elif what == "write":
        await write(db, found.id, form.text("words").strip(), now)
    elif what == "accept":
        login = await _accepted(edition, db, found, form)
    elif what == "secret":
        username, secret = await further_secret(db, found.id, server_key=site.server_key, now=now)
        return _login(edition, username, secret)
    else:
        raise BadInputError("This form asks for nothing.", what[:40], "Load the page again.")
    if (letter := to_us(site.agency, site.origin, found, told)) is not None:
        await send(db, letter, now)
    return login


async def _accepted(edition: Edition, db: Connection, found: Enquiry, form: Form) -> LoginView | None:
    site, now = edition.site, edition.site.clock()
    number = form.line("offer")
    if form.line("agreed") != "yes" or not form.line("name"):
        raise BadInputError("The terms are not accepted.", "", edition.words.enquiry.box_missing)
    made = await accept(
        db,
        found.id,
        int(number) if number.isascii() and number.isdigit() and len(number) < 9 else 0,
        form.line("name"),
        server_key=site.server_key,
        now=now,
    )
    assert found.email is not None
    assert found.name is not None
    invited = await admit_first(
        db,
        SubscriberId(made.contract.subscriber),
        found.email,
        found.name,
        language=tongue(found.edition).language,
        now=now,
    )
    if invited is not None:
        await send(
            db,
            link_letter(site.agency, site.origin, invited.person, TokenKind.INVITATION, invited.secret),
            now,
        )
    await send(db, to_them(site.agency, site.origin, site.server_key, found, "accepted"), now)
    return _login(edition, made.username, made.secret) if made.secret is not None else None


def _login(edition: Edition, username: str, secret: str) -> LoginView:
    asks = f"curl -u {username}:{secret} -d limit=5 {edition.site.origin}/abone/search"
    return LoginView(username=username, secret=secret, try_it=asks)


async def _page(
    edition: Edition,
    request: Request,
    db: Connection,
    key: str,
    *,
    login: LoginView | None = None,
    refused: BadInputError | ConflictError | TooFastError | None = None,
) -> Response:
    site, own = edition.site, edition.words.enquiry
    found = await by_key(db, site.server_key, key)
    done = await steps(db, found.id)
    now, offered = site.clock(), standing(done)
    running = (
        [one for one in await contracts_of(db, SubscriberId(found.subscriber)) if one.runs(now)]
        if found.subscriber is not None
        else []
    )
    context = EnquiryPage(
        frame=edition.frame(own.title, "", robots="noindex"),
        house=edition.around(now),
        is_confirmed=found.confirmed_at is not None,
        is_subscriber=found.subscriber is not None,
        steps=_steps(edition, found, done),
        offer=offer_view(edition, found.organisation or "", *offered) if offered else None,
        running=tuple(_running(edition, one) for one in running),
        login=login,
        wrong=_wrong(edition, refused),
        most_words=WORDS_CHARACTERS,
    )
    status = 200 if refused is None else refused.status
    return site.pages.answer(request, ENQUIRY, context, status=status, headers=PRIVATE)


def _steps(edition: Edition, found: Enquiry, done: Sequence[StepRow]) -> tuple[StepLine, ...]:
    own = edition.words.enquiry
    asked = StepLine(
        time=edition.times.full(found.asked_at),
        text=own.asked,
        words=(*chosen_line(edition, found.offer), *(found.wants or "").splitlines()),
    )
    return (asked, *(step_line(edition, step) for step in done))


def _running(edition: Edition, contract: Contract) -> str:
    own = edition.words.enquiry
    if contract.ends is None:
        return own.running_open.format(title=contract.title)
    return own.running.format(title=contract.title, until=edition.times.full(contract.ends).text)


def _wrong(edition: Edition, refused: BadInputError | ConflictError | TooFastError | None) -> str:
    """Why nothing was done, in the reader's language."""
    match refused:
        case None:
            return ""
        case ConflictError():
            return edition.words.enquiry.stale
        case TooFastError():
            return edition.words.contact.too_many.text
        case BadInputError():
            own = edition.words.enquiry.box_missing
            return own if refused.what_now == own else edition.words.contact.mend
