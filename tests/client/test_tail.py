"""`newsflow tail` prints a wire line by line."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

from click.testing import CliRunner, Result

from newsflow.ops.cli import main
from tests.client.fake import FakeWire, a_refusal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Serve


async def tail(serve: Serve, wire: FakeWire, tmp_path: Path, *more: str) -> Result:
    secret = tmp_path / "secret"
    secret.write_text("s3cret\n")
    url = f"{await serve(wire.app())}/v1"
    given = ["tail", url, "--user", "reader", "--secret-file", str(secret), *more]
    return await asyncio.to_thread(CliRunner().invoke, main, given)


async def test_tail_prints_what_may_be_done_with_each_entry(serve: Serve, tmp_path: Path):
    wire = FakeWire()
    wire.grow()
    wire.grow(
        action="kill", ruling={"verdict": "notice"}, may_publish=False, must_remove="2026-03-02T09:05:00Z",
        document={"headlines": [{"value": "İPTAL:\x1b[2J vapur"}]},
    )  # fmt: skip
    wire.grow(not_before="2026-03-02T12:00:00Z", may_publish=False, document="Metin\nikinci satır")
    ended = await tail(serve, wire, tmp_path, "--after", "0", "--once")
    assert ended.exit_code == 0, ended.output
    first, kill, embargo = ended.output.splitlines()
    assert first.startswith("1.1  2026-03-02T09:00:00Z  new ")
    assert first.endswith("whole, may be published  Vapur seferleri 1 başladı")
    assert "notice, remove by 2026-03-02T09:05:00Z" in kill
    assert "\x1b" not in kill
    assert embargo.endswith("whole, not before 2026-03-02T12:00:00Z  Metin")


async def test_tail_goes_on_where_the_last_run_ended(serve: Serve, tmp_path: Path):
    wire = FakeWire()
    wire.grow(5)
    kept = ("--after", "0", "--cursor", str(tmp_path / "cursor"), "--json")
    first = await tail(serve, wire, tmp_path, *kept, "--number", "2")
    rest = await tail(serve, wire, tmp_path, *kept, "--once")
    lines = [json.loads(line) for line in (first.output + rest.output).splitlines()]
    assert [line["cursor"] for line in lines] == ["1.1", "1.2", "1.3", "1.4", "1.5"]


async def test_tail_says_why_it_is_refused(serve: Serve, tmp_path: Path):
    ended = await tail(serve, FakeWire(answers=[a_refusal(401)]), tmp_path, "--once")
    assert ended.exit_code == 1
    assert ended.output == "Error: Refused. Because of a test. (HTTP 401)\n"
