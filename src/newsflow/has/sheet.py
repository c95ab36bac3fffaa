"""What a document is made of, whichever NewsML it is written in. PURE in spirit: no I/O and no clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from newsflow.domain.agency import Agency
from newsflow.domain.codes import Action, ItemType
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.entry import STOPS, Entry
from newsflow.domain.labels import label
from newsflow.domain.media import Media, Rendition
from newsflow.has import titles, xml

CONTENT_TYPE = "application/xml"


@dataclass(frozen=True, slots=True)
class Link:
    """A related item that this account may know of, with the title that it may read."""

    guid: str
    type: ItemType
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All that a document is made of. `content` is the entry's, which was not erased."""

    entry: Entry
    content: Dispatch
    agency: Agency
    first_at: datetime
    links: Sequence[Link] = ()
    series: str | None = None
    """The series that a picture, video or graphic is in."""
    renditions: Sequence[Rendition] = ()
    """The files that the account may have."""

    @property
    def media(self) -> Media | None:
        """The media part that may be shown."""
        return None if self.stopped else self.content.media

    @property
    def stopped(self) -> bool:
        """Whether only the notice may be shown."""
        return self.entry.header.action in STOPS

    @property
    def headline(self) -> str:
        """The headline; of a stopped item the language's mark and the slug, never the old headline."""
        if self.stopped:
            action, guid = self.entry.header.action, self.entry.header.guid
            return titles.stopped(self.agency, self.content.language, action, self.content.slug or guid)
        return xml.line(self.content.headline)

    @property
    def provider(self) -> str:
        """Whose copy it is, by name."""
        named = label(self.agency.providers, self.content.provider, self.content.language, self.agency)
        return named or self.agency.name

    @property
    def embargo(self) -> datetime | None:
        """Until when it is under embargo, for whoever has advance copy. HAS itself shows none such."""
        return None if self.entry.header.action is Action.LIFT else self.entry.header.not_before


def notice_alone(sheet: Sheet) -> Dispatch:
    """A stopped item's content with nothing in it but codes, slug and notice.

    `domain.notice.stopped` puts no more on the wire; this holds even where an entry came to it by another way.
    """
    kept = sheet.content
    return Dispatch(
        language=kept.language, form=kept.form, section=kept.section, packages=kept.packages, provider=kept.provider,
        type=kept.type, slug=kept.slug, headline=sheet.headline, body=kept.body, priority=kept.priority,
        urgency=kept.urgency,
    )  # fmt: skip


def seconds(moment: datetime) -> str:
    """The moment in UTC, whole seconds, as HAS writes every time: `2022-07-07T07:04:06Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
