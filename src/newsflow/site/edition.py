"""An edition: one language of the site, with the agency's words and ours, and what stands around each page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Literal

from newsflow.db.pool import Pool
from newsflow.documents.loads import Shelf
from newsflow.domain.agency import Agency, HouseWords
from newsflow.domain.clock import Clock
from newsflow.domain.edition import editions
from newsflow.domain.text import direction
from newsflow.formats.names import ABOUT, Format
from newsflow.objects import ObjectStore
from newsflow.site import address
from newsflow.web.client import NO_PROXIES, Proxies
from newsflow.web.frame import Alternate, Frame, frame
from newsflow.web.moments import Moment, Times
from newsflow.web.pages import Pages
from newsflow.web.theme import NO_THEME, Theme
from newsflow.web.words import Words, words

FEEDS: Mapping[str, Format] = MappingProxyType(
    {"feed.atom": Format.ATOM, "feed.rss": Format.RSS, "feed.json": Format.JSON_FEED}
)
"""The feeds of an edition and of each section, by the end of their addresses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Words that lead somewhere; `language` is the one that they are in."""

    text: str
    address: str
    language: str
    direction: str
    current: bool = False
    note: str | None = None
    """A word before it, such as the language's own name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed that a page names to programs."""

    type: str
    title: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What stands around every page of an edition."""

    name: str
    front: str
    today: Moment
    zone: str
    sections: tuple[Link, ...]
    languages: tuple[Link, ...]
    notice: str
    """What the site says of what it does not show."""
    subscribe: str
    """The agency's words on the link that asks for a contract."""
    contact: str
    mark: str | None
    """The agency's own mark; None where it has none."""
    legal: tuple[Link, ...]
    """Its legal pages."""
    corrections: str
    """Where the edition says what it put right."""
    tdm_policy: str | None
    """Where the terms of mining the pages stand; None where nothing is reserved."""
    feeds: tuple[Feed, ...]
    is_front: bool
    lit: bool
    """The lamp burns: a flash is on this page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What the site's pages are given."""

    pool: Pool
    agency: Agency
    clock: Clock
    pages: Pages
    origin: str
    server_key: bytes
    proxies: Proxies = NO_PROXIES
    store: ObjectStore | None = None
    """Where media lie; without it no page has pictures."""
    theme: Theme = NO_THEME
    shelf: Shelf = field(default_factory=Shelf)
    """The media topics in force, by their names."""

    @property
    def editions(self) -> tuple[str, ...]:
        """The editions, the agency's default language first."""
        found = editions(self.agency)
        return tuple(sorted(found, key=lambda code: code != self.agency.default_language))

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that the agency sends in."""
        return tuple(code.code for code in self.agency.languages if not code.retired)

    @property
    def tdm_policy(self) -> str | None:
        """Where the terms of mining the pages stand; None where nothing is reserved."""
        return f"{self.origin}{address.TDM_POLICY}" if self.agency.site.reserves else None

    def edition(self, code: str) -> "Edition":
        """The edition in that language."""
        return Edition(self, code, self.agency.house(code), words(code))


@dataclass(frozen=True, slots=True)
class Edition:
    """One language of the site."""

    site: Site
    code: str
    house: HouseWords
    words: Words

    @property
    def times(self) -> Times:
        """Times in this edition's language and the agency's zone."""
        return Times(self.words.time, self.site.agency.zoneinfo)

    def section_label(self, code: str) -> str:
        """The section's name here; its code for one that is no longer in the agency's list."""
        for found in self.site.agency.sections:
            if found.code == code:
                return found.labels.get(self.code) or found.labels[self.site.agency.default_language]
        return code

    def labels(self, table: Literal["packages", "languages"]) -> dict[str, str]:
        """What the edition calls each package, or language, that is in use, by code."""
        rows = self.site.agency.packages if table == "packages" else self.site.agency.languages
        default = self.site.agency.default_language
        return {row.code: row.labels.get(self.code) or row.labels[default] for row in rows if not row.retired}

    def sections(self) -> tuple[str, ...]:
        """The codes of the sections in use, in the agency's order."""
        return tuple(found.code for found in self.site.agency.sections if not found.retired)

    def around(
        self,
        now: datetime,
        *,
        section: str | None = None,
        corner: tuple[str, str] | None = None,
        is_front: bool = False,
        lit: bool = False,
        elsewhere: Mapping[str, str] | None = None,
    ) -> House:
        """What stands around a page; `elsewhere` says where this very page is in another edition, `corner`
        what the page calls the corner whose feeds it names, and where that is.
        """
        return House(
            name=self.house.agency_name,
            front=address.front(self.code),
            today=self.times.today(now),
            zone=self.times.full(now).zone or "UTC",
            sections=tuple(
                self.link(self.section_label(code), address.section(self.code, code), current=code == section)
                for code in self.sections()
            ),
            languages=tuple(self._language(code, elsewhere or {}) for code in self.site.editions),
            notice=self.house.public_notice,
            subscribe=self.house.contact,
            contact=address.contact(self.code),
            corrections=address.corrections(self.code),
            mark=self.site.pages.static.path("mark.svg") if self.site.theme.has_mark else None,
            legal=tuple(
                self.link(page.title, address.legal(self.code, page.name))
                for page in self.site.theme.in_language(self.code)
            ),
            tdm_policy=self.site.tdm_policy,
            feeds=self._feeds(corner),
            is_front=is_front,
            lit=lit,
        )

    def _feeds(self, corner: tuple[str, str] | None) -> tuple[Feed, ...]:
        """The feeds of the section, topic or place that a page is about, else the edition's."""
        label, path = corner or (None, address.front(self.code))
        name = self.house.agency_name
        return tuple(
            Feed(
                type=ABOUT[form].media_type,
                title=name if label is None else f"{name} – {label}",
                address=f"{path}{file}",
            )
            for file, form in FEEDS.items()
        )

    def link(self, text: str, where: str, *, current: bool = False) -> Link:
        """A link in this edition's language."""
        return Link(
            text=text, address=where, language=self.code, direction=direction(self.code), current=current
        )

    def _language(self, code: str, elsewhere: Mapping[str, str]) -> Link:
        return Link(
            text=self.site.agency.house(code).name,
            address=elsewhere.get(code) or address.front(code),
            language=code,
            direction=direction(code),
            current=code == self.code,
        )

    def frame(
        self,
        title: str,
        path: str,
        *,
        description: str | None = None,
        elsewhere: Mapping[str, str] | None = None,
        robots: str | None = None,
    ) -> Frame:
        """The head of a page; `elsewhere` maps editions to the path of the same page there."""
        origin = self.site.origin
        places = {self.code: path, **elsewhere} if elsewhere else {}
        fronts = {code: address.front(code) for code in places}
        return frame(
            self.site.pages.static,
            language=self.code,
            title=title if title == self.house.agency_name else f"{title} – {self.house.agency_name}",
            face="site",
            description=description,
            robots=robots,
            canonical=None if robots else f"{origin}{path}",
            alternates=(
                *(
                    Alternate(language=code, address=f"{origin}{places[code]}")
                    for code in self.site.editions
                    if code in places
                ),
                # `/` leads who reads none of these languages to the agency's own, by the browser's wish.
                *(
                    [Alternate(language="x-default", address=f"{origin}/")]
                    if places and places == fronts
                    else ()
                ),
            ),
        )
