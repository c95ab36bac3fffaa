"""Signing a contract: the form, then a sentence of what will happen, then the signature; never one without the other."""

import re
from dataclasses import dataclass
from itertools import count

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.deed import Deed
from newsflow.accounts.people import Act
from newsflow.db.pool import reading, transaction
from newsflow.desk.frame import DeskFrame, answer, desk_frame, done, isolated
from newsflow.desk.subscribers.shown import hour_of
from newsflow.desk.subscribers.ticket import (
    CoverFields,
    TermsFields,
    contract_of,
    cover_fields,
    seen,
    terms_fields,
    terms_of_form,
)
from newsflow.desk.subscribers.words import HERE
from newsflow.desk.visit import Desk, Visit, signed_in
from newsflow.domain.errors import BadInputError, ConflictError, NewsflowError
from newsflow.domain.guid import SubscriberId
from newsflow.matching.contract import Contract
from newsflow.newsroom.dealings.contracts import sign_contract
from newsflow.subscribers.books.groups import check_name, titles_of
from newsflow.subscribers.books.rows import Title
from newsflow.subscribers.books.terms import check_terms
from newsflow.subscribers.contracts import contracts_of, subscriber_named
from newsflow.subscribers.rows import Subscriber
from newsflow.web.hours import spelled_zone
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.covered import Covered, covered
from newsflow.web.within.proof import ProofField, proof_field, proved
from newsflow.web.within.refused import REFUSALS, Refused, refused

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """What will happen, in sentences; and the mark of the fields that they tell of."""

    sentences: tuple[str, ...]
    covers: tuple[Covered, ...]
    seen: str
    proof: ProofField


@dataclass(frozen=True, slots=True, kw_only=True)
class SignPage:
    """The form of a new contract, and what signing it will do once that was asked for."""

    frame: DeskFrame
    address: str
    back: str
    name: str
    zone: str
    cover: CoverFields
    terms: TermsFields
    ahead: Ahead | None
    refused: Refused | None


SIGN_PAGE = page("desk/subscribers/sign.html", SignPage)


@dataclass(frozen=True, slots=True)
class _Known:
    """Whose contract it will be."""

    subscriber: Subscriber
    contracts: tuple[Contract, ...]
    titles: list[Title]


async def show(visit: Visit) -> Response:
    """The form, empty."""
    return await _page(visit, await _known(visit), None)


async def change(visit: Visit) -> Response:
    """The form with what will happen; or, once that was read, the contract, signed."""
    known = await _known(visit)
    try:
        contract = contract_of(visit, known.subscriber.id, _id_of(visit))
        terms = terms_of_form(visit)
        check_name(contract.title)
        check_terms(terms)
        if contract.ends is not None and contract.ends <= contract.starts:
            raise BadInputError("A contract ends after it starts.", contract.id, "Look at both hours again.")
        if any(one.id == contract.id for one in known.contracts):
            raise ConflictError("This contract is there already.", contract.id, "Choose another id.")
        if visit.form.line("act") != "sign" or visit.form.line("seen") != seen(visit):
            return await _page(visit, known, await _ahead(visit, known, contract))
        hand = await proved(visit, _signing(contract))
        async with transaction(visit.desk.pool) as db:
            await sign_contract(db, hand, contract, terms, now=visit.now)
    except REFUSALS as error:
        return await _page(visit, known, None, error)
    return done(f"{HERE}/{known.subscriber.id}/contracts/{contract.id}", "contract_signed")


async def _known(visit: Visit) -> _Known:
    asked = SubscriberId(str(visit.request.path_params["subscriber"]))
    async with reading(visit.desk.pool) as db:
        found = await subscriber_named(db, asked)
        return _Known(found, await contracts_of(db, found.id), await titles_of(db, found.id))


def _signing(contract: Contract) -> Deed:
    return Deed.of("sign a contract", contract.subscriber, contract.id)


def _id_of(visit: Visit) -> str:
    given = visit.form.line("contract")
    if _ID.fullmatch(given) is None:
        raise BadInputError(
            "This cannot be a contract's id.",
            f"“{given[:80]}”.",
            "Use letters without accents, digits and hyphens.",
        )
    return given


def _free_id(known: _Known) -> str:
    """An id that none of their contracts has; a trial's is numbered by its enquiry, so that counting alone meets it."""
    taken = {one.id for one in known.contracts}
    ids = (f"{known.subscriber.id}-{number}" for number in count(len(taken) + 1))
    return next(each for each in ids if each not in taken)


async def _ahead(visit: Visit, known: _Known, contract: Contract) -> Ahead:
    say = tongue(visit.language).say
    facts = {"name": isolated(known.subscriber.name), "from": hour_of(visit, contract.starts)}
    if contract.ends is None:
        first = say(_("From %(from)s on, without end, %(name)s may have what stands below."), **facts)
    else:
        until = hour_of(visit, contract.ends)
        first = say(
            _("From %(from)s until %(until)s %(name)s may have what stands below."), **facts, until=until
        )
    running = sum(one.runs(max(contract.starts, visit.now)) for one in known.contracts)
    beside = tongue(visit.language).say_n(
        "It runs beside %(count)s other contract: what each covers adds up.",
        "It runs beside %(count)s other contracts: what each covers adds up.",
        running,
    )
    last = say(_("A signed contract is never changed: a change is an end and a new one."))
    return Ahead(
        sentences=(first, *((beside,) if running else ()), last),
        covers=covered(visit, contract.covers),
        seen=seen(visit),
        proof=await proof_field(visit, _signing(contract)),
    )


async def _page(
    visit: Visit, known: _Known, ahead: Ahead | None, error: NewsflowError | None = None
) -> Response:
    back = f"{HERE}/{known.subscriber.id}"
    context = SignPage(
        frame=await desk_frame(visit, _("New contract")),
        address=f"{back}/sign",
        back=back,
        name=known.subscriber.name,
        zone=spelled_zone(visit.desk.agency.zoneinfo, visit.now),
        cover=cover_fields(visit, _free_id(known)),
        terms=terms_fields(visit, known.titles, None),
        ahead=ahead,
        refused=None if error is None else refused(visit, error),
    )
    return answer(visit, SIGN_PAGE, context, status=200 if error is None else error.status)


def routes(desk: Desk) -> list[Route]:
    """The form's address."""
    path = "/subscribers/{subscriber}/sign"
    return [
        Route(path, signed_in(desk, show, Act.MANAGE_SUBSCRIBERS), methods=["GET", "HEAD"]),
        Route(path, signed_in(desk, change, Act.MANAGE_SUBSCRIBERS), methods=["POST"]),
    ]
