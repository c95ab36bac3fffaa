"""What the organisation bought: its contracts, what each covers and until when, how much of it was used."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from starlette.responses import Response
from starlette.routing import Route

from newsflow.db.pool import reading
from newsflow.matching.contract import Contract
from newsflow.portal.account.plots import Bars, Days
from newsflow.portal.account.use import SPANS, day_plot, name_plots, span_asked, use_of
from newsflow.portal.reader import reader_of
from newsflow.portal.visit import Portal, Visit, own, signed_in
from newsflow.subscribers.contracts import subscriber_named
from newsflow.subscribers.ledger import used
from newsflow.subscribers.quota import Quota, Used, quota_of
from newsflow.web.moments import Moment
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.covered import Covered, covered
from newsflow.web.within.frame import FaceFrame, FaceLink, answer, frame_of, times

ENDS_SOON = timedelta(days=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractView:
    """A contract as its subscriber sees it."""

    title: str
    id: str
    runs: bool
    over: bool
    ends_soon: bool
    starts: Moment
    ends: Moment | None
    covers: tuple[Covered, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meter:
    """How much of a limit is used."""

    title: str
    used: int
    limit: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPage:
    """The page of the account."""

    frame: FaceFrame
    name: str
    contracts: tuple[ContractView, ...]
    meters: tuple[Meter, ...]
    by_day: Days
    bars: tuple[Bars, ...]
    csv: str
    days: int
    spans: tuple[FaceLink, ...]


ACCOUNT = page("portal/account/page.html", AccountPage)


async def show(visit: Visit) -> Response:
    """The page."""
    speaks, span, here = tongue(visit.language), span_asked(visit), f"{visit.portal.face.prefix}/account"
    say = speaks.say
    async with reading(visit.portal.pool) as db:
        name = (await subscriber_named(db, visit.subscriber)).name
        reader = await reader_of(db, visit)
        taken = await used(db, visit.subscriber, visit.now, visit.portal.agency.zoneinfo)
        use = await use_of(db, visit, span)
    quota = quota_of(reader.contracts, visit.now)
    context = AccountPage(
        frame=await frame_of(visit, _("Account")),
        name=name,
        contracts=tuple(contract_view(visit, one) for one in reversed(reader.contracts)),
        meters=_meters(say, taken, quota) if reader.has_contract else (),
        by_day=day_plot(visit, use),
        bars=name_plots(visit, use),
        csv=f"{here}/use.csv?days={span}",
        days=span,
        spans=tuple(
            FaceLink(
                address=f"{here}?days={days}#use-head",
                text=speaks.say_n("%(count)s day", "%(count)s days", days),
                current=days == span,
            )
            for days in SPANS
        ),
    )
    return answer(visit, ACCOUNT, context)


def _meters(say: Callable[[str], str], taken: Used, quota: Quota) -> tuple[Meter, ...]:
    """Without a contract there is no limit to be shown, and nothing to be had within it."""
    return (
        Meter(title=say(_("This month")), used=taken.month, limit=quota.month),
        Meter(title=say(_("Today")), used=taken.day, limit=quota.day),
    )


def contract_view(visit: Visit, contract: Contract) -> ContractView:
    """A contract in words."""
    writes, now = times(visit), visit.now
    over = contract.ends is not None and contract.ends <= now
    return ContractView(
        title=contract.title,
        id=contract.id,
        runs=contract.runs(now),
        over=over,
        ends_soon=contract.ends is not None and not over and contract.ends - now <= ENDS_SOON,
        starts=writes.full(contract.starts),
        ends=None if contract.ends is None else writes.full(contract.ends),
        covers=covered(visit, contract.covers),
    )


def routes(portal: Portal) -> list[Route]:
    """The account's first page."""
    return [Route("/account", signed_in(portal, show, of=own), methods=["GET", "HEAD"])]
