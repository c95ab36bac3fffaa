"""Text and elements as every XML of ours has them: NFC, and no character that XML 1.0 forbids."""

import re
from unicodedata import is_normalized

from lxml import etree

from newsflow.domain.text import nfc

XML = "http://www.w3.org/XML/1998/namespace"
_LANG = f"{{{XML}}}lang"

DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'

Element = etree._Element  # noqa: SLF001 - lxml has no public name for what its own functions give

_GAPS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def clean(text: str) -> str:
    """The text as XML may hold it, NFC: odd breaks as spaces, no control characters; emoji and bidi marks stay."""
    if text.isprintable() and is_normalized("NFC", text):
        # Most texts: what is printable has no control character, and no blank but the ordinary one.
        return text
    return nfc(_FORBIDDEN.sub("", _GAPS.sub(" ", text)))


def line(text: str) -> str:
    """The text on one line, for headlines and names."""
    if text.isprintable() and "  " not in text and text.strip(" ") == text and is_normalized("NFC", text):
        return text
    return " ".join(clean(text).split())


def root(tag: str, namespace: str | None = None, **prefixes: str) -> Element:
    """A document's first element, its namespace the default one; `prefixes` declare further ones."""
    name = tag if namespace is None else f"{{{namespace}}}{tag}"
    declared: dict[str | None, str] = {None: namespace} if namespace is not None else {}
    return etree.Element(name, nsmap={**declared, **prefixes})


def add(parent: Element, name: str, text: str | None = None, /, **attributes: str | None) -> Element:
    """A child in its parent's namespace, or in the one that `{…}name` says. `lang` is written `xml:lang`; an attribute that is None is left out."""
    tag = str(parent.tag)
    if tag[0] == "{" and name[0] != "{":
        name = tag[: tag.index("}") + 1] + name
    said = {
        _LANG if key == "lang" else key: line(value) for key, value in attributes.items() if value is not None
    }
    child = etree.SubElement(parent, name, said)
    if text is not None:
        child.text = text
    return child
