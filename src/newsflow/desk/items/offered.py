"""What may be done to an item now, by this person: each its own short path."""

from collections.abc import Iterator
from dataclasses import dataclass

from newsflow.accounts.people import Act
from newsflow.desk.items.found import Found, address_of, can
from newsflow.desk.visit import Visit
from newsflow.domain.codes import Action
from newsflow.domain.entry import FOLLOWS, STOPS
from newsflow.web.say import noop as _
from newsflow.web.say import tongue


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemAct:
    """A way on from an item. `begins`: a form that begins a draft at once; else a page that asks first."""

    address: str
    text: str
    key: str
    kind: str = "quiet"
    begins: bool = False


_WRITING = (
    (Action.UPDATE, "update", _("Update"), "u", True),
    (Action.CORRECT, "correct", _("Correct…"), "c", False),
)
_RELEASING = (
    (Action.REINSTATE, "reinstate", _("Reinstate…"), "i"),
    (Action.LIFT, "lift", _("Lift or move the embargo…"), "e"),
)
_STOPPING = (
    (Action.HOLD, "hold", _("Hold…"), "h", "quiet"),
    (Action.WITHDRAW, "withdraw", _("Withdraw…"), "w", "quiet"),
    (Action.KILL, "kill", _("Kill…"), "k", "killed"),
)


def acts_of(visit: Visit, found: Found) -> tuple[ItemAct, ...]:
    """The item's acts in the order in which a hand looks for them: writing first, the kill last."""
    return (*_write(visit, found), *_release(visit, found), *_stop(visit, found))


def _write(visit: Visit, found: Found) -> Iterator[ItemAct]:
    if not (found.is_text and can(visit, found, Act.WRITE)) or found.live is None:
        return
    say = tongue(visit.language).say
    for action, path, text, key, begins in _WRITING:
        if action in FOLLOWS[found.action]:
            yield ItemAct(address=address_of(found.item.guid, path), text=say(text), key=key, begins=begins)
    if found.action not in STOPS:
        yield ItemAct(
            address=address_of(found.item.guid, "lead"), text=say(_("New lead")), key="m", begins=True
        )
        yield ItemAct(
            address=address_of(found.item.guid, "translate"), text=say(_("Translate into…")), key="x"
        )


def _release(visit: Visit, found: Found) -> Iterator[ItemAct]:
    if not can(visit, found, Act.RELEASE):
        return
    for action, path, text, key in _RELEASING:
        fits = action in FOLLOWS[found.action] and (action is not Action.LIFT or found.item.embargoed)
        if fits:
            yield ItemAct(
                address=address_of(found.item.guid, path), text=tongue(visit.language).say(text), key=key
            )


def _stop(visit: Visit, found: Found) -> Iterator[ItemAct]:
    if not can(visit, found, Act.STOP):
        return
    for action, path, text, key, kind in _STOPPING:
        if action in FOLLOWS[found.action]:
            yield ItemAct(
                address=address_of(found.item.guid, path),
                text=tongue(visit.language).say(text),
                key=key,
                kind=kind,
            )
