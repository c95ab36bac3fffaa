"""What the portal calls requests to the agency, and how it shows them."""

from dataclasses import dataclass

from newsflow.portal.face import PREFIX
from newsflow.portal.lines import item_address
from newsflow.portal.visit import Visit
from newsflow.subscribers.requests.rows import AccountRequest, RequestKind, RequestStep
from newsflow.web.moments import Moment
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.frame import times

REQUESTS = f"{PREFIX}/account/requests"
KINDS = {
    RequestKind.PACKAGES: _("More packages"),
    RequestKind.ITEM: _("An item that did not come"),
    RequestKind.QUESTION: _("A question"),
}
STEPS = {
    RequestStep.ASKED: _("Asked"),
    RequestStep.WROTE: _("Written further"),
    RequestStep.TAKEN_BACK: _("Taken back"),
    RequestStep.ANSWERED: _("Answered by the agency"),
    RequestStep.CLOSED: _("Closed by the agency"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutLine:
    """What a request is about: a package's name, or an item with the page that it has."""

    text: str
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLine:
    """A request in the list, or on its own page."""

    number: int
    address: str
    kind: str
    about: tuple[AboutLine, ...]
    came: Moment
    state: str
    since: Moment
    is_closed: bool
    is_answered: bool


def request_line(visit: Visit, found: AccountRequest) -> RequestLine:
    """A request in words."""
    say, writes = tongue(visit.language).say, times(visit)
    last = RequestStep(found.last_kind)
    return RequestLine(
        number=found.id,
        address=f"{REQUESTS}/{found.id}",
        kind=say(KINDS[RequestKind(found.kind)]),
        about=tuple(_about(visit, found, one) for one in found.about),
        came=writes.short(found.asked_at, visit.now),
        state=say(STEPS[last]),
        since=writes.short(found.last_at, visit.now),
        is_closed=found.closed_at is not None,
        is_answered=last is RequestStep.ANSWERED,
    )


def _about(visit: Visit, found: AccountRequest, one: str) -> AboutLine:
    if found.kind == RequestKind.ITEM:
        return AboutLine(text=one, address=item_address(one))
    return AboutLine(text=packages(visit).get(one, one))


def packages(visit: Visit) -> dict[str, str]:
    """What the agency sells, each package's code with its name."""
    return {
        row.code: row.labels.get(visit.language) or row.code
        for row in visit.portal.agency.packages
        if not row.retired
    }
