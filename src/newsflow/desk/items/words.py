"""What the item's pages call things."""

from newsflow.desk.items.marks import Mark
from newsflow.domain.codes import Action, ReasonClass, Verdict
from newsflow.web.say import noop as _

HAPPENED = {
    Action.NEW: _("Released"),
    Action.UPDATE: _("Updated"),
    Action.CORRECT: _("Corrected"),
    Action.HOLD: _("On hold"),
    Action.REINSTATE: _("Reinstated"),
    Action.KILL: _("Killed"),
    Action.WITHDRAW: _("Withdrawn"),
    Action.LIFT: _("Embargo lifted"),
    Action.REDACT: _("Redacted"),
}
KINDS = {Action.KILL: "killed", Action.HOLD: "killed", Action.WITHDRAW: "killed", Action.NEW: "quiet"}
"""How a state word is coloured."""

STATED = {
    Action.HOLD: _("This item is on hold. Nobody may use it until it is reinstated, corrected or killed."),
    Action.KILL: _("This item was killed. Nothing of it may be used, ever; a new text is a new item."),
    Action.WITHDRAW: _("This item was withdrawn. It may not be used from now on; use so far stands."),
}
MOVED_ON = _("The item moved on.")
TITLES = {
    Action.HOLD: _("Put on hold"),
    Action.KILL: _("Kill"),
    Action.WITHDRAW: _("Withdraw"),
}
DOES = {
    Action.HOLD: _(
        "Subscribers are told not to use it until further notice. It leaves the public site at once."
    ),
    Action.KILL: _(
        "Subscribers are told to delete it. It leaves the site, the archive and every feed. This is for ever."
    ),
    Action.WITHDRAW: _(
        "Subscribers are told not to use it from now on. What they have used already may stand."
    ),
}
BUTTONS = {
    Action.HOLD: _("Hold it now"),
    Action.KILL: _("Kill it now"),
    Action.WITHDRAW: _("Withdraw it now"),
}  # fmt: skip
REASONS = {
    ReasonClass.FALSE: _("It is false"),
    ReasonClass.LEGAL: _("Legal grounds"),
    ReasonClass.RIGHTS: _("Rights have ended"),
    ReasonClass.HOAX: _("It is a hoax"),
    ReasonClass.SENT_IN_ERROR: _("Sent in error"),
    ReasonClass.CHECKING: _("Being checked"),
}
REASONS_OF = {
    Action.HOLD: (
        ReasonClass.CHECKING,
        ReasonClass.FALSE,
        ReasonClass.LEGAL,
        ReasonClass.RIGHTS,
        ReasonClass.HOAX,
        ReasonClass.SENT_IN_ERROR,
    ),
    Action.KILL: (
        ReasonClass.FALSE,
        ReasonClass.LEGAL,
        ReasonClass.RIGHTS,
        ReasonClass.HOAX,
        ReasonClass.SENT_IN_ERROR,
    ),
    Action.WITHDRAW: (ReasonClass.RIGHTS, ReasonClass.SENT_IN_ERROR, ReasonClass.LEGAL),
}
"""The reasons that make sense for a stop, the likeliest first."""

VERDICTS = {
    Verdict.WHOLE: Mark(text=_("All of it")),
    Verdict.NOTICE: Mark(text=_("A notice alone"), kind="embargo"),
    Verdict.NONE: Mark(text=_("Nothing"), kind="quiet"),
}
ACTS = {
    "released": _("Released by"),
    "approved": _("Approved by"),
    "noticed": _("On the word of"),
}
ALONE = _("Sent alone by")
BY = _("By")
RELEASES = frozenset({Action.NEW, Action.UPDATE, Action.CORRECT})
"""What is released; every other entry is simply somebody’s."""
