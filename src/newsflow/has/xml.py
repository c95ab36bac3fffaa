"""Elements of the dialect: default namespaces only, no prefix, no character that XML 1.0 forbids."""

import re

from lxml import etree

from newsflow.domain.text import nfc

G2 = "http://iptc.org/std/nar/2006-10-01/"
NITF = "http://iptc.org/std/NITF/2006-10-18/"
XML = "http://www.w3.org/XML/1998/namespace"

DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'

Element = etree._Element  # noqa: SLF001 - lxml has no public name for what its own functions give

_GAPS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def clean(text: str) -> str:
    """The text as XML may hold it, NFC: odd breaks as spaces, no control characters; emoji and bidi marks stay."""
    return nfc(_FORBIDDEN.sub("", _GAPS.sub(" ", text)))


def line(text: str) -> str:
    """The text on one line, for headlines and names."""
    return " ".join(clean(text).split())


def root(tag: str) -> Element:
    """A document's first element, in the G2 namespace."""
    return etree.Element(f"{{{G2}}}{tag}", nsmap={None: G2})


def add(parent: Element, name: str, text: str | None = None, /, **attributes: str | None) -> Element:
    """A child in its parent's namespace. `lang` is written `xml:lang`; an attribute that is None is left out."""
    namespace = etree.QName(parent).namespace
    child = etree.SubElement(parent, f"{{{namespace}}}{name}")
    for attribute, value in attributes.items():
        if value is not None:
            child.set(f"{{{XML}}}lang" if attribute == "lang" else attribute, line(value))
    if text is not None:
        child.text = text
    return child


def nitf(parent: Element) -> Element:
    """NITF's own frame, which declares its namespace as the default again."""
    return etree.SubElement(parent, f"{{{NITF}}}nitf", nsmap={None: NITF})


def written(document: Element) -> bytes:
    """The document's bytes, indented. A text node stays as it is."""
    return DECLARATION + etree.tostring(document, encoding="UTF-8", pretty_print=True)
