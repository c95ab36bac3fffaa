"""What is stored comes back: from a folder and from S3 alike."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsflow.domain.errors import BadInputError, NotFoundError
from newsflow.objects import open_store
from newsflow.objects.store import CHUNK_BYTES, PART_BYTES

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from newsflow.objects import ObjectStore, Place

few = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
CONTENT = st.binary(max_size=5_000)


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


async def in_parts(*parts: bytes) -> AsyncIterator[bytes]:
    for part in parts:
        yield part


async def broken_off(*parts: bytes) -> AsyncIterator[bytes]:
    for part in parts:
        yield part
    message = "the sender went away"
    raise ConnectionError(message)


def patterned(size: int) -> bytes:
    return b"".join(number.to_bytes(4, "big") for number in range(size // 4 + 1))[:size]


@few
@given(content=CONTENT)
async def test_what_is_stored_comes_back_byte_for_byte(store: ObjectStore, content: bytes):
    stored = await store.put(content)
    assert (stored.sha256, stored.bytes) == (sha256(content), len(content))
    assert await store.get(stored.sha256) == content
    assert await store.size(stored.sha256) == len(content)


@few
@given(parts=st.lists(CONTENT, max_size=6))
async def test_a_stream_is_stored_as_its_bytes_would_be(store: ObjectStore, parts: list[bytes]):
    stored = await store.put(in_parts(*parts))
    assert stored.sha256 == sha256(b"".join(parts))
    assert await store.get(stored.sha256) == b"".join(parts)


@few
@given(content=CONTENT, start=st.integers(0, 6_000), length=st.integers(0, 6_000))
async def test_any_range_is_what_a_slice_would_be(
    store: ObjectStore, content: bytes, start: int, length: int
):
    stored = await store.put(content)
    read = [part async for part in store.chunks(stored.sha256, start, start + length)]
    assert b"".join(read) == content[start : start + length]
    assert b"".join([part async for part in store.chunks(stored.sha256, start)]) == content[start:]


async def test_a_large_object_goes_up_in_parts_and_comes_in_chunks(store: ObjectStore, tmp_path: Path):
    content = patterned(2 * PART_BYTES + 12_345)
    stored = await store.put(in_parts(content))
    assert stored.bytes == len(content)
    digest, largest = hashlib.sha256(), 0
    async for part in store.chunks(stored.sha256):
        digest.update(part)
        largest = max(largest, len(part))
    assert digest.hexdigest() == stored.sha256
    assert largest <= CHUNK_BYTES, "no reader holds more than that"
    await store.fetch(stored.sha256, tmp_path / "fetched")
    assert (tmp_path / "fetched").read_bytes() == content


async def test_storing_twice_is_storing_once(store: ObjectStore, tmp_path: Path):
    (tmp_path / "file").write_bytes(b"once")
    first, second = await store.put(b"once"), await store.put(tmp_path / "file")
    assert first == second
    assert await store.delete(first.sha256)
    assert not await store.exists(first.sha256)


async def test_bytes_that_are_not_the_ones_named_are_not_stored(store: ObjectStore):
    named = sha256(b"the file that was meant")
    with pytest.raises(BadInputError, match="not the ones that were named"):
        await store.put(b"another file", sha256=named)
    assert not await store.exists(named)
    assert not await store.exists(sha256(b"another file"))


async def test_a_stream_that_breaks_off_leaves_nothing(store: ObjectStore):
    with pytest.raises(ConnectionError):
        await store.put(broken_off(b"the first half"))
    assert not await store.exists(sha256(b"the first half"))
    assert not list(store.scratch.iterdir())


async def test_an_erased_object_is_gone_and_the_others_stay(store: ObjectStore):
    erased, kept = await store.put(b"to be erased by order"), await store.put(b"to be kept")
    assert await store.delete(erased.sha256)
    assert not await store.delete(erased.sha256), "it was gone before"
    for read in (store.size(erased.sha256), store.get(erased.sha256)):
        with pytest.raises(NotFoundError, match="erased, or never stored"):
            await read
    assert await store.get(kept.sha256) == b"to be kept"


async def test_an_object_erased_while_it_is_read_ends_the_reading(store: ObjectStore):
    stored = await store.put(patterned(2 * CHUNK_BYTES))
    chunks = aiter(store.chunks(stored.sha256))
    assert len(await anext(chunks)) == CHUNK_BYTES
    await store.delete(stored.sha256)
    with pytest.raises(NotFoundError):
        await anext(chunks)


async def test_another_node_reads_what_this_one_stored(store: ObjectStore, place: Place):
    stored = await store.put(b"for every node")
    assert await open_store(place).get(stored.sha256) == b"for every node"


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "ab/" * 21, f"{'0' * 64}\n"])
async def test_what_is_no_digest_names_no_object(store: ObjectStore, name: str):
    with pytest.raises(NotFoundError, match="no SHA-256"):
        await store.size(name)
