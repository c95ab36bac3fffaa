"""ninjs 3.1: IPTC's news in JSON, with lists and camel case. UTF-8, one line, members in a fixed order."""

from newsflow.formats.ninjs3.writer import core, fill

__all__ = ["core", "fill"]
