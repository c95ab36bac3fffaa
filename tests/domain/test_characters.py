"""What may stand in a text: every script with the marks it needs, and nothing that cannot be seen or turns the rest."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from newsflow.domain.characters import character_faults, tidied, what_is_wrong
from newsflow.domain.codes import Action, BlockKind, CreditRole, PlaceRole
from newsflow.domain.dispatch import (
    Block,
    Credit,
    Dateline,
    Place,
    Restriction,
    Source,
    Span,
    TranslatedFrom,
    paragraph,
)
from newsflow.domain.release import faults
from tests.builders import a_dispatch, a_picture, the_agency
from tests.harness import MORNING


def at_fault(**facts: Any) -> list[str]:
    """The fields of a dispatch with these facts that hold a character which may not go out."""
    return [fault.field for fault in character_faults(a_dispatch(**facts))]


@pytest.mark.parametrize(
    "text",
    [
        "کشتی‌ها بازگشتند",  # ZWNJ
        "السفينة‍ عادت",  # ZWJ
        "عاد \u200fFC Liman\u200f إلى الميناء (3-1)\u200e!",  # RLM, LRM
        "التاريخ \u061c12/3",  # ALM
        "قال \u2068Harbour FC\u2069 إنه عاد",  # a balanced isolate
        "قال \u2067عن \u2066Port 3\u2069 اليوم\u2069 إنه عاد",  # isolates in each other
        "قال \u202aHarbour FC\u202c إنه عاد",  # a balanced embedding
        "👩\u200d✈️ 👨\u200d👩\u200d👧 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f ❤️",
        "co\u00adoperation, 5\u00a0%, l\u2060été, ﬁn",
        "İstanbul’da ılık gün — “ğüşöç”",
    ],
)
def test_every_script_keeps_the_marks_that_it_needs(text: str):
    assert what_is_wrong(text) is None
    assert at_fault(headline=text, keywords=(text,), body=(paragraph(text),)) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ferry\nreturns", "line break U+000A (character 6)"),
        ("Ferry\rreturns", "line break U+000D"),
        ("Ferry\u2028returns", "line break U+2028"),
        ("Ferry\u0085returns", "line break U+0085"),
        ("Ferry\treturns", "U+0009, a control character"),
        ("Ferry \x07", "U+0007"),
        ("Ferry \x00", "U+0000"),
        ("Ferry \ud800", "U+D800"),
        ("Ferry \ufffe", "U+FFFE"),
        ("Ferry \u202egnp.exe", "U+202E, which turns the order of letters"),
        ("Ferry \u202ddo not\u202c", "U+202D"),
        ("Ferry \u202bback", "Close the mark of direction U+202B"),
        ("Ferry \u2067back", "Close the mark of direction U+2067"),
        ("Ferry back\u202c", "U+202C"),
        ("Ferry back\u2069", "U+2069"),
        ("\u202aFerry \u2066back\u202c\u2069", "U+202C"),
    ],
)
def test_what_cannot_be_seen_or_turns_the_rest_is_named_with_its_place(text: str, told: str):
    wrong = what_is_wrong(text)
    assert wrong is not None
    assert told in wrong


def test_a_body_may_have_lines_and_tabs_and_closes_its_marks_on_each_line():
    assert what_is_wrong("Group A\tHarbour\nGroup B\tQuay", lines=True) is None
    assert what_is_wrong("\u2067one\ntwo\u2069", lines=True) is not None
    assert what_is_wrong("one\r\ntwo", lines=True) is not None


def test_an_embedding_may_close_behind_a_link():
    spans = (Span("قال \u202bعن "), Span("Harbour", "https://harbour.example/"), Span(" اليوم\u202c إنه"))
    assert at_fault(body=(Block(spans=spans),)) == []
    assert at_fault(body=(Block(spans=spans[:2]),)) == ["body"]
    listed = Block(kind=BlockKind.LIST, items=(spans[:2], spans[2:]))
    assert at_fault(body=(listed,)) == ["body"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("headline", "Ferry\nreturns"),
        ("deck", "A\x1b deck\nof two lines"),
        ("slug", "harbour\nferry"),
        ("label", "2nd\nlead"),
        ("keywords", ("ferry\n",)),
        ("credits", (Credit(name="Ada\nSample", role=CreditRole.WRITER),)),
        ("places", (Place(name="Sfax\u202e", role=PlaceRole.ABOUT),)),
        ("dateline", Dateline(place="Sfax", marks=("NF\n",))),
        ("whats_new", "More\x07"),
        ("note", "Call\u2066 us"),
        ("sources", (Source(name="A\nB", words="A\nB"),)),
        ("translated_from", TranslatedFrom(language="tr", translator="Vera\n")),
        ("restrictions", (Restriction(words="No use\x08"),)),
        ("body", (paragraph("It came\x0bback."),)),
        ("body", (Block(spans=(Span("here", "https://harbour.example/\n"),)),)),
    ],
)
def test_a_release_is_refused_for_such_a_character_wherever_it_stands(field: str, value: Any):
    found = faults(a_dispatch(**{field: value}), Action.NEW, the_agency(), MORNING)
    assert field in {fault.field for fault in found}


def test_a_picture_s_caption_may_have_lines_and_its_title_may_not():
    picture = a_picture(caption="First line.\nSecond line.")
    assert character_faults(picture) == []
    assert [fault.field for fault in character_faults(replace(picture, headline="a\nb"))] == ["headline"]
    assert [fault.field for fault in character_faults(a_picture(alt_text="a\nb"))] == ["alt_text"]


def test_what_a_camera_wrote_is_tidied_and_what_a_script_needs_stays():
    assert tidied("Ferry\r\nat\x07 \u202equay\ufffe") == "Ferry at quay"
    assert tidied("One\nTwo\x00\tThree", lines=True) == "One\nTwo\tThree"
    assert tidied("قال \u2067عن") == "قال عن"
    for kept in ("کشتی‌ها", "\u200fFC\u200f 👩\u200d✈️", "قال \u2068FC\u2069 إنه"):
        assert tidied(kept) == kept


@pytest.mark.parametrize("text", ["\u2069a\u2067\x00\nb", "\u202a\u2069", "\r\x85\ud800"])
@pytest.mark.parametrize("lines", [True, False])
def test_what_is_tidied_may_go_out(text: str, lines: bool):
    assert what_is_wrong(tidied(text, lines=lines), lines=lines) is None


def test_a_deck_may_have_two_lines_as_agency_pages_print_it():
    assert at_fault(deck="The ferry is back\nHundreds came") == []


@pytest.mark.parametrize("topic", ["15000000", "medtop:1500000", "medtop:15000000\n", "medtop:١٥٠٠٠٠٠٠"])
def test_a_topic_is_a_media_topic(topic: str):
    found = faults(a_dispatch(topics=("medtop:15000000", topic)), Action.NEW, the_agency(), MORNING)
    assert "topics" in {fault.field for fault in found}
