"""The portal as a face: its way round, and what it says after a form."""

from newsflow.accounts.people import AccountAct
from newsflow.web.say import noop as _
from newsflow.web.within.face import PORTAL_COOKIE, PORTAL_PREFIX, Face, Way
from newsflow.web.within.words import SAID as SAID_EVERYWHERE

PREFIX = PORTAL_PREFIX
HOME = f"{PREFIX}/"

SAID = {
    **SAID_EVERYWHERE,
    "kept": _("Saved to your list."),
    "dropped": _("Taken off your list."),
    "shared": _("Sent to your colleague."),
    "used": _("Your colleagues see that you use it."),
    "unused": _("The note that you use it is taken back."),
    "changed": _("Changed."),
    "question_kept": _("The question is kept."),
    "closed": _("The account is closed."),
    "erased": _("The person is erased."),
    "reopened": _("The account is open again."),
    "api_changed": _("Changed. Every machine of ours knows within a second."),
    "request_sent": _("It is with the agency. The answer comes by e-mail, and stands here."),
    "request_back": _("The request is taken back."),
    "older_ended": _("The newest secret alone is good now."),
}
"""What a page says of the form that led to it, by the code that `done` was given."""

ROLES = {"subscriber_master": _("Master"), "subscriber_editor": _("Editor")}

PORTAL = Face(
    name="portal",
    title=_("Portal"),
    prefix=PREFIX,
    cookie=PORTAL_COOKIE,
    of_desk=False,
    not_yours=("The portal is for subscribers' people.", "Use the desk."),
    said=SAID,
    roles=ROLES,
    nav=(
        Way(address=HOME, text=_("Wire"), key="w", also=(f"{PREFIX}/items/",)),
        Way(address=f"{PREFIX}/news-list", text=_("News list"), key="l"),
        Way(address=f"{PREFIX}/pictures", text=_("Pictures"), key="p"),
        Way(address=f"{PREFIX}/search", text=_("Search")),
        Way(address=f"{PREFIX}/saved", text=_("Saved items")),
        Way(address=f"{PREFIX}/why", text=_("Why?")),
        Way(address=f"{PREFIX}/account", text=_("Account")),
    ),
    menu=(
        Way(address=f"{PREFIX}/me", text=_("Your account")),
        Way(address=f"{PREFIX}/privacy", text=_("Privacy")),
        Way(address=f"{PREFIX}/account/requests", text=_("Requests")),
        Way(address=f"{PREFIX}/account/people", text=_("People"), act=AccountAct.MANAGE_ACCOUNT),
        Way(
            address=f"{PREFIX}/account/sign-in",
            text=_("Sign-in of the organisation"),
            act=AccountAct.MANAGE_ACCOUNT,
        ),
        Way(address=f"{PREFIX}/account/logins", text=_("API users"), act=AccountAct.MANAGE_ACCOUNT),
        Way(address=f"{PREFIX}/account/looks", text=_("The agency’s looks"), act=AccountAct.MANAGE_ACCOUNT),
    ),
)
