"""What a standard's document must tell of an item: the facts that every reader's parse is compared with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsflow.formats.body import copy
from newsflow.formats.facts import parties
from newsflow.formats.sheet import Relation, seconds
from newsflow.formats.xml import clean, line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsflow.formats.choices import Choices
    from tests.formats.items import Made


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The facts, as plain values; times as `seconds` writes them."""

    guid: str
    version: int
    language: str
    sent: str
    first: str
    embargo: str | None
    urgency: int
    slug: str
    headline: str
    deck: str | None
    provider: str
    packages: tuple[str, ...]
    section: str
    keywords: tuple[str, ...]
    topics: tuple[str, ...]
    subjects: tuple[str, ...]
    people: tuple[tuple[str, str], ...]
    """Role and name of whoever is credited in print, sources among them."""
    terms: tuple[tuple[str, str | None, str | None], ...]
    """Words, from and until of each use term."""
    copy: tuple[str, ...]
    """The blocks of the copy in words, list items apart; of media nothing, which has descriptions."""
    links: tuple[tuple[str, str, int], ...]
    """Relation, id and version of the other items, in order."""
    files: tuple[tuple[str, str, str, int, str], ...]
    """Name, address, type, size and SHA-256 of each file."""


def project(made: Made, choices: Choices) -> Told:
    """The facts of an item: what a parse of its document must give back."""
    sheet, links = made
    header, content = sheet.header, sheet.content
    old = dict.fromkeys(filter(None, map(sheet.topics.subject, content.topics)))
    return Told(
        guid=header.guid, version=header.version, language=content.language, sent=seconds(header.at),
        first=seconds(sheet.first_at), embargo=None if sheet.embargo is None else seconds(sheet.embargo),
        urgency=content.urgency, slug=line(content.slug), headline=line(sheet.headline),
        deck=said(content.deck), provider=line(sheet.provider), packages=content.packages, section=content.section,
        keywords=tuple(filter(None, map(line, content.keywords))), topics=content.topics, subjects=tuple(old),
        people=tuple(sorted((party.role, line(party.name)) for party in parties(sheet))),
        terms=tuple(
            (line(term.words), term.starts and seconds(term.starts), term.ends and seconds(term.ends))
            for term in content.restrictions
        ),
        copy=() if sheet.media is not None else words(made, choices),
        links=tuple((link.relation.value, link.guid, link.version) for link in links.items),
        files=tuple(
            (file.rendition.name.value, file.address, file.rendition.type, file.rendition.bytes, file.rendition.sha256)
            for file in links.files
        ),
    )  # fmt: skip


def words(made: Made, choices: Choices) -> tuple[str, ...]:
    """The copy's blocks in words."""
    return squeezed(part for block in copy(made.sheet, choices) for part in block.text().split("\n"))


def squeezed(texts: Iterable[str]) -> tuple[str, ...]:
    """The texts that say anything, blanks in them as one."""
    return tuple(filter(None, (line(text) for text in texts)))


def said(text: str | None) -> str | None:
    """The text on one line; None where it says nothing."""
    return (line(clean(text)) or None) if text else None


def in_order(links: Iterable[tuple[str, str, int]]) -> tuple[tuple[str, str, int], ...]:
    """Links as `project` has them, for formats that keep them by relation."""
    ranks = [relation.value for relation in Relation]
    return tuple(sorted(links, key=lambda link: ranks.index(link[0])))
