"""An order to erase reaches the bytes, and what was said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsflow.domain.media import RenditionName
from newsflow.media import AssetState, Companion, Facts, erase
from newsflow.media.erasing import ERASED
from newsflow.objects import ObjectStoreError, Place, open_store
from tests.media.invented import WORDS, a_film, a_jpeg
from tests.media.making import added, made, now

if TYPE_CHECKING:
    from pathlib import Path

    from newsflow.media.work import Bench

SUBTITLES = (Companion(name=RenditionName.SUBTITLES, content=b"WEBVTT\n\nshared\n"),)


async def test_one_rendition_named_in_an_order_takes_its_whole_asset_along(bench: Bench):
    found = await made(bench, a_jpeg(64, 48, words=WORDS))
    other = await made(bench, a_jpeg(80, 60))
    gone = await erase(bench.pool, bench.store, [found.renditions[0].sha256], bench.clock)
    assert set(gone) == {each.sha256 for each in (found.original, *found.renditions)}
    for digest in gone:
        assert not await bench.store.exists(digest)
    erased = await now(bench, found)
    assert (erased.state, erased.because) == (AssetState.REFUSED, ERASED)
    assert (erased.facts, erased.given, erased.renditions, erased.file_name) == (Facts(), Facts(), (), "")
    for each in (other.original, *other.renditions):
        assert await bench.store.exists(each.sha256)


async def test_the_same_file_sent_twice_is_erased_twice(bench: Bench):
    first, second = await made(bench, a_jpeg(64, 48)), await made(bench, a_jpeg(64, 48), "kopya.jpg")
    await erase(bench.pool, bench.store, [first.original.sha256], bench.clock)
    assert (await now(bench, second)).because == ERASED


async def test_bytes_that_another_asset_has_too_stay_unless_the_order_names_them(bench: Bench):
    first = await added(bench, a_film(0.2), "bir.mp4", companions=SUBTITLES)
    second = await added(bench, a_film(0.4), "iki.mp4", companions=SUBTITLES)
    shared = first.companions[0].sha256
    assert await erase(bench.pool, bench.store, [first.original.sha256], bench.clock) == (
        first.original.sha256,
    )
    assert await bench.store.exists(shared)
    assert await erase(bench.pool, bench.store, [shared], bench.clock) == tuple(
        sorted((shared, second.original.sha256))
    )


async def test_an_order_that_was_cut_short_is_ended_when_it_is_given_again(bench: Bench, tmp_path: Path):
    found = await made(bench, a_jpeg(64, 48))
    digests = [each.sha256 for each in found.renditions]
    nowhere = Place(
        url="s3://x", endpoint="http://127.0.0.1:9", access_key="a", secret_key="b", scratch=tmp_path
    )
    with pytest.raises(ObjectStoreError):
        await erase(bench.pool, open_store(nowhere), digests, bench.clock)
    assert (await now(bench, found)).state is AssetState.READY, "nothing is erased yet, and nothing says so"
    assert await bench.store.delete(digests[0])
    await erase(bench.pool, bench.store, digests, bench.clock)
    for digest in (*digests, found.original.sha256):
        assert not await bench.store.exists(digest)
    assert await erase(bench.pool, bench.store, digests, bench.clock) == ()
