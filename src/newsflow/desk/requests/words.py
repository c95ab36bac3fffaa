"""What the desk calls requests of subscribers, and their steps."""

from newsflow.subscribers.requests.rows import RequestKind, RequestStep
from newsflow.web.say import noop as _

KINDS = {
    RequestKind.PACKAGES: _("More packages"),
    RequestKind.ITEM: _("An item that did not come"),
    RequestKind.QUESTION: _("A question"),
}
STEPS = {
    RequestStep.ASKED: _("Asked"),
    RequestStep.WROTE: _("They wrote"),
    RequestStep.TAKEN_BACK: _("Taken back"),
    RequestStep.ANSWERED: _("Answered"),
    RequestStep.CLOSED: _("Closed"),
}
