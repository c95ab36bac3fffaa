"""ninjs 1.6: IPTC's news in JSON, with objects by name. UTF-8, one line, members in a fixed order."""

from newsflow.formats.ninjs1.writer import core, fill

__all__ = ["core", "fill"]
