"""Which language a text is in."""

import tomllib

import pytest

from newsflow.copyreader import language as copyreader_language
from newsflow.copyreader.language import detect, warm_up
from newsflow.domain.agency import Agency
from newsflow.ops.demo import DISPATCHES
from tests.copyreader.matter import MATTER

EXPECTED = frozenset({"ar", "de", "en", "fr", "ru", "tr"})


@pytest.mark.parametrize("language", MATTER)
def test_each_language_with_a_table_is_told_from_a_paragraph_and_from_a_headline(language: str):
    matter = MATTER[language]
    assert detect(matter.paragraphs[0], EXPECTED)[0] == language
    assert detect(matter.headline, EXPECTED)[0] == language


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("it", "La vecchia lanterna del porto è stata riaccesa ieri sera davanti a tutto il paese."),
        ("pt", "A velha lanterna do porto voltou a acender ontem à noite diante de toda a vila."),
        ("az", "Limanın köhnə fənəri dünən axşam bütün kəndin qarşısında yenidən yandırıldı."),
        ("uk", "Старий ліхтар у порту вчора ввечері знову засвітили на очах усього містечка."),
        ("el", "Το παλιό φανάρι του λιμανιού άναψε ξανά χθες το βράδυ μπροστά σε όλο το χωριό."),
    ],
)
def test_a_language_without_a_table_is_not_taken_for_one_that_has_one(language: str, text: str):
    assert detect(text, EXPECTED)[0] == language


@pytest.mark.parametrize("text", ["", " ", "123 456", "—", "AA"])
def test_what_no_one_could_tell_is_said_to_be_undetermined(text: str):
    assert detect(text, EXPECTED)[0] == "und"


def test_the_same_text_always_gets_the_same_answer(agency: Agency):
    text = MATTER["tr"].paragraphs[0]
    assert len({detect(text, frozenset(agency.words)) for _ in range(5)}) == 1


def test_every_written_dispatch_of_the_demo_is_told_by_its_first_words():
    told = 0
    for path in sorted(DISPATCHES.glob("*.toml")):
        for release in tomllib.loads(path.read_text(encoding="utf-8"))["release"]:
            body = release.get("body", "").strip()
            if body and "language" in release:
                assert detect(body[:100], EXPECTED)[0] == release["language"], (path.name, body[:100])
                told += 1
    assert told > 40


def test_once_warmed_up_the_first_text_loads_no_model():
    copyreader_language._identifier.cache_clear()
    warm_up()
    detect("The old lantern of the harbour was lit again.", EXPECTED)
    assert copyreader_language._identifier.cache_info().misses == 1
