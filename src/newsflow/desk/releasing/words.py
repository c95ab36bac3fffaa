"""What the pages of a release call things."""

from newsflow.domain.codes import Action
from newsflow.domain.second_look import FLASH
from newsflow.web.say import Tongue
from newsflow.web.say import noop as _

STATES = {
    "open": _("It waits for a second look."),
    "approved": _("%(name)s approved it."),
    "refused": _("%(name)s refused it."),
    "withdrawn": _("The request was withdrawn. The draft is being written again."),
    "sent_alone": _("%(name)s sent it without a second look."),
}
ACTIONS = {
    Action.NEW: _("A new item."),
    Action.UPDATE: _("An update: the item’s next version."),
    Action.CORRECT: _("A correction: the item’s next version, with a notice to all who took it."),
}
DRAFT_STATES = {
    "for_approval": _("It waits for a second look already."),
    "scheduled": _("It is set for its hour already. A change of the text takes it off."),
    "released": _("It is on the wire already."),
    "dropped": _("This draft was dropped."),
}


def why_a_second_look(because: str, tongue: Tongue) -> str:
    """Why a release takes two, in words; a row of the agency's table says it itself."""
    return tongue.say(_("every flash takes two people")) if because == FLASH else because
