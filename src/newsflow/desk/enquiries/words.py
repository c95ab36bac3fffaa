"""What the desk calls the steps of an enquiry."""

from newsflow.subscribers.enquiries.rows import StepKind
from newsflow.web.say import noop as _

STEPS = {
    StepKind.CONFIRMED: _("Confirmed by e-mail"),
    StepKind.WROTE: _("They wrote"),
    StepKind.ANSWERED: _("Answered"),
    StepKind.OFFERED: _("Offered"),
    StepKind.ACCEPTED: _("Accepted"),
    StepKind.SECRET: _("A further secret was shown"),
    StepKind.CLOSED: _("Closed"),
}
WAITS = frozenset({StepKind.CONFIRMED, StepKind.WROTE})
"""After these it is our turn."""
FORGOTTEN = _("Forgotten")
