"""Feeds of the public part: whole for their readers, and never more than the pages have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import etree

from newsflow.domain.codes import Action
from tests.site.builders import FRENCH

if TYPE_CHECKING:
    import httpx

    from tests.site.builders import Newsroom

FEEDS = ("feed.atom", "feed.rss", "feed.json")
ATOM = {"a": "http://www.w3.org/2005/Atom"}


async def titles(reader: httpx.AsyncClient, path: str) -> list[str]:
    root = etree.fromstring((await reader.get(path)).content)
    return [title.text or "" for title in root.findall("a:entry/a:title", ATOM)]


@pytest.mark.parametrize("name", FEEDS)
async def test_an_entry_has_the_public_part_and_says_who_reads_the_whole(
    newsroom: Newsroom, reader: httpx.AsyncClient, name: str
):
    guid = await newsroom.release()
    await newsroom.release(language="en", headline="In English only")
    await newsroom.release(packages=("economy",), headline="Pour les abonnés")
    await newsroom.publish()
    answer = await reader.get(f"/fr/{name}")
    assert answer.status_code == 200
    text = answer.json()["items"][0]["content_html"] if name == "feed.json" else answer.text
    assert "Une péniche transformée en bibliothèque" in text
    assert "https://fil.example/fr/contact" in text
    assert guid in answer.text
    assert f"https://fil.example/fr/{guid}/une-peniche" in answer.text.replace("\\/", "/")
    for hidden in ("English", "abonnés</title>", FRENCH[1][:40], "Note de service"):
        assert hidden not in answer.text
    held = {"If-None-Match": answer.headers["etag"]}
    assert (await reader.get(f"/fr/{name}", headers=held)).status_code == 304


async def test_each_entry_says_what_machines_that_learn_may_do_with_it(
    newsroom: Newsroom, reader: httpx.AsyncClient
):
    await newsroom.release()
    await newsroom.publish()
    policy = "https://fil.example/tdm-policy.json"
    use = "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-AIMLTRAINING"
    for name, item in (("feed.atom", "{*}entry"), ("feed.rss", "channel/item")):
        (entry,) = etree.fromstring((await reader.get(f"/fr/{name}")).content).findall(item)
        assert [link.get("href") for link in entry.findall("{*}link[@rel='license']")] == [policy]
        said = [
            entry.findtext(f"{{http://www.w3.org/ns/tdmrep#}}{name}") for name in ("reservation", "policy")
        ]
        assert (said, entry.findtext("{urn:x-newsflow:item:1}ai-use")) == (["1", policy], use)
    own = (await reader.get("/fr/feed.json")).json()["items"][0]["_newsflow"]
    assert (own["tdm_reservation"], own["tdm_policy"], own["ai_use"]) == (1, policy, use)


async def test_each_says_what_it_is(newsroom: Newsroom, reader: httpx.AsyncClient):
    await newsroom.release()
    await newsroom.publish()
    kinds = [(await reader.get(f"/fr/{name}")).headers["content-type"].split(";")[0] for name in FEEDS]
    assert kinds == ["application/atom+xml", "application/rss+xml", "application/feed+json"]
    html = (await reader.get("/fr/")).text
    for kind, name in zip(kinds, FEEDS, strict=True):
        assert f'<link rel="alternate" type="{kind}" title="Agence Fil" href="/fr/{name}">' in html
    assert 'href="/fr/section/culture/feed.atom"' in (await reader.get("/fr/section/culture/")).text


async def test_a_section_s_feed_has_its_own_alone_and_goes_on_with_what_came_before(
    newsroom: Newsroom, reader: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
):
    from newsflow.site import feeds

    monkeypatch.setattr(feeds, "LENGTH", 2)
    for number in range(3):
        await newsroom.release(headline=f"Culture {number}")
    await newsroom.release(headline="Du monde", section="world")
    await newsroom.publish()
    here = "/fr/section/culture/feed.atom"
    assert await titles(reader, here) == ["Culture 2", "Culture 1"]
    root = etree.fromstring((await reader.get(here)).content)
    (older,) = root.findall("a:link[@rel='next']", ATOM)
    assert await titles(reader, older.get("href", "").removeprefix("https://fil.example")) == ["Culture 0"]
    for wrong in ("/fr/section/nowhere/feed.atom", "/fr/section/culture/feed.xml", "/fr/feed.atom?before=x"):
        assert (await reader.get(wrong)).status_code == 404


@pytest.mark.parametrize("action", [Action.KILL, Action.HOLD, Action.WITHDRAW])
async def test_what_is_stopped_leaves_every_feed_at_once(
    newsroom: Newsroom, reader: httpx.AsyncClient, action: Action
):
    guid = await newsroom.release()
    await newsroom.publish()
    await newsroom.change(guid, action)
    for path in ("/fr/feed.atom", "/fr/feed.rss", "/fr/feed.json", "/fr/section/culture/feed.atom"):
        answer = await reader.get(path)
        assert (answer.status_code, "péniche" in answer.text, guid in answer.text) == (200, False, False)
