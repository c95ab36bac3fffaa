"""Typing ahead: what a field offers of what somebody has begun to write, from the names list and from our own wire."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.people import Act
from newsflow.db.pool import reading
from newsflow.desk.frame import answer
from newsflow.desk.translating.words import KINDS
from newsflow.desk.visit import Desk, Visit, signed_in
from newsflow.desk.writing.suggesting import Vocabularies
from newsflow.documents.loads import Shelf
from newsflow.domain.checks.tokens import same
from newsflow.domain.errors import BadInputError
from newsflow.domain.house_names import NameKind
from newsflow.domain.text import direction
from newsflow.domain.topics import Topics
from newsflow.domain.worded import worded
from newsflow.newsroom.names_list import Offered, offered
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue

SHOWN_LIMIT = 8
TYPED_CHARACTERS = 120
TYPED_LEAST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Something that may be meant: what is put in, what is read, and what it is."""

    value: str
    text: str
    kind: str
    language: str
    direction: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """What is offered, the likeliest first."""

    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    typed: str
    language: str
    names: tuple[Offered, ...]
    topics: Topics
    keywords: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


AHEAD = page("desk/draft/_ahead.html", Ahead)


@dataclass(frozen=True, slots=True)
class Offers:
    """What fields are offered, and from what."""

    known: Vocabularies
    shelf: Shelf = field(default_factory=Shelf)

    async def asked(self, visit: Visit, typed: str, language: str) -> _Asked:
        """All that may begin so."""
        async with reading(visit.desk.pool) as db:
            names = await offered(db, typed, language)
            topics = await self.shelf.topics(db)
        lately = await self.known.of(language)
        return _Asked(
            typed=typed,
            language=language,
            names=tuple(names),
            topics=topics,
            keywords=lately.keywords,
            places=tuple(place.name for place in lately.places),
        )


def routes(desk: Desk, known: Vocabularies) -> list[Route]:
    """Where a field asks."""
    return [Route("/ahead", signed_in(desk, partial(ahead, Offers(known)), Act.WRITE))]


async def ahead(offers: Offers, visit: Visit) -> Response:
    """What begins as it was typed: `?of=` names, places, keywords or topics, in a `language` of the agency."""
    asked = visit.request.query_params
    typed = asked.get("typed", "").replace("\0", "").strip()[:TYPED_CHARACTERS]
    of = asked.get("of", "names")
    language = asked.get("language", visit.desk.agency.default_language)
    if of not in _OFFERS or language not in {one.code for one in visit.desk.agency.languages}:
        raise BadInputError(
            "Nothing is offered for this field.",
            worded("“%(of)s” in “%(language)s”.", of=of[:20], language=language[:20]),
            "Load the page again.",
        )
    if len(same(typed)) < TYPED_LEAST:
        return answer(visit, AHEAD, Ahead(options=()))
    found = _OFFERS[of](visit, await offers.asked(visit, typed, language))
    options = tuple({one.value: one for one in reversed(list(found))}.values())[::-1]
    return answer(visit, AHEAD, Ahead(options=options[:SHOWN_LIMIT]))


def _names(visit: Visit, asked: _Asked) -> Iterable[Option]:
    speaks = tongue(visit.language)
    for one in asked.names:
        yield _option(asked, one.text, speaks.say(KINDS[NameKind(one.kind)]))


def _places(visit: Visit, asked: _Asked) -> Iterable[Option]:
    speaks = tongue(visit.language)
    names = (one.text for one in asked.names if one.kind == NameKind.PLACE)
    for name in (*names, *_beginning(asked, asked.places)):
        yield _option(asked, name, speaks.say(KINDS[NameKind.PLACE]))


def _keywords(visit: Visit, asked: _Asked) -> Iterable[Option]:
    yield from _names(visit, asked)
    for word in _beginning(asked, asked.keywords):
        yield _option(asked, word, tongue(visit.language).say(_("Keyword")))


def _topics(visit: Visit, asked: _Asked) -> Iterable[Option]:
    """Topics by what they are called in the reader's language, or by their code."""
    typed = same(asked.typed)
    for code, topic in asked.topics.by_code.items():
        said = topic.labels.get(visit.language) or topic.labels.get("en", "")
        if not topic.retired and (_begins(said, typed) or code.partition(":")[2].startswith(asked.typed)):
            yield Option(
                value=code, text=said, kind=code, language=visit.language, direction=direction(visit.language)
            )


_OFFERS: dict[str, Callable[[Visit, _Asked], Iterable[Option]]] = {
    "names": _names,
    "places": _places,
    "keywords": _keywords,
    "topics": _topics,
}


def _beginning(asked: _Asked, words: Iterable[str]) -> Iterable[str]:
    typed = same(asked.typed)
    return (word for word in words if _begins(word, typed))


def _begins(text: str, typed: str) -> bool:
    """Whether the text, or a word in it, begins so."""
    folded = same(text)
    return folded.startswith(typed) or f" {typed}" in folded


def _option(asked: _Asked, text: str, kind: str) -> Option:
    return Option(
        value=text, text=text, kind=kind, language=asked.language, direction=direction(asked.language)
    )
