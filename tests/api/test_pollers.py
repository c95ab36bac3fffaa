"""The pollers of docs/examples take down what is held and killed, and put corrections in place."""

from __future__ import annotations

import asyncio
import json
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


async def test_wordpress_posts_follow_a_hold_and_a_kill(desk: Desk, cms: Cms, tmp_path: Path):
    """The plug-in over a stand-in for WordPress's functions; docs/api/wordpress.md says what WordPress itself did."""
    run_by, posts = program("newsflow_wordpress.php"), tmp_path / "posts.json"
    address = f"{str(cms.http.base_url).rstrip('/')}/v1/feeds/{cms.secret}"

    async def round_of() -> tuple[str, dict[str, tuple[str, str]]]:
        """The mail to the editors, and each text with its post's state and headline."""
        process = await asyncio.create_subprocess_exec(
            run_by, str(ROOT / "tests" / "api" / "wordpress.php"), address, str(posts),
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE, env=QUIET,
        )  # fmt: skip
        said, complaint = await asyncio.wait_for(process.communicate(), 60)
        assert process.returncode == 0, complaint.decode()
        found = json.loads(posts.read_text())["posts"].values()
        return said.decode(), {
            post["meta"]["newsflow_guid"]: (post["post_status"], post.get("post_title", "")) for post in found
        }

    guid, other = await desk.release(copy.a_dispatch()), await desk.release(copy.french())
    mail, site = await round_of()
    assert (mail, {state for state, _ in site.values()}) == ("", {"pending"})
    kept = json.loads(posts.read_text())
    for post in kept["posts"].values():
        post["post_status"] = "publish"
    posts.write_text(json.dumps(kept))
    await desk.correct(guid, "Sefer saati 9 değil 10.", headline="Düzeltilmiş başlık")
    mail, site = await round_of()
    assert mail.startswith("DÜZELTME")
    assert site[guid] == ("publish", "Düzeltilmiş başlık")
    await desk.stop(guid, Action.HOLD)
    await desk.stop(other, Action.KILL)
    mail, site = await round_of()
    assert (len(mail.splitlines()), site[guid][0]) == (2, "draft")
    assert other not in site
    assert "ferries" not in posts.read_text()
    await desk.reinstate(guid)
    _, site = await round_of()
    assert site[guid] == ("publish", "Düzeltilmiş başlık"), "where it was before the hold"
    assert await round_of() == ("", site)
