"""What a schema says against a document is told in the reader's language, and none of the checker's words is lost."""

from __future__ import annotations

import json
from typing import Any

import pytest

from newsflow.desk.items.faults import told_fault
from newsflow.documents.schemas import checks_of
from newsflow.web.say import LANGUAGES, tongue

NAME = "ninjs-schema_1.6.json"
ID = "http://www.iptc.org/std/ninjs/ninjs-schema_1.6.json#"
FAULTS: list[tuple[dict[str, Any], str]] = [
    ({"required": ["urgency"]}, "Something is missing that the schema asks for: urgency."),
    ({"additionalProperties": False}, "Something stands where the schema does not know it: slug."),
    (
        {"properties": {"slug": {"type": "integer"}}},
        "A value is not of the form that the schema asks for: slug.",
    ),
    ({"not": {}}, "The schema refuses the document."),
]


def plain(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")


@pytest.mark.parametrize(("schema", "said"), FAULTS)
def test_a_fault_of_a_json_schema_is_told_by_its_kind(schema: dict[str, Any], said: str):
    [check] = checks_of({NAME: json.dumps({"$id": ID, **schema}).encode()}).values()
    fault = check(b'{"slug": "ferry"}')
    assert fault is not None
    told = told_fault(tongue("en"), fault)
    assert (plain(told.text), told.own) == (said, fault)
    for language in LANGUAGES[1:]:
        other = told_fault(tongue(language), fault)
        assert said not in plain(other.text)
        assert other.now != told.now


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (
            "line 7: Element '{urn:x}itemMeta': Missing child element(s).",
            "asks for: itemMeta. It is in line 7 of the document.",
        ),
        (
            "line 9: Element '{urn:x}p': This element is not expected.",
            "does not know it: p. It is in line 9 of the document.",
        ),
        (
            "with one asker's links: line 3: Element 'a', attribute 'href': 'x' is not a valid value.",
            "asks for: href. It is in line 3",
        ),
        ("with one asker's links: $: broken", "the others get this format."),
    ],
)
def test_a_fault_of_an_xml_schema_is_told_with_its_line_and_whose_links_made_it(fault: str, said: str):
    told = told_fault(tongue("en"), fault)
    assert said in plain(told.text)
    assert told.own == fault
