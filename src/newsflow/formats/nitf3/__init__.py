"""NITF 3.6: IPTC's text format of 1999 to 2012, in its own namespace. One document an item; media by reference."""

from newsflow.formats.nitf3.writer import core, fill

__all__ = ["core", "fill"]
