"""What the demo puts on the wire: steps, each with its moment, in the order of the clock."""

from dataclasses import dataclass
from datetime import datetime

from newsflow.domain.codes import Action, ReasonClass
from newsflow.domain.dispatch import Block, Dispatch


@dataclass(frozen=True, slots=True, kw_only=True)
class New:
    """A new item. What it translates or replaces is named by `key`, since guids come with the release."""

    key: str
    at: datetime
    content: Dispatch
    original: str | None = None
    replaces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An update or a correction of an item: words exchanged in headline, deck and body, blocks put at the end."""

    of: str
    at: datetime
    action: Action
    headline: str | None = None
    whats_new: str | None = None
    correction: str | None = None
    swaps: tuple[tuple[str, str], ...] = ()
    appended: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A hold, kill, withdrawal, reinstatement or lift."""

    of: str
    at: datetime
    action: Action
    reason: ReasonClass | None = None


Step = New | Change | Turn


def in_order(steps: list[Step]) -> list[Step]:
    """The steps by their moment; those of one moment as they were given."""
    return sorted(steps, key=lambda step: step.at)
