"""Elements of the dialect: default namespaces only, no prefix."""

from newsflow.formats.core import xml_core
from newsflow.formats.xml import Element, add, clean, line, put
from newsflow.formats.xml import root as any_root

__all__ = ("G2", "NITF", "Element", "add", "clean", "line", "nitf", "put", "root", "written")

G2 = "http://iptc.org/std/nar/2006-10-01/"
NITF = "http://iptc.org/std/NITF/2006-10-18/"


def root(tag: str) -> Element:
    """A document's first element, in the G2 namespace."""
    return any_root(tag, xmlns=G2)


def nitf(parent: Element) -> Element:
    """NITF's own frame, which declares its namespace as the default again."""
    return add(parent, "nitf", xmlns=NITF)


def written(document: Element) -> bytes:
    """The document's bytes, indented. A text node stays as it is."""
    return xml_core(document).joined({})
