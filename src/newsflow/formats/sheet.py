"""What a document is made of, whichever format it is written in."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

import msgspec

from newsflow.domain.agency import Agency
from newsflow.domain.codes import Action, Form, ItemType
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.entry import STOPS, Header
from newsflow.domain.labels import label
from newsflow.domain.media import Media, Rendition
from newsflow.domain.notice import notice_headline
from newsflow.domain.topics import SHIPPED, Topics
from newsflow.formats.xml import line


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One entry with its content, which was not erased: all that a core is made of.

    `of` makes it; whatever came on the wire, a stopped item's sheet holds nothing but codes, slug and notice.
    Ids of other items are no part of a core: they are links, each asked of the ruling.
    """

    header: Header
    content: Dispatch
    agency: Agency
    first_at: datetime
    """When the item's first version went out."""
    topics: Topics = SHIPPED

    @property
    def action(self) -> Action:
        """What the entry does."""
        return self.header.action

    @property
    def stopped(self) -> bool:
        """Whether only the notice may be shown."""
        return self.header.action in STOPS

    @property
    def media(self) -> Media | None:
        """The media part; None for texts and for whatever was stopped."""
        return self.content.media

    @property
    def headline(self) -> str:
        """The headline on one line; of a stopped item the language's mark and the slug."""
        return line(self.content.headline)

    @property
    def provider(self) -> str:
        """Whose copy it is, by name."""
        named = label(self.agency.providers, self.content.provider, self.content.language, self.agency)
        return named or self.agency.name

    @property
    def embargo(self) -> datetime | None:
        """Until when it is under embargo; None once that was lifted."""
        return None if self.action is Action.LIFT else self.header.not_before

    @property
    def may_publish(self) -> bool:
        """Whether readers may see it, as far as the entry says: no advisory, no notice, nothing stopped, no embargo."""
        for_editors = self.content.form is Form.ADVISORY or self.content.notice_of is not None
        return not (self.stopped or for_editors or self.embargo is not None)


def sheet_of(
    header: Header, content: Dispatch, agency: Agency, first_at: datetime, topics: Topics = SHIPPED
) -> Sheet:
    """The sheet of an entry, bare where the item is stopped; retired topics as what is used in their place."""
    if header.action in STOPS:
        house = agency.house(content.language)
        headline = notice_headline(house, header.action, line(content.slug or header.guid), content.language)
        content = Dispatch(
            language=content.language, form=content.form, section=content.section, packages=content.packages,
            provider=content.provider, type=content.type, slug=content.slug, headline=headline,
            body=content.body, priority=content.priority, urgency=content.urgency,
        )  # fmt: skip
    elif header.action is Action.LIFT:
        content = replace(content, embargo=None)
    if content.topics:
        current = tuple(dict.fromkeys(topics.current(code) for code in content.topics))
        content = replace(content, topics=current)
    return Sheet(header=header, content=content, agency=agency, first_at=first_at, topics=topics)


class Relation(StrEnum):
    """What another item is to this one."""

    STORY = "story"
    """Of the same story."""
    MEMBER = "member"
    """In this series, in order."""
    SERIES = "series"
    """The series that it is in."""
    ORIGINAL = "original"
    """What it was translated from; `version` says which version."""
    TRANSLATION = "translation"
    REPLACES = "replaces"
    """Made obsolete by this one."""
    ANSWERS = "answers"
    """What this reply or court text answers."""
    NOTICE_OF = "notice-of"
    """What this notice tells of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A rendition that the account may have, and the address where it gets it."""

    rendition: Rendition
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Another item that the account may know of."""

    guid: str
    version: int
    type: ItemType
    relation: Relation
    title: str
    """Its headline; of a stopped item mark and slug."""
    language: str
    at: datetime
    """When that version went out."""
    action: Action = Action.NEW
    """What the item's latest entry did."""
    address: str | None = None
    """Where the account gets its document in the same format."""
    sheet: Sheet | None = None
    """The item itself, where formats embed it (ninjs associations): media that the account may have whole."""
    files: tuple[File, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """What one account may see beside the core."""

    items: tuple[Link, ...] = ()
    files: tuple[File, ...] = ()

    def of(self, *relations: Relation) -> tuple[Link, ...]:
        """The links of those relations, in order."""
        return tuple(link for link in self.items if link.relation in relations)


NO_LINKS = Links()


def seconds(moment: datetime) -> str:
    """The moment in UTC, whole seconds, with Z: `2022-07-07T07:04:06Z`. Older readers choke on more."""
    utc = moment if moment.tzinfo is UTC else moment.astimezone(UTC)
    # `isoformat` takes ten times as long.
    return f"{msgspec.json.encode(utc)[1:20].decode()}Z"
