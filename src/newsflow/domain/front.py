"""How a front page is laid: one lead, few seconds, rivers by section, a flash line only when there is a flash."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import inf

from newsflow.domain.codes import Form

FLASH_FOR = timedelta(hours=1)
"""How long a flash stays on the flash line, unless something replaces it."""
WEIGHT = timedelta(hours=4)
"""One step of urgency counts as much as this much time: a three leads over a five that is less than 8 h younger."""
SECONDS = 5
RIVER = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What decides where an item stands; `shown_at` is when the public could first read this version."""

    guid: str
    story: str | None
    section: str
    form: str
    urgency: int
    shown_at: datetime
    pin: int | None = None
    """Its place among the pins, the first is 0; None where it is not pinned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class River:
    """The newest of a section."""

    section: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """A front page as guids; no guid stands twice, and no story twice above the rivers."""

    flash: str | None
    lead: str | None
    seconds: tuple[str, ...]
    rivers: tuple[River, ...]


def arrange(candidates: Iterable[Candidate], sections: Sequence[str], now: datetime) -> Front:
    """The front page. Pins lead, in their order; then urgency and freshness weigh against each other; rivers are by time alone."""
    newest = sorted(candidates, key=_newest_first)
    flash = next((c for c in newest if c.form == Form.FLASH and now - c.shown_at <= FLASH_FOR), None)
    ranked = sorted((c for c in newest if c is not flash), key=_rank(now))
    top: list[Candidate] = []
    for candidate in ranked:
        if len(top) <= SECONDS and not any(_same_story(candidate, other) for other in top):
            top.append(candidate)
    used = {candidate.guid for candidate in (*top, *([flash] if flash else []))}
    rivers = (
        River(
            section=section,
            items=tuple(c.guid for c in newest if c.section == section and c.guid not in used)[:RIVER],
        )
        for section in sections
    )
    return Front(
        flash=flash.guid if flash else None,
        lead=top[0].guid if top else None,
        seconds=tuple(candidate.guid for candidate in top[1:]),
        rivers=tuple(river for river in rivers if river.items),
    )


def _newest_first(candidate: Candidate) -> tuple[float, str]:
    return -candidate.shown_at.timestamp(), candidate.guid


def _rank(now: datetime) -> Callable[[Candidate], tuple[float, float, str]]:
    def rank(candidate: Candidate) -> tuple[float, float, str]:
        age = now - candidate.shown_at + candidate.urgency * WEIGHT
        place = inf if candidate.pin is None else candidate.pin
        return place, age.total_seconds(), candidate.guid

    return rank


def _same_story(one: Candidate, other: Candidate) -> bool:
    return one.story is not None and one.story == other.story
