"""The words of notices: of what kind of item they speak, and how a line from right to left keeps its order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from newsflow.domain.characters import character_faults
from newsflow.domain.codes import Action, ItemType, ReasonClass
from newsflow.domain.notice import Event, notice
from tests.builders import a_dispatch, the_agency
from tests.harness import MORNING

if TYPE_CHECKING:
    from newsflow.domain.dispatch import Dispatch

KILL = Event(
    guid="nf:picture:20260302:7",
    version=2,
    action=Action.KILL,
    first_at=MORNING,
    reason_class=ReasonClass.LEGAL,
)
FSI, PDI = "\u2068", "\u2069"


def told(language: str, *, slug: str = "harbour-ferry", kind: ItemType = ItemType.TEXT) -> Dispatch:
    about = replace(a_dispatch(language=language, slug=slug), type=kind)
    return notice(about, KILL, the_agency())


def text(said: Dispatch) -> str:
    return said.body[0].text()


@pytest.mark.parametrize(
    ("language", "kind", "opens"),
    [
        ("tr", ItemType.TEXT, "“harbour-ferry” kısa adlı haberimiz ("),
        ("tr", ItemType.PICTURE, "“harbour-ferry” kısa adlı fotoğrafımız ("),
        ("tr", ItemType.GRAPH_GROUP, "“harbour-ferry” kısa adlı grafik dizimiz ("),
        ("en", ItemType.VIDEO, "Our video “harbour-ferry” ("),
        ("fr", ItemType.FILE, "Notre fichier "),
        ("ru", ItemType.PICTURE, "Наша фотография «"),
        ("de", ItemType.GRAPH, "Unsere Grafik „"),
        ("ar", ItemType.PICTURE, "أُلغيت صورتنا «"),
    ],
)
def test_a_notice_calls_the_item_what_it_is(language: str, kind: ItemType, opens: str):
    assert text(told(language, kind=kind)).startswith(opens)


def test_a_kind_without_words_of_its_own_is_called_what_a_dispatch_is():
    agency = the_agency()
    words = replace(agency.words["en"], kind_notices={ItemType.PICTURE: {Action.HOLD: "Hold {item}."}})
    about = replace(a_dispatch(language="en"), type=ItemType.PICTURE)
    assert text(notice(about, KILL, replace(agency, words={**agency.words, "en": words}))).startswith(
        "Our dispatch “"
    )


def test_what_is_latin_in_a_notice_from_right_to_left_is_kept_apart_from_the_marks_beside_it():
    said = told("ar")
    assert said.headline == f"إلغاء: {FSI}harbour-ferry{PDI}"
    assert f"«{FSI}harbour-ferry{PDI}» ({FSI}{KILL.guid}{PDI}، {FSI}2026-03-02 " in text(said)
    assert f"(+03:00){PDI})" in text(said)
    assert not character_faults(said)


def test_a_slug_in_the_notice_s_own_script_and_notices_from_left_to_right_bear_no_marks():
    assert told("ar", slug="عبارات-الخليج").headline == "إلغاء: عبارات-الخليج"
    assert FSI in told("ar", slug="عبارات-f16").headline
    for language in ("tr", "en", "fr", "ru", "de"):
        said = told(language, slug="عبارات-الخليج")
        assert FSI not in said.headline + text(said)
