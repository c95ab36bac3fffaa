"""No run of eight words of a body is public but by headline, deck or summary, wherever one looks."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from newsflow.domain.leak import leaks
from newsflow.media import Facts
from newsflow.ops.demo.load import load
from newsflow.site import dispatch as dispatch_page
from newsflow.site import pictures
from tests.site.builders import FRENCH
from tests.site.crawling import crawl, secrets
from tests.site.reading import answer_texts, html_texts, picture_texts

if TYPE_CHECKING:
    import httpx

    from newsflow.domain.dispatch import Dispatch
    from newsflow.site.edition import Edition
    from newsflow.site.public import Public
    from newsflow.site.rows import PageRow
    from tests.site.builders import Newsroom
    from tests.site.darkroom import Darkroom


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


async def test_a_leak_in_a_picture_s_own_words_is_found(
    newsroom: Newsroom, reader: httpx.AsyncClient, darkroom: Darkroom, monkeypatch: pytest.MonkeyPatch
):
    guid = await newsroom.release()
    picture = await darkroom.release(
        caption=FRENCH[1], inside=Facts(caption=FRENCH[1], credit_line="Ada / Fil")
    )
    await newsroom.publish()
    hidden = await secrets(newsroom.pool)
    pages = await crawl(reader, {guid})
    here = f"/fr/{guid}/picture/{picture}.jpg"
    assert "Ada / Fil" in " ".join(pages[here])
    assert not hidden.leaked(pages)

    def as_it_came(jpeg: bytes, _: Facts) -> bytes:
        return jpeg

    monkeypatch.setattr(pictures, "for_the_public", as_it_came)
    newsroom.clock.advance(timedelta(minutes=1))  # pages are kept for a minute at most
    assert hidden.leaked({here: answer_texts(await reader.get(here))})


@pytest.mark.parametrize("coding", ["utf-8", "utf-16-le", "utf-16-be", "latin-1"])
@pytest.mark.parametrize("before", [b"\xff\xfe", b"\xff\xe1Exif\0\0II*\0", b"\xff\xed\x1c\x02\x78\x00"])
def test_words_in_a_picture_are_read_however_they_are_coded(coding: str, before: bytes):
    marker, said = before[:2], before[2:] + f" {EIGHT}".replace("’", "'").encode(coding)
    jpeg = b"\xff\xd8" + marker + (len(said) + 2).to_bytes(2, "big") + said + b"\xff\xda\x00\x02"
    assert leaks(picture_texts(jpeg), " ".join(FRENCH).replace("’", "'"))


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
