"""The content of one version: what subscribers get. `content.py` gives its bytes."""

from dataclasses import dataclass
from datetime import datetime

from newsflow.domain.codes import (
    Action,
    BlockKind,
    CreditRole,
    DateKind,
    Form,
    ItemType,
    PlaceRole,
    Precision,
    Priority,
    ReasonClass,
    ReplyKind,
    Zone,
)
from newsflow.domain.media import Media

SPEED_OF_FORM = {
    Form.FLASH: (Priority.FLASH, 1),
    Form.URGENT: (Priority.URGENT, 2),
    Form.LEAD: (Priority.IMPORTANT, 3),
}
"""The priority and urgency (IPTC 1–9) that a form brings with it, where the desk says nothing else."""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in a block, a link when `href` is there (http, https or mailto only)."""

    text: str
    href: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of the body. `spans` for paragraph, subhead and quote; `items` for a list."""

    kind: BlockKind = BlockKind.PARAGRAPH
    spans: tuple[Span, ...] = ()
    items: tuple[tuple[Span, ...], ...] = ()
    ordered: bool = False

    def text(self) -> str:
        """The block as plain text, a list's items on lines of their own."""
        if self.kind is BlockKind.LIST:
            return "\n".join(["".join([span.text for span in item]) for item in self.items])
        return self.spans[0].text if len(self.spans) == 1 else "".join([span.text for span in self.spans])


def paragraph(text: str) -> Block:
    """A paragraph of plain text."""
    return Block(spans=(Span(text),))


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """A person and what they did; `printed` says whether readers see it."""

    name: str
    role: CreditRole
    printed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place with its role; `country` is its name in the dispatch's language, `code` ISO 3166-1 alpha-2."""

    name: str
    role: PlaceRole
    country: str | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """Where and when the dispatch was filed, with the agencies' marks as printed ("AA", "AFP")."""

    place: str
    country: str | None = None
    marks: tuple[str, ...] = ()
    date: str | None = None
    """`YYYY-MM-DD` when the dateline prints a date: a date without a time stays a date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An organisation that the text credits with reporting, with the words that show it."""

    name: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslatedFrom:
    """Where a translation comes from. `language` always; the rest as far as it is known."""

    language: str
    item: str | None = None
    version: int | None = None
    agency: str | None = None
    address: str | None = None
    translator: str | None = None
    machine_aided: bool = False
    words: str | None = None
    """The credit line as the source printed it, for imported copy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restriction:
    """A use term that a machine can read, and its words."""

    words: str
    territories: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    subscribers_in: tuple[str, ...] = ()
    subscribers_out: tuple[str, ...] = ()
    starts: datetime | None = None
    ends: datetime | None = None
    no_archive: bool = False
    mandatory_credit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDate:
    """A date that imported copy states of itself; `value` is `YYYY-MM-DD` or RFC 3339 without invention."""

    kind: DateKind
    value: str
    precision: Precision
    zone: Zone
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeOf:
    """The item that a notice tells of: by id, slug and time, never by its headline."""

    item: str
    version: int
    action: Action
    slug: str
    at: datetime
    reason: ReasonClass | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The item and version that a reply, or a text printed by order of a court, answers. Such a text stands as given."""

    item: str
    version: int
    kind: ReplyKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """A dispatch, whole; with `media`, a picture, video, graphic, file or series. Codes (`section`, `packages`, `provider`) are the agency's (agency.toml)."""

    language: str
    """BCP 47."""
    form: Form
    section: str
    packages: tuple[str, ...]
    provider: str
    slug: str
    headline: str
    type: ItemType = ItemType.TEXT
    story: str | None = None
    topics: tuple[str, ...] = ()
    """IPTC media topics, as `medtop:NNNNNNNN`."""
    label: str | None = None
    replaces: tuple[str, ...] = ()
    deck: str | None = None
    credits: tuple[Credit, ...] = ()
    dateline: Dateline | None = None
    body: tuple[Block, ...] = ()
    keywords: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    priority: Priority = Priority.ROUTINE
    urgency: int = 5
    sources: tuple[Source, ...] = ()
    translated_from: TranslatedFrom | None = None
    whats_new: str | None = None
    correction: str | None = None
    """What was wrong, in a sentence; on a `correct` only."""
    note: str | None = None
    """Editor's note, for subscribers' desks; not for publication."""
    embargo: datetime | None = None
    restrictions: tuple[Restriction, ...] = ()
    source_dates: tuple[SourceDate, ...] = ()
    notice_of: NoticeOf | None = None
    media: Media | None = None
    answers: Answers | None = None

    def words(self) -> tuple[str, ...]:
        """The body's blocks as plain text, in order."""
        return tuple(block.text() for block in self.body)
