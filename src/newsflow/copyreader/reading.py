"""What the copy reader hands back: the draft's parts, each guess with its words, and what was no copy."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from newsflow.domain.agency import Agency
from newsflow.domain.codes import Form, Precision, Priority
from newsflow.domain.dispatch import (
    Block,
    Credit,
    Dateline,
    Dispatch,
    Place,
    Source,
    SourceDate,
    TranslatedFrom,
)
from newsflow.domain.text import sentences

_MARK = 8
"""Hexadecimal digits."""
_HEADLINE_WORDS = 14


class Kind(StrEnum):
    """What the page printed around the copy."""

    HEADLINE_AGAIN = "headline_again"
    PLACE_LINE = "place_line"
    PUBLIC_NOTICE = "public_notice"
    LABEL = "label"
    """A label's own words, or what stands beside the parts in a line that was read."""
    PAGE = "page"
    """Share bars and the like."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """Where a part came from: `words` is the input from `start` to `end`, `because` says what showed it."""

    field: str
    value: str
    words: str
    start: int
    end: int
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """Words of the input that are no copy: kept, so that no word is lost and an editor can look."""

    kind: Kind
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """What a draft gets where the copy says nothing. The caller states them; none is invented here."""

    section: str
    packages: tuple[str, ...]
    provider: str
    headline: str = "(no headline)"

    @classmethod
    def of(cls, agency: Agency, section: str | None = None) -> "Defaults":
        """The section's packages as agency.toml has them; the first live section and provider of its lists."""
        section = section or next(one.code for one in agency.sections if not one.retired)
        return cls(
            section=section,
            packages=agency.packages_of(section),
            provider=next(provider.code for provider in agency.providers if not provider.retired),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Plain copy with its parts recognised, by the domain's field names. None or empty: nothing was found."""

    language: str
    """BCP 47; `und` where the text is too short to tell."""
    section: str | None = None
    """As printed."""
    section_code: str | None = None
    """The agency's code for it, where a section of the list has that label in any language."""
    headline: str | None = None
    deck: str | None = None
    credits: tuple[Credit, ...] = ()
    dateline: Dateline | None = None
    body: tuple[Block, ...] = ()
    keywords: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    sources: tuple[Source, ...] = ()
    translated_from: TranslatedFrom | None = None
    source_dates: tuple[SourceDate, ...] = ()
    form: Form | None = None
    priority: Priority | None = None
    urgency: int | None = None
    slug: str | None = None
    note: str | None = None
    embargo: datetime | None = None
    guesses: tuple[Guess, ...] = ()
    furniture: tuple[Furniture, ...] = ()

    def missing(self) -> tuple[str, ...]:
        """The fields that `dispatch` fills from the defaults."""
        held = {"headline": self.headline, "section": self.section_code, "slug": self.slug, "form": self.form}
        return (*(field for field, value in held.items() if not value), "packages", "provider")

    def dispatch(self, agency: Agency, defaults: Defaults | None = None) -> Dispatch:
        """The reading as a draft's content. What is filled in, and not read, is named by `missing`."""
        filled = defaults or Defaults.of(agency, self.section_code)
        section = self.section_code or filled.section
        headline = self.headline or _opening(self.body) or filled.headline
        return Dispatch(
            language=agency.default_language if self.language == "und" else self.language,
            form=self.form or Form.STORY,
            section=section,
            packages=filled.packages,
            provider=filled.provider,
            slug=self.slug
            or _slug(section, (headline, self.deck or "", *(block.text() for block in self.body))),
            headline=headline,
            deck=self.deck,
            credits=self.credits,
            dateline=self.dateline,
            body=self.body,
            keywords=self.keywords,
            places=self.places,
            priority=self.priority or Priority.ROUTINE,
            urgency=self.urgency or 5,
            sources=self.sources,
            translated_from=self.translated_from,
            note=self.note,
            embargo=self.embargo,
            source_dates=self.source_dates,
        )


def _opening(body: tuple[Block, ...]) -> str:
    """The body's first sentence, cut to a headline's length."""
    first = next((text for block in body if (text := block.text().strip())), "")
    return " ".join((sentences(first[:1000]) or [""])[0].split()[:_HEADLINE_WORDS])


def _slug(section: str, texts: tuple[str, ...]) -> str:
    """A short name until the desk gives a better one: the section, and a mark of these words and no others.

    It says nothing of what the text says: a notice prints the slug of what it kills, and the headline that was
    wrong must not stand there once more (invariant 10). Two texts do not fall into one story by it.
    """
    said = "\n".join(texts).encode(errors="replace")
    return f"{section}-{hashlib.sha256(said).hexdigest()[:_MARK]}"


def day_of(stated: SourceDate) -> str:
    """The calendar day of a stated date, `YYYY-MM-DD`."""
    return stated.value if stated.precision is Precision.DAY else stated.value[:10]
