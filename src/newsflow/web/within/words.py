"""What every face says after a form."""

from newsflow.web.say import noop as _

SAID = {
    "saved": _("Saved."),
    "passkey_added": _("The passkey is enrolled."),
    "passkey_first": _("Enrol a passkey first."),
    "invited": _("The invitation is on its way."),
    "link_sent": _("A letter with a link is on its way."),
    "signed_out": _("Signed out everywhere."),
}
"""What a page says of the form that led to it, by the code that `done` was given."""
