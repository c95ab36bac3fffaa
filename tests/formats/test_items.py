"""The generated items that all formats are tried on: what must be among them is."""

from __future__ import annotations

from newsflow.domain.codes import Action, Form, ItemType
from newsflow.formats.sheet import Relation
from tests.formats.items import items


def test_a_seed_always_gives_the_same_items_and_a_larger_count_the_same_first_ones():
    assert list(items(1, 5)) == list(items(1, 20))[:5]
    assert list(items(1, 5)) != list(items(2, 5))


def test_among_a_hundred_items_is_every_type_every_action_every_form_and_every_relation():
    made = list(items(1, 100))
    assert {sheet.content.type for sheet, _ in made} == set(ItemType)
    assert {sheet.action for sheet, _ in made} == set(Action)
    assert {sheet.content.form for sheet, _ in made} == set(Form)
    assert {link.relation for _, links in made for link in links.items} == set(Relation)
    assert any(sheet.embargo for sheet, _ in made)
    assert any(links.files for _, links in made)
    assert any(link.sheet for _, links in made for link in links.items)


def test_nothing_of_a_stopped_item_but_its_notice_is_generated():
    stopped = [made for made in items(1, 100) if made.sheet.stopped]
    assert stopped
    assert not any(sheet.media or sheet.content.credits or links.files for sheet, links in stopped)
