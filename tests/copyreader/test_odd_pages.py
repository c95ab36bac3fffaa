"""Habits of pages and desks that no table holds."""

import textwrap

import pytest

from newsflow.copyreader import Kind, read
from newsflow.copyreader.dates import find, from_solar
from newsflow.copyreader.folding import plain
from newsflow.copyreader.sources import credited
from newsflow.domain.agency import Agency
from newsflow.domain.codes import CreditRole
from tests.copyreader.matter import MATTER

ENGLISH = MATTER["en"]
FRENCH = MATTER["fr"]
ARABIC = MATTER["ar"]


def test_a_page_that_prints_only_a_place_in_capitals_above_the_text_has_it_as_its_dateline(agency: Agency):
    page = [ENGLISH.headline, "Tom Ashdown  |14.04.2026 - Update : 15.04.2026", ENGLISH.headline, "LUDLOW"]
    reading = read("\n\n".join(["World, Europe", *page, *ENGLISH.paragraphs]), agency)
    assert (reading.section, reading.section_code) == ("World", "world")
    assert reading.dateline is not None
    assert (reading.dateline.place, reading.dateline.marks) == ("LUDLOW", ())
    assert [(credit.name, credit.role) for credit in reading.credits] == [("Tom Ashdown", CreditRole.WRITER)]
    assert [block.text() for block in reading.body] == [*ENGLISH.paragraphs]


def test_a_place_line_in_another_script_than_the_dateline_is_no_copy(agency: Agency):
    page = [ARABIC.headline, "سلمى المنصوري | 14.04.2026 - محدث : 14.04.2026", "Sfax", "صفاقس / الأناضول"]
    reading = read("\n\n".join([*page, *ARABIC.paragraphs]), agency)
    assert [piece.words for piece in reading.furniture if piece.kind is Kind.PLACE_LINE] == ["Sfax"]
    assert len(reading.body) == 2


def test_a_dateline_above_the_headline_leaves_the_headline_its_place(agency: Agency):
    for top in ("AA / Vannes", "AFP - Vannes", "Vannes | AFP"):
        page = [top, FRENCH.headline, FRENCH.deck, "Par Malik Ozan", *FRENCH.paragraphs]
        reading = read("\n\n".join(page), agency)
        assert (reading.headline, reading.deck) == (FRENCH.headline, FRENCH.deck)
        assert reading.dateline is not None
        assert reading.dateline.place == "Vannes"


def test_copy_that_is_hard_wrapped_under_a_short_head_is_unwrapped(agency: Agency):
    head = [ENGLISH.headline, "By TOM ASHDOWN", "LUDLOW (AP) -- " + ENGLISH.paragraphs[0]]
    for width in (60, 72, 80):
        lines = [line for part in head for line in textwrap.wrap(part, width)]
        text = "\n".join(lines) + "\n\n" + textwrap.fill(ENGLISH.paragraphs[1], width)
        reading = read(text, agency)
        assert [block.text() for block in reading.body] == [*ENGLISH.paragraphs]


@pytest.mark.parametrize("gap", [" / ", "/", "/ "])
def test_a_dateline_of_mark_place_and_name_in_any_order(gap: str, agency: Agency):
    for pieces in (
        ("AA", "Vannes", "Malik Ozan"),
        ("Vannes", "Malik Ozan", "AA"),
        ("Vannes", "AA", "Malik Ozan"),
    ):
        reading = read("\n\n".join([FRENCH.headline, gap.join(pieces), *FRENCH.paragraphs]), agency)
        assert reading.dateline is not None
        assert (reading.dateline.place, reading.dateline.marks) == ("Vannes", ("AA",))
        assert [credit.name for credit in reading.credits] == ["Malik Ozan"]


def test_a_name_beside_the_date_put_the_page_up_when_another_wrote_the_text(agency: Agency):
    stamp = "Inès Belkacem | 14.04.2026"
    alone = read("\n\n".join([FRENCH.headline, stamp, *FRENCH.paragraphs]), agency)
    assert [credit.role for credit in alone.credits] == [CreditRole.WRITER]
    signed = read("\n\n".join([FRENCH.headline, stamp, *FRENCH.paragraphs, "Par Malik Ozan"]), agency)
    assert [credit.role for credit in signed.credits] == [CreditRole.WEB_EDITOR, CreditRole.WRITER]


def test_a_short_paragraph_is_no_byline_and_a_date_in_the_text_no_stamp(agency: Agency):
    text = [*ENGLISH.paragraphs, "By Ashdown standards, it was a short night.", *ENGLISH.paragraphs]
    text.insert(1, "The bird had gone missing on 14 April 1986, a Monday.")
    reading = read("\n\n".join([ENGLISH.headline, *text]), agency)
    assert reading.credits == ()
    assert reading.source_dates == ()
    assert len(reading.body) == 6


def test_quotes_in_every_style_stay_as_they_came(agency: Agency):
    quoted = (
        "''Nous rallumons la lanterne'', \"nous sonnons la cloche\", «nous invitons l'île» et « le continent aussi » : "
        "le gardien l'a dit ''trois fois\", puis une quatrième, ‘tout bas’, et “tout haut” devant les habitants."
    )
    reading = read("\n\n".join([FRENCH.headline, quoted, *FRENCH.paragraphs]), agency)
    assert reading.body[0].text() == quoted


def test_a_word_of_speed_inside_a_sentence_is_no_priority(agency: Agency):
    reading = read("\n\n".join(["Urgent repairs close the bridge", *ENGLISH.paragraphs]), agency)
    assert reading.form is None
    assert reading.headline == "Urgent repairs close the bridge"


def test_a_text_without_a_headline_is_all_body(agency: Agency):
    reading = read("\n\n".join(ENGLISH.paragraphs), agency)
    assert reading.headline is None
    assert "headline" in reading.missing()
    assert reading.dispatch(agency).headline.startswith("A copper weathercock")
    assert len(reading.body) == 2


@pytest.mark.parametrize(
    ("text", "day", "clock"),
    [
        ("۲۵ فروردین ۱۴۰۰ ساعت ۱۲:۳۰", "2021-04-14", "12:30:00"),
        ("۱۴۰۰/۰۱/۲۵", "2021-04-14", "None"),
        ("الأربعاء، 14 أبريل/نيسان 2021 - 14:32", "2021-04-14", "14:32:00"),
        ("2021-04-14T10:00:00Z", "2021-04-14", "10:00:00"),
        ("14.04.2021 14.35", "2021-04-14", "14:35:00"),
        ("April 14, 2021, 3:04 PM", "2021-04-14", "15:04:00"),
        ("18:45, 14 апреля 2021 года", "2021-04-14", "18:45:00"),
        ("04/14/2021", "2021-04-14", "None"),
        ("03/04/2021", "2021-04-03", "None"),
        ("1er mai 2021", "2021-05-01", "None"),
    ],
)
def test_a_date_is_read_day_first_in_any_calendar_that_copy_is_dated_in(text: str, day: str, clock: str):
    assert [(str(date.calendar_day()), str(date.clock)) for date in find(plain(text))] == [(day, clock)]


@pytest.mark.parametrize(
    "text", ["31.02.2021", "14.13.2021", "1.2.3.4", "12/12", "tel. 04.05.06.07", "2021", "۱۴۰۰/۱۲/۳۰"]
)
def test_what_is_no_day_of_the_calendar_is_no_date(text: str):
    assert find(plain(text)) == []


def test_the_iranian_calendar_agrees_with_known_new_years():
    known = {
        1300: "1921-03-21",
        1357: "1978-03-21",
        1380: "2001-03-21",
        1399: "2020-03-20",
        1400: "2021-03-21",
    }
    known |= {1403: "2024-03-20", 1404: "2025-03-21", 1408: "2029-03-20"}
    for year, day in known.items():
        assert str(from_solar(year, 1, 1)) == day


@pytest.mark.parametrize(
    ("language", "sentence", "name"),
    [
        ("en", "She said so in an interview with German public broadcaster ARD on Monday.", "ARD"),
        ("en", "He told Britain's Sky News that the bridge was safe.", "Sky News"),
        ("en", "The minister told the US network CNN that the bridge was safe.", "CNN"),
        ("fr", "Elle l'a dit dans un entretien au Figaro.", ""),
        ("fr", "Il s'est confié au journal Le Monde.", "Le Monde"),
        ("fr", "Le pont rouvre, a rapporté mardi l'Associated Press.", "Associated Press"),
        ("tr", "Alman ARD kanalına konuşan bakan köprünün güvenli olduğunu söyledi.", "ARD"),
        ("tr", "Anadolu Ajansının haberine göre köprü açıldı.", "Anadolu Ajansı"),
    ],
)
def test_what_only_describes_a_medium_is_not_its_name(language: str, sentence: str, name: str):
    assert [sentence[one.start : one.end] for one in credited(sentence, language)] == ([name] if name else [])
