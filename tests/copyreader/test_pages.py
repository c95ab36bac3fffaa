"""What the documents say of the copy reader is so."""

import json
import re
from dataclasses import fields
from pathlib import Path

import pytest
from click.testing import CliRunner

from newsflow.copyreader import Furniture, Guess, Kind
from newsflow.copyreader.lines import MAX_CHARACTERS
from newsflow.domain import dispatch
from newsflow.ops.cli.import_copy import import_copy
from tests.copyreader.tables_page import MARK, PAGE, tables

DRAFT = PAGE.parent / "formats" / "draft.md"
FIXTURE = Path(__file__).parent / "fixtures" / "fr-correspondent.txt"


def said(name: str) -> list[str]:
    """The fields that the page lists under a heading."""
    part = DRAFT.read_text(encoding="utf-8").split(f"\n## {name}\n")[1].split("\n## ")[0]
    return re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE)


def test_the_page_of_labels_is_made_of_the_label_tables():
    _, mark, rest = PAGE.read_text(encoding="utf-8").partition(MARK)
    assert mark
    assert rest == tables(), "run: python -m tests.copyreader.tables_page"


def test_the_page_says_the_limit_and_every_kind_of_furniture():
    assert f"{MAX_CHARACTERS:,} characters" in PAGE.read_text(encoding="utf-8")
    row = next(line for line in DRAFT.read_text(encoding="utf-8").splitlines() if "headline_again" in line)
    assert all(kind.value in row for kind in Kind)


@pytest.mark.parametrize(
    "thing",
    [
        dispatch.Dispatch,
        dispatch.Block,
        dispatch.Span,
        dispatch.Credit,
        dispatch.Dateline,
        dispatch.Place,
        dispatch.Source,
        dispatch.TranslatedFrom,
        dispatch.SourceDate,
        dispatch.Restriction,
        dispatch.NoticeOf,
        Guess,
        Furniture,
    ],
    ids=lambda thing: thing.__name__,
)
def test_the_fields_of_a_draft_are_those_of_the_domain(thing: type):
    assert said(thing.__name__) == [field.name for field in fields(thing)]


def test_what_the_import_command_says_is_what_the_page_lists():
    done = CliRunner().invoke(import_copy, ["--dry-run", "--json", str(FIXTURE)], catch_exceptions=False)
    known = {*said("Dispatch"), *said("Import")} - {"draft"}
    assert set(json.loads(done.stdout)) == known
