"""Cursor pulls: the wire in order, whole as the contract has it, any age."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from newsflow.api.pages import PAGE_BYTES
from newsflow.domain.codes import Action
from newsflow.matching.contract import Entitlement
from tests.api.conftest import Reader, caught_up
from tests.has import copy
from tests.has.desk import three

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from newsflow.wire.window import Window
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


@pytest.mark.parametrize(("beyond", "held"), [(0, 2), (1, 3)])
async def test_the_entry_that_fills_a_page_ends_it_and_the_next_goes_on_right_after_it(
    desk: Desk, make_url: Callable[..., Awaitable[str]], window: Window, beyond: int, held: int
) -> None:
    assert PAGE_BYTES == 4_000_000, "as docs/api says"
    await three(desk)
    machine = await desk.machine(Entitlement())
    async with httpx.AsyncClient(base_url=await make_url(), timeout=20) as http:
        whole = Reader(http, machine, window)
        sizes = [await bytes_of_entry(whole, after) for after in (0, 1)]
    async with httpx.AsyncClient(base_url=await make_url(page_bytes=sum(sizes) + beyond), timeout=20) as http:
        reader = Reader(http, machine, window)
        page = (await reader.get("entries", after=0, format="text")).json()
        assert [entry["seq"] for entry in page["entries"]] == [1, 2, 3][:held]
        rest = (await reader.get("entries", after=f"1.{held}", format="text")).json()["entries"]
        assert [entry["seq"] for entry in rest] == [1, 2, 3][held:]
        assert f"after=1.{held}" in page["next"]


async def bytes_of_entry(reader: Reader, after: int) -> int:
    """How long the one entry after a number is in its page."""
    await caught_up(reader.window)
    body = (await reader.get("entries", after=after, format="text", limit=1)).content
    return len(body.partition(b',"next":')[0]) - len(b'{"entries":[]')
