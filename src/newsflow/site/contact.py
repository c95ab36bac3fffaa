"""How to get from reading a part to receiving the whole: what there is, and the form that asks for it."""

import hmac
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from newsflow.db.pool import transaction
from newsflow.domain.email import check_email
from newsflow.domain.errors import BadInputError, TooFastError
from newsflow.mail import send
from newsflow.site import address
from newsflow.site.edition import Edition, House
from newsflow.site.selling import OfferCard, card
from newsflow.subscribers.enquiries.enquiries import LINE_CHARACTERS, WORDS_CHARACTERS, ask
from newsflow.subscribers.enquiries.rows import Asked
from newsflow.web.client import client_address
from newsflow.web.csrf import check_origin, csrf_token
from newsflow.web.enquiry_letters import to_them
from newsflow.web.forms import Form, read_form
from newsflow.web.frame import Frame
from newsflow.web.pages import page

LIMIT_BYTES = 40_000
TRAP = "fax"
"""A field that people do not see, and programs fill in."""
SOONEST_S = 2
"""Nobody fills the form in faster."""
LATEST_S = 24 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A box to tick."""

    code: str
    label: str
    ticked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What was typed, shown again where something is to be mended."""

    organisation: str = ""
    name: str = ""
    email: str = ""
    wants: str = ""
    languages: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    offer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mend:
    """What is to be mended, by field; `all` is said of the whole form."""

    organisation: str = ""
    name: str = ""
    email: str = ""
    wants: str = ""
    languages: str = ""
    all: str = ""

    @property
    def is_needed(self) -> bool:
        """Whether anything is."""
        return any((self.organisation, self.name, self.email, self.wants, self.languages, self.all))


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPage:
    """What the contact page shows."""

    frame: Frame
    house: House
    title: str
    text: str
    leads_to: str
    label: str
    packages: tuple[str, ...]
    offers: tuple[OfferCard, ...]
    chosen: str
    """The offer that is chosen in the form; "" for none."""
    languages: tuple[Choice, ...]
    sections: tuple[Choice, ...]
    token: str
    trap: str
    most_words: int
    most_letters: int
    typed: Typed = field(default_factory=Typed)
    mend: Mend = field(default_factory=Mend)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordPage:
    """A page that says one thing."""

    frame: Frame
    house: House
    title: str
    text: str


CONTACT = page("site/contact/page.html", ContactPage)
WORD = page("site/contact/word.html", WordPage)


async def contact(edition: Edition, request: Request) -> Response:
    """What subscribers receive, the form, and the agency's address; or the form's enquiry, taken."""
    if request.method == "POST":
        check_origin(request, edition.site.origin)
        return await _taken(edition, request, await read_form(request, limit_bytes=LIMIT_BYTES))
    return _page(edition, request, _wished(edition, request.query_params.get("offer", "")), Mend())


def _wished(edition: Edition, code: str) -> Typed:
    """The form with nothing typed; for who comes from an offer, it is chosen and what it covers ticked."""
    offer = edition.site.agency.site.offer(code)
    if offer is None:
        return Typed(languages=(edition.code,))
    languages = offer.languages or edition.site.languages
    return Typed(languages=tuple(languages), sections=offer.sections, offer=offer.code)


async def sent(edition: Edition, request: Request) -> Response:
    """That a letter is on its way."""
    own = edition.words.contact.sent
    return word(edition, request, own.title, own.text)


def word(edition: Edition, request: Request, title: str, text: str, *, status: int = 200) -> Response:
    """A page that says one thing, kept by no cache and listed by no search engine."""
    context = WordPage(
        frame=edition.frame(title, "", robots="noindex"),
        house=edition.around(edition.site.clock()),
        title=title,
        text=text,
    )
    headers = {"Cache-Control": "no-store"}
    return edition.site.pages.answer(request, WORD, context, status=status, headers=headers)


async def _taken(edition: Edition, request: Request, form: Form) -> Response:
    site, own = edition.site, edition.words.contact
    typed = _typed(edition, form)
    if form.text(TRAP):
        return _sent(edition)
    mend = _mend(edition, typed, _age_s(edition, form.line("token")))
    if mend.is_needed:
        return _page(edition, request, typed, mend, status=400)
    asked = Asked(
        edition=edition.code,
        organisation=typed.organisation,
        name=typed.name,
        email=typed.email,
        wants=typed.wants,
        languages=typed.languages,
        sections=typed.sections,
        sent_from=client_address(request.scope, site.proxies),
        offer=typed.offer or None,
    )
    now = site.clock()
    try:
        async with transaction(site.pool) as db:
            enquiry = await ask(db, site.server_key, asked, now)
            await send(db, to_them(site.agency, site.origin, site.server_key, enquiry, "confirm"), now)
    except TooFastError as error:
        answer = word(edition, request, own.too_many.title, own.too_many.text, status=error.status)
        answer.headers["Retry-After"] = str(round(error.wait_s))
        return answer
    return _sent(edition)


def _sent(edition: Edition) -> Response:
    return RedirectResponse(
        address.sent(edition.code), status_code=303, headers={"Cache-Control": "no-store"}
    )


def _typed(edition: Edition, form: Form) -> Typed:
    """What was typed; of languages and sections only those that the agency has."""
    languages, sections = set(form.texts("language")), set(form.texts("section"))
    return Typed(
        organisation=form.line("organisation"),
        name=form.line("name"),
        email=form.line("email"),
        wants=form.text("wants").strip(),
        offer=form.line("offer") if edition.site.agency.site.offer(form.line("offer")) else "",
        languages=tuple(code for code in edition.site.languages if code in languages),
        sections=tuple(code for code in edition.sections() if code in sections),
    )


def _mend(edition: Edition, typed: Typed, age_s: float | None) -> Mend:
    own = edition.words.contact

    def line(text: str, most: int = LINE_CHARACTERS) -> str:
        return own.missing if not text else own.too_long if len(text) > most else ""

    found = Mend(
        organisation=line(typed.organisation),
        name=line(typed.name),
        email=line(typed.email) or ("" if _is_email(typed.email) else own.not_email),
        wants=line(typed.wants, WORDS_CHARACTERS),
        languages="" if typed.languages else own.choose,
    )
    if found.is_needed:
        return found
    if age_s is not None and 0 <= age_s < SOONEST_S:
        return Mend(all=own.too_soon)
    return Mend() if age_s is not None and SOONEST_S <= age_s <= LATEST_S else Mend(all=own.again)


def _is_email(text: str) -> bool:
    try:
        check_email(text)
    except BadInputError:
        return False
    return True


def _token(edition: Edition, stamp: int) -> str:
    return f"{stamp}.{csrf_token(edition.site.server_key, f'contact {edition.code} {stamp}')}"


def _age_s(edition: Edition, token: str) -> float | None:
    """How many seconds ago the form was loaded from here; None where it was not."""
    stamp = token.partition(".")[0]
    if not stamp.isascii() or not stamp.isdigit() or len(stamp) > 12:
        return None
    if not hmac.compare_digest(token.encode(), _token(edition, int(stamp)).encode()):
        return None
    return edition.site.clock().timestamp() - int(stamp)


def _page(edition: Edition, request: Request, typed: Typed, mend: Mend, *, status: int = 200) -> Response:
    own, place = edition.words.site, edition.site.agency.contact
    now = edition.site.clock()
    here = address.contact(edition.code)
    elsewhere = {code: address.contact(code) for code in edition.site.editions if code != edition.code}
    is_link = place.startswith("https://")
    context = ContactPage(
        frame=edition.frame(own.contact, here, description=own.contact_title, elsewhere=elsewhere),
        house=edition.around(now, elsewhere=elsewhere),
        title=own.contact_title,
        text=own.contact_text,
        leads_to=place if is_link else f"mailto:{place}",
        label=own.contact_open if is_link else place,
        packages=tuple(edition.labels("packages").values()),
        offers=tuple(card(edition, offer) for offer in edition.site.agency.site.offers),
        chosen=typed.offer,
        languages=tuple(
            Choice(code=code, label=label, ticked=code in typed.languages)
            for code, label in edition.labels("languages").items()
        ),
        sections=tuple(
            Choice(code=code, label=edition.section_label(code), ticked=code in typed.sections)
            for code in edition.sections()
        ),
        token=_token(edition, int(now.timestamp())),
        trap=TRAP,
        most_words=WORDS_CHARACTERS,
        most_letters=LINE_CHARACTERS,
        typed=typed,
        mend=mend,
    )
    # The form's token is of this moment.
    headers = {"Cache-Control": "no-store"}
    return edition.site.pages.answer(request, CONTACT, context, status=status, headers=headers)
