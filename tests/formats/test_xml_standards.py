"""What the XML standards' documents must get right besides the facts: status, terms, tags inside paragraphs, links."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from lxml import etree

from newsflow.domain.codes import BlockKind, ItemType
from newsflow.domain.dispatch import Block, Restriction, Span
from newsflow.formats.choices import DEFAULTS, Choices, G2Body
from newsflow.formats.core import Slot
from newsflow.formats.names import Format, media_type
from newsflow.formats.newsmlg2.item import G2
from newsflow.formats.newsmlg2.rights import ODRL
from newsflow.formats.sheet import NO_LINKS
from newsflow.formats.writers import WRITERS, document
from tests.formats.goldens import XML, a_sheet, goldens
from tests.formats.items import items
from tests.has import copy

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)
BODIES = [*((form, DEFAULTS) for form in sorted(XML - {Format.NEWSML_G2})),
          *((Format.NEWSML_G2, Choices(g2_body=body)) for body in G2Body)]  # fmt: skip


def written(block: Block, form: Format, choices: Choices) -> str:
    """The document of a story of that one block, HTML in it unescaped once."""
    text = document(form, a_sheet(copy.a_dispatch(body=(block,))), NO_LINKS, choices).decode()
    return text.replace("&lt;", "<").replace("&gt;", ">")


@pytest.mark.parametrize(("form", "choices"), BODIES)
def test_a_receiver_that_cuts_at_tags_gets_paragraphs_without_any(form: Format, choices: Choices):
    block = Block(spans=(Span("See "), Span("the page", "https://ferries.example/"), Span(" of the port.")))
    assert '<a href="https://ferries.example/">the page</a> of the port.' in written(block, form, choices)
    plain = written(block, form, replace(choices, plain_paragraphs=True))
    assert re.search(r"<p>[^<]*See the page of the port\.</p>", plain)


@pytest.mark.parametrize(("form", "choices"), BODIES)
def test_links_beside_each_other_stay_beside_each_other(form: Format, choices: Choices):
    links = (Span("a", "https://a.example/"), Span("b", "https://b.example/"))
    for kind in (BlockKind.SUBHEAD, BlockKind.QUOTE, BlockKind.LIST):
        block = Block(kind=kind, items=(links,)) if kind is BlockKind.LIST else Block(kind=kind, spans=links)
        text = written(block, form, choices)
        assert '<a href="https://a.example/">a</a><a href="https://b.example/">b</a><' in text


@pytest.mark.parametrize(
    ("name", "status"),
    [("story_tr", "usable"), ("embargoed_fr", "withheld"), ("hold_ar", "withheld"), ("kill_fr", "canceled"),
     ("advisory_tr", "withheld")],
)  # fmt: skip
def test_the_status_says_whether_readers_may_see_it(name: str, status: str):
    text = document(Format.NEWSML_G2, *goldens()[name], DEFAULTS).decode()
    assert re.findall(r'<pubStatus qcode="([^"]*)"', text) == [f"stat:{status}"]


def test_a_use_term_is_a_policy_of_rightsml_too_and_names_no_subscriber():
    term = Restriction(
        words="TR only.", territories=("TR",), ends=NOON, subscribers_in=("gazette",), mandatory_credit=True
    )
    sheet = a_sheet(copy.a_dispatch(restrictions=(term, Restriction(words="No archive.", no_archive=True))))
    root = etree.fromstring(document(Format.NEWSML_G2, sheet, NO_LINKS, DEFAULTS))
    [said] = [one for one in root.iter(f"{{{G2}}}rightsExpressionData") if one.get("langid") == ODRL]
    policy = json.loads(said.text or "")
    [permission] = policy["permission"]
    assert policy["target"] == sheet.header.guid
    assert permission["constraint"] == [
        {"leftOperand": "dateTime", "operator": "lt", "rightOperand": "2026-03-03T12:00:00Z"},
        {"leftOperand": "spatial", "operator": "isAnyOf", "rightOperand": ["TR"]},
    ]
    assert permission["duty"] == [{"action": "attribute"}]
    assert b"gazette" not in etree.tostring(root)


@pytest.mark.parametrize("form", sorted(XML))
def test_a_core_names_no_other_item_but_what_a_notice_s_words_say(form: Format):
    for made in items(11, 60):
        writer = WRITERS[form]
        bare = writer.core(made.sheet, DEFAULTS).joined({}).decode()
        other = [link.guid for link in made.links.items] + [file.address for file in made.links.files]
        said = " ".join(made.sheet.content.words())
        own = made.sheet.header.guid
        for guid in other:
            assert guid in said or guid not in bare.replace(own, "") or guid in own, guid


def test_a_series_has_a_place_for_its_items_and_is_called_a_package():
    series = goldens()["series"].sheet
    assert Slot.MEMBERS in WRITERS[Format.NEWSML_G2].core(series, DEFAULTS).slots
    assert media_type(Format.NEWSML_G2, series.content.type) == "application/vnd.iptc.g2.packageitem+xml"
    assert media_type(Format.NEWSML_G2, ItemType.TEXT) == "application/vnd.iptc.g2.newsitem+xml"
