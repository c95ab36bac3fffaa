"""What the checks are told: the version and all that the newsroom knows about it."""

from dataclasses import dataclass, field
from datetime import datetime

from newsflow.domain.checks.rules import CheckRules
from newsflow.domain.codes import Action
from newsflow.domain.dispatch import Dispatch


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Which language a text is in, by its sound: of one block of the body, or (None) of the whole."""

    language: str
    certainty: float
    """0 to 1."""
    part: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Similar:
    """An item of the last days that says nearly the same; `share` of their word runs is common, 0 to 1."""

    guid: str
    slug: str
    at: datetime
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckFacts:
    """A version before its release, what stood before it, and what the newsroom knows besides."""

    version: Dispatch
    action: Action
    now: datetime
    rules: CheckRules = field(default_factory=CheckRules)
    before: Dispatch | None = None
    """The version on the wire that this one follows."""
    heard: tuple[Heard, ...] = ()
    similar: tuple[Similar, ...] = ()
    earlier: tuple[str, ...] = ()
    """Live dispatches of the same story and language that a lead could replace."""
    media: tuple[Dispatch, ...] = ()
    """The pictures, videos and graphics of the story, as they will be linked."""
