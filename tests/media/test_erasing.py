"""An order to erase reaches the bytes, and what was said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsflow.db.pool import transaction
from newsflow.domain.media import RenditionName
from newsflow.media import AssetState, Companion, Facts, erase
from newsflow.media.erasing import ERASED, erased_originals
from newsflow.objects import ObjectStoreError, Place, open_store
from tests.media.invented import WORDS, a_film, a_jpeg
from tests.media.making import added, made, now

if TYPE_CHECKING:
    from pathlib import Path

    from newsflow.media.work import Bench
    from newsflow.objects import ObjectStore


async def erased(
    bench: Bench, digests: list[str], store: ObjectStore | None = None, keeping: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """What went, the order committed."""
    async with transaction(bench.pool) as db:
        return await erase(db, store or bench.store, digests, bench.clock(), keeping)


SUBTITLES = (Companion(name=RenditionName.SUBTITLES, content=b"WEBVTT\n\nshared\n"),)


async def test_one_rendition_named_in_an_order_takes_its_whole_asset_along(bench: Bench):
    found = await made(bench, a_jpeg(64, 48, words=WORDS))
    other = await made(bench, a_jpeg(80, 60))
    gone = await erased(bench, [found.renditions[0].sha256])
    assert set(gone) == {each.sha256 for each in (found.original, *found.renditions)}
    for digest in gone:
        assert not await bench.store.exists(digest)
    left = await now(bench, found)
    assert (left.state, left.because) == (AssetState.REFUSED, ERASED)
    assert (left.facts, left.given, left.renditions, left.file_name) == (Facts(), Facts(), (), "")
    for each in (other.original, *other.renditions):
        assert await bench.store.exists(each.sha256)


async def test_the_same_file_sent_twice_is_erased_twice(bench: Bench):
    first, second = await made(bench, a_jpeg(64, 48)), await made(bench, a_jpeg(64, 48), "kopya.jpg")
    await erased(bench, [first.original.sha256])
    assert (await now(bench, second)).because == ERASED


async def test_bytes_that_another_asset_has_too_stay_unless_the_order_names_them(bench: Bench):
    first = await added(bench, a_film(0.2), "bir.mp4", companions=SUBTITLES)
    second = await added(bench, a_film(0.4), "iki.mp4", companions=SUBTITLES)
    shared = first.companions[0].sha256
    assert await erased(bench, [first.original.sha256]) == (first.original.sha256,)
    assert await bench.store.exists(shared)
    assert await erased(bench, [shared]) == tuple(sorted((shared, second.original.sha256)))


async def test_an_order_that_was_cut_short_is_ended_when_it_is_given_again(bench: Bench, tmp_path: Path):
    found = await made(bench, a_jpeg(64, 48))
    digests = [each.sha256 for each in found.renditions]
    nowhere = Place(
        url="s3://x", endpoint="http://127.0.0.1:9", access_key="a", secret_key="b", scratch=tmp_path
    )
    with pytest.raises(ObjectStoreError):
        await erased(bench, digests, open_store(nowhere))
    assert (await now(bench, found)).state is AssetState.READY, "nothing is erased yet, and nothing says so"
    assert await bench.store.delete(digests[0])
    await erased(bench, digests)
    for digest in (*digests, found.original.sha256):
        assert not await bench.store.exists(digest)
    assert await erased(bench, digests) == ()


async def test_bytes_that_something_else_shows_stay_with_an_asset_that_goes(bench: Bench):
    found = await made(bench, a_jpeg(64, 48))
    shown, ordered = found.renditions[0].sha256, found.renditions[1].sha256
    gone = await erased(bench, [shown, ordered], keeping=frozenset({shown}))
    assert ordered in gone
    assert found.original.sha256 in gone
    assert await bench.store.exists(shown)


async def test_the_digests_of_erased_files_are_known_so_that_a_backup_does_not_bring_them_back(bench: Bench):
    found, _ = await made(bench, a_jpeg(64, 48)), await made(bench, a_jpeg(80, 60))
    await erased(bench, [found.renditions[0].sha256])
    async with transaction(bench.pool) as db:
        assert await erased_originals(db) == (found.original.sha256,)
