"""What the forms of dispatches are called on pages."""

from newsflow.domain.codes import Form
from newsflow.web.say import noop as _

FORMS = {
    Form.FLASH: _("Flash"),
    Form.URGENT: _("Urgent"),
    Form.LEAD: _("Lead"),
    Form.STORY: _("Story"),
    Form.WRAP: _("Wrap-up"),
    Form.FEATURE: _("Feature"),
    Form.FACTBOX: _("Factbox"),
    Form.CHRONOLOGY: _("Chronology"),
    Form.PROFILE: _("Profile"),
    Form.TEXT: _("Text in full"),
    Form.ADVISORY: _("Advisory"),
    Form.NOTICE: _("Notice"),
}
