"""What the desk calls the parts of its books about subscribers."""

from newsflow.desk.visit import PREFIX
from newsflow.subscribers.books.rows import Medium, Per
from newsflow.web.say import noop as _

HERE = f"{PREFIX}/subscribers"
GROUPS = f"{PREFIX}/subscriber-groups"
REPORTS = f"{PREFIX}/subscriber-reports"
KILLS = f"{PREFIX}/subscriber-kills"
DATES = f"{PREFIX}/subscriber-dates"

MEDIA = {
    Medium.PRINT: _("Print"),
    Medium.ONLINE: _("Online"),
    Medium.RADIO: _("Radio"),
    Medium.TELEVISION: _("Television"),
    Medium.OTHER: _("Other"),
}
PERS = {
    Per.MONTH: _("a month"),
    Per.QUARTER: _("a quarter"),
    Per.YEAR: _("a year"),
    Per.ONCE: _("once"),
}
