"""Who must look twice: by the class of the release, the hour and how many are on duty (invariant 9)."""

from dataclasses import dataclass
from datetime import datetime

from newsflow.domain.agency import Agency
from newsflow.domain.codes import Action
from newsflow.domain.desk_rules import LookRule
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.release import needs_second_look

FLASH = "flash"
"""Why a flash takes two, whatever the table says: it is no row of the table."""


@dataclass(frozen=True, slots=True)
class Look:
    """Whether a release takes a second person; `because` is `flash` or what the table's row says."""

    is_needed: bool
    because: str = ""


def second_look(version: Dispatch, action: Action, agency: Agency, *, at: datetime, on_duty: int) -> Look:
    """Whether this release, at this hour and with so many people on duty for it, takes a second look.

    A flash always does, and whatever rings as one; the table of `[desk]` can ask for more, never for less.
    """
    if needs_second_look(version):
        return Look(is_needed=True, because=FLASH)
    for rule in agency.desk.second_look:
        if _fits(rule, version, action) and _holds(rule, agency, at, on_duty):
            return Look(is_needed=True, because=rule.says)
    return Look(is_needed=False)


def _fits(rule: LookRule, version: Dispatch, action: Action) -> bool:
    language = version.language.split("-", maxsplit=1)[0]
    return (
        (not rule.forms or version.form in rule.forms)
        and (not rule.actions or action in rule.actions)
        and (not rule.priorities or version.priority in rule.priorities)
        and (not rule.sections or version.section in rule.sections)
        and (not rule.languages or version.language in rule.languages or language in rule.languages)
    )


def _holds(rule: LookRule, agency: Agency, at: datetime, on_duty: int) -> bool:
    in_hours = rule.hours is None or rule.hours.holds(at.astimezone(agency.zoneinfo).time())
    return in_hours and on_duty >= rule.on_duty
