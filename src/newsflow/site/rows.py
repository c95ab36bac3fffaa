"""What the site asks the database."""

from dataclasses import dataclass
from datetime import datetime

from newsflow.db.query import query
from newsflow.domain.codes import Action
from newsflow.domain.edition import Act
from newsflow.domain.entry import STOPS


@dataclass(frozen=True, slots=True)
class PageRow:
    """An item that was ever public: what the log last said of it, and what the wire says now."""

    guid: str
    edition: str
    act: str
    because: str
    headline: str | None
    deck: str | None
    summary: list[str] | None
    wire_seq: int
    section: str
    story: str | None
    form: str
    priority: str
    item_action: str
    embargoed: bool
    item_seq: int
    replaced_by: str | None
    version_action: str
    version_at: datetime
    changed_at: datetime
    """When the public's words last changed: with the version, or by an editor's hand since."""
    first_at: datetime
    body: bytes | None
    correction: str | None
    corrected_at: datetime | None
    body_before: bytes | None
    """The version that was corrected: the correction may not quote it at length either."""

    @property
    def is_shown(self) -> bool:
        """Whether the public may read it now: the log shows it, and nothing on the wire stops it."""
        redacted_since = self.item_action == Action.REDACT and self.item_seq > self.wire_seq
        return (
            self.act == Act.SHOW
            and self.headline is not None
            and self.body is not None
            and self.item_action not in STOPS
            and not self.embargoed
            and not redacted_since
        )


@dataclass(frozen=True, slots=True)
class StoryRow:
    """Another public item of the story, in whatever language."""

    guid: str
    edition: str
    headline: str
    seq: int
    form: str
    priority: str
    version_at: datetime
    original: str | None
    label: str | None


@dataclass(frozen=True, slots=True)
class PutRightRow:
    """A correction or a kill of what the public could read. A kill's item has no words left."""

    seq: int
    guid: str
    action: str
    at: datetime
    first_at: datetime
    headline: str | None
    deck: str | None
    summary: list[str] | None
    correction: str | None
    body: bytes | None
    body_before: bytes | None


@dataclass(frozen=True, slots=True)
class MapRow:
    """An item as a sitemap lists it."""

    guid: str
    edition: str
    headline: str
    changed_at: datetime
    first_at: datetime


@dataclass(frozen=True, slots=True)
class ElsewhereRow:
    """A place in another edition."""

    edition: str
    name: str


@dataclass(frozen=True, slots=True)
class AboutRow:
    """A topic or place that an edition has something of."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class BodyRow:
    """An item with its last version."""

    guid: str
    body: bytes


@dataclass(frozen=True, slots=True)
class SpanRow:
    """From when to when an edition's log goes."""

    edition: str
    first_at: datetime
    last_at: datetime


PAGE_OF = query("site.page_of", PageRow)
OF_STORY = query("site.of_story", StoryRow)
PUT_RIGHT = query("site.put_right", PutRightRow)
SPANS = query("site.spans", SpanRow)
OF_MONTH = query("site.of_month", MapRow)
PLACE_ELSEWHERE = query("site.place_elsewhere", ElsewhereRow)
ABOUTS = query("site.abouts", AboutRow)
PICTURES_OF_STORY = query("site.pictures_of_story", BodyRow)
BODIES_OF_STORY = query("site.bodies_of_story", BodyRow)
OF_NEWS = query("site.of_news", MapRow)
