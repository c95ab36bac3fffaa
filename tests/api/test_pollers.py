"""The pollers of docs/examples take down what is held and killed, and put corrections in place."""

from __future__ import annotations

import asyncio
import os
import sys
from typing import TYPE_CHECKING

import pytest

from house.source import ROOT
from newsflow.domain.codes import Action
from tests.api.test_feeds import cms
from tests.foreign import php
from tests.has import copy

if TYPE_CHECKING:
    from pathlib import Path

    from tests.api.test_feeds import Cms
    from tests.has.desk import Desk

__all__ = ["cms"]

EXAMPLES = ROOT / "docs" / "examples"
QUIET = {name: value for name, value in os.environ.items() if not name.startswith("NEWSFLOW_")}


def program(script: str) -> str:
    if script.endswith(".py"):
        return sys.executable
    return php(otherwise="the Python poller takes the same steps")


@pytest.mark.parametrize("script", ["feed_poller.py", "feed_poller.php"])
async def test_a_site_is_kept_in_step(desk: Desk, cms: Cms, tmp_path: Path, script: str):
    run_by, pages = program(script), tmp_path / "pages"
    address = f"{str(cms.http.base_url).rstrip('/')}/v1/feeds/{cms.secret}"

    async def round_of() -> tuple[str, str]:
        """What the poller said, and what the site then holds."""
        process = await asyncio.create_subprocess_exec(
            run_by, str(EXAMPLES / script), address, str(pages),
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE, env=QUIET,
        )  # fmt: skip
        said, complaint = await asyncio.wait_for(process.communicate(), 60)
        assert process.returncode == 0, complaint.decode()
        return said.decode(), "".join(path.read_text() for path in sorted(pages.glob("*.html")))

    guid = await desk.release(copy.a_dispatch())
    other = await desk.release(copy.french())
    said, site = await round_of()
    assert said == ""
    assert "Körfezde vapur seferleri yeniden başladı" in site
    assert "ferries" in site
    await desk.correct(guid, "Sefer saati 9 değil 10.", headline="Düzeltilmiş başlık")
    said, site = await round_of()
    assert said.startswith("DÜZELTME")
    assert "Düzeltilmiş başlık" in site
    assert "yeniden başladı" not in site
    await desk.stop(guid, Action.HOLD)
    await desk.stop(other, Action.KILL)
    said, site = await round_of()
    assert len(said.splitlines()) == 2
    assert site == "", "both are down, and no notice is published"
    await desk.reinstate(guid)
    said, site = await round_of()
    assert "Düzeltilmiş başlık" in site
    before = (pages / "state.json").read_text()
    assert await round_of() == ("", site)
    assert (pages / "state.json").read_text() == before
