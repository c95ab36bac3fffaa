"""Parts in any order, behind any label of any table, are found."""

import pytest

from newsflow.copyreader import Kind, read
from newsflow.copyreader.labels import TABLES
from newsflow.domain.agency import Agency
from tests.copyreader.layouts import a_page
from tests.copyreader.matter import MATTER

SEEDS = 40


@pytest.mark.parametrize("seed", range(SEEDS))
@pytest.mark.parametrize("language", TABLES)
def test_every_part_of_a_shuffled_layout_is_found(language: str, seed: int, agency: Agency):
    page, expected = a_page(language, seed)
    found = read(page, agency)
    assert found.language == language
    assert found.headline == expected.headline
    assert found.section == expected.section
    assert found.deck == expected.deck
    assert {(credit.name, credit.role) for credit in found.credits} == expected.credits
    assert {(date.kind, date.value) for date in found.source_dates} == expected.dates
    assert (found.dateline.place if found.dateline else None) == expected.place
    assert (found.dateline.marks if found.dateline else ()) == expected.marks
    assert found.keywords == expected.keywords
    assert (found.translated_from.language if found.translated_from else None) == expected.translated_from
    assert (found.form.value if found.form else None) == expected.form
    assert tuple(block.text() for block in found.body) == expected.body
    notices = [piece.words for piece in found.furniture if piece.kind is Kind.PUBLIC_NOTICE]
    assert notices == ([expected.notice] if expected.notice else [])


def test_every_table_has_layouts():
    assert set(MATTER) == set(TABLES)
