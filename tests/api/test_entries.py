"""Cursor pulls: the wire in order, whole as the contract has it, any age."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsflow.domain.codes import Action
from tests.has import copy
from tests.has.desk import three

if TYPE_CHECKING:
    from tests.api.conftest import Reader
    from tests.has.desk import Desk


async def test_entries_come_in_wire_order_with_their_documents(desk: Desk, reader: Reader) -> None:
    guids = await three(desk)
    entries = await reader.entries(format="text")
    assert [entry["guid"] for entry in entries] == list(guids)
    first = entries[0]
    assert set(first) == {
        "seq", "guid", "version", "action", "at", "digest", "header", "ruling", "may_publish", "not_before", "must_remove",
        "format", "document",
    }  # fmt: skip
    assert first["seq"] == 1
    assert first["ruling"] == {"verdict": "whole", "reason": "covered", "because": []}
    assert "Körfezde vapur seferleri" in first["document"]


async def test_a_kill_leaves_nothing_of_the_copy_in_any_entry(desk: Desk, reader: Reader) -> None:
    guid = await desk.release(copy.a_dispatch())
    assert "Körfezde" in (await reader.entries(format="text"))[0]["document"]
    await desk.stop(guid, Action.KILL)
    entries = await reader.entries(format="text")
    assert [entry["action"] for entry in entries] == ["new", "kill", "new"]
    assert entries[0]["document"] is None
    assert entries[0]["ruling"]["verdict"] == "notice"
    assert not any("Körfezde" in (entry["document"] or "") for entry in entries)
    assert [entry["may_publish"] for entry in entries] == [False, False, False]
    assert entries[0]["must_remove"] == entries[1]["at"]


async def test_a_long_page_comes_compressed_as_the_client_takes_it(desk: Desk, reader: Reader) -> None:
    for _ in range(4):
        await desk.release(copy.french())
    await reader.entries()
    answers = {
        coding: await reader.get("entries", {"Accept-Encoding": coding}, format="text", limit=4)
        for coding in ("identity", "gzip", "zstd", "br", "gzip;q=0, zstd;q=1.0")
    }
    plain = answers["identity"]
    assert "content-encoding" not in plain.headers
    assert [answers[coding].headers.get("content-encoding") for coding in answers][1:] == [
        "gzip", "zstd", None, "zstd",
    ]  # fmt: skip
    assert all(answer.json() == plain.json() for answer in answers.values())
