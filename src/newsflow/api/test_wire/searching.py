"""`GET search` of a test wire: the latest versions asked one by one, since there is no index of them."""

from collections import Counter
from dataclasses import replace

from newsflow.api.asked import Asked
from newsflow.api.reply import Answer, json_reply
from newsflow.api.ruled import facts_at
from newsflow.api.search import HITS, OFFSET_AT_MOST, hit_line, order_of
from newsflow.api.test_wire.looks import TestLook, TestVisit
from newsflow.api.test_wire.reading import item_of
from newsflow.api.test_wire.rows import TestEntry
from newsflow.domain.content import Json
from newsflow.domain.entry import STOPS, Entry
from newsflow.domain.errors import BadInputError
from newsflow.matching.facts import Facts
from newsflow.matching.predicate import met
from newsflow.matching.query import parse
from newsflow.search.counts import Facet
from newsflow.search.find import PAGE_LIMIT, Hit
from newsflow.search.marks import marked

PARAMETERS = ("q", "sort", "offset", "limit", "counts", "marks")


async def search(visit: TestVisit) -> Answer:
    """A page of what meets the question, the newest first; what was stopped is found by its codes alone."""
    given, reader = visit.given, visit.reader
    order_of(given)
    if "like" in given.fields:
        raise BadInputError("A test wire knows no likeness.", "“like”.", "Try it on the real wire's archive.")
    tree = parse(given.text("q"), reader.agency, reader.clock())
    found = [(row, facts_of_row(row)) for row in await reader.latest(visit.db)]
    found = [(row, facts) for row, facts in found if not facts.embargoed and met(tree, facts)]
    first = given.number("offset", 0, 0, OFFSET_AT_MOST)
    page = found[first : first + given.number("limit", HITS, 1, PAGE_LIMIT)]
    hits: list[Hit] = []
    for row, facts in page:
        ruling = reader.rules(replace(facts, took=True))
        marks = marked(row.content(), tree) if _wants(given, "marks") and facts.action not in STOPS else ()
        hits.append(Hit(item_of(row), ruling, took=True, marks=marks))
    return json_reply({
        "total": len(found),
        "items": [hit_line(reader.agency, visit.addresses, hit) for hit in hits],
        "counts": _counts([facts for _, facts in found]) if _wants(given, "counts") else None,
    })  # fmt: skip


def _wants(given: Asked, name: str) -> bool:
    return bool(given.number(name, 0, 0, 1))


def facts_of_row(row: TestEntry) -> Facts:
    """The facts of an item's latest entry; a stop's has no word of the copy."""
    return facts_at(Entry(header=row.header(), content=row.content()), item_of(row))


def _counts(found: list[Facts]) -> dict[str, Json]:
    """By the facets that are codes."""
    by = {
        Facet.SECTION: Counter(each.section for each in found),
        Facet.LANGUAGE: Counter(each.language for each in found),
        Facet.TYPE: Counter(each.type for each in found),
        Facet.FORM: Counter(each.form for each in found),
        Facet.PRIORITY: Counter(each.priority for each in found),
    }
    return {
        facet.value: [{"value": value, "number": number} for value, number in values.most_common()]
        for facet, values in by.items()
    }


SEARCH = TestLook(search, (*PARAMETERS, "like"))
