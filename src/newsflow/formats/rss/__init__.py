"""RSS 2.0 with full texts in content:encoded; media as an enclosure and as Media RSS."""

from newsflow.formats.rss.writer import alone, core, entry, fill, joined

__all__ = ["alone", "core", "entry", "fill", "joined"]
