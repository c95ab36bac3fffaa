"""The corners of an edition: a section, a media topic or a place, each with a page and feeds of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.requests import Request

from newsflow.db.query import Connection, rows
from newsflow.domain.errors import NotFoundError
from newsflow.domain.text import nfc
from newsflow.domain.topics import Topics
from newsflow.newsroom.editions.shown import newest
from newsflow.site import address
from newsflow.site.edition import Edition
from newsflow.site.rows import PLACE_ELSEWHERE

NARROWER = 500
"""Topics beneath one that its page takes in, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corner:
    """A corner: what narrows an edition to it, and where it is in other editions."""

    label: str
    path: str
    elsewhere: Mapping[str, str] = field(default_factory=dict[str, str])
    section: str | None = None
    topics: tuple[str, ...] | None = None
    place: str | None = None


async def section_corner(_: Connection, edition: Edition, request: Request) -> Corner:
    """The section in the address. Raises NotFoundError for one that the agency has not."""
    code = str(request.path_params["code"])
    if code not in edition.sections():
        raise NotFoundError("There is no such section.", code, "The front page names them all.")
    return Corner(
        label=edition.section_label(code),
        path=address.section(edition.code, code),
        elsewhere={
            other: address.section(other, code) for other in edition.site.editions if other != edition.code
        },
        section=code,
    )


async def topic_corner(db: Connection, edition: Edition, request: Request) -> Corner:
    """The media topic in the address and all beneath it. Raises NotFoundError for one without a name here."""
    number = str(request.path_params["code"])
    topics = await edition.site.shelf.topics(db)
    code = f"medtop:{number}"
    label = topic_label(topics, code, edition.code)
    if label is None:
        raise NotFoundError("There is no such topic.", number[:40], "A dispatch's page names its own.")
    within = topics.within(code)[:NARROWER]
    elsewhere = {
        other: address.topic(other, code)
        for other in edition.site.editions
        if other != edition.code
        and topic_label(topics, code, other) is not None
        and await newest(db, other, 1, topics=within)
    }
    return Corner(label=label, path=address.topic(edition.code, code), elsewhere=elsewhere, topics=within)


async def place_corner(db: Connection, edition: Edition, request: Request) -> Corner:
    """The place in the address, as the edition's dispatches spell it; elsewhere as the names list spells it there."""
    name = nfc(str(request.path_params["name"]))
    if "\0" in name:
        raise NotFoundError("There is no such place.", "", "A dispatch's page names its own.")
    facts = {"language": edition.code, "name": name, "editions": list(edition.site.editions)}
    elsewhere = {
        found.edition: address.place(found.edition, found.name)
        for found in await rows(db, PLACE_ELSEWHERE, facts)
        if await newest(db, found.edition, 1, place=found.name)
    }
    return Corner(label=name, path=address.place(edition.code, name), elsewhere=elsewhere, place=name)


def topic_label(topics: Topics, code: str, language: str) -> str | None:
    """What the edition calls a topic; None where nobody has named it in that language."""
    found = topics.get(code)
    if found is None:
        return None
    label = found.labels.get(language) or found.labels.get(language.split("-", maxsplit=1)[0])
    return label[:1].upper() + label[1:] if label else None


def named_topics(topics: Topics, code: str, language: str) -> tuple[str, ...]:
    """The topic and those above it, the nearest first, as far as the edition's language has names for them."""
    return tuple(one for one in topics.above(code) if topic_label(topics, one, language) is not None)
