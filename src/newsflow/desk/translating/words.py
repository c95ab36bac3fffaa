"""What the translation desk's pages call things."""

from datetime import timedelta

from newsflow.desk.frame import DeskLink
from newsflow.desk.visit import Visit
from newsflow.domain.codes import Action
from newsflow.domain.house_names import NameKind, Standing
from newsflow.web.say import Tongue, tongue
from newsflow.web.say import noop as _
from newsflow.web.within.codes import language_in_words

QUEUE, NAMES = "/desk/translations", "/desk/names"
STATES = {
    "open": _("Nobody has it"),
    "taken": _("Being translated"),
    "ready": _("Ready, waits for its original"),
    "released": _("Released"),
    "dropped": _("Taken back"),
}
HOLDS = {
    "": _("Goes out when it is ready"),
    "with": _("Goes out with its original"),
    "after": _("Not before its original is out"),
}
HAPPENED = {
    Action.UPDATE.value: _("The original was updated."),
    Action.CORRECT.value: _("The original was corrected."),
    Action.HOLD.value: _("The original is on hold."),
    Action.KILL.value: _("The original was killed."),
    Action.WITHDRAW.value: _("The original was withdrawn."),
    Action.REINSTATE.value: _("The original may be used again."),
    Action.REDACT.value: _("A passage of the original was taken out by order."),
}
KINDS = {NameKind.PERSON: _("Person"), NameKind.PLACE: _("Place"), NameKind.BODY: _("Body")}
STANDINGS = {
    Standing.HOUSE: _("How we write it"),
    Standing.ALSO: _("Right as well"),
    Standing.AVOID: _("Not ours"),
}
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)


def tabs_of(visit: Visit, current: str) -> tuple[DeskLink, ...]:
    """The two halves of the translation desk."""
    said = {QUEUE: _("Queue"), NAMES: _("Names list")}
    return tuple(
        DeskLink(address=address, text=tongue(visit.language).say(text), current=address == current)
        for address, text in said.items()
    )


def span(speaks: Tongue, time: timedelta) -> str:
    """A stretch of time as one says it: minutes, from two hours on hours, from two days on days."""
    if time >= 2 * _DAY:
        return speaks.say(_("%(count)s d"), count=time // _DAY)
    if time >= 2 * _HOUR:
        return speaks.say(_("%(count)s h"), count=time // _HOUR)
    return speaks.say(_("%(count)s min"), count=max(0, time // timedelta(minutes=1)))


def holds_choices(visit: Visit) -> tuple[tuple[str, str], ...]:
    """When a translation goes out, as (code, words)."""
    return tuple((code, tongue(visit.language).say(text)) for code, text in HOLDS.items())


def language_name(visit: Visit, code: str) -> str:
    """A language's name in the reader's language, else its code."""
    return language_in_words(code, visit.desk.agency, visit.language)
