"""NewsML 1.2: IPTC's first NewsML, of 2003. One NewsItem a document; HTML escaped, files and members by reference."""

from newsflow.formats.newsml1.writer import core, fill

__all__ = ["core", "fill"]
