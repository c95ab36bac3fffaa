"""A story as one package: what an asker may know of, in the order in which it came, stops marked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from newsflow.db.pool import transaction
from newsflow.documents import story_document
from newsflow.documents.loads import Kind
from newsflow.domain.codes import Action
from newsflow.domain.errors import NotFoundError
from newsflow.formats.newsmlg2.item import G2
from tests.builders import a_dispatch, a_series
from tests.documents.askers import Asker, a_subscriber, put_in_force, the_desk

if TYPE_CHECKING:
    from pathlib import Path

    Element = etree._Element
    from tests.builders import Newsroom


async def story(asker: Asker, guid: str) -> Element:
    """The package of the story that the item is in."""
    async with transaction(asker.newsroom.pool) as db:
        asking = replace(asker.asking, now=asker.newsroom.clock())
        return etree.fromstring(await story_document(db, guid, asking))


def items(package: Element) -> dict[str, Element]:
    """The references of the package's group, by id."""
    return {one.get("residref", ""): one for one in package.iter(f"{{{G2}}}itemRef")}


async def test_a_story_s_package_names_its_items_in_order_and_its_version_grows_with_each(newsroom: Newsroom):
    first = await newsroom.release()
    before = await story(the_desk(newsroom), first.guid)
    members = [header.guid for header in await newsroom.release_series(a_series(slug="harbour-ferry"))]
    later = await newsroom.release(a_dispatch(headline="The ferry leaves again"))
    package = await story(the_desk(newsroom), members[0])
    assert list(items(package)) == [first.guid, *members, later.guid]
    assert package.get("guid") == before.get("guid")
    assert int(package.get("version", "0")) > int(before.get("version", "0"))
    assert package.get("version") == str(later.seq)


async def test_a_story_s_package_has_nothing_that_the_asker_may_not_know_of(newsroom: Newsroom):
    header = await newsroom.release()
    secret = await newsroom.release(a_dispatch(language="fr", headline="Le bac est revenu"))
    english = await a_subscriber(newsroom, "herald", languages=("en",))
    package = await story(english, header.guid)
    assert list(items(package)) == [header.guid]
    assert package.get("version") == str(header.seq)
    with pytest.raises(NotFoundError):
        await story(english, secret.guid)


async def test_a_killed_item_is_marked_in_its_story_s_package_and_its_headline_is_gone(newsroom: Newsroom):
    header = await newsroom.release()
    await newsroom.release(a_dispatch(headline="The ferry leaves again"))
    _, notice = await newsroom.stop(header.guid, Action.KILL)
    found = items(await story(the_desk(newsroom), notice.guid))
    killed = found[header.guid]
    status, title = killed.find(f"{{{G2}}}pubStatus"), killed.findtext(f"{{{G2}}}title")
    assert status is not None
    assert status.get("qcode") == "stat:canceled"
    assert title is not None
    assert "old harbour" not in title
    assert notice.guid in found


async def test_a_story_s_package_stands_up_to_the_official_schema(newsroom: Newsroom, schemas: Path):
    header = await newsroom.release()
    await newsroom.release_series(a_series(slug="harbour-ferry"))
    folder = schemas / "newsml-g2"
    await put_in_force(
        newsroom, Kind.SCHEMAS, {path.name: path.read_bytes() for path in folder.glob("*.xsd")}
    )
    assert len(items(await story(the_desk(newsroom), header.guid))) == 4
