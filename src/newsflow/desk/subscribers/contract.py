"""One contract: what it covers, its commercial terms then and now, and its end, with what that will do said before."""

from dataclasses import dataclass
from datetime import datetime

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.deed import Deed
from newsflow.accounts.people import Act, may
from newsflow.db.pool import reading, transaction
from newsflow.desk.frame import DeskFrame, answer, desk_frame, done, isolated, times
from newsflow.desk.subscribers.shown import (
    ContractLine,
    TermsView,
    contract_line,
    hour_of,
    names_of,
    terms_view,
)
from newsflow.desk.subscribers.ticket import TermsFields, seen, terms_fields, terms_of_form
from newsflow.desk.subscribers.words import HERE
from newsflow.desk.visit import Desk, Visit, signed_in
from newsflow.domain.errors import BadInputError, NewsflowError
from newsflow.domain.guid import SubscriberId
from newsflow.matching.contract import Contract, a_year_after
from newsflow.newsroom.dealings.contracts import (
    change_terms,
    check_end,
    check_reason,
    contract_named,
    end_contract,
)
from newsflow.subscribers.books.groups import titles_of
from newsflow.subscribers.books.terms import contract_facts, terms_of
from newsflow.subscribers.contracts import contracts_of, subscriber_named
from newsflow.web.hours import read_hour, spelled_zone
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.proof import ProofField, proof_field, proved
from newsflow.web.within.refused import REFUSALS, Refused, refused


@dataclass(frozen=True, slots=True, kw_only=True)
class EndAhead:
    """What an end will do, in sentences; and the mark of the fields that they tell of."""

    sentences: tuple[str, ...]
    seen: str
    proof: ProofField


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractPage:
    """The page of a contract."""

    frame: DeskFrame
    address: str
    back: str
    name: str
    zone: str
    contract: ContractLine
    record: tuple[str, ...]
    """Who signed it, who ended it and why, in sentences."""
    may_manage: bool
    may_end: bool
    now_in_force: TermsView | None
    before: tuple[TermsView, ...]
    terms: TermsFields
    end_at: str
    because: str
    ahead: EndAhead | None
    refused: Refused | None


_NOBODYS = ""
"""Of what was done at the command line in nobody's name: by whoever runs the machine."""
CONTRACT_PAGE = page("desk/subscribers/contract.html", ContractPage)


async def show(visit: Visit) -> Response:
    """The page."""
    return await _page(visit, None)


async def change(visit: Visit) -> Response:
    """Back to the page with new terms, or the end; or the page with what the end will do, or with why not."""
    asked = _asked(visit)
    try:
        match visit.form.line("act"):
            case "terms":
                return await _terms(visit, *asked)
            case "look" | "end":
                return await _end(visit, *asked)
            case other:
                raise BadInputError("This form asks for nothing.", other[:40], "Load the page again.")
    except REFUSALS as error:
        return await _page(visit, None, error)


def _asked(visit: Visit) -> tuple[SubscriberId, str]:
    names = visit.request.path_params
    return SubscriberId(str(names["subscriber"])), str(names["contract"])


async def _terms(visit: Visit, subscriber: SubscriberId, contract: str) -> Response:
    async with transaction(visit.desk.pool) as db:
        found = await contract_named(db, subscriber, contract)
        await change_terms(db, visit.hand, found, terms_of_form(visit), now=visit.now)
    return done(f"{HERE}/{subscriber}/contracts/{contract}", "saved")


async def _end(visit: Visit, subscriber: SubscriberId, contract: str) -> Response:
    form = visit.form
    at = read_hour(form.line("end_at"), visit.desk.agency.zoneinfo) or visit.now
    async with reading(visit.desk.pool) as db:
        found = await contract_named(db, subscriber, contract)
        others = [one for one in await contracts_of(db, subscriber) if one.id != contract and one.runs(at)]
    check_end(found, at, visit.now)
    because = check_reason(form.text("because"))
    if form.line("act") != "end" or form.line("seen") != seen(visit):
        return await _page(visit, await _ahead(visit, found, at, len(others)))
    hand = await proved(visit, _ending(found))
    async with transaction(visit.desk.pool) as db:
        await end_contract(db, hand, found, at, because, now=visit.now)
    return done(f"{HERE}/{subscriber}/contracts/{contract}", "contract_ended")


def _ending(contract: Contract) -> Deed:
    return Deed.of("end a contract", contract.subscriber, contract.id)


async def _ahead(visit: Visit, contract: Contract, at: datetime, others: int) -> EndAhead:
    speaks = tongue(visit.language)
    facts = {"title": isolated(contract.title), "at": hour_of(visit, at)}
    first = speaks.say(
        _(
            "At %(at)s the contract “%(title)s” ends: from that minute on nothing that it alone covers is had by any way."
        ),
        **facts,
    )
    beside = speaks.say_n(
        "%(count)s other contract runs on.", "%(count)s other contracts run on.", others
    ) if others else speaks.say(_("No other contract runs: all access is off then."))  # fmt: skip
    until = times(visit).full(a_year_after(at)).text
    last = speaks.say(
        _(
            "Kills, holds and legal notices of what was taken still come until %(until)s. An end is never taken back."
        ),
        until=until,
    )
    return EndAhead(
        sentences=(first, beside, last), seen=seen(visit), proof=await proof_field(visit, _ending(contract))
    )


async def _page(visit: Visit, ahead: EndAhead | None, error: NewsflowError | None = None) -> Response:
    subscriber, asked = _asked(visit)
    async with reading(visit.desk.pool) as db:
        organisation = await subscriber_named(db, subscriber)
        found = await contract_named(db, subscriber, asked)
        titles, terms = await titles_of(db, subscriber), (await terms_of(db, subscriber)).get(asked, [])
        facts = (await contract_facts(db, subscriber))[asked]
        names = await names_of(db, [*(one.by for one in terms), facts.signed_by, facts.ended_by])
    say, may_manage = tongue(visit.language).say, may(visit.person, Act.MANAGE_SUBSCRIBERS)
    names[_NOBODYS] = say(_("the operator of the node"))
    told = {
        "at": hour_of(visit, facts.created_at),
        "name": isolated(names.get(facts.signed_by or _NOBODYS, "—")),
    }
    record = [say(_("Signed %(at)s by %(name)s."), **told)]
    if facts.ended_at is not None:
        ended = {
            "at": hour_of(visit, facts.ended_at),
            "name": isolated(names.get(facts.ended_by or _NOBODYS, "—")),
        }
        record.append(
            say(_("Ended to %(at)s by %(name)s: %(why)s"), **ended, why=isolated(facts.because or ""))
        )
    views = tuple(terms_view(visit, one, titles, names) for one in terms)
    context = ContractPage(
        frame=await desk_frame(visit, found.title),
        address=f"{HERE}/{subscriber}/contracts/{asked}",
        back=f"{HERE}/{subscriber}",
        name=organisation.name,
        zone=spelled_zone(visit.desk.agency.zoneinfo, visit.now),
        contract=contract_line(visit, found, terms),
        record=tuple(record),
        may_manage=may_manage,
        may_end=may_manage and facts.ended_at is None and (found.ends is None or found.ends > visit.now),
        now_in_force=views[0] if views else None,
        before=views[1:],
        terms=terms_fields(visit, titles, terms[0] if terms else None),
        end_at=visit.form.typed("end_at"),
        because=visit.form.typed("because"),
        ahead=ahead,
        refused=None if error is None else refused(visit, error),
    )
    return answer(visit, CONTRACT_PAGE, context, status=200 if error is None else error.status)


def routes(desk: Desk) -> list[Route]:
    """A contract's address."""
    path = "/subscribers/{subscriber}/contracts/{contract}"
    return [
        Route(path, signed_in(desk, show, Act.SEE_SUBSCRIBERS), methods=["GET", "HEAD"]),
        Route(path, signed_in(desk, change, Act.MANAGE_SUBSCRIBERS), methods=["POST"]),
    ]
