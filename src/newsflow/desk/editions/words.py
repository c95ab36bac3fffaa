"""What the editions' pages say of a place, a line and its reason."""

from newsflow.domain.edition import Act, Because
from newsflow.web.say import noop as _

PREFIX = "/desk/editions"

LEAD = _("Lead")
SECOND = _("Beside the lead")
FLASH = _("Flash line")

DID = {
    Act.SHOW: _("Shown"),
    Act.HIDE: _("Taken off"),
    Act.PIN: _("Pinned"),
    Act.UNPIN: _("Unpinned"),
}
WHY = {
    Because.RULE: _("by the agency’s rule"),
    Because.NO_RULE: _("no rule shows it any more"),
    Because.HELD: _("on hold"),
    Because.KILLED: _("killed"),
    Because.WITHDRAWN: _("withdrawn"),
    Because.ERASED: _("erased by order"),
    Because.EDITOR: _("by an editor"),
    Because.AGED: _("its days are over"),
    Because.KEPT: _("an editor’s word, kept through a new version"),
}
GONE = _("somebody who is gone")
