"""ninjs 1.6 and 3.1: what receivers find in them, odd ones too."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest

from newsflow.formats.choices import DEFAULTS, Choices
from newsflow.formats.names import Format
from newsflow.formats.sheet import Relation, seconds
from newsflow.formats.writers import document
from tests.formats.goldens import PICTURE, goldens
from tests.formats.items import items

BOTH = (Format.NINJS_1, Format.NINJS_3)
MOMENT = re.compile(
    r'"(?:firstcreated|versioncreated|contentcreated|embargoed|embargoeduntil)":"([^"]*)"', re.IGNORECASE
)
"""A date of an item, also of one that is embedded."""


def read(form: Format, name: str, choices: Choices = DEFAULTS) -> Any:
    """A golden document."""
    return json.loads(document(form, *goldens()[name], choices))


def associated(form: Format, item: Any) -> list[Any]:
    """What is associated, in order, each with its relation as `rel`."""
    found = item.get("associations", {})
    if form is Format.NINJS_3:
        return list(found or [])
    return [{**one, "rel": name.rpartition("_")[0].replace("_", "-")} for name, one in found.items()]


@pytest.mark.parametrize("form", BOTH)
def test_every_moment_has_whole_seconds_and_z_as_the_strictest_readers_want(form: Format):
    for sheet, links in items(6, 100):
        stated = MOMENT.findall(document(form, sheet, links, DEFAULTS).decode())
        assert stated
        for one in stated:
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", one), one


@pytest.mark.parametrize("form", BOTH)
def test_other_items_are_told_apart_by_relation_and_media_stand_whole(form: Format):
    sheet, links = goldens()["whole_fr"]
    found = associated(form, read(form, "whole_fr"))
    assert [one["rel"] for one in found] == ["replaces", "original", "translation", "story"]
    assert [(one["uri"], one["version"]) for one in found] == [
        (link.guid, str(link.version)) for link in links.items
    ]
    picture = found[-1]
    assert picture["uri"] == PICTURE
    assert picture["renditions"]
    assert found[0].get("representationtype", found[0].get("representationType")) in {"incomplete", "partial"}
    assert sheet.header.guid not in [one["uri"] for one in found]


@pytest.mark.parametrize("form", BOTH)
def test_who_takes_every_association_for_an_item_gets_media_alone_by_choice(form: Format):
    found = associated(form, read(form, "whole_fr", Choices(media_only=True)))
    assert [(one["rel"], one["uri"]) for one in found] == [("story", PICTURE)]
    notice = read(form, "notice_of_kill_tr", Choices(media_only=True))
    assert "associations" not in notice
    assert "nf:text:20260302:41" in json.dumps(notice), "the notice's words name it"


def test_digests_provenance_and_terms_are_where_the_table_says():
    old, new = read(Format.NINJS_1, "picture"), read(Format.NINJS_3, "picture")
    digests = {file.rendition.sha256 for file in goldens()["picture"].links.files}
    assert digests <= set(old["altids"].values())
    assert digests <= {one["value"] for one in new["altIds"]}
    assert old["body_text"] == old["description_alt_text"] == "Beyaz bir vapur taş rıhtıma yanaşıyor."
    whole = read(Format.NINJS_1, "whole_fr")
    assert whole["description_translated_from"] == "ar"
    assert {"name": "Noé Exemple", "rel": "translator"} in whole["infosource"]
    terms = json.loads(whole["rightsinfo"]["encodedrights"])["terms"]
    assert terms[1]["territories"] == ["CH"]
    assert "subscribers_out" not in terms[1]


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("story_tr", "usable"), ("embargoed_fr", "withheld"), ("advisory_tr", "withheld"), ("hold_ar", "withheld"),
        ("kill_fr", "canceled"),
    ],
)  # fmt: skip
def test_the_status_alone_keeps_a_receiver_safe(name: str, status: str):
    assert read(Format.NINJS_1, name)["pubstatus"] == read(Format.NINJS_3, name)["pubStatus"] == status


def test_relations_are_all_words_that_a_member_s_name_may_have():
    assert all(relation.value.replace("-", "").isalpha() for relation in Relation)
    assert seconds(datetime(2026, 3, 2, 9, 0, 0, 999999, tzinfo=UTC)) == "2026-03-02T09:00:00Z"
