"""What the board shows: its columns, lines and words."""

from dataclasses import dataclass
from datetime import timedelta

from newsflow.desk.frame import DeskFrame, DeskLink
from newsflow.domain.codes import Action
from newsflow.newsroom.board import Column
from newsflow.web.moments import Moment
from newsflow.web.say import noop as _

COLUMNS = {
    Column.WRITING: _("Writing"),
    Column.WITH_EDITOR: _("With an editor"),
    Column.FOR_APPROVAL: _("For approval"),
    Column.SCHEDULED: _("Scheduled"),
    Column.ON_THE_WIRE: _("On the wire"),
}
EMPTY = {
    Column.WRITING: _("Nobody is writing. Press n to begin a dispatch."),
    Column.WITH_EDITOR: _("Nothing waits for an editor."),
    Column.FOR_APPROVAL: _("Nothing waits for a second look."),
    Column.SCHEDULED: _("Nothing is set for a later hour."),
    Column.ON_THE_WIRE: _("Nothing went out in the last 24 hours."),
}
DONE = {
    Action.UPDATE: _("Updated"),
    Action.CORRECT: _("Corrected"),
    Action.HOLD: _("On hold"),
    Action.KILL: _("Killed"),
    Action.WITHDRAW: _("Withdrawn"),
    Action.REINSTATE: _("Reinstated"),
    Action.LIFT: _("Embargo lifted"),
    Action.REDACT: _("Redacted"),
}
"""What happened to an item on the wire, when it is not simply new."""
NEXT = {Action.UPDATE: _("Update"), Action.CORRECT: _("Correction")}
"""What a draft of an item's next version is."""
NO_HEADLINE = _("(no headline yet)")
ERASED = _("(erased by order)")
NOBODY_WRITES = _("Nobody is writing.")
NOTHING_FOUND = _("No line here holds that.")
ALL = "all"
"""The language of an address that asks for every desk."""
LOUD_AFTER = timedelta(minutes=5)
"""From then on the line that has waited longest is printed bold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StateWord:
    """A small word of what a line is, beyond its column. `kind` colours it: killed, embargo, quiet, or nothing."""

    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the board: a draft, or an item on the wire."""

    id: str
    address: str
    headline: str
    language: str
    direction: str
    time: Moment
    age: str
    """How long it has been waiting, where that says something."""
    is_loud: bool
    """The one that has waited longest."""
    is_killed: bool
    speed: str
    section: str
    states: tuple[StateWord, ...]
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnView:
    """A state and the lines that are in it."""

    code: str
    title: str
    count: int
    lines: tuple[Line, ...]
    empty: str
    current: bool
    """The one that a narrow window shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainView:
    """A flash whose lead is overdue."""

    line: Line
    words: str
    mend: str
    """Where its lead is written."""
    csrf: str
    """The token of the form that begins the lead; "" where a draft of it is there to be opened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardLines:
    """What /desk/live sends: the part of the board that changes."""

    chains: tuple[ChainView, ...]
    columns: tuple[ColumnView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardPage:
    """The whole board."""

    frame: DeskFrame
    languages: tuple[DeskLink, ...]
    section: str
    sections: tuple[DeskLink, ...]
    states: tuple[DeskLink, ...]
    search: str
    without_search: str
    kept: tuple[tuple[str, str], ...]
    live: str
    chains: tuple[ChainView, ...]
    columns: tuple[ColumnView, ...]
