"""Each label of each table does what the table says, alone on a page of its language."""

from collections.abc import Iterator

import pytest

from newsflow.copyreader import Kind, Reading, read
from newsflow.copyreader.labels import TABLES, Labels
from newsflow.domain.agency import Agency
from newsflow.domain.codes import CreditRole, DateKind, Form
from newsflow.domain.dispatch import Credit
from tests.copyreader.matter import EASTERN, MATTER, NOTICES


def page(table: Labels, *lines: str, below: bool = False) -> str:
    """A page with a headline, a text of two paragraphs, and the lines above or below the text."""
    matter = MATTER[table.language]
    text = [*matter.paragraphs, *lines] if below else [*lines, *matter.paragraphs]
    return "\n\n".join([matter.headline, *text])


def readings(table: Labels, agency: Agency, *lines: str) -> Iterator[Reading]:
    """The reading with the lines above the text, and with them below it."""
    for below in (False, True):
        reading = read(page(table, *lines, below=below), agency)
        matter = MATTER[table.language]
        assert reading.headline == matter.headline, lines
        assert tuple(block.text() for block in reading.body) == matter.paragraphs, lines
        yield reading


tables = pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)


@tables
def test_each_label_of_a_date_gives_its_kind(table: Labels, agency: Agency):
    for kind, labels in (
        (DateKind.UPDATED, table.updated),
        (DateKind.FIRST, table.first),
        (DateKind.FILED, table.filed),
    ):
        for label in labels:
            for written in (label, label.upper()):
                for reading in readings(table, agency, f"{written} : 09.05.2026"):
                    assert [(date.kind, date.value) for date in reading.source_dates] == [
                        (kind, "2026-05-09")
                    ], written


@tables
def test_each_label_of_a_credit_gives_its_role(table: Labels, agency: Agency):
    name = MATTER[table.language].people[0]
    for role, labels in table.credits.items():
        for label in labels:
            for reading in readings(table, agency, f"{label} {name}"):
                assert reading.credits == (Credit(name=name, role=role),), label


@tables
def test_each_wording_of_a_translators_credit_is_read_with_each_language(table: Labels, agency: Agency):
    name = MATTER[table.language].people[0]
    every, one = list(table.languages.items()), dict(list(table.languages.items())[:1])
    for place, template in enumerate(table.translations):
        spoken = (every if place == 0 else one.items()) if "{language}" in template else [("", "und")]
        for printed, code in spoken:
            line = template.format(language=printed, translator=name)
            reading = read(page(table, line, below=True), agency)
            source = reading.translated_from
            assert source is not None, line
            assert (source.language, source.words) == (code, line), line
            named = "{translator}" in template
            assert source.translator == (name if named else None), line
            assert reading.credits == ((Credit(name=name, role=CreditRole.TRANSLATOR),) if named else ()), (
                line
            )


@tables
def test_each_joiner_stands_between_two_people(table: Labels, agency: Agency):
    one, other = MATTER[table.language].people[:2]
    label = table.credits[CreditRole.WRITER][0]
    for joiner in (*(f" {word} " for word in table.joiners), "، " if table.language in EASTERN else ", "):
        for reading in readings(table, agency, f"{label} {one}{joiner}{other}"):
            assert [credit.name for credit in reading.credits] == [one, other], joiner


@tables
def test_each_month_is_read_in_each_of_its_names(table: Labels, agency: Agency):
    for month, names in enumerate(table.months, start=1):
        for name in names:
            for reading in readings(table, agency, f"{table.updated[0]}: 7 {name} 2026"):
                assert [date.value for date in reading.source_dates] == [f"2026-{month:02}-07"], name


@tables
def test_each_word_of_speed_gives_its_form_and_is_not_in_the_headline(table: Labels, agency: Agency):
    matter = MATTER[table.language]
    for form, words in ((Form.FLASH, table.flash), (Form.URGENT, table.urgent)):
        for word in words:
            for top in (f"{word}\n\n{matter.headline}", f"{word.upper()}: {matter.headline}"):
                reading = read("\n\n".join([top, *matter.paragraphs]), agency)
                assert (reading.form, reading.headline) == (form, matter.headline), top


@tables
def test_each_label_of_a_part_gives_that_part(table: Labels, agency: Agency):
    for field, labels in (
        ("slug", table.slug),
        ("section", table.section),
        ("deck", table.deck),
        ("note", table.note),
    ):
        for label in labels:
            for reading in readings(table, agency, f"{label} qwertz"):
                assert getattr(reading, field) == "qwertz", label
    for label in table.keywords:
        for reading in readings(table, agency, f"{label}: qwertz, uiop"):
            assert reading.keywords == ("qwertz", "uiop"), label
    for label in table.headline:
        text = f"{label} Qwertz uiop asdf\n\n" + "\n\n".join(MATTER[table.language].paragraphs)
        assert read(text, agency).headline == "Qwertz uiop asdf", label
    for label in table.place:
        for reading in readings(table, agency, f"{label} Qwertz"):
            assert [place.name for place in reading.places] == ["Qwertz"], label


@tables
def test_each_label_of_an_embargo_gives_the_hour_or_a_note_that_an_editor_sees(table: Labels, agency: Agency):
    for label in table.embargo:
        for reading in readings(table, agency, f"{label}: 09.05.2026 18:00 GMT"):
            assert reading.embargo is not None, label
            assert reading.embargo.isoformat() == "2026-05-09T18:00:00+00:00"
            assert reading.note is None
        for reading in readings(table, agency, f"{label}: 09.05.2026"):
            assert reading.embargo is None
            assert reading.note is not None, label
            assert "09.05.2026" in reading.note


@tables
def test_each_line_of_a_saved_page_is_no_copy(table: Labels, agency: Agency):
    for words in (*table.page, " | ".join(table.page[:3])):
        for reading in readings(table, agency, words):
            assert [(piece.kind, piece.words) for piece in reading.furniture] == [(Kind.PAGE, words)]


@tables
def test_the_notice_of_a_public_site_is_no_copy(table: Labels, agency: Agency):
    reading = read(page(table, NOTICES[table.language], below=True), agency)
    assert [(piece.kind, piece.words) for piece in reading.furniture] == [
        (Kind.PUBLIC_NOTICE, NOTICES[table.language])
    ]


def test_the_agencys_own_notice_is_no_copy_in_any_language(agency: Agency):
    for language, house in agency.words.items():
        reading = read(page(TABLES[language], house.public_notice, below=True), agency)
        assert [piece.kind for piece in reading.furniture] == [Kind.PUBLIC_NOTICE], language


def test_a_story_about_subscribers_is_copy(agency: Agency):
    text = (
        "The dairy of the valley has four hundred subscribers now, who get a part of the milk at the door every "
        "morning, and its owner said on Tuesday that she would contact each of them before the price goes up."
    )
    reading = read(f"Dairy writes to its subscribers\n\n{text}\n\n{text.replace('milk', 'cheese')}", agency)
    assert not reading.furniture
    assert len(reading.body) == 2
