"""How many of the found items there are of each section, language, type and the rest: facets."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import cast
from zoneinfo import ZoneInfo

import tantivy

from newsflow.domain.codes import Form
from newsflow.matching.tree import Field
from newsflow.search import schema as names
from newsflow.search.asking import microseconds
from newsflow.search.rows import Latest
from newsflow.search.shapes import SHAPES_KEPT, read_shape, shape_of

SHAPES_LIMIT = 60_000
NAMES_LIMIT = 50
"""Places and sources that are counted: those with the most items."""


class Facet(StrEnum):
    """What found items are counted by. The values are the fields of the query language."""

    SECTION = "section"
    LANGUAGE = "lang"
    TYPE = "type"
    FORM = "form"
    PRIORITY = "priority"
    PLACE = "place"
    SOURCE = "source"
    DATE = "since"
    """Its values are `today`, `yesterday`, `1w`, `4w`, `52w`: from then on, each with those before it."""


_OF_SHAPE = {
    Facet.SECTION: Field.SECTION,
    Facet.LANGUAGE: Field.LANGUAGE,
    Facet.TYPE: Field.TYPE,
    Facet.PRIORITY: Field.PRIORITY,
}
_WEEKS = {"1w": 1, "4w": 4, "52w": 52}


@dataclass(frozen=True, slots=True)
class Counts:
    """For each facet its values with how many items have them, those with the most first; dates as they come."""

    by: Mapping[Facet, tuple[tuple[str, int], ...]]


@lru_cache(maxsize=SHAPES_KEPT)
def _values(term: str) -> tuple[tuple[Facet, str], ...]:
    shape = read_shape(term)
    return tuple((facet, value) for facet, of in _OF_SHAPE.items() for value in shape.values(of))


@dataclass(slots=True)
class _Counter:
    by: dict[Facet, Counter[str]] = field(default_factory=lambda: {facet: Counter[str]() for facet in Facet})

    def shape(self, term: str, number: int) -> None:
        for facet, value in _values(term):
            self.by[facet][value] += number


def counts(
    searcher: tantivy.Searcher, query: tantivy.Query, changed: Iterable[Latest], now: datetime, zone: ZoneInfo
) -> Counts:
    """What the query finds, and these changed items, counted. The query has the asker's contract in it."""
    since = periods(now, zone)
    asked: dict[str, object] = {
        "shape": {"terms": {"field": names.SHAPE, "size": SHAPES_LIMIT}},
        "form": {"terms": {"field": names.FORM, "size": len(Form)}},
        "place": {"terms": {"field": names.PLACE_NAME, "size": NAMES_LIMIT}},
        "source": {"terms": {"field": names.SOURCE_NAME, "size": NAMES_LIMIT}},
    }
    for name, first in since.items():
        asked[f"since {name}"] = {"range": {"field": names.AT, "ranges": [{"from": microseconds(first)}]}}
    told = searcher.aggregate(query, asked)
    counter = _Counter()
    for term, number in _buckets(told["shape"]):
        counter.shape(term, number)
    counter.by[Facet.FORM].update(dict(_buckets(told["form"])))
    counter.by[Facet.PLACE].update(dict(_buckets(told["place"])))
    counter.by[Facet.SOURCE].update(dict(_buckets(told["source"])))
    for name in since:
        lower = str(microseconds(since[name]))
        counter.by[Facet.DATE][name] = sum(
            n for key, n in _buckets(told[f"since {name}"]) if key.startswith(lower)
        )
    for item in changed:
        _add(counter, item, since)
    return Counts({facet: _sorted(facet, found) for facet, found in counter.by.items()})


def periods(now: datetime, zone: ZoneInfo) -> dict[str, datetime]:
    """The beginnings that dates are counted from, by the value that `since:` has for them."""
    today = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    yesterday = (today - timedelta(days=1)).replace(tzinfo=zone)
    return {"today": today, "yesterday": yesterday} | {
        name: now - timedelta(weeks=weeks) for name, weeks in _WEEKS.items()
    }


def _add(counter: _Counter, item: Latest, since: Mapping[str, datetime]) -> None:
    content = item.content()
    counter.shape(shape_of(item), 1)
    counter.by[Facet.FORM][item.form] += 1
    counter.by[Facet.PLACE].update({place.name for place in content.places})
    counter.by[Facet.SOURCE].update({source.name for source in content.sources})
    counter.by[Facet.DATE].update(name for name, first in since.items() if item.at >= first)


def _buckets(told: object) -> Iterator[tuple[str, int]]:
    for bucket in cast("dict[str, list[dict[str, object]]]", told)["buckets"]:
        yield str(bucket["key"]), int(cast("int", bucket["doc_count"]))


def _sorted(facet: Facet, found: Counter[str]) -> tuple[tuple[str, int], ...]:
    if facet is Facet.DATE:
        return tuple(found.items())
    return tuple(sorted(found.items(), key=lambda one: (-one[1], one[0])))
