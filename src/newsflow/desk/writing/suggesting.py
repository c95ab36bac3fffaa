"""Suggestions from the text: what it names and its fields do not, and how one is taken."""

import asyncio
from dataclasses import dataclass, field, replace

from newsflow.db.pool import Pool, reading
from newsflow.db.query import query, rows
from newsflow.desk.visit import Visit
from newsflow.desk.writing.sheet import Suggestion
from newsflow.domain.codes import PlaceRole
from newsflow.domain.dispatch import Dispatch, Place
from newsflow.domain.suggest import Vocabulary, suggest
from newsflow.newsroom.vocabulary import vocabulary
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.views import section_name

AHEAD = 200
"""Names that a field offers while one types."""
KEPT_S = 300.0
"""How long what the wire has said is taken for what it says."""


@dataclass(slots=True)
class Vocabularies:
    """What the wire has said lately, by language; read again after some minutes."""

    pool: Pool
    held: dict[str, tuple[float, Vocabulary]] = field(default_factory=dict[str, tuple[float, Vocabulary]])
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def of(self, language: str) -> Vocabulary:
        """That of a language."""
        now = asyncio.get_running_loop().time()
        async with self.lock:
            read_at, found = self.held.get(language, (0.0, None))
            if found is None or now - read_at > KEPT_S:
                async with reading(self.pool) as db:
                    found = await vocabulary(db, language)
                self.held[language] = (now, found)
        return found

    async def places(self, language: str) -> tuple[str, ...]:
        """Names of places, for typing ahead."""
        return tuple(place.name for place in (await self.of(language)).places[:AHEAD])


@dataclass(frozen=True, slots=True)
class Slug:
    """The slug of an open story."""

    slug: str


_OPEN_SLUGS = query("desk.open_slugs", Slug)


async def open_slugs(visit: Visit) -> tuple[str, ...]:
    """The slugs of open stories, for typing ahead."""
    async with reading(visit.desk.pool) as db:
        return tuple(found.slug for found in await rows(db, _OPEN_SLUGS, {"limit": AHEAD}))


async def suggestions(visit: Visit, content: Dispatch, known: Vocabularies) -> tuple[Suggestion, ...]:
    """Places, keywords, people and topics that the text suggests, worded."""
    words = await known.of(content.language)
    agency, speaks = visit.desk.agency, tongue(visit.language)
    found = await asyncio.to_thread(suggest, content, words, agency.sections)
    topics = {
        one.topic: section_name(one.code, agency, visit.language) for one in agency.sections if one.topic
    }
    had = {*content.keywords}
    return (
        *(_one("places_name", place.name, speaks.say(_("Place"))) for place in found.places),
        *(_one("keywords", word, speaks.say(_("Keyword"))) for word in found.keywords),
        *(_one("keywords", name, speaks.say(_("Name"))) for name in found.people if name not in had),
        *(
            _one("topics", code, speaks.say(_("Topic")), topics[code])
            for code in found.topics
            if code in topics
        ),
    )


def _one(name: str, value: str, kind: str, text: str = "") -> Suggestion:
    return Suggestion(field=name, value=value, kind=kind, text=text or value)


def with_added(content: Dispatch, added: str) -> Dispatch:
    """The dispatch with a suggestion taken, as its button says it (`keywords=ferry`); as it was for anything else."""
    name, _sign, value = added.partition("=")
    if not value.strip():
        return content
    match name:
        case "keywords":
            return replace(content, keywords=tuple(dict.fromkeys((*content.keywords, value))))
        case "topics":
            return replace(content, topics=tuple(dict.fromkeys((*content.topics, value))))
        case "places_name":
            place = Place(name=value, role=PlaceRole.HAPPENED_AT)
            known = {one.name for one in content.places}
            return content if value in known else replace(content, places=(*content.places, place))
        case _:
            return content
