"""Whole pages as correspondents and saved sites give them, in eight languages, and what must be found in each."""

from pathlib import Path

import pytest

from newsflow.copyreader import Kind, Reading, decode, read
from newsflow.domain.agency import Agency
from newsflow.domain.codes import BlockKind, CreditRole, DateKind, Form, Precision, Zone

FIXTURES = Path(__file__).parent / "fixtures"


def reading_of(name: str, agency: Agency) -> Reading:
    return read((FIXTURES / f"{name}.txt").read_text(encoding="utf-8"), agency)


def people(reading: Reading) -> list[tuple[str, CreditRole]]:
    return [(credit.name, credit.role) for credit in reading.credits]


def dates(reading: Reading) -> list[tuple[DateKind, str, Zone]]:
    return [(date.kind, date.value, date.zone) for date in reading.source_dates]


def test_a_french_correspondents_hard_wrapped_copy(agency: Agency):
    reading = reading_of("fr-correspondent", agency)
    assert (reading.language, reading.form) == ("fr", Form.URGENT)
    assert reading.headline == "Le port de Marseille rouvre sa vieille bibliothèque flottante"
    assert people(reading) == [
        ("Lucie Ferrand", CreditRole.WRITER),
        ("Malik Ozan", CreditRole.WRITER),
        ("Inès Belkacem", CreditRole.TRANSLATOR),
    ]
    assert reading.keywords == ("bibliothèque", "port", "Marseille")
    assert reading.dateline is not None
    assert (reading.dateline.place, reading.dateline.marks) == ("MARSEILLE", ("XYZ",))
    assert reading.dateline.date == "2026-04-14"
    assert dates(reading) == [
        (DateKind.UPDATED, "2026-04-15T08:05:00+03:00", Zone.ASSUMED),
        (DateKind.FILED, "2026-04-14", Zone.NONE),
    ]
    assert len(reading.body) == 3
    assert reading.body[0].text().startswith("La bibliothèque flottante du Vieux-Port a rouvert mardi")
    assert [source.name for source in reading.sources] == ["La Rade", "Onde Bleue"]
    assert reading.translated_from is not None
    assert reading.translated_from.language == "und"


def test_a_turkish_agencys_saved_page(agency: Agency):
    reading = reading_of("tr-agency-page", agency)
    assert (reading.language, reading.section, reading.section_code) == ("tr", "Kültür-Sanat", "culture")
    assert reading.headline == "Erek Gölü kıyısında kuş gözlem evi açıldı"
    assert reading.deck is not None
    assert reading.deck.count("\n") == 1
    assert people(reading) == [
        ("Defne Karaoğlu", CreditRole.WEB_EDITOR),
        ("Kerem Soylu", CreditRole.WRITER),
        ("Ayşe Tunalı", CreditRole.PHOTOGRAPHER),
        ("Nehir Baş", CreditRole.TRANSLATOR),
    ]
    assert dates(reading) == [
        (DateKind.FIRST, "2026-05-03", Zone.NONE),
        (DateKind.UPDATED, "2026-05-04T14:20:00+03:00", Zone.ASSUMED),
    ]
    assert reading.dateline is not None
    assert (reading.dateline.place, reading.dateline.marks) == ("VAN", ("AA",))
    assert [source.name for source in reading.sources] == ["Anadolu'nun Sesi", "Reuters"]
    assert len(reading.body) == 4
    assert reading.translated_from is not None
    assert reading.translated_from.language == "ar"
    assert [piece.kind for piece in reading.furniture if piece.kind is not Kind.LABEL] == [
        Kind.PAGE,
        Kind.PUBLIC_NOTICE,
    ]


def test_an_arabic_page_with_eastern_digits(agency: Agency):
    reading = reading_of("ar-page", agency)
    assert (reading.language, reading.section_code) == ("ar", "culture")
    assert people(reading) == [("سلمى المنصوري", CreditRole.WRITER), ("هادي الرقيق", CreditRole.TRANSLATOR)]
    assert dates(reading) == [
        (DateKind.UPDATED, "2026-04-05T18:45:00+03:00", Zone.ASSUMED),
        (DateKind.FIRST, "2026-04-04", Zone.NONE),
    ]
    assert reading.dateline is not None
    assert (reading.dateline.place, reading.dateline.marks) == ("صفاقس", ("الأناضول",))
    assert [source.name for source in reading.sources] == ["رويترز", "المرسى", "النافذة"]
    assert reading.keywords == ("صفاقس", "متحف", "ساعات")
    assert len(reading.body) == 3
    assert reading.furniture[-1].kind is Kind.PUBLIC_NOTICE


def test_an_english_dispatch_by_mail(agency: Agency):
    reading = reading_of("en-mail", agency)
    assert reading.headline == "Village clock in Ebensee strikes thirteen for a week"
    assert (reading.slug, reading.section_code) == ("clock-thirteen", "world")
    assert reading.embargo is not None
    assert reading.embargo.isoformat() == "2026-04-15T20:00:00+00:00"
    assert reading.note == "ATTENTION - pictures follow by noon."
    assert people(reading) == [
        ("Harriet Quill", CreditRole.WRITER),
        ("Tom Ashdown", CreditRole.WRITER),
        ("Ida Lenz", CreditRole.TRANSLATOR),
        ("Paul Moor", CreditRole.EDITOR),
        ("Nina Frost", CreditRole.CONTRIBUTOR),
    ]
    assert dates(reading) == [
        (DateKind.FILED, "2026-04-14T12:30:05+02:00", Zone.STATED),
        (DateKind.UPDATED, "2026-04-15T19:10:00+00:00", Zone.STATED),
        (DateKind.FILED, "2026-04-14", Zone.NONE),
    ]
    assert [date.precision for date in reading.source_dates] == [
        Precision.SECOND,
        Precision.MINUTE,
        Precision.DAY,
    ]
    assert reading.dateline is not None
    assert (reading.dateline.place, reading.dateline.country) == ("EBENSEE", "Austria")
    assert [source.name for source in reading.sources] == ["Salzfunk", "Traunsee Herald", "Associated Press"]
    kinds = [block.kind for block in reading.body]
    assert kinds.count(BlockKind.PARAGRAPH) == 4
    assert kinds.count(BlockKind.SUBHEAD) == kinds.count(BlockKind.LIST) == 1


def test_a_russian_wire_in_utf_8_and_in_an_old_desks_cyrillic(agency: Agency):
    text = (FIXTURES / "ru-wire.txt").read_text(encoding="utf-8")
    reading = read(text, agency)
    assert (reading.language, reading.form, reading.section_code) == ("ru", Form.URGENT, "world")
    assert people(reading) == [
        ("Ольга Рябинина", CreditRole.WRITER),
        ("Денис Клён", CreditRole.PHOTOGRAPHER),
        ("Мария Ковыль", CreditRole.TRANSLATOR),
    ]
    assert dates(reading) == [
        (DateKind.FIRST, "2026-05-03T10:15:00+03:00", Zone.STATED),
        (DateKind.UPDATED, "2026-05-03T12:40:00+03:00", Zone.STATED),
        (DateKind.FILED, "2026-05-03", Zone.NONE),
    ]
    assert reading.dateline is not None
    assert (reading.dateline.place, reading.dateline.marks) == ("ВЕЛИКИЙ НОВГОРОД", ("ТАСС",))
    assert [source.name for source in reading.sources] == ["Волховский вестник", "Ладога-ТВ"]
    decoded = decode(text.encode("cp1251"), frozenset(agency.words))
    assert (decoded.encoding, decoded.certain) == ("cp1251", False)
    assert read(decoded.text, agency) == reading


def test_a_spanish_page_with_a_path_and_a_year_taken_from_its_dates(agency: Agency):
    reading = reading_of("es-page", agency)
    assert (reading.language, reading.section, reading.section_code) == ("es", "Ciencia", "science")
    assert reading.deck == "El ensayo durará tres semanas y podrá verse desde la playa"
    assert people(reading) == [("Marta Ibáñez", CreditRole.WRITER), ("Hugo Peña", CreditRole.TRANSLATOR)]
    assert reading.dateline is not None
    assert (reading.dateline.place, reading.dateline.date) == ("Cádiz", "2026-05-09")
    assert [source.name for source in reading.sources] == ["Bahía Noticias", "Radio Caleta"]


def test_a_german_wire_with_its_section_under_the_headline(agency: Agency):
    reading = reading_of("de-wire", agency)
    assert (reading.language, reading.section_code, reading.form) == ("de", "economy", Form.URGENT)
    assert reading.headline == "Zürcher Tram fährt eine Woche lang rückwärts"
    assert people(reading) == [
        ("Greta Sonderegger", CreditRole.WRITER),
        ("Jonas Blatter", CreditRole.TRANSLATOR),
    ]
    assert reading.dateline is not None
    assert (reading.dateline.place, reading.dateline.marks) == ("Zürich", ("dpa",))
    assert [source.name for source in reading.sources] == ["Limmatbote", "Radio Uetli"]
    assert dates(reading) == [(DateKind.UPDATED, "2026-05-04T17:05:00+03:00", Zone.ASSUMED)]


def test_a_persian_wire(agency: Agency):
    reading = reading_of("fa-wire", agency)
    assert (reading.language, reading.form) == ("fa", Form.URGENT)
    assert people(reading) == [("نیلوفر سهرابی", CreditRole.TRANSLATOR), ("بهرام راد", CreditRole.WRITER)]
    assert dates(reading) == [(DateKind.UPDATED, "2026-04-14T12:30:00+03:00", Zone.ASSUMED)]
    assert reading.dateline is not None
    assert (reading.dateline.place, reading.dateline.marks) == ("همدان", ("ایرنا",))
    assert [source.name for source in reading.sources] == ["کوهسار"]


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("tr-agency-page", "cp1254"),
        ("ar-page", "cp1256"),
        ("fr-correspondent", "cp1252"),
        ("es-page", "cp1252"),
    ],
)
def test_an_old_encoding_is_guessed_from_the_language_and_said_to_be_a_guess(
    name: str, encoding: str, agency: Agency
):
    text = (
        (FIXTURES / f"{name}.txt")
        .read_text(encoding="utf-8")
        .translate({0x660 + n: str(n) for n in range(10)})
    )
    decoded = decode(text.encode(encoding, errors="ignore"), frozenset(agency.words))
    assert (decoded.encoding, decoded.certain) == (encoding, False)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_says_the_encoding_and_is_no_part_of_the_text(encoding: str, agency: Agency):
    text = (FIXTURES / "tr-agency-page.txt").read_text(encoding="utf-8")
    decoded = decode(text.encode(encoding), frozenset(agency.words))
    assert decoded.certain
    assert decoded.text == text


def test_line_ends_and_hard_blanks_of_other_machines_change_nothing(agency: Agency):
    text = (FIXTURES / "fr-correspondent.txt").read_text(encoding="utf-8")
    plain = read(text, agency)
    for other in (text.replace("\n", "\r\n"), text.replace("\n", "\r")):
        again = read(other, agency)
        assert again.body == plain.body
        assert people(again) == people(plain)
    hard = read(text.replace(" : ", "\u00a0: "), agency)
    assert people(hard) == people(plain)
    assert hard.keywords == plain.keywords
