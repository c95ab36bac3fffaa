"""One document of the index, made of an item's latest version."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import tantivy

from newsflow.domain.dispatch import Dispatch, Restriction
from newsflow.domain.entry import STOPS
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
_LONG_AGO = microseconds(datetime.min.replace(tzinfo=UTC))
_NEVER = microseconds(datetime.max.replace(tzinfo=UTC))


def document(item: Latest) -> tantivy.Document:
    """The item as it is looked up. Raises what reading its content raises."""
    content = item.content()
    made = tantivy.Document()
    made.add_text(names.GUID, item.guid)
    made.add_unsigned(names.SEQ, item.seq)
    made.add_integer(names.AT, microseconds(item.at))
    made.add_text(names.SHAPE, shape_of(item))
    made.add_text(names.URGENCY, str(content.urgency))
    made.add_text(names.SLUG, content.slug)
    if content.story is not None:
        made.add_text(names.STORY, content.story)
    for topic in content.topics:
        made.add_text(names.TOPICS, topic)
    if content.restrictions:
        _add_times(made, item, content.restrictions)
    _add_words(made, content)
    for place in dict.fromkeys(place.name for place in content.places):
        made.add_text(names.PLACE_NAME, place)
    for source in dict.fromkeys(source.name for source in content.sources):
        made.add_text(names.SOURCE_NAME, source)
    if item.action not in STOPS:
        for suggested in dict.fromkeys(_suggested(content)):
            made.add_text(names.SUGGESTED, suggested)
    return made


def _add_words(made: tantivy.Document, content: Dispatch) -> None:
    language = content.language
    for text in passages(content, Part.TEXT):
        if text:
            made.add_text(names.TEXT, joined_terms(text, language))
    for part, field in ((Part.PLACE, names.PLACE), (Part.SOURCE, names.SOURCE), (Part.BY, names.BY)):
        for text in passages(content, part):
            made.add_text(field, " ".join(name_terms(text)))


def _add_times(made: tantivy.Document, item: Latest, terms: tuple[Restriction, ...]) -> None:
    """From when until when all of its use terms let it be used."""
    starts = [microseconds(term.starts) for term in terms if term.starts is not None]
    ends = [microseconds(term.ends) for term in terms if term.ends is not None]
    if any(term.no_archive for term in terms):
        ends.append(microseconds(item.at + timedelta(hours=NO_ARCHIVE_H)))
    made.add_integer(names.STARTS, max(starts, default=_LONG_AGO))
    made.add_integer(names.ENDS, min(ends, default=_NEVER))


def _suggested(content: Dispatch) -> Iterator[str]:
    """Keywords, places and sources as they stand, and the headline's longer words: what people type."""
    named = (
        *content.keywords,
        *(place.name for place in content.places),
        *(source.name for source in content.sources),
    )
    words = (word.strip(".,;:!?«»“”\"'()[]…") for word in content.headline.split())
    longer = (lower(word, content.language) for word in words if len(word) >= SUGGESTED_LEAST)
    for said in (*named, *longer):
        typed = " ".join(name_terms(said))
        if typed and len(said) <= SUGGESTED_LETTERS:
            yield f"{typed}{APART}{said}"
