"""What is so of every format: golden bytes, stable bytes, the official schemas, and nothing of what was stopped."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

import pytest

from newsflow.documents.schemas import ENDINGS, Check, checks_of
from newsflow.formats.choices import DEFAULTS
from newsflow.formats.names import ABOUT, Format
from newsflow.formats.sheet import NO_LINKS
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
        for shown in (links, NO_LINKS):
            fault = check(document(form, sheet, shown, choices(number)))
            assert fault is None, f"{sheet.header.guid}: {fault}"


@pytest.mark.parametrize("form", WRITERS)
def test_a_stopped_item_s_document_has_no_word_of_its_copy(form: Format):
    sheet, links = goldens()["kill_fr"]
    text = document(form, sheet, links, choices(0)).decode()
    for word in ("horaire", "rotations", "Exemple", "traversée", "golfe & port", "20000337"):
        assert word not in text
    assert "nf:text:20260302:41" in text


def golden(form: Format, name: str) -> str:
    """The text of a golden document."""
    return document(form, *goldens()[name], DEFAULTS).decode()


@pytest.mark.parametrize("form", WRITERS)
def test_a_text_under_embargo_has_the_line_and_the_hour_for_machines(form: Format):
    text = golden(form, "embargoed_fr")
    assert "EMBARGO 2026-03-02 15:00 (+03:00)" in text
    assert "2026-03-02T12:00:00Z" in text or "20260302T120000Z" in text


@pytest.mark.parametrize("form", WRITERS)
def test_a_notice_names_what_it_tells_of_and_a_correction_says_what_was_wrong(form: Format):
    notice = golden(form, "notice_of_kill_tr")
    assert "nf:text:20260302:41" in notice
    assert "PTAL: vapur-seferleri" in notice
    assert "Sefer saati 9" in golden(form, "correction_tr")


@pytest.mark.parametrize("form", WRITERS)
def test_who_had_a_part_what_is_new_and_on_which_terms_goes_out_in_every_format(form: Format):
    text = golden(form, "whole_fr")
    carried = [
        "Exemple",
        "Radio du Port",
        "AJOUTE la",
        "Une photo suivra",
        "En Suisse seulement, sur le web, avant lundi midi.",
        "15000000",
        "Selon Lodos",
    ]
    carried += ["nf:text:20260302:12", "nf:text:20260302:40", "2e lead", "ferry-golfe"]
    assert [word for word in carried if word not in text] == []
    assert "Secret Relecteur" not in text
    assert "gazette" not in text


@pytest.mark.parametrize("form", WRITERS)
def test_a_picture_goes_out_with_its_words_its_terms_and_its_files_digests(form: Format):
    sheet, links = goldens()["picture"]
    text = golden(form, "picture")
    assert "PROHIBITED-GENAIMLTRAINING" in text
    for word in ("2026 Novafon", "Beyaz bir vapur", "sallayanlar"):
        assert word in text, word
    for file in links.files:
        assert file.rendition.sha256 in text
        assert f"https://wire.example/{sheet.header.guid}/{file.rendition.name.value}" in text
