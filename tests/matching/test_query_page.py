"""The page of the query language says what happens."""

from __future__ import annotations

import re

import pytest

from house.source import ROOT
from newsflow.domain.errors import QuestionError
from newsflow.matching.query import CONDITIONS_LIMIT, DEPTH_LIMIT, QUESTION_LIMIT, VALUES_LIMIT, written
from newsflow.matching.query.fields import KNOWN
from tests.builders import a_dispatch
from tests.matching.questions import finds, read

PAGE = (ROOT / "docs/query.md").read_text()


def rows(columns: int, heading: str) -> list[list[str]]:
    """The rows of a section's tables."""
    section = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in section.splitlines()
        if line[:1] == "|"
    ]
    found = [row for row in cells if row[0] not in {"question", "language"} and not row[0].startswith("---")]
    assert found
    assert all(len(row) == columns for row in found)
    return found


def question(cell: str) -> str:
    assert re.fullmatch("`[^`]+`", cell), f"{cell} is no question"
    return cell[1:-1]


@pytest.mark.parametrize("row", rows(2, "Words") + rows(2, "Fields"), ids=lambda row: row[0])
def test_every_example_is_a_question_and_reads_the_same_when_it_is_written_back(row: list[str]):
    tree = read(question(row[0]))
    assert read(written(tree)) == tree


@pytest.mark.parametrize("row", rows(4, "What is found"), ids=lambda row: row[0] + row[1])
def test_a_native_reader_finds_what_the_page_lists(row: list[str]):
    language, cell, text, other = row
    asked = question(cell)
    for question_ in (asked, f"lang:{language} {asked}"):
        assert finds(question_, a_dispatch(language=language, headline=text)), (
            f"{question_} does not find {text}"
        )
        assert not finds(question_, a_dispatch(language=language, headline=other)), (
            f"{question_} finds {other}"
        )


def test_the_languages_that_the_trade_asked_for_are_all_listed():
    assert {row[0] for row in rows(4, "What is found")} >= {"tr", "ar", "fa", "ku", "ckb", "ru", "fr"}


@pytest.mark.parametrize("row", rows(3, "What is wrong with a question"), ids=lambda row: row[0])
def test_an_error_points_at_the_character_and_says_what_would_do(row: list[str]):
    asked = question(row[0])
    with pytest.raises(QuestionError) as told:
        read(asked)
    assert told.value.at + 1 == int(row[1])
    assert row[2].lower() in str(told.value).lower().replace("fa, fr, fr-ca, ku, ru", "fr, ru").replace(
        "ckb, ", ""
    )


def test_every_field_and_every_limit_is_on_the_page():
    named = {question(row[0]).split(":")[0] for row in rows(2, "Fields")}
    assert set(KNOWN) - named == {"until"} - named
    assert "`until:" in PAGE
    limits = (QUESTION_LIMIT, CONDITIONS_LIMIT, DEPTH_LIMIT, VALUES_LIMIT)
    assert [int(number) for number in re.findall(r"\d+", PAGE.split("\n## How much it may be\n")[1])] == list(
        limits
    )
