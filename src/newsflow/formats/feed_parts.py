"""What a feed is made of, whichever format it is in: its head, and its entries.

The wire's entries come of sheets (`entry_of`); whoever shows something else, such as a site its summaries, makes
`FeedEntry` itself.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec

from newsflow.formats.body import copy, markup_in
from newsflow.formats.choices import Choices
from newsflow.formats.facts import (
    Party,
    called,
    desk_note,
    encoded_terms,
    extras,
    named,
    places,
    terms,
    use_terms,
)
from newsflow.formats.glossary import Term, scheme
from newsflow.formats.newscodes import COUNTRY, pub_status
from newsflow.formats.sheet import Relation, Sheet, seconds
from newsflow.formats.xml import Element, line, put

FACTS = "urn:x-newsflow:item:1"
"""The namespace of facts that feeds have no element for."""
_AUTHORS = frozenset({"writer", "photographer", "taken-by"})
MEDIA_RSS = "http://search.yahoo.com/mrss/"
TDM = "http://www.w3.org/ns/tdmrep#"
"""The namespace of the TDM Reservation Protocol's two properties."""


class FeedHead(msgspec.Struct, frozen=True, kw_only=True):
    """What a feed says of itself. Addresses are absolute; `id` is the feed's for ever (an IRI)."""

    id: str
    title: str
    author: str
    language: str
    updated: datetime
    address: str | None = None
    """The feed's own."""
    home: str | None = None
    """A page for people."""
    about: str | None = None
    rights: str | None = None
    older: str | None = None
    """Where the feed goes on with what came before (RFC 5005)."""


class Mining(msgspec.Struct, frozen=True, kw_only=True):
    """Whether mining of an entry is reserved (W3C TDM Reservation Protocol), and what machines that learn may do with it."""

    reserved: bool
    policy: str | None = None
    """Where the terms stand, absolute; the entry's licence too (RFC 4946)."""
    ai_use: str | None = None
    """As an address of PLUS's."""


class FeedEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry: full text where `html` is all of it. `facts` go under names of our own."""

    id: str
    title: str
    language: str
    published: datetime
    updated: datetime
    html: str
    authors: tuple[str, ...]
    address: str | None = None
    """A page for people."""
    summary: str | None = None
    rights: str | None = None
    others: tuple[Party, ...] = ()
    """Who else had a part, by role."""
    terms: tuple[Term, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    mining: Mining | None = None
    """None says nothing of it."""


def entry_of(sheet: Sheet, choices: Choices) -> FeedEntry:
    """The entry of a sheet, with all of its text; of a stopped item its notice."""
    content, header, media = sheet.content, sheet.header, sheet.content.media
    who = named(sheet)
    deck = line(content.deck) if content.deck else None
    about = use_terms(sheet)
    provider = called(sheet).provider(content.provider)
    copyright_line = line(media.copyright) if media is not None and media.copyright else provider
    return FeedEntry(
        id=header.guid,
        title=sheet.headline,
        language=content.language,
        published=sheet.first_at,
        updated=header.at,
        html=markup_in(content.language, copy(sheet, choices)),
        authors=tuple([name for name, role in who if role in _AUTHORS]) or (provider,),
        summary=deck,
        rights="\n".join(filter(None, (copyright_line, about))),
        others=tuple([Party(name, role) for name, role in who if role not in _AUTHORS]),
        terms=(*terms(sheet), *_places(sheet)),
        facts=tuple(_facts(sheet)),
    )


def _places(sheet: Sheet) -> Iterator[Term]:
    """The places as terms: a country by its ISO code, others by name, each kind a list of its own."""
    for name, rel, code in places(sheet.content):
        if code is None:
            yield Term(rel=f"place-{rel}", scheme=scheme(sheet.agency, f"place:{rel}"), code=name, name=name)
        else:
            yield Term(rel=f"place-{rel}", scheme=COUNTRY, code=code, name=name)


def _facts(sheet: Sheet) -> list[tuple[str, str]]:
    header, content, media, embargo = sheet.header, sheet.content, sheet.content.media, sheet.embargo
    said: list[tuple[str, str | None]] = [
        ("entry", f"{header.epoch}/{header.guid}/{header.version}"),
        ("type", str(content.type)),
        ("version", str(header.version)),
        ("status", str(pub_status(sheet))),
        ("embargo", None if embargo is None else seconds(embargo)),
        ("urgency", str(content.urgency)),
        ("slug", line(content.slug)),
        *[(name.replace("_", "-"), text) for name, text in extras(sheet) if name != "deck"],
        ("file-name", line(media.file_name) if media is not None and media.file_name else None),
        ("note", desk_note(sheet)),
        ("terms", encoded_terms(sheet)),
    ]
    return [(name, text) for name, text in said if text]


def alone(sheet: Sheet) -> FeedHead:
    """The head of a feed that has one entry."""
    content, agency = sheet.content, sheet.agency
    return FeedHead(
        id=f"urn:x-newsflow:{agency.code}:alone:{sheet.header.guid}",
        title=line(agency.name),
        author=line(agency.name),
        language=content.language,
        updated=sheet.header.at,
    )


RELATED = {
    Relation.ORIGINAL: "via",
    Relation.STORY: "related",
}
"""Relations that Atom has a name for; the others go by addresses of our own."""


def relation(known: Relation) -> str:
    """A relation as Atom's link may have it."""
    return RELATED.get(known, f"urn:x-newsflow:rel:{known.value}")


def put_mining(parent: Element, mining: Mining | None) -> None:
    """The two properties of the protocol in its own namespace, and PLUS's term in ours, which the feed declares."""
    if mining is None:
        return
    put(parent, "tdm:reservation", str(int(mining.reserved)), **{"xmlns:tdm": TDM})
    if mining.policy is not None:
        put(parent, "tdm:policy", mining.policy, **{"xmlns:tdm": TDM})
    if mining.ai_use is not None:
        put(parent, "nf:ai-use", mining.ai_use)


def mail_date(moment: datetime) -> str:
    """The moment as RSS writes it (RFC 822 with four digits of the year), in UTC."""
    at = moment.astimezone(UTC)
    time = at.time().isoformat("seconds")
    return f"{_DAYS[at.weekday()]}, {at.day:02} {_MONTHS[at.month - 1]} {at.year:04} {time} GMT"


_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
