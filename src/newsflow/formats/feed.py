"""A feed: entries as they were joined, in their order, under one head."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from newsflow.formats import atom, json_feed, rss
from newsflow.formats.core import Core
from newsflow.formats.feed_parts import FeedEntry, FeedHead, Mining, entry_of
from newsflow.formats.names import Format

__all__ = ["FeedEntry", "FeedHead", "Mining", "entry_core", "entry_of", "feed"]

_JOIN: Mapping[Format, Callable[[FeedHead, Sequence[bytes]], bytes]] = MappingProxyType(
    {Format.ATOM: atom.joined, Format.RSS: rss.joined, Format.JSON_FEED: json_feed.joined}
)
_ENTRY: Mapping[Format, Callable[[FeedEntry], Core]] = MappingProxyType(
    {Format.ATOM: atom.entry, Format.RSS: rss.entry, Format.JSON_FEED: json_feed.entry}
)


def feed(form: Format, head: FeedHead, entries: Sequence[bytes]) -> bytes:
    """The document of a feed (`names.FEEDS`). The entries are of that format, as `Document.entry` has them."""
    return _JOIN[form](head, entries)


def entry_core(form: Format, entry: FeedEntry) -> Core:
    """An entry that comes of no sheet, such as a site's summary; joined with nothing it is whole."""
    return _ENTRY[form](entry)
