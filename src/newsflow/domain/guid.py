"""The name that an item keeps for life: `<agency code>:<type>:<YYYYMMDD>:<number>`."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import NewType
from zoneinfo import ZoneInfo

from newsflow.domain.codes import ItemType
from newsflow.domain.errors import BadInputError
from newsflow.domain.worded import worded

Guid = NewType("Guid", str)
Seq = NewType("Seq", int)
StoryId = NewType("StoryId", str)
PersonId = NewType("PersonId", str)
SubscriberId = NewType("SubscriberId", str)

_GUID = re.compile(r"([a-z][a-z0-9]{1,7}):([a-z]+):([0-9]{8}):([1-9][0-9]{0,17})")


@dataclass(frozen=True, slots=True)
class GuidParts:
    """A guid taken apart."""

    agency: str
    type: ItemType
    day: str
    number: int


def make_guid(*, agency: str, item_type: ItemType, at: datetime, zone: ZoneInfo, number: int) -> Guid:
    """The guid of an item first released at `at`; its day is the day in the agency's zone."""
    return Guid(f"{agency}:{item_type.value}:{at.astimezone(zone):%Y%m%d}:{number}")


def is_guid(text: str) -> bool:
    """Whether it reads as an item's id."""
    match = _GUID.fullmatch(text)
    return match is not None and match[2] in set(ItemType)


def parse_guid(text: str) -> GuidParts:
    """The parts of a guid. Raises BadInputError when `text` is none."""
    match = _GUID.fullmatch(text)
    if match is None or not is_guid(text):
        raise BadInputError(
            "This is not an item's id.",
            worded("Got “%(given)s”.", given=text[:80]),
            "An id reads agency:type:YYYYMMDD:number, such as nf:text:20260101:42.",
        )
    return GuidParts(agency=match[1], type=ItemType(match[2]), day=match[3], number=int(match[4]))
