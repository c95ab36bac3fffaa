"""How the desk of this agency works: who must look twice, who shows a key, how long things may take."""

from dataclasses import dataclass, field
from datetime import time, timedelta

from newsflow.domain.checks.rules import CheckRules
from newsflow.domain.codes import Action, Form, Priority
from newsflow.domain.dispatch import Dispatch

TIME_LIMITS = {"alone_after_s": (10, 3600), "lead_after_s": (60, 86_400), "corrective_after_h": (1, 8760)}
"""The least and the most of each time of `DeskRules`, both allowed, in the unit that its name ends with."""
ON_DUTY_MOST = 100
"""The most people that a row of the table can ask to be on duty."""


@dataclass(frozen=True, slots=True)
class Hours:
    """From an hour of the agency's day to another; one that ends before it begins goes past midnight."""

    starts: time
    ends: time

    def holds(self, at: time) -> bool:
        """Whether an hour of the day lies in it. The end does not."""
        if self.starts <= self.ends:
            return self.starts <= at < self.ends
        return at >= self.starts or at < self.ends


@dataclass(frozen=True, slots=True, kw_only=True)
class LookRule:
    """One row of the table of who must look twice: a release that fits all of it takes two. Empty means all."""

    says: str
    """Why, as the desk reads it."""
    forms: tuple[Form, ...] = ()
    actions: tuple[Action, ...] = ()
    priorities: tuple[Priority, ...] = ()
    sections: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    hours: Hours | None = None
    """In the agency's zone."""
    on_duty: int = 0
    """So many people must be on duty for that text, at least: nobody is asked for who is not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRule:
    """One row of what orders its translations by itself. Empty means all."""

    into: tuple[str, ...]
    forms: tuple[Form, ...] = (Form.FLASH,)
    sections: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    """The original's."""
    within_s: int = 600
    """The deadline, from the original's release."""

    @property
    def within(self) -> timedelta:
        """`within_s` as a span of time."""
        return timedelta(seconds=self.within_s)

    def fits(self, version: Dispatch) -> bool:
        """Whether a text orders by this row."""
        return (
            version.form in self.forms
            and (not self.sections or version.section in self.sections)
            and (not self.languages or version.language in self.languages)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskRules:
    """The `[desk]` table of agency.toml."""

    second_look: tuple[LookRule, ...] = ()
    passkey_roles: tuple[str, ...] = ()
    """Roles that approve, hold and kill with a passkey only."""
    alone_after_s: int = 60
    """After so long without an answer the one on duty may send alone."""
    lead_after_s: int = 600
    """A flash without a lead is overdue after so long."""
    corrective_after_h: int = 24
    """What is wrong in an older item is put right by a new one that names it."""
    orders: tuple[OrderRule, ...] = ()
    """What orders its translations by itself, such as a flash."""
    checks: CheckRules = field(default_factory=CheckRules)
    """How grave each finding of the checks is, and how long headlines may be."""

    @property
    def alone_after(self) -> timedelta:
        """`alone_after_s` as a span of time."""
        return timedelta(seconds=self.alone_after_s)

    @property
    def lead_after(self) -> timedelta:
        """`lead_after_s` as a span of time."""
        return timedelta(seconds=self.lead_after_s)

    @property
    def corrective_after(self) -> timedelta:
        """`corrective_after_h` as a span of time."""
        return timedelta(hours=self.corrective_after_h)


def desk_covers(desk: str, language: str, section: str) -> bool:
    """Whether a desk is for texts of that language and section.

    A desk is `tr` (a language), `fr/sport` (a language's section), `*/sport` (a section in all) or empty: all.
    """
    if not desk:
        return True
    spoken, _, of = desk.partition("/")
    return spoken in {"*", language, language.split("-", maxsplit=1)[0]} and of in {"", section}
