"""Codes: the media topics that ship, the whole tree that an operator loads, and the standards' closed sets."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from newsflow.documents.loads import Kind
from newsflow.domain.codes import Action, Form, ItemType
from newsflow.domain.errors import BadInputError
from newsflow.domain.media import AiUse
from newsflow.domain.topics import SHIPPED, Topics
from newsflow.formats import newscodes
from newsflow.formats.media_topics import read_topics
from newsflow.formats.names import Format
from tests.builders import a_dispatch, the_agency
from tests.documents.askers import put_in_force, the_desk

if TYPE_CHECKING:
    from pathlib import Path

    from tests.builders import Newsroom

TREE = {
    "conceptSet": [
        {"qcode": "medtop:15000000", "prefLabel": {"en-GB": "sport", "dk": "sport (da)", "se": "sport (sv)"}},
        {
            "qcode": "medtop:20000901", "prefLabel": {"en-GB": "oar and sail"}, "retired": "2018-05-24T12:00:00+00:00",
            "broader": ["http://cv.iptc.org/newscodes/mediatopic/15000000"],
            "changeNote": {"en-GB": "Retired; merged into medtop:20000902"},
        },
        {
            "qcode": "medtop:20000902", "prefLabel": {"en-GB": "boats"},
            "broader": ["http://cv.iptc.org/newscodes/mediatopic/15000000"],
            "exactMatch": ["http://cv.iptc.org/newscodes/subjectcode/15099000"],
        },
    ]
}  # fmt: skip
FILE = {"topics.json": json.dumps(TREE).encode()}


def the_tree(schemas: Path) -> Topics:
    """IPTC's own file."""
    [file] = (schemas / "newscodes").glob("mediatopic-*.json")
    return read_topics(file.name, file.read_bytes())


def test_the_top_level_ships_with_labels_in_every_language_of_the_agency():
    assert len(SHIPPED.by_code) == 17
    for topic in SHIPPED.by_code.values():
        assert {language.code for language in the_agency().languages} <= topic.labels.keys(), topic.code
        assert topic.subject == topic.code.removeprefix("medtop:")


def test_the_standards_own_file_is_read_with_the_languages_that_its_tags_mean(schemas: Path):
    tree = the_tree(schemas)
    assert len(tree.by_code) == 1286
    tags = {tag for topic in tree.by_code.values() for tag in topic.labels}
    assert {"da", "sv", "en", "fr", "ar"} <= tags
    assert not tags & {"dk", "se"}
    assert tree.label("medtop:15000000", "de-AT") == "Sport"
    assert tree.label("medtop:15000000", "xx") == "sport"
    assert SHIPPED.over(tree).label("medtop:15000000", "tr") == "spor", "what the file lacks stays"


def test_every_retired_code_of_the_file_leads_to_one_that_is_alive(schemas: Path):
    tree = the_tree(schemas)
    retired = [topic for topic in tree.by_code.values() if topic.retired]
    assert len(retired) == 153
    astray = [topic.code for topic in retired if tree.current(topic.code) == topic.code]
    assert len(astray) <= 1, "at most a retired topic without a successor or a broader one"
    assert all(
        tree.subject(topic.code)
        for topic in tree.by_code.values()
        if topic.broader is None and not topic.retired
    )


async def test_a_loaded_tree_names_topics_maps_retired_ones_and_gives_the_old_codes(newsroom: Newsroom):
    header = await newsroom.release(a_dispatch(topics=("medtop:20000901",)))
    await put_in_force(newsroom, Kind.TOPICS, FILE)
    found = await the_desk(newsroom).json(header.guid, Format.NINJS_1)
    subjects = [
        (one["rel"], one["code"], one.get("name")) for one in found["subject"] if one["rel"] != "section"
    ]
    assert ("topic", "20000902", "boats") in subjects
    assert ("subject-code", "15099000", None) in subjects
    assert "20000901" not in str(subjects)


@pytest.mark.parametrize("body", [b"{}", b"[]", b"{", b'{"conceptSet": [{"qcode": "x:1"}]}', b"\xff"])
async def test_a_file_that_is_no_tree_is_refused(newsroom: Newsroom, body: bytes):
    with pytest.raises(BadInputError, match="media topics"):
        await put_in_force(newsroom, Kind.TOPICS, {"topics.json": body})


def test_every_form_type_and_use_has_its_code():
    assert newscodes.GENRE_OF.keys() == set(Form)
    assert newscodes.NATURE_OF.keys() == set(ItemType)
    assert {use for use in AiUse if newscodes.data_mining(use) is None} == {AiUse.UNSPECIFIED}
    assert newscodes.signal(Action.CORRECT) is newscodes.Signal.CORRECTION
    assert newscodes.signal(Action.NEW) is None
    assert [code.value for code in newscodes.Urgency] == list(range(1, 10))


def test_a_topic_leads_to_all_beneath_it_and_to_those_above():
    topics = read_topics("topics.json", FILE["topics.json"])
    assert topics.within("medtop:15000000") == ("medtop:15000000", "medtop:20000901", "medtop:20000902")
    assert topics.within("medtop:20000902") == ("medtop:20000902",)
    assert topics.above("medtop:20000902") == ("medtop:20000902", "medtop:15000000")
    assert topics.above("medtop:99999999") == ("medtop:99999999",), "what is not known stands for itself"
