"""What a text that is not ours answers, and where a request of the law about an item is entered."""

from dataclasses import dataclass
from urllib.parse import urlencode

from newsflow.accounts.people import Act, may
from newsflow.desk.items.found import Found, address_of
from newsflow.desk.visit import Visit
from newsflow.domain.codes import ReplyKind
from newsflow.web.say import noop as _
from newsflow.web.say import tongue

_KINDS = {
    ReplyKind.REPLY: _("A reply to our item"),
    ReplyKind.COURT_TEXT: _("Printed by order of a court, on our item"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The item that a reply, or a court's text, answers."""

    words: str
    guid: str
    address: str


def answered(visit: Visit, found: Found) -> Answered | None:
    """What the item answers; None for copy of ours."""
    live = found.live
    if live is None or live.answers is None:
        return None
    about = live.answers
    return Answered(
        words=tongue(visit.language).say(_KINDS[about.kind]), guid=about.item, address=address_of(about.item)
    )


def legal_address(visit: Visit, found: Found) -> str:
    """Where a legal request about the item is entered; "" for who does not answer them."""
    return (
        f"/desk/legal/new?{urlencode({'item': found.item.guid})}"
        if may(visit.person, Act.ANSWER_LEGAL)
        else ""
    )
