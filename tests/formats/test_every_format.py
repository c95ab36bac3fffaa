"""What is so of every format: golden bytes, stable bytes, the official schemas, and nothing of what was stopped."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

import pytest

from newsflow.documents.schemas import ENDINGS, Check, checks_of
from newsflow.formats.names import ABOUT, Format
from newsflow.formats.writers import WRITERS, document
from tests.formats.goldens import FOLDER, documents, goldens
from tests.formats.items import choices, items

if TYPE_CHECKING:
    from pathlib import Path

    from tests.formats.items import Made

SEED, COUNT = 6, 100
HELD = frozenset({Format.NEWSML_G2, Format.NITF, Format.NEWSML_1, Format.NINJS_1, Format.NINJS_3})
"""Formats whose standard has a schema."""


@cache
def hundred() -> tuple[Made, ...]:
    """The seeded hundred."""
    return tuple(items(SEED, COUNT))


@cache
def checks(folder: Path) -> dict[Format, Check]:
    """The official schemas, as an operator loads them."""
    found = (path for path in folder.rglob("*") if path.suffix in ENDINGS and "newscodes" not in path.parts)
    return checks_of({path.relative_to(folder).as_posix(): path.read_bytes() for path in found})


@pytest.mark.parametrize("form", WRITERS)
def test_a_document_is_byte_for_byte_the_golden_one(form: Format):
    folder = FOLDER / form.value
    held = {path.name: path.read_bytes() for path in folder.glob(f"*.{ABOUT[form].ending}")}
    assert documents(form) == held, "look at the difference, then python -m tests.formats.goldens"


@pytest.mark.parametrize("form", WRITERS)
def test_every_generated_item_is_written_the_same_twice_in_clean_utf_8(form: Format):
    for number, (sheet, links) in enumerate(hundred()):
        written = document(form, sheet, links, choices(number))
        assert written == document(form, sheet, links, choices(number))
        text = written.decode()
        assert text == unicodedata.normalize("NFC", text)
        assert sheet.header.guid in text


@pytest.mark.parametrize("form", [form for form in WRITERS if form in HELD])
def test_every_golden_document_and_a_hundred_generated_ones_stand_up_to_the_schema(
    form: Format, schemas: Path
):
    check = checks(schemas)[form]
    for file, body in documents(form).items():
        assert check(body) is None, file
    for number, (sheet, links) in enumerate(hundred()):
        fault = check(document(form, sheet, links, choices(number)))
        assert fault is None, f"{sheet.header.guid}: {fault}"


@pytest.mark.parametrize("form", WRITERS)
def test_a_stopped_item_s_document_has_no_word_of_its_copy(form: Format):
    sheet, links = goldens()["kill_fr"]
    text = document(form, sheet, links, choices(0)).decode()
    for word in ("horaire", "rotations", "Exemple", "traversée", "golfe & port", "20000337"):
        assert word not in text
    assert "nf:text:20260302:41" in text
