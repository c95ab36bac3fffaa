"""What the editor calls things."""

from newsflow.domain.codes import CreditRole, Form, PlaceRole
from newsflow.web.form_words import FORMS
from newsflow.web.say import noop as _
from newsflow.web.say import tongue

STATES = {
    "new": _("Not begun"),
    "writing": _("Writing"),
    "with_editor": _("With an editor"),
    "for_approval": _("For approval"),
    "scheduled": _("Scheduled"),
    "released": _("Released"),
    "dropped": _("Dropped"),
}
CREDIT_ROLES = {
    CreditRole.WRITER: _("Writer"),
    CreditRole.CONTRIBUTOR: _("Contributor"),
    CreditRole.EDITOR: _("Editor"),
    CreditRole.TRANSLATOR: _("Translator"),
    CreditRole.WEB_EDITOR: _("Web editor"),
    CreditRole.PHOTOGRAPHER: _("Photographer"),
    CreditRole.TAKEN_BY: _("Taken by"),
}
PLACE_ROLES = {
    PlaceRole.HAPPENED_AT: _("Happened at"),
    PlaceRole.FILED_FROM: _("Filed from"),
    PlaceRole.ABOUT: _("About"),
}
EVENTS = {
    "begun": _("%(name)s began it"),
    "handed_on": _("%(name)s handed it to an editor"),
    "taken": _("%(name)s took it"),
    "sent_back": _("%(name)s sent it back"),
    "dropped": _("%(name)s dropped it"),
    "taken_over": _("%(name)s took over writing"),
    "asked": _("%(name)s asked for a second look"),
    "refused": _("%(name)s refused the release"),
    "withdrawn": _("%(name)s withdrew the request"),
    "approved": _("%(name)s approved the release"),
    "sent_alone": _("%(name)s sent it alone"),
    "scheduled": _("%(name)s set it for a later hour"),
    "released": _("%(name)s released it"),
    "planned": _("%(name)s planned another hour"),
    "unplanned": _("%(name)s took the planned hour away"),
}
"""What happened to a draft, by newsroom's word for it."""
HOURS = {
    "scheduled": _("%(name)s set it for %(hour)s"),
    "planned": _("%(name)s planned it for %(hour)s"),
}
"""The same with the hour, where the event kept one."""


def form_name(form: Form, language: str) -> str:
    """A form's name in an interface language."""
    return tongue(language).say(FORMS[form])


def title_of(headline: str, language: str) -> str:
    """What a draft is called: its headline, while it has one."""
    return headline or tongue(language).say(_("New dispatch"))
