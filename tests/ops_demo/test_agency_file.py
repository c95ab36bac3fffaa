"""agency.toml makes the agency, and whatever is wrong in it is named by its key."""

from pathlib import Path

import pytest

from newsflow.domain.codes import Action, Form, ItemType, Priority, ReasonClass
from newsflow.domain.entry import NOTICED
from newsflow.domain.errors import SetupError
from newsflow.domain.media import AiUse
from newsflow.domain.release import lead_label
from newsflow.newsroom.description.agency_file import read_agency
from newsflow.ops import demo
from newsflow.ops.jobs import house_words

HAS_CATEGORIES = [
    "Genel",
    "Spor",
    "Ekonomi",
    "Sağlık",
    "Bilim, Teknoloji",
    "Politika",
    "Kültür, Sanat, Yaşam",
]


def test_the_demo_agency_says_everything_in_every_language():
    agency = read_agency(demo.AGENCY_FILE)
    spoken = {language.code for language in agency.languages}
    assert {"tr", "en", "ar", "fr", "ru", "de"} <= spoken == set(agency.words)
    for table in (agency.packages, agency.providers, agency.priorities, agency.types, agency.languages):
        assert all(spoken <= set(code.labels) for code in table)
    for language, house in agency.words.items():
        assert house.language == language
        assert set(house.notice_marks) == set(house.notices) == NOTICED
        assert set(house.kind_notices) == set(ItemType) - {ItemType.TEXT}
        assert all(set(notices) == NOTICED for notices in house.kind_notices.values())
        patterns = [house.notice(kind, action) for kind in ItemType for action in NOTICED]
        assert len(set(patterns)) == len(patterns), "each kind of item has its own words"
        assert set(house.reasons) == set(ReasonClass)
        assert set(house.forms) == set(Form)
        assert spoken <= set(house.language_names)


def test_the_demo_agencys_has_tables_are_those_of_the_contract():
    agency = read_agency(demo.AGENCY_FILE)
    assert [category.labels["tr"] for category in agency.categories] == HAS_CATEGORIES
    assert (agency.categories[0].code, agency.categories[1].code) == ("GUN", "SPO")
    assert agency.categories[1].labels["en"] == "Sport"
    assert [code.labels["tr"] for code in agency.priorities] == [
        "Flaş",
        "Acil",
        "Önemli",
        "Rutin",
        "Özel",
        "Arşiv",
    ]
    assert [code.number for code in agency.priorities] == [1, 2, 3, 4, 5, 6]
    assert {code.code for code in agency.priorities} == set(Priority)
    assert [code.labels["tr"] for code in agency.types] == ["Haber", "Fotoğraf", "Video", "Dosya", "Grafik"]
    assert [(code.number, code.code) for code in agency.languages[:3]] == [(1, "tr"), (2, "en"), (3, "ar")]
    assert agency.packages[0].number == 1
    assert agency.packages[0].labels["tr"] == "Genel"


def test_a_section_says_into_which_packages_its_imported_copy_goes():
    agency = read_agency(demo.AGENCY_FILE)
    assert agency.packages_of("world") == ("general", "world")
    assert agency.packages_of("health") == agency.packages_of("nowhere") == ("general",)
    assert agency.section("turkiye").labels["fr"] == "Turquie"


def test_house_words_read_as_the_language_says_them():
    agency = read_agency(demo.AGENCY_FILE)

    def credit(language: str, source: str) -> str:
        house = agency.house(language)
        return house.translated_from.format(language=house.language_names[source], translator="X Y")

    assert credit("fr", "ar") == "Traduit de l’arabe par X Y"
    assert credit("fr", "tr") == "Traduit du turc par X Y"
    assert credit("tr", "fr") == "Fransızcadan çeviren: X Y"
    assert credit("de", "ru") == "Aus dem Russischen von X Y"
    assert agency.house("tr").notice_marks[Action.CORRECT] == "DÜZELTME"
    english, french = agency.house("en").label_patterns, agency.house("fr").label_patterns
    assert [lead_label(number, english) for number in (2, 4)] == ["2nd lead", "4th lead"]
    assert [lead_label(number, french) for number in (1, 2)] == ["1er lead", "2e lead"]


def test_another_code_renames_the_agency_its_mark_and_its_provider():
    agency = read_agency(demo.AGENCY_FILE, code="aa")
    assert (agency.code, agency.mark) == ("aa", "AA")
    assert [provider.code for provider in agency.providers] == ["aa", "filspor", "lodos"]
    assert read_agency(demo.AGENCY_FILE, code="nf") == read_agency(demo.AGENCY_FILE)
    for code in ("AA", "a", "filspor", "a:b"):
        with pytest.raises(SetupError, match="code"):
            read_agency(demo.AGENCY_FILE, code=code)


WRONG = [
    ('ai_use = "no_training"', 'ai_use = "never"', "site.ai_use"),
    ('"social=https://social.example/@fil"', '"friend=x"', "site.trust"),
    ('"GPTBot"', '"a\\nb"', "site.refused_agents"),
    ("guvenlik@fil.example", "nobody", "site.security_contact"),
    ('mark = "Fil"', 'mark = "Fil"\ncolour = "red"', "colour"),
    ('mark = "Fil"', "", "mark is not set"),
    ('mark = "Fil"', 'mark = "(Fil)"', "mark"),
    ('code = "nf"\nname', 'code = "NF"\nname', "wrong code"),
    ('zone = "Europe/Istanbul"', 'zone = "Europe/Atlantis"', "Atlantis"),
    ('default_language = "tr"', 'default_language = "xx"', "default_language"),
    ('contact = "abone@fil.example"', 'contact = "javascript:alert(1)"', "contact"),
    ('[[languages]]\ncode = "de"\nnumber = 6', '[[languages]]\ncode = "de"\nnumber = 5', "“5” stands twice"),
    ('packages = ["general", "world"]', 'packages = ["general", "wold"]', "“wold” is unknown"),
    ('code = "filspor"', 'code = "lodos"', "“lodos” stands twice"),
    ('code = "nf"\nnumber', 'code = "xx"\nnumber', "None has the code “nf”"),
    ('code = "archive"', 'code = "old"', "priorities"),
    ('code = "graph"', 'code = "graphic"', "types"),
    ('code = "SPO"', 'code = "Spo"', r"categories\[2\].code"),
    ('code = "sport"\ncategory = 2', 'code = "sport"\ncategory = 8', r"sections\[6\].category"),
    ("medtop:15000000", "15000000", r"sections\[6\].topic"),
    (
        ', de = "Spezial" }\n\n[[priorities]]',
        " }\n\n[[priorities]]",
        r"priorities\[5\].labels.*no label in de",
    ),
    ('sections = ["sport"]', 'sections = ["chess"]', r"public\[2\].sections.*chess"),
    ("summary_share = 40", "summary_share = 0", r"public\[1\].summary_share"),
    ('locale = "ru_RU"', 'locale = "ru"', "words.ru.locale"),
    ("[words.fr.notices.video]", "[words.fr.notices.film]", "words.fr.notices.film"),
    ("[words.fr.notices.video]\n", '[words.fr.notices.video]\nnew = "x"\n', "words.fr.notices.video.new"),
    ("Notre photo «\u00a0{slug}", "Notre photo «\u00a0{slag}", "words.fr.notices.picture.correct"),
    ('kill = "ANNULATION"\n', "", "words.fr.notice_marks.kill is not set"),
    ("Traduit {language} par {translator}", "Traduit {langue} par {translator}", "words.fr.translated_from"),
    ("Traduit {language} par {translator}", "Traduit {language par {translator}", "words.fr.translated_from"),
    ('n = "{n}-й лид"', 'n = "лид"', "words.ru.label_patterns.n"),
    ('checking = "its facts are being checked"\n', "", "words.en.reasons.checking"),
    ('[words.de.forms]\nflash = "Blitz"', '[words.de.forms]\nflas = "Blitz"', "words.de.forms.flash"),
    ('[words.de]\nname = "Deutsch"', '[words.de]\nnane = "Deutsch"', "words.de.name is not set"),
    ("[words.de]\n", "[words.nl]\n", "words.de.name is not set"),
    ("number = 1\n", "number = 1.5\n", "number"),
    ('mark = "Fil"', "mark = Fil", "not TOML.*line 6"),
]


@pytest.mark.parametrize(("right", "wrong", "named"), WRONG, ids=[named for _, _, named in WRONG])
def test_a_wrong_key_is_named(tmp_path: Path, right: str, wrong: str, named: str):
    text = demo.AGENCY_FILE.read_text("utf-8")
    assert right in text
    file = tmp_path / "agency.toml"
    file.write_text(text.replace(right, wrong, 1), "utf-8")
    with pytest.raises(SetupError, match=named) as caught:
        read_agency(file)
    assert all(part for part in caught.value.args)


def test_what_is_said_of_media_is_the_agencys_to_say(tmp_path: Path):
    plain = house_words(read_agency(demo.AGENCY_FILE))
    assert (plain.credit_line, plain.copyright, plain.ai_use) == ("Fil", "© Fil", None)
    file = tmp_path / "agency.toml"
    said = '\n[media]\ncredit_line = "Fil Foto"\nusage_terms = "Bir kez."\nai_use = "prohibited"\n'
    file.write_text(demo.AGENCY_FILE.read_text("utf-8") + said, "utf-8")
    words = house_words(read_agency(file))
    assert (words.credit_line, words.usage_terms, words.ai_use) == ("Fil Foto", "Bir kez.", AiUse.PROHIBITED)
    assert (words.copyright, words.source) == ("© Fil", "Fil")
    for wrong, named in (('ai_use = "never"', "ai_use"), ('credits = "x"', "credits")):
        file.write_text(demo.AGENCY_FILE.read_text("utf-8") + f"\n[media]\n{wrong}\n", "utf-8")
        with pytest.raises(SetupError, match=named):
            read_agency(file)


def test_a_missing_file_is_said_so(tmp_path: Path):
    with pytest.raises(SetupError, match="cannot be read"):
        read_agency(tmp_path / "none.toml")
