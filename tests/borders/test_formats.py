"""The pages of the formats are what the tables beside the writers say, and the tables leave nothing out."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import pytest

from house.formats import documented, pages, rows_of
from house.source import ROOT
from newsflow.domain.dispatch import Dispatch, TranslatedFrom
from newsflow.domain.media import Media
from newsflow.formats.choices import Choices

if TYPE_CHECKING:
    from newsflow.formats.names import Format

OF_OUR_OWN = frozenset({"embargo", "media"})
"""`embargo` is a fact of the entry; `media` has fields of its own."""
NAMED = (
    *(field.name for field in fields(Dispatch) if field.name not in OF_OUR_OWN),
    *(f"media.{field.name}" for field in fields(Media)),
    *(f"translated_from.{field.name}" for field in fields(TranslatedFrom)),
    "dateline.date",
    "restrictions.starts",
    "restrictions.ends",
    "header.guid",
    "header.version",
    "header.at",
    "header.action",
    "status",
    "embargo",
)


def test_the_pages_of_the_formats_are_what_the_tables_say():
    for path, text in pages().items():
        assert (ROOT / path).read_text(encoding="utf-8") == text, f"{path}: run make formats"


@pytest.mark.parametrize("form", documented())
def test_a_format_s_table_says_of_every_field_what_becomes_of_it(form: Format):
    page, rows = rows_of(form)
    said = {row.field for row in rows}
    missing = [
        name for name in NAMED if name not in said and not any(one.startswith(f"{name}.") for one in said)
    ]
    assert not missing, f"{form}: {', '.join(missing)}"
    for row in rows:
        assert row.theirs or row.lost, f"{form}: {row.field} goes nowhere, and nothing is said to be lost"
    assert page.spec


def test_every_choice_that_a_subscriber_has_is_explained():
    overview = pages()["docs/formats/README.md"]
    assert [field.name for field in fields(Choices) if f"| `{field.name}` |" not in overview] == []
