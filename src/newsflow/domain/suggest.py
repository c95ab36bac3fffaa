"""Places, keywords, topics and people that a text suggests, from what the agency's own wire has said before.

The vocabulary is gathered from released dispatches (`newsroom/vocabulary.py`): what desks chose there is what they mean.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from newsflow.domain.agency import Section
from newsflow.domain.checks.names import Known, known, names
from newsflow.domain.checks.tokens import base, pieces, same, words
from newsflow.domain.dispatch import Dispatch, Place
from newsflow.domain.topic_words import TOPIC_WORDS

SUGGESTED_LIMIT = 8
"""Of each kind, the likeliest first."""
_NAMES_LEAST = 2
"""Words that a person's name has."""
_RELATED_LEAST = 2
"""Dispatches in which a keyword and a topic stood together, before one suggests the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What the wire of one language has said, the most frequent first."""

    places: tuple[Place, ...] = ()
    keywords: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    topics: tuple[tuple[str, str, int], ...] = ()
    """Keyword, topic, and in how many dispatches they stood together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestions:
    """What may be meant, the likeliest first; nothing that the version has already."""

    places: tuple[Place, ...] = ()
    keywords: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


def vocabulary_of(versions: Iterable[Dispatch]) -> Vocabulary:
    """What these dispatches chose and named."""
    places: Counter[Place] = Counter()
    keywords: Counter[str] = Counter()
    people: Counter[str] = Counter()
    topics: Counter[tuple[str, str]] = Counter()
    for version in versions:
        places.update(
            Place(name=one.name, role=one.role, country=one.country, code=one.code) for one in version.places
        )
        keywords.update(version.keywords)
        people.update(_people(version))
        topics.update((keyword, topic) for keyword in version.keywords for topic in version.topics)
    return Vocabulary(
        places=tuple(_once(places)),
        keywords=tuple(keyword for keyword, _ in keywords.most_common()),
        people=tuple(person for person, _ in people.most_common()),
        topics=tuple((keyword, topic, number) for (keyword, topic), number in topics.most_common()),
    )


def _once(places: Counter[Place]) -> Iterable[Place]:
    """Each place once, as it was written most often."""
    seen: set[str] = set()
    for place, _ in places.most_common():
        if same(place.name) not in seen:
            seen.add(same(place.name))
            yield place


def suggest(version: Dispatch, vocabulary: Vocabulary, sections: Iterable[Section]) -> Suggestions:
    """What the version's headline, deck and body suggest."""
    text = (version.headline, version.deck or "", *version.words())
    said = known(text, version.language)
    counts = Counter(word.folded for part in text for word in words(part))
    places = [place for place in vocabulary.places if _says(said, place.name)]
    keywords = [keyword for keyword in vocabulary.keywords if _says(said, keyword)]
    had_places = {same(place.name) for place in version.places}
    had = {same(keyword) for keyword in version.keywords}
    topics = _topics(version, (*keywords, *version.keywords), vocabulary, sections, counts)
    people = [*_people(version), *(person for person in vocabulary.people if _says(said, person))]
    return Suggestions(
        places=tuple(place for place in places if same(place.name) not in had_places)[:SUGGESTED_LIMIT],
        keywords=tuple(
            sorted(
                (keyword for keyword in keywords if same(keyword) not in had),
                key=lambda keyword: -_count(counts, keyword),
            )
        )[:SUGGESTED_LIMIT],
        topics=tuple(topic for topic in topics if topic not in version.topics)[:SUGGESTED_LIMIT],
        people=tuple(dict.fromkeys(people))[:SUGGESTED_LIMIT],
    )


def _says(said: Known, name: str) -> bool:
    """Whether every word of a name or keyword stands in the text, in whatever ending."""
    parts = list(words(name))
    return bool(parts) and all(said.has(part) for part in parts)


def _count(counts: Counter[str], keyword: str) -> int:
    return min((counts[same(part)] for word in words(keyword) for part in pieces(word.text)[:1]), default=0)


def _people(version: Dispatch) -> list[str]:
    """Names of two words and more inside the body's sentences, as people's are; places and sources left out."""
    others = {same(each.name) for each in (*version.places, *version.sources)}
    found = Counter(
        " ".join(part.text for part in name.parts)
        for text in version.words()
        for name in names(text, version.language)
        if not name.opens and len(name.parts) >= _NAMES_LEAST
    )
    return [name for name, _ in found.most_common() if same(name) not in others]


def _topics(
    version: Dispatch,
    keywords: Iterable[str],
    vocabulary: Vocabulary,
    sections: Iterable[Section],
    counts: Counter[str],
) -> list[str]:
    """The section's own topic, those that stood with its keywords before, and those whose words it uses."""
    scores: Counter[str] = Counter()
    for section in sections:
        if section.code == version.section and section.topic is not None:
            scores[section.topic] += 3
    chosen = set(keywords)
    for keyword, topic, number in vocabulary.topics:
        if keyword in chosen and number >= _RELATED_LEAST:
            scores[topic] += min(number, 3)
    for topic, spellings in TOPIC_WORDS.get(base(version.language), {}).items():
        hits = sum(counts[word] for word in spellings)
        if hits >= _RELATED_LEAST:
            scores[topic] += min(hits, 4)
    return [topic for topic, _ in scores.most_common()]
