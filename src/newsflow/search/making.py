"""One document of the index, made of an item's latest version."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache

import msgspec

from newsflow.domain.dispatch import Dispatch, Restriction
from newsflow.domain.entry import STOPS
from newsflow.domain.errors import NewsflowError
from newsflow.domain.text import lower
from newsflow.matching.analyser import joined_terms
from newsflow.matching.analyser import names as name_terms
from newsflow.matching.copy import passages
from newsflow.matching.restriction import NO_ARCHIVE_H
from newsflow.matching.tree import Part
from newsflow.search import schema as names
from newsflow.search.asking import microseconds
from newsflow.search.rows import Latest
from newsflow.search.shapes import shape_of

SUGGESTED_LETTERS = 60
"""Of a name that is suggested, at most."""
SUGGESTED_LEAST = 4
"""Letters of a headline's word that is suggested, at least."""
APART = "\x1f"
"""Between what is typed and what is suggested."""
WORDS_KEPT = 65_536
"""Words of headlines of which it is kept how they are suggested."""
WHY_LIMIT = 300
"""Letters that are kept of why a document was refused."""
_LONG_AGO = microseconds(datetime.min.replace(tzinfo=UTC))
_NEVER = microseconds(datetime.max.replace(tzinfo=UTC))


class Made(msgspec.Struct, array_like=True, gc=False):
    """A document's values by their fields, as one process hands them to another; or why there is none."""

    guid: str
    seq: int
    version: int
    texts: list[tuple[str, str]]
    numbers: list[tuple[str, int]]
    why: str = ""
    """Why the item cannot be looked up, "" where it can."""


Make = Callable[[Latest], Made]

REFUSED = (ValueError, TypeError, OverflowError, KeyError, NewsflowError)
"""What making and adding a document raises: a value out of bounds, content that cannot be read, a field's wrong type."""


def tried(item: Latest, make: Make) -> Made:
    """The document, or why there is none."""
    try:
        return make(item)
    except REFUSED as error:
        return Made(item.guid, item.seq, item.version, [], [], why=said_of(error))


def said_of(error: Exception) -> str:
    """Why a document was refused, in a line."""
    said = str(error) if isinstance(error, NewsflowError) else f"{type(error).__name__}: {error}"
    return said[:WHY_LIMIT]


def document(item: Latest) -> Made:
    """The item as it is looked up. Raises what reading its content raises."""
    content = item.content()
    texts = [
        (names.GUID, item.guid),
        (names.SHAPE, shape_of(item)),
        (names.FORM, item.form),
        (names.URGENCY, str(content.urgency)),
        (names.SLUG, content.slug),
        *_words(content),
    ]
    if content.story is not None:
        texts.append((names.STORY, content.story))
    texts += [(names.TOPICS, topic) for topic in content.topics]
    texts += [(names.PLACE_NAME, name) for name in dict.fromkeys(place.name for place in content.places)]
    texts += [(names.SOURCE_NAME, name) for name in dict.fromkeys(source.name for source in content.sources)]
    if item.action not in STOPS:
        texts += [(names.SUGGESTED, suggested) for suggested in dict.fromkeys(_suggested(content))]
    numbers = [(names.AT, microseconds(item.at))]
    if content.restrictions:
        numbers += _times(item, content.restrictions)
    return Made(item.guid, item.seq, item.version, texts, numbers)


def _words(content: Dispatch) -> Iterator[tuple[str, str]]:
    language = content.language
    for text in passages(content, Part.TEXT):
        if text:
            yield names.TEXT, joined_terms(text, language)
    for part, field in ((Part.PLACE, names.PLACE), (Part.SOURCE, names.SOURCE), (Part.BY, names.BY)):
        for text in passages(content, part):
            yield field, " ".join(name_terms(text))


def _times(item: Latest, terms: tuple[Restriction, ...]) -> list[tuple[str, int]]:
    """From when until when all of its use terms let it be used."""
    starts = [microseconds(term.starts) for term in terms if term.starts is not None]
    ends = [microseconds(term.ends) for term in terms if term.ends is not None]
    if any(term.no_archive for term in terms):
        ends.append(microseconds(item.at + timedelta(hours=NO_ARCHIVE_H)))
    return [(names.STARTS, max(starts, default=_LONG_AGO)), (names.ENDS, min(ends, default=_NEVER))]


def _suggested(content: Dispatch) -> Iterator[str]:
    """Keywords, places and sources as they stand, and the headline's longer words: what people type."""
    named = (
        *content.keywords,
        *(place.name for place in content.places),
        *(source.name for source in content.sources),
    )
    longer = (_longer(word, content.language) for word in content.headline.split())
    for said in (*named, *longer):
        suggested = _typed(said)
        if suggested:
            yield suggested


@lru_cache(maxsize=WORDS_KEPT)
def _longer(word: str, language: str) -> str:
    """A headline's word in small letters; "" of a short one."""
    bare = word.strip(".,;:!?«»“”\"'()[]…")
    return lower(bare, language) if len(bare) >= SUGGESTED_LEAST else ""


@lru_cache(maxsize=WORDS_KEPT)
def _typed(said: str) -> str:
    """A name with what is typed for it before it; "" where nothing can be, or it is long."""
    typed = " ".join(name_terms(said))
    return f"{typed}{APART}{said}" if typed and len(said) <= SUGGESTED_LETTERS else ""
