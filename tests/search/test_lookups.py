"""What docs/query.md lists is found through the index too, and each passage is apart from the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsflow.domain.codes import CreditRole, PlaceRole
from newsflow.domain.dispatch import Credit, Place, Source
from tests.builders import a_dispatch
from tests.matching.questions import finds, read
from tests.matching.test_query_page import question, rows
from tests.search.conftest import an_index_of, numbers

if TYPE_CHECKING:
    from pathlib import Path

    from newsflow.search.reader import View

LOOKED_UP = rows(4, "What is found")
HARBOUR = a_dispatch(
    headline="Ferry returns",
    deck="Hundreds came",
    keywords=("bells", "old quay"),
    topics=("medtop:11000000",),
    places=(Place(name="İstanbul", role=PlaceRole.ABOUT, country="Türkiye"),),
    credits=(
        Credit(name="Ada Sample", role=CreditRole.WRITER),
        Credit(name="Bo Hidden", role=CreditRole.EDITOR, printed=False),
    ),
    sources=(Source(name="Harbour Radio", words="Harbour Radio said"),),
)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> View:
    """An index of every text of the page: one that is found and one that is not, row by row."""
    texts = [
        a_dispatch(language=language, headline=text)
        for language, _, found, other in LOOKED_UP
        for text in (found, other)
    ]
    return an_index_of(tmp_path_factory.mktemp("page"), texts)


@pytest.mark.parametrize(
    ("number", "row"), list(enumerate(LOOKED_UP)), ids=[row[0] + row[1] for row in LOOKED_UP]
)
def test_a_native_reader_finds_through_the_index_what_the_page_lists(page: View, number: int, row: list[str]):
    for asked in (question(row[1]), f"lang:{row[0]} {question(row[1])}"):
        found = numbers(page, read(asked))
        assert 2 * number + 1 in found, f"{asked} does not find {row[2]}"
        assert 2 * number + 2 not in found, f"{asked} finds {row[3]}"


def test_names_phrases_and_passages_are_looked_up_as_the_predicate_does(tmp_path: Path):
    view = an_index_of(tmp_path, [HARBOUR])
    yes = (
        "place:ISTANBUL", "place:turkiye,paris", "by:sample", 'by:"ada sample"', "source:harbour", '"ferry returns"',
        "ferries hundred", '"old quay"', "topic:11000000", "urgency:5", "slug:harbour-ferry", "-flood", "",
    )  # fmt: skip
    no = (
        "place:harbour", "by:hidden", 'by:"sample ada"', "source:ada", "Sample", '"returns hundreds"', '"bells old"',
        "topic:15000000", "urgency:1-4", "slug:harbour", "ferry -quay",
    )  # fmt: skip
    for asked in (*yes, *no):
        assert bool(numbers(view, read(asked))) == (asked in yes) == finds(asked, HARBOUR), asked
