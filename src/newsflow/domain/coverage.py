"""What the desk expects to send: a line of the news list as it is planned, and how it stands."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from newsflow.domain.agency import Agency
from newsflow.domain.codes import Form, ItemType
from newsflow.domain.errors import BadInputError
from newsflow.domain.worded import worded

KINDS = (ItemType.TEXT, ItemType.PICTURE_GROUP, ItemType.VIDEO_GROUP, ItemType.GRAPH_GROUP)
"""What may be expected, in the order in which a page names it; the first of a line's is the one that delivers it."""
FORMS = tuple(form for form in Form if form not in {Form.FLASH, Form.NOTICE})
"""The forms that are planned. Nobody plans a flash, and a notice tells of what was sent."""
SLUG_MOST = 80
"""Characters of a slug on the news list."""
WHAT_MOST = 200
"""Characters of the line that says what is expected, and of the reason for which it is cancelled."""
NOTE_MOST = 1_000
"""Characters of a note to editors."""
AHEAD_DAYS = 365
"""Days ahead that something may be expected at."""


class Standing(StrEnum):
    """How a line of the news list stands."""

    PLANNED = "planned"
    DELAYED = "delayed"
    """It has a later hour than the first that was told."""
    OVERDUE = "overdue"
    """Its hour is past, and it has not come."""
    DELIVERED = "delivered"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What is planned: in which story, by which hour, in which form and kinds; `what` and `note` are in its language."""

    slug: str
    what: str
    note: str
    language: str
    section: str
    packages: tuple[str, ...]
    provider: str
    form: str
    kinds: tuple[str, ...]
    expected: datetime


def check_coverage(given: Coverage, agency: Agency, now: datetime, *, was: datetime | None = None) -> None:
    """Pass for what may stand on the list; `was` is the hour that it had, which it may keep. Raises BadInputError."""
    for text, most, missing in (
        (given.slug, SLUG_MOST, worded("The slug is missing.")),
        (given.what, WHAT_MOST, worded("What is expected is missing.")),
    ):
        if not text.strip():
            raise BadInputError("A line of the news list says what is expected.", missing, "Write it.")
        _short(text, most)
    _short(given.note, NOTE_MOST)
    codes = (
        (given.language, (row.code for row in agency.languages if not row.retired)),
        (given.section, (row.code for row in agency.sections if not row.retired)),
        (given.provider, (row.code for row in agency.providers if not row.retired)),
        (given.form, FORMS),
        *((code, (row.code for row in agency.packages if not row.retired)) for code in given.packages),
        *((kind, KINDS) for kind in given.kinds),
    )
    for code, known in codes:
        if code not in set(known):
            raise BadInputError(
                "The agency does not have this.", f"“{code[:40]}”.", "Choose one of the list."
            )
    if not given.packages:
        raise BadInputError("It is in no package.", given.slug, "Choose a package: nobody has it without.")
    if not given.kinds:
        raise BadInputError(
            "Nothing is expected of it.", given.slug, "Choose text, pictures, video or graphics."
        )
    if given.expected != was and not now <= given.expected <= now + timedelta(days=AHEAD_DAYS):
        raise BadInputError(
            "This hour cannot be expected.",
            worded("It is past, or more than %(most)s days ahead.", most=AHEAD_DAYS),
            "Choose an hour to come.",
        )


def check_reason(text: str) -> None:
    """Pass for the words by which a line is cancelled. Raises BadInputError for none, and for too many."""
    if not text.strip():
        raise BadInputError("Say why it is cancelled.", worded("Nothing is written."), "Subscribers read it.")
    _short(text, WHAT_MOST)


def standing(
    *, expected: datetime, first: datetime, delivered: bool, cancelled: bool, now: datetime
) -> Standing:
    """How a line stands: `first` is the hour that was told first, `delivered` whether whoever asks knows of an item."""
    if delivered:
        return Standing.DELIVERED
    if cancelled:
        return Standing.CANCELLED
    if expected < now:
        return Standing.OVERDUE
    return Standing.DELAYED if expected > first else Standing.PLANNED


def _short(text: str, most: int) -> None:
    if len(text) > most:
        raise BadInputError(
            "This text is too long.",
            worded("%(count)s characters; %(most)s at most.", count=len(text), most=most),
            "Shorten it.",
        )
