"""What stands in an item's place when it is stopped, and the notice that tells of it (invariant 10)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from unicodedata import bidirectional
from zoneinfo import ZoneInfo

from newsflow.domain.agency import Agency, HouseWords
from newsflow.domain.characters import what_is_wrong
from newsflow.domain.codes import Action, Form, Priority, ReasonClass
from newsflow.domain.dispatch import Dispatch, NoticeOf, paragraph
from newsflow.domain.errors import BadInputError
from newsflow.domain.text import direction, fold, words
from newsflow.domain.worded import worded

_LONG = 8
"""A headline of so many characters is looked for inside words too: some scripts write none apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happened to an item: `first_at` is when it first went out, `reason` what subscribers are told."""

    guid: str
    version: int
    action: Action
    first_at: datetime
    reason_class: ReasonClass | None = None
    reason: str = ""


def stopped(current: Dispatch, event: Event, agency: Agency) -> Dispatch:
    """The content of a hold, kill or withdrawal: its notice, with the item's codes and nothing of its copy."""
    headline, text = _words(current, event, agency)
    return Dispatch(
        type=current.type,
        language=current.language,
        form=current.form,
        section=current.section,
        packages=current.packages,
        provider=current.provider,
        topics=current.topics,
        story=current.story,
        slug=current.slug,
        priority=current.priority,
        urgency=current.urgency,
        restrictions=current.restrictions,
        headline=headline,
        body=(paragraph(text),),
        notice_of=None,
    )


def notice(current: Dispatch, event: Event, agency: Agency) -> Dispatch:
    """The notice: an item of its own in the same story, naming the item by id, slug and time."""
    headline, text = _words(current, event, agency)
    urgent = event.action in {Action.KILL, Action.HOLD}
    return Dispatch(
        language=current.language,
        form=Form.NOTICE,
        section=current.section,
        packages=current.packages,
        provider=current.provider,
        story=current.story,
        slug=current.slug,
        priority=Priority.URGENT if urgent else Priority.IMPORTANT,
        urgency=2 if urgent else 3,
        restrictions=tuple(
            replace(term, starts=None, ends=None, no_archive=False) for term in current.restrictions
        ),
        headline=headline,
        body=(paragraph(text),),
        notice_of=NoticeOf(
            item=event.guid,
            version=event.version,
            action=event.action,
            slug=current.slug,
            at=event.first_at,
            reason=event.reason_class,
        ),
    )


def reinstated(last_live: Dispatch) -> Dispatch:
    """The content of a reinstatement: the version that stood before the stop."""
    return replace(last_live, correction=None, whats_new=None)


def lifted(current: Dispatch) -> Dispatch:
    """The content of a lift: the current version, under no embargo."""
    return replace(current, embargo=None)


def check_reason(reason: str, headlines: Iterable[str]) -> None:
    """Pass unless the reason repeats a headline that what it stops ever had: that would put it on the wire again."""
    if wrong := what_is_wrong(reason):
        raise BadInputError(
            "The reason cannot go out as it is.", wrong, "Write it on one line and try again."
        )
    for headline in headlines:
        if _repeats(reason, headline):
            raise BadInputError(
                "The reason repeats the headline that is being stopped.",
                worded(
                    "It holds “%(headline)s”; a notice goes to everyone, and must not carry it once more.",
                    headline=headline,
                ),
                "Say what is wrong in other words.",
            )


def _repeats(text: str, headline: str) -> bool:
    """Whether the headline's words stand in the text in a row; a long one's letters, also inside other words."""
    if len(headline) >= _LONG and fold(headline) in fold(text):
        return True
    wanted, said = words(headline), words(text)
    runs = range(len(said) - len(wanted) + 1)
    return bool(wanted) and any(said[start : start + len(wanted)] == wanted for start in runs)


def _words(current: Dispatch, event: Event, agency: Agency) -> tuple[str, str]:
    house = agency.house(current.language)
    reason = event.reason.strip()
    if not reason and event.reason_class is not None:
        reason = house.reasons.get(event.reason_class, "")
    # A stop's pattern brings the full stop; what a correction says is a sentence, and ends with its own.
    correction = event.action is Action.CORRECT
    text = house.notice(current.type, event.action).format(
        item=isolated(event.guid, current.language),
        slug=isolated(current.slug, current.language),
        time=isolated(local_time(event.first_at, agency.zoneinfo), current.language),
        reason=reason if correction else reason.removesuffix("."),
        correction=reason,
    )
    return notice_headline(house, event.action, current.slug, current.language), " ".join(text.split())


def notice_headline(house: HouseWords, action: Action, slug: str, language: str) -> str:
    """The mark and the slug: "ANNULATION: séisme"; never the old headline."""
    return f"{house.notice_marks[action]}: {isolated(slug, language)}"


def isolated(text: str, language: str) -> str:
    """The text as it stands in a sentence of that language: what runs the other way is kept apart from its marks.

    In a sentence from right to left a Latin name, or a time, would pull brackets and numbers beside it out of order
    (UAX #9, isolates). A name in the sentence's own script needs no marks.
    """
    if direction(language) == "ltr":
        return text
    ways = {bidirectional(character) for character in text}
    return text if "L" not in ways and ways & {"R", "AL"} else f"\u2068{text}\u2069"


def local_time(moment: datetime, zone: ZoneInfo) -> str:
    """A moment in the agency's zone, to the minute, with its offset: 2026-11-23 14:07 (+03:00)."""
    local = moment.astimezone(zone).isoformat(" ", "minutes")
    return f"{local[:16]} ({local[16:]})"
