"""Elements of the dialect: default namespaces only, no prefix."""

from lxml import etree

from newsflow.formats.xml import DECLARATION, XML, Element, add, clean, line
from newsflow.formats.xml import root as any_root

__all__ = ("DECLARATION", "G2", "NITF", "XML", "Element", "add", "clean", "line", "nitf", "root", "written")

G2 = "http://iptc.org/std/nar/2006-10-01/"
NITF = "http://iptc.org/std/NITF/2006-10-18/"


def root(tag: str) -> Element:
    """A document's first element, in the G2 namespace."""
    return any_root(tag, G2)


def nitf(parent: Element) -> Element:
    """NITF's own frame, which declares its namespace as the default again."""
    return etree.SubElement(parent, f"{{{NITF}}}nitf", nsmap={None: NITF})


def written(document: Element) -> bytes:
    """The document's bytes, indented. A text node stays as it is."""
    return DECLARATION + etree.tostring(document, encoding="UTF-8", pretty_print=True)
