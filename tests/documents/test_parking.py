"""Documents are held against the schemas in force before they are first served."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from newsflow.db.pool import transaction
from newsflow.documents import loads, parked
from newsflow.documents.loads import FILE_BYTES, Checks, Kind
from newsflow.domain.codes import Action
from newsflow.domain.errors import BadInputError, ConflictError
from newsflow.formats.names import Format
from tests.builders import a_dispatch
from tests.documents.askers import a_subscriber, put_in_force, the_desk

if TYPE_CHECKING:
    from newsflow.documents import Parked
    from tests.builders import Newsroom

NINJS = "http://www.iptc.org/std/ninjs/ninjs-schema_1.6.json#"
STRICT = {
    "ninjs-schema_1.6.json": json.dumps({"$id": NINJS, "type": "object", "required": ["never"]}).encode()
}
NO_LINKS_THERE = {
    "ninjs-schema_1.6.json": json.dumps({"$id": NINJS, "not": {"required": ["associations"]}}).encode()
}
EASY = {"ninjs-schema_1.6.json": json.dumps({"$id": NINJS, "type": "object"}).encode()}


async def all_parked(newsroom: Newsroom) -> list[Parked]:
    """What the desk is told of."""
    async with transaction(newsroom.pool) as db:
        return await parked(db)


async def test_a_format_that_fails_its_schema_is_parked_and_the_next_accepted_one_is_served(
    newsroom: Newsroom,
):
    await put_in_force(newsroom, Kind.SCHEMAS, STRICT)
    header = await newsroom.release()
    gazette = await a_subscriber(newsroom)
    found = await gazette.get(header.guid, Format.NINJS_1, Format.NINJS_3)
    assert (found.format, found.parked) == (Format.NINJS_3, (Format.NINJS_1,))
    [told] = await all_parked(newsroom)
    assert (told.guid, told.version, told.format) == (header.guid, 1, "ninjs-1.6")
    assert "'never' is a required property" in told.fault
    with pytest.raises(ConflictError, match=r"ninjs-1\.6"):
        await gazette.get(header.guid, Format.NINJS_1)


async def test_a_fault_that_one_asker_s_links_make_is_that_asker_s_alone(newsroom: Newsroom):
    header = await newsroom.release()
    await newsroom.release(a_dispatch(language="fr", headline="Le bac est revenu"))
    await put_in_force(newsroom, Kind.SCHEMAS, NO_LINKS_THERE)
    gazette, herald = await a_subscriber(newsroom), await a_subscriber(newsroom, "herald", languages=("en",))
    for _ in range(2):
        linked = await gazette.get(header.guid, Format.NINJS_1, Format.NINJS_3)
        assert (linked.format, linked.parked) == (Format.NINJS_3, (Format.NINJS_1,))
        alone = await herald.get(header.guid, Format.NINJS_1, Format.NINJS_3)
        assert (alone.format, alone.parked) == (Format.NINJS_1, ())
    [told] = await all_parked(newsroom)
    assert (told.guid, told.format) == (header.guid, "ninjs-1.6")
    assert told.fault.startswith("with one asker's links: ")
    assert told.fault.endswith("should not be valid under {'required': ['associations']}"), (
        "what is wrong, not only where"
    )
    await put_in_force(newsroom, Kind.SCHEMAS, EASY)
    assert (await gazette.get(header.guid, Format.NINJS_1)).parked == ()
    assert await all_parked(newsroom) == []


async def test_documents_that_stood_up_are_not_asked_about_again_and_old_ones_are_forgotten(
    monkeypatch: pytest.MonkeyPatch,
):
    asked: list[bytes] = []
    monkeypatch.setattr(loads, "PASSED_LIMIT", 2)
    checks = Checks(1, {Format.NITF: asked.append})
    for body in (b"1", b"1", b"2", b"3", b"3", b"1"):
        assert checks.fault_of(Format.NITF, body) is None
    assert asked == [b"1", b"2", b"3", b"1"]


async def test_a_kill_is_never_parked(newsroom: Newsroom):
    header = await newsroom.release()
    await put_in_force(newsroom, Kind.SCHEMAS, STRICT)
    for action in (Action.HOLD, Action.WITHDRAW, Action.KILL):
        header = await newsroom.release(a_dispatch(slug=f"quay-{action}", headline=f"A quay, {action}"))
        await newsroom.stop(header.guid, action)
        found = await the_desk(newsroom).get(header.guid, Format.NINJS_1, Format.TEXT)
        assert (found.format, found.parked, found.stopped) == (Format.NINJS_1, (), True)
    assert await all_parked(newsroom) == []


async def test_a_new_load_is_asked_at_the_next_question_and_lets_go_what_it_does_not_refuse(
    newsroom: Newsroom,
):
    header = await newsroom.release()
    desk = the_desk(newsroom)
    before = await desk.get(header.guid, Format.NINJS_1)
    await put_in_force(newsroom, Kind.SCHEMAS, STRICT)
    with pytest.raises(ConflictError):
        await desk.get(header.guid, Format.NINJS_1)
    await put_in_force(newsroom, Kind.SCHEMAS, EASY)
    assert (await desk.get(header.guid, Format.NINJS_1)).body == before.body
    assert await all_parked(newsroom) == []
    await put_in_force(newsroom, Kind.SCHEMAS, STRICT)
    await put_in_force(newsroom, Kind.SCHEMAS, {})
    assert (await desk.get(header.guid, Format.NINJS_1)).body == before.body


@pytest.mark.parametrize(
    "files",
    [
        {"other.json": b"{}"},
        {"ninjs-schema_1.6.json": b"{"},
        {"ninjs-schema_1.6.json": json.dumps({"$id": NINJS, "type": 7}).encode()},
        {"g2.xsd": b"<schema"},
        {"x.dtd": b"<!ELEMENT"},
        {"huge.json": b" " * (FILE_BYTES + 1)},
        {f"{number}.json": b"{}" for number in range(101)},
    ],
)
async def test_files_that_are_no_schemas_are_refused_and_nothing_is_kept(
    newsroom: Newsroom, files: dict[str, bytes]
):
    with pytest.raises(BadInputError):
        await put_in_force(newsroom, Kind.SCHEMAS, files)
    header = await newsroom.release()
    assert (await the_desk(newsroom).get(header.guid, Format.NINJS_1)).parked == ()
