"""The agency as its `agency.toml` describes it: code, zone, languages, tables, house words."""

from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from newsflow.domain.codes import Action, Form, ItemType, Priority, ReasonClass
from newsflow.domain.desk_rules import DeskRules
from newsflow.domain.errors import BadInputError
from newsflow.domain.media import AiUse
from newsflow.domain.site_terms import SiteTerms
from newsflow.domain.worded import worded

ORDINALS = ("first", "second", "third")
"""The leads that a language may name in words of their own; `n` serves all others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One row of a HAS table: our code, its HAS number, its labels by language. A retired one stays listed."""

    code: str
    number: int
    labels: dict[str, str]
    retired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section of the agency's list, mapped to one HAS category and, if it fits, a media topic."""

    code: str
    category: int
    labels: dict[str, str]
    topic: str | None = None
    packages: tuple[str, ...] = ()
    """The packages of imported copy of this section, which names none itself."""
    retired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A HAS category: sections grouped by that number. `code` is what newsml29 shows (AAcat:SPO)."""

    number: int
    code: str
    labels: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseWords:
    """The agency's own words in one language."""

    language: str
    name: str
    """The language's own name for itself."""
    locale: str
    """HAS's name for it, such as tr_TR."""
    notice_marks: dict[Action, str]
    """What a notice's headline opens with: DÜZELTME, RECTIFICATIF …"""
    notices: dict[Action, str]
    """The text of a dispatch's notice, with {item}, {slug}, {time}, {reason} and {correction}."""
    reasons: dict[ReasonClass, str]
    embargo_line: str
    """The line that stands in every text under embargo, with {time}."""
    label_patterns: dict[str, str]
    """Ordinals of leads: `first`, `second`, … or `n` with {n}; "2nd lead" in this house's style."""
    translated_from: str
    """The credit of a translator, with {language} and {translator}."""
    language_names: dict[str, str]
    """The names of languages as they stand after "translated from", by BCP 47."""
    agency_name: str
    public_notice: str
    """What the public site says of what it does not show."""
    contact: str
    forms: dict[Form, str]
    kind_notices: dict[ItemType, dict[Action, str]] = field(default_factory=dict[ItemType, dict[Action, str]])
    """As `notices`, for items that are no dispatches; what is missing here is said as of a dispatch."""

    def notice(self, kind: ItemType, action: Action) -> str:
        """The text of a notice that tells of an item of this kind."""
        return self.kind_notices.get(kind, {}).get(action) or self.notices[action]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicRule:
    """Which items are public, and how much of each. Empty tuples mean all."""

    packages: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    forms: tuple[Form, ...] = ()
    priorities: tuple[Priority, ...] = ()
    summary_share: int = 40
    """Per cent of the body's words that the summary may hold."""
    summary_sentences: int = 4
    summary_paragraphs: int = 20
    pictures: int = 0
    """How many of its story's pictures stand beside an item."""
    delay_s: int = 0
    """How long after subscribers the public may read it."""
    days: int | None = None
    """How many days after its last version it stays public; None: for ever."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaRights:
    """What is said of a picture or film where neither the desk nor the file says anything.

    Where the first three say nothing, they are made of the agency's name.
    """

    credit_line: str | None = None
    copyright: str | None = None
    source: str | None = None
    usage_terms: str | None = None
    ai_use: AiUse | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """Everything that makes an installation this agency's and no other's."""

    code: str
    name: str
    mark: str
    """As datelines print it: ANKARA (AA) - …"""
    zone: str
    default_language: str
    contact: str
    """Where the public asks for a contract: an address or an https link."""
    sections: tuple[Section, ...]
    categories: tuple[Category, ...]
    packages: tuple[Code, ...]
    providers: tuple[Code, ...]
    priorities: tuple[Code, ...]
    types: tuple[Code, ...]
    languages: tuple[Code, ...]
    words: dict[str, HouseWords]
    public_rules: tuple[PublicRule, ...] = ()
    desk: DeskRules = field(default_factory=DeskRules)
    media: MediaRights = field(default_factory=MediaRights)
    site: SiteTerms = field(default_factory=SiteTerms)

    def __hash__(self) -> int:
        """By the code: what is worked out of an agency's lists can be kept under it."""
        return hash(self.code)

    @property
    def zoneinfo(self) -> ZoneInfo:
        """The agency's zone."""
        return ZoneInfo(self.zone)

    def house(self, language: str) -> HouseWords:
        """The house words for a language, the default language's where there are none."""
        return (
            self.words.get(language)
            or self.words.get(language.split("-", maxsplit=1)[0])
            or self.words[self.default_language]
        )

    def section(self, code: str) -> Section:
        """The section of that code. Raises BadInputError naming the known ones."""
        for section in self.sections:
            if section.code == code:
                return section
        raise BadInputError(
            "No such section.",
            f"“{code}”.",
            worded("The agency has %(list)s.", list=", ".join(s.code for s in self.sections)),
        )

    def packages_of(self, section: str) -> tuple[str, ...]:
        """The packages that copy of a section goes into where nothing else is said: its own, else the first one."""
        live = [package.code for package in self.packages if not package.retired]
        own = next((s.packages for s in self.sections if s.code == section), ())
        return tuple(package for package in own if package in live) or (live[0],)

    def category_of(self, section: str) -> int:
        """The HAS category number of a section; 1 (general) for a section no longer in the list."""
        return next((s.category for s in self.sections if s.code == section), 1)
