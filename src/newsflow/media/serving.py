"""A rendition's bytes, for whoever serves them: by name, in ranges, never whole in memory."""

from collections.abc import AsyncIterator

from newsflow.domain.errors import NotFoundError
from newsflow.domain.media import Media, Rendition
from newsflow.domain.worded import worded
from newsflow.objects import ObjectStore


async def rendition_of(store: ObjectStore, media: Media, name: str) -> Rendition:
    """The rendition of that name, its bytes at hand. Raises NotFoundError for none, or for one that was erased."""
    found = media.rendition(name)
    if found is None:
        names = ", ".join(each.name.value for each in media.renditions) or "none"
        raise NotFoundError("No such rendition.", f"“{name}”.", worded("There are: %(list)s.", list=names))
    await store.size(found.sha256)
    return found


def open_rendition(
    store: ObjectStore, sha256: str, start: int = 0, end: int | None = None
) -> AsyncIterator[bytes]:
    """The bytes from `start` up to, not including, `end`, in chunks of 1 MiB at most; see ObjectStore.chunks."""
    return store.chunks(sha256, start, end)
