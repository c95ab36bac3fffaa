"""Which items are the same dispatch in another language."""

from collections.abc import Mapping


def same_dispatch(guid: str, originals: Mapping[str, str | None]) -> frozenset[str]:
    """The items that were translated from the same original as `guid`, the original too, `guid` itself left out.

    `originals` says for each item of a story what it was translated from. A translation of a translation is
    followed to its beginning; a circle, which only a mistake makes, ends where it closes.
    """
    root = _root(guid, originals)
    return frozenset(other for other in originals if other != guid and _root(other, originals) == root)


def _root(guid: str, originals: Mapping[str, str | None]) -> str:
    way = [guid]
    while (before := originals.get(way[-1])) is not None:
        if before in way:
            return min(way[way.index(before) :])
        way.append(before)
    return way[-1]
