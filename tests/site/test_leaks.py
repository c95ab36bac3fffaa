"""No run of eight words of a body is public but by headline, deck or summary, wherever one looks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from newsflow.db.pool import transaction
from newsflow.domain.leak import find_leaks, leaks, secret_runs
from newsflow.ops.demo.load import load
from newsflow.site import dispatch as dispatch_page
from newsflow.wire.read import read
from tests.site.builders import FRENCH
from tests.site.reading import answer_texts, html_texts, links

if TYPE_CHECKING:
    import httpx

    from newsflow.db.pool import Pool
    from newsflow.domain.dispatch import Dispatch
    from newsflow.site.edition import Edition
    from newsflow.site.public import Public
    from newsflow.site.rows import PageRow
    from tests.site.builders import Newsroom

FOR_MACHINES = ("/robots.txt", "/sitemap.xml", "/news-sitemap.xml", "/trust.txt", "/tdm-policy.json")
FEEDS = tuple(
    f"/{code}/feed.{end}" for code in ("tr", "en", "ar", "fr", "ru", "de") for end in ("atom", "rss", "json")
)
AS_PROGRAM = {"Accept": "application/json"}


@dataclass(slots=True)
class Secrets:
    """What subscribers alone may read, and what of it the public may."""

    bodies: list[str] = field(default_factory=list[str])
    allowed: list[str] = field(default_factory=list[str])
    guids: set[str] = field(default_factory=set[str])

    def leaked(self, pages: dict[str, list[str]]) -> dict[str, list[tuple[str, ...]]]:
        """The words that each page gives away, for the pages that do."""
        secret = secret_runs(self.bodies, self.allowed)
        found = {path: [leak.words for leak in find_leaks(texts, secret)] for path, texts in pages.items()}
        return {path: leaked for path, leaked in found.items() if leaked}


async def secrets(pool: Pool) -> Secrets:
    """Every body on the wire, of every version; allowed is only what the edition log says now."""
    found = Secrets()
    async with transaction(pool) as db:
        after = 0
        while entries := await read(db, after):
            for entry in entries:
                found.guids.add(entry.header.guid)
                # A notice is a letter to subscribers' desks; of its words only the correction is made public.
                if entry.content is not None and entry.content.notice_of is None:
                    found.bodies.append(" ".join(entry.content.words()))
            after = entries[-1].header.seq
        cursor = await db.execute("SELECT headline, deck, summary FROM edition_log ORDER BY seq")
        for headline, deck, summary in await cursor.fetchall():
            found.allowed += [text for text in (headline, deck, " ".join(summary or ())) if text]
    return found


async def crawl(reader: httpx.AsyncClient, guids: set[str]) -> dict[str, list[str]]:
    """Everything that the site answers, by address: what its links lead to, and each item by its id."""
    pages: dict[str, list[str]] = {}
    waiting = ["/", *FOR_MACHINES, *FEEDS, "/nowhere", *(f"/items/{guid}" for guid in sorted(guids))]
    while waiting:
        path = waiting.pop()
        if path in pages:
            continue
        answer = await reader.get(path)
        pages[path] = answer_texts(answer)
        if answer.has_redirect_location:
            waiting.append(answer.headers["location"])
        elif "xml" in answer.headers.get("content-type", ""):
            waiting += [urlsplit(place).path for place in re.findall(r"<loc>([^<]+)</loc>", answer.text)]
        elif "html" in answer.headers.get("content-type", ""):
            waiting += links(answer.text)
        if answer.status_code >= 400:
            pages[f"{path} for programs"] = answer_texts(await reader.get(path, headers=AS_PROGRAM))
    return pages


async def test_the_demo_s_whole_site_gives_no_body_away(newsroom: Newsroom, reader: httpx.AsyncClient):
    newsroom.clock.advance(timedelta(days=90))  # the demo begins weeks ago, and the wire must be older
    await load(
        newsroom.pool,
        newsroom.clock,
        newsroom.agency,
        server_key=b"a key that only tests know, 32 b",
        more=30,
    )
    hidden = await secrets(newsroom.pool)
    pages = await crawl(reader, hidden.guids)
    assert len(hidden.guids) >= 100, "as many dispatches as the issue asks for"
    assert len(pages) > 250
    assert not hidden.leaked(pages)


async def test_a_leak_planted_in_the_site_is_found(
    newsroom: Newsroom, reader: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
):
    guid = await newsroom.release()
    await newsroom.publish()
    hidden = await secrets(newsroom.pool)
    assert not hidden.leaked(await crawl(reader, {guid}))
    honest = dispatch_page.public

    def leaky(edition: Edition, found: PageRow, content: Dispatch) -> Public:
        words = content.words()[2].split()
        return replace(honest(edition, found, content), dateline=" ".join(words[4:12]))

    monkeypatch.setattr(dispatch_page, "public", leaky)
    newsroom.clock.advance(timedelta(minutes=1))  # pages are kept for a minute at most
    assert len(hidden.leaked(await crawl(reader, {guid}))) == 1


EIGHT = "en charge l’amarrage et l’électricité. Le reste du"


@pytest.mark.parametrize(
    "planted",
    [
        f"<p>{EIGHT}</p>",
        f"<p>{EIGHT.replace(' ', ' <b></b>')}</p>",
        "<li>" + "<br>".join(EIGHT.upper().split()) + "</li>",
        f'<img alt="{EIGHT}">',
        f'<meta name="description" content="{EIGHT.replace("é", "&eacute;")}">',
        f"<!-- {EIGHT} -->",
        f'<script type="application/ld+json">{{"articleBody": ["{EIGHT.replace("é", chr(92) + "u00e9")}"]}}</script>',
        '<a href="/fr/en-charge-l%E2%80%99amarrage-et-l%E2%80%99%C3%A9lectricit%C3%A9-le-reste-du">',
    ],
)
def test_a_leak_is_found_wherever_it_hides(planted: str):
    page = f"<!doctype html><html><body><h1>Titre</h1>{planted}</body></html>"
    assert leaks(html_texts(page), " ".join(FRENCH))


def test_seven_words_are_not_called_a_leak():
    assert not leaks(html_texts("<p>en charge l’amarrage et l’électricité. Le reste</p>"), " ".join(FRENCH))
