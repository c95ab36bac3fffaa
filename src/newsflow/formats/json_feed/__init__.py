"""JSON Feed 1.1 with full texts; facts that it has no member for in an object of our own."""

from newsflow.formats.json_feed.writer import alone, core, entry, fill, joined

__all__ = ["alone", "core", "entry", "fill", "joined"]
